"""The year's own view: the part of the way that is the year's, beside its months; no status."""

from fractions import Fraction
from typing import Any

import pytest

from qstrong.assess.report import TargetReport
from qstrong.assess.year import YearView, year_of, year_view, years_of
from qstrong.model.period import Period
from tests.build import dataset, filing, observation, series, target
from tests.build import one as report

F = Fraction


def view(year: str, spec: dict[str, Any], *values: tuple[str, Any], **keys: Any) -> YearView | None:
    """Of a plan from 2024 to 2027."""
    one: TargetReport = series(target(**spec), *values, **keys)
    return year_view(dataset([target(**spec)]).plan, one, Period.parse(year))


def facts(found: YearView | None) -> tuple[Any, ...] | None:
    if found is None:
        return None
    return found.value, str(found.period), found.start, found.goal, found.completion, found.elapsed


BASE = {"baseline": {"period": 2024, "value": 10}, "value": 100}


@pytest.mark.parametrize(
    ("year", "spec", "values", "expected"),
    [
        # the straight line: 10, 40, 70, 100
        ("2025", BASE, [("2025Q2", 20), ("2025Q4", 46), ("2026Q1", 50)], (46, "2025Q4", 10, 40, F(6, 5), 1)),
        ("2026", BASE, [("2025Q4", 46), ("2026Q1", 50)], (50, "2026Q1", 40, 70, F(1, 3), F(1, 4))),
        ("2026", BASE, [("2026Q2", 35)], (35, "2026Q2", 40, 70, F(-1, 6), F(1, 2))),
        ("2027", BASE, [("2026Q1", 50)], (None, "None", 70, 100, None, None)),
        ("2027", BASE, [("2027Q4", 100)], (100, "2027Q4", 70, 100, 1, 1)),
        # milestones; a count's path is rounded down
        ("2026", {**BASE, "milestones": {2025: 20, 2026: 50}}, [("2026Q2", 30)],
         (30, "2026Q2", 20, 50, F(1, 3), F(1, 2))),
        ("2026", {**BASE, "decimals": 0, "milestones": {"2026Q2": 15}}, [("2026Q2", 30)],
         (30, "2026Q2", 13, 43, F(17, 30), F(1, 2))),
        # without a baseline what the milestones say; at T1 the goal
        ("2025", {"milestones": {2025: 20, 2026: 50}}, [("2025Q2", 15)], (15, "2025Q2", None, 20, None, F(1, 2))),
        ("2026", {"milestones": {2025: 20, 2026: 50}}, [("2026Q2", 35)], (35, "2026Q2", 20, 50, F(1, 2), F(1, 2))),
        ("2026", {}, [("2026Q2", 35)], (35, "2026Q2", None, None, None, F(1, 2))),
        ("2027", {}, [("2027Q2", 35)], (35, "2027Q2", None, 100, None, F(1, 2))),
        # a provisional baseline: the path begins where it stands
        ("2026", {"provisional_baseline": True}, [("2025Q4", 40), ("2026Q4", 60)],
         (60, "2026Q4", 40, 70, F(2, 3), 1)),
        ("2025", {"provisional_baseline": True}, [("2025Q2", 40), ("2025Q4", 52)],
         (52, "2025Q4", 40, 52, 1, 1)),
        # lower is better
        ("2026", {"op": "<=", "value": 10, "baseline": {"period": 2024, "value": 100}}, [("2026Q4", 40)],
         (40, "2026Q4", 70, 40, 1, 1)),
        # flows: as they were filed, over G; last year's figures aren't needed
        ("2026", {**BASE, "measure": "flow_ytd"}, [("2025Q4", 46), ("2026Q2", 21)],
         (21, "2026Q2", None, 70, F(3, 10), F(1, 2))),
        ("2027", {"measure": "flow_ytd"}, [("2027Q1", 21)], (21, "2027Q1", None, 100, F(21, 100), F(1, 4))),
        ("2026", {"measure": "flow_ytd"}, [("2026Q1", 21)], (21, "2026Q1", None, None, None, F(1, 4))),
        ("2026", {**BASE, "measure": "flow_ytd", "frequency": "half"}, [("2026Q1", 21)],
         (None, "None", None, 70, None, None)),
        # increments: whole ones; of a few all at T1
        ("2025", {"kind": "increment"}, [("2025Q2", 8)], (8, "2025Q2", 0, 16, F(1, 2), F(1, 2))),
        ("2026", {"kind": "increment"}, [("2026Q4", 33)], (33, "2026Q4", 16, 33, 1, 1)),
        ("2026", {"kind": "increment", "value": 4}, [("2026Q4", 1)], (1, "2026Q4", 0, 0, None, 1)),
        ("2027", {"kind": "increment", "value": 4}, [("2027Q2", 1)], (1, "2027Q2", 0, 4, F(1, 4), F(1, 2))),
        # growth: the rate beside the goal
        ("2026", {"kind": "growth", "frequency": "quarter"}, [("2025Q4", 7), ("2026Q2", 5)],
         (5, "2026Q2", None, 6, None, F(1, 2))),
        ("2026", {"kind": "growth", "over": "average", "frequency": "annual"}, [("2025Q4", 7), ("2026Q4", 5)],
         (5, "2026Q4", None, 6, None, 1)),
        # none
        ("2026", {"kind": "growth", "over": "total", "frequency": "annual"}, [("2026Q4", 5)], None),
        ("2026", {"kind": "trend", "frequency": "annual"}, [("2026Q4", 5)], None),
        ("2026", {"kind": "record", "frequency": "annual"}, [("2026Q4", 5)], None),
        ("2026", {"kind": "range"}, [("2026Q4", 5)], None),
        ("2026", {"kind": "watch"}, [("2026Q4", 5)], None),
        ("2026", {**BASE, "keep": True}, [("2026Q4", 5)], None),
        ("2026", {"value": 100, "baseline": {"period": 2024, "value": 100}}, [("2026Q4", 5)], None),
        # outside of its time
        ("2024", BASE, [("2025Q4", 46)], None),
        ("2028", BASE, [("2025Q4", 46)], None),
        ("2027", {**BASE, "end": "2026-12-31"}, [("2025Q4", 46)], None),
        ("2026", {**BASE, "end": "2026-06-30"}, [("2026Q2", 100)], (100, "2026Q2", 70, 100, 1, F(1, 2))),
    ],
)  # fmt: skip
def test_the_year(year: str, spec: dict[str, Any], values: Any, expected: Any) -> None:
    assert facts(view(year, spec, *values)) == expected


def test_only_what_was_filed_by_the_day() -> None:
    values = [("2026Q1", 50), ("2026Q2", 60)]
    found = view("2026", BASE, *values, as_of="2026-05-01")
    assert found is not None
    assert found.value == 50


@pytest.mark.parametrize(
    ("period", "year"), [("2026Q1", "2026"), ("2026Q4", "2026"), ("2026-07", "2026"), ("2026", "2026")]
)
def test_the_year_of_a_period(period: str, year: str) -> None:
    assert str(year_of(Period.parse(period))) == year


def test_fiscal_years() -> None:
    """2026 begins in April 2026; a month is the calendar's."""
    plan = {"start": "2025-03-31", "end": "2028-03-31", "year": {"starts": 4, "named": "start"}}
    spec = target(**BASE) | {"baseline": {"period": 2024, "value": 10}}
    head = dataset([spec], plan=plan).plan
    filed = filing("2026Q2", "2026-10-15", observation("2026Q2", 50))
    one = report(spec, filed, plan=plan, as_of="2027-01-01")
    year = Period.ending(Period.parse("2026").last, 12, head.shift)
    found = year_view(head, one, year)
    assert facts(found) == (50, "2026Q2", 40, 70, F(1, 3), F(1, 2))
    assert found is not None
    assert (found.year.start.isoformat(), found.year.end.isoformat()) == ("2026-04-01", "2027-03-31")


@pytest.mark.parametrize(
    ("start", "end", "year", "expected"),
    [
        ("2024-12-31", "2027-12-31", None, ["2025", "2026", "2027"]),
        ("2024-06-30", "2026-06-30", None, ["2024", "2025", "2026"]),  # T0 and T1 within years
        ("2024-12-31", "2025-12-31", None, ["2025"]),
        ("2024-12-31", "2025-01-31", None, ["2025"]),
        ("2025-03-31", "2028-03-31", {"starts": 4, "named": "start"}, ["2025", "2026", "2027"]),
        ("2025-03-31", "2028-03-31", {"starts": 4, "named": "end"}, ["2026", "2027", "2028"]),
        ("2024-12-31", "2026-12-31", {"starts": 4, "named": "end"}, ["2025", "2026", "2027"]),
        ("2025-01-31", "2027-01-31", {"starts": 2, "named": "start"}, ["2025", "2026"]),
        ("2025-11-30", "2027-11-30", {"starts": 12, "named": "end"}, ["2026", "2027"]),
    ],
)
def test_the_years_of_a_plan(start: str, end: str, year: dict[str, Any] | None, expected: list[str]) -> None:
    plan = {"start": start, "end": end} | ({"year": year} if year else {})
    found = years_of(dataset([target()], plan=plan).plan)
    assert [str(each) for each in found] == expected
    ends = {each.end.replace(year=2000) for each in found}
    assert ends == {found[0].end.replace(year=2000)}  # whole years, all on the same day


@pytest.mark.parametrize(
    ("spec", "start", "goal"),
    [
        # 10 to 101 in three years: 91/3 a year; a count without milestones isn't rounded down
        ({"decimals": 0}, F(121, 3), F(212, 3)),
        ({"decimals": 2}, F(121, 3), F(212, 3)),
        # with them it is: 15 at half a year, then 86 in 30 months
        ({"decimals": 0, "milestones": {"2025H1": 15}}, 32, 66),  # 32.2 and 66.6
        ({"decimals": 2, "milestones": {"2025H1": 15}}, F(161, 5), F(333, 5)),
    ],
)
def test_what_the_path_says_of_counts(spec: dict[str, Any], start: Fraction, goal: Fraction) -> None:
    found = view("2026", {**BASE, "value": 101, **spec}, ("2026Q2", 50))
    assert found is not None
    assert (found.start, found.goal) == (start, goal)
