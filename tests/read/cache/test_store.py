"""The cache answers what reading would, and whatever becomes of it harms nobody."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qstrong.read.cache import file as files
from qstrong.read.cache.store import Store
from qstrong.read.dataset import Loaded, load, locate
from qstrong.read.source import Folder
from tests.conftest import ROOT

DEMO = ROOT / "examples" / "demo"
ONE = "progress/industry/2026Q3.yaml"


class Counting(Folder):
    """A folder that remembers what was read of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked: list[str] = []

    def read(self, name: str) -> bytes:
        self.asked.append(name)
        return super().read(name)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo, as if it had been there for long."""
    monkeypatch.setattr("qstrong.read.source._RACY", -(10**13))
    shutil.copytree(DEMO, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "home" / "cache" / "cache"


def run(data: Path, kept: Path) -> tuple[Loaded, list[str]]:
    """One run: what it came to, and the files that it read."""
    source = Counting(data)
    source.cache = Store(source, files.file_for(kept, data))
    loaded = load(source)
    source.cache.save()
    return loaded, source.asked


def fresh(data: Path) -> Loaded:
    return load(Folder(data))


def same(one: Loaded, data: Path) -> bool:
    """Whether it is what reading comes to, problems and their places included."""
    other, source = fresh(data), Folder(data)
    told = locate(one.problems, source) == locate(other.problems, source)
    assert one.filings == other.filings
    return (
        told
        and one.dataset == other.dataset
        and getattr(one.dataset, "data_id", 0) == getattr(other.dataset, "data_id", 0)
    )


def test_the_second_run_reads_nothing(data: Path, kept: Path) -> None:
    first, asked = run(data, kept)
    assert len(asked) == first.dataset.files if first.dataset else 0
    second, asked = run(data, kept)
    assert asked == []
    assert same(first, data)
    assert same(second, data)


def test_it_needs_neither_yaml_nor_pydantic(data: Path, kept: Path) -> None:
    run(data, kept)
    program = f"""
import sys
from pathlib import Path
from qstrong.read import source
source._RACY = -(10**13)
from qstrong.read.dataset import load
from qstrong.read.cache.store import Store
from qstrong.read.cache.file import file_for
folder = source.Folder(Path({str(data)!r}))
folder.cache = Store(folder, file_for(Path({str(kept)!r}), folder.path))
assert len(load(folder).dataset.filings) > 100
assert not folder._named.keys() & folder.stamps.keys(), folder.stamps
print(sorted({{name.partition(".")[0] for name in sys.modules}} & {{"yaml", "pydantic", "pydantic_core", "pickle", "marshal"}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    own = (
        {"marshal", "pickle"} if "coverage" in sys.modules else {"marshal"}
    )  # the interpreter's, and coverage's
    assert set(json.loads(done.stdout.replace("'", '"'))) <= own


def test_what_was_just_changed_is_compared_by_its_bytes(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qstrong.read.source._RACY", 10**18)  # however slow the machine
    shutil.copytree(DEMO, tmp_path / "data")
    run(tmp_path / "data", kept)
    second, asked = run(tmp_path / "data", kept)
    assert ONE in asked
    assert same(second, tmp_path / "data")
    text = (tmp_path / "data" / ONE).read_text("utf-8")
    (tmp_path / "data" / ONE).write_text(text.replace("filed: 2026", "filed: 2025"), "utf-8")
    assert same(run(tmp_path / "data", kept)[0], tmp_path / "data")


def _edit(path: Path) -> None:
    """Other bytes, as many, with the times that it had."""
    about = path.stat()
    path.write_text(path.read_text("utf-8").replace("filed: 2026-1", "filed: 2026-0"), "utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def _swap(path: Path) -> None:
    other = path.with_name("2026Q2.yaml")
    text = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(text)


def _link(path: Path) -> None:
    path.rename(path.parent.parent.parent / "elsewhere.yaml")
    path.symlink_to(path.parent.parent.parent / "elsewhere.yaml")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited with its times kept": _edit,
    "swapped with another": _swap,
    "taken away": Path.unlink,
    "renamed": lambda path: path.rename(path.with_name("2026Q4.yaml")),
    "made empty": lambda path: path.write_text(""),
    "broken": lambda path: path.write_text("unit: [", "utf-8"),
    "another beside it": lambda path: shutil.copy(path, path.with_name("2026Q3 (2).yaml")),
    "touched": Path.touch,
    "a folder": _folder,
    "a link": _link,
    "other units": lambda path: (path.parent.parent.parent / "units.yaml").write_text(
        "units: [{id: industry, name: 一}]\n", "utf-8"
    ),
}


@pytest.mark.posix
@pytest.mark.parametrize("how", CHANGES)
def test_a_change_is_seen(how: str, data: Path, kept: Path) -> None:
    run(data, kept)
    CHANGES[how](data / ONE)
    for _ in range(3):
        assert same(run(data, kept)[0], data)


def test_files_with_problems_are_told_each_time(data: Path, kept: Path) -> None:
    (data / ONE).write_text((data / ONE).read_text("utf-8") + "oops: 1\n", "utf-8")
    for _ in range(2):
        loaded, asked = run(data, kept)
        assert same(loaded, data)
        assert ONE in asked
        assert [one.code for one in loaded.problems if one.path == ONE] == ["Q101"]


def _nonsense(body: bytes) -> Callable[[Path], object]:
    """A whole file, with the right digest, of something else."""
    return lambda path: path.write_bytes(files.head_of(body) + body)


def _other_values(path: Path) -> None:
    body = files.read(path) or b""
    path.write_bytes(
        files.head_of(body.replace(b'"number"', b'"os.system"')) + body.replace(b'"number"', b'"os.system"')
    )


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "one byte": lambda path: path.write_bytes(path.read_bytes().replace(b"industry", b"industrx", 1)),
    "noise": lambda path: path.write_bytes(os.urandom(5000)),
    "one long line": lambda path: path.write_bytes(b"x" * 10**6),
    "of another version": lambda path: path.write_bytes(b"qstrong 0 0\n" + path.read_bytes()),
    "no JSON": _nonsense(b"{"),
    "deep": _nonsense(b"[" * 200000),
    "other JSON": _nonsense(b"[1]\n[2]"),
    "a number": _nonsense(b"7\n7"),
    "names alone": _nonsense(b'{"names": ["units.yaml"]}\n{"names": ["progress/industry/2026Q3.yaml"]}'),
    "no values": _nonsense(
        b'{"names": ["a"], "stamps": [1], "ids": [""], "given": [null], "values": []}\n{}'
    ),
    "classes that aren't the model's": _other_values,
    "a folder": _folder,
    "anyone may write it": lambda path: path.chmod(0o666),
    "a link": _link,
    "a pipe": _pipe,
}


@pytest.mark.posix
@pytest.mark.parametrize("how", DAMAGE)
def test_damage_is_nothing(how: str, data: Path, kept: Path) -> None:
    run(data, kept)
    file = files.file_for(kept, data)
    DAMAGE[how](file)
    loaded, asked = run(data, kept)
    assert same(loaded, data)
    assert asked
    assert same(run(data, kept)[0], data)
    if how != "a folder":
        assert run(data, kept)[1] == []  # it was made anew


def test_every_way_to_cut_it(data: Path, kept: Path) -> None:
    run(data, kept)
    file = files.file_for(kept, data)
    whole, right = file.read_bytes(), fresh(data).dataset
    for k in range(0, len(whole), len(whole) // 20):
        file.write_bytes(whole[:k])
        assert files.read(file) is None
        file.write_bytes(whole[:k] + bytes([whole[k] ^ 1]) + whole[k + 1 :])
        assert files.read(file) is None
    assert run(data, kept)[0].dataset == right


def _fails(*_: object, **__: object) -> Any:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("call", ["pathlib.Path.replace", "os.open", "os.scandir", "pathlib.Path.mkdir"])
def test_a_full_disk_is_nothing(call: str, data: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Store(source := Folder(data), files.file_for(kept, data))
    source.cache = cache
    loaded = load(source)
    with monkeypatch.context() as patch:
        patch.setattr(call, _fails)
        cache.save()
    assert same(loaded, data)
    assert not list(kept.glob("*.tmp"))
    assert same(run(data, kept)[0], data)


@pytest.mark.posix
def test_a_folder_that_cannot_be_written_is_nothing(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for where in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/none"), Path("/dev/null")):
        assert same(run(data, where)[0], data)


@pytest.mark.posix
def test_it_is_the_users_alone(data: Path, kept: Path) -> None:
    run(data, kept)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE(files.file_for(kept, data).stat().st_mode) == 0o600
    assert (kept / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


@pytest.mark.posix
def test_anothers_file_is_not_read(data: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(data, kept)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert files.read(files.file_for(kept, data)) is None


def test_it_does_not_grow(data: Path, kept: Path, tmp_path: Path) -> None:
    kept.mkdir(parents=True)
    (kept / "other.tmp").write_text("someone's")
    for k in range(files.MOST + 8):
        file = files.file_for(kept, tmp_path / str(k))
        files.write(file, b"x")
        os.utime(file, (10**9 + k, 10**9 + k) if k % 2 else None)
    left = kept / f"{'0' * 24}.qstrong.{'0' * 12}.tmp"
    left.write_text("")
    os.utime(left, (0, 0))
    run(data, kept)
    assert len(files.kept_sizes(kept)) <= files.MOST
    assert not left.exists()
    assert (kept / "other.tmp").exists()
    assert run(data, kept)[1] == []


def test_what_is_gone_is_forgotten(data: Path, kept: Path) -> None:
    run(data, kept)
    before = files.file_for(kept, data).stat().st_size
    shutil.rmtree(data / "progress")
    run(data, kept)
    assert files.file_for(kept, data).stat().st_size < before / 2
    assert same(run(data, kept)[0], data)


def test_several_at_once(data: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "qstrong", "status", "--data", str(data), "-f", "json"]
    env = {**os.environ, "QSTRONG_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    at_once = [subprocess.Popen(words, stdout=subprocess.PIPE, env=env, cwd=tmp_path) for _ in range(3)]
    said = {one.communicate()[0] for one in at_once}
    said.add(subprocess.run(words, check=False, stdout=subprocess.PIPE, env=env, cwd=tmp_path).stdout)
    assert len(said) == 1
    assert len(files.kept_sizes(tmp_path / "cache")) == 1
    assert not list((tmp_path / "cache").glob("*.tmp"))
