"""What is new in a filing for periods that had closed: each period is told once, by its own place."""

from datetime import date
from typing import Any

import pytest

from qstrong.check.changes.appendonly import append_only
from tests.build import dataset, filing, observation, target

REVISED = {"flag": "revised", "reason": "更正"}
DAY = date(2026, 6, 1)  # 2025Q4 closed on 30 January, 2026Q1 on 30 April; 2026Q2 is open


@pytest.mark.parametrize(
    ("period", "filed", "entries", "pointers"),
    [
        ("2025Q4", "2026-01-20", [observation("2025Q4", 1)], ["filed"]),
        ("2025Q4", "2026-01-20", [observation("2025Q3", 1), observation("2025Q4", 1)],
         ["filed"]),  # 2025Q3 closed on 30 October, before the day of filing
        ("2026Q1", "2026-01-30", [observation("2025Q4", 1), observation("2026Q1", 1)],
         ["filed", "observations/0/period"]),
        ("2026Q1", "2026-01-31", [observation("2025Q4", 1), observation("2026Q1", 1)], ["filed"]),
        ("2026Q2", "2026-04-30", [observation("2026Q1", 1), observation("2025Q4", 1)], ["observations/0/period"]),
        ("2026Q2", "2026-05-01", [observation("2026Q1", 1)], []),
        ("2026Q2", "2026-04-30", [observation("2026Q2", 1), {"indicator": "x", "value": 2}], []),
        ("2026Q2", "2026-01-30", [observation("2026Q1", 1), observation("2025Q4", 1)],
         ["observations/0/period", "observations/1/period"]),
    ],
)  # fmt: skip
def test_a_new_filing(period: str, filed: str, entries: list[dict[str, Any]], pointers: list[str]) -> None:
    base = dataset([target()], [filing("2025Q1", "2025-04-10", observation("2025Q1", 1))])
    head = dataset([target()], [filing("2025Q1", "2025-04-10", observation("2025Q1", 1)),
                                filing(period, filed, *entries)])  # fmt: skip
    found = [(one.code, one.pointer) for one in append_only(base, head, DAY)]
    assert found == [("Q704", pointer) for pointer in pointers]


@pytest.mark.parametrize(
    ("old", "new", "pointers"),
    [
        ([], [observation("2026Q1", 1)], ["observations/0/period"]),
        ([observation("2026Q1", 1)], [observation("2026Q1", 1)], []),
        ([observation("2026Q1", 1)], [observation("2026Q1", 2)], ["observations/0/period"]),
        ([observation("2026Q1", 1)], [observation("2026Q1", 1, **REVISED)], ["observations/0/period"]),
        ([observation("2026Q1", 1)], [observation("2026Q2", 3), observation("2026Q1", 1)], []),
        ([observation("2026Q1", 1)], [], []),
    ],
)
def test_an_open_filing(old: list[Any], new: list[Any], pointers: list[str]) -> None:
    base, head = (dataset([target()], [filing("2026Q2", "2026-04-30", *said)]) for said in (old, new))
    found = [(one.code, one.pointer) for one in append_only(base, head, DAY)]
    assert found == [("Q704", pointer) for pointer in pointers]


def test_what_is_late_is_named() -> None:
    named = target(name={"zh": "产值"})
    late = filing("2026Q2", "2026-04-30", observation("2026Q1", 1))
    (found,) = append_only(dataset([named]), dataset([named], [late]), DAY)
    assert found.message.zh.startswith("产值 的 2026Q1 已于 2026-04-30 锁定")
