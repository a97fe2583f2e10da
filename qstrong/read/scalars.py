"""Scalars that don't match their grammar: the cause in words, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from qstrong.model.grammar import parse_day
from qstrong.model.period import MONTHS, Period, grain
from qstrong.model.problem import Problem
from qstrong.read.faults import clip
from qstrong.text import families
from qstrong.text.catalogue import words_of
from qstrong.text.problems import ProblemWords, problem
from qstrong.text.written import Way, half_width, month_named, written

_SEP = r"(?P<year>[0-9]{4})\s*[年/\-_. ]?\s*"
_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_TO = r"\s*(?:[-‐‑‒–—―~〜～]+|至|到)\s*"
_ABOUT = re.compile(r"^(?:截至|截止到?)\s*|\s*(?:为?止|累计(?:数|值)?)$")
"""What may stand around a period without changing it: a value to date goes by where it ends."""
_QUARTER = re.compile(
    _SEP + rf"(?:(?:(?:前|第?[一1]\s*(?:季度)?{_TO}|第)?\s*(?P<cn>[一二三四两1234])\s*个?季度?[末底]?)"
    r"|[qQ]\s*(?P<q>[1-4])|(?P<r>[1-4])\s*[qQ])"
)
_HALF = re.compile(_SEP + r"(?:(?P<cn>[上下])半年[末底]?|[hH]\s*(?P<h>[12]))")
_YEAR = re.compile(r"(?P<year>[0-9]{4})\s*年?(?:全年|年?度|[末底终])?")
_SPAN = re.compile(_SEP + rf"(?:(?P<first>{_N})\s*月?份?{_TO}|前)(?P<last>{_N})\s*个?月份?[末底]?")
_MONTH = re.compile(
    r"(?P<year>[0-9]{4})\s*[年/\-.]\s*(?:(?P<month>[0-9]{1,2})|(?P<cn>[一二三四五六七八九十]{1,2})(?=\s*月))\s*(?:月份?[末底]?)?"
)
_NUMERALS = {text: n for n, text in enumerate((*"〇一二三四五六七八九十", "十一", "十二"))} | {"两": 2}
_NAMED_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY = re.compile(r"(?P<y>[0-9]{4})\s*[年/.\-]\s*(?P<m>[0-9]{1,2})\s*[月/.\-]\s*(?P<d>[0-9]{1,2})\s*日?")

_DIGITS = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_RUN_IN = re.compile(r"\s[A-Za-z_]+\s*[:：]|：|: |\n")
_YES = ("yes", "y", "on", "1", "true", "是", "对", "有")
_NO = ("no", "n", "off", "0", "false", "否", "不是", "无", "没有")


def scalar_problem(grammar: str, path: str, pointer: str, text: str, key: str) -> Problem:
    """The problem of *text*, which isn't a *grammar*, at *pointer*."""
    run_in = grammar != "text" and _RUN_IN.search(text)
    if run_in:
        found: Cause = "Q230", {}
    elif grammar == "period":
        found = _period(text, path)
    else:
        found = _CAUSES.get(grammar, _other)(text)
    code, words = found
    return problem(code, path, pointer, text=clip(text), key=key, **words)


Cause = tuple[str, ProblemWords]

_NUMBERS: dict[Way, str] = {
    "width": "Q201",
    "commas": "Q202",
    "decimal comma": "Q202",
    "percent": "Q203",
    "unit": "Q204",
    "times": "Q209",
    "unusual": "Q205",
    "infinite": "Q206",
    "long": "Q207",
}


def _number(text: str) -> Cause:
    found = written(text)
    words = {"number": found.number or "…", "rest": clip(found.rest)}
    why = found.why
    if found.way in families.KEYED.members:
        why = words_of(families.KEYED.key(found.way), why=why, flag=found.flag)
    return _NUMBERS.get(found.way, "Q200"), words | ({"hint": why} if why else {})


def list_problem(path: str, pointer: str, key: str, items: Sequence[object]) -> Problem:
    """The problem of a list where one value is asked for: brackets are mostly part of a text."""
    texts = [one for one in items if isinstance(one, str)]
    hint = None
    if texts and len(texts) == len(items):
        inside = ", ".join(texts)
        number = len(items) == 1 and written(inside).way == "plain"
        doubled = inside.replace("'", "''")
        right = f"{key}: {inside}" if number else f"{key}: '[{clip(doubled)}]'"
        hint = words_of("found_no_brackets" if number else "found_brackets", right=right)
    return problem("Q116", path, pointer, key=key, hint=hint)


def _period(text: str, path: str) -> Cause:
    right = meant_period(text)
    if right:
        return "Q221", {"right": right}
    filing = _NAMED_YEAR.search(path.rpartition("/")[2])
    if (
        filing
        and not _NAMED_YEAR.search(half_width(text))
        and (right := as_period(f"{filing[0]}年{text.strip()}"))
    ):
        return "Q221", {"right": right, "hint": words_of("found_year", right=right)}
    spanned = any(pattern.fullmatch(_bare(text)) for pattern in (_SPAN, _QUARTER))
    return "Q221", {"right": "…", "hint": words_of("found_span" if spanned else "found_periods")}


def meant_period(text: str) -> str | None:
    """The period that *text* means, as it is to be written, also where it is said as elsewhere: Q3 2025."""
    return as_period(text) or as_period(_reordered(text))


def _reordered(text: str) -> str:
    """A period that is said in another order or another tongue, as `as_period` knows it; "" where none is.

    Q3 2025, 3Q25, Jan-Sep 2025, first half of 2025, FY2025, 2025M09, 2025-09-30.
    """
    plain = re.sub(r"\s*\((?:累计(?:数|值)?|ytd|cumulative)\)$", "", half_width(text).lower())
    for said, digits in _SIGNS.items():
        plain = re.sub(said, digits, plain)
    plain = re.sub(r"[〇零一二三四五六七八九]{4}(?=\s*年)", _in_digits, plain)
    if as_period(plain):
        return plain
    year = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?=[0-9]{2}$|[^0-9]|$)", plain) or re.search(
        r"(?<![0-9])(?<=fy)[0-9]{2}$|^[0-9]{2}(?=[qh][1-4]$)|(?<=[qh])[0-9]{2}$", plain
    )
    if not year:
        return ""
    full = year[0] if len(year[0]) == 4 else f"20{year[0]}"
    rest = re.sub(_FILLERS, " ", f"{plain[: year.start()]} {plain[year.end() :]}").strip(" /.-年'’")
    for pattern, right in _REORDERED.items():
        if found := re.fullmatch(pattern, rest):
            return right(full, found)
    return ""


def _in_digits(year: re.Match[str]) -> str:
    return "".join(str(_NUMERALS.get(sign, 0)) for sign in year[0])


def _part(year: str, found: re.Match[str]) -> str:
    n = next(one for one in found.groups() if one)
    part = re.sub(r"[0-9\W]", "", found[0])
    return f"{year}{'H' if part[:1] in 'hs' else 'Q'}{int(n)}"


def _months(year: str, found: re.Match[str]) -> str:
    first, last = (month_named(one) if one else 0 for one in found.groups())
    return f"{year}年{first}-{last}月" if last else f"{year}-{first:02}"


def _month(year: str, found: re.Match[str]) -> str:
    return f"{year}-{int(found[1]):02}"


def _day_of(year: str, found: re.Match[str]) -> str:
    """The month that ends with a day."""
    right = f"{year}-{int(found[1]):02}"
    with suppress(ValueError):
        return right if Period.parse(right).end.day == int(found[2]) else ""
    return ""


_NAME = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_SIGNS = {
    r"\bfirst\b|\b1st\b": "1", r"\bsecond\b|\b2nd\b": "2", r"\bthird\b|\b3rd\b": "3",
    r"\bfourth\b|\b4th\b": "4", r"[qⅰ]iv\b": "q4", r"qiii\b": "q3", r"qii\b": "q2", r"qi\b": "q1",
    "ⅰ": "1", "ⅱ": "2", "ⅲ": "3", "ⅳ": "4",
}  # fmt: skip
"""Numbers in words and in Roman numerals."""
_FILLERS = r"\b(?:of|the|in|ytd|cumulative|year to date)\b|财政?年度?"
_REORDERED: dict[str, Callable[[str, re.Match[str]], str]] = {
    r"(?:fy|fiscal year)?": lambda year, _: year,
    r"(?:[qhs]\s*0?([1-4])|([1-4])\s*(?:[qhs]|quarter|half|季度?|个季度))": _part,
    rf"{_NAME}(?:\s*(?:[-‐‑–—~～]+|to)\s*{_NAME})?": _months,
    r"m?\s*(0?[1-9]|1[0-2])": _month,
    r"(0?[1-9]|1[0-2])\s*[月/.\-]\s*([0-9]{1,2})\s*日?": _day_of,
}
"""What is left of a period without its year, and how it is to be written."""


def as_period(text: str, shift: int = 0) -> str | None:
    """The period that *text* means, as it is to be written; None where it can't be told.

    *shift*: of the plan's calendar, in which 2024/25 may be a year.

    January to September is 2025Q3: what is filed for a period is the year to date.
    """
    text = _bare(text)
    if shift:
        with suppress(ValueError):
            return str(Period.parse(text, shift))
    if match := _QUARTER.fullmatch(text):
        found = f"{match['year']}Q{match['q'] or match['r'] or _count(match['cn'])}"
    elif match := _HALF.fullmatch(text):
        found = f"{match['year']}H{match['h'] or '上下'.index(match['cn']) + 1}"
    elif match := _YEAR.fullmatch(text):
        found = match["year"]
    elif match := _SPAN.fullmatch(text):
        found = _span(int(match["year"]), _count(match["first"] or "1"), _count(match["last"]))
    elif match := _MONTH.fullmatch(text):
        found = f"{match['year']}-{_count(match['month'] or match['cn']):02}"
    else:
        found = text.upper()
    try:
        return str(Period.parse(found))
    except ValueError:
        return None


def _bare(text: str) -> str:
    """*text* in half width, without what says only that a value is one to date."""
    return _ABOUT.sub("", half_width(text))


def _count(text: str) -> int:
    return _NUMERALS[text] if text in _NUMERALS else int(text) if text.isdigit() else 0


def _span(year: int, first: int, last: int) -> str:
    """The period from one month of a year to another; from January the longest one that ends so."""
    months = grain(last) if first == 1 else last - first + 1
    fits = months in MONTHS.values() and last % months == 0
    return str(Period.ending(year * 12 + last, months)) if fits else ""


def _day(text: str) -> Cause:
    match = _day_match(text)
    if not match:
        return "Q220", {"right": "…", "hint": words_of("found_days")}
    right = as_day(text)
    return ("Q220", {"right": right}) if right else ("Q229", {})


def _day_match(text: str) -> re.Match[str] | None:
    return _DAY.match(half_width(text)) or _DIGITS.fullmatch(half_width(text))


def as_day(text: str) -> str | None:
    """The day that *text* means, as it is to be written; None where it can't be told, or isn't a day."""
    match = _day_match(text)
    if not match:
        return None
    right = f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
    try:
        parse_day(right)
    except ValueError:
        return None
    return right


def _bool(text: str) -> Cause:
    plain = half_width(text).lower()
    right = "true" if plain in _YES else "false" if plain in _NO else None
    return "Q222", {"right": right} if right else {"right": "…", "hint": words_of("found_either")}


def _identifier(text: str) -> Cause:
    right = re.sub(r"[^a-z0-9.]+", "-", half_width(text).lower()).strip("-.")
    right = re.sub(r"[-.]*([-.])", r"\1", right)
    return "Q223", {"right": clip(right) or "rd-expenditure"}


def _other(text: str) -> Cause:
    return "Q225" if not text.strip() else "Q227", {}


_CAUSES: dict[str, Callable[[str], Cause]] = {
    "number": _number,
    "day": _day,
    "bool": _bool,
    "identifier": _identifier,
    "integer": lambda _: ("Q224", {}),
    "share": lambda _: ("Q226", {}),
    "text": _other,
}
