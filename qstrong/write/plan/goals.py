"""A goal's words, read: 达到98%以上, 年均增长6%, 持续提高, at least 95 %, 15 % fewer.

Each reading is a guess: by each key it says what it rests on, so that whoever owns the plan can look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from decimal import Decimal

from qstrong.model.shapes.value import dataclass
from qstrong.write.plan import patterns as p
from qstrong.write.plan.told import (
    Reason,
    Told,
    by,
    clean,
    converted,
    found_in,
    numeral,
    op_of,
    told_of,
    with_number,
)


@dataclass(frozen=True, slots=True)
class GoalRead:
    """What a goal's words were read as: the keys of a target, and why."""

    kind: str
    op: str | None = None
    value: Decimal | None = None
    direction: str | None = None
    change: tuple[str, Decimal] | None = None
    between: tuple[Decimal, Decimal] | None = None
    over: str | None = None
    keep: bool = False
    yearly: bool = False
    """Whether `value` is for each year."""
    uom: str = ""
    figures: tuple[Decimal, ...] = ()
    """All numbers of the goal in its unit of measure, by whose decimals values are printed."""
    why: Mapping[str, Reason] = field(default_factory=dict)
    """By key."""


def read_goal(words: str, name: str = "", uom: str = "") -> GoalRead:
    """The goal that *words* set for the indicator *name*; no goal at all is one that is only watched."""
    told = told_of(words, name, uom)
    if not told.words or p.DASHES.fullmatch(told.words):
        return GoalRead("watch", uom=uom, why={"kind": ("init_why_watch", {})})
    if p.BROKEN.search(told.numbers) or p.TWO.search(told.words):
        return _unread(told)
    for read in _WITHOUT_NUMBER:
        if goal := read(told):
            return goal
    counted = with_number(told)
    if counted is None:
        return _direction(told)
    goal = next(goal for read in _WITH_NUMBER if (goal := read(counted)))
    return goal if goal.change else replace(goal, uom=goal.uom or counted.own_uom)


def _record(told: Told) -> GoalRead | None:
    found = told.has(p.RECORD) or ("" if re.search(r"\d", told.numbers) else told.named(p.RECORD))
    return GoalRead("record", uom=told.uom, why={"kind": by(found)}) if found else None


def _turned(told: Told) -> GoalRead | None:
    for pattern, times in p.TURNS:
        if found := told.has(pattern):
            return _changed(told, "times", times, found)
    return None


def _ranked(told: Told) -> GoalRead | None:
    """Among the first so many."""
    found = p.FIRST.search(told.numbers)
    if not found or found_in(r"前列|一线", told.words):
        return None
    said = next(filter(None, found.groups()))
    value = Decimal(said if said.isdigit() else numeral(said))
    why = {"kind": ("init_why_level", {}), "op": ("init_why_rank", {"said": found[0].strip()})}
    return GoalRead("level", "<=", value, uom=told.uom, figures=(value,), why=why)


def _whole(told: Told) -> GoalRead | None:
    """All of them, or none left, without a number."""
    if re.search(r"\d", told.numbers):
        return None
    for pattern, op, value in (
        (p.FIRST_ONE, ">=", Decimal(1)), (p.WHOLE, ">=", _ALL), (p.NONE_LEFT, "<=", Decimal(0)),
    ):  # fmt: skip
        if (found := told.has(pattern)) and not (value == _ALL and told.uom not in ("", "%")):
            uom = told.uom or ("%" if value == _ALL else "")
            why: dict[str, Reason] = {"kind": ("init_why_level", {}), "op": by(found), "value": by(found)}
            return GoalRead("level", op, value, uom=uom, figures=(value,), why=why)
    return None


_ALL = Decimal(100)


def _beside(told: Told) -> GoalRead | None:
    """Held against an average, or against another indicator: nothing that can be judged here."""
    return _unread(told) if p.BESIDE.search(told.words) else None


def _around(told: Told) -> GoalRead | None:
    """So much more or less than a number."""
    found = p.AROUND.search(told.numbers)
    if not found:
        return None
    middle, aside = Decimal(found["middle"]), Decimal(found["by"])
    bounds = (middle - aside, middle + aside)
    uom = told.uom or clean(found["uom"] or "")
    return GoalRead("range", between=bounds, uom=uom, figures=bounds, why={"kind": by(found[0])})


def _range(told: Told) -> GoalRead | None:
    found = p.RANGE.search(told.numbers)
    if not found or p.FROM_TO.search(told.numbers[: found.start()]):
        return None
    low, high = sorted((Decimal(found["low"]), Decimal(found["high"])))
    uom = told.uom or clean(found["uom"] or "")
    if (grows := told.named(p.GROWS)) and uom == "%":
        lower: Reason = ("init_why_lower", {"said": found[0].strip()})
        why = {"kind": by(grows), "op": lower, "value": lower, **_why_over()}
        return GoalRead("growth", ">=", low, uom=uom, figures=(low,), over=_over(told), why=why)
    return GoalRead("range", between=(low, high), uom=uom, figures=(low, high), why={"kind": by(found[0])})


def _bracketed(told: Told) -> GoalRead | None:
    """[13.5]: the change over the whole time, as five-year plans print it."""
    found = p.BRACKETED.search(told.numbers)
    if not found:
        return None
    share = Decimal(found["number"])
    falls = share < 0 or bool(told.named(p.DOWNWARDS))
    by_percent = told.uom in ("", "%")
    if by_percent and share > 0 and (grows := told.named(p.GROWS)):
        why = {"kind": by(grows), "op": by(found[0]), "over": by(found[0])}
        return GoalRead("growth", ">=", share, over="total", uom="%", figures=(share,), why=why)
    if told.named(p.ADDS) and share > 0 and told.uom != "%":
        why = {"kind": by(told.named(p.ADDS)), "op": by(found[0])}
        return GoalRead("increment", ">=", share, uom=told.uom, figures=(share,), why=why)
    return _changed(told, "percent" if by_percent else "by", -abs(share) if falls else share, found[0])


def _changes(told: Told) -> GoalRead | None:
    """Lower or higher by so much than at the start."""
    if told.written == "%" and told.value < 0:
        return _changed(told, "percent", told.value, f"{told.value:f}%")
    ends = _OF_CHANGE.search(told.name) if told.uom == "%" else None
    in_name = found_in(p.FALLS_BY, ends[0]) if ends else ""
    falls = told.has(p.FALLS_BY) or in_name
    if falls and told.in_percent and (average := told.has(p.AVERAGE) or told.has(p.YEARLY)):
        lower = -abs(told.value)
        why: dict[str, Reason] = {"kind": by(average), "op": by(falls), **_why_over()}
        return GoalRead("growth", "<=", lower, over="average", uom="%", figures=(lower,), why=why)
    if falls and not told.has(p.FALLS_TO):
        return _changed(told, _form(told), -abs(told.value), falls)
    points = told.written in ("百分点", "percentage points")
    if (
        (rises := told.has(p.RISES_BY))
        and not told.has(p.RISES_TO)
        and (told.in_percent or points or not told.has(p.ADDS))
    ):
        return _changed(told, _form(told), told.value, rises)
    return _changed(told, "points", told.value, "百分点") if points else None


def _form(told: Told) -> str:
    if told.written in ("百分点", "percentage points"):
        return "points"
    return "percent" if told.in_percent else "by"


def _changed(told: Told, form: str, amount: Decimal, said: str) -> GoalRead:
    """A goal relative to the baseline."""
    falls = amount < (1 if form == "times" else 0)
    uom = told.uom or ("%" if form == "points" else told.written if form == "by" else "")
    why: dict[str, Reason] = {"kind": ("init_why_level", {}), "op": by(said)}
    if form == "percent" and uom == "%" and _OF_CHANGE.search(told.name):
        uom, why["uom"] = "", ("init_why_uom_change", {})
    figures = (abs(amount),) if form in ("by", "points") else ()
    why["change"] = ("init_why_change", {"said": said.strip()})
    return GoalRead(
        "level", "<=" if falls else ">=", change=(form, amount), uom=uom, figures=figures, why=why,
        yearly=bool(told.has(p.YEARLY)) and form in ("by", "points"),
    )  # fmt: skip


_OF_CHANGE = re.compile(rf"(?:{p.FALLS_BY}|{p.RISES_BY})\s*(?:率|幅度|\(.*\))?$", re.IGNORECASE)
"""How a name ends whose % are those of the change, and not of what is measured."""


def _grows(told: Told) -> GoalRead | None:
    found = told.named(p.GROWS)
    if not (found and told.in_percent) or told.has(p.RISES_TO):
        return None
    op, why = op_of(told)
    over = _over(told)
    return GoalRead(
        "growth", op, told.value, over=over, uom="%", figures=(told.value,),
        why={"kind": by(told.has(p.AVERAGE) or found), "op": why, **_why_over()},
    )  # fmt: skip


def _over(told: Told) -> str:
    return "average" if told.named(p.AVERAGE) else "total" if told.named(p.TOTAL) else "year"


def _why_over() -> dict[str, Reason]:
    return {"over": ("init_why_over", {})}


def _adds(told: Told) -> GoalRead | None:
    found = told.named(p.ADDS)
    if not found or told.in_percent or told.has(p.RISES_TO) or told.value <= 0:
        return None
    op, why = op_of(told)
    if op not in (">", ">="):
        return None
    value, uom, scaled = converted(told)
    reasons = {"kind": by(found), "op": by(found) if why[0] == "init_why_bare" else why, **scaled}
    yearly = bool(told.has(p.YEARLY))
    return GoalRead("increment", op, value, uom=uom, figures=(value,), yearly=yearly, why=reasons)


def _level(told: Told) -> GoalRead:
    op, why = op_of(told)
    value, uom, scaled = converted(told)
    reasons: dict[str, Reason] = {"kind": ("init_why_level", {}), "op": why, **scaled}
    if kept := told.has(p.KEPT):
        reasons["keep"] = by(kept)
    return GoalRead("level", op, value, keep=bool(kept), uom=uom, figures=(value,), why=reasons)


def _direction(told: Told) -> GoalRead:
    """Words without a number: a trend, or, where not even that is said, nothing that can be judged."""
    less = bool(found_in(p.LESS_IS_BETTER, told.name))
    for direction, pattern in (
        ("up", p.NOT_DOWN), ("down", p.NOT_UP), ("down", p.DOWNWARDS), ("up", p.UPWARDS),
        ("down" if less else "up", p.BETTER),
    ):  # fmt: skip
        if found := told.has(pattern):
            reasons = {"kind": by(found), "direction": by(found)}
            return GoalRead("trend", direction=direction, uom=told.uom, why=reasons)
    return _unread(told)


def _unread(told: Told) -> GoalRead:
    why = "init_why_day" if told.has(p.DAY) else "init_why_unread"
    return GoalRead("watch", uom=told.uom, why={"kind": (why, {"said": told.words})})


_WITHOUT_NUMBER: tuple[Callable[[Told], GoalRead | None], ...] = (
    _record, _turned, _ranked, _whole, _beside, _bracketed, _around, _range,
)  # fmt: skip
_WITH_NUMBER: tuple[Callable[[Told], GoalRead | None], ...] = (_changes, _grows, _adds, _level)
"""The readings in their order: the first that fits counts."""
