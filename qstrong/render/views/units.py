"""`units`: who owes what with a filing, and what came of it; the matrix; `show` of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qstrong.assess.report import Report
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.task import Unit
from qstrong.render.document import Block, Cell, Choice, Column, Document, Heading, Section, Table, line
from qstrong.render.filed import filed_cell
from qstrong.render.headed import headline, of_plan
from qstrong.render.look import Look
from qstrong.render.pieces import bar
from qstrong.render.views.show import fact
from qstrong.render.views.tasks import actions_table, targets_table
from qstrong.text import families
from qstrong.timeline.duties import Duty
from qstrong.timeline.state import OwedState


def units_document(report: Report, period: Period, duties: Sequence[Duty], look: Look) -> Document:
    """A row per unit for the filing of *period*: owed, filed, missing, days late, targets, tasks."""
    names = look.names(report.dataset.units)
    columns = (
        Column(look.say("unit"), flexible=True, least=14),
        Column(look.say("owed"), right=True),
        Column(look.say("filed_n"), right=True),
        Column(look.say("pending_n"), right=True),
        Column(look.say("missing_n"), right=True),
        Column(look.say("actions"), right=True),
        Column(look.say("filing_state"), flexible=True, least=14),
        Column(look.say("targets"), flexible=True, least=8),
        Column(look.say("task"), flexible=True, least=8),
    )
    rows = tuple(_row(report, duty, names, look) for duty in duties)
    blocks: list[Block] = [headline(report, look)]
    if duties:
        words = {"period": period, "day": duties[0].day, "close": duties[0].close}
        blocks.append(line(Cell(look.say("units_title", **words), "strong")))
    blocks.append(_choice(columns, rows, (range(9), range(8), (0, 1, 2, 3, 4, 6, 7))))
    return of_plan(report, look.say("unit"), blocks, look)


def _choice(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], kept: Sequence[Sequence[int]]
) -> Choice:
    """The table with so many of its columns, widest layout first."""
    return Choice(
        tuple(
            Table(
                tuple(columns[k] for k in some),
                (Section("", tuple(tuple(row[k] for k in some) for row in rows)),),
            )
            for some in kept
        )
    )


def _row(report: Report, duty: Duty, names: dict[str, str], look: Look) -> tuple[Cell, ...]:
    missing = len(duty.missing)
    return (
        Cell(names[duty.unit]),
        Cell(str(len(duty.owed))),
        Cell(str(duty.n("reported"))),
        Cell(str(duty.n("pending"))),
        Cell(str(missing), "bad" if missing and duty.days_late else ""),
        Cell(str(len(duty.actions))),
        filed_cell(duty, look),
        bar(report.units[duty.unit], look),
        Cell(" ".join(tasks_of(report, duty.unit)), "dim"),
    )


def tasks_of(report: Report, unit: str) -> list[str]:
    """Ids of the tasks that a unit answers for, itself or in a group."""
    data = report.dataset
    return [task.id for task in index(data).tasks_of[unit]]


def matrix(report: Report, look: Look) -> Document:
    """Tasks across, units down, a dot where a unit answers."""
    data = report.dataset
    columns = (
        Column(look.say("unit"), flexible=True, least=14),
        *(Column(task.id, right=True) for task in data.tasks),
    )
    dot = "*" if look.ascii_only else "●"
    rows = tuple(
        (
            Cell(look.name(unit.name)),
            *(Cell(dot if task.id in tasks_of(report, unit.id) else "") for task in data.tasks),
        )
        for unit in data.units
    )
    blocks: tuple[Block, ...] = (Table(columns, (Section("", rows),), gap=1),)
    return of_plan(report, look.say("matrix_title"), list(blocks), look)


def show_unit(report: Report, unit: Unit, duty: Duty, look: Look) -> Document:
    """One unit: what it owes next, its filings, targets, tasks and actions."""
    words = {"period": duty.period, "day": duty.day, "close": duty.close}
    blocks: list[Block] = [headline(report, look)]
    if unit.aliases:
        blocks.append(fact(look, "aliases", look.listed(unit.aliases)))
    titles = look.names(report.dataset.tasks)
    blocks.append(
        fact(
            look, "task", look.listed(f"{task}. {titles[task]}" for task in tasks_of(report, unit.id)) or "–"
        )
    )
    blocks.append(Heading(look.say("units_title", **words)))
    blocks.append(line(filed_cell(duty, look)))
    names = {one.target.id: look.name(one.target.name) for one in report.targets}
    owed = tuple(
        (
            Cell(names[one.target]),
            Cell(str(one.due.period)),
            Cell(look.say(families.OWED.key(one.state)), _style(one.state)),
        )
        for one in duty.owed
    )
    heads = (
        Column(look.say("indicator"), flexible=True, least=20),
        Column(look.say("period")),
        Column(look.say("state")),
    )
    blocks.append(Table(heads, (Section("", owed),)) if owed else line(look.say("none")))
    blocks += [
        Heading(look.say("targets")),
        targets_table(report, [one for one in report.targets if unit.id in one.target.reporters], look),
        Heading(look.say("actions")),
        actions_table(report, [one for one in report.actions if unit.id in one.units], look),
        Heading(look.say("filings")),
    ]
    blocks += _filings(report, unit, look)
    return of_plan(report, look.name(unit.name), blocks, look)


def _style(state: OwedState) -> Any:
    return {"reported": "good", "pending": "dim", "invalid": "bad", "missing": "bad", "not_due": "dim"}[state]


def _filings(report: Report, unit: Unit, look: Look) -> list[Block]:
    mine = [one for one in report.dataset.filings if one.unit == unit.id and one.filed <= report.as_of]
    if not mine:
        return [line(Cell(look.say("none"), "dim"))]
    return [line(f"{one.period}  {one.filed}  {one.highlights or ''}", indent=2) for one in mine]


def units_json(report: Report, duties: Sequence[Duty], look: Look) -> dict[str, Any]:
    """What each unit owes and filed, for scripts."""
    names = look.names(report.dataset.units)
    plan = report.dataset.plan
    return {
        "schema": 1,
        "plan": {"id": plan.id, "title": look.name(plan.title), "synthetic": plan.synthetic},
        "as_of": report.as_of.isoformat(),
        "period": str(duties[0].period) if duties else None,
        "units": [
            {
                "id": duty.unit,
                "name": names[duty.unit],
                "due": duty.day.isoformat(),
                "closes": duty.close.isoformat(),
                "filed": duty.filing.filed.isoformat() if duty.filing else None,
                "broken": duty.broken,
                "state": duty.state,
                "days_late": duty.days_late,
                "owed": [
                    {"indicator": one.target, "period": str(one.due.period), "state": one.state}
                    for one in duty.owed
                ],
                "actions": list(duty.actions),
                "tasks": tasks_of(report, duty.unit),
                "counts": dict(report.units[duty.unit].counts),
            }
            for duty in duties
        ],
    }
