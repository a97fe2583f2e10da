"""Which change of the plan is easier: every key has its rule, and the rules say what they say."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from qstrong.check.changes.eased import ANSWERING, GOALS, REASONED, eased
from qstrong.model.dataset import Dataset
from qstrong.model.kinds import KINDS
from qstrong.model.plan import Group, Plan
from qstrong.model.task import Action, Office, Task, Unit, UnitGroup
from qstrong.model.terms.settings import FilingRule, Method
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.timeline.edits.keys import RULES
from qstrong.timeline.edits.walk import plan_edits
from tests.build import dataset, filing, observation, target
from tests.conftest import ROOT

CLASSES = (
    Plan,
    FilingRule,
    Method,
    *(kind.model for kind in KINDS.values()),
    Task,
    Action,
    Unit,
    UnitGroup,
    Group,
    Office,
)
ASIDE = {"filing", "method", "actions"}
"""Keys whose own keys have rows."""


@pytest.mark.parametrize("model", CLASSES)
def test_every_key_of_the_plan_has_its_row(model: type) -> None:
    rows = {key for cls in model.__mro__ for key in RULES.get(cls, {})}
    assert {one.name.rstrip("_") for one in fields(model)} - ASIDE <= rows


def test_no_row_is_left_over() -> None:
    known = {
        cls: {one.name.rstrip("_") for model in CLASSES if issubclass(model, cls) for one in fields(model)}
        for cls in RULES
    }
    known[Action] |= {"task"}
    assert not {(cls, key) for cls, rows in RULES.items() for key in rows if key not in known[cls]}
    assert {key for rows in RULES.values() for key in rows} >= GOALS | REASONED
    assert set(ANSWERING) == {"targets", "actions"}


BASE = {"period": 2024, "value": 80}
FIRST = filing("2025Q1", "2025-04-15", observation("2025Q1", 82))


def edits(before: Any, after: Any, **keys: Any) -> list[tuple[str, str]]:
    old, new = (dataset([spec], [FIRST], **keys) for spec in (before, after))
    return [(one.key, one.ease) for one in plan_edits(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        ({"value": 100}, {"value": "99.99"}, "easier"),
        ({"value": 100}, {"value": "100.00"}, None),
        ({"value": 100}, {"value": "100.01"}, "harder"),
        ({"op": "<=", "value": 10}, {"op": "<=", "value": 11}, "easier"),
        ({"op": "<", "value": 10}, {"op": "<", "value": 9}, "harder"),
        ({"value": -5}, {"value": -6}, "easier"),
    ],
)
def test_goals(old: Any, new: Any, ease: str | None) -> None:
    assert edits(target(**old), target(**new)) == ([("value", ease)] if ease else [])


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        ({"percent": -18}, {"percent": -17}, "easier"),
        ({"percent": -18}, {"percent": -19}, "harder"),
        ({"times": "0.5"}, {"times": "0.4"}, "harder"),
        ({"percent": -18}, {"by": -18}, "unclear"),
    ],
)
def test_goals_relative_to_the_baseline(old: Any, new: Any, ease: str) -> None:
    spec = {name: value for name, value in target(op="<=").items() if name != "value"}
    assert edits(spec | {"change": old}, spec | {"change": new}) == [("change", ease)]


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [([95, 105], [94, 105], "easier"), ([95, 105], [96, 104], "harder"), ([95, 105], [96, 106], "unclear")],
)
def test_ranges(old: Any, new: Any, ease: str) -> None:
    assert edits(target(kind="range", between=old), target(kind="range", between=new)) == [("between", ease)]


@pytest.mark.parametrize(
    ("new", "ease"),
    [
        ({"value": 90}, "easier"),
        ({"value": 110}, "harder"),
        ({"end": "2026-12-31"}, "harder"),
        ({"value": 90, "end": "2026-12-31"}, "unclear"),
        ({"op": ">"}, "harder"),
        ({"change": {"times": 2}}, "unclear"),
    ],
)
def test_a_revision_is_what_the_goal_has_come_to(new: Any, ease: str) -> None:
    one = {"on": "2025-06-01", "reason": "调整"} | new
    assert edits(target(), target(revised=[one])) == [("revised/2025-06-01", ease)]
    later = {"on": "2025-08-01", "reason": "改回", "value": 100, "op": ">=", "end": "2027-12-31"}
    back = edits(target(revised=[one]), target(revised=[one, later]))
    opposite = {"easier": "harder", "harder": "easier", "unclear": "unclear"}
    assert back == [("revised/2025-08-01", opposite[ease])]


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        ([0, 100], [0, 101], "easier"),
        ([0, 100], [1, 100], "harder"),
        ([0, 100], [1, 101], "unclear"),
        ([0, 100], [-1, 99], "unclear"),
        ([0, 100], [-1, 101], "easier"),
        ([0, 100], [1, 99], "harder"),
    ],
)
def test_limits(old: Any, new: Any, ease: str | None) -> None:
    assert edits(target(limits=old, value=50), target(limits=new, value=50)) == [("limits", ease)]


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        (["u", "w"], ["u"], "easier"),
        (["u", "w"], ["w"], "easier"),
        (["u"], ["u", "w"], "harder"),
        (["u", "w"], ["w", "u"], "unclear"),
        (["u"], ["w"], "unclear"),
    ],
)
def test_who_answers(old: Any, new: Any, ease: str | None) -> None:
    assert edits(target(reporters=old), target(reporters=new)) == [("reporters", ease)]


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        (50, None, "easier"),
        (None, 50, "easier"),
        (30, 20, "harder"),
        (20, 30, "easier"),
        (None, 10, "harder"),
    ],
)
def test_closing_days_are_held_against_the_due_day_where_there_are_none(
    old: Any, new: Any, ease: str | None
) -> None:
    """The due days are 20; an empty key closes with them."""

    def with_days(days: int | None) -> Dataset:
        plan = {
            "filing": {"every": "quarter", "due_days": 20} | ({} if days is None else {"close_days": days})
        }
        return dataset([target()], [FIRST], plan=plan)

    (one,) = plan_edits(with_days(old), with_days(new))
    assert (one.key, one.ease) == (
        "filing/close_days",
        "harder" if (old, new) in ((50, None), (None, 10)) else ease,
    )


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        (None, date(2025, 1, 1), "easier"),
        (date(2025, 5, 1), date(2025, 4, 30), "easier"),
        (date(2025, 5, 1), date(2025, 5, 2), "harder"),
        (date(2025, 5, 1), None, "harder"),
    ],
)
def test_the_day_from_which_one_looks(old: Any, new: Any, ease: str | None) -> None:
    data = dataset([target()], [FIRST])
    before, after = (replace(data, plan=replace(data.plan, as_of=day)) for day in (old, new))
    assert [one.ease for one in plan_edits(before, after)] == [ease]


def test_several_keys_of_one_target_each_by_itself() -> None:
    found = edits(
        target(baseline=BASE),
        target(baseline=BASE | {"value": 70, "source": "年报"}, value=90, op=">", binding="true"),
    )
    assert sorted(found) == [
        ("baseline/source", "neither"),
        ("baseline/value", "easier"),
        ("binding", "harder"),
        ("op", "harder"),
        ("value", "easier"),
    ]


def test_the_same_is_no_edit_and_neither_is_data() -> None:
    data = dataset([target()], [FIRST])
    assert plan_edits(data, data) == ()
    assert plan_edits(data, dataset([target()], [FIRST])) == ()
    assert plan_edits(data, dataset([target()], [])) == ()


def test_an_action_that_moves_to_another_task_is_the_same() -> None:
    def tasks(first: bool, second: bool) -> list[dict[str, Any]]:
        action = {"id": "1.1", "title": {"zh": "举措"}}
        return [
            {
                "id": n,
                "section": "s",
                "title": {"zh": "任务"},
                "units": ["u"],
                "actions": [action] if there else [],
            }
            for n, there in ((1, first), (2, second))
        ]

    old, new = (dataset([target()], [FIRST], tasks=tasks(*there)) for there in ((True, False), (False, True)))
    (one,) = plan_edits(old, new)
    assert (one.part, one.subject, one.key, one.old, one.new) == ("actions", "1.1", "task", "1", "2")


OWN = {"frequency": "annual"}


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        ({}, {"added": "2026-01-01"}, "easier"),
        ({"added": "2026-01-01"}, {}, "harder"),
        ({"added": "2026-01-01"}, {"added": "2025-01-01"}, "harder"),
        ({"withdrawn": "2026-06-30"}, {"withdrawn": "2026-03-31"}, "easier"),
        ({"withdrawn": "2026-03-31"}, {"withdrawn": "2026-06-30"}, "harder"),
        ({"withdrawn": "2026-03-31"}, {}, "harder"),
        ({}, {"end": "2026-12-31"}, "harder"),
        ({"end": "2026-12-31"}, {}, "easier"),
        ({"end": "2025-12-31"}, {"end": "2026-12-31"}, "easier"),
        ({}, {"end": "2027-12-31"}, "neither"),
        ({}, {"start": "2025-12-31"}, "easier"),
        ({"start": "2025-12-31"}, {}, "harder"),
        (OWN, {"frequency": {"years": 2}}, "easier"),
        ({"frequency": {"years": 3}}, {"frequency": {"years": 2}}, "harder"),
        ({"frequency": {"years": 3}}, OWN, "harder"),
        (OWN, {"frequency": {"in": [2026, 2027]}}, "easier"),
        ({"frequency": {"in": [2026, 2027]}}, {"frequency": {"in": [2027]}}, "easier"),
        ({"frequency": {"in": [2027]}}, {"frequency": {"in": [2026, 2027]}}, "harder"),
        ({"frequency": {"in": [2025]}}, {"frequency": {"in": [2026]}}, "unclear"),
        ({"frequency": {"years": 2}}, {"frequency": {"in": [2026]}}, "unclear"),
        ({"frequency": {"in": [2026]}}, {"frequency": "quarter"}, "harder"),
    ],
)
def test_a_targets_own_time(old: Any, new: Any, ease: str) -> None:
    def spec(keys: Any) -> Any:
        gone = {"withdrawn": {"on": keys["withdrawn"], "reason": "调"}} if "withdrawn" in keys else {}
        return target(**(keys | gone))

    assert {found for _, found in edits(spec(old), spec(new))} == {ease}


def test_whoever_answers_for_its_parts_answers_for_what_is_computed() -> None:
    day = date(2026, 1, 1)
    total = {"id": "x", "reporters": [], "computed": {"sum": ["a", "b"]}}
    for units, unit in (
        (("u", "w"), "u"),
        (({"id": "u", "until": "2025-12-31", "successor": "w"}, "w"), "u"),
    ):
        parts = [
            target(id="a", reporters=["w" if len(units[0]) > 1 else "u"]),
            target(id="b", reporters=["w"]),
        ]
        first = filing("2025Q1", "2025-04-15", observation("2025Q1", 82) | {"indicator": "a"}, unit=unit)
        base, head, same = (
            dataset([target(**total, value=value), *parts], [first], units=units) for value in (100, 90, 100)
        )
        assert [one.code for one in eased(base, head, day)] == ["Q705"]
        assert not [*eased(base, same, day)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({}, {"until": "2025-12-31"}, [("until", "easier")]),
        ({"until": "2026-12-31"}, {"until": "2025-12-31"}, [("until", "easier")]),
        ({"until": "2025-12-31"}, {"until": "2026-12-31"}, [("until", "harder")]),
        ({"until": "2025-12-31"}, {}, [("until", "harder")]),
        ({}, {"until": "2025-12-31", "successor": "w"}, [("until", "neither"), ("successor", "neither")]),
        ({"until": "2025-12-31", "successor": "w"}, {"until": "2025-12-31"}, [("successor", "easier")]),
        ({"until": "2025-12-31"}, {"until": "2025-12-31", "successor": "w"}, [("successor", "harder")]),
    ],
)
def test_a_unit_that_ends(old: Any, new: Any, found: list[tuple[str, str]]) -> None:
    """What nobody takes over is owed by nobody."""
    base, head = (dataset([target()], [FIRST], units=({"id": "u", **keys}, "w")) for keys in (old, new))
    assert [(one.key, one.ease) for one in plan_edits(base, head)] == found
    eases = any(ease == "easier" for _, ease in found)
    assert [one.code for one in eased(base, head, date(2026, 1, 1))] == (["Q705"] if eases else [])


def test_every_edit_names_the_file_in_which_it_stands() -> None:
    real = load(Folder(ROOT / "data")).dataset
    assert real is not None
    emptied = replace(real, groups=(), targets=(), sections=(), tasks=(), units=(), unit_groups=())
    emptied = replace(emptied, plan=replace(real.plan, id="other"), office=Office(accounts=("other",)))
    assert {(one.part, one.path) for one in plan_edits(real, emptied)} == {
        ("plan", "targets.yaml"),
        ("groups", "targets.yaml"),
        ("targets", "targets.yaml"),
        ("sections", "tasks.yaml"),
        ("tasks", "tasks.yaml"),
        ("actions", "tasks.yaml"),
        ("units", "units.yaml"),
        ("unit_groups", "units.yaml"),
        ("office", "units.yaml"),
    }
