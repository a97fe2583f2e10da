"""`status --year`: the year's own view in every format, the bulletin and the ledger say the same."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

DEMO = ("--data", "examples/demo")


def year_of(qstrong: Run, *words: str) -> dict[str, Any]:
    """By target what JSON says of the year."""
    found = json.loads(qstrong("status", *DEMO, *words, "-f", "json").out, parse_float=Decimal)
    return {one["id"]: one["year"] for one in found["targets"]}


def test_the_bulletin_and_the_ledger_say_what_status_says(qstrong: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    status = {name: one for name, one in year_of(qstrong, "--year", "2026").items() if one}
    told = json.loads(qstrong("bulletin", "2026Q3", *DEMO, "-f", "json").out, parse_float=Decimal)["year"]
    assert told["year"] == "2026"
    assert {one.pop("id"): one for one in told["targets"]} == status
    assert status["rd-expenditure"]["value"] is None
    path = tmp_path / "ledger.xlsx"
    assert qstrong("bulletin", "2026Q3", *DEMO, "-o", path).code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads = [cell.value for cell in sheet[4]]
    held = {"2026年度目标": "goal", "2026年度完成率": "completion", "2026本年已过": "elapsed"}
    names = json.loads(qstrong("status", *DEMO, "-f", "json").out)["targets"]
    for row, one in enumerate(names, 5):
        for head, key in held.items():
            cell, expected = (
                sheet.cell(row, heads.index(head) + 1).value,
                (status.get(one["id"]) or {}).get(key),
            )
            assert (cell is None) == (expected is None), (one["id"], head)
            if expected is not None:
                assert abs(float(expected) - float(cell)) < 1e-6


def test_filters_hold(qstrong: Run) -> None:
    found = year_of(qstrong, "--year", "2025", "--unit", "industry")
    assert {"ai-output", "fashion-output"} <= set(found)
    assert all(str(one["period"]).startswith("2025") for one in found.values() if one and one["value"])


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits(qstrong: Run, columns: int, lang: str) -> None:
    from wcwidth import wcswidth

    out = qstrong("status", *DEMO, "--year", "2026", "-f", "terminal", "--lang", lang, columns=columns).out
    assert max(map(wcswidth, out.splitlines())) <= columns


@pytest.mark.parametrize("year", ["2024", "2028", "2026Q1", "x"])
def test_no_year_of_the_plan(qstrong: Run, year: str) -> None:
    done = qstrong("status", *DEMO, "--year", year)
    assert (done.code, done.out) == (2, "")
    assert "2025, 2026, 2027" in done.err


@pytest.mark.parametrize("data", [(), DEMO], ids=["real", "demo"])
def test_only_a_goal_that_there_is_is_counted(data: tuple[str, ...], qstrong: Run) -> None:
    """Without a baseline there may be a path, yet nobody knows where it runs."""
    rows = [one for one in year_of_plan(qstrong, data).values() if one]
    known = [one for one in rows if one["goal"] is not None]
    there = sum(one["value"] is not None for one in known)
    assert 0 < len(known) < len(rows)
    text = qstrong("status", *data, "--year", "2026").out
    assert f"有年度目标的 {len(known)} 项, 本年有数的 {there} 项" in text
    assert f"另有 {len(rows) - len(known)} 项缺基期" in text


def year_of_plan(qstrong: Run, data: tuple[str, ...]) -> dict[str, Any]:
    found = json.loads(qstrong("status", *data, "--year", "2026", "-f", "json").out)
    return {one["id"]: one["year"] for one in found["targets"]}
