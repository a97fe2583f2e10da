"""Atomic writes: the old file or the new one at any moment, whatever fails, whoever interferes."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qstrong.write.files import atomic
from qstrong.write.files.atomic import ANYTHING, WriteError, digest, place_files, replace_file

NAME = "progress/u/2025Q1.yaml"
OLD, NEW = b"unit: u\n", b"unit: u\nperiod: 2025Q1\n" * 5000


def left(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    replace_file(tmp_path, NAME, OLD, None)
    return tmp_path


def test_a_new_file_and_a_changed_one(root: Path) -> None:
    assert (root / NAME).read_bytes() == OLD
    replace_file(root, NAME, NEW, digest(OLD))
    assert (root / NAME).read_bytes() == NEW
    assert left(root) == [NAME]


@pytest.mark.posix
@pytest.mark.parametrize("mode", [0o640, 0o664, 0o666])
def test_the_mode_stays(root: Path, mode: int) -> None:
    """Also where a umask would take some of it."""
    (root / NAME).chmod(mode)
    replace_file(root, NAME, NEW, digest(OLD))
    assert (root / NAME).stat().st_mode & 0o777 == mode


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    name = "附" * 83 + ".xlsx"
    replace_file(tmp_path, name, NEW, None)
    assert left(tmp_path) == [name]


def test_what_a_folder_cannot_sync_is_written_all_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some shared folders refuse: the file is in its place by then, so nobody is told that it isn't."""
    fsync = os.fsync

    def refuses(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(file)

    monkeypatch.setattr(os, "fsync", refuses)
    replace_file(root, NAME, NEW, digest(OLD))
    assert (root / NAME).read_bytes() == NEW


@pytest.mark.parametrize("new", [True, False])
def test_old_leftovers_of_the_same_file_go_away(root: Path, new: bool) -> None:
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


def test_a_file_system_without_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory stick, to which the forms are written."""

    def fails(*_: str, **__: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", fails)
    replace_file(root, "form.xlsx", NEW, None)
    assert left(root) == ["form.xlsx", NAME]
    with pytest.raises(WriteError, match="exists"):
        replace_file(root, NAME, NEW, None)
    assert (root / NAME).read_bytes() == OLD


@pytest.mark.parametrize(("expected", "reason"), [(None, "exists"), (digest(b"other"), "lost_race")])
def test_nothing_is_overwritten_unseen(root: Path, expected: str | None, reason: str) -> None:
    with pytest.raises(WriteError) as caught:
        replace_file(root, NAME, NEW, expected)
    assert caught.value.reason == reason
    assert (root / NAME).read_bytes() == OLD
    assert left(root) == [NAME]


def test_a_file_that_went_away(root: Path) -> None:
    (root / NAME).unlink()
    with pytest.raises(WriteError, match="lost_race"):
        replace_file(root, NAME, NEW, digest(OLD))
    assert left(root) == []


@pytest.mark.parametrize("new", [True, False])
def test_a_change_while_it_is_written(root: Path, new: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else is faster, between the first look and the last."""
    fsync = os.fsync
    name = "progress/u/2025Q2.yaml" if new else NAME

    def slow(file: int) -> None:
        (root / name).write_bytes(b"theirs")
        fsync(file)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(WriteError) as caught:
        replace_file(root, name, NEW, None if new else digest(OLD))
    assert caught.value.reason in ("exists", "lost_race")
    assert (root / name).read_bytes() == b"theirs"


@pytest.mark.posix
@pytest.mark.parametrize("where", ["progress", "progress/u", NAME])
def test_no_link_is_followed(root: Path, tmp_path_factory: pytest.TempPathFactory, where: str) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / where).rename(outside / "there")
    (root / where).symlink_to(outside / "there")
    before = left(outside)
    with pytest.raises(WriteError) as caught:
        replace_file(root, NAME, NEW, digest(OLD))
    assert caught.value.reason in ("link", "failed")
    assert left(outside) == before
    assert all(path.read_bytes() == OLD for path in outside.rglob("*.yaml"))


STEPS = ["open", "write", "chmod", "fsync", "replace", "link", "unlink", "stat", "mkdir"]


@pytest.mark.parametrize("expected", [None, digest(OLD)])
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, nth: int, expected: str | None
) -> None:
    if expected:
        replace_file(tmp_path, NAME, OLD, None)
    real, calls = getattr(os, step), []

    def fails(*args: Any, **keys: bool | int) -> Any:
        calls.append(1)
        if len(calls) == nth:
            raise OSError(28, "No space left on device")
        return real(*args, **keys)

    monkeypatch.setattr(os, step, fails)
    reasons = []
    try:
        replace_file(tmp_path, NAME, NEW, expected)
    except WriteError as error:
        reasons.append(error.reason)
    assert reasons in ([], ["failed"])
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
def test_killed_before_and_after_every_single_call(tmp_path: Path, old: bool) -> None:
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


PACKAGE_KILLER = """
import json, os, signal, sys
from pathlib import Path
from qstrong.write.files.outputs import write_package

folder, steps = Path(sys.argv[1]), sys.argv[2].split()
old, new = ({"z.json": b'{"generator": "me"}', "a.csv": one * 9, "b.csv": one * 5000} for one in (b"old", b"new"))
new["z.json"] += b" "

nth, killed = 1, True
while killed:
    write_package(folder, old, "z.json", "me")
    child = os.fork()
    if not child:
        calls = []
        def wrap(real):
            def step(*args, **keys):
                calls.append(1)
                if len(calls) == nth:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **keys)
            return step
        for name in steps:
            setattr(os, name, wrap(getattr(os, name)))
        write_package(folder, new, "z.json", "me")
        os._exit(0)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    there = {name: (folder / name).read_bytes() for name in old}
    print(json.dumps([killed, ["old" if there[n] == old[n] else "new" if there[n] == new[n] else "part" for n in old]]))
    nth += 1
"""


def test_a_package_killed_at_every_single_call(tmp_path: Path) -> None:
    """Each file is the old one or the new one; the descriptor becomes new when all others are."""
    words = [sys.executable, "-c", PACKAGE_KILLER, str(tmp_path), " ".join([*STEPS, "close", "listdir"])]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert len(rows) > 15
    assert {tuple(there) for _, there in rows} == {
        ("old", "old", "old"),
        ("old", "new", "old"),
        ("old", "new", "new"),
        ("new", "new", "new"),
    }
    assert [there for killed, there in rows if not killed] == [["new", "new", "new"]]


@pytest.mark.parametrize("name", ["a.csv", "z.json"])
def test_a_folder_in_a_file_s_place_leaves_all_others_alone(tmp_path: Path, name: str) -> None:
    files = {"a.csv": b"1", "z.json": b"2"}
    (tmp_path / name).mkdir()
    with pytest.raises(IsADirectoryError):
        place_files(tmp_path, files, ANYTHING)
    assert left(tmp_path) == []


def test_where_folders_cannot_be_held_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_BY_HANDLE", False)
    replace_file(tmp_path, NAME, OLD, None)
    replace_file(tmp_path, NAME, NEW, digest(OLD))
    assert (tmp_path / NAME).read_bytes() == NEW
    assert left(tmp_path) == [NAME]


LIKE_WINDOWS = """
import os, pkgutil, sys
from pathlib import Path

for name in ("fcntl", "grp", "pwd", "readline", "resource", "termios", "tty"):
    sys.modules[name] = None  # an import of it fails
for name in ("O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "fchmod", "getuid", "geteuid", "mkfifo", "chown", "fork"):
    delattr(os, name)
os.supports_dir_fd.clear()
real = os.open
def no_folders(path, *args, **keys):
    if os.path.isdir(path):
        raise PermissionError(13, "Permission denied")
    return real(path, *args, **keys)
os.open = no_folders

import qstrong
for one in pkgutil.walk_packages(qstrong.__path__, "qstrong."):
    if not one.name.endswith("__main__"):
        __import__(one.name)
from qstrong.write.files.atomic import digest, replace_file
from qstrong.write.files.outputs import write_package
from qstrong.write.files.outputs import write_whole
root = Path(sys.argv[1])
replace_file(root, "progress/u/2025Q1.yaml", b"old", None)
replace_file(root, "progress/u/2025Q1.yaml", b"new", digest(b"old"))
write_whole(root / "out.csv", b"out")
write_package(root / "package", {"a.csv": b"1", "about.json": b"{}"}, "about.json", "me")
"""


def test_without_what_only_unix_has(tmp_path: Path) -> None:
    """All modules are imported, and each way of writing goes, on a system such as Windows."""
    subprocess.run([sys.executable, "-c", LIKE_WINDOWS, str(tmp_path)], check=True)
    assert left(tmp_path) == ["out.csv", "package/a.csv", "package/about.json", NAME]
    assert (tmp_path / NAME).read_bytes() == b"new"
