"""Dask: a scheduler that runs elsewhere, or workers started here; what it says is passed on in words."""

from __future__ import annotations

import logging
import socket
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Protocol, TypedDict
from urllib.parse import urlsplit

from qstrong import __version__
from qstrong.rollup.engine.run import Engine, EngineError

CONNECT = 20
"""So many seconds a scheduler has to answer at first, and whenever nothing comes back."""


class _Machine(TypedDict):
    host: dict[str, object]
    packages: dict[str, object]


class _Versions(TypedDict):
    client: _Machine
    scheduler: _Machine | None
    workers: dict[str, _Machine]


class _Scheduler(Protocol):
    def identity(self) -> object: ...


class _Client(Protocol):
    """What is used of Dask's client, which has no types of its own."""

    status: str
    scheduler: _Scheduler

    def close(self, timeout: float) -> object: ...
    def get_executor(self, *, retries: int, pure: bool) -> Executor: ...
    def get_versions(self) -> _Versions: ...
    def run(self, function: Callable[[], str], *, on_error: str) -> dict[str, str | BaseException]: ...
    def sync(self, function: Callable[[], object], *, callback_timeout: float) -> dict[str, object]: ...
    def wait_for_workers(self, n_workers: int, timeout: float) -> object: ...


@contextmanager
def cluster_engine(scheduler: str | None, workers: int | None, tell: Callable[..., None]) -> Iterator[Engine]:
    """An engine on the *scheduler*, else on so many *workers* of this machine.

    *tell* gets the word, with its own words, for what is worth knowing. Raises `EngineError`, and ImportError
    where Dask isn't installed.
    """
    import distributed

    logging.disable(logging.CRITICAL)  # what Dask tells those who run it is nothing for readers of a table
    with _connected(distributed, scheduler, workers) as client:
        known = _versions(client, tell)
        executor = client.get_executor(retries=2, pure=False)

        @contextmanager
        def opened() -> Iterator[Executor]:
            yield executor

        yield Engine(opened, max(known, 1), lambda: _ask(client, scheduler))


@contextmanager
def _connected(distributed: ModuleType, scheduler: str | None, workers: int | None) -> Iterator[_Client]:
    local = None
    try:
        if scheduler is not None:
            _reach(scheduler)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions are compared below
            if scheduler is None:
                local = distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL + 1,
                )
            client = distributed.Client(local or scheduler, timeout=CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        for one in list(distributed.Client._instances):  # noqa: SLF001 (or it would try to close for long)
            one.status = "closed"
        if local:
            local.close()
        raise EngineError("rollup_no_scheduler", address=scheduler or "", why=_said(error)) from error
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=2)
        if local:
            local.close(timeout=5)


def _reach(scheduler: str) -> None:
    """Raises OSError or ValueError where nothing listens at that address: Dask would try for long."""
    address = urlsplit(scheduler)
    if address.scheme not in ("tcp", "tls") or not address.hostname or not address.port:
        raise ValueError("tcp://HOST:PORT")
    socket.create_connection((address.hostname, address.port), CONNECT).close()


def _said(error: BaseException) -> str:
    return str(error).split("\n")[0] or type(error).__name__


def _version() -> str:
    """The version of qstrong that a worker has."""
    return __version__


def _versions(client: _Client, tell: Callable[..., None]) -> int:
    """How many workers there are; raises `EngineError` where there is none, or one with another version."""
    with suppress(Exception):
        client.wait_for_workers(1, timeout=CONNECT)
    try:
        found = client.run(_version, on_error="return")
    except Exception as error:
        raise EngineError("rollup_gone", why=_said(error)) from error
    if not found:
        raise EngineError("rollup_no_workers")
    for worker, said in found.items():
        if isinstance(said, BaseException):
            raise EngineError("rollup_worker_lacks", worker=worker, why=_said(said))
        if said != __version__:
            raise EngineError("rollup_worker_version", worker=worker, theirs=said, ours=__version__)
    for package, versions in _mismatches(client):
        tell("rollup_versions", package=package, versions=versions)
    return len(found)


def _mismatches(client: _Client) -> Iterator[tuple[str, str]]:
    """Packages of which client, scheduler and workers have different versions."""
    try:
        found = client.get_versions()
    except Exception:  # noqa: BLE001 (a table can be made without)
        return
    every = [found["client"], found["scheduler"], *found["workers"].values()]
    for package in ("python", "dask", "distributed", "msgpack", "cloudpickle", "tornado"):
        said = {str({**one["host"], **one["packages"]}.get(package)) for one in every if one}
        if len(said) > 1:
            yield package, ", ".join(sorted(said))


def _ask(client: _Client, scheduler: str | None) -> None:
    """Raises `EngineError` where the scheduler doesn't answer."""
    if client.status not in ("running", "connecting"):
        raise EngineError("rollup_gone", why=client.status)
    try:
        found = client.sync(client.scheduler.identity, callback_timeout=CONNECT)
    except Exception as error:
        raise EngineError("rollup_gone", why=scheduler or _said(error)) from error
    if not found.get("workers"):
        raise EngineError("rollup_no_workers")
