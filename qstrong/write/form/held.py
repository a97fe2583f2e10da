"""What a filing holds already, as text: for a form's cells to show, and to see what an answer changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from qstrong.model.filing import PARTS, SUBJECTS, Part
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.read.filing import period_of
from qstrong.read.strict import parse
from qstrong.write.filing.record import Answer
from qstrong.write.filing.scalar import Value

HeldKey = tuple[Part, str, int]
"""What an entry is about: its part, the indicator or action, and the last month that it covers."""


@dataclass(frozen=True, slots=True)
class Held:
    """A filing's own keys, and those of each entry; texts as they were written, without blanks around."""

    head: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[HeldKey, Mapping[str, str]] = field(default_factory=dict)
    periods: Mapping[HeldKey, Period] = field(default_factory=dict)
    """The period that each entry is for, as it was written."""


def held(text: str | None, period: Period) -> Held:
    """What *text*, the filing for *period*, holds; of entries about the same thing the first."""
    tree: object = parse(text.encode()).tree if text else None
    if not isinstance(tree, dict):
        return Held()
    head = {key: held_text(one) for key, one in tree.items() if isinstance(one, str)}
    entries: dict[HeldKey, Mapping[str, str]] = {}
    periods: dict[HeldKey, Period] = {}
    for key, when, keys in _entries(tree, period):
        entries.setdefault(key, keys)
        periods.setdefault(key, when)
    return Held(head, entries, periods)


def _entries(tree: dict[str, object], period: Period) -> Iterator[tuple[HeldKey, Period, dict[str, str]]]:
    for part in PARTS:
        items = tree.get(part)
        for one in items if isinstance(items, list) else ():
            subject = one.get(SUBJECTS[part]) if isinstance(one, dict) else None
            if isinstance(subject, str):
                when = (period_of(one.get("period")) if part == "observations" else None) or period
                yield (part, subject, when.last), when, {key: held_text(new) for key, new in one.items()}


def held_text(value: Value | object) -> str:
    """A value as a cell shows it: a list a line each."""
    if isinstance(value, list | tuple):
        return "\n".join(held_text(one) for one in value)
    return "\n".join(row.rstrip() for row in str(value).strip().splitlines())


def news(answer: Answer, filed: Held, period: Period) -> Answer:
    """*answer* to the filing for *period*, without what it holds already."""
    old = filed.entries.get((answer.part, answer.subject, (answer.period or period).last))
    if old is None or answer.removed:
        return answer
    keys = {
        key: new
        for key, new in answer.keys.items()
        if (key in old if new is None else held_text(new) != old.get(key))
    }
    return replace(answer, keys=keys)
