"""What of a report makes a change, and what is said of one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.compare import RANK, Comparison, better_or_worse
from qstrong.assess.report import Report
from qstrong.assess.verdict import Status
from tests.build import dataset, filing, observation, target
from tests.there import there

BASE = {"baseline": {"period": 2024, "value": 80}}
Q1 = filing("2025Q1", "2025-04-15", observation("2025Q1", 82))
Q2 = filing("2025Q2", "2025-07-15", observation("2025Q2", 84))


def report(
    *filings: dict[str, Any],
    specs: list[dict[str, Any]] | None = None,
    day: str = "2025-08-01",
    **keys: Any,
) -> Report:
    return assess(dataset(specs or [target(**BASE)], filings, **keys), date.fromisoformat(day))


def changes(before: Report, after: Report) -> list[Any]:
    return [(one.id, one.why, one.moved, one.direction) for one in Comparison(before, after).targets]


def test_a_target_more_or_less() -> None:
    one, two = report(Q1, Q2), report(Q1, Q2, specs=[target(**BASE), target(id="y", **BASE)])
    assert changes(one, two) == [("y", ("new",), True, None)]
    assert changes(two, one) == [("y", ("gone",), True, None)]
    third = report(Q1, Q2, specs=[target(id="y", **BASE), target(value=83, **BASE)])
    assert changes(one, third) == [("y", ("new",), True, None), ("x", ("target",), True, "better")]


def test_better_and_worse_are_told_apart() -> None:
    # x from on track to behind, y the other way
    def both(x: int, y: int) -> Report:
        said = observation("2025Q2", x), observation("2025Q2", y, indicator="y")
        return report(filing("2025Q2", "2025-07-15", *said), specs=[target(**BASE), target(id="y", **BASE)])

    result = Comparison(both(84, 80), both(80, 84))
    assert [one.id for one in result.worse] == ["x"]
    assert [one.id for one in result.better] == ["y"]
    assert [one.moved for one in result.targets] == [True, True]


def test_another_value_of_one_status_is_a_change_that_moves_nothing() -> None:
    after = report(Q1, filing("2025Q2", "2025-07-15", observation("2025Q2", "84.5")))
    assert changes(report(Q1, Q2), after) == [("x", ("revision",), False, None)]


@pytest.mark.parametrize("one", sorted(RANK))
def test_no_status_is_better_than_itself(one: Status) -> None:
    assert better_or_worse(one, one) is None


LABELS = {"label": "on_track", "status": "at_risk", "data": "pending", "last_status": "on_track"}


@pytest.mark.parametrize("key", LABELS)
def test_each_part_of_a_row_makes_a_change(key: str) -> None:
    before = report(Q1, Q2)
    other: dict[str, Any] = {key: LABELS[key]}
    after = replace(before, targets=(replace(before.targets[0], **other),))
    assert [one.id for one in Comparison(before, after).targets] == ["x"]
    assert Comparison(before, before).targets == ()


def test_a_baseline_and_the_judged_value_make_one_too() -> None:
    (one,) = report(Q1, Q2).targets
    point = one.verdict.point
    for other in (
        replace(one, baseline=replace(there(one.baseline), value=Decimal(81))),
        replace(one, baseline=None),
        replace(one, verdict=replace(one.verdict, point=replace(there(point), value=Decimal(85)))),
        replace(one, verdict=replace(one.verdict, point=None)),
    ):
        assert Comparison(replace(report(), targets=(one,)), replace(report(), targets=(other,))).targets


@pytest.mark.parametrize(
    ("plan", "moved"),
    [
        ({"method": {"on_track": "0.99", "slack_on": 0}}, True),
        ({"start": "2024-09-30"}, True),
        ({"end": "2025-12-31"}, True),
        ({"filing": {"every": "quarter", "due_days": 40}}, True),
        ({"title": {"zh": "别的"}}, False),
    ],
)
def test_what_of_the_plan_the_verdicts_depend_on(plan: dict[str, Any], moved: bool) -> None:
    before, after = report(Q1, Q2), report(Q1, Q2, specs=[target(**BASE, value=101)], plan=plan)
    ((_, why, *_),) = changes(before, after)
    assert ("method" in why) == moved


WAITING = filing("2025Q2", "2025-07-15", observation("2025Q2", pending="八月"))
OTHERWISE = filing("2025Q2", "2025-07-15", observation("2025Q2", pending="九月"))
WRONG = filing("2025Q2", "2025-07-15", observation("2025Q2", 1, flag="revised"))


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (
            report(Q1, day="2025-07-01"),
            report(Q1, WAITING),
            ("pending", "time"),
        ),  # it fell due, and a note came
        (report(Q1), report(Q1, WAITING), ("pending",)),
        (report(Q1, day="2025-07-01"), report(Q1), ("time",)),
        (report(Q1, WAITING), report(Q1), ("time",)),  # there is a reason no more
        (report(Q1, WRONG), report(Q1), ("errors",)),
        (report(Q1), report(Q1, WRONG), ("errors",)),
        (report(Q1, WRONG), report(Q1, Q2), ("new_data", "errors")),
        (report(Q1, WRONG), report(Q1, WAITING), ("pending", "errors")),
    ],
)
def test_why_nothing_is_judged(before: Report, after: Report, why: tuple[str, ...]) -> None:
    assert [one for _, one, *_ in changes(before, after)] == [why]


def test_another_reason_for_waiting_is_told_where_something_else_changed() -> None:
    one, two = report(Q1, WAITING), report(Q1, OTHERWISE, specs=[target(**BASE, value=101)])
    assert [why for _, why, *_ in changes(one, two)] == [("target", "pending")]
    same = report(Q1, WAITING, specs=[target(**BASE, value=101)])
    assert [why for _, why, *_ in changes(one, same)] == [("target",)]


def test_last_years_figure_belongs_to_a_value() -> None:
    other = filing("2025Q2", "2025-07-15", observation("2025Q2", 84, last_year=3))
    one = report(Q1, Q2, specs=[target(**BASE)])
    two = report(Q1, other, specs=[target(**BASE, value=101)])
    assert [why for _, why, *_ in changes(one, two)] == [("target", "revision")]


def said(*filings: dict[str, Any], **keys: Any) -> Report:
    specs = [target(id="b", name={"zh": "乙"}), target(id="a", name={"zh": "甲"})]
    return report(*filings, specs=specs, **keys)


def test_observations_stand_in_the_plans_order_then_by_unit_and_period() -> None:
    entries = [observation("2025Q1", 1, indicator=name) for name in ("a", "b", "zz")]
    late = [observation(period, 1, indicator="b") for period in ("2025Q2", "2025Q1")]
    filings = [filing("2025Q1", "2025-04-15", *entries, unit="w"), filing("2025Q2", "2025-07-15", *late)]
    found = [
        (one.indicator, one.unit, str(one.period)) for one in Comparison(said(), said(*filings)).observations
    ]
    assert found == [
        ("zz", "w", "2025Q1"),  # which there is not
        ("b", "u", "2025Q1"),
        ("b", "u", "2025Q2"),
        ("b", "w", "2025Q1"),
        ("a", "w", "2025Q1"),
    ]


def test_what_was_filed_on_the_day_is_there() -> None:
    at, before = said(Q1, day="2025-04-15"), said(Q1, day="2025-04-14")
    assert [one.sort for one in Comparison(before, at).observations] == ["new"]
    assert Comparison(at, at).observations == ()


def test_of_two_words_on_one_period_the_last_is_meant() -> None:
    again = filing("2025Q2", "2025-04-15", observation("2025Q1", 83, flag="revised", reason="核"))
    (one,) = Comparison(said(Q1), said(Q1, again)).observations
    assert (there(one.before).observation.value, there(one.after).observation.value) == (
        Decimal(82),
        Decimal(83),
    )
    assert one.edited == ("value", "flag", "reason")
    assert Comparison(said(Q1, again), said(again, Q1)).observations == ()


def acting(
    *names: str,
    said: list[tuple[str, str]] | tuple[()] = (),
    day: str = "2025-08-01",
    units: tuple[str, ...] = ("u",),
) -> Report:
    """A report of one task with those actions, and what a unit said of them."""
    actions = [{"id": name, "title": {"zh": "举措"}, "units": list(units)} for name in names]
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": actions}]
    reports = [{"action": name, "state": state} for name, state in said]
    return report(filing("2025Q1", "2025-04-15", actions=reports), tasks=tasks, day=day)


def test_an_action_more_or_less() -> None:
    one, two = acting("1.1"), acting("1.1", "1.2")
    for before, after, why in ((one, two, "new"), (two, one, "gone")):
        assert [(c.id, c.why, c.moved) for c in Comparison(before, after).actions] == [("1.2", (why,), True)]


@pytest.mark.parametrize(
    ("after", "why", "moved"),
    [
        (acting("1.1", said=[("1.1", "in_progress")]), None, None),
        (acting("1.1", said=[("1.1", "suspended")]), ("report",), True),
        (acting("1.1"), ("withdrawn",), True),
        (acting("1.1", said=[("1.1", "in_progress")], units=("u", "w")), ("edited",), False),
        (acting("1.1", said=[("1.1", "suspended")], units=("u", "w")), ("edited", "report"), True),
    ],
)
def test_what_changed_with_an_action(after: Report, why: tuple[str, ...] | None, moved: bool | None) -> None:
    found = Comparison(acting("1.1", said=[("1.1", "in_progress")]), after).actions
    assert [(one.why, one.moved) for one in found] == ([(why, moved)] if why else [])


@pytest.mark.parametrize("key", ["status", "label", "state", "quantity", "on", "near", "stale"])
def test_each_part_of_an_actions_row_makes_a_change(key: str) -> None:
    before = acting("1.1", said=[("1.1", "in_progress")])
    other: dict[str, Any] = {key: "other"}
    after = replace(before, actions=(replace(before.actions[0], **other),))
    (change,) = Comparison(before, after).actions
    assert change.why == ("time",)
    assert change.moved == (key in ("status", "label"))
