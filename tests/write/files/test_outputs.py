"""A folder of files: all, or none."""

from pathlib import Path

import pytest

from qstrong.write.files.outputs import ForeignFolderError, write_package

FILES = {"a.csv": b"1", "about.json": b'{"generator": "me"}', "b.csv": b"2"}


def write(folder: Path, files: dict[str, bytes] = FILES) -> None:
    write_package(folder, files, "about.json", "me")


def test_a_new_folder_and_one_written_before(tmp_path: Path) -> None:
    folder = tmp_path / "x" / "y"
    write(folder)
    write(folder, FILES | {"a.csv": b"3"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES | {"a.csv": b"3"}


def test_a_foreign_folder(tmp_path: Path) -> None:
    (tmp_path / "z").write_text("z")
    with pytest.raises(ForeignFolderError):
        write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["z"]


def test_nothing_is_changed_where_one_file_cannot_be_written(tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(FileNotFoundError):
        write(tmp_path, {"a.csv": b"new", "no/such/b.csv": b"new", "about.json": FILES["about.json"]})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == FILES


def test_a_file_in_the_folder_s_place(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("f")
    with pytest.raises((FileExistsError, NotADirectoryError)):
        write(tmp_path / "f")
