"""The wheel and the source archive: the same bytes from anywhere, all that is needed in them, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from qstrong import __version__
from tests.conftest import ROOT
from tests.release.new_user import try_all

TOLD = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ARCHIVE, WHEEL = f"qstrong-{__version__}.tar.gz", f"qstrong-{__version__}-py3-none-any.whl"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".bench")


def build(source: Path, out: Path, epoch: str = "1800000000") -> None:
    """Wheel and source archive of *source* into *out*, both from what lies there."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    env = os.environ | {"SOURCE_DATE_EPOCH": epoch}
    subprocess.run(command, cwd=source, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both, and the source archive unpacked in `source`."""
    out = tmp_path_factory.mktemp("built")
    build(Path(shutil.copytree(ROOT, out / "copy", ignore=LEFT_OUT, symlinks=True)), out)
    shutil.unpack_archive(out / ARCHIVE, out)
    (out / ARCHIVE.removesuffix(".tar.gz")).rename(out / "source")
    return out


def test_the_same_bytes_from_elsewhere(built: Path, tmp_path: Path) -> None:
    """From a copy that lies elsewhere, is younger, and may be read by its owner only."""
    again = Path(shutil.copytree(built / "copy", tmp_path / "an other/place", symlinks=True))
    for path in again.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (1_900_000_000, 1_900_000_000))
    build(again, tmp_path)
    for name in (WHEEL, ARCHIVE):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_the_archive_gives_the_same_wheel(built: Path, tmp_path: Path) -> None:
    build(built / "source", tmp_path)
    assert (tmp_path / WHEEL).read_bytes() == (built / WHEEL).read_bytes()


def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    inside = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "qstrong").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with zipfile.ZipFile(built / WHEEL) as wheel:
        about = f"qstrong-{__version__}.dist-info/"
        assert {name for name in wheel.namelist() if not name.startswith(about)} == inside
        assert {f"{about}licenses/LICENSE", f"{about}licenses/NOTICE"} <= set(wheel.namelist())
        told = Parser().parsestr(wheel.read(f"{about}METADATA").decode())
    assert (told["License-Expression"], told["Version"]) == ("MIT", __version__)
    assert set(told.get_all("Provides-Extra") or []) == set(TOLD["project"]["optional-dependencies"])


def test_the_archive_holds_what_the_tests_need(built: Path) -> None:
    named = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if named.returncode:
        pytest.skip("no git repository")
    there = {path.relative_to(built / "source").as_posix() for path in (built / "source").rglob("*")}
    assert {name for name in named.stdout.splitlines() if name.isascii() and (ROOT / name).exists()} <= there


def test_a_new_user(built: Path, tmp_path: Path) -> None:
    """With the wheel's files alone, in front of whatever else is installed here."""
    shutil.unpack_archive(built / WHEEL, tmp_path, "zip")
    ask = [sys.executable, "-P", "-c", "import qstrong; print(qstrong.__file__)"]
    env = {"PYTHONPATH": str(tmp_path), "QSTRONG_CACHE": "off"}
    where = subprocess.run(
        ask, cwd=tmp_path, env=os.environ | env, capture_output=True, text=True, check=True
    )
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)
    try_all([sys.executable, "-P", "-m", "qstrong"], **env)
