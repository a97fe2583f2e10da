"""What is known of a new plan: said by options, told by its table, asked at a terminal, or guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast, get_args

from qstrong.cli.session import today
from qstrong.cli.stop import StopError
from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.grammar import parse_day
from qstrong.model.period import MONTHS, Frequency, Period, month_number
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import Year
from qstrong.text import catalogue
from qstrong.write.plan.days import named_day, years_in
from qstrong.write.plan.files import CLOSE_DAYS
from qstrong.write.plan.outline import OFFICE, Outline, named
from qstrong.write.plan.rows import TableRead
from qstrong.write.plan.told import Reason

EVERY = get_args(Frequency)
_SAID = dict(
    zip(
        EVERY,
        ("年 每年 year yearly", "半年 每半年 half-year", "季 季度 每季 每季度 quarterly", "月 每月 monthly"),
        strict=True,
    )
)
"""What else people say for each."""
LENGTH = 3
"""The years of a plan that doesn't say how long it is."""
_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?\s*[-~—–～至到]+\s*((?:19|20)\d\d)")
_FIVE_YEARS = re.compile(r"十([二三四五六])五")
_NO_TITLE = re.compile(r"\s*(?:附[件表录]|表\s*\d|单位|专栏|table|unit|annex)", re.IGNORECASE)


_WHY = {"start": ("init_why_start", "init_why_no_start"), "end": ("init_why_end", "init_why_no_end")}
"""Why a day is guessed: by years that are named, or by nothing."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said of the new plan; None for what wasn't."""

    title: str | None = None
    start: str | None = None
    end: str | None = None
    every: str | None = None
    units: tuple[str, ...] = ()
    why: Mapping[str, Reason] = field(default_factory=dict)
    """By what wasn't said and is guessed, why."""


def told_by_table(wishes: Wishes, table: str, read: TableRead, above: Iterable[str], day: date) -> Wishes:
    """*wishes* with what a table tells: its name or a line *above* it is the title, its years the plan's."""
    why: dict[str, Reason] = {}
    title = wishes.title
    if title is None:
        over = next((text for text in above if len(text) > 3 and not _NO_TITLE.match(text)), None)
        name = Path(table).stem if table != "-" else ""
        title = over or name or catalogue.word("init_title", "zh" if read.chinese else "en")
        why["title"] = (
            "init_why_title_above" if over else "init_why_title" if name else "init_why_no_title",
            {},
        )
    start, end = (_stated(said) for said in (wishes.start, wishes.end))
    first, last = _years(title or "", read, start, end)
    known = {"start": first, "end": last}
    first = first or (last - LENGTH if last and last <= day.year else day.year - 1)
    last = last or first + LENGTH
    for name, stated in (("start", wishes.start), ("end", wishes.end)):
        if stated is None:
            why[name] = (_WHY[name][0 if known[name] else 1], {})
    return replace(
        wishes, title=title, start=wishes.start or f"{first}", end=wishes.end or f"{last}", why=why
    )


def _stated(said: str | None) -> int | None:
    day = named_day(said) if said else None
    return day.year if day else None


def _years(title: str, read: TableRead, start: int | None, end: int | None) -> tuple[int | None, int | None]:
    """The years of T0 and T1, as far as a title, columns and goals tell."""
    goals, bases = read.columns.goals, read.columns.bases
    words = [row.cells.get(part, "") for row in read.rows for part in ("target", "end")]
    named_years = [year for text in words for year in years_in(text)]
    between = _between(title)
    last = end or (goals[-1] if goals else None) or between[1] or max(named_years, default=None)
    first = start or max((year for year in bases if not last or year < last), default=None) or between[0]
    return (first, last) if not (first and last and first >= last) else (None, last)


def _between(title: str) -> tuple[int | None, int | None]:
    """The year before the first one that a *title* names, and the last."""
    if found := _RANGE.search(title):
        return int(found[1]) - 1, int(found[2])
    if five := _FIVE_YEARS.search(title):
        last = 2015 + 5 * "三四五六".find(five[1]) if five[1] != "二" else 2015
        return last, last + 5
    return None, None


def outlined(wishes: Wishes, plan_lang: Lang, lang: Lang, day: date) -> Outline:
    """The plan that the *wishes* come to, in its own language; what is wrong is said in *lang*.

    Raises `StopError` (2) where something is missing, or can't be.
    """
    missing = [f"--{name}" for name in ("title", "start", "end") if not getattr(wishes, name)]
    if missing:
        raise StopError(2, word("init_needs", lang, what=", ".join(missing)))
    start, end = (_day(said or "", lang) for said in (wishes.start, wishes.end))
    if end <= start:
        raise StopError(2, word("init_order", lang, start=start, end=end))
    title = " ".join((wishes.title or "").split())
    every = cast("Frequency", wishes.every or "quarter")
    own = named([title], "plan-")[title]
    own = own if own.endswith(f"{end.year}") else f"{own.removesuffix('01').strip('-')}-{end.year}"
    units = tuple((unit, name) for name, unit in named(wishes.units, "u").items())
    why: dict[str, Reason] = {"id": ("init_why_plan_id", {}), **wishes.why}
    why["filing"] = ("init_why_filing", {})
    if start.month == end.month != 12:
        why["year"] = ("init_why_year", {})
    if not units:
        units, why["units"] = ((OFFICE, catalogue.word("init_office", plan_lang)),), ("init_why_office", {})
    plan = Outline(own, title, start, end, every, None, plan_lang, units, why=why)
    return replace(plan, first=_first_filing(plan, day))


def _day(said: str, lang: Lang) -> date:
    found = named_day(said)
    if found is None:
        raise StopError(2, word("init_bad_day", lang, said=said))
    return found


def _first_filing(plan: Outline, day: date) -> str | None:
    """The first period that isn't closed on that *day*: nobody is late for those before; None: the first."""
    now = min(day - timedelta(days=CLOSE_DAYS), plan.end)
    if now <= plan.start:
        return None
    months = MONTHS[plan.every]
    shift = Year(starts=plan.year_starts, named="end").shift
    month = month_number(now) + shift
    return str(Period.ending(month + -month % months, months, shift))


def founding_day(stated: str | None, lang: Lang) -> date:
    """The day from which one looks: that of --as-of, else today."""
    if stated is None:
        return today()
    try:
        return parse_day(stated)
    except ValueError:
        raise StopError(2, word("init_bad_as_of", lang, said=stated)) from None


def checked(name: str, answer: str, lang: Lang, known: Mapping[str, str]) -> str:
    """What is wrong with an *answer* to the question for *name* after those *known*; empty: nothing."""
    if name == "title":
        return "" if answer.strip() else word("init_no_title", lang)
    if name in ("start", "end"):
        day = named_day(answer)
        if day is None:
            return word("init_bad_day", lang, said=answer)
        start = named_day(known.get("start", "")) if name == "end" else None
        return word("init_order", lang, start=start, end=day) if start and day <= start else ""
    if name == "every" and answer not in EVERY:
        return word("bad_choice", lang, option=name, text=answer, choices=", ".join(EVERY))
    return ""


def often(answer: str) -> str:
    """How often is meant, where it is said in another word; else the answer as it is."""
    return next((one for one, words in _SAID.items() if answer.lower() in words.split()), answer)


def units_in(answer: str) -> Sequence[str]:
    """The units of an answer."""
    return [one.strip() for one in re.split(r"[、,，;；]", answer) if one.strip()]
