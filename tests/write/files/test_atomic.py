"""Atomic writes: the old file or the new one at any moment, whatever fails, whoever interferes."""

import json
import os
import subprocess
import sys

import pytest

from qstrong.write.files import atomic
from qstrong.write.files.atomic import WriteError, digest, replace_file

NAME = "progress/u/2025Q1.yaml"
OLD, NEW = b"unit: u\n", b"unit: u\nperiod: 2025Q1\n" * 5000


def left(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def root(tmp_path):
    replace_file(tmp_path, NAME, OLD, None)
    return tmp_path


def test_a_new_file_and_a_changed_one(root):
    assert (root / NAME).read_bytes() == OLD
    replace_file(root, NAME, NEW, digest(OLD))
    assert (root / NAME).read_bytes() == NEW
    assert left(root) == [NAME]


def test_the_mode_stays(root):
    (root / NAME).chmod(0o640)
    replace_file(root, NAME, NEW, digest(OLD))
    assert (root / NAME).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("new", [True, False])
def test_old_leftovers_of_the_same_file_go_away(root, new):
    """One that is young may be another write's, which goes on."""
    name = "2025Q2.yaml" if new else "2025Q1.yaml"
    folder = root / "progress/u"
    old, young, other = (
        folder / f".{one}.0123456789a{k}.tmp" for k, one in enumerate((name, name, "2024Q1.yaml"))
    )
    for path, age in ((old, 3601), (young, 3000), (other, 9999)):
        path.write_bytes(b"x")
        about = path.stat()
        os.utime(path, (about.st_atime - age, about.st_mtime - age))
    replace_file(root, f"progress/u/{name}", NEW, None if new else digest(OLD))
    assert [path.exists() for path in (old, young, other)] == [False, True, True]


def test_a_file_system_without_links(root, monkeypatch):
    """A memory stick, to which the forms are written."""

    def fails(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", fails)
    replace_file(root, "form.xlsx", NEW, None)
    assert left(root) == ["form.xlsx", NAME]
    with pytest.raises(WriteError, match="exists"):
        replace_file(root, NAME, NEW, None)
    assert (root / NAME).read_bytes() == OLD


@pytest.mark.parametrize(("expected", "reason"), [(None, "exists"), (digest(b"other"), "lost_race")])
def test_nothing_is_overwritten_unseen(root, expected, reason):
    with pytest.raises(WriteError) as caught:
        replace_file(root, NAME, NEW, expected)
    assert caught.value.reason == reason
    assert (root / NAME).read_bytes() == OLD
    assert left(root) == [NAME]


def test_a_file_that_went_away(root):
    (root / NAME).unlink()
    with pytest.raises(WriteError, match="lost_race"):
        replace_file(root, NAME, NEW, digest(OLD))
    assert left(root) == []


@pytest.mark.parametrize("new", [True, False])
def test_a_change_while_it_is_written(root, new, monkeypatch):
    """Somebody else is faster, between the first look and the last."""
    fsync = os.fsync
    name = "progress/u/2025Q2.yaml" if new else NAME

    def slow(file):
        (root / name).write_bytes(b"theirs")
        fsync(file)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(WriteError) as caught:
        replace_file(root, name, NEW, None if new else digest(OLD))
    assert caught.value.reason in ("exists", "lost_race")
    assert (root / name).read_bytes() == b"theirs"


@pytest.mark.parametrize("where", ["progress", "progress/u", NAME])
def test_no_link_is_followed(root, tmp_path_factory, where):
    outside = tmp_path_factory.mktemp("outside")
    (root / where).rename(outside / "there")
    (root / where).symlink_to(outside / "there")
    before = left(outside)
    with pytest.raises(WriteError) as caught:
        replace_file(root, NAME, NEW, digest(OLD))
    assert caught.value.reason in ("link", "failed")
    assert left(outside) == before
    assert all(path.read_bytes() == OLD for path in outside.rglob("*.yaml"))


STEPS = ["open", "write", "fsync", "replace", "link", "unlink", "stat", "mkdir"]


@pytest.mark.parametrize("expected", [None, digest(OLD)])
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step(tmp_path, monkeypatch, step, nth, expected):
    if expected:
        replace_file(tmp_path, NAME, OLD, None)
    real, calls = getattr(os, step), []

    def fails(*args, **keys):
        calls.append(1)
        if len(calls) == nth:
            raise OSError(28, "No space left on device")
        return real(*args, **keys)

    monkeypatch.setattr(os, step, fails)
    try:
        replace_file(tmp_path, NAME, NEW, expected)
    except WriteError as error:
        assert error.reason == "failed"
    monkeypatch.undo()
    there = (tmp_path / NAME).read_bytes() if (tmp_path / NAME).exists() else None
    assert there in ((OLD if expected else None), NEW)
    strays = [name for name in left(tmp_path) if name != NAME]
    assert not strays or step == "unlink"


KILLER = """
import json, os, signal, sys
from pathlib import Path
from qstrong.write.files.atomic import digest, replace_file

root, new, steps = Path(sys.argv[1]), sys.argv[2].encode() * 5000, sys.argv[3].split()
path = root / "progress/u/2025Q1.yaml"
old = path.read_bytes() if path.exists() else None

def armed(nth, when):
    calls = []
    def wrap(real):
        def step(*args, **keys):
            calls.append(1)
            if len(calls) == nth and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return real(*args, **keys)
            finally:
                if len(calls) == nth:
                    os.kill(os.getpid(), signal.SIGKILL)
        return step
    for name in steps:
        setattr(os, name, wrap(getattr(os, name)))

def put(data):
    path.unlink(missing_ok=True)
    if data is not None:
        replace_file(root, "progress/u/2025Q1.yaml", data, None)

nth, killed = 1, True
while killed:
    for when in ("before", "after"):
        put(old)
        child = os.fork()
        if not child:
            armed(nth, when)
            replace_file(root, "progress/u/2025Q1.yaml", new, digest(old) if old else None)
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        there = path.read_bytes() if path.exists() else None
        print(json.dumps([nth, when, killed, "old" if there == old else "new" if there == new else "part"]))
    nth += 1
"""


@pytest.mark.parametrize("old", [True, False])
def test_killed_before_and_after_every_single_call(tmp_path, old):
    """kill -9 at each call of the system, up to the write in which none is left to be killed at."""
    if old:
        replace_file(tmp_path, NAME, OLD, None)
    words = [
        sys.executable,
        "-c",
        KILLER,
        str(tmp_path),
        "period: 2025Q1\n",
        " ".join([*STEPS, "close", "listdir"]),
    ]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert len(rows) > 24
    assert {there for *_, there in rows} == {"old", "new"}
    assert [there for *_, killed, there in rows if not killed] == ["new", "new"]
    order = [there for *_, there in rows]
    assert order == sorted(order, reverse=True)


def test_where_folders_cannot_be_held_open(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic, "_BY_HANDLE", False)
    replace_file(tmp_path, NAME, OLD, None)
    replace_file(tmp_path, NAME, NEW, digest(OLD))
    assert (tmp_path / NAME).read_bytes() == NEW
    assert left(tmp_path) == [NAME]
