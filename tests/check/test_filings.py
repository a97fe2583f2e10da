"""Rules on what was filed: where each points, and what it says of the other entry."""

from dataclasses import replace
from typing import Any

import pytest

from qstrong.check.registry import check
from qstrong.check.rule import Context
from qstrong.model.base import Text
from qstrong.model.dataset import Void
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.text.problems import guess
from tests.build import dataset, filing, observation, target
from tests.there import there

ACTIONS = [{"id": "1.1", "title": {"zh": "甲"}, "units": ["u"]}, {"id": "1.2", "title": {"zh": "乙"}}]
TASKS = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": ACTIONS}]
PATH = "progress/u/2025Q1.yaml"


def found(*filings: dict[str, Any], spec: dict[str, Any] | None = None, **keys: Any) -> list[Problem]:
    return list(check(dataset([target(**(spec or {}))], filings, **keys)))


def only(code: str, *args: dict[str, Any], **keys: Any) -> Problem:
    (problem,) = [one for one in found(*args, **keys) if one.code == code]
    return problem


@pytest.mark.parametrize(
    ("unit", "reports", "code", "pointer"),
    [
        ("u", [("1.1", "in_progress"), ("9.9", "in_progress")], "Q112", "actions/1/action"),
        ("u", [("1.1", "in_progress"), ("1.2", "done"), ("1.1", "done")], "Q113", "actions/2/action"),
        ("w", [("1.2", "in_progress"), ("1.1", "in_progress")], "Q402", "actions/1/action"),
        ("u", [("1.1", "done")], "Q502", "actions/0/state"),
    ],
)
def test_where_a_report_on_an_action_is_wrong(
    unit: str, reports: list[tuple[str, str]], code: str, pointer: str
) -> None:
    said = [
        {"action": name, "state": state} | ({"evidence": "文号"} if name == "1.2" else {})
        for name, state in reports
    ]
    problem = only(code, filing("2025Q1", "2025-04-10", unit=unit, actions=said), tasks=TASKS)
    assert (problem.path, problem.pointer) == (f"progress/{unit}/2025Q1.yaml", pointer)


def test_a_place_counts_what_could_not_be_read() -> None:
    said = [{"action": "1.1", "state": "done"}]
    void = Void("u", Period.parse("2025Q1"), "actions", 0, "1.2")
    problem = only("Q502", filing("2025Q1", "2025-04-10", actions=said), tasks=TASKS, voids=[void])
    assert problem.pointer == "actions/1/state"


def test_who_answers_for_an_action() -> None:
    said = [{"action": "1.1", "state": "in_progress"}]
    problem = only("Q402", filing("2025Q1", "2025-04-10", unit="w", actions=said), tasks=TASKS)
    assert "单位w" in problem.message.zh + there(problem.hint).zh
    assert "单位u" in problem.message.zh + there(problem.hint).zh


def test_both_values_of_reporters_that_disagree() -> None:
    mine = filing("2025Q1", "2025-04-10", observation("2025Q1", 11))
    theirs = filing(
        "2025Q2", "2025-07-10", observation("2025Q2", 5, indicator="y"), observation("2025Q1", 12), unit="w"
    )
    problem = only("Q403", mine, theirs, spec={"reporters": ["w", "u"]})
    assert (problem.path, problem.pointer) == (PATH, "observations/0/value")
    for said in (problem.message.zh, there(problem.message.en)):
        assert "指标" in said
        assert said.index("11") < said.index("单位w") < said.index("12") or "11 here, 12 from 单位w" in said
    assert "progress/w/2025Q2.yaml observations 第 2 项" in there(problem.hint).zh


def test_the_first_of_two_is_told() -> None:
    twice = filing("2025Q1", "2025-04-10", observation("2025Q1", 1), observation("2025-03", 1))
    problem = only("Q111", twice)
    assert f"{PATH} observations 第 1 项" in there(problem.hint).zh
    assert f"{PATH} observations, item 1" in there(there(problem.hint).en)


def test_the_limits_are_told() -> None:
    problem = only(
        "Q212",
        filing("2025Q1", "2025-04-10", observation("2025Q1", 101)),
        spec={"limits": [3, 77], "value": 50},
    )
    said = problem.message.zh + there(problem.hint).zh
    assert "3" in said
    assert "77" in said
    assert "101" in said


@pytest.mark.parametrize(
    ("frequency", "inside"), [("2024Q4", False), ("2025Q1", True), ("2027Q4", True), ("2028Q1", False)]
)
def test_what_is_within_the_plan(frequency: str, inside: bool) -> None:
    context = Context.of(dataset([target()]))
    assert context.in_plan(context.targets["x"], Period.parse(frequency).last) == inside


def test_names_of_what_there_is_and_isnt() -> None:
    context = Context.of(dataset([target()]))
    assert (context.target_name("x").zh, context.target_name("z").zh) == ("指标", "z")
    both = replace(
        dataset(), units=tuple(replace(one, name=Text(zh="局", en="Bureau")) for one in dataset().units)
    )
    names = Context.of(both).unit_names(("u", "w"))
    assert (names.zh, names.en) == ("局、局", "Bureau, Bureau")
    assert (context.unit_name("u").zh, context.unit_name("z").zh) == ("单位u", "z")


def test_the_nearest_id_else_some_of_them() -> None:
    known = {name: Text(zh=f"名{name}") for name in ("abcd", "abce", "x1", "x2", "x3", "x4")}
    assert guess("abcdd", known).zh == "是不是 abcd (名abcd)?"
    assert guess("qqq", known).zh.endswith(": abcd、abce、x1、x2、x3")
    assert there(guess("qqq", known).en).endswith(": abcd, abce, x1, x2, x3")
