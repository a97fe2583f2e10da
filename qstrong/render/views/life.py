"""`log`: the life of a target, an action, a task or a unit, commit by commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from qstrong.assess.report import TargetReport
from qstrong.model.dataset import Dataset
from qstrong.model.event import Commit, Event
from qstrong.model.filing import ActionReport, Filed, Observation
from qstrong.model.index import index
from qstrong.render.document import Block, Cell, Choice, Column, Document, Table, line, plain_table
from qstrong.render.headed import json_head, untranslated
from qstrong.render.look import Look
from qstrong.render.pieces import NONE, heads, target_status, valued
from qstrong.text import families
from qstrong.text.labels import label_word
from qstrong.text.numbers import json_number, number

Statuses = Mapping[str, TargetReport]
"""What a target came to at a commit, by the commit's name."""
SHORT, SHA = 8, 12
COLUMNS = {
    "day": ("log_day", 0), "author": ("log_author", 0), "unit": ("unit", 10), "filing": ("log_filing", 0),
    "subject": ("log_subject", 12), "period": ("period", 0), "change": ("log_change", 12),
    "note": ("note", 12), "status": ("status", 10), "commit": ("log_commit", 0),
}  # fmt: skip
"""By name the word above a column, and the least width of one that folds."""


def life_document(
    dataset: Dataset,
    title: str,
    events: Sequence[Event],
    look: Look,
    *,
    statuses: Statuses,
    notes: Sequence[str],
    complete: bool = True,
) -> Document:
    """A row per entry that a commit added, changed or took out; *notes* are said before the table.

    Unless the events are *complete*, nothing says that there are none.
    """
    blocks: list[Block] = [line(Cell(note, "warn")) for note in notes]
    if events:
        blocks.append(_table(dataset, events, statuses, look))
    elif complete:
        blocks.append(line(look.say("log_none")))
    blocks += untranslated(dataset, look)
    stamp = look.say("synthetic") if dataset.plan.synthetic else ""
    return Document(look.say("log_title", name=title), tuple(blocks), stamp)


def _table(dataset: Dataset, events: Sequence[Event], statuses: Statuses, look: Look) -> Choice:
    """In three widths, without the columns that would say one thing, or nothing, in every row."""
    rows = [_cells(dataset, event, statuses.get(event.commit.sha), look) for event in events]
    out = {name for name in ("subject", "unit") if len({getattr(event, name) for event in events}) == 1}
    out |= set() if statuses else {"status"}
    narrower: tuple[set[str], ...] = (set(), {"commit"}, {"commit", "author"})
    return Choice(tuple(partial(_without, out | more, rows, look) for more in narrower))


def _without(out: set[str], rows: Sequence[Mapping[str, Cell]], look: Look) -> Table:
    """The columns but for those that are left *out*."""
    named = {name: one for name, one in COLUMNS.items() if name not in out}
    columns = (Column(look.say(head), flexible=least > 0, least=least) for head, least in named.values())
    return plain_table(columns, ([row[name] for name in named] for row in rows))


def _cells(dataset: Dataset, event: Event, status: TargetReport | None, look: Look) -> dict[str, Cell]:
    """What is said of one event, by column."""
    unit = index(dataset).units.get(event.unit)
    return {
        "day": Cell(str(event.commit.day)),
        "author": Cell(event.commit.author),
        "unit": Cell(look.name(unit.name) if unit else event.unit),
        "filing": Cell(str(event.filing)),
        "subject": Cell(_subject(dataset, event.subject, look)),
        "period": Cell(look.period(event.period)),
        "change": _change(dataset, event, look),
        "note": _note(event, look),
        "status": target_status(status, look, full=False) if status else NONE,
        "commit": Cell(event.commit.sha[:SHORT], "dim"),
    }


def _subject(dataset: Dataset, name: str, look: Look) -> str:
    """What an event is about: an indicator's name, an action with its number."""
    known = index(dataset)
    if target := known.targets.get(name):
        return look.name(target.name)
    return f"{name} {look.name(known.actions[name].title)}" if name in known.actions else name


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
    return valued(number(entry.value), target, look) if target else number(entry.value)


def _note(event: Event, look: Look) -> Cell:
    """The flag and why: a revision's reason, why there is no value yet, an action's progress."""
    entry = event.new
    if entry is None:
        return Cell(look.say("log_gone"), "bad")
    if isinstance(entry, Observation):
        parts = [look.say(families.FLAG.key(entry.flag)), entry.reason, entry.pending]
    else:
        parts = [entry.progress]
    if event.old is not None:
        parts.insert(0, look.say("log_edited"))
    elif event.filed and event.filed != event.commit.day:
        parts.append(look.say("log_filed", day=event.filed))  # what --as-of and --known-on disagree about
    return Cell(" · ".join(filter(None, parts)))


def holders_document(wanted: str, commits: Sequence[Commit], look: Look, *, here: bool) -> Document:
    """A row per commit that holds the data with the id *wanted*; *here*: as the folder itself does."""
    blocks: list[Block] = [line(look.say("log_held_here"))] if here else []
    if commits:
        words = ("log_day", "log_author", "log_summary", "log_commit")
        rows = (
            (Cell(str(one.day)), Cell(one.author), Cell(one.subject), Cell(one.sha[:SHA], "dim"))
            for one in commits
        )
        again = line(Cell(look.say("log_again", commit=commits[0].sha[:SHA]), "dim"))
        blocks += [plain_table(heads(look, *words, fold=("log_summary",), least=12), rows), line(""), again]
    else:
        blocks.append(line(look.say("log_held_uncommitted")))
    return Document(look.say("log_holders", id=wanted), tuple(blocks))


def holders_json(wanted: str, commits: Sequence[Commit], *, here: bool) -> dict[str, object]:
    """The same for scripts."""
    return {
        "schema": 1,
        "data_id": wanted,
        "here": here,
        "commits": [_commit_json(one, "commit", "committed", "author", "summary") for one in commits],
    }


def life_json(
    dataset: Dataset, name: str, events: Sequence[Event], look: Look, *, statuses: Statuses
) -> dict[str, object]:
    """The same for scripts; values as numbers, `old` and `new` null where there is no entry."""
    return {
        **json_head(dataset, look),
        "id": name,
        "events": [
            {
                **_commit_json(event.commit, "commit", "committed", "authored", "author", "summary"),
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


def _commit_json(one: Commit, *keys: str) -> dict[str, object]:
    told = {
        "commit": one.sha,
        "committed": one.committed.isoformat(),
        "authored": one.authored.isoformat(),
        "author": one.author,
        "summary": one.subject,
    }
    return {key: told[key] for key in keys}


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
    words = {key: getattr(entry, key) for key in ("pending", "flag", "reason", "source")}
    return {"value": json_number(entry.value), **words}
