"""The made-up city: exactly what its script writes; one plan can't be read, the others are sound."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Run

CITY = ROOT / "examples/rollup"
MAKE = ROOT / "examples/make_rollup.py"
AGAIN = "运行 python examples/make_rollup.py 重新写出 / run it again"
SOUND = ("wanglan", "qinghe", "songshi", "yunxi", "nanli")


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def make(out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MAKE), str(out)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_script_writes_what_is_committed(tmp_path: Path) -> None:
    (tmp_path / "qinghe/progress/ecology").mkdir(parents=True)
    (tmp_path / "qinghe/progress/ecology/2026Q3.yaml").write_text("unit: ecology\n")  # an older run's
    assert make(tmp_path).returncode == 0
    written, committed = files(tmp_path), files(CITY)
    assert sorted(written) == sorted(committed), AGAIN
    assert [name for name in written if written[name] != committed[name]] == [], AGAIN


def test_the_script_leaves_other_lists_alone(tmp_path: Path) -> None:
    (tmp_path / "plans.yaml").write_text("plans: []\n")
    run = make(tmp_path)
    assert run.returncode == 1
    assert "not a demo" in run.stderr
    assert files(tmp_path) == {"plans.yaml": b"plans: []\n"}


@pytest.mark.parametrize("name", SOUND)
def test_nothing_to_mend(name: str, qstrong: Run) -> None:
    run = qstrong("validate", "--strict", "--data", CITY / name)
    assert run.code == 0, run.out


def test_one_cannot_be_read(qstrong: Run) -> None:
    run = qstrong("status", "--data", CITY / "beizhu")
    assert run.code == 3
    assert "Q012" in run.out + run.err


def test_every_file_says_that_it_is_made_up() -> None:
    assert [name for name, text in files(CITY).items() if "演示数据" not in text.decode()] == []


def test_indicators_are_the_same_in_both_ways() -> None:
    listed = yaml.safe_load((CITY / "plans.yaml").read_text("utf-8"))
    folders = {one["path"] for one in listed["plans"] if "path" in one}
    assert folders == {path.name for path in CITY.iterdir() if path.is_dir()}
    assert "theme: " in (CITY / "yunxi/targets.yaml").read_text("utf-8")
    for theme in listed["themes"].values():
        for plan, target in theme.items():
            assert f"- id: {target}\n" in (CITY / plan / "targets.yaml").read_text("utf-8")
