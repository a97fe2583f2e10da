"""Rules over the whole: each with the entry that it is about."""

from typing import Any

import pytest

from qstrong.check.registry import blocks, check, raises
from tests.build import dataset, filing, observation, target
from tests.there import there


def found(*args: list[dict[str, Any]], **keys: Any) -> list[tuple[str, str, str]]:
    return [(one.code, one.path, one.pointer) for one in check(dataset(*args, **keys))]


def test_a_sound_dataset_has_no_problem() -> None:
    assert found([target()], [GOOD]) == []


FILED = "progress/u/2025Q2.yaml"
GOOD = filing("2025Q1", "2025-04-10", observation("2025Q1", 10))


@pytest.mark.parametrize(
    ("spec", "wrong", "code", "key"),
    [
        ({}, observation("2025Q2", 1, indicator="z"), "Q110", "indicator"),
        ({"reporters": ["w"]}, observation("2025Q2", 1), "Q401", "indicator"),
        ({}, observation("2025Q3", 1), "Q302", "period"),
        ({}, observation("2025Q2", 1, flag="revised"), "Q501", "flag"),
        ({"limits": [0, 100]}, observation("2025Q2", 101), "Q212", "value"),
        ({"uom": "%"}, observation("2025Q2", "-0.1"), "Q213", "value"),
        ({"uom": "%"}, observation("2025Q2", "100.1"), "Q212", "value"),
        ({"limits": [-5, 100]}, observation("2025Q2", -6), "Q212", "value"),
        ({"decimals": 0}, observation("2025Q2", -1), "Q213", "value"),
        ({}, observation("2025Q2", 1, last_year="-0.1"), "Q213", "last_year"),
        ({"limits": [0, 100]}, observation("2025Q2", 1, last_year=101), "Q212", "last_year"),
        ({}, observation("2025Q1", 11), "Q303", "value"),
        ({"measure": "flow_ytd"}, observation("2025Q2", 9), "Q304", "value"),
    ],
)
def test_entries_that_do_not_count(spec: dict[str, Any], wrong: dict[str, Any], code: str, key: str) -> None:
    filings = [GOOD, filing("2025Q2", "2025-07-10", observation("2025Q2", 50, indicator="y"), wrong)]
    problems = found([target(**spec), target(id="y")], filings)
    assert (code, FILED, f"observations/1/{key}") in problems


def test_last_years_value_is_said_where_it_is_the_one_that_is_wrong() -> None:
    wrong = filing("2025Q2", "2025-07-10", observation("2025Q2", 1, last_year=101))
    (one,) = check(dataset([target(limits=[0, 100])], [GOOD, wrong]))
    assert one.message.say("zh") == "指标 的值 101 超出 0 到 100 的范围"


def test_a_fall_is_said_in_the_order_of_periods_whichever_of_the_two_is_in_error() -> None:
    late = filing("2025Q3", "2025-10-10", observation("2025Q1", 30))
    stands = filing("2025Q2", "2025-07-10", observation("2025Q2", 20))
    problems = check(dataset([target(measure="since_plan")], [stands, late]))
    (one,) = [one for one in problems if one.code == "Q304"]
    assert (one.path, one.pointer) == ("progress/u/2025Q3.yaml", "observations/0/value")
    assert one.message.say("zh") == "指标 的 2025Q2 累计 20, 低于 2025Q1 的 30"


def test_repeated_and_early() -> None:
    twice = filing("2025Q2", "2025-06-29", observation("2025Q2", 1), observation("2025H1", 1))
    assert found([target()], [twice]) == [
        ("Q301", FILED, "observations/0/period"),
        ("Q301", FILED, "observations/1/period"),
        ("Q111", FILED, "observations/1/indicator"),
    ]


def test_reporters_that_disagree() -> None:
    other = filing("2025Q1", "2025-04-11", observation("2025Q1", 12), unit="w")
    assert found([target(reporters=["u", "w"])], [GOOD, other]) == [
        ("Q403", "progress/w/2025Q1.yaml", "observations/0/value")
    ]


ACTION = {"id": "1.1", "title": {"zh": "举措"}, "units": ["u"]}
TASKS = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": [ACTION]}]


@pytest.mark.parametrize(
    ("unit", "reports", "code"),
    [
        ("u", [{"action": "1.2", "state": "in_progress"}], "Q112"),
        ("u", [{"action": "1.1", "state": "in_progress"}] * 2, "Q113"),
        ("w", [{"action": "1.1", "state": "in_progress"}], "Q402"),
        ("u", [{"action": "1.1", "state": "done"}], "Q502"),
    ],
)
def test_reports_on_actions(unit: str, reports: list[dict[str, str]], code: str) -> None:
    filed = filing("2025Q1", "2025-04-10", unit=unit, actions=reports)
    assert [row[0] for row in found([], [filed], tasks=TASKS)] == [code]


@pytest.mark.parametrize(
    ("spec", "plan", "code", "pointer"),
    [
        ({"group": "h"}, {}, "Q151", "targets/0/group"),
        ({"reporters": ["v"]}, {}, "Q151", "targets/0/reporters/0"),
        ({"tasks": [2]}, {}, "Q151", "targets/0/tasks/0"),
        ({}, {"end": "2027-12-30"}, "Q601", "plan/end"),
        ({}, {"start": "2024-12-01"}, "Q601", "plan/start"),
        ({}, {"end": "2023-12-31"}, "Q601", "plan/end"),
        ({"measure": "flow_ytd"}, {"start": "2024-11-30"}, "Q602", "targets/0/measure"),
        ({"kind": "trend"}, {"end": "2027-11-30"}, "Q602", "targets/0/kind"),
        ({"frequency": "month"}, {}, "Q603", "targets/0/frequency"),
        ({"baseline": {"period": 2023, "value": 1}}, {}, "Q604", "targets/0/baseline/period"),
        (
            {"measure": "since_plan", "baseline": {"period": 2024, "value": 1}},
            {},
            "Q605",
            "targets/0/baseline/value",
        ),
        ({"milestones": {2027: 1}}, {}, "Q606", "targets/0/milestones/2027"),
        ({"limits": [100, 0]}, {}, "Q607", "targets/0/limits"),
        ({"limits": [0, 99]}, {}, "Q619", "targets/0/value"),
        (
            {"limits": [1, 100], "baseline": {"period": 2024, "value": 0}},
            {},
            "Q619",
            "targets/0/baseline/value",
        ),
        (
            {"limits": [1, 100], "history": [{"period": 2023, "value": 1}, {"period": 2022, "value": 101}]},
            {},
            "Q619",
            "targets/0/history/1/value",
        ),
        ({"limits": [0, 100], "milestones": {2025: -1}}, {}, "Q619", "targets/0/milestones/2025"),
        ({"reporters": []}, {}, "Q608", "targets/0/reporters"),
    ],
)
def test_the_plan_itself(spec: dict[str, Any], plan: dict[str, Any], code: str, pointer: str) -> None:
    kind = spec.get("kind", "level")
    data = dataset([target(**spec, **({"baseline": None} if kind == "none" else {}))], [GOOD], plan=plan)
    problems = check(data)
    assert blocks(problems)
    mine = [one for one in problems if one.severity == "error" and one.path == "targets.yaml"]
    assert [(one.code, one.pointer) for one in mine] == [(code, pointer)]


def test_ids_stand_once() -> None:
    assert found([target(), target()]) == [("Q150", "targets.yaml", "targets/1/id")]


def test_an_actions_units_are_among_its_tasks() -> None:
    tasks = [TASKS[0] | {"units": ["w"]}]
    assert ("Q152", "tasks.yaml", "tasks/0/actions/0/units/0") in found([], [], tasks=tasks)


def test_unknown_ids_get_the_nearest_one() -> None:
    problem = check(dataset([target(id="rd-expenditure")], [filing("2025Q1", "2025-04-10",
                    observation("2025Q1", 1, indicator="rd-expenditur"))]))[0]  # fmt: skip
    assert "rd-expenditure" in there(problem.hint).zh
    assert "did you mean rd-expenditure" in there(there(problem.hint).en)


@pytest.mark.parametrize(
    ("targets", "code", "pointer"),
    [
        ([target(tasks=[])], "Q609", "targets/0/tasks"),
        ([target(), target(id="y")], "Q153", "targets/1/name"),
    ],
)
def test_warnings_stop_nothing(targets: list[dict[str, Any]], code: str, pointer: str) -> None:
    problems = check(dataset(targets, [GOOD]))
    assert not blocks(problems)
    assert [(one.code, one.severity, one.pointer) for one in problems] == [(code, "warning", pointer)]


def test_a_unit_without_anything_to_do() -> None:
    tasks = [TASKS[0] | {"units": ["u"], "actions": []}]
    assert ("Q610", "units.yaml", "units/1/id") in found([target()], [], tasks=tasks)


@pytest.mark.parametrize(
    ("unit", "reserved"),
    [
        ("con", True),
        ("nul", True),
        ("com1", True),
        ("lpt9", True),
        ("aux.office", True),
        ("console", False),
        ("com10", False),
        ("office.aux", False),
        ("nul-unit", False),
    ],
)
def test_a_units_folder_can_be_made_on_windows(unit: str, reserved: bool) -> None:
    wanted = [("Q154", "units.yaml", "units/2/id")] if reserved else []
    assert [one for one in found([target()], [GOOD], units=("u", "w", unit)) if one[0] == "Q154"] == wanted


@pytest.mark.parametrize(("level", "raised"), [("error", True), ("note", False), ("off", False)])
def test_a_plan_that_makes_errors_of_warnings(*, level: str, raised: bool) -> None:
    severity = {"Q214": {"level": level, "reason": "说明"}}
    assert raises(dataset(plan={"severity": severity}).plan) is raised
    assert raises(dataset().plan) is False
