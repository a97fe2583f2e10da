"""Texts: a plain string, or texts by language of which one suffices; wherever a text may stand."""

from __future__ import annotations

import pytest

from qstrong.model.base import Text
from qstrong.model.kinds import TargetsFile
from qstrong.model.task import TasksFile, UnitsFile
from qstrong.read.schema import validate_tree
from qstrong.read.strict import parse
from tests.there import there

TASKS = """
sections: [{id: s, title: 质量}, {id: t, title: {en: Quality}}]
tasks:
  - {id: 1, section: s, title: 任务, units: [u], actions: [{id: "1.1", title: 举措}, {id: "1.2", title: {zh: 二}}]}
"""
UNITS = "units: [{id: u, name: 局}, {id: w, name: 办}, {id: x, name: {en: Bureau}}]\n"


def test_every_text_of_a_file_may_be_plain() -> None:
    tasks = there(validate_tree(TasksFile, parse(TASKS.encode()), "tasks.yaml").value)
    assert [one.title for one in tasks.sections] == [Text(zh="质量"), Text(en="Quality")]
    assert tasks.tasks[0].title == Text(zh="任务")
    assert [one.title.first for one in tasks.tasks[0].actions] == ["举措", "二"]
    units = there(validate_tree(UnitsFile, parse(UNITS.encode()), "units.yaml").value)
    assert [one.name.first for one in units.units] == ["局", "办", "Bureau"]


@pytest.mark.parametrize("title", ["[一, 二]", "{fr: un}", '""'])
def test_what_is_no_text_is_told(title: str) -> None:
    text = TASKS.replace("title: 任务", f"title: {title}")
    checked = validate_tree(TasksFile, parse(text.encode()), "tasks.yaml")
    assert checked.value is None
    assert checked.problems


def test_groups_and_targets_too() -> None:
    text = """
plan: {id: p, title: 方案, start: 2024-12-31, end: 2027-12-31, filing: {every: quarter, due_days: 20}}
groups: [{id: g, title: 类}, {id: h, title: 别}]
targets:
  - {id: a, name: 甲, group: g, kind: level, op: ">=", value: 5, uom: 个, measure: stock, frequency: quarter, decimals: 0, reporters: [u], tasks: []}
  - {id: b, name: 乙, group: h, kind: record, uom: 个, measure: stock, frequency: quarter, decimals: 0, reporters: [u], tasks: []}
"""
    head = there(validate_tree(TargetsFile, parse(text.encode()), "targets.yaml").value)
    assert [one.title.first for one in head.groups] == ["类", "别"]
    assert [one.name.first for one in head.targets] == ["甲", "乙"]
