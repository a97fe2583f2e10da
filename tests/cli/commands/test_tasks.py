"""`tasks` as a list of actions, and `show` of one."""

import csv
import io
import json
from typing import Any

from tests.conftest import Run

DEMO = ("--data", "examples/demo")


def actions(run: Run, *words: str) -> list[dict[str, Any]]:
    said = json.loads(run("tasks", *DEMO, *words, "-f", "json").out)
    return [one for task in said["tasks"] for one in task["actions"]]


def ids(run: Run, *words: str) -> list[str]:
    lines = run("tasks", *DEMO, *words).out.splitlines()
    return [line.split()[0] for line in lines if line[:1].isdigit() and "." in line.split()[0]]


def test_actions_in_some_states(qstrong: Run) -> None:
    found = actions(qstrong, "--status", "overdue,suspended")
    assert {one["status"] for one in found} == {"overdue", "off_track"}
    every = actions(qstrong)
    assert len(found) == sum(one["status"] in ("overdue", "off_track") for one in every)
    assert actions(qstrong, "--status", "逾期", "--status", "暂缓") == found


def test_the_most_pressing_stand_first(qstrong: Run) -> None:
    found = ids(qstrong, "--status", "near,overdue,suspended")
    state = {one["id"]: (one["status"], one["days"]) for one in actions(qstrong)}
    order = ["overdue", "off_track", "at_risk"]
    places = [
        (order.index(state[one][0]), -state[one][1] if state[one][0] == "overdue" else state[one][1])
        for one in found
    ]
    assert places == sorted(places)
    assert len(found) == 3


def test_an_unknown_state_lists_the_choices(qstrong: Run) -> None:
    run = qstrong("tasks", *DEMO, "--status", "late")
    assert run.code == 2
    assert "not_reported" in run.err


def test_of_a_unit_its_own_actions_count(qstrong: Run) -> None:
    found = actions(qstrong, "--unit", "water")
    assert found
    assert all("water" in one["units"] for one in found)
    assert (
        qstrong("tasks", *DEMO, "--unit", "water").out.splitlines()[2].startswith(f"{len(found)} 项具体举措")
    )


def test_one_action_with_what_each_unit_said(qstrong: Run) -> None:
    out = qstrong("show", "5.1", *DEMO).out
    assert "完成时限: 2026-06-30" in out
    assert "! 逾期 122 天" in out
    assert "  进展情况: 已接通两个部门，余下一个部门正在联调。" in out
    said = json.loads(qstrong("show", "5.1", *DEMO, "-f", "json").out)
    assert [one["id"] for task in said["tasks"] for one in task["actions"]] == ["5.1"]


def test_what_merely_goes_on_has_no_question_mark(qstrong: Run) -> None:
    lines = qstrong("show", "任务7", *DEMO).out.splitlines()
    going = [line for line in lines if "常态化推进" in line or "推进中" in line]
    assert going
    assert not [line for line in going if "?" in line]


def test_csv_is_data(qstrong: Run) -> None:
    """Ids, days and numbers in columns of their own, as an export has them."""

    def rows(*words: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(qstrong("tasks", *DEMO, *words, "-f", "csv").out)))

    every = rows()
    states = list(every[0])[list(every[0]).index("actions") + 1 : -1]
    assert [one["id"] for one in every] == [str(k) for k in range(1, 19)]
    assert all(int(one["actions"]) == sum(int(one[state]) for state in states) for one in every)
    assert "工作任务" in rows("--table")[0]  # the annex is printed as the plan has it
    listed = rows("--status", "overdue,in_progress")
    told = {one["id"]: one for one in actions(qstrong)}
    for one in listed:
        assert one["due"] == (told[one["id"]]["due"] or "")
        assert one["units"].split(";") == told[one["id"]]["units"]
        wanted = told[one["id"]]["quantity"]
        assert (one["quantity_value"], one["measured_in"]) == (
            (str(wanted["value"]), wanted["uom"]) if wanted else ("", "")
        )


def test_a_colour_stands_for_its_states(qstrong: Run) -> None:
    red = actions(qstrong, "--status", "red")
    assert red == actions(qstrong, "--status", "overdue,suspended")
    assert red
    assert actions(qstrong, "--status", "黄,suspended") == actions(qstrong, "--status", "near,suspended")


def test_of_a_unit_its_own_targets_are_counted(qstrong: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(qstrong("tasks", *DEMO, "--unit", "water", "-f", "csv").out)))
    assert [row["id"] for row in rows] == ["2"]
    shown = qstrong("tasks", *DEMO, "--unit", "water").out
    status = json.loads(qstrong("status", *DEMO, "--unit", "water", "--task", "2", "-f", "json").out)
    assert [one["status"] for one in status["targets"]] == ["not_assessable"]
    assert next(line for line in shown.splitlines() if line.startswith(" 2 ")).split()[-1] == "?1"


def test_an_action_goes_by_its_number_with_its_word(qstrong: Run) -> None:
    plain = qstrong("show", *DEMO, "6.10").out
    for name in ("举措6.10", "举措 6.10", "action 6.10"):
        assert qstrong("show", *DEMO, name).out == plain
