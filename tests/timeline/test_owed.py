"""What is owed when, and with which filing."""

from datetime import date
from itertools import islice
from typing import Any

import pytest

from qstrong.model.period import Period
from qstrong.model.plan import Plan
from qstrong.timeline.duties import duties
from qstrong.timeline.owed import (
    close_day,
    due_day,
    dues,
    filing_periods,
    latest_filing,
    next_filing,
    plan_months,
)
from tests.build import dataset, filing, observation, target
from tests.there import there


def plan(**rule: Any) -> Plan:
    return dataset(plan={"filing": {"every": "quarter", "due_days": 20, "close_days": 30} | rule}).plan


def owed(spec: dict[str, Any], **rule: int | str) -> list[tuple[str, str, str]]:
    data = dataset([spec], plan={"filing": {"every": "quarter", "due_days": 20, "close_days": 30} | rule})
    return [
        (str(due.period), str(due.filing), due.day.isoformat()) for due in dues(data.plan, data.targets[0])
    ]


def test_due_and_close_days() -> None:
    assert due_day(plan(), Period.parse("2026Q4")) == date(2027, 1, 20)
    assert close_day(plan(), Period.parse("2026Q4")) == date(2027, 1, 30)


def test_an_exception_moves_the_due_day_and_closing_is_never_before_it() -> None:
    moved = plan(due={"2026Q4": "2027-02-15"})
    assert due_day(moved, Period.parse("2026")) == date(2027, 2, 15)
    assert close_day(moved, Period.parse("2026Q4")) == date(2027, 2, 15)


def test_without_close_days_a_filing_closes_when_it_is_due() -> None:
    plain = dataset(plan={"filing": {"every": "quarter", "due_days": 20}}).plan
    assert close_day(plain, Period.parse("2026Q4")) == date(2027, 1, 20)


@pytest.mark.parametrize(
    ("every", "first"), [("month", "2025-01"), ("quarter", "2025Q1"), ("half", "2025H1"), ("annual", "2025")]
)
def test_filings_start_with_the_plans_first_period(every: str, first: str) -> None:
    assert str(next(filing_periods(plan(every=every)))) == first


def test_filings_start_where_the_plan_says() -> None:
    assert [str(p) for p in islice(filing_periods(plan(**{"from": "2026Q4"})), 2)] == ["2026Q4", "2027Q1"]


def test_owed_periods_of_a_quarterly_target() -> None:
    rows = owed(target(), **{"from": "2027Q2"})
    assert rows == [
        ("2027Q2", "2027Q2", "2027-07-20"),
        ("2027Q3", "2027Q3", "2027-10-20"),
        ("2027Q4", "2027Q4", "2028-01-20"),
    ]


def test_late_statistics_are_due_with_a_later_filing_also_after_the_end() -> None:
    rows = owed(target(frequency="annual", due_days=330), **{"from": "2026Q4"})
    assert rows == [("2026", "2027Q4", "2028-01-20"), ("2027", "2028Q4", "2029-01-20")]


def test_a_period_is_never_due_with_a_filing_for_an_earlier_one() -> None:
    rows = owed(target(), due_days=100, **{"from": "2027Q2"})
    assert rows[1] == ("2027Q3", "2027Q3", "2028-01-08")


def test_filings_around_a_day() -> None:
    day = date(2027, 1, 19)
    assert str(latest_filing(plan(), day)) == "2026Q3"
    assert str(latest_filing(plan(), date(2027, 1, 20))) == "2026Q4"
    assert latest_filing(plan(), date(2025, 1, 1)) is None
    assert str(next_filing(plan(), day)) == "2026Q4"


@pytest.mark.parametrize(
    ("day", "months"),
    [("2024-12-01", 0), ("2025-01-30", 0), ("2025-01-31", 1), ("2026-06-30", 18), ("2040-01-01", 36)],
)
def test_months_that_have_ended(day: str, months: int) -> None:
    assert plan_months(plan(), date.fromisoformat(day)) == (months, 36)


def test_duties_of_units() -> None:
    specs = [target(), target(id="y", frequency="annual"), target(id="z", reporters=["w"])]
    filed = filing("2025Q4", "2026-01-25", observation("2025Q4", 1), observation("2025Q4", indicator="y"))
    first, second = duties(dataset(specs, [filed]), Period.parse("2025Q4"), date(2026, 1, 30))
    assert [(owed.target, owed.state) for owed in first.owed] == [("x", "reported"), ("y", "pending")]
    assert (first.days_late, there(first.filing).unit) == (5, "u")
    assert [(owed.target, owed.state) for owed in second.owed] == [("z", "missing")]
    assert (second.days_late, second.filing) == (10, None)


@pytest.mark.parametrize(
    ("days", "filings"),
    [
        (19, ["2027Q3", "2027Q4"]),
        (20, ["2027Q3", "2027Q4"]),  # ready on the very day on which its own filing is due
        (21, ["2027Q4", "2028Q1"]),
    ],
)
def test_a_period_is_due_with_the_first_filing_that_is_due_when_it_is_ready(
    days: int, filings: list[str]
) -> None:
    rows = owed(target(due_days=days), **{"from": "2027Q3"})
    assert [filing for _, filing, _ in rows] == filings


@pytest.mark.parametrize(
    ("frequency", "first"),
    [("month", "2025-04"), ("quarter", "2025Q2"), ("half", "2025H1"), ("annual", "2025")],
)
def test_a_monthly_plan_owes_nothing_of_before_its_first_filing(frequency: str, first: str) -> None:
    rows = owed(target(frequency=frequency), **{"every": "month", "from": "2025-04"})
    assert rows[0][0] == first


@pytest.mark.parametrize("frequency", ["month", "quarter"])
def test_without_a_first_filing_the_plans_first_period_is_owed(frequency: str) -> None:
    assert owed(target(frequency=frequency), every="month")[0][0] == str(
        next(filing_periods(plan(every=frequency)))
    )


def test_the_plans_last_period_is_owed_and_none_after_it() -> None:
    assert owed(target())[-1][0] == "2027Q4"
    assert len(owed(target())) == 12


def test_on_its_due_day_a_filing_is_the_latest_and_the_next_one_is_another() -> None:
    day = date(2027, 1, 20)
    assert (str(latest_filing(plan(), day)), str(next_filing(plan(), day))) == ("2026Q4", "2027Q1")


def test_a_filing_may_be_due_on_the_day_on_which_its_period_ends() -> None:
    at_once = plan(due_days=0)
    assert str(latest_filing(at_once, date(2026, 12, 31))) == "2026Q4"
    assert str(latest_filing(at_once, date(2026, 12, 30))) == "2026Q3"


@pytest.mark.parametrize(
    ("day", "months"),
    [("2025-02-28", 2), ("2025-03-30", 2), ("2025-03-31", 3), ("2025-04-01", 3), ("2027-12-31", 36)],
)
def test_a_month_has_ended_on_its_last_day(day: str, months: int) -> None:
    assert plan_months(plan(), date.fromisoformat(day)) == (months, 36)
