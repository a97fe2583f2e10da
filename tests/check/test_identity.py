"""Ids in the plan's own files: once each, and none that isn't there; names that stand for one thing."""

from dataclasses import replace
from typing import Any

import pytest

from qstrong.check.registry import check
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.plan import Group
from qstrong.model.task import UnitGroup
from tests.build import dataset, target
from tests.there import there

ACTION = {"id": "1.1", "title": {"zh": "举措"}}
TASK = {"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": [ACTION]}


def group(name: str, *members: str) -> UnitGroup:
    return UnitGroup(id=name, name=Text(zh="两家"), members=members)


def found(data: Dataset, code: str) -> list[tuple[str, str]]:
    return [(one.path, one.pointer) for one in check(data) if one.code == code]


def tasks(**keys: Any) -> Dataset:
    return dataset([target()], tasks=[TASK | keys])


def with_groups(data: Dataset, *groups: UnitGroup) -> Dataset:
    return replace(data, unit_groups=groups)


SOUND = dataset([target()], tasks=[TASK])
SECTION = Group(id="s", title=Text(zh="又一个"))
TWICE = {
    "group": (replace(SOUND, groups=(*SOUND.groups, *SOUND.groups)), ("targets.yaml", "groups/1/id"), "groups"),
    "target": (dataset([target(), target()], tasks=[TASK]), ("targets.yaml", "targets/1/id"), "targets"),
    "section": (replace(SOUND, sections=(SECTION, SECTION)), ("tasks.yaml", "sections/1/id"), "sections"),
    "task": (dataset([target()], tasks=[TASK, TASK | {"actions": []}]), ("tasks.yaml", "tasks/1/id"), "tasks"),
    "action": (
        dataset([target()], tasks=[TASK | {"actions": [ACTION, ACTION]}]),
        ("tasks.yaml", "tasks/0/actions/1/id"),
        "actions",
    ),
    "action of another task": (
        dataset([target()], tasks=[TASK, TASK | {"id": 2}]),
        ("tasks.yaml", "tasks/1/actions/0/id"),
        "actions",
    ),
    "unit": (dataset([target()], tasks=[TASK], units=("u", "w", "u")), ("units.yaml", "units/2/id"), "units"),
    "unit group": (
        with_groups(SOUND, group("both", "u"), group("both", "w")), ("units.yaml", "groups/1/id"), "groups",
    ),
    "unit and group": (with_groups(SOUND, group("u", "w")), ("units.yaml", "groups/0/id"), "units"),
}  # fmt: skip


@pytest.mark.parametrize("case", TWICE)
def test_an_id_stands_once(case: str) -> None:
    data, place, first = TWICE[case]
    assert found(data, "Q150") == [place]
    (problem,) = [one for one in check(data) if one.code == "Q150"]
    assert f"{first} 第 1 项" in there(problem.hint).zh
    assert f"{first}, item 1" in there(there(problem.hint).en)
    assert found(SOUND, "Q150") == []


UNKNOWN = {
    "a target's group": (dataset([target(group="h")]), "targets.yaml", "targets/0/group", "指标类别", "group"),
    "a reporter": (dataset([target(reporters=["u", "v"])]), "targets.yaml", "targets/0/reporters/1", "单位", "unit"),
    "a reporter that is a group": (
        with_groups(dataset([target(reporters=["both"])]), group("both", "u", "w")),
        "targets.yaml", "targets/0/reporters/0", "单位", "unit",
    ),
    "a target's task": (dataset([target(tasks=["1", "2"])]), "targets.yaml", "targets/0/tasks/1", "任务", "task"),
    "a section": (tasks(section="t"), "tasks.yaml", "tasks/0/section", "任务板块", "section"),
    "a task's unit": (tasks(units=["u", "w", "v"]), "tasks.yaml", "tasks/0/units/2", "单位", "unit"),
    "a lead": (tasks(lead="v"), "tasks.yaml", "tasks/0/lead", "单位", "unit"),
    "an action's unit": (
        tasks(actions=[ACTION | {"units": ["u", "v"]}]), "tasks.yaml", "tasks/0/actions/0/units/1", "单位", "unit",
    ),
    "a group's member": (
        with_groups(SOUND, group("both", "u", "v")), "units.yaml", "groups/0/members/1", "单位", "unit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_is_named_is_there(case: str) -> None:
    data, path, pointer, zh, en = UNKNOWN[case]
    assert found(data, "Q151") == [(path, pointer)]
    (problem,) = [one for one in check(data) if one.code == "Q151"]
    assert problem.message.zh.startswith(f"{zh}里")
    assert f"no {en} has" in there(problem.message.en)


def test_groups_stand_for_their_members() -> None:
    data = with_groups(
        tasks(units=["both"], lead="both", actions=[ACTION | {"units": ["both"]}]), group("both", "u", "w")
    )
    assert found(data, "Q151") == found(data, "Q152") == []


@pytest.mark.parametrize(
    ("named", "acting", "foreign"),
    [
        (["u"], ["u"], False),
        (["u"], ["w"], True),
        (["u"], ["both"], True),
        (["u", "w"], ["both"], False),
        (["both"], ["u"], False),
        (["both"], ["both"], False),
        (["u", "w", "v"], ["u", "w", "v"], False),
        (["u"], ["all"], True),
        (["u"], ["nobody"], False),  # that is Q151's
    ],
)
def test_an_action_is_of_its_tasks_units(named: list[str], acting: list[str], foreign: bool) -> None:
    spec = TASK | {"units": named, "actions": [ACTION | {"units": acting}]}
    groups = group("both", "u", "w"), group("all", "u", "w", "v")
    data = with_groups(dataset([target()], tasks=[spec], units=("u", "w", "v")), *groups)
    assert bool(found(data, "Q152")) == foreign
    if foreign:
        assert found(data, "Q152") == [("tasks.yaml", "tasks/0/actions/0/units/0")]


def named(*units: tuple[Any, ...]) -> Dataset:
    """A dataset whose units have those names and aliases."""
    data = dataset([target(reporters=["u"])], tasks=[TASK | {"units": ["u", "w"]}])
    full = [
        replace(one, name=Text(zh=name), aliases=aliases)
        for one, (name, aliases) in zip(data.units, units, strict=True)
    ]
    return replace(data, units=tuple(full))


@pytest.mark.parametrize(
    ("units", "pointer"),
    [
        ([("甲", ()), ("乙", ())], None),
        ([("甲", ()), ("甲", ())], "units/1/name"),
        ([("甲", ("局",)), ("乙", ("局",))], "units/1/aliases/0"),
        ([("甲", ()), ("乙", ("子", "甲"))], "units/1/aliases/1"),
        ([("甲", ("乙",)), ("乙", ())], "units/1/name"),
        ([("甲", ("甲",)), ("乙", ())], None),  # one unit by two ways of one name
        ([("w", ()), ("乙", ())], "units/1/id"),
        ([("甲", ("u",)), ("乙", ("u",))], "units/1/aliases/0"),
    ],
)
def test_a_name_stands_for_one_unit(units: list[Any], pointer: str | None) -> None:
    assert found(named(*units), "Q153") == ([("units.yaml", pointer)] if pointer else [])


def test_a_name_stands_for_one_target() -> None:
    data = dataset([target(), target(id="y"), target(id="z", name={"zh": "别的"})])
    assert found(data, "Q153") == [("targets.yaml", "targets/1/name")]
    (problem,) = [one for one in check(data) if one.code == "Q153"]
    assert "x" in there(problem.message.en) + there(there(problem.hint).en)
