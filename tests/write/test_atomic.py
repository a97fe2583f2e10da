"""Atomic writes: the old file or the new one at any moment, whatever fails, whoever interferes."""

import os
import signal
import subprocess
import sys

import pytest

from qstrong.write import atomic
from qstrong.write.atomic import WriteError, digest, replace_file

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
import os, signal, sys
from pathlib import Path
from qstrong.write.atomic import digest, replace_file
step, when, root, old, new = sys.argv[1:]
real = getattr(os, step)
def kill(*args, **keys):
    if when == "after":
        real(*args, **keys)
    os.kill(os.getpid(), signal.SIGKILL)
path = Path(root) / "progress/u/2025Q1.yaml"
expected = digest(path.read_bytes()) if path.exists() else None
setattr(os, step, kill)
replace_file(Path(root), "progress/u/2025Q1.yaml", new.encode() * 5000, expected)
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", ["write", "fsync", "replace", "link", "unlink", "close"])
@pytest.mark.parametrize("old", [True, False])
def test_killed_at_any_step(tmp_path, step, when, old):
    if old:
        replace_file(tmp_path, NAME, OLD, None)
    words = [sys.executable, "-c", KILLER, step, when, str(tmp_path), "", "period: 2025Q1\n"]
    done = subprocess.run(words, check=False)
    there = (tmp_path / NAME).read_bytes() if (tmp_path / NAME).exists() else None
    assert there in ((OLD if old else None), b"period: 2025Q1\n" * 5000)
    assert done.returncode in (0, -signal.SIGKILL)


def test_where_folders_cannot_be_held_open(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic, "_BY_HANDLE", False)
    replace_file(tmp_path, NAME, OLD, None)
    replace_file(tmp_path, NAME, NEW, digest(OLD))
    assert (tmp_path / NAME).read_bytes() == NEW
    assert left(tmp_path) == [NAME]
