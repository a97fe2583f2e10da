"""What is filed otherwise than it is known: both are named, and the one that judges is the method's."""

from datetime import date
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.check.registry import check
from tests.build import dataset, filing, observation, target

T0: dict[str, Any] = {"baseline": {"period": 2024, "value": 80}}
FLOW: dict[str, Any] = {"measure": "flow_ytd"}
TREND: dict[str, Any] = {"kind": "trend", "measure": "rate", "frequency": "annual", "limits": None}
RECORD: dict[str, Any] = {"kind": "record", "measure": "rate"}


def filed(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [filing("2025Q4", "2026-01-15", *rows)]


CASES: dict[str, Any] = {
    "T0 otherwise than declared": (target(**T0), filed(observation("2024", 90)), ("Q311", "declared"), 80),
    "T0 otherwise, and revised": (
        target(**T0),
        filed(observation("2024", 90, flag="revised", reason="普查")),
        ("Q311", "declared"),
        80,
    ),
    "T0 as another spelling of the year": (target(**T0), filed(observation("2024Q4", 90)), ("Q311", "declared"), 80),
    "T0 of a flow": (target(**FLOW, **T0), filed(observation("2024", 90)), ("Q311", "year"), 80),
    "T0 against the history": (
        target(history=[{"period": 2024, "value": 80}]),
        filed(observation("2024", 90)),
        ("Q311", "filed"),
        90,
    ),
    "an earlier year": (
        target(**T0, history=[{"period": 2023, "value": 70}]),
        filed(observation("2023", 75)),
        ("Q311", "filed"),
        80,
    ),
    "a year of the plan": (
        target(**T0, history=[{"period": 2025, "value": 95}]),
        filed(observation("2025", 85)),
        ("Q311", "filed"),
        80,
    ),
    "a trend's T0 by its history": (
        target(**TREND, history=[{"period": 2024, "value": 5}]),
        filed(observation("2024", 7), observation("2025", 6)),
        ("Q311", "filed"),
        7,
    ),
    "a trend's T0 declared": (target(**TREND, baseline={"period": 2024, "value": 5}), filed(observation("2024", 7)), ("Q311", "declared"), 5),
    "a record": (target(**RECORD, history=[{"period": 2023, "value": 90}]), filed(observation("2023", 95)), ("Q311", "best"), None),
    "last year against what was filed": (
        target(**FLOW, **T0),
        [
            filing("2025Q1", "2025-04-15", observation("2025Q1", 20)),
            filing("2026Q1", "2026-04-15", observation("2026Q1", 25, last_year=21)),
        ],
        ("Q312", "own"),
        80,
    ),
    "last year against the history": (
        target(**FLOW, **T0, history=[{"period": "2024Q1", "value": 18}]),
        [filing("2025Q1", "2025-04-15", observation("2025Q1", 20, last_year=17))],
        ("Q312", "own"),
        80,
    ),
    "last year against the baseline": (target(**FLOW, **T0), filed(observation("2025", 85, last_year=79)), ("Q312", "own"), 80),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_both_are_named_and_which_judges(name: str) -> None:
    spec, filings, (code, judges), v0 = CASES[name]
    data = dataset([spec], filings)
    report = assess(data, date(2026, 5, 1)).targets[0]
    (one,) = report.conflicts
    assert one.judges == judges
    assert v0 is None or (report.baseline and report.baseline.value == v0)
    (found,) = [one for one in check(data) if one.code in ("Q311", "Q312")]
    assert (found.code, found.severity) == (code, "warning")
    assert all(
        f" {value} " in str(found.message.en).replace(";", " ").replace(",", " ")
        for value in (one.filed, one.other)
    )
    assert found.pointer.endswith("last_year" if code == "Q312" else "value")


AGREEING: dict[str, Any] = {
    "the same": (target(**T0), filed(observation("2024", 80))),
    "the same, with zeros": (target(**T0), filed(observation("2024", "80.00"))),
    "nothing declared": (target(), filed(observation("2024", 80))),
    "another period": (target(**T0), filed(observation("2025", 85))),
    "pending": (target(**T0), filed(observation("2024"))),
    "last year as filed": (
        target(**FLOW, **T0),
        [
            filing("2025Q1", "2025-04-15", observation("2025Q1", 20)),
            filing("2026Q1", "2026-04-15", observation("2026Q1", 25, last_year=20)),
        ],
    ),
    "last year as revised since": (
        target(**FLOW, **T0),
        [
            filing("2025Q1", "2025-04-15", observation("2025Q1", 20)),
            filing("2026Q1", "2026-04-15", observation("2026Q1", 25, last_year=21),
                   observation("2025Q1", 21, flag="revised", reason="终报")),
        ],
    ),
    "last year that nobody knows": (target(**FLOW), filed(observation("2025Q3", 60, last_year=50))),
    "what doesn't count": (target(**T0), filed(observation("2024", 90, flag="revised"))),
}  # fmt: skip


@pytest.mark.parametrize("name", AGREEING)
def test_what_agrees_is_no_conflict(name: str) -> None:
    data = dataset([AGREEING[name][0]], AGREEING[name][1])
    assert not assess(data, date(2026, 5, 1)).targets[0].conflicts
    assert not [one for one in check(data) if one.code in ("Q311", "Q312")]


@pytest.mark.parametrize(
    ("spec", "earlier"),
    [
        ({}, [filing("2025Q1", "2025-04-15", observation("2025Q1", 20))]),
        ({"history": [{"period": "2025Q1", "value": 20}]}, []),
    ],
)
def test_last_years_is_held_against_what_was_filed_or_declared(
    spec: dict[str, Any], earlier: list[dict[str, Any]]
) -> None:
    """Whether a year later there is a value has nothing to do with it."""
    later = [
        filing("2026Q1", "2026-04-15", observation("2026Q1", 25, last_year=21)),
        filing("2027Q1", "2027-04-15", observation("2027Q1", 30)),
    ]
    found = conflicts_of(target(**FLOW, **T0, **spec), *earlier, *later)
    assert found == [("last_year", "2025Q1", 21, 20, not earlier)]


def conflicts_of(spec: dict[str, Any], *filings: dict[str, Any]) -> list[tuple[str, str, int, int, bool]]:
    (report,) = assess(dataset([spec], filings), date(2027, 7, 1)).targets
    return [
        (one.key, str(one.period), int(one.filed), int(one.other), one.declared) for one in report.conflicts
    ]


@pytest.mark.parametrize(("period", "before"), [("2026Q1", "2025Q1"), ("2026-02", "2025-02")])
def test_last_years_value_is_of_the_same_period_a_year_before(period: str, before: str) -> None:
    filings = [
        filing("2025Q1", "2025-04-15", observation(before, 20)),
        filing("2026Q1", "2026-04-15", observation(period, 25, last_year=21)),
    ]
    report = assess(dataset([target(**FLOW, **T0)], filings), date(2026, 5, 1)).targets[0]
    (found,) = report.conflicts
    assert (str(found.entry.period), str(found.period)) == (period, before)
