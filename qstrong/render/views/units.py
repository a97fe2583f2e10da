"""`units`: who owes what with a filing, and what came of it; the matrix; `show` of one unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qstrong.assess.report import Report
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.task import Task, Unit
from qstrong.render.cells.aspect import Scene
from qstrong.render.cells.units import UNITS
from qstrong.render.document import Block, Cell, Column, Document, Heading, line, plain_table
from qstrong.render.filed import filed_cell, values_json, values_line
from qstrong.render.headed import headline, json_head, of_plan, untranslated
from qstrong.render.look import Look
from qstrong.render.pieces import heads
from qstrong.render.views.duelist import STYLES
from qstrong.render.views.show import fact
from qstrong.render.views.tasks import actions_table, targets_table
from qstrong.text import families
from qstrong.timeline.duties import Duty, tally

LAYOUTS = (
    ("name", "owed_n", "filed_n", "pending_n", "missing_n", "actions_n", "state", "targets", "tasks"),
    ("name", "owed_n", "filed_n", "pending_n", "missing_n", "actions_n", "state", "targets"),
    ("name", "owed_n", "filed_n", "pending_n", "missing_n", "state", "targets"),
)
"""From wide to narrow."""
JSON = (
    "id", "name", "due", "closes", "filed", "broken", "state", "days_late", "owed", "actions", "tasks",
    "counts",
)  # fmt: skip


def units_document(report: Report, period: Period, duties: Sequence[Duty], look: Look) -> Document:
    """A row per unit for the filing of *period*: owed, filed, missing, days late, targets, tasks."""
    blocks: list[Block] = [headline(report, look)]
    if duties:
        words = {"period": period, "day": duties[0].day, "close": duties[0].close}
        blocks.append(line(Cell(look.say("units_title", **words), "strong")))
        blocks.append(line(values_line(tally(duties), look)))
    blocks.append(UNITS.choice(LAYOUTS, [("", duties)], Scene(report, look)))
    return of_plan(report, look.say("ledger_units"), blocks, look)


def matrix(report: Report, look: Look) -> Document:
    """Tasks across, units down, a dot where a unit answers."""
    data, tasks_of = report.dataset, index(report.dataset).tasks_of
    unit_head = Column(look.say("unit"), flexible=True, least=14)
    dot, lead = ("*", "#") if look.ascii_only else ("●", "◎")

    def sign(unit: Unit, task: Task) -> Cell:
        return Cell(lead if unit.id == task.lead else dot if task in tasks_of[unit.id] else "")

    rows = ((Cell(look.name(unit.name)), *(sign(unit, task) for task in data.tasks)) for unit in data.units)
    table = plain_table([unit_head, *(Column(task.id, right=True) for task in data.tasks)], rows, gap=1)
    led = any(task.lead for task in data.tasks)
    title = look.say("matrix_leads", dot=dot, lead=lead) if led else look.say("matrix_title", dot=dot)
    return of_plan(report, title, [table], look)


def show_unit(report: Report, unit: Unit, duty: Duty, look: Look) -> Document:
    """One unit: what it owes next, its filings, targets, tasks and actions."""
    words = {"period": duty.period, "day": duty.day, "close": duty.close}
    blocks: list[Block] = [headline(report, look)]
    if unit.aliases:
        blocks.append(fact(look, "aliases", look.listed(unit.aliases)))
    blocks += _term(report, unit, look)
    tasks = (f"{task.id}. {look.name(task.title)}" for task in index(report.dataset).tasks_of[unit.id])
    blocks.append(fact(look, "task", look.listed(tasks) or "–"))
    blocks.append(Heading(look.say("units_title", **words)))
    blocks.append(line(filed_cell(duty, look)))
    names = {one.target.id: look.name(one.target.name) for one in report.targets}
    styles = STYLES | {"not_due": "dim"}
    owed = tuple(
        (
            Cell(names[one.target]),
            Cell(look.period(one.due.period)),
            Cell(look.say(families.OWED.key(one.state)), styles[one.state]),
        )
        for one in duty.owed
    )
    columns = heads(look, "indicator", "period", "state", fold=("indicator",), least=20)
    blocks.append(plain_table(columns, owed) if owed else line(look.say("none")))
    blocks += [
        Heading(look.say("targets")),
        targets_table(report, [one for one in report.targets if unit.id in one.target.reporters], look),
        Heading(look.say("actions")),
        actions_table(report, [one for one in report.actions if unit.id in one.units], look),
        Heading(look.say("filings")),
    ]
    blocks += _filings(report, unit, look)
    blocks += untranslated(report.dataset, look)
    return of_plan(report, look.name(unit.name), blocks, look)


def _term(report: Report, unit: Unit, look: Look) -> Iterator[Block]:
    """From when on, until when, after whom and before whom it answers, where it wasn't always there."""
    before = [look.name(one.name) for one in report.dataset.units if one.successor == unit.id]
    after = index(report.dataset).units.get(unit.successor or "")
    if unit.from_ or before:
        day = [str(unit.from_)] if unit.from_ else []
        told = [look.say("after_units", units=look.listed(before))] if before else []
        yield fact(look, "in_charge_from", ", ".join((*day, *told)))
    if unit.until:
        told = [look.say("then_unit", unit=look.name(after.name))] if after else []
        yield fact(look, "in_charge_until", ", ".join((str(unit.until), *told)))


def _filings(report: Report, unit: Unit, look: Look) -> list[Block]:
    mine = [one for one in report.dataset.filings if one.unit == unit.id and one.filed <= report.as_of]
    if not mine:
        return [line(Cell(look.say("none"), "dim"))]
    return [line(f"{look.period(one.period)}  {one.filed}  {one.highlights or ''}", indent=2) for one in mine]


def units_json(report: Report, duties: Sequence[Duty], look: Look) -> dict[str, object]:
    """What each unit owes and filed, for scripts."""
    return {
        **json_head(report.dataset, look, report.as_of),
        "period": str(duties[0].period) if duties else None,
        "values": values_json(tally(duties)),
        "units": [UNITS.data(JSON, duty, Scene(report, look)) for duty in duties],
    }
