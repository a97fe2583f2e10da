"""The index of a dataset, and what is worked out once."""

from dataclasses import replace
from datetime import date
from typing import Any

from qstrong.model.dataset import Dataset
from qstrong.model.index import index, once
from tests.build import dataset, filing, observation, target

TASKS = [
    {
        "id": 1,
        "section": "s",
        "title": {"zh": "任务"},
        "units": ["w", "all"],
        "actions": [
            {"id": "1.1", "title": {"zh": "甲"}, "units": ["u"]},
            {"id": "1.2", "title": {"zh": "乙"}},
        ],
    }
]


def made() -> Dataset:
    from qstrong.model.base import Text
    from qstrong.model.task import UnitGroup

    found = dataset(
        [target(id="x", reporters=["u"]), target(id="y", reporters=["w", "u"])],
        [filing("2025Q1", "2025-04-10", observation("2025Q1", 5)), filing("2025Q2", "2025-07-10")],
        tasks=TASKS,
    )
    return replace(found, unit_groups=(UnitGroup(id="all", name=Text(zh="各单位"), members=("u", "w")),))


def test_everything_by_its_id() -> None:
    data = made()
    found = index(data)
    assert found.targets["y"] is data.targets[1]
    assert found.units["w"] is data.units[1]
    assert found.tasks["1"] is data.tasks[0]
    assert found.actions["1.2"] is data.tasks[0].actions[1]
    assert found.groups["g"] is data.groups[0]
    assert found.sections["s"] is data.sections[0]
    assert found.unit_groups["all"] is data.unit_groups[0]


def test_what_belongs_to_whom() -> None:
    data = made()
    found = index(data)
    assert found.members(("w", "all")) == ("w", "u")
    assert [units for _, _, units in found.actors] == [("u",), ("w", "u")]
    assert [action.id for _, action in found.actions_of["u"]] == ["1.1", "1.2"]
    assert [action.id for _, action in found.actions_of["w"]] == ["1.2"]
    assert [one.id for one in found.targets_of["u"]] == ["x", "y"]
    assert found.filings_of["u"] == data.filings
    assert (found.filings_of["w"], found.actions_of["nobody"]) == ((), ())


def test_it_is_built_once_and_anew_for_another_dataset() -> None:
    data = made()
    assert index(data) is index(data)
    assert index(replace(data, targets=())).targets == {}
    assert data == made(), "what was worked out is no part of what a dataset is"


def test_once_for_the_same_values() -> None:
    calls = []

    @once
    def worked(_data: Any, day: date, *, more: int = 0) -> object:
        calls.append((day, more))
        return object()

    data, other = made(), made()
    days = [date(2025, 1, k) for k in range(1, 6)]
    assert worked(data, days[0]) is worked(data, days[0])
    assert worked(data, days[0]) is not worked(data, days[0], more=1)
    assert worked(data, days[0]) is not worked(other, days[0])
    for day in days:  # only the latest few are kept
        worked(data, day)
    assert calls.count((days[0], 0)) == 2
    worked(data, days[0])
    assert calls.count((days[0], 0)) == 3
