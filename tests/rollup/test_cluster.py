"""On Dask: the same bytes as without, also where a worker is killed; a scheduler that goes is told of, soon."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.browser import CLOCKLESS
from tests.conftest import ROOT
from tests.rollup.made import small_plans

DASK: Any = pytest.importorskip("distributed", reason="needs Dask: pip install 'qstrong[cluster]'")

ENV = {**CLOCKLESS, "PYTHONPATH": str(ROOT), "QSTRONG_CACHE": "off", "QSTRONG_LANG": "en"}


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def started(*words: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *map(str, words)]
    return subprocess.Popen(command, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Cluster:
    """A scheduler and two workers, each a process of its own, on loopback."""

    def __init__(self) -> None:
        port = free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = started(
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--no-dashboard",
            "--no-jupyter",
        )
        self.workers = [self.worker(), self.worker()]

    def worker(self) -> subprocess.Popen[bytes]:
        return started(
            "distributed.cli.dask_worker", self.address, "--nthreads", 1, "--no-nanny", "--no-dashboard",
            "--host", "127.0.0.1",
        )  # fmt: skip

    def wait(self) -> None:
        with DASK.Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)

    def end(self) -> None:
        for one in (*self.workers, self.scheduler):
            if one.poll() is None:
                one.send_signal(signal.SIGCONT)
                one.kill()
            one.wait()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    try:
        made.wait()
        yield made
    finally:
        made.end()


def rollup(path: Path, *words: object) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "qstrong",
        "rollup",
        str(path),
        "-f",
        "json",
        "--as-of",
        "2026-01-20",
        *map(str, words),
    ]
    return subprocess.Popen(command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def whole(path: Path, *words: object) -> tuple[int, bytes, bytes]:
    process = rollup(path, *words)
    out, told = process.communicate(timeout=120)
    return process.returncode, out, told


def in_the_middle(process: subprocess.Popen[bytes], busy: Callable[[], bool]) -> None:
    """Waits until the run is at work."""
    until = time.monotonic() + 60
    while process.poll() is None and not busy() and time.monotonic() < until:
        time.sleep(0.05)
    assert process.poll() is None, process.communicate()[1]


def processing(address: str) -> bool:
    with DASK.Client(address, timeout=30, set_as_default=False) as client:
        return any(client.processing().values())


def test_the_same_bytes(cluster: Cluster, tmp_path: Path) -> None:
    path = small_plans(tmp_path, 12, "- {id: gone, name: 无, path: gone}\n")
    alone = whole(path, "--jobs", 1)
    assert alone[0] == 1
    assert whole(path, "--scheduler", cluster.address) == alone


def test_the_same_bytes_where_a_worker_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    path = small_plans(tmp_path, 150)
    alone = whole(path, "--jobs", 2)
    process = rollup(path, "--scheduler", cluster.address)
    in_the_middle(process, lambda: processing(cluster.address))
    cluster.workers[0].kill()
    out, told = process.communicate(timeout=180)
    assert (process.returncode, out, told) == alone


@pytest.mark.parametrize("how", ["killed", "stopped"])
def test_a_scheduler_that_goes_is_told_of_within_a_minute(how: str, cluster: Cluster, tmp_path: Path) -> None:
    path, out = small_plans(tmp_path / "in", 200), tmp_path / "out.json"
    process = rollup(path, "--scheduler", cluster.address, "-o", out)
    in_the_middle(process, lambda: processing(cluster.address))
    cluster.scheduler.send_signal(signal.SIGKILL if how == "killed" else signal.SIGSTOP)
    begun = time.monotonic()
    printed, told = process.communicate(timeout=90)
    assert time.monotonic() - begun < 60
    assert process.returncode == 4
    assert not printed
    assert not out.exists()
    lines = told.decode().splitlines()
    assert len(lines) == 1, told
    assert "scheduler" in lines[0]
    assert "nothing was written" in lines[0]


def test_nobody_there_is_told(tmp_path: Path) -> None:
    begun = time.monotonic()
    code, out, told = whole(small_plans(tmp_path, 1), "--scheduler", f"tcp://127.0.0.1:{free_port()}")
    assert (code, out) == (4, b"")
    assert b"No Dask scheduler answers at tcp://127.0.0.1" in told
    assert told.count(b"\n") == 1
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:1", "tcp://127.0.0.1:notaport"])
def test_what_is_no_address_is_told(address: str, tmp_path: Path) -> None:
    code, out, told = whole(small_plans(tmp_path, 1), "--scheduler", address)
    assert (code, out) == (4, b"")
    assert b"Traceback" not in told
    assert b"No Dask scheduler answers" in told


def test_workers_of_its_own(tmp_path: Path) -> None:
    path = small_plans(tmp_path, 8)
    assert whole(path, "--workers", 2) == whole(path, "--jobs", 1)
