"""What was filed stands: between two states of the data, values change by revision only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal

from qstrong.model.base import Text
from qstrong.model.dataset import Dataset, entry_pointer, filing_path
from qstrong.model.filing import Filed, Filing, Observation, entries_of
from qstrong.model.index import index, names_of
from qstrong.model.period import Period
from qstrong.model.plan import Plan
from qstrong.model.problem import Problem
from qstrong.text.catalogue import words_of
from qstrong.text.numbers import number
from qstrong.text.problems import problem
from qstrong.timeline.owed import close_day, filing_periods

_SIGNED = tuple(
    one.name
    for one in fields(Filing)
    if one.name not in ("unit", "period", "filed", "observations", "actions")
)
"""What a filing says as a whole: who answers for it, and what it tells."""
MOST = 40
"""Characters of a value that a message shows."""


def append_only(base: Dataset, head: Dataset, day: date) -> Iterator[Problem]:
    """Q701, Q702, Q703, Q704: what *head* took back of what was filed in *base*, as seen on *day*.

    A filing that has closed by *base*'s plan keeps its entries, its signatures and its date; one still
    open may be edited, but its date doesn't move back. No filing goes away. What is new in *head* for a
    period that has closed wasn't there by then, so that its filing's date lies after that. Compared are
    values, not text; what can't be read in *head* is the reader's to report: it isn't gone.
    """
    before = {(one.unit, one.period): one for one in base.filings}
    now = {(one.unit, one.period): one for one in head.filings}
    unreadable = {(void.unit, void.period) for void in head.voids if void.part is None}
    unlisted = tuple(f"{folder}/" for folder in head.unlisted)
    names = _names(base) | _names(head)
    for place, old in before.items():
        if place in now:
            yield from _filing(head, old, now[place], close_day(base.plan, old.period), day, names)
        elif place not in unreadable and not filing_path(*place).startswith(unlisted):
            yield problem(
                "Q702",
                filing_path(*place),
                unit=names.get(old.unit, Text(zh=old.unit)),
                period=old.period,
                filed=old.filed,
            )
    for place, new in now.items():
        yield from _backdated(base.plan, head, before.get(place), new, day, names)


def _backdated(
    plan: Plan, head: Dataset, old: Filing | None, new: Filing, day: date, names: Mapping[str, Text]
) -> Iterator[Problem]:
    """What is new in a filing for periods that had closed by *day*, as if it had been filed before that."""

    def late(name: str, period: Period, pointer: str) -> Iterator[Problem]:
        closes = _closes(plan, period)
        if new.filed <= closes < day:
            yield problem(
                "Q704",
                filing_path(new.unit, new.period),
                pointer,
                name=names.get(name, Text(zh=name)),
                period=period,
                filed=new.filed,
                closes=closes,
            )

    if old is None:
        yield from late(new.unit, new.period, "filed")
    elif day > close_day(plan, old.period):
        return  # it has closed as a whole
    was = {key: entry for key, (entry, _) in entries_of(old).items()} if old else {}
    for key, (entry, k) in entries_of(new).items():
        period = getattr(entry, "period", None)
        if period and period.last < new.period.last and was.get(key) != entry:
            yield from late(key[1], period, f"{entry_pointer(head, new, key[0], k)}/period")


def _closes(plan: Plan, period: Period) -> date:
    """The day on which the plan's filing closes that tells of *period*: its own, or the next one."""
    return close_day(plan, next(one for one in filing_periods(plan) if one.last >= period.last))


def _names(dataset: Dataset) -> dict[str, Text]:
    """What indicators, actions and units are called."""
    actions = names_of(index(dataset).actions.values())
    return actions | names_of(dataset.targets) | names_of(dataset.units)


def _filing(
    head: Dataset, old: Filing, new: Filing, closes: date, day: date, names: Mapping[str, Text]
) -> Iterator[Problem]:
    """What a filing takes back: its date, and once it has closed, what it says and each of its entries."""
    path, closed = filing_path(old.unit, old.period), day > closes
    if new.filed != old.filed and (closed or new.filed < old.filed):
        yield problem("Q703", path, "filed", old=old.filed, value=new.filed, closes=closes)
    if closed:
        for subject, period, pointer, field, was, now in (*_signed(old, new), *_entries(head, old, new)):
            name = names.get(subject, Text(zh=subject))
            hint = words_of("added_closed", period=period) if was == _NOTHING else None
            yield problem(
                "Q701",
                path,
                pointer,
                name=name,
                period=period,
                field=field,
                old=was,
                value=now,
                closes=closes,
                hint=hint,
            )


_NOTHING = "–"
_Taken = tuple[str, Period, str, str, str, str]
"""Of whom or what, for which period, at which place; the field, what stood there and what stands there."""


def _signed(old: Filing, new: Filing) -> Iterator[_Taken]:
    for field in _SIGNED:
        left, right = getattr(old, field), getattr(new, field)
        if left != right:
            pointer = field if right is not None else ""
            yield old.unit, old.period, pointer, field, _shown(left), _shown(right)


def _entries(head: Dataset, old: Filing, new: Filing) -> Iterator[_Taken]:
    """Entries that can't be read in *head* are the reader's to report."""
    before, after = entries_of(old), entries_of(new)
    place = (old.unit, old.period)
    broken = {
        (void.part, void.subject) for void in head.voids if void.part and (void.unit, void.period) == place
    }
    for key in {**before, **after}:
        part, subject, *_ = key
        if key not in after and broken & {(part, subject), (part, None)}:
            continue
        was, _ = before.get(key, (None, 0))
        now, k = after.get(key, (None, 0))
        period = getattr(was or now, "period", None) or old.period
        for field, left, right in _differences(was, now):
            pointer = f"{entry_pointer(head, new, part, k)}/{field}" if now else ""
            yield subject, period, pointer, field, left, right


def _differences(old: Filed | None, new: Filed | None) -> Iterator[tuple[str, str, str]]:
    """The fields in which two entries differ, with what stood there; of one alone its main field."""
    if old and new:
        for field in fields(old):
            left, right = getattr(old, field.name), getattr(new, field.name)
            if left != right and field.name not in ("indicator", "action", "period"):
                yield field.name, _shown(left), _shown(right)
    elif one := old or new:
        name = _main(one)
        shown = _shown(getattr(one, name))
        yield (name, shown, "–") if old else (name, "–", shown)


def _main(entry: Filed) -> str:
    if isinstance(entry, Observation):
        return "pending" if entry.value is None else "value"
    return "state"


def _shown(value: object) -> str:
    """A field's value, short enough for a message; a dash where there is none."""
    if value is None or value == ():
        return _NOTHING
    if isinstance(value, Decimal):
        return number(value)
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text if len(text) <= MOST else text[: MOST - 1] + "…"
