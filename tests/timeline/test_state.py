"""What became of what is owed: one value, a unit's whole filing, over time."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qstrong.model.dataset import Dataset, Void
from qstrong.model.period import Period
from qstrong.timeline.duties import Duty, duties, tally
from qstrong.timeline.owed import due_day, dues, filing_periods
from qstrong.timeline.state import FilingState
from tests.build import dataset, filing, observation, target

law = settings(derandomize=True, deadline=None, max_examples=100)

Q1 = Period.parse("2025Q1")
"""Due on 20 April 2025, closing on the 30th."""
SPECS = [target(), target(id="y")]
ACTIONS = [{"id": f"1.{k}", "title": {"zh": "举措"}} for k in (1, 2)]
TASKS = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u"], "actions": ACTIONS}]


def duty(
    day: str,
    *filings: dict[str, Any],
    specs: list[dict[str, Any]] = SPECS,
    unit: str = "u",
    period: Period = Q1,
    **keys: Any,
) -> Duty:
    data = dataset(specs, filings, **keys)
    return next(one for one in duties(data, period, date.fromisoformat(day)) if one.unit == unit)


def said(one: Duty) -> tuple[Any, ...]:
    return one.state, one.there, one.days_late


def x(value: int | None = 1, **keys: str) -> dict[str, Any]:
    return observation("2025Q1", value, **keys)


def y(value: int = 1, **keys: Any) -> dict[str, Any]:
    return observation("2025Q1", value, indicator="y", **keys)


def report(action: str, state: str = "in_progress", **keys: Any) -> dict[str, Any]:
    return {"action": action, "state": state} | keys


DONE: dict[str, Any] = {"state": "done", "evidence": ["文"]}
IN_TIME, LATE = "2025-04-10", "2025-04-25"
BOTH = filing("2025Q1", IN_TIME, x(), y())
OTHER = {
    "a baseline": filing("2025Q1", IN_TIME, observation("2024", 5), observation("2024", 5, indicator="y")),
    "a correction": filing("2025Q1", IN_TIME, observation("2024Q4", 5)),
    "actions": filing("2025Q1", IN_TIME, actions=[report("1.1")]),
    "nothing": filing("2025Q1", IN_TIME),
}


@pytest.mark.parametrize(
    ("day", "filings", "expected"),
    [
        ("2025-04-19", (), ("not_due", 0, None)),
        ("2025-04-20", (), ("none", 0, None)),  # owed from its due day on, overdue after it
        ("2025-04-21", (), ("none", 0, 1)),
        ("2025-05-20", (), ("none", 0, 30)),
        ("2025-04-09", (BOTH,), ("not_due", 0, None)),  # not filed yet
        (IN_TIME, (BOTH,), ("complete", 2, None)),  # on any day
        ("2030-01-01", (BOTH,), ("complete", 2, None)),
        ("2025-05-01", (filing("2025Q1", "2025-04-20", x(), y()),), ("complete", 2, None)),  # on the very day
        ("2025-05-01", (filing("2025Q1", "2025-04-21", x(), y()),), ("complete", 2, 1)),
        ("2025-04-19", (filing("2025Q1", IN_TIME, x()),), ("not_due", 1, None)),
        ("2025-04-20", (filing("2025Q1", IN_TIME, x()),), ("partial", 1, None)),
        ("2025-04-22", (filing("2025Q1", IN_TIME, x()),), ("partial", 1, 2)),
        (LATE, (filing("2025Q1", LATE, x()),), ("partial", 1, 5)),
        # pending is there, and counts for the owed periods before its own, too
        ("2025-05-01", (filing("2025Q1", IN_TIME, x(None), y()),), ("complete", 2, None)),
        ("2025-08-01", (filing("2025Q2", "2025-07-10", observation("2025Q2"), y()),), ("complete", 2, 81)),
        # in whatever file; a value for a later period is none for this one
        ("2025-08-01", (filing("2025Q2", "2025-07-10", x(), y()),), ("complete", 2, 81)),
        ("2025-08-01", (filing("2025Q2", "2025-07-10", observation("2025Q2", 3), y()),), ("partial", 1, 103)),
        # the first valid entry counts: a revision changes nothing of it, an early void one neither
        ("2025-08-01", (BOTH, filing("2025Q2", "2025-07-10", x(2, flag="revised", reason="更正"))), ("complete", 2, None)),
        ("2025-08-01", (BOTH, filing("2025Q2", "2025-07-10", x(2))), ("complete", 2, None)),  # the later one is refused
        ("2025-05-01", (filing("2025Q1", IN_TIME, x(1, flag="revised"), y()),), ("partial", 1, 11)),
        ("2025-08-01", (filing("2025Q1", IN_TIME, x(1, flag="revised"), y()), filing("2025Q2", "2025-07-10", x())),
         ("complete", 2, 81)),
        # what came late is late, whatever else came in time
        ("2025-08-01", (filing("2025Q1", IN_TIME, x()), filing("2025Q2", "2025-07-10", y())), ("complete", 2, 81)),
    ],
)  # fmt: skip
def test_what_a_unit_filed_over_time(
    day: str, filings: tuple[dict[str, Any], ...], expected: tuple[Any, ...]
) -> None:
    assert said(duty(day, *filings)) == expected


@pytest.mark.parametrize("what", OTHER)
def test_whatever_else_a_file_holds_it_is_no_filing(what: str) -> None:
    """A baseline filed in November made a unit file in time a quarter of which every value was missing."""
    one = duty("2025-04-25", OTHER[what], tasks=TASKS)
    assert said(one) == ("none", 0, 5)
    assert [owed.state for owed in one.missing] == ["missing", "missing"]


def test_a_file_in_time_is_not_late_by_what_was_filed_elsewhere() -> None:
    early = filing("2025Q1", IN_TIME, x(), y())
    late = filing("2025-03", LATE, observation("2024Q4", 5))
    assert said(duty("2025-05-01", early, late)) == ("complete", 2, None)


@pytest.mark.parametrize(
    ("voids", "before", "after"),
    [
        ([Void("u", Q1)], ["not_due", "not_due"], ["invalid", "invalid"]),
        ([Void("u", Q1, "observations", 0, "x")], ["invalid", "not_due"], ["invalid", "missing"]),
        ([Void("w", Q1)], ["not_due", "not_due"], ["missing", "missing"]),
        ([Void("u", Q1, "observations", 0, "x", Period.parse("2024"))], ["not_due", "not_due"], ["missing", "missing"]),
    ],
)  # fmt: skip
def test_void_entries_are_missing(voids: list[Void], before: list[str], after: list[str]) -> None:
    """A file that can't be read is void for what was owed with it, from the due day on."""
    held = filing("2025Q1", IN_TIME) if voids[0].part else filing("2024Q4", "2025-01-10")
    for day, states in (("2025-04-19", before), ("2025-04-20", after)):
        one = duty(day, held, voids=voids)
        assert [owed.state for owed in one.owed] == states
        assert one.state == ("not_due" if states is before else "none")
        assert len(one.missing) == (0 if states is before else 2)


def test_what_one_of_several_reporters_filed_is_there_for_all() -> None:
    specs = [target(reporters=["u", "w"]), target(id="y")]
    filed = filing("2025Q1", IN_TIME, x(), unit="w")
    first = duty("2025-05-01", filed, specs=specs)
    second = duty("2025-05-01", filed, specs=specs, unit="w")
    assert (said(first), said(second)) == (("partial", 1, 11), ("complete", 1, None))
    assert [owed.state for owed in first.owed] == ["reported", "missing"]
    # a reporter's error is its own
    wrong = filing("2025Q1", IN_TIME, x(flag="revised"), unit="w")
    states = [duty("2025-05-01", wrong, specs=specs, unit=unit).owed[0].state for unit in ("u", "w")]
    assert states == ["missing", "invalid"]


ACTED = filing("2025Q1", IN_TIME, actions=[report("1.1")])


@pytest.mark.parametrize(
    ("day", "filings", "expected"),
    [
        ("2025-04-19", (), ("not_due", 0, None)),
        ("2025-04-20", (), ("none", 0, None)),
        ("2025-04-25", (), ("none", 0, 5)),
        ("2025-04-25", (ACTED,), ("complete", 0, None)),
        ("2025-04-15", (ACTED,), ("complete", 0, None)),
        (LATE, (ACTED | {"filed": LATE},), ("complete", 0, 5)),
        ("2025-04-25", (filing("2024Q4", "2025-01-10", actions=[report("1.1")]),), ("none", 0, 5)),
        # what was done, with evidence, is owed no more; in this very file it was still owed
        ("2025-04-25", (filing("2024Q4", "2025-01-10", actions=[report("1.1", **DONE), report("1.2", **DONE)]),),
         (None, 0, None)),
        ("2025-04-25", (filing("2024Q4", "2025-01-10", actions=[report("1.1", **DONE), report("1.2", "done")]),),
         ("none", 0, 5)),
        ("2025-04-25", (filing("2025Q1", IN_TIME, actions=[report("1.1", **DONE), report("1.2", **DONE)]),),
         ("complete", 0, None)),
    ],
)  # fmt: skip
def test_who_owes_actions_alone_is_complete_with_the_file(
    day: str, filings: tuple[dict[str, Any], ...], expected: tuple[Any, ...]
) -> None:
    assert said(duty(day, *filings, specs=[], tasks=TASKS)) == expected


def test_who_owes_nothing_has_no_state() -> None:
    for day in ("2025-04-10", "2025-05-01"):
        assert said(duty(day, BOTH, unit="w")) == (None, 0, None)
        annual = duty(day, specs=[target(frequency="annual")])
        assert said(annual) == (None, 0, None)


# ── Laws ──

values = st.sampled_from([None, 1, 1, 2])
entries = st.tuples(st.sampled_from(["x", "y", "z"]), st.sampled_from(["2024Q4", "2025Q1", "2025Q2"]), values)
files = st.tuples(
    st.sampled_from(["2025Q1", "2025Q2", "2025Q3"]),
    st.sampled_from(["u", "w"]),
    st.integers(0, 60),
    st.lists(entries, max_size=4, unique_by=lambda one: one[:2]),
)


@st.composite
def datasets(draw: Callable[..., Any]) -> Dataset | None:
    made = draw(st.lists(files, max_size=4, unique_by=lambda one: one[:2]))
    specs = [
        target(),
        target(id="y", reporters=["u", "w"]),
        target(id="z", reporters=["w"], frequency="half"),
    ]
    filings = [
        filing(
            period,
            (Period.parse(period).end + timedelta(days)).isoformat(),
            *(observation(of, value, indicator=name) for name, of, value in held if of <= period),
            unit=unit,
        )
        for period, unit, days, held in made
    ]
    return dataset(specs, filings, tasks=TASKS)


@law
@given(datasets(), st.dates(date(2025, 1, 1), date(2026, 3, 1)))
def test_counts_add_up(data: Dataset, day: date) -> None:
    for period in map(Period.parse, ("2025Q1", "2025Q2", "2025Q3")):
        found = duties(data, period, day)
        assert sum(sum(one.state == state for one in found) for state in get_args(FilingState)) == sum(
            one.state is not None for one in found
        )
        for one in found:
            there, owed = one.there, len(one.owed)
            states = Counter(each.state for each in one.owed)
            values = tally([one])
            assert there == states["reported"] + states["pending"] <= owed
            assert (values.owed, values.missing) == (owed, len(one.missing))
            assert (values.reported, values.pending) == (states["reported"], states["pending"])
            assert (one.state == "partial") == (0 < there < owed and day >= one.day)
            assert (one.state == "none") <= (not there)
            assert len(one.missing) == (owed - there if day >= one.day and one.state else 0)
            if day < one.day:
                assert one.state not in ("partial", "none")
                assert not states["missing"]
                assert one.days_late is None
            if owed:
                assert (one.state == "complete") == (there == owed)


@law
@given(datasets())
def test_a_unit_that_is_complete_stays_so_and_what_is_late_gets_later(data: Dataset) -> None:
    """The state may fall on one day alone, the due day; all that follows comes nearer to complete."""
    order = {"none": 0, "partial": 1, "complete": 2}
    days = [date(2025, 4, 1) + timedelta(k) for k in range(0, 300, 7)]
    for period in map(Period.parse, ("2025Q1", "2025Q2")):
        rows = [duties(data, period, day) for day in days]
        for before, after in (
            (a, b) for early, late in pairwise(rows) for a, b in zip(early, late, strict=True)
        ):
            if before.state in order:
                assert after.state in order
                assert order[before.state] <= order[after.state]
            if before.state == "complete":
                assert (after.days_late, after.came) == (before.days_late, before.came)
            elif after.state != "complete":
                assert (before.days_late or 0) <= (after.days_late or 0)


@law
@given(
    st.sampled_from(["annual", "half", "quarter", "month"]),
    st.integers(0, 400),
    st.dictionaries(st.sampled_from(["2025Q2", "2026Q1", "2026Q4"]), st.integers(1, 200), max_size=3),
)
def test_due_with_the_earliest_filing_for_that_period_or_a_later_one(
    frequency: str, days: int, moved: dict[str, Any]
) -> None:
    """METHOD's sentence, read word by word for each period alone."""
    stated = {period: (Period.parse(period).end + timedelta(k)).isoformat() for period, k in moved.items()}
    every = "month" if frequency == "month" else "quarter"
    rule = {"every": every, "due_days": 20, "due": stated}
    data = dataset([target(frequency=frequency, due_days=days)], plan={"filing": rule})
    for due in dues(data.plan, data.targets[0]):
        ready = due.period.end + timedelta(days)
        right = next(
            one for one in filing_periods(data.plan)
            if one.last >= due.period.last and due_day(data.plan, one) >= ready
        )  # fmt: skip
        assert (due.filing, due.day) == (right, due_day(data.plan, right))


@pytest.mark.parametrize(("day", "state"), [("2025-04-09", "not_due"), ("2025-04-10", "invalid")])
def test_a_void_entry_is_told_from_the_day_on_which_it_was_filed(day: str, state: str) -> None:
    one = duty(day, filing("2025Q1", IN_TIME), voids=[Void("u", Q1, "observations", 0, "x")])
    assert [owed.state for owed in one.owed] == [state, "not_due"]
