"""The made-up data is sound, of the size that was asked for, the same for a seed, and the same for others."""

import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.made import PER_UNIT, beancount, filings, hledger, make_folder, make_history
from tests.conftest import Run


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


@pytest.mark.parametrize(("seed", "quarters"), [(0, 40), (7, 12)])
def test_a_folder_is_sound_and_as_large_as_was_asked_for(
    tmp_path: Path, qstrong: Run, seed: int, quarters: int
) -> None:
    make_folder(tmp_path, 3 * quarters, quarters, seed)
    assert len(list(tmp_path.glob("progress/*/*.yaml"))) == 3 * quarters
    result = qstrong("validate", "--strict", "--data", tmp_path, "--as-of", "2025-02-01")
    assert (result.code, result.err) == (0, "")
    shown = qstrong("status", "--data", tmp_path, "-f", "json", "--as-of", "2018-01-20")
    assert shown.code == 0
    assert '"reported"' in shown.out


def test_a_seed_gives_the_same_and_another_one_other_values(tmp_path: Path) -> None:
    same, again, other = (
        contents(make_folder(tmp_path / name, 24, 12, seed)) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert same == again
    assert same.keys() == other.keys()
    assert same != other


def test_ledgers_hold_the_very_same_values() -> None:
    own = [Decimal(value) for one in filings(2, seed=3) for value in one.values]
    theirs = [Decimal(one) for one in re.findall(r"T\d  (\S+) CNY", beancount(80, seed=3))]
    others = [Decimal(one) for one in re.findall(r"CNY (\S+)", hledger(80, seed=3))]
    assert own == theirs == others
    assert len(own) == 80 * PER_UNIT


def test_a_history_has_a_commit_for_the_plan_and_each_filing(tmp_path: Path, qstrong: Run) -> None:
    data = make_history(tmp_path / "repository", 81)
    listed = subprocess.run(
        ["git", "log", "--reverse", "--format=%s", "--shortstat"],
        cwd=data,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    changed = [int(one) for one in re.findall(r"(\d+) files? changed", listed)]
    assert changed == [3] + [1] * 80
    result = qstrong("log", "t-1-2", "--status", "--data", data, "-f", "csv")
    assert result.code == 0, result.err
    assert len(result.out.splitlines()) == 41  # heads, and forty quarters
