"""Rules on the plan itself: each at the edge of what it allows."""

from dataclasses import replace
from typing import Any

import pytest

from qstrong.check import registry
from qstrong.check.registry import check
from qstrong.model.base import Text
from qstrong.model.task import UnitGroup
from tests.build import dataset, filing, observation, target
from tests.there import there


def found(*args: list[dict[str, Any]], **keys: Any) -> list[tuple[str, str]]:
    return [(one.code, one.pointer) for one in check(dataset(*args, **keys))]


def codes(code: str, *args: list[dict[str, Any]], **keys: Any) -> list[str]:
    return [pointer for one, pointer in found(*args, **keys) if one == code]


@pytest.mark.parametrize(
    ("start", "end", "pointer"),
    [
        ("2024-12-31", "2027-12-31", None),
        ("2024-02-29", "2025-02-28", None),
        ("2024-02-28", "2025-02-28", "plan/start"),
        ("2024-12-30", "2027-12-30", "plan/start"),
        ("2024-12-31", "2027-12-30", "plan/end"),
        ("2024-12-31", "2024-12-31", "plan/end"),
        ("2024-12-31", "2025-01-31", None),
        ("1899-12-31", "2027-12-31", "plan/start"),
        ("1900-12-31", "2027-12-31", None),
        ("2024-12-31", "2089-12-31", None),
        ("2024-12-31", "2090-12-31", "plan/end"),
    ],
)
def test_a_plan_runs_from_the_end_of_a_month_to_the_end_of_a_later_one(
    start: str, end: str, pointer: str | None
) -> None:
    assert codes("Q601", plan={"start": start, "end": end}) == ([pointer] if pointer else [])


@pytest.mark.parametrize(("decimals", "fine"), [(0, True), (6, True), (7, False)])
def test_decimals(decimals: int, fine: bool) -> None:
    assert codes("Q618", [target(decimals=decimals)]) == ([] if fine else ["targets/0/decimals"])


SECOND = {"id": "y", "name": {"zh": "另一个"}}
UNRECKONABLE: dict[str, dict[str, Any]] = {
    "Q601": {"plan": {"end": "2027-12-30"}},
    "Q618": {"more": target(**SECOND, decimals=7)},
    "Q620": {"more": target(**SECOND, start="2025-01-15")},
    "Q621": {"more": target(**SECOND, end="2026-05-31")},
    "Q628": {"more": target(**SECOND, computed={"sum": ["x"], "times": 100}, reporters=[])},
    "Q630": {"units": ({"id": "u", "until": "2025-06-30", "successor": "v"}, "w")},
    "Q634": {"plan": {"year": {"starts": 13}}},
}


@pytest.mark.parametrize("code", UNRECKONABLE)
def test_what_was_filed_is_not_looked_at_where_it_cannot_be_reckoned_with(code: str) -> None:
    wrong = filing("2025Q1", "2025-04-10", observation("2025Q1", 1, indicator="q"))
    assert "Q110" in [one for one, _ in found([target()], [wrong])]
    keys = dict(UNRECKONABLE[code])
    more = [keys.pop("more")] if "more" in keys else []
    codes_found = {one for one, _ in found([target(), *more], [wrong], **keys)}
    assert code in codes_found
    assert "Q110" not in codes_found


def test_all_that_cannot_be_reckoned_with_is_tried() -> None:
    assert set(UNRECKONABLE) == registry.UNRECKONABLE


JUNE = {"start": "2024-06-30", "end": "2027-06-30"}


@pytest.mark.parametrize(
    ("plan", "spec", "pointer"),
    [
        ({}, {"kind": "growth"}, None),
        (JUNE, {"kind": "growth"}, "kind"),
        (JUNE, {"kind": "trend"}, "kind"),
        (JUNE, {"kind": "trend", "measure": "flow_ytd"}, "kind"),
        (JUNE, {"measure": "flow_ytd"}, "measure"),
        (JUNE, {"kind": "record", "measure": "flow_ytd"}, "measure"),
        (JUNE, {"kind": "record"}, None),
        (JUNE, {}, None),
        ({"start": "2024-06-30"}, {"kind": "growth"}, "kind"),
        ({"end": "2027-06-30"}, {"kind": "growth"}, "kind"),
    ],
)
def test_what_needs_whole_years(plan: dict[str, Any], spec: dict[str, Any], pointer: str | None) -> None:
    assert codes("Q602", [target(**spec)], plan=plan) == ([f"targets/0/{pointer}"] if pointer else [])


@pytest.mark.parametrize(
    ("every", "frequency", "fine"),
    [
        ("quarter", "month", False),
        ("quarter", "quarter", True),
        ("quarter", "half", True),
        ("half", "quarter", False),
        ("month", "month", True),
        ("annual", "half", False),
    ],
)
def test_no_target_is_finer_than_the_filings(every: str, frequency: str, fine: bool) -> None:
    plan = {"filing": {"every": every, "due_days": 20}}
    assert codes("Q603", [target(frequency=frequency)], plan=plan) == (
        [] if fine else ["targets/0/frequency"]
    )


@pytest.mark.parametrize(
    ("spec", "code", "pointer"),
    [
        ({"baseline": {"period": "2024Q4", "value": 1}}, None, None),
        ({"baseline": {"period": "2024-12", "value": 1}}, None, None),
        ({"baseline": {"period": "2024Q3", "value": 1}}, "Q604", "period"),
        ({"baseline": {"period": "2025", "value": 1}}, "Q604", "period"),
        ({"measure": "since_plan", "baseline": {"period": 2024, "value": 0}}, None, None),
        ({"measure": "since_plan", "baseline": {"period": 2024, "value": "0.1"}}, "Q605", "value"),
        ({"measure": "since_plan", "baseline": {"period": 2023, "value": 1}}, "Q604", "period"),
    ],
)
def test_baselines(spec: dict[str, Any], code: str | None, pointer: str | None) -> None:
    wrong = [one for one in found([target(**spec)]) if one[0] in ("Q604", "Q605")]
    assert wrong == ([(code, f"targets/0/baseline/{pointer}")] if code else [])


@pytest.mark.parametrize(
    ("start", "period", "right"),
    [
        ("2024-12-31", "2023", "2024"),
        ("2024-12-31", "2023H1", "2024H2"),
        ("2024-06-30", "2023Q4", "2024Q2"),
        ("2024-06-30", "2023", "2024-06"),  # no year ends there
    ],
)
def test_the_right_period_of_a_baseline_is_told(start: str, period: str, right: str) -> None:
    spec = target(baseline={"period": period, "value": 1})
    (problem,) = [one for one in check(dataset([spec], plan={"start": start})) if one.code == "Q604"]
    assert f"应写 {right};" in there(problem.hint).zh


@pytest.mark.parametrize(
    ("period", "fine"),
    [
        ("2024", False),
        ("2025-01", True),
        ("2027-11", True),
        ("2027", False),
        ("2023", False),
        ("2028", False),
    ],
)
def test_milestones_lie_within_the_plan(period: str, fine: bool) -> None:
    wrong = codes("Q606", [target(milestones={period: 50})])
    assert wrong == ([] if fine else [f"targets/0/milestones/{period}"])


LOW = {"op": "<=", "value": 20}


@pytest.mark.parametrize(
    ("revision", "wrong"),
    [
        ({"value": 30}, "milestones/2026"),  # they stay in force
        ({"value": 60}, None),
        ({"value": 30, "milestones": {2026: 20}}, None),
        ({"value": 60, "milestones": {2026: 70}}, "revised/0/milestones/2026"),
    ],
)
def test_milestones_do_not_turn_back_after_a_revision(revision: dict[str, Any], wrong: str | None) -> None:
    one = {"on": "2025-06-01", "reason": "调整"} | revision
    spec = target(value=50, milestones={2026: 40}, revised=[one])
    assert codes("Q611", [spec]) == ([f"targets/0/{wrong}"] if wrong else [])


@pytest.mark.parametrize(
    ("spec", "baseline", "milestones", "wrong"),
    [
        ({}, 50, {2025: 60, 2026: 80}, None),
        ({}, 50, {2025: 50, 2026: 50}, None),  # flat is no step back
        ({}, 50, {2025: 100, 2026: 100}, None),
        ({}, 50, {2025: "49.99"}, 2025),
        ({}, 50, {2025: 80, 2026: "79.99"}, 2026),
        ({}, 50, {2026: 60, 2025: 80}, 2026),  # whatever their order in the file
        ({}, 50, {2025: "100.01"}, 2025),  # beyond the target
        ({}, None, {2025: 60, 2026: 80}, None),
        ({}, None, {2025: 0}, None),
        ({}, None, {2025: 80, 2026: 60}, 2026),
        ({}, None, {2025: 101}, 2025),
        ({"op": ">"}, 50, {2025: 40}, 2025),
        (LOW, 50, {2025: 40, 2026: 30}, None),
        (LOW, 50, {2025: 51}, 2025),
        (LOW, 50, {2025: 19}, 2025),
        (LOW | {"op": "<"}, 50, {2025: 51}, 2025),
        ({"kind": "increment"}, None, {2025: 20, 2026: 10}, 2026),
        ({"kind": "increment"}, None, {2025: 20, 2026: 40}, None),
    ],
)
def test_milestones_do_not_turn_back(
    spec: dict[str, Any], baseline: int | None, milestones: dict[int, Any], wrong: int | None
) -> None:
    base = {"baseline": {"period": 2024, "value": baseline}} if baseline is not None else {}
    pointers = codes("Q611", [target(**spec, **base, milestones=milestones)])
    assert pointers == ([f"targets/0/milestones/{wrong}"] if wrong else [])


def test_what_a_milestone_is_held_against_is_told() -> None:
    spec = target(baseline={"period": 2024, "value": "50.5"}, milestones={2025: 40})
    (problem,) = [
        one for one in check(dataset([target(id="y", name={"zh": "乙"}), spec])) if one.code == "Q611"
    ]
    assert "40 (前一个 50.5, 终点 100)" in problem.message.zh
    assert problem.pointer == "targets/1/milestones/2025"
    (problem,) = [one for one in check(dataset([target(milestones={2025: 101})])) if one.code == "Q611"]
    assert "(前一个 –," in problem.message.zh
    (problem,) = [one for one in check(dataset([target(milestones={2027: 50})])) if one.code == "Q606"]
    assert problem.on_key


def test_of_several_turns_the_first_is_told() -> None:
    assert codes(
        "Q611", [target(milestones={2025: 101, 2026: 102}), target(id="y", milestones={2025: 101})]
    ) == [
        "targets/0/milestones/2025",
        "targets/1/milestones/2025",
    ]


@pytest.mark.parametrize(
    ("baseline", "history", "wrong"),
    [
        (None, ["2023", "2024"], []),
        (None, ["2023", "2023Q4"], [1]),
        (None, ["2023", "2024", "2023", "2023-12"], [2, 3]),
        ("2024", ["2023", "2024Q4"], [1]),
    ],
)
def test_one_value_for_a_periods_end(baseline: str | None, history: list[str], wrong: list[int]) -> None:
    base = {"baseline": {"period": baseline, "value": 1}} if baseline else {}
    spec = target(**base, history=[{"period": period, "value": 1} for period in history])
    assert codes("Q614", [spec]) == [f"targets/0/history/{k}/period" for k in wrong]


def test_the_place_of_the_first_value_is_told() -> None:
    spec = target(history=[{"period": "2023", "value": 1}, {"period": "2023Q4", "value": 1}])
    (problem,) = [one for one in check(dataset([spec])) if one.code == "Q614"]
    assert "history 第 1 项" in problem.message.zh
    spec = target(baseline={"period": 2024, "value": 1}, history=[{"period": "2024Q4", "value": 1}])
    (problem,) = [one for one in check(dataset([spec])) if one.code == "Q614"]
    assert "在 baseline 里" in problem.message.zh


@pytest.mark.parametrize(("limits", "fine"), [([0, 100], True), ([5, 5], True), ([100, 0], False)])
def test_the_lower_limit_comes_first(limits: list[int], fine: bool) -> None:
    assert codes("Q607", [target(limits=limits, value=5)]) == ([] if fine else ["targets/0/limits"])


@pytest.mark.parametrize(
    ("due", "fine"),
    [
        ("2024-12-31", False),
        ("2025-01-01", True),
        ("2027-12-31", True),
        ("2028-01-01", False),
        (None, True),
    ],
)
def test_an_action_is_due_within_the_plan(due: str | None, fine: bool) -> None:
    action = {"id": "1.1", "title": {"zh": "举措"}} | ({"due": due} if due else {})
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": [action]}]
    assert codes("Q616", tasks=tasks) == ([] if fine else ["tasks/0/actions/0/due"])


@pytest.mark.parametrize(("lead", "fine"), [(None, True), ("u", True), ("w", False)])
def test_a_lead_is_one_of_its_tasks_units(lead: str | None, fine: bool) -> None:
    tasks = [
        {"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u"]} | ({"lead": lead} if lead else {})
    ]
    assert codes("Q615", [target(reporters=["w"])], tasks=tasks) == ([] if fine else ["tasks/0/lead"])


def group(*members: str, name: str = "both") -> UnitGroup:
    return UnitGroup(id=name, name=Text(zh="两家"), members=members)


@pytest.mark.parametrize(
    ("members", "wrong"),
    [
        (("u", "w"), []),
        ((), ["groups/0/members"]),
        (("u", "w", "u"), ["groups/0/members/2"]),
        (("u", "u", "u"), ["groups/0/members/1", "groups/0/members/2"]),
    ],
)
def test_a_group_has_members_each_once(members: tuple[str, ...], wrong: list[str]) -> None:
    data = replace(dataset(), unit_groups=(group(*members),))
    assert [one.pointer for one in check(data) if one.code == "Q612"] == wrong


@pytest.mark.parametrize(("lead", "fine"), [("both", True), ("u", True), ("v", False)])
def test_a_lead_may_be_a_group_or_one_of_its_members(lead: str, fine: bool) -> None:
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["both"], "lead": lead}]
    data = replace(dataset([], tasks=tasks, units=("u", "w", "v")), unit_groups=(group("u", "w"),))
    problems = {one.code: one.pointer for one in check(data)}
    assert ("Q615" in problems) != fine
    assert problems["Q610"] == "units/2/id"  # members of a group have something to do


@pytest.mark.parametrize(
    ("spec", "code", "pointer"),
    [
        ({"reporters": []}, "Q608", "targets/0/reporters"),
        ({"tasks": []}, "Q609", "targets/0/tasks"),
    ],
)
def test_a_target_has_a_reporter_and_a_task(spec: dict[str, Any], code: str, pointer: str) -> None:
    assert codes(code, [target(**spec)]) == [pointer]
    hints = [
        there(one.hint).zh for one in check(dataset([target(**spec)], units=("v1", "v2"))) if one.code == code
    ]
    assert code == "Q609" or ["v1" in hint and "v2" not in hint for hint in hints] == [True]
    assert codes(code, [target()]) == []


def test_a_reporter_has_something_to_do() -> None:
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u"]}]
    assert codes("Q610", [target(reporters=["w"])], tasks=tasks) == []
    assert codes("Q610", [target(reporters=["u"])], tasks=tasks) == ["units/1/id"]


def test_a_plan_without_units_is_shown_how_one_is_named() -> None:
    bare = replace(dataset([target(reporters=[])]), units=())
    (found,) = [one for one in check(bare) if one.code == "Q608"]
    assert "reporters: [unit]" in there(found.hint).zh
    (found,) = [one for one in check(dataset([target(reporters=[])])) if one.code == "Q608"]
    assert "reporters: [u]" in there(found.hint).zh
