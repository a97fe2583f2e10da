"""`log`: the life of a target, an action, a task or a unit, commit by commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qstrong.assess.report import TargetReport
from qstrong.model.dataset import Dataset
from qstrong.model.event import Event
from qstrong.model.filing import ActionReport, Filed, Observation
from qstrong.model.index import index
from qstrong.render.document import Block, Cell, Choice, Column, Document, Section, Table, line
from qstrong.render.headed import json_head
from qstrong.render.look import Look
from qstrong.render.pieces import NONE, target_status, valued
from qstrong.text import families
from qstrong.text.labels import label_word
from qstrong.text.numbers import json_number, number

Statuses = Mapping[str, TargetReport]
"""What a target came to at a commit, by the commit's name."""
SHORT = 8


def life_document(
    dataset: Dataset,
    title: str,
    events: Sequence[Event],
    look: Look,
    *,
    statuses: Statuses,
    notes: Sequence[str],
) -> Document:
    """A row per entry that a commit added, changed or took out; *notes* are said before the table."""
    blocks: list[Block] = [line(Cell(note, "warn")) for note in notes]
    blocks.append(_table(dataset, events, statuses, look) if events else line(look.say("log_none")))
    stamp = look.say("synthetic") if dataset.plan.synthetic else ""
    return Document(look.say("log_title", name=title), tuple(blocks), stamp)


def _table(dataset: Dataset, events: Sequence[Event], statuses: Statuses, look: Look) -> Choice:
    several = len({event.subject for event in events}) > 1
    units = look.names(dataset.units)
    names = _names(dataset, look)
    heads = {
        "day": Column(look.say("log_day")),
        "author": Column(look.say("log_author")),
        "unit": Column(look.say("unit"), flexible=True, least=10),
        "filing": Column(look.say("log_filing")),
        "subject": Column(look.say("log_subject"), flexible=True, least=12),
        "period": Column(look.say("period")),
        "change": Column(look.say("log_change"), flexible=True, least=12),
        "note": Column(look.say("note"), flexible=True, least=12),
        "status": Column(look.say("status"), flexible=True, least=10),
        "commit": Column(look.say("log_commit")),
    }
    rows = []
    for event in events:
        status = statuses.get(event.commit.sha)
        cells = {
            "day": Cell(str(event.commit.day)),
            "author": Cell(event.commit.author),
            "unit": Cell(units.get(event.unit, event.unit)),
            "filing": Cell(str(event.filing)),
            "subject": Cell(names.get(event.subject, event.subject)),
            "period": Cell(str(event.period)),
            "change": _change(dataset, event, look),
            "note": _note(event, look),
            "status": target_status(status, look, full=False) if status else NONE,
            "commit": Cell(event.commit.sha[:SHORT], "dim"),
        }
        rows.append(cells)
    left_out = {*(() if several else ("subject",)), *(() if statuses else ("status",))}
    if len({event.unit for event in events}) == 1:
        left_out.add("unit")
    layouts = [left_out, left_out | {"commit"}, left_out | {"commit", "author"}]
    return Choice(
        tuple(
            Table(
                tuple(column for key, column in heads.items() if key not in out),
                (
                    Section(
                        "", tuple(tuple(cell for key, cell in row.items() if key not in out) for row in rows)
                    ),
                ),
            )
            for out in layouts
        )
    )


def _names(dataset: Dataset, look: Look) -> dict[str, str]:
    actions = {name: f"{name} {look.name(one.title)}" for name, one in index(dataset).actions.items()}
    return {**actions, **look.names(dataset.targets)}


def _change(dataset: Dataset, event: Event, look: Look) -> Cell:
    """What stood there and what stands there now: 4400 → 4436 项."""
    old, new = (_said(dataset, entry, look) for entry in (event.old, event.new))
    if event.old is None:
        return Cell(new)
    if old == new:
        return Cell(new, "dim")
    arrow = "->" if look.ascii_only else "→"
    return Cell(f"{old} {arrow} {new}", "warn" if event.new else "bad")


def _said(dataset: Dataset, entry: Filed | None, look: Look) -> str:
    if entry is None:
        return "–"
    if isinstance(entry, ActionReport):
        return label_word(entry.state, look.lang)
    if entry.value is None:
        return look.say("pending")
    target = index(dataset).targets.get(entry.indicator)
    return valued(number(entry.value), target) if target else number(entry.value)


def _note(event: Event, look: Look) -> Cell:
    """The flag and why: a revision's reason, why there is no value yet, an action's progress."""
    entry = event.new
    if entry is None:
        return Cell(look.say("log_gone"), "bad")
    if isinstance(entry, Observation):
        flag = look.say(families.FLAG.key(entry.flag))
        parts = [flag, entry.reason or "", entry.pending or ""]
    else:
        parts = [entry.progress or ""]
    if event.old is not None:
        parts.insert(0, look.say("log_edited"))
    elif event.filed and event.filed != event.commit.day:
        parts.append(look.say("log_filed", day=event.filed))  # what --as-of and --known-on disagree about
    return Cell(" · ".join(part for part in parts if part))


def life_json(
    dataset: Dataset, name: str, events: Sequence[Event], look: Look, *, statuses: Statuses
) -> dict[str, object]:
    """The same for scripts; values as numbers, `old` and `new` null where there is no entry."""
    plan = dataset.plan
    return {
        **json_head(plan, look),
        "id": name,
        "events": [
            {
                "commit": event.commit.sha,
                "committed": event.commit.committed.isoformat(),
                "authored": event.commit.authored.isoformat(),
                "author": event.commit.author,
                "summary": event.commit.subject,
                "path": event.path,
                "unit": event.unit,
                "filing": str(event.filing),
                "subject": event.subject,
                "filed": event.filed.isoformat() if event.filed else None,
                "period": str(event.period),
                "old": _entry_json(event.old),
                "new": _entry_json(event.new),
                "status": statuses[event.commit.sha].status if event.commit.sha in statuses else None,
            }
            for event in events
        ],
    }


def _entry_json(entry: Filed | None) -> dict[str, object] | None:
    if entry is None:
        return None
    if isinstance(entry, ActionReport):
        return {
            "state": entry.state,
            "quantity": json_number(entry.quantity),
            "on": entry.on.isoformat() if entry.on else None,
            "progress": entry.progress,
        }
    return {
        "value": json_number(entry.value),
        "pending": entry.pending,
        "flag": entry.flag,
        "reason": entry.reason,
        "source": entry.source,
    }
