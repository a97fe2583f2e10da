"""Actions of tasks."""

from decimal import Decimal
from typing import Any

import pytest

from tests.build import action, filing
from tests.there import there

PLAN = {"filing": {"every": "quarter", "due_days": 20, "from": "2025Q1"}}


def report(period: str, filed: str, state: str, unit: str = "u", **keys: int | str) -> dict[str, Any]:
    return filing(period, filed, unit=unit, actions=[{"action": "1.1", "state": state} | keys])


MINE = {"units": ["u"]}
DUE = MINE | {"due": "2025-12-31"}
DONE = report("2025Q3", "2025-10-10", "done", evidence="文号")
ON = report("2025Q3", "2025-10-10", "in_progress")


@pytest.mark.parametrize(
    ("spec", "filed", "as_of", "status", "label", "days"),
    [
        (MINE, [], "2025-10-30", "not_assessable", "not_reported", None),
        (MINE, [ON], "2025-10-30", "not_assessable", "in_progress", None),
        (MINE, [DONE], "2025-10-30", "achieved", "done", None),
        (MINE, [report("2025Q3", "2025-10-10", "done")], "2025-10-30", "not_assessable", "in_progress", None),
        (MINE, [report("2025Q3", "2025-10-10", "suspended")], "2025-10-30", "off_track", "suspended", None),
        (DUE, [ON], "2025-11-30", "on_track", "in_progress", 31),
        (DUE, [ON], "2025-12-01", "at_risk", "near", 30),
        (DUE, [ON], "2026-01-10", "overdue", "overdue", 10),
        (DUE, [], "2026-01-10", "overdue", "overdue", 10),
        (DUE, [], "2025-11-30", "not_assessable", "not_reported", 31),
        (DUE, [DONE], "2026-03-01", "achieved", "done", None),
        (DUE, [report("2025Q4", "2026-01-10", "done", evidence="文号", on="2026-01-05")], "2026-01-10",
         "achieved", "done_late", 5),
        (MINE | {"standing": True}, [DONE], "2025-10-30", "not_assessable", "standing", None),
    ],
)  # fmt: skip
def test_actions(
    spec: dict[str, Any], filed: list[dict[str, Any]], as_of: str, status: str, label: str, days: int | None
) -> None:
    verdict = action(spec, *filed, as_of=as_of, plan=PLAN)
    assert (verdict.status, verdict.label, verdict.days) == (status, label, days)


def test_overdue_is_judged_from_the_first_owed_filing_on() -> None:
    plan = {"filing": {"every": "quarter", "due_days": 20, "from": "2026Q4"}}
    assert action(DUE, as_of="2027-01-19", plan=plan).label == "not_due"
    assert action(DUE, as_of="2027-01-20", plan=plan).label == "overdue"


def test_the_least_advanced_of_those_that_reported_counts() -> None:
    other = report("2025Q3", "2025-10-10", "in_progress", unit="w")
    verdict = action({}, DONE, other, as_of="2025-10-30", plan=PLAN)
    assert (verdict.state, len(verdict.reports), len(verdict.units)) == ("in_progress", 2, 2)
    assert action({}, DONE, as_of="2025-10-30", plan=PLAN).state == "done"


@pytest.mark.parametrize(("quantity", "label"), [(8, "done"), (7, "in_progress"), (None, "in_progress")])
def test_done_needs_the_quantity(quantity: int | None, label: str) -> None:
    spec = MINE | {"quantity": {"op": ">=", "value": 8, "uom": "项"}}
    keys: dict[str, Any] = {} if quantity is None else {"quantity": quantity}
    verdict = action(
        spec, report("2025Q3", "2025-10-10", "done", evidence="文号", **keys), as_of="2025-10-30", plan=PLAN
    )
    assert verdict.label == label


def test_the_latest_report_counts_and_silence_changes_nothing() -> None:
    later = report("2025Q4", "2026-01-10", "suspended")
    assert action(MINE, DONE, later, as_of="2026-01-09", plan=PLAN).label == "done"
    assert action(MINE, DONE, later, as_of="2026-01-10", plan=PLAN).label == "suspended"


def test_standing_work_without_a_report_for_a_year() -> None:
    standing = MINE | {"standing": True}
    assert not action(standing, ON, as_of="2026-10-09", plan=PLAN).stale
    assert action(standing, ON, as_of="2026-10-10", plan=PLAN).stale


@pytest.mark.parametrize(
    ("days", "label", "late"),
    [
        (("2025-12-20", "2026-01-05"), "done_late", 5),
        (("2026-01-05", "2025-12-20"), "done_late", 5),
        (("2025-12-20", "2025-12-31"), "done", None),  # on the very day
        ((None, "2025-12-20"), "done", None),  # the end of the filing's period
    ],
)
def test_an_action_of_several_units_is_done_when_the_last_of_them_is(
    days: tuple[Any, ...], label: str, late: int | None
) -> None:
    filings = [
        report("2025Q4", "2026-01-10", "done", unit, evidence="文号", **({"on": day} if day else {}))
        for unit, day in zip("uw", days, strict=True)
    ]
    verdict = action({"due": "2025-12-31"}, *filings, as_of="2026-01-20", plan=PLAN)
    assert (verdict.status, verdict.label, verdict.days) == ("achieved", label, late)
    assert there(verdict.on).isoformat() == max(day or "2025-12-31" for day in days)


@pytest.mark.parametrize(
    ("as_of", "reports", "label", "days", "near"),
    [
        ("2025-11-30", [ON], "in_progress", 31, False),
        ("2025-12-01", [ON], "near", 30, True),
        ("2025-12-30", [ON], "near", 1, True),
        ("2025-12-31", [ON], "near", 0, True),  # on the very day
        ("2026-01-01", [ON], "overdue", 1, False),
        ("2026-01-02", [ON], "overdue", 2, False),
        ("2025-12-31", [], "not_reported", 0, True),
        ("2025-12-01", [DONE], "done", None, False),
        ("2025-12-31", [report("2025Q3", "2025-10-10", "not_started")], "not_started", 0, True),
        ("2025-12-31", [report("2025Q3", "2025-10-10", "suspended")], "suspended", 0, True),
    ],
)
def test_around_the_due_day(
    as_of: str, reports: list[dict[str, Any]], label: str, days: int | None, near: bool
) -> None:
    verdict = action(DUE, *reports, as_of=as_of, plan=PLAN)
    assert (verdict.label, verdict.days, verdict.near) == (label, days, near)
    assert not action(DUE | {"standing": True}, *reports, as_of=as_of, plan=PLAN).near


@pytest.mark.parametrize(
    ("on", "label", "days"), [("2025-12-31", "done", None), ("2026-01-01", "done_late", 1)]
)
def test_one_day_late(on: str, label: str, days: int | None) -> None:
    said = report("2025Q4", "2026-01-10", "done", evidence="文号", on=on)
    verdict = action(DUE, said, as_of="2026-01-20", plan=PLAN)
    assert (verdict.label, verdict.days) == (label, days)


def test_near_is_as_near_as_the_method_says() -> None:
    plan = PLAN | {"method": {"near_days": 10}}
    assert [action(DUE, ON, as_of=day, plan=plan).label for day in ("2025-12-20", "2025-12-21")] == [
        "in_progress",
        "near",
    ]


def test_of_a_report_given_twice_the_first_counts() -> None:
    twice = filing(
        "2025Q3",
        "2025-10-10",
        actions=[{"action": "1.1", "state": state} for state in ("suspended", "in_progress")],
    )
    assert action(MINE, twice, as_of="2025-10-30", plan=PLAN).label == "suspended"


def test_the_quantity_is_that_of_the_first_unit() -> None:
    spec = {"quantity": {"op": ">=", "value": 8, "uom": "项"}}
    first = report("2025Q3", "2025-10-10", "done", evidence="文号", quantity=8)
    second = report("2025Q3", "2025-10-10", "done", "w", evidence="文号", quantity=2)
    verdict = action(spec, first, second, as_of="2025-10-30", plan=PLAN)
    assert (verdict.quantity, verdict.state) == (Decimal(8), "done")
    verdict = action(spec | {"units": ["w", "u"]}, first, second, as_of="2025-10-30", plan=PLAN)
    assert (verdict.quantity, verdict.state, verdict.on) == (Decimal(2), "in_progress", None)
    assert action(spec, second, as_of="2025-10-30", plan=PLAN).quantity is None


def test_of_two_reports_filed_on_one_day_that_of_the_later_filing_counts() -> None:
    later, earlier = (
        report("2025Q3", "2025-10-10", "suspended"),
        report("2025Q2", "2025-10-10", "in_progress"),
    )
    assert action(MINE, later, earlier, as_of="2025-10-30", plan=PLAN).label == "suspended"


def test_standing_work_of_which_nobody_ever_heard() -> None:
    standing = MINE | {"standing": True}
    assert not action(standing, as_of="2026-04-19", plan=PLAN).stale
    assert action(standing, as_of="2026-04-20", plan=PLAN).stale  # a year after the first filing was due
    other = report("2025Q4", "2026-01-10", "in_progress", "w")
    assert not action({"standing": True}, ON, other, as_of="2026-10-10", plan=PLAN).stale
    assert not action(MINE, as_of="2026-04-20", plan=PLAN).stale
