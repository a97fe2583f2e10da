"""Outputs: all of the new or all of the old; links, pipes and /dev/stdout go on working."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from qstrong.write.files.outputs import write_whole
from tests.conftest import ROOT, Run

STATUS = ("status", "--data", "examples/demo", "-f", "csv", "-o")


@pytest.mark.posix
def test_a_new_file_and_one_in_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / ("附" * 84 + ".md")  # as long as names may be
    write_whole(path, b"one")
    path.chmod(0o640)
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.posix
def test_a_link_stays_and_leads_to_the_new_content(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there/file")
    (tmp_path / "loose").symlink_to("there/none")
    for name in ("link", "loose"):
        write_whole(tmp_path / name, b"new")
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / name).read_bytes() == b"new"


@pytest.mark.posix
def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found = []
    reader = threading.Thread(target=lambda: found.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_whole(tmp_path / "pipe", b"new")
    reader.join()
    assert found == [b"new"]


@pytest.mark.posix
@pytest.mark.parametrize("step", ["open", "write", "chmod", "fsync", "replace"])
def test_what_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o666)  # more than a umask leaves

    def fails(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fails)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_which_nothing_can_be_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda where, _: where == path)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_whole(path, b"newer")


@pytest.mark.posix
def test_standard_output_by_its_name() -> None:
    code = "import sys; from qstrong.cli.main import main; sys.exit(main())"
    words = [sys.executable, "-c", code, *STATUS, "/dev/stdout"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.startswith("\ufeff".encode())
    assert len(done.stdout) > 1000


def test_an_output_that_cannot_be_written_says_so(tmp_path: Path, qstrong: Run) -> None:
    result = qstrong(*STATUS, str(tmp_path / "none/x.csv"))
    assert result.code == 2
    assert "x.csv" in result.err
