"""Last quarter beside this one: value before, change, status before and after, wherever it stands."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qstrong.render.cells.last import Beside
from tests.build import series, target
from tests.conftest import Run
from tests.history.repos import demo_repo

BASE = {"baseline": {"period": 2024, "value": 10}, "value": 100}
DEMO = ("--data", "examples/demo")


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ([("2025Q1", 20)], [("2025Q1", 20), ("2025Q2", "24.5")], Decimal("4.5")),
        ([("2025Q1", 20)], [("2025Q1", 20), ("2025Q2", 18)], Decimal(-2)),
        ([("2025Q1", 20)], [("2025Q1", 20), ("2025Q2", 20)], Decimal(0)),
        ([("2025Q1", 20)], [("2025Q1", 20)], None),  # nothing newer
        ([], [("2025Q1", 20)], None),
    ],
)
def test_the_change(
    before: list[tuple[str, Any]], now: list[tuple[str, Any]], change: Decimal | None
) -> None:
    spec = target(**BASE)
    old, new = (
        series(spec, *values, as_of=day) for values, day in ((before, "2025-04-20"), (now, "2025-07-18"))
    )
    assert Beside(new, old).change == change
    assert Beside(new, None).change is None


def test_an_older_value_does_not_count() -> None:
    """What is in brackets is neither a value before nor one now."""
    spec = target(**BASE)
    old, new = (
        series(spec, ("2025Q1", 20), as_of="2025-04-20"),
        series(spec, ("2025Q1", 20), as_of="2025-08-01"),
    )
    assert new.last_status
    assert Beside(new, old).change is None
    assert Beside(old, new).last is None


def test_annex_and_ledger_say_what_two_days_of_status_say(qstrong: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    days = [
        {
            one["id"]: one
            for one in json.loads(qstrong("status", *DEMO, "--as-of", day, "-f", "json").out)["targets"]
        }
        for day in ("2026-07-30", "2026-10-30")
    ]
    path = tmp_path / "ledger.xlsx"
    assert qstrong("bulletin", "2026Q3", *DEMO, "-o", path).code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[4]}
    annex = json.loads(qstrong("bulletin", "2026Q3", *DEMO, "-f", "json").out)["text"]["annexes"][0][
        "tables"
    ][0]
    last, change = (annex["columns"].index(head) for head in ("上期值", "增减"))
    rows = {row[1].removesuffix(" (约束性)"): row for row in annex["rows"]}
    seen = 0
    for k, (name, now) in enumerate(days[1].items(), 5):
        before = days[0][name]
        old = None if before["last_status"] else before["value"]
        new = None if now["last_status"] else now["value"]
        differs = old is not None and new is not None and before["period"] != now["period"]
        seen += differs
        cell = {head: sheet.cell(k, heads[head]).value for head in ("上期值", "增减", "上期状态")}
        assert cell["上期值"] == old
        assert (cell["增减"] is not None) is differs
        if differs:
            assert cell["增减"] == pytest.approx(new - old)
            assert float(rows[now["name"]][change]) == pytest.approx(new - old)
        assert rows[now["name"]][last] == ("–" if old is None else rows[now["name"]][last])
        assert cell["上期状态"] == before["label"]
        moved = before["label"] != now["label"]
        assert (" → " in rows[now["name"]][-1]) is moved
    assert seen > 10


def test_diff_says_the_effect(qstrong: Run, tmp_path: Path) -> None:
    repo = demo_repo(tmp_path / "r")
    path = repo.data / "progress/market-regulation/2026Q3.yaml"
    text = path.read_text("utf-8")
    assert "value: 86" in text
    path.write_text(text.replace("value: 86", "value: 90", 1), "utf-8")
    found = json.loads(qstrong("diff", "HEAD", "--data", repo.data, "-f", "json").out)
    (one,) = found["targets"]
    assert [one["before"]["completion"], one["after"]["completion"]] == [0.43, 0.45]
    assert "43.0% → 45.0%" in qstrong("diff", "HEAD", "--data", repo.data, "-f", "plain").out
