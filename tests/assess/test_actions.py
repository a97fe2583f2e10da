"""Actions of tasks."""

import pytest

from tests.build import action, filing

PLAN = {"filing": {"every": "quarter", "due_days": 20, "from": "2025Q1"}}


def report(period, filed, state, unit="u", **keys):
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
def test_actions(spec, filed, as_of, status, label, days):
    verdict = action(spec, *filed, as_of=as_of, plan=PLAN)
    assert (verdict.status, verdict.label, verdict.days) == (status, label, days)


def test_overdue_is_judged_from_the_first_owed_filing_on():
    plan = {"filing": {"every": "quarter", "due_days": 20, "from": "2026Q4"}}
    assert action(DUE, as_of="2027-01-19", plan=plan).label == "not_due"
    assert action(DUE, as_of="2027-01-20", plan=plan).label == "overdue"


def test_the_least_advanced_of_those_that_reported_counts():
    other = report("2025Q3", "2025-10-10", "in_progress", unit="w")
    verdict = action({}, DONE, other, as_of="2025-10-30", plan=PLAN)
    assert (verdict.state, len(verdict.reports), len(verdict.units)) == ("in_progress", 2, 2)
    assert action({}, DONE, as_of="2025-10-30", plan=PLAN).state == "done"


@pytest.mark.parametrize(("quantity", "label"), [(8, "done"), (7, "in_progress"), (None, "in_progress")])
def test_done_needs_the_quantity(quantity, label):
    spec = MINE | {"quantity": {"op": ">=", "value": 8, "uom": "项"}}
    keys = {} if quantity is None else {"quantity": quantity}
    verdict = action(
        spec, report("2025Q3", "2025-10-10", "done", evidence="文号", **keys), as_of="2025-10-30", plan=PLAN
    )
    assert verdict.label == label


def test_the_latest_report_counts_and_silence_changes_nothing():
    later = report("2025Q4", "2026-01-10", "suspended")
    assert action(MINE, DONE, later, as_of="2026-01-09", plan=PLAN).label == "done"
    assert action(MINE, DONE, later, as_of="2026-01-10", plan=PLAN).label == "suspended"


def test_standing_work_without_a_report_for_a_year():
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
def test_an_action_of_several_units_is_done_when_the_last_of_them_is(days, label, late):
    filings = [
        report("2025Q4", "2026-01-10", "done", unit, evidence="文号", **({"on": day} if day else {}))
        for unit, day in zip("uw", days, strict=True)
    ]
    verdict = action({"due": "2025-12-31"}, *filings, as_of="2026-01-20", plan=PLAN)
    assert (verdict.status, verdict.label, verdict.days) == ("achieved", label, late)
    assert verdict.on.isoformat() == max(day or "2025-12-31" for day in days)
