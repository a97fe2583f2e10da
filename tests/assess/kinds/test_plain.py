"""Verdicts that say little: what is only watched, and goals that nothing can be reckoned from."""

from decimal import Decimal
from typing import Any

import pytest

from qstrong.model.steps.reach import CatchUp, Gap, PaceRatio
from qstrong.model.steps.step import GoalOfBaseline, JudgedValue, NoBaseline, Rule
from tests.build import series, target
from tests.there import there


@pytest.mark.parametrize(
    ("history", "arrow"), [(None, "•"), (6, "↑"), (8, "↓"), ("6.99", "→"), ("6.98", "↑"), (7, "→")]
)
def test_what_is_watched_has_its_value_and_the_sign_of_its_last_change(history: Any, arrow: str) -> None:
    past = {} if history is None else {"history": [{"period": 2024, "value": history}]}
    said = series(target(kind="watch", frequency="annual", **past), ("2025", 7)).verdict
    assert (said.status, said.label, said.basis, said.arrow) == (
        "not_assessable", "not_assessable.watch", "watch", arrow,
    )  # fmt: skip
    assert [type(one) for one in said.steps] == [JudgedValue, Rule]
    assert there(said.step(Rule)).name == "watch"
    assert (said.gap, said.completion, said.expected, said.baseline) == (None,) * 4


def relative(**keys: Any) -> dict[str, Any]:
    spec = target(frequency="annual", **keys)
    del spec["value"]
    return spec


@pytest.mark.parametrize(
    "spec",
    [
        relative(change={"by": 5}),
        relative(change={"percent": 5}, baseline={"period": 2024, "value": 0}),
        relative(change={"times": 2}, baseline={"period": 2024, "value": -4}),
    ],
)
@pytest.mark.parametrize("end", [{}, {"end": "2025-12-31"}])
def test_a_goal_that_cannot_be_reckoned_is_not_assessed(spec: dict[str, Any], end: dict[str, str]) -> None:
    said = series(spec | end, ("2025", 7)).verdict
    assert (said.status, said.label, said.basis) == (
        "not_assessable", "not_assessable.no_baseline", "no_baseline",
    )  # fmt: skip
    rule = there(said.step(Rule))
    assert (rule.name, rule.label) == ("no_baseline", "not_assessable.no_baseline")
    assert said.step(NoBaseline) is not None
    assert said.step(Gap) is None
    assert (said.gap, said.completion, said.landing) == (None,) * 3


@pytest.mark.parametrize(
    ("change", "start", "goal"),
    [({"by": 5}, 0, 5), ({"by": 5}, -4, 1), ({"percent": 50}, 8, 12), ({"times": "1.5"}, 8, 12)],
)
def test_a_goal_that_can_is_said_with_its_baseline(change: dict[str, Any], start: int, goal: int) -> None:
    said = series(relative(change=change, baseline={"period": 2024, "value": start}), ("2025", 0)).verdict
    step = there(said.step(GoalOfBaseline))
    assert (step.baseline, step.goal) == (Decimal(start), Decimal(goal))
    assert said.gap == goal


@pytest.mark.parametrize(
    ("spec", "period", "label", "shown"),
    [
        ({"measure": "flow_ytd"}, "2025Q1", "not_assessable.no_last_year", "no_last_year"),
        ({"measure": "flow_ytd"}, "2024Q1", "not_assessable.no_value", None),
        ({"measure": "stock", "method": "statcan"}, "2025Q1", "not_assessable.no_value", "within_year"),
        ({"measure": "stock", "frequency": "half"}, "2025Q1", "not_assessable.no_value", "finer"),
    ],
)
def test_why_nothing_is_judged(spec: dict[str, Any], period: str, label: str, shown: str | None) -> None:
    report = series(target(**spec), (period, 5))
    said = report.verdict
    assert (said.label, said.point) == (label, None)
    assert (report.shown and report.shown.reason) == shown
    assert said.basis == label.partition(".")[2]


@pytest.mark.parametrize(
    ("op", "value", "goal", "share"),
    [
        (">=", 40, 50, Decimal("0.8")), (">", 40, 50, Decimal("0.8")), (">=", 0, 50, Decimal(0)),
        ("<=", 40, 50, None), ("<", 40, 50, None), (">=", 40, 0, None), (">=", 40, -5, None), (">=", -1, 50, None),
    ],
)  # fmt: skip
def test_attainment_is_of_what_is_to_be_more(op: str, value: int, goal: int, share: Decimal | None) -> None:
    """v/T, where T is above 0 and v not below it."""
    report = series(target(op=op, value=goal, limits=[None, None], frequency="annual"), ("2025", value))
    assert report.verdict.attainment == share


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (90, "on_track.milestone"),
        ("89.9", "at_risk.milestone"),
        ("85.5", "at_risk.milestone"),
        ("85.4", "off_track"),
    ],
)
def test_against_the_path_alone(value: Any, label: str) -> None:
    """90 are wanted by then; a twentieth less is 85.5."""
    report = series(target(milestones={2025: 90}), ("2025Q4", value))
    assert (report.label, report.verdict.basis) == (label, "milestones")
    assert there(report.verdict.step(Rule)).name == "milestones"
    assert [one for one in report.verdict.steps if isinstance(one, PaceRatio | CatchUp)] == []
