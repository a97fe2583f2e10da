"""What a unit filed is said alike by every command, for every quarter of the demo."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from qstrong.text.catalogue import word
from tests.conftest import ROOT, Run
from tests.there import there

DEMO = ("--data", "examples/demo")
QUARTERS = [f"{year}Q{k}" for year in (2025, 2026) for k in (1, 2, 3, 4)][:7]
WORDS = {"complete": ("filed_in_time", "filed_late"), "partial": ("filed_partial",), "none": ("filed_none",),
         "not_due": ("filed_not_due",), None: ("filed_idle",)}  # fmt: skip


def said(unit: dict[str, Any], state: str = "state") -> str:
    """How a unit's filing is said in Chinese."""
    of = WORDS[unit[state]]
    return word(of[bool(unit["days_late"]) if len(of) > 1 else 0], "zh")


def read(qstrong: Run, *words: str) -> dict[str, Any]:
    result = qstrong(*words, "-f", "json")
    found: dict[str, Any] = json.loads(result.out)
    return found


@pytest.mark.parametrize("period", QUARTERS)
@pytest.mark.parametrize("when", ["closed", "due", "early"])
def test_every_command_says_the_same(period: str, when: str, qstrong: Run) -> None:
    first = read(qstrong, "due", period, *DEMO, "--as-of", "2025-01-01")
    day = {"closed": first["closes"], "due": first["due"], "early": first["due"][:8] + "02"}[when]
    where = (*DEMO, "--as-of", day)
    units = {one["id"]: one for one in read(qstrong, "units", "--period", period, *where)["units"]}
    due = {one["id"]: one for one in read(qstrong, "due", period, *where)["units"]}
    told = {one["id"]: one for one in read(qstrong, "bulletin", period, *where)["units"]}
    assert {name for name, one in units.items() if one["state"]} == set(told)
    for name, one in due.items():
        assert (one["filing"], one["days_late"]) == (units[name]["state"], units[name]["days_late"])
    for name, one in told.items():
        assert (one["state"], one["days_late"]) == (units[name]["state"], units[name]["days_late"])
        there = sum(owed["state"] in ("reported", "pending") for owed in units[name]["owed"])
        assert (one["state"] in ("partial", "none")) <= (day >= first["due"])
        if units[name]["owed"] and one["state"] == "complete":
            assert there == len(units[name]["owed"])
        if one["state"] == "partial":
            assert 0 < there < len(units[name]["owed"])
    counted = [said(one) for one in told.values()]
    _table_of_units(qstrong, period, where, units)
    _bulletin(qstrong, period, where, told, counted)
    head = next(line for line in qstrong("due", period, *where).out.splitlines() if "个单位: " in line)
    assert {name: int(n) for name, n in re.findall(r"(\w+报送|迟报|未到报送时间) (\d+)", head)} == {
        name: counted.count(name) for name in set(counted)
    }


def _table_of_units(
    qstrong: Run, period: str, where: tuple[str, str, str, str], units: dict[str, Any]
) -> None:
    out = qstrong("units", "--period", period, *where, "-f", "csv").out
    for one in units.values():
        row = next(line for line in out.splitlines() if line.startswith(one["name"]))
        assert said(one) in row


def _bulletin(
    qstrong: Run, period: str, where: tuple[str, str, str, str], told: dict[str, Any], counted: list[str]
) -> None:
    text = qstrong("bulletin", period, *where, "-f", "md").out
    if "均未到报送时间" in text:
        assert set(counted) == {"未到报送时间"}
        return
    line = next(line for line in text.splitlines() if "个责任单位中" in line)
    n = {name: int(m.group(1)) for name in set(counted) if (m := re.search(rf"{name}(\d+)个", line))}
    assert n == {name: counted.count(name) for name in set(counted)}
    assert int(there(re.search(r"(\d+)个责任单位中", line)).group(1)) == len(told)


def test_a_baseline_filed_early_is_no_filing(tmp_path: Path, qstrong: Run) -> None:
    """In November a unit filed nothing but a baseline, for a quarter of which it owes four values."""
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    path = tmp_path / "data/progress/industry/2026Q3.yaml"
    path.write_text(
        "unit: industry\nperiod: 2026Q3\nfiled: 2026-10-10\nobservations:\n"
        "  - indicator: smart-terminals-output\n    period: 2024\n    value: 3000\n    source: 统计\n    flag: revised\n    reason: 更正\n",
        "utf-8",
    )
    where = ("--data", str(tmp_path / "data"), "--as-of", "2026-10-30")
    unit = next(one for one in read(qstrong, "due", "2026Q3", *where)["units"] if one["id"] == "industry")
    assert (unit["filing"], unit["state"], unit["days_late"], unit["filed"]) == (
        "none",
        "none",
        10,
        "2026-10-10",
    )
    assert all(one["missing"] for one in unit["indicators"])
    line = next(
        x for x in qstrong("bulletin", "2026Q3", *where, "-f", "md").out.splitlines() if "个责任单位中" in x
    )
    assert re.search("未报送2个（[^）]*区工业和信息化局", line)
    assert "区工业和信息化局" in qstrong("due", "2026Q3", *where, "--remind").out
    assert "未报送" in qstrong("units", "industry", "--period", "2026Q3", *where).out


def test_nothing_is_called_missing_before_its_due_day(qstrong: Run) -> None:
    """Values, filings and actions alike, in the plan whose first filing is for 2026Q4."""
    for words in (
        ("units",), ("units", "区水务局"), ("due",), ("due", "--unit", "water"), ("due", "--remind"), ("tasks",),
        ("show", "任务2"), ("show", "区水务局"), ("status",), ("new", "water", "-o", "-"),
    ):  # fmt: skip
        out = qstrong(*words, "--as-of", "2027-01-19").out
        assert out
        assert "未报送" not in out, words
        assert "迟报" not in out.replace("不算迟报", "").replace("不计应报、迟报", ""), words
        assert "逾期" not in out, words


def test_a_filing_that_nobody_owes_is_never_late_and_never_dunned(qstrong: Run) -> None:
    """Who owes nothing, and has a figure to give, is asked for it; not told that it is late."""
    where = (*DEMO, "--as-of", "2026-10-30")
    letters = {one["unit"]: one for one in read(qstrong, "due", "2026Q3", *where, "--remind")["letters"]}
    assert "另请补报2024年基期值1项" in letters["development-reform"]["text"]
    assert "逾期" in letters["development-reform"]["text"]
    other = read(qstrong, "due", "2026Q2", *DEMO, "--as-of", "2026-07-30", "--remind")["letters"]
    for letter in other:
        only = "补报数：" in letter["text"]
        assert (letter["kind"] == "reminder") == only
        assert not (only and ("逾期" in letter["text"]))
