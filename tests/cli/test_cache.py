"""Commands say the same with the cache, without it, and the first time; and where it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from qstrong.cli.complete import (
    Found,
    complete_groups,
    complete_parts,
    complete_periods,
    complete_tasks,
    complete_units,
    complete_what,
)
from qstrong.cli.folder import cache_folder
from qstrong.read.cache.file import kept_sizes
from tests.conftest import ROOT, Run

FOLDERS = [
    "data",
    *(f"examples/{path.parent.name}" for path in sorted((ROOT / "examples").glob("*/targets.yaml"))),
]
COMMANDS = {
    "status": ("status",),
    "status-json": ("status", "-f", "json", "--lang", "en"),
    "tasks": ("tasks", "-f", "csv"),
    "units": ("units",),
    "due": ("due",),
    "validate": ("validate",),
    "validate-json": ("validate", "-f", "json"),
    "bulletin": ("bulletin",),
    "export": ("export", "targets", "-f", "csv"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_all_say_the_same(folder: str, command: str, qstrong: Run, tmp_path: Path) -> None:
    words = (*COMMANDS[command], "--data", folder, "--as-of", "2026-11-01")
    plain = qstrong(*words, "--no-cache", QSTRONG_CACHE=str(tmp_path))
    assert kept_sizes(tmp_path) == []
    for _ in range(2):
        assert qstrong(*words, QSTRONG_CACHE=str(tmp_path)) == plain
    assert len(kept_sizes(tmp_path)) == 1


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_target_is_shown_the_same(folder: str, qstrong: Run, tmp_path: Path) -> None:
    report = json.loads(qstrong("status", "--data", folder, "-f", "json").out)
    for name in [one["id"] for one in report["targets"]][::4]:
        words = ("show", name, "--data", folder, "--as-of", "2026-11-01")
        plain = qstrong(*words, "--no-cache")
        assert qstrong(*words, QSTRONG_CACHE=str(tmp_path)) == plain
        assert qstrong(*words, QSTRONG_CACHE=str(tmp_path)) == plain


def test_specimens_are_told_the_same(qstrong: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    some = sorted((tmp_path / "data/progress").rglob("*.yaml"))
    for k, tail in enumerate(
        (b"\xff", b"oops: 1\n", b"\tx\n", "note： 1\n".encode(), b"filed: 2026-01-01\n")
    ):
        some[k].write_bytes(some[k].read_bytes() + tail)
    words = ("validate", "--data", tmp_path / "data", "-f", "json")
    plain = qstrong(*words)
    for _ in range(3):
        assert qstrong(*words, QSTRONG_CACHE=str(tmp_path / "cache")) == plain


COMPLETED: dict[str, Callable[[typer.Context, str], Found]] = {
    "targets": complete_parts("targets"), "groups": complete_groups, "units": complete_units, "tasks": complete_tasks,
    "periods": complete_periods, "actions": complete_what,
}  # fmt: skip


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_shell_completes_the_same(
    folder: str, qstrong: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QSTRONG_CACHE", str(tmp_path))
    for complete in COMPLETED.values():
        plain = [*complete(asking(ROOT / folder, no_cache=True), "")]
        first = [*complete(asking(ROOT / folder), "")]
        qstrong("status", "--data", folder, QSTRONG_CACHE=str(tmp_path))
        with monkeypatch.context() as patch:
            patch.setattr("qstrong.read.dataset.load", None)  # it isn't called
            assert [*complete(asking(ROOT / folder), "")] == first == plain


def test_a_shell_completes_what_there_is_now(
    qstrong: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QSTRONG_CACHE", str(tmp_path / "cache"))
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    qstrong("status", "--data", data, QSTRONG_CACHE=str(tmp_path / "cache"))
    for name, old, new in (
        ("targets.yaml", "id: rd-expenditure", "id: rd-spending"),
        ("units.yaml", "id: commerce", "id: trade"),
    ):
        text = (data / name).read_text(encoding="utf-8")
        (data / name).write_text(text.replace(old, new), encoding="utf-8", newline="")
    assert [name for name, _ in complete_parts("targets")(asking(data), "rd-")] == ["rd-spending"]
    assert [name for name, _ in complete_units(asking(data), "trade")] == ["trade"]
    (data / "tasks.yaml").write_text("oops", encoding="utf-8")
    assert [*complete_parts("targets")(asking(data), "rd-")] == []


def asking(data: Path, *, no_cache: bool = False) -> typer.Context:
    """What a shell has typed so far, before what is to be completed."""
    found: Any = SimpleNamespace(params={"data": data, "no_cache": no_cache})
    context: typer.Context = found
    return context


def test_another_revision_leaves_no_trace(qstrong: Run, tmp_path: Path) -> None:
    qstrong("status", "--data", "data", "--at", "HEAD", QSTRONG_CACHE=str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_kept_among_the_data(qstrong: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    before = sorted(tmp_path.rglob("*"))
    for where in (tmp_path / "data", tmp_path / "data/cache"):
        assert qstrong("status", "--data", tmp_path / "data", QSTRONG_CACHE=str(where)).code == 0
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("platform", "environ", "where"),
    [
        ("linux", {"HOME": "/home/li"}, "/home/li/.cache/qstrong"),
        ("linux", {"HOME": "/home/li", "XDG_CACHE_HOME": "/var/li"}, "/var/li/qstrong"),
        ("linux", {"HOME": "/home/li", "XDG_CACHE_HOME": "here"}, "/home/li/.cache/qstrong"),
        ("darwin", {"HOME": "/Users/li", "XDG_CACHE_HOME": "/var/li"}, "/Users/li/Library/Caches/qstrong"),
        ("win32", {"LOCALAPPDATA": "/C/li"}, "/C/li/qstrong"),
        ("win32", {}, None),
        ("linux", {}, None),
        ("darwin", {}, None),
        ("linux", {"HOME": "/home/li", "CI": "true"}, None),
        ("linux", {"HOME": "/home/li", "CI": "false"}, "/home/li/.cache/qstrong"),
        ("linux", {"HOME": "/home/li", "QSTRONG_CACHE": "off"}, None),
        ("linux", {"HOME": "/home/li", "QSTRONG_CACHE": "OFF"}, None),
        ("linux", {"CI": "true", "QSTRONG_CACHE": "/var/mine"}, "/var/mine"),
    ],
)
@pytest.mark.posix
def test_where_it_is(platform: str, environ: dict[str, str], where: str | None) -> None:
    assert cache_folder(environ, platform) == (Path(where) if where else None)


def test_doctor_shows_it(qstrong: Run, tmp_path: Path) -> None:
    def told(*words: str, **env: Any) -> tuple[str, str]:
        done = qstrong("doctor", "--lang", "en", "-f", "json", *words, **env)
        (found,) = [one for one in json.loads(done.out)["findings"] if one["what"] == "cache"]
        return found["health"], found["message"]

    assert told()[0] == "note"
    assert "--no-cache" in told(QSTRONG_CACHE="off")[1]
    kept = str(tmp_path / "cache")
    assert told(QSTRONG_CACHE=kept) == (
        "good",
        f"{kept}: 0 data folders, 0 KB; it can be deleted at any time",
    )
    qstrong("status", "--data", "data", QSTRONG_CACHE=kept)
    assert "1 data folder," in told(QSTRONG_CACHE=kept)[1]
    assert told("--no-cache", QSTRONG_CACHE=kept)[0] == "note"
    (tmp_path / "file").write_text("")
    assert "can't be written" in told(QSTRONG_CACHE=str(tmp_path / "file"))[1]
