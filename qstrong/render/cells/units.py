"""What can be said of a unit and its filing: a new column is a row here, and its name in a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qstrong.model.index import index
from qstrong.render.cells.aspect import Aspect, Aspects, Plain, Scene, at
from qstrong.render.document import Cell
from qstrong.render.filed import filed_cell, filed_word
from qstrong.render.pieces import bar
from qstrong.timeline.duties import Duty, Tally, tally


def _n(head: str, count: Callable[[Tally], int]) -> Aspect[Duty, Scene]:
    """So many of the values that it owes."""
    return Aspect(head=head, value=lambda duty, _: count(tally([duty])), kind="count", right=True)


def _missing(duty: Duty, _: Scene) -> Cell:
    """In red once it is overdue."""
    n = tally([duty]).missing
    return Cell(str(n), "bad" if n and duty.days_late else "")


def _came(duty: Duty, scene: Scene) -> Plain:
    """The day on which the last came, or that it can't be read."""
    return duty.came or (scene.look.say("broken") if duty.broken else None)


def _owed(duty: Duty, _: Scene) -> Plain:
    return tuple(
        {"indicator": one.target, "period": str(one.due.period), "state": one.state} for one in duty.owed
    )


def _tasks(duty: Duty, scene: Scene) -> tuple[str, ...]:
    """The tasks that it answers for, itself or in a group."""
    return tuple(task.id for task in index(scene.report.dataset).tasks_of[duty.unit])


def _counts(duty: Duty, scene: Scene) -> dict[str, Plain]:
    """Its targets by status."""
    return {str(status): n for status, n in scene.report.units[duty.unit].counts.items()}


UNITS: Aspects[Duty, Scene] = Aspects({
    "id": Aspect(value=at("unit"), kind="id", need=True),
    "name": Aspect(head="unit", value=lambda duty, scene: scene.units([duty.unit]), flexible=True, least=14),
    "due": Aspect(value=at("day"), kind="day", need=True),
    "closes": Aspect(value=at("close"), kind="day", need=True),
    # what it owes
    "owed": Aspect(value=_owed),
    "owed_n": _n("owed", lambda values: values.owed),
    "filed_n": _n("filed_n", lambda values: values.reported),
    "pending_n": _n("pending_n", lambda values: values.pending),
    "missing_n": replace(_n("missing_n", lambda values: values.missing), cell=_missing),
    "actions": Aspect(value=at("actions"), kind="ids"),
    "actions_n": Aspect(head="actions", value=lambda duty, _: len(duty.actions), kind="count", right=True),
    # what came of it
    "filed": Aspect(value=at("filing.filed"), kind="day"),
    "broken": Aspect(value=at("broken"), kind="yes", need=True),
    "state": Aspect(
        head="filing_state", cell=lambda duty, scene: filed_cell(duty, scene.look), value=at("state"),
        kind="word", flexible=True, least=14,
    ),
    "state_word": Aspect(
        head="filing_state", value=lambda duty, scene: filed_word(duty, scene.look), kind="word", most=14,
    ),
    "came": Aspect(head="filed_on", value=_came, kind="day"),
    "days_late": Aspect(head="ledger_late", value=at("days_late"), kind="count"),
    "highlights": Aspect(head="highlights", value=at("filing.highlights"), most=24),
    # what it answers for
    "targets": Aspect(
        head="targets", cell=lambda duty, scene: bar(scene.report.units[duty.unit], scene.look),
        flexible=True, least=8,
    ),
    "counts": Aspect(value=_counts),
    "tasks": Aspect(
        head="task", cell=lambda duty, scene: Cell(" ".join(_tasks(duty, scene)), "dim"), value=_tasks,
        kind="ids", flexible=True, least=8,
    ),
})  # fmt: skip
