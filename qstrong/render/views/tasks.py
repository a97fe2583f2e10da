"""`tasks`, the annex 任务责任分工表, and `show` of one task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from qstrong.assess.actions import pressing
from qstrong.assess.report import ActionVerdict, Report, TargetReport
from qstrong.model.index import index
from qstrong.model.keys import as_written
from qstrong.model.task import Task
from qstrong.render.cells.actions import ACTIONS, ORDER, TASKS, action_states, by_section
from qstrong.render.cells.aspect import Scene
from qstrong.render.cells.targets import TARGETS
from qstrong.render.document import Block, Cell, Document, Heading, line
from qstrong.render.export.tables import data_table
from qstrong.render.headed import headline, json_head, of_plan, untranslated
from qstrong.render.look import Look
from qstrong.render.pieces import action_status
from qstrong.render.views.show import fact
from qstrong.text import families
from qstrong.text.fields import key_word
from qstrong.text.labels import label_word

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
TASK_DATA = ("id", "section", "title", "lead", "units", "actions", *ORDER)
ACTION_DATA = (
    "id", "task", "title", "units", "due", "standing", "status", "label", "state", "reported", "on", "days",
    "near", "stale", "quantity_op", "quantity_value", "measured_in", "quantity_reported", "progress",
)  # fmt: skip
"""What programs get of the tables."""


def tasks_document(report: Report, chosen: Sequence[Task], look: Look) -> Document:
    """Every task with its actions by state and its targets by status."""
    scene = Scene(report, look)
    names = ("no", "title", "states", "targets")
    data = partial(data_table, TASKS, TASK_DATA, chosen, scene)
    table = replace(TASKS.choice([names], by_section(chosen, scene), scene), data=data)
    states = action_states(report.actions, look).split("  ")
    counts = line(look.say("actions_counts", n=len(report.actions)), *(f"{state}  " for state in states))
    return of_plan(report, look.say("tasks_title"), [headline(report, look), counts, table], look)


def actions_document(report: Report, look: Look) -> Document:
    """Actions as a list, the most pressing first."""
    counts = line(look.say("actions_counts", n=len(report.actions)), action_states(report.actions, look))
    listed, scene = pressing(report.actions), Scene(report, look)
    data = partial(data_table, ACTIONS, ACTION_DATA, listed, scene)
    table = replace(ACTIONS.choice(ACTION_ROWS, [("", listed)], scene), data=data)
    shown: Block = table if report.actions else line(Cell(look.say("none"), "dim"))
    blocks = [headline(report, look), counts, shown, *untranslated(report.dataset, look)]
    return of_plan(report, look.say("actions"), blocks, look)


def show_action(report: Report, one: ActionVerdict, look: Look) -> Document:
    """One action: where it stands, who answers for it, and what each unit said last."""
    scene = Scene(report, look)
    task = index(report.dataset).tasks[one.task]
    blocks: list[Block] = [
        headline(report, look),
        line(action_status(one, look)),
        fact(look, "task", f"{task.id}. {look.name(task.title)}"),
        fact(look, "units", scene.units(one.units)),
        fact(look, "deadline", str(one.action.due or "–")),
    ]
    if one.action.quantity:
        blocks.append(fact(look, "quantity", ACTIONS["quantity"].shown(one, scene).text))
    blocks.append(Heading(look.say("filings")))
    if not one.reports:
        blocks.append(line(Cell(look.say("none"), "dim")))
    for unit, (filing, said) in one.reports.items():
        state = label_word(said.state, look.lang)
        blocks.append(line(f"{scene.units((unit,))}  {look.period(filing.period)}  {filing.filed}  {state}"))
        told = ((key.name, getattr(said, key.name)) for key in as_written("actions"))
        blocks += [
            line(Cell(f"{key_word(name, look.lang, families.EXPLAINED)}: ", "dim"), _told(value), indent=2)
            for name, value in told
            if value not in (None, ()) and name not in ("action", "state")
        ]
    blocks += untranslated(report.dataset, look)
    return of_plan(report, f"{one.action.id} {look.name(one.action.title)}", blocks, look)


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def annex(report: Report, chosen: Sequence[Task], look: Look) -> Document:
    """任务责任分工表: 序号, 工作任务, 责任单位; sections span the table, as the plan has it."""
    scene = Scene(report, look)
    sections = by_section(chosen, scene)
    table = TASKS.table(("number", "title", "units"), sections, scene, least={"title": 20})
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
        *untranslated(report.dataset, look),
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
