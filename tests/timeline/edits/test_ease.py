"""What a change of the plan does, key by key, and of which of them somebody is warned."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from qstrong.check.changes.eased import eased
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.task import UnitGroup
from qstrong.timeline.edits.walk import plan_edits
from tests.build import dataset, filing, observation, target

FIRST = filing("2025Q1", "2025-04-15", observation("2025Q1", 82))
BASE = {"period": 2024, "value": 80}
RATE: dict[str, Any] = {"kind": "trend", "frequency": "annual"}
HISTORY = {"history": [{"period": 2024, "value": 80}]}


def plans(old: dict[str, Any], new: dict[str, Any], **spec: Any) -> tuple[Dataset, Dataset]:
    """The same target in two plans."""
    one, other = (dataset([target(**spec)], [FIRST], plan=keys) for keys in (old, new))
    return one, other


def specs(old: dict[str, Any], new: dict[str, Any]) -> tuple[Dataset, Dataset]:
    """Two targets in the same plan."""
    one, other = (dataset([target(**keys)], [FIRST]) for keys in (old, new))
    return one, other


def told(both: tuple[Dataset, Dataset]) -> list[tuple[str, str]]:
    return [(one.key, one.ease) for one in plan_edits(*both)]


@pytest.mark.parametrize(
    ("code", "old", "new", "ease"),
    [
        ("Q620", None, "warning", "easier"),  # an error by itself
        ("Q620", "warning", None, "harder"),
        ("Q620", None, "error", "neither"),
        ("Q214", None, "note", "easier"),  # a warning by itself, as all that don't say otherwise
        ("Q214", None, "warning", "neither"),
        ("Q214", None, "error", "harder"),
        ("Q214", "off", "note", "harder"),
        ("Q214", "error", "off", "easier"),
    ],
)
def test_how_grave_a_rule_is(code: str, old: str | None, new: str | None, ease: str) -> None:
    def keys(level: str | None) -> dict[str, Any]:
        return {"severity": {code: {"level": level, "reason": "说明"}} if level else {}}

    assert told(plans(keys(old), keys(new))) == [(f"severity/{code}", ease)]


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        (None, "2025Q2", "easier"),
        ("2025Q2", None, "harder"),
        (None, "2025Q1", "neither"),  # that is the first anyway
        ("2024Q4", None, "easier"),  # one for the quarter that ends at T0 goes
        ("2025Q2", "2025Q3", "easier"),
        ("2025Q3", "2025Q2", "harder"),
    ],
)
def test_the_first_filing(old: str | None, new: str | None, ease: str) -> None:
    def keys(first: str | None) -> dict[str, Any]:
        return {"filing": {"every": "quarter", "due_days": 20} | ({"from": first} if first else {})}

    assert told(plans(keys(old), keys(new))) == [("filing/from", ease)]


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        ([2025, 2027], [2027, 2025], "neither"),
        ([2025, 2027], [2025, 2026, 2027], "harder"),
        ([2025, 2026, 2027], [2025, 2027], "easier"),
        ([2025, 2027], [2026, 2027], "unclear"),
    ],
)
def test_years_that_are_named(old: list[int], new: list[int], ease: str) -> None:
    assert told(specs({"frequency": {"in": old}}, {"frequency": {"in": new}})) == [("frequency", ease)]


@pytest.mark.parametrize(
    ("keys", "old", "new", "ease"),
    [
        ({}, 2, 1, "neither"),
        ({}, 1, 2, "neither"),
        ({}, 1, 0, "easier"),  # a count's path is rounded down
        ({}, 0, 1, "harder"),
        (RATE, 2, 1, "easier"),  # a step of up to one unit is flat
        (RATE, 1, 2, "harder"),
    ],
)
def test_decimals(keys: dict[str, Any], old: int, new: int, ease: str) -> None:
    assert told(specs({**keys, "decimals": old}, {**keys, "decimals": new})) == [("decimals", ease)]


@pytest.mark.parametrize(
    ("keys", "old", "new", "expected"),
    [
        ({}, {"value": 80}, {"value": 70}, ("baseline/value", "easier")),
        ({"op": "<=", "value": 50}, {"value": 80}, {"value": 70}, ("baseline/value", "harder")),
        ({"kind": "trend"}, {"value": 80}, {"value": 79}, ("baseline/value", "easier")),
        ({"kind": "trend", "direction": "down"}, {"value": 80}, {"value": 79}, ("baseline/value", "harder")),
        ({"kind": "record"}, {"value": 80}, {"value": 79}, ("baseline/value", "easier")),
        ({"kind": "range"}, {"value": 80}, {"value": 70}, ("baseline/value", "unclear")),  # it has no way
        ({"measure": "flow_ytd"}, {"value": 80}, {"value": 70}, ("baseline/value", "unclear")),
        ({}, {"period": 2024}, {"period": "2024Q4"}, ("baseline/period", "unclear")),
        ({}, {"source": "公报"}, {"source": "年报"}, ("baseline/source", "neither")),
        ({}, {"note": "初步"}, {"note": "核定"}, ("baseline/note", "neither")),
    ],
)
def test_a_baseline(
    keys: dict[str, Any], old: dict[str, Any], new: dict[str, Any], expected: tuple[str, str]
) -> None:
    one, other = ({**keys, "baseline": BASE | each} for each in (old, new))
    found = told(specs(one, other))
    assert found == [expected] or (found[0][0] == expected[0] == "baseline/period" and expected in found)


@pytest.mark.parametrize(
    ("keys", "old", "new", "ease"),
    [
        # T0's is the baseline where none is declared
        ({}, ("2024", 80), ("2024", 70), "easier"),
        ({}, ("2024", 80), ("2024", 85), "harder"),
        ({}, ("2023", 80), ("2023", 70), "unclear"),
        ({"baseline": BASE}, ("2023", 80), ("2023", 70), "unclear"),
        ({"baseline": BASE}, ("2024", 80), ("2024", 70), "unclear"),
        # a record's best is to be beaten
        ({"kind": "record"}, ("2023", 80), ("2023", 70), "easier"),
        ({"kind": "record"}, ("2023", 80), ("2023", 90), "harder"),
        ({"kind": "record"}, ("2023", 80), None, "easier"),
        ({"kind": "watch"}, ("2024", 80), ("2024", 70), "unclear"),
        # filling in is neither, taking out nobody can tell
        ({}, None, ("2024", 80), "neither"),
        ({}, ("2024", 80), None, "unclear"),
        # the same value, with another source
        ({}, ("2024", 80), ("2024", "80.0"), None),
    ],
)
def test_figures_of_the_past(
    keys: dict[str, Any], old: tuple[str, Any] | None, new: tuple[str, Any] | None, ease: str | None
) -> None:
    def spec(one: tuple[str, Any] | None) -> dict[str, Any]:
        return keys | ({"history": [{"period": one[0], "value": one[1]}]} if one else {})

    found = told(specs(spec(old), spec(new)))
    assert [each for _, each in found] == ([ease] if ease else [])
    assert all(key.startswith("history") for key, _ in found)


def test_a_revision_of_a_plan_that_goes_on_for_longer() -> None:
    """More is asked, but later: nobody can tell."""
    raised = [{"on": "2026-01-01", "reason": "调", "value": 110}]
    base = dataset([target()], [FIRST])
    head = dataset([target(revised=raised)], [FIRST], plan={"end": "2028-12-31"})
    assert told((base, head)) == [("end", "easier"), ("revised/2026-01-01", "unclear")]
    same = dataset([target(revised=raised)], [FIRST])
    assert told((base, same)) == [("revised/2026-01-01", "harder")]


# ── actions, and what is new or gone ──


def acting(quantity: dict[str, Any] | None = None, *more: str) -> Dataset:
    act = {"id": "1.1", "title": {"zh": "举措"}, "units": ["u"]} | (
        {"quantity": quantity} if quantity else {}
    )
    others = [{"id": name, "title": {"zh": f"举措{name}"}, "units": ["w"]} for name in more]
    task = {"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": [act, *others]}
    return dataset([target()], [FIRST], tasks=[task])


AT_LEAST = {"op": ">=", "value": 8, "uom": "个"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (AT_LEAST, AT_LEAST | {"value": 7}, ("quantity/value", "easier")),
        (AT_LEAST, AT_LEAST | {"value": 9}, ("quantity/value", "harder")),
        (AT_LEAST, AT_LEAST | {"op": ">"}, ("quantity/op", "harder")),
        (AT_LEAST | {"op": ">"}, AT_LEAST, ("quantity/op", "easier")),
        (AT_LEAST, AT_LEAST | {"op": "<="}, ("quantity/op", "unclear")),
        (AT_LEAST, AT_LEAST | {"uom": "家"}, ("quantity/uom", "unclear")),
        (AT_LEAST, None, ("quantity", "easier")),
        (None, AT_LEAST, ("quantity", "harder")),
    ],
)
def test_what_an_action_has_to_bring(
    old: dict[str, Any] | None, new: dict[str, Any] | None, expected: tuple[str, str]
) -> None:
    both = acting(old), acting(new)
    assert told(both) == [expected]
    warned = [one.pointer for one in eased(*both, date(2026, 1, 1))]
    assert warned == (["tasks/0/actions/0/" + expected[0]] if expected[1] != "harder" else [])


def test_an_action_that_is_gone_or_new() -> None:
    both = acting(None, "1.2"), acting()
    assert told(both) == [("", "easier")]
    assert told((both[1], both[0])) == [("", "harder")]


def test_of_an_action_whoever_does_it_has_to_have_filed() -> None:
    """The one is u's, which has filed; the other is w's, which never did."""
    both = acting(None, "1.2"), acting()
    assert [*eased(*both, date(2026, 1, 1))] == []
    both = acting(AT_LEAST, "1.2"), acting(None, "1.2")
    assert [one.code for one in eased(*both, date(2026, 1, 1))] == ["Q705"]


def test_a_unit_or_a_group_more_is_neither() -> None:
    one, other = dataset([target()], [FIRST]), dataset([target()], [FIRST], units=("u", "w", "z"))
    assert ("", "neither") in told((one, other))
    assert ("", "neither") in told((other, one))


def test_what_a_filing_accepts_is_told_and_nobody_is_warned() -> None:
    said = observation("2025Q1", 82)
    old, new = (
        dataset([target()], [filing("2025Q1", "2025-04-15", said | keys)])
        for keys in ({}, {"accept": ["Q214"], "accept_reason": "核对过"})
    )
    (found,) = plan_edits(old, new)
    assert (found.part, found.subject, found.key, found.ease) == ("filings", "x", "accept", "easier")
    assert (found.path, found.pointer) == ("progress/u/2025Q1.yaml", "observations/0/accept")
    assert [one.ease for one in plan_edits(new, old)] == ["harder"]
    assert [*eased(old, new, date(2026, 1, 1))] == []


# ── warned of ──

SO, PERHAPS = "比原来容易", "已是另一个目标, 难易要人判断"
PAST = "比原来容易, 而且从已经截止的期次就算起, 那时的评价也跟着变"


def warned(both: tuple[Dataset, Dataset], day: str) -> list[str]:
    return [one.message.zh for one in eased(*both, date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"value": 100}, {"value": 90}, f"指标: 目标值 (value) 由 100 改成了 90, {SO}; 这时已经有填报"),
        ({"uom": "亿元"}, {"uom": "万元"}, f"指标: 计量单位 (uom) 由 亿元 改成了 万元, {PERHAPS}; 这时已经有填报"),
        ({"value": 100}, {"value": 110}, None),
        ({"limits": [0, 200]}, {"limits": [1, 201]}, None),  # unclear, and no goal
    ],
)  # fmt: skip
def test_in_which_words(old: dict[str, Any], new: dict[str, Any], said: str | None) -> None:
    assert warned(specs(old, new), "2026-01-01") == ([said] if said else [])


def test_what_is_the_plans_own_is_told_of_the_plan() -> None:
    both = plans({}, {"filing": {"every": "quarter", "due_days": 25, "close_days": 30}})
    (said,) = warned(both, "2026-01-01")
    assert said.startswith("试验方案: ")
    assert said.endswith(f"(filing/due_days) 由 20 改成了 25, {SO}; 这时已经有填报")


def revised(**keys: Any) -> dict[str, Any]:
    return {"revised": [{"reason": "调", **keys}]}


GONE: dict[str, Any] = {"reason": "调"}


@pytest.mark.parametrize(
    ("old", "new", "day", "past"),
    [
        # 2025Q1 closes on 30 April, 2025Q2 on 30 July
        ({}, revised(on="2025-05-01", value=90), "2025-07-01", False),
        ({}, revised(on="2025-04-30", value=90), "2025-07-01", True),
        ({}, revised(on="2025-04-30", value=90), "2025-04-30", False),  # it hasn't closed yet
        ({}, revised(on="2025-04-30", value=90), "2025-05-01", True),
        ({}, revised(on="2025-07-30", value=90), "2025-07-31", True),
        ({}, revised(on="2025-04-30", value=110), "2025-07-01", False),  # harder
        ({}, revised(on="2025-04-30", value=90, end="2026-12-31"), "2025-07-01", True),  # nobody can tell
        ({}, {"withdrawn": {"on": "2025-04-30", **GONE}}, "2025-07-01", True),
        ({}, {"withdrawn": {"on": "2025-05-01", **GONE}}, "2025-07-01", False),
        # one that was still to come is put back, and the other way round
        ({"withdrawn": {"on": "2026-06-30", **GONE}}, {"withdrawn": {"on": "2025-04-01", **GONE}}, "2025-07-01", True),
        ({"withdrawn": {"on": "2025-04-01", **GONE}}, {"withdrawn": {"on": "2026-06-30", **GONE}}, "2025-07-01", False),
        ({"withdrawn": {"on": "2026-06-30", **GONE}}, {"withdrawn": {"on": "2026-03-31", **GONE}}, "2025-07-01", False),
    ],
)  # fmt: skip
def test_backdated_or_still_to_come(
    old: dict[str, Any], new: dict[str, Any], day: str, *, past: bool
) -> None:
    found = warned(specs(old, new), day)
    assert len(found) == past
    assert all(PAST in one for one in found)


def test_nobody_is_warned_before_anything_was_filed() -> None:
    one, other = (dataset([target(value=value)]) for value in (100, 90))
    assert [*eased(one, other, date(2026, 1, 1))] == []


def test_a_group_of_units_stands_under_groups_in_its_file() -> None:
    one = UnitGroup(id="g", name=Text(zh="组"), members=("u", "w"))
    two = UnitGroup(id="h", name=Text(zh="另一组"), members=("w",))
    data = dataset([target()], [FIRST])
    base = replace(data, unit_groups=(one, two))
    fewer = replace(data, unit_groups=(replace(one, members=("u",)), two))
    assert [(e.part, e.path, e.pointer, e.ease) for e in plan_edits(base, fewer)] == [
        ("unit_groups", "units.yaml", "groups/0/members", "easier")
    ]
    other = plan_edits(base, replace(data, unit_groups=(two, one)))
    assert [(e.path, e.pointer, e.key, e.ease) for e in other] == [
        ("units.yaml", "groups", "order", "neither")
    ]
    assert [e.pointer for e in plan_edits(base, replace(data, unit_groups=(one,)))] == ["groups/1"]


def gone(key: str, **keys: Any) -> dict[str, Any]:
    return {name: value for name, value in target(**keys).items() if name != key}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (target(), gone("value", change={"by": 5}), {("value", "unclear"), ("change", "unclear")}),
        (gone("value", change={"by": 5}), target(), {("value", "unclear"), ("change", "unclear")}),
        (gone("value", change={"by": 5}), gone("value", change={"by": 4}), {("change", "easier")}),
        (gone("value", change={"percent": 5}), gone("value", change={"points": 5}), {("change", "unclear")}),
        (
            gone("value", change={"percent": 5, "by": 1}),
            gone("value", change={"by": 1}),
            {("change", "unclear")},
        ),
        (target(), target(name={"zh": "改名"}), {("name", "neither")}),
        (target(), target(clause="第3条"), {("clause", "neither")}),
        (target(kind="range"), target(kind="watch"), {("kind", "unclear"), ("between", "unclear")}),
    ],
)
def test_another_sort_of_goal(old: Any, new: Any, expected: set[tuple[str, str]]) -> None:
    both = dataset([old], [FIRST]), dataset([new], [FIRST])
    assert expected <= {*told(both)}


@pytest.mark.parametrize(("value", "ease"), [(16, "easier"), (17, "harder")])
def test_a_milestone_of_what_is_new_is_held_against_the_line_from_0(value: int, ease: str) -> None:
    """50 in three years: 16 2/3 in the first."""
    both = specs({"kind": "increment"}, {"kind": "increment", "milestones": {2025: value}})
    assert told(both) == [("milestones/2025", ease)]


def test_what_a_new_entry_accepts_eases_nothing() -> None:
    said = observation("2025Q1", 82, accept=["Q214"], accept_reason="核对过")
    both = dataset([target()], []), dataset([target()], [filing("2025Q1", "2025-04-15", said)])
    assert told(both) == [("accept", "neither")]


def test_another_successor() -> None:
    one, other = (
        dataset([target()], [FIRST], units=({"id": "u", "until": "2025-12-31", "successor": name}, "w", "z"))
        for name in "wz"
    )
    assert told((one, other)) == [("successor", "unclear")]


@pytest.mark.parametrize(
    ("old", "new", "ease"),
    [
        ([95, 105], [94, 106], "easier"),
        ([95, 105], [95, 106], "easier"),
        ([95, 105], [94, 105], "easier"),
        ([95, 105], [96, 104], "harder"),
        ([95, 105], [95, 104], "harder"),
        ([95, 105], [96, 105], "harder"),
        ([95, 105], [96, 106], "unclear"),
        ([95, 105], [94, 104], "unclear"),
    ],
)
def test_a_range(old: list[int], new: list[int], ease: str) -> None:
    assert told(specs({"kind": "range", "between": old}, {"kind": "range", "between": new})) == [
        ("between", ease)
    ]


def test_a_milestone_where_no_line_is_known() -> None:
    """Without a baseline there is none but the one that the milestone draws."""
    with_one = {"milestones": {2026: 90}}
    assert told(specs(with_one, {})) == [("milestones/2026", "easier")]
    assert told(specs({}, with_one)) == [("milestones/2026", "harder")]
