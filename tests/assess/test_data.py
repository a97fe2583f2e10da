"""The data axis: what is reported, pending, missing, void; vintages as they replay."""

from datetime import date
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.model.dataset import Void
from qstrong.model.period import Period
from tests.build import dataset, filing, observation, one, series, target
from tests.there import there

BASE = target(baseline={"period": 2024, "value": 0})
Q1 = filing("2025Q1", "2025-04-10", observation("2025Q1", 10))


@pytest.mark.parametrize(
    ("as_of", "data", "status", "last"),
    [
        ("2025-04-09", "not_due", "not_assessable", None),
        ("2025-04-10", "reported", "on_track", None),  # before it is due
        ("2025-07-19", "reported", "on_track", None),
        ("2025-07-20", "not_reported", "not_assessable", "on_track"),  # 2025Q2 is owed from its due day on
    ],
)
def test_missing_is_never_green(as_of: str, data: str, status: str, last: str | None) -> None:
    report = one(BASE, Q1, as_of=as_of)
    assert (report.data, report.status, report.last_status) == (data, status, last)


def test_pending_says_why() -> None:
    why = filing("2025Q2", "2025-07-10", observation("2025Q2"))
    report = one(BASE, Q1, why, as_of="2025-08-01")
    assert (report.data, report.status, report.last_status) == ("pending", "not_assessable", "on_track")
    assert there(report.pending).observation.pending == "等统计"
    later = filing("2025Q3", "2025-08-10", observation("2025Q2", 20))
    assert one(BASE, Q1, why, later, as_of="2025-08-20").data == "reported"


@pytest.mark.parametrize(
    "void",
    [
        Void("u", Period.parse("2025Q2")),
        Void("u", Period.parse("2025Q1"), "observations", 1, "x", Period.parse("2025Q2")),
    ],
)
def test_void_is_to_be_checked_from_the_due_day_on(void: Void) -> None:
    data = dataset([BASE], [Q1], voids=[void])
    states = [assess(data, date.fromisoformat(day)).targets[0].data for day in ("2025-07-19", "2025-07-20")]
    assert states == ["reported", "invalid"]


ANNUAL = BASE | {"frequency": "annual"}
LAST = filing("2027Q3", "2027-10-10", observation("2027Q3", 90))
WRONG = observation("2025Q2", 5, flag="revised")
"""Without a reason: void."""
NO_VALUE_YET = filing("2025Q3", "2025-10-10", observation("2025Q3"))


@pytest.mark.parametrize(
    ("spec", "filings", "voids", "day", "data"),
    [
        # nothing after T1 reports
        (BASE, [LAST, filing("2028Q1", "2028-04-10", observation("2028Q1", 99))], [], "2028-05-01", "not_reported"),
        (BASE, [LAST, filing("2028Q1", "2028-04-10", observation("2027", 99))], [], "2028-05-01", "reported"),
        # while nothing is owed: what is of the frequency or coarser, within the plan
        (ANNUAL, [filing("2025Q2", "2025-07-10", observation("2025Q2", 5))], [], "2025-08-01", "not_due"),
        (ANNUAL, [filing("2025Q4", "2026-01-10", observation("2025", 5))], [], "2026-01-10", "reported"),
        (BASE, [filing("2025Q1", "2025-04-10", observation("2024", 5))], [], "2025-04-10", "not_due"),
        (ANNUAL, [filing("2025Q2", "2025-07-10", WRONG)], [], "2025-08-01", "not_due"),
        (BASE, [filing("2025Q2", "2025-07-10", WRONG)], [], "2025-04-10", "not_due"),  # not filed yet
        # invalid before pending
        (BASE, [filing("2025Q2", "2025-07-10", WRONG)], [], "2025-08-01", "invalid"),
        (BASE, [filing("2025Q2", "2025-07-10", WRONG), NO_VALUE_YET], [], "2025-10-10", "invalid"),
        (BASE, [filing("2025Q2", "2025-07-10", WRONG), NO_VALUE_YET], [], "2025-10-20", "pending"),
        # pending counts for the owed periods before its own, and for none after it
        (BASE, [filing("2025Q3", "2025-10-10", observation("2025Q3"))], [], "2025-10-19", "pending"),
        (BASE, [filing("2025Q1", "2025-04-10", observation("2025Q1"))], [], "2025-08-01", "not_reported"),
        # an unreadable filing voids what was owed with it, and nothing else
        (BASE, [], [Void("u", Period.parse("2025Q2"))], "2025-07-19", "not_reported"),
        (BASE, [], [Void("u", Period.parse("2025Q2"))], "2025-07-20", "invalid"),
        (BASE, [], [Void("u", Period.parse("2025Q2"))], "2025-10-20", "not_reported"),
        (ANNUAL | {"due_days": 100}, [], [Void("u", Period.parse("2026Q1"))], "2026-04-20", "invalid"),
        (ANNUAL | {"due_days": 100}, [], [Void("u", Period.parse("2025Q4"))], "2026-04-20", "not_reported"),
    ],
)  # fmt: skip
def test_what_is_there_on_a_day(
    spec: dict[str, Any], filings: list[dict[str, Any]], voids: list[Void], day: str, data: str
) -> None:
    assert assess(dataset([spec], filings, voids=voids), date.fromisoformat(day)).targets[0].data == data


def test_another_units_void_changes_nothing() -> None:
    data = dataset([BASE], [Q1], voids=[Void("w", Period.parse("2025Q2"))])
    assert assess(data, date(2025, 8, 1)).targets[0].data == "not_reported"


@pytest.mark.parametrize(
    "wrong",
    [
        observation("2025Q2", 101, indicator="x"),
        observation("2025Q3", 20),  # later than the filing's
        observation("2025Q2", 20, flag="revised"),
    ],
)
def test_refused_values_are_to_be_checked(wrong: dict[str, Any]) -> None:
    spec = BASE | {"limits": [0, 100]}
    report = one(spec, Q1, filing("2025Q2", "2025-07-10", wrong), as_of="2025-08-01")
    assert (report.data, report.status, report.last_status) == ("invalid", "not_assessable", "on_track")


def test_year_end_covers_the_year() -> None:
    annual = BASE | {"frequency": "annual"}
    report = series(annual, ("2025Q4", 40))
    assert report.data == "reported"
    assert there(report.verdict.point).value == 40


def test_finer_values_do_not_report_an_annual_target() -> None:
    annual = BASE | {"frequency": "annual"}
    report = series(annual, ("2025Q3", 40), as_of="2026-02-01")
    assert report.data == "not_reported"
    assert report.verdict.point is None


def test_only_what_was_filed_counts_and_the_last_one_does() -> None:
    first = filing("2025Q1", "2025-04-10", observation("2025Q1", 10, flag="preliminary"))
    final = filing("2025Q2", "2025-07-10", observation("2025Q1", 12), observation("2025Q2", 20))
    values = [
        there(one(BASE, first, final, as_of=day).verdict.point).value for day in ("2025-07-09", "2025-07-10")
    ]
    assert values == [10, 20]
    assert [entry.observation.value for entry in one(BASE, first, final, as_of="2025-07-10").entries] == [
        12,
        20,
    ]


def test_an_unflagged_change_is_not_used() -> None:
    again = filing("2025Q2", "2025-07-10", observation("2025Q1", 12))
    assert there(one(BASE, Q1, again, as_of="2025-07-10").verdict.point).value == 10
    said = filing("2025Q2", "2025-07-10", observation("2025Q1", 12, flag="revised", reason="核实"))
    report = one(BASE, Q1, said, as_of="2025-07-10")
    assert there(report.verdict.point).value == 12
    assert "revised" in report.verdict.flags


def test_a_year_to_date_value_that_falls_is_not_used() -> None:
    spec = target(measure="flow_ytd", value=100)
    fallen = series(spec, ("2025Q1", 10), ("2025Q2", 9), as_of="2025-07-20")
    assert fallen.data == "invalid"
    assert series(spec, ("2025", 10), ("2026Q1", 9), as_of="2026-04-16").data == "reported"


def test_the_first_reporter_that_has_a_value_is_judged() -> None:
    spec = BASE | {"reporters": ["w", "u"]}
    mine = filing("2025Q1", "2025-04-10", observation("2025Q1", 10))
    theirs = filing("2025Q1", "2025-04-11", observation("2025Q1", 11), unit="w")
    report = one(spec, mine, theirs, as_of="2025-05-01")
    assert there(report.verdict.point).value == 11
    assert [entry.observation.value for entry in report.others] == [10]
    assert there(one(spec, mine, as_of="2025-05-01").verdict.point).value == 10


def test_values_after_the_end_judge_nothing() -> None:
    late = filing("2028Q1", "2028-04-10", observation("2028Q1", 120))
    report = one(BASE, filing("2027Q4", "2028-01-10", observation("2027Q4", 99)), late, as_of="2028-05-01")
    assert report.status == "missed"
    assert [entry.observation.value for entry in report.beside] == [120]


def test_before_the_last_values_due_day_the_earlier_verdict_stands() -> None:
    known = [
        filing(f"2027Q{k}", f"2027-{m}-10", observation(f"2027Q{k}", 100))
        for k, m in [(1, "04"), (2, "07"), (3, 10)]
    ]
    assert one(BASE, *known, as_of="2028-01-19").status == "achieved"
    after = one(BASE, *known, as_of="2028-01-20")
    assert (after.status, after.data, after.last_status) == ("not_assessable", "not_reported", "achieved")


def test_trailing_twelve_months() -> None:
    spec = target(measure="flow_ytd", value=200, baseline={"period": 2024, "value": 120})
    report = one(
        spec, filing("2025Q2", "2025-07-10", observation("2025Q2", 62, last_year=55)), as_of="2025-07-19"
    )
    assert there(report.verdict.point).value == 127
    assert report.verdict.gap == 73
    without = series(spec, ("2025Q2", 62))
    assert (without.label, without.data) == ("not_assessable.no_last_year", "reported")
    history = spec | {"history": [{"period": "2024Q2", "value": 50}]}
    assert there(series(history, ("2025Q2", 62)).verdict.point).value == 132


def test_what_falls_is_refused_before_it_could_be_replaced() -> None:
    spec = target(measure="since_plan", value=100)
    first = filing("2025Q1", "2025-04-10", observation("2025Q1", 10))
    fallen = filing("2025Q2", "2025-07-10", observation("2025Q2", 9))
    mended = filing("2025Q3", "2025-10-10", observation("2025Q2", 12))
    assert one(spec, first, fallen, as_of="2025-07-20").data == "invalid"
    assert there(one(spec, first, fallen, mended, as_of="2025-10-10").verdict.point).value == 12


def test_an_early_filing_with_an_error_is_to_be_checked() -> None:
    spec = BASE | {"limits": [0, 100]}
    report = one(spec, filing("2025Q1", "2025-04-10", observation("2025Q1", 101)), as_of="2025-04-12")
    assert report.data == "invalid"


@pytest.mark.parametrize(
    ("as_of", "due", "after"),
    [
        ("2025-04-19", None, "2025Q1"),
        ("2025-04-20", "2025Q1", "2025Q2"),  # on its due day a period is owed, and the next one is next
        ("2028-01-19", "2027Q3", "2027Q4"),
        ("2028-01-20", "2027Q4", None),
    ],
)
def test_what_is_due_and_what_is_next(as_of: str, due: str | None, after: str | None) -> None:
    report = one(BASE, as_of=as_of)
    assert [one and str(one.period) for one in (report.due, report.next_due)] == [due, after]


@pytest.mark.parametrize(
    "void",
    [
        Void("u", Period.parse("2025Q2"), "observations", 0, "y"),
        Void("u", Period.parse("2025Q2"), "actions", 0, "1.1"),
        Void("u", Period.parse("2025Q2"), "observations", 0, "x", Period.parse("2025Q1")),
    ],
)
def test_one_broken_line_voids_that_line_only(void: Void) -> None:
    other = filing("2025Q2", "2025-07-10")
    data = dataset([BASE], [Q1, other], voids=[void])
    assert assess(data, date(2025, 8, 1)).targets[0].data == "not_reported"
