"""Rules on time: early, late, twice, outside the plan, and what nobody reports."""

from datetime import date
from typing import Any

import pytest

from qstrong.check.registry import check
from qstrong.model.dataset import Void
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from tests.build import dataset, filing, observation, target
from tests.there import there


def codes(
    spec: dict[str, Any], *filings: dict[str, Any], day: str | None = None, **keys: Any
) -> list[tuple[str, str, str]]:
    found = check(dataset([target(**spec)], filings, **keys), date.fromisoformat(day) if day else None)
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
def test_the_day_of_filing(period: str, filed: str, day: str | None, code: str | None) -> None:
    found = codes({}, filing(period, filed, observation(period, 10)), day=day)
    assert found == ([(code, f"u/{period}.yaml", "filed")] if code else [])


def test_a_filing_before_its_period_has_ended() -> None:
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
def test_the_period_of_a_value(spec: dict[str, Any], period: str, code: str | None) -> None:
    late = filing("2026Q1", "2026-04-10", observation(period, 10))
    found = codes(spec, late)
    assert found == ([(code, "u/2026Q1.yaml", "observations/0/period")] if code else [])


def test_after_the_end() -> None:
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
def test_nobody_reports(
    filings: list[dict[str, Any]], day: str | None, found: list[tuple[str, str, str]]
) -> None:
    assert codes({}, *filings, day=day) == found


def test_what_errors_hide_is_not_missing() -> None:
    hidden = [Void("u", Period.parse("2025Q1"))]
    assert codes({}, day="2025-04-20", voids=hidden) == []


def problems(
    code: str, spec: dict[str, Any], *filings: dict[str, Any], day: str | None = None, **keys: Any
) -> list[Problem]:
    found = check(dataset([target(**spec)], filings, **keys), date.fromisoformat(day) if day else None)
    return [one for one in found if one.code == code]


@pytest.mark.parametrize(
    ("every", "period", "filed", "right"),
    [
        ("quarter", "2025-01", "2025-02-10", "2025Q1"),
        ("quarter", "2025-04", "2025-05-10", "2025Q2"),
        ("quarter", "2025H1", "2025-07-10", "2025Q2"),
        ("quarter", "2025", "2026-01-10", "2025Q4"),
        ("half", "2025Q1", "2025-04-10", "2025H1"),
        ("annual", "2025Q3", "2025-10-10", "2025"),
    ],
)
def test_the_filing_that_was_meant(every: str, period: str, filed: str, right: str) -> None:
    plan = {"filing": {"every": every, "due_days": 20}}
    (problem,) = problems("Q121", {"frequency": "annual"}, filing(period, filed), plan=plan)
    assert f" {right}.yaml" in there(problem.hint).zh


@pytest.mark.parametrize(
    ("filed", "day", "codes_found"),
    [
        ("2025-04-20", "2025-04-20", []),  # today is no future
        ("2025-03-31", "2025-05-01", []),  # on its period's last day
        ("2025-03-30", "2025-05-01", ["Q301"]),
        ("2025-04-20", "2025-04-19", ["Q306"]),
        ("2025-04-25", "2025-05-01", ["Q308"]),
    ],
)
def test_days_around_a_filing(filed: str, day: str, codes_found: list[str]) -> None:
    found = [code for code, *_ in codes({}, filing("2025Q1", filed, observation("2025Q1", 10)), day=day)]
    assert found == codes_found


def test_a_filing_before_its_period_has_ended_that_holds_an_earlier_value_of_its_last_day() -> None:
    early = filing("2025Q2", "2025-06-29", observation("2025-06", 1), observation("2025Q1", 10))
    found = [code for code, *_ in codes({}, early)]
    assert found == ["Q301"]  # which says it all
    before = filing("2025Q2", "2025-03-31", observation("2025Q1", 10))
    assert [code for code, *_ in codes({}, before)] == ["Q307"]
    at_the_end = filing("2025Q2", "2025-06-30", observation("2025Q2", 10))
    assert codes({}, at_the_end) == []


def test_days_late_are_told() -> None:
    (problem,) = problems(
        "Q308", {}, filing("2025Q1", "2025-05-02", observation("2025Q1", 10)), day="2025-06-01"
    )
    assert "12" in problem.message.zh


@pytest.mark.parametrize(
    ("spec", "period", "code"),
    [
        ({}, "2027Q4", None),
        ({"frequency": "annual"}, "2024Q4", None),
        ({"frequency": "annual"}, "2025-12", None),
        ({"frequency": "half"}, "2025-11", "Q305"),
    ],
)
def test_periods_at_the_plans_ends(spec: dict[str, Any], period: str, code: str | None) -> None:
    late = filing("2028Q1", "2028-04-10", observation(period, 10))
    found = [one for one in codes(spec, late) if one[0] in ("Q305", "Q309", "Q310")]
    assert found == ([(code, "u/2028Q1.yaml", "observations/0/period")] if code else [])


def test_months_long_before_the_plan() -> None:
    plan = {"filing": {"every": "month", "due_days": 20}}
    late = filing("2025-01", "2025-02-10", observation("2023-12", 1), observation("2023-11", 1))
    assert [one.pointer for one in problems("Q310", {"frequency": "month"}, late, plan=plan)] == [
        "observations/1/period"
    ]


def test_the_value_of_t0_may_be_of_any_period() -> None:
    plan = {"start": "2024-06-30", "filing": {"every": "quarter", "due_days": 20}}
    base = filing("2024Q3", "2024-10-10", observation("2024Q2", 1))
    assert problems("Q305", {"frequency": "annual"}, base, plan=plan) == []


def test_a_finer_period_may_have_meant_last_years_value() -> None:
    only = filing("2026Q1", "2026-04-10", {"indicator": "x", "value": 10})
    (problem,) = problems("Q305", {"frequency": "annual"}, only)
    assert problem.pointer == "observations/0/indicator"
    assert "period: 2025;" in there(problem.hint).zh


def test_who_reports_and_where() -> None:
    (problem,) = problems("Q404", {"reporters": ["u", "w"]}, day="2025-04-20")
    assert "单位u、单位w" in there(problem.hint).zh
    assert "单位u, 单位w" in there(there(problem.hint).en)
    assert "progress/u/2025Q1.yaml" in there(problem.hint).zh
    assert "2025-04-20" in problem.message.zh


@pytest.mark.parametrize(
    ("period", "found"),
    [("2027Q4", False), ("2028Q1", True), ("2027Q3", True)],
)
def test_a_value_after_the_end_reports_nothing(period: str, found: bool) -> None:
    late = filing("2028Q1", "2028-04-10", observation(period, 10))
    assert bool(problems("Q404", {}, late, day="2028-05-01")) == found


def test_a_value_of_t0_reports_nothing_and_a_target_that_isnt_owed_hides_no_other() -> None:
    base = filing("2025Q1", "2025-04-10", observation("2024", 10))
    assert len(problems("Q404", {}, base, day="2025-04-20")) == 1
    specs = [
        target(frequency="annual"),
        target(id="y", name={"zh": "乙"}, reporters=[]),
        target(id="z", name={"zh": "丙"}),
    ]
    found = check(dataset(specs), date(2025, 4, 20))
    assert [one.pointer for one in found if one.code == "Q404"] == ["targets/2/reporters"]
