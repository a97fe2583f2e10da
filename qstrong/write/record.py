"""Recording: one value, or one action's report, into the text of a filing; and what would come of it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qstrong.check.registry import judge
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.read.dataset import load
from qstrong.read.filing import SUBJECTS, period_of
from qstrong.read.places import locate
from qstrong.read.source import Source, UnreadableError
from qstrong.read.strict import decode, parse
from qstrong.write.edit import BOM, EditError, Part, append, set_keys
from qstrong.write.overlay import Overlay
from qstrong.write.scalar import Value


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one indicator's period, or of one action. Keys that are None are taken away."""

    part: Part
    subject: str
    keys: Mapping[str, Value | None]
    period: Period | None = None
    """Where the value is for another period than the filing's."""


def read_text(source: Source, name: str) -> str | None:
    """The text of the file *name*, with its byte order mark; None where it isn't there.

    Raises `EditError` where it is there and can't be edited.
    """
    try:
        data = source.read(name)
    except UnreadableError as error:
        if error.reason == "gone":
            return None
        raise EditError(error.reason) from error
    if parse(data).faults:
        raise EditError("the file has errors")
    return (BOM if data.startswith(BOM.encode()) else "") + decode(data)


def begun(unit: str, period: Period, filed: date) -> str:
    """The first lines of a new filing."""
    return f"unit: {unit}\nperiod: {period}\nfiled: {filed.isoformat()}\n"


def recorded(text: str, period: Period, answer: Answer) -> str:
    """*text*, the filing for *period*, with *answer* in its entry, else in a new one; raises `EditError`."""
    index = find_entry(text, period, answer)
    if index is not None:
        return set_keys(text, answer.keys, answer.part, index)
    entry: dict[str, Value] = {SUBJECTS[answer.part]: answer.subject}
    if answer.period and answer.period.last != period.last:
        entry["period"] = str(answer.period)
    entry |= {key: new for key, new in answer.keys.items() if new is not None}
    return append(text, answer.part, entry)


def find_entry(text: str, period: Period, answer: Answer) -> int | None:
    """Where the entry stands that *answer* is about; None where there is none yet."""
    wanted = (answer.period or period).last
    for k, entry in enumerate(_entries(text, answer.part)):
        if isinstance(entry, dict) and entry.get(SUBJECTS[answer.part]) == answer.subject:
            covers = period_of(entry.get("period")) or period
            if answer.part == "actions" or covers.last == wanted:
                return k
    return None


def _entries(text: str, part: Part) -> list[Any]:
    tree = parse(text.encode()).tree
    entries = tree.get(part) if isinstance(tree, dict) else None
    return entries if isinstance(entries, list) else []


def stands(text: str, period: Period, answer: Answer) -> str | None:
    """The value that the entry has now; None where there is none."""
    index = find_entry(text, period, answer)
    value = _entries(text, answer.part)[index].get("value") if index is not None else None
    return value if isinstance(value, str) else None


def new_problems(source: Source, name: str, text: str, day: date) -> tuple[Problem, ...]:
    """What would be wrong with the data that isn't now, were *text* the file *name*."""
    before = Counter(_key(one) for one in _problems(source, day))
    found = []
    for one in _problems(Overlay(source, {name: text.encode()}), day):
        if before[_key(one)]:
            before[_key(one)] -= 1
        else:
            found.append(one)
    return tuple(found)


def _key(one: Problem) -> tuple[str, str, str, str]:
    record = one.place.record if one.place else ""
    return one.code, one.path, record, one.message.zh


def _problems(source: Source, day: date) -> tuple[Problem, ...]:
    loaded = load(source)
    found = judge(loaded.dataset, loaded.problems, day) if loaded.dataset else loaded.problems
    return locate(found, source)


def unified(before: str, after: str, name: str) -> list[str]:
    """The difference of two texts of the file *name*, as git shows it."""
    rows = difflib.unified_diff(
        before.lstrip(BOM).splitlines(), after.lstrip(BOM).splitlines(), f"a/{name}", f"b/{name}", lineterm=""
    )
    return list(rows)
