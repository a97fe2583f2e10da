"""`diff`'s first part: what changed in the plan itself, whether that is easier, and what it moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from qstrong.assess.compare import ActionChange, Comparison, TargetChange
from qstrong.assess.report import TargetReport
from qstrong.render.document import Block, Cell, Heading, Style, line, plain_table
from qstrong.render.look import COLOURS, Look
from qstrong.render.pieces import NONE, coverage, coverage_json, heads
from qstrong.text import families
from qstrong.text.edits import key_title
from qstrong.text.labels import label_word
from qstrong.timeline.edits.ease import Ease
from qstrong.timeline.edits.walk import ORDER, Edit

MOST = 100
"""So many edits are listed, the easiest first."""
STYLES: dict[Ease, Style] = {"easier": "loud", "unclear": "loud", "harder": "", "neither": "dim"}
"""By what an edit does to the plan, in the order in which edits are listed."""


def plan_blocks(found: Comparison, look: Look) -> Iterator[Block]:
    """How many edits of which ease, each of them, and what they move by themselves."""
    if not found.plan:
        return
    counts = Counter(edit.ease for edit in found.plan)
    parts = [f"{look.say(families.EASE.key(ease))} {counts[ease]}" for ease in STYLES if counts[ease]]
    yield Heading(look.say("diff_plan", n=len(found.plan), parts=look.listed(parts)))
    ranks = list(STYLES)
    ordered = sorted(found.plan, key=lambda edit: ranks.index(edit.ease))
    words = ("diff_ease", "diff_subject", "diff_key", "diff_before", "diff_after")
    yield plain_table(heads(look, *words, fold=words[1:]), (_row(edit, look) for edit in ordered[:MOST]))
    if len(ordered) > MOST:
        yield line(Cell(look.say("diff_more", n=len(ordered) - MOST), "loud"))
    if found.alone:
        yield from _effect(found.alone, look)


def _row(edit: Edit, look: Look) -> tuple[Cell, ...]:
    ease, style = look.say(families.EASE.key(edit.ease)), STYLES[edit.ease]
    told = (ease, _subject(edit, look), _key(edit, look), *map(look.name, edit.said()))
    return tuple(Cell(text, style) for text in told)


def _subject(edit: Edit, look: Look) -> str:
    """What has the key: its id and its name; of the plan, and of lists, the file."""
    if not edit.subject:
        return edit.path
    name = look.name(edit.name) if edit.name else ""
    where = f"{edit.path} " if edit.part == "filings" else ""
    return f"{where}{edit.subject} {name}".rstrip()


def _key(edit: Edit, look: Look) -> str:
    """The key as it is called and as it is written; of what is new or gone, that."""
    if edit.key == ORDER:
        return f"{look.say('diff_order')} ({edit.pointer})"
    if not edit.key:
        return look.say("diff_came" if edit.old is None else "diff_gone")
    title = look.name(key_title(edit.model, edit.key))
    return edit.key if title == edit.key else f"{title} ({edit.key})"


def _effect(alone: Comparison, look: Look) -> Iterator[Block]:
    """What the edits move by themselves: counts, coverage, overall colour, and which statuses."""
    cells = list(_totals(alone, look))
    changes: tuple[TargetChange | ActionChange, ...] = (*alone.targets, *alone.actions)
    rows = [
        (
            change_name(one, look),
            *(look.status(side.status, side.label) if side else NONE for side in (one.before, one.after)),
        )
        for one in changes
        if one.moved
    ]
    if not cells and not rows:
        yield line(Cell(look.say("diff_alone_none"), "loud"))
        return
    yield line(Cell(look.say("diff_alone"), "loud"), *cells)
    if rows:
        words = ("diff_alone_statuses", "diff_before", "diff_after")
        yield plain_table(heads(look, *words, fold=words[1:]), rows)


def _totals(alone: Comparison, look: Look) -> Iterator[Cell]:
    before, after = alone.before.overall, alone.after.overall
    for status, new in after.counts.items():
        if (old := before.counts[status]) != new:
            cell = look.status(status, status)
            yield Cell(f"{cell.text} {old}→{new}  ", cell.style)
    if (old_coverage := coverage(before, look)) != (new_coverage := coverage(after, look)):
        yield Cell(f"{old_coverage} → {new_coverage}  ")
    if before.colour != after.colour:
        old_colour, new_colour = (look.say(families.COLOUR.key(one.colour)) for one in (before, after))
        yield Cell(look.say("diff_overall", before=old_colour, after=new_colour), COLOURS[after.colour])


def change_name(change: TargetChange | ActionChange, look: Look) -> Cell:
    """What changed: a target by its name, an action by its number and what it is."""
    there = change.after or change.before
    if isinstance(there, TargetReport):
        return Cell(look.name(there.target.name))
    return Cell(f"{change.id} {look.name(there.action.title)}" if there else change.id)


def plan_json(found: Comparison, look: Look) -> dict[str, object]:
    """The same for scripts; values as the short words that the files have for them."""
    return {"edits": [_edit_json(edit, look) for edit in found.plan], "alone": _alone_json(found.alone, look)}


def _edit_json(edit: Edit, look: Look) -> dict[str, object]:
    before, after = edit.said()
    return {
        "file": edit.path,
        "part": edit.part,
        "id": edit.subject or None,
        "key": edit.key or None,
        "pointer": edit.pointer,
        "before": None if edit.old is None else look.name(before),
        "after": None if edit.new is None else look.name(after),
        "ease": edit.ease,
    }


def _alone_json(alone: Comparison | None, look: Look) -> dict[str, object] | None:
    if alone is None:
        return None
    return {
        "counts": both_sides(alone, lambda side: dict(side.overall.counts)),
        "coverage": both_sides(alone, lambda side: coverage_json(side.overall)),
        "colour": both_sides(alone, lambda side: side.overall.colour),
        "targets": [
            {"id": one.id, **both_sides(one, lambda side: side.status)} for one in alone.targets if one.moved
        ],
        "actions": [
            {"id": one.id, **both_sides(one, lambda side: label_word(side.label, look.lang))}
            for one in alone.actions
            if one.moved
        ],
    }


Side_co = TypeVar("Side_co", covariant=True)


class TwoSided(Protocol[Side_co]):
    """A change: what was before, and what is now; None where there is no such side."""

    @property
    def before(self) -> Side_co | None:
        """What was before."""

    @property
    def after(self) -> Side_co | None:
        """What is now."""


def both_sides(change: TwoSided[Side_co], said: Callable[[Side_co], object]) -> dict[str, object]:
    """What is *said* of what was before and of what is now, for scripts; None of a side that isn't there."""
    both = {"before": change.before, "after": change.after}
    return {key: side and said(side) for key, side in both.items()}
