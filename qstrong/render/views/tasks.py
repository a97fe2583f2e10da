"""`tasks`, the annex 任务责任分工表, and `show` of one task."""

from __future__ import annotations

from collections.abc import Sequence

from qstrong.assess.report import ActionVerdict, Report, TargetReport
from qstrong.model.index import index
from qstrong.model.task import Task
from qstrong.render.cells.actions import ACTIONS, TASKS, action_states, by_section
from qstrong.render.cells.aspect import Scene
from qstrong.render.cells.targets import TARGETS
from qstrong.render.document import Block, Cell, Document, Heading, line
from qstrong.render.headed import headline, json_head, of_plan
from qstrong.render.look import Look
from qstrong.render.views.show import fact

TARGET_ROW = ("no", "name", "status")
ACTION_ROWS = (
    ("id", "title", "status", "quantity", "due", "units", "progress"),
    ("id", "title", "status", "quantity", "due", "units"),
    ("id", "title", "status", "quantity"),
)
"""From wide to narrow."""
ACTION_JSON = (
    "id", "title", "units", "standing", "status", "label", "state", "reported", "due", "days", "near",
    "stale", "on", "quantity",
)  # fmt: skip


def tasks_document(report: Report, chosen: Sequence[Task], look: Look) -> Document:
    """Every task with its actions by state and its targets by status."""
    scene = Scene(report, look)
    table = TASKS.table(("no", "title", "states", "targets"), by_section(chosen, scene), scene)
    states = action_states(report.actions, look).split("  ")
    counts = line(look.say("actions_counts", n=len(report.actions)), *(f"{state}  " for state in states))
    return of_plan(report, look.say("tasks_title"), [headline(report, look), counts, table], look)


def annex(report: Report, chosen: Sequence[Task], look: Look) -> Document:
    """任务责任分工表: 序号, 工作任务, 责任单位; sections span the table, as the plan has it."""
    scene = Scene(report, look)
    names = ("number", "title", "units")
    table = TASKS.table(names, by_section(chosen, scene), scene, least={"title": 20})
    return of_plan(report, look.say("annex"), [table], look)


def show_task(report: Report, task: Task, look: Look) -> Document:
    """One task: its units on the as-of day, its actions with their reports, and its targets."""
    task = index(report.dataset).tasks.get(task.id, task)
    lead = index(report.dataset).units.get(task.lead or "")
    blocks: list[Block] = [
        headline(report, look),
        fact(look, "units", Scene(report, look).units(task.units)),
        fact(look, "lead", look.name(lead.name) if lead else look.say("no_lead")),
        Heading(look.say("actions")),
        actions_table(report, [one for one in report.actions if one.task == task.id], look),
        Heading(look.say("targets")),
        targets_table(report, [one for one in report.targets if task.id in one.target.tasks], look),
    ]
    return of_plan(report, f"{look.say('task')} {task.id}. {look.name(task.title)}", blocks, look)


def actions_table(report: Report, verdicts: Sequence[ActionVerdict], look: Look) -> Block:
    """Actions with their status, quantity, due day and units."""
    return ACTIONS.choice(ACTION_ROWS, [("", verdicts)], Scene(report, look))


def targets_table(report: Report, found: Sequence[TargetReport], look: Look) -> Block:
    """Targets by name with their status."""
    if not found:
        return line(Cell(look.say("none"), "dim"))
    least = {"name": 20, "status": 16}
    return TARGETS.table(TARGET_ROW, [("", found)], Scene(report, look), least=least)


def tasks_json(report: Report, chosen: Sequence[Task], look: Look) -> dict[str, object]:
    """Tasks with their actions, for scripts."""
    scene = Scene(report, look)
    return {
        **json_head(report.dataset, look, report.as_of),
        "tasks": [
            {
                **TASKS.data(("id", "section", "title", "units", "lead"), task, scene),
                "actions": [
                    ACTIONS.data(ACTION_JSON, one, scene) for one in report.actions if one.task == task.id
                ],
            }
            for task in chosen
        ],
    }
