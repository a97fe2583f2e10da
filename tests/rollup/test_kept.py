"""Kept summaries: taken while nothing changed, and whatever happens to the file is nobody's concern."""

import os
import shutil
import time
from pathlib import Path

import pytest

from qstrong.read.source import PLAN_FILES
from qstrong.read.top import READ
from qstrong.rollup.kept import KeptSummaries
from qstrong.rollup.places import LOOKED_INTO, RACY, folder_key
from tests.rollup.made import BASE


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "data")
    (tmp_path / "data/bulletins").mkdir()
    return tmp_path / "data"


def _later() -> int:
    """A moment at which nothing that the test wrote is new any more, however long the suite has run."""
    return time.time_ns() + 10**12


def key(folder: Path) -> str | None:
    return folder_key(str(folder), _later())


def test_the_same_is_the_same(data: Path) -> None:
    assert key(data)
    assert key(data) == key(data)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / "targets.yaml").write_bytes((data / "targets.yaml").read_bytes() + b"#"),
        lambda data: os.utime(data / "progress/finance/2025Q2.yaml", ns=(1, 1)),
        lambda data: (data / "progress/finance/2025Q2.yaml").unlink(),
        lambda data: (data / "progress/finance/2025Q2.yaml").rename(data / "progress/finance/2025Q1.yaml"),
        lambda data: (data / "progress/finance/new").mkdir(),
        lambda data: (data / "bulletins/2025Q2.yaml").write_text("x"),
        lambda data: (data / "stray.txt").write_text("x"),
        lambda data: (data / "README").symlink_to("units.yaml"),
        lambda data: (data / ".git").mkdir(),
    ],
)
def test_any_change_shows(change: object, data: Path) -> None:
    before = key(data)
    assert callable(change)
    change(data)
    assert key(data) not in (before, None)


def test_the_same_size_and_time_in_another_file_shows(data: Path) -> None:
    path = data / "progress/finance/2025Q2.yaml"
    before, about = key(data), path.stat()
    text = path.read_bytes()
    path.unlink()
    path.write_bytes(text.replace(b"2", b"3", 1))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert key(data) not in (before, None)


def test_what_was_changed_just_now_is_not_relied_on(data: Path) -> None:
    newest = max(max(one.stat().st_mtime_ns, one.stat().st_ctime_ns) for one in data.rglob("*"))
    assert folder_key(str(data), newest + RACY) is None
    assert folder_key(str(data), newest + RACY + 1)
    os.utime(data / "targets.yaml", ns=(_later() * 2, _later() * 2))
    assert key(data) is None


def test_what_is_not_there_has_none(data: Path) -> None:
    assert key(data / "nowhere") is None
    assert key(data / "targets.yaml") is None


def test_what_others_read_is_looked_at() -> None:
    """All that `qstrong.read` reads lies where the key looks."""
    assert set(READ) == {*PLAN_FILES, *LOOKED_INTO}


def kept(file: Path | None) -> KeptSummaries:
    found = KeptSummaries(file)
    found.keep("a", "k1", ('["头"]', "[1]"))
    found.keep("b", "k2", ("[]", "[2,3]"))
    return found


def test_what_is_kept_is_there_next_time(tmp_path: Path) -> None:
    file = tmp_path / "cache" / f"{'0' * 24}.qstrong"
    kept(file).save(["a", "b", "c"])
    again = KeptSummaries(file)
    assert (again.key("a"), again.key("b"), again.key("c")) == ("k1", "k2", None)
    assert again.packed("a") == ('["头"]'.encode(), b"[1]")
    assert again.packed("b") == (b"[]", b"[2,3]")
    again.keep("b", "k4", ("[4]", "[]"))
    again.save(["b", "a"])
    third = KeptSummaries(file)
    assert (third.packed("a"), third.packed("b")) == (('["头"]'.encode(), b"[1]"), (b"[4]", b"[]"))
    third.keep("b", "k5", ("[]", "[]"))
    third.save(["b"])
    assert {KeptSummaries(file).key(name) for name in "ab"} <= {"k1", "k5"}  # those of its part alone
    third.keep("a", "k6", ("[]", "[]"))
    third.save(["a"])
    assert KeptSummaries(file).key("a") == "k6"
    assert all(one.stat().st_mode & 0o077 == 0 for one in file.parent.glob("*.qstrong"))


def test_one_that_changed_is_written_alone(tmp_path: Path) -> None:
    file, names = tmp_path / f"{'0' * 24}.qstrong", [f"p{k}" for k in range(64)]
    many = KeptSummaries(file)
    for name in names:
        many.keep(name, name, ("[]", "[1]"))
    many.save(names)
    before = {one.name: one.stat().st_ino for one in tmp_path.glob("*.qstrong")}
    again = KeptSummaries(file)
    again.keep("p7", "new", ("[7]", "[]"))
    again.save(names)
    after = {one.name: one.stat().st_ino for one in tmp_path.glob("*.qstrong")}
    assert len(before) == len(after) > 8
    assert sum(before[name] != after[name] for name in before) == 1
    third = KeptSummaries(file)
    assert [third.key(name) for name in names] == ["new" if name == "p7" else name for name in names]


def test_much_is_put_in_place_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qstrong.rollup.kept.ENOUGH", 10)
    file = tmp_path / f"{'0' * 24}.qstrong"
    many = KeptSummaries(file)
    many.keep("a", "k1", ("[]", "[]"))
    assert KeptSummaries(file).key("a") is None
    many.keep("b", "k2", ("[2]", "[2,2,2]"))
    assert [KeptSummaries(file).key(name) for name in "ab"] == ["k1", "k2"]
    many.save(["a", "b"])
    assert KeptSummaries(file).packed("b") == (b"[2]", b"[2,2,2]")


@pytest.mark.parametrize("place", [0, 10, 60, 80, -1])
def test_a_damaged_file_is_none(place: int, tmp_path: Path) -> None:
    file = tmp_path / f"{'0' * 24}.qstrong"
    kept(file).save(["a", "b"])
    for part in tmp_path.glob("*.qstrong"):
        data = bytearray(part.read_bytes())
        data[place] ^= 1
        part.write_bytes(data)
    assert [KeptSummaries(file).key(name) for name in "ab"] == [None, None]
    for part in tmp_path.glob("*.qstrong"):
        part.write_bytes(part.read_bytes()[:50])
    assert [KeptSummaries(file).key(name) for name in "ab"] == [None, None]


def test_a_folder_that_cannot_be_written_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    kept(tmp_path / "file" / "x.qstrong").save(["a"])
    kept(None).save(["a"])
    assert KeptSummaries(None).key("a") is None
