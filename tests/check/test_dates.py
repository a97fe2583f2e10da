"""Rules on time: early, late, twice, outside the plan, and what nobody reports."""

from datetime import date

import pytest

from qstrong.check.registry import check
from qstrong.model.dataset import Void
from qstrong.model.period import Period
from tests.build import dataset, filing, observation, target


def codes(spec, *filings, day=None, **keys):
    found = check(dataset([target(**spec)], filings, **keys), day and date.fromisoformat(day))
    return [(one.code, one.path.removeprefix("progress/"), one.pointer) for one in found]


Q1 = filing("2025Q1", "2025-04-10", observation("2025Q1", 10))


@pytest.mark.parametrize(
    ("period", "filed", "day", "code"),
    [
        ("2025Q1", "2025-04-20", "2025-05-01", None),
        ("2025Q1", "2025-04-21", "2025-05-01", "Q308"),
        ("2025Q1", "2025-04-20", "2025-04-19", "Q306"),
        ("2025Q1", "2025-04-20", None, None),
    ],
)
def test_the_day_of_filing(period, filed, day, code):
    found = codes({}, filing(period, filed, observation(period, 10)), day=day)
    assert found == ([(code, f"u/{period}.yaml", "filed")] if code else [])


def test_a_filing_before_its_period_has_ended():
    early = filing("2025Q2", "2025-06-10", observation("2025Q1", 10))
    assert codes({}, early) == [("Q307", "u/2025Q2.yaml", "filed")]


@pytest.mark.parametrize(
    ("spec", "period", "code"),
    [
        ({"frequency": "annual"}, "2025Q2", "Q305"),
        ({"frequency": "half"}, "2025Q2", None),
        ({"frequency": "annual"}, "2024Q2", None),
        ({}, "2023Q4", None),
        ({}, "2023Q3", "Q310"),
    ],
)
def test_the_period_of_a_value(spec, period, code):
    late = filing("2026Q1", "2026-04-10", observation(period, 10))
    found = codes(spec, late)
    assert found == ([(code, "u/2026Q1.yaml", "observations/0/period")] if code else [])


def test_after_the_end():
    assert codes({}, filing("2028Q1", "2028-04-10", observation("2028Q1", 10))) == [
        ("Q309", "u/2028Q1.yaml", "observations/0/period")
    ]


REPORTERS = [("Q404", "targets.yaml", "targets/0/reporters")]


@pytest.mark.parametrize(
    ("filings", "day", "found"),
    [
        ([Q1], "2025-04-20", []),
        ([Q1], "2025-07-19", []),
        ([Q1], "2025-07-20", REPORTERS),
        ([Q1], None, []),
        ([], "2025-04-20", REPORTERS),
        ([filing("2025Q1", "2025-04-10", observation("2025Q1"))], "2025-04-20", []),
        ([filing("2025Q1", "2025-04-10", observation("2025Q1"))], "2025-07-20", REPORTERS),
    ],
)
def test_nobody_reports(filings, day, found):
    assert codes({}, *filings, day=day) == found


def test_what_errors_hide_is_not_missing():
    hidden = [Void("u", Period.parse("2025Q1"))]
    assert codes({}, day="2025-04-20", voids=hidden) == []
