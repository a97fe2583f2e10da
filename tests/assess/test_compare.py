"""What changed between two reports, and why."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qstrong.assess.assess import assess
from qstrong.assess.compare import RANK, Comparison, TargetChange, better_or_worse
from qstrong.assess.report import Report
from qstrong.assess.verdict import STATUSES, Status
from tests.build import dataset, filing, observation, target
from tests.there import there

BASE = {"period": 2024, "value": 80}
DAY = "2025-08-01"
Q1 = filing("2025Q1", "2025-04-15", observation("2025Q1", 82))
Q2 = filing("2025Q2", "2025-07-15", observation("2025Q2", 83))


def report(
    *filings: dict[str, Any],
    spec: dict[str, Any] | None = None,
    day: str = DAY,
    **keys: Any,
) -> Report:
    return assess(dataset([spec or target(baseline=BASE)], filings, **keys), date.fromisoformat(day))


def only(before: Report, after: Report) -> TargetChange:
    (change,) = Comparison(before, after).targets
    return change


CASES = {
    "new data": (report(Q1, day="2025-05-01"), report(Q1, Q2), ("new_data",), None),
    "worse by new data": (
        report(Q1, day="2025-05-01"),
        report(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2", 81))),
        ("new_data",),
        "worse",
    ),
    "revision": (
        report(Q1, Q2),
        report(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2", 80.5))),
        ("revision",),
        "worse",
    ),
    "revision filed later": (
        report(Q1, Q2),
        report(
            Q1,
            Q2,
            filing(
                "2025Q3",
                "2025-10-10",
                observation("2025Q2", 90, flag="revised", reason="核定"),
            ),
            day="2025-10-15",
        ),
        ("revision",),
        None,
    ),
    "target": (report(Q1, Q2), report(Q1, Q2, spec=target(baseline=BASE, value=90)), ("target",), None),
    "target reached": (
        report(Q1, Q2), report(Q1, Q2, spec=target(baseline=BASE, value=83)), ("target",), "better",
    ),
    "baseline": (
        report(Q1, Q2), report(Q1, Q2, spec=target(baseline={"period": 2024, "value": 82.9})), ("baseline",), "worse",
    ),
    "provisional baseline": (
        report(Q1, Q2, spec=target()),
        report(Q1, Q2, spec=target(provisional_baseline=True)),
        ("baseline",),
        None,
    ),
    "responsibilities": (
        report(Q1, Q2), report(Q1, Q2, spec=target(baseline=BASE, reporters=["u", "w"])), ("responsibilities",), None,
    ),
    "method": (
        report(Q1, Q2), report(Q1, Q2, plan={"method": {"on_track": 0.99, "slack_on": 0}}), ("method",), "worse",
    ),
    "time": (report(Q1, Q2, day="2025-10-01"), report(Q1, Q2, day="2025-11-01"), ("time",), None),
    "withdrawn": (report(Q1, Q2), report(Q1), ("withdrawn",), None),
    "pending": (
        report(Q1), report(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2"))), ("pending",), None,
    ),
    "errors": (
        report(Q1), report(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2", 1, flag="revised"))), ("errors",), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_why(case: str) -> None:
    before, after, why, way = CASES[case]
    change = only(before, after)
    assert (change.why, change.direction) == (why, way)


def test_the_same_is_no_change() -> None:
    result = Comparison(report(Q1, Q2), report(Q1, Q2))
    assert (result.targets, result.observations, result.actions) == ((), (), ())


def test_gone_and_new() -> None:
    before = report(spec=target(id="a"))
    after = report(spec=target(id="b"))
    assert [(one.id, one.why) for one in Comparison(before, after).targets] == [
        ("b", ("new",)),
        ("a", ("gone",)),
    ]


def test_several_reasons_stand_beside_each_other() -> None:
    change = only(report(Q1, Q2), report(Q1, spec=target(baseline=BASE, value=90, tasks=[])))
    assert change.why == ("target", "responsibilities", "withdrawn")
    assert change.edited == ("tasks", "value")


def test_a_period_that_fell_due_is_time_beside_a_revision() -> None:
    late = filing("2025Q3", "2025-10-10", observation("2025Q2", 90, flag="revised", reason="核定"))
    change = only(report(Q1, Q2), report(Q1, Q2, late, day="2025-10-25"))
    assert change.why == ("revision", "time")
    assert there(change.after).data == "not_reported"


def test_a_filed_baseline_counts_as_one() -> None:
    spec = target()
    base = filing("2025Q1", "2025-04-15", observation("2024", 80))
    other = filing("2025Q1", "2025-04-15", observation("2024", 70))
    assert only(report(base, Q2, spec=spec), report(other, Q2, spec=spec)).why == ("baseline", "revision")


def test_observations_with_both_values() -> None:
    other = filing("2025Q2", "2025-07-15", observation("2025Q2", 84), observation("2025H1", 84))
    mine = filing("2025Q1", "2025-04-15", observation("2025Q1", 82), unit="w")
    result = Comparison(report(Q1, Q2), report(other, mine))
    said = [(one.unit, str(one.period), one.sort, one.edited) for one in result.observations]
    assert said == [
        ("u", "2025Q1", "withdrawn", ()),
        ("u", "2025H1", "changed", ("value",)),
        ("w", "2025Q1", "new", ()),
    ]
    changed = result.observations[1]
    assert [there(changed.before).observation.value, there(changed.after).observation.value] == [83, 84]


def test_what_was_filed_after_the_day_is_not_there_yet() -> None:
    result = Comparison(report(Q1, Q2, day="2025-05-01"), report(Q1, Q2))
    assert [(str(one.period), one.sort) for one in result.observations] == [("2025Q2", "new")]


def action_report(
    state: str | None, filed: str = "2025-04-15", *, due: str = "2025-12-31", day: str = DAY, **keys: str
) -> Report:
    action = {"id": "1.1", "title": {"zh": "举措"}, "units": ["u"], "due": due}
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u"], "actions": [action]}]
    said = [{"action": "1.1", "state": state, **keys}] if state else []
    return report({"unit": "u", "period": "2025Q1", "filed": filed, "actions": said}, tasks=tasks, day=day)


@pytest.mark.parametrize(
    ("before", "after", "why", "moved"),
    [
        (action_report("in_progress"), action_report("done", evidence="批复"), ("report",), True),
        (action_report("in_progress"), action_report("in_progress", day="2025-12-20"), ("time",), True),
        (action_report("in_progress"), action_report("in_progress", due="2026-01-31"), ("edited",), False),
        (action_report("in_progress"), action_report(None), ("withdrawn",), True),
    ],
)
def test_actions(before: Report, after: Report, why: tuple[str, ...], moved: bool) -> None:
    (change,) = Comparison(before, after).actions
    assert (change.why, change.moved) == (why, moved)


def test_the_order_of_statuses() -> None:
    assert better_or_worse("off_track", "achieved") == "better"
    assert better_or_worse("on_track", "at_risk") == "worse"
    assert better_or_worse("worsening", "missed") is None
    assert better_or_worse("not_assessable", "achieved") is None


@given(st.sampled_from(STATUSES), st.sampled_from(STATUSES))
@settings(derandomize=True, deadline=None)
def test_better_one_way_is_worse_the_other(one: Status, two: Status) -> None:
    opposite = {"better": "worse", "worse": "better", None: None}
    assert better_or_worse(two, one) == opposite[better_or_worse(one, two)]
    assert set(RANK) == set(STATUSES) - {"not_assessable"}


@given(
    st.lists(st.integers(70, 110), min_size=1, max_size=4),
    st.lists(st.integers(70, 110), min_size=1, max_size=4),
)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_a_comparison_backwards_has_the_same_targets_and_opposite_directions(
    one: list[int], two: list[int]
) -> None:
    def made(values: list[int]) -> Report:
        filings = [
            filing(f"2025Q{k}", f"2025-{3 * k:02}-30", observation(f"2025Q{k}", value))
            for k, value in enumerate(values, 1)
        ]
        return report(*filings, day="2026-06-30")

    there, back = Comparison(made(one), made(two)), Comparison(made(two), made(one))
    assert [c.id for c in there.targets] == [c.id for c in back.targets]
    assert [c.id for c in there.better] == [c.id for c in back.worse]
    swap = {"new": "withdrawn", "withdrawn": "new", "changed": "changed"}
    assert [swap[c.sort] for c in there.observations] == [c.sort for c in back.observations]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("on_track", "achieved", "better"), ("at_risk", "on_track", "better"), ("off_track", "at_risk", "better"),
        ("worsening", "off_track", "better"), ("missed", "off_track", "better"), ("overdue", "off_track", "better"),
        ("achieved", "on_track", "worse"), ("on_track", "at_risk", "worse"), ("at_risk", "off_track", "worse"),
        ("off_track", "overdue", "worse"), ("off_track", "worsening", "worse"), ("off_track", "missed", "worse"),
        ("worsening", "missed", None), ("overdue", "missed", None), ("not_assessable", "missed", None),
        ("missed", "not_assessable", None),
    ],
)  # fmt: skip
def test_each_status_is_better_than_the_next(before: Any, after: Any, said: str | None) -> None:
    assert better_or_worse(before, after) == said
