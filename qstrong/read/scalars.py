"""Scalars that don't match their grammar: the cause in words, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from qstrong.model.grammar import parse_day
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.read.faults import clip
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem
from qstrong.text.written import Way, half_width, written

_QUARTER = re.compile(
    r"(?P<year>[0-9]{4})\s*[年/\-_. ]?\s*"
    r"(?:第?\s*(?P<cn>[一二三四1234])\s*季度?|[qQ]\s*(?P<q>[1-4])|(?P<r>[1-4])\s*[qQ])"
)
_HALF = re.compile(r"(?P<year>[0-9]{4})\s*[年/\-_. ]?\s*(?:(?P<cn>[上下])半年|[hH]\s*(?P<h>[12]))")
_YEAR = re.compile(r"(?P<year>[0-9]{4})\s*年(?:度|全年)?")
_MONTH = re.compile(r"(?P<year>[0-9]{4})\s*[年/\-.]\s*(?P<month>[0-9]{1,2})\s*月?")
_DAY = re.compile(r"(?P<y>[0-9]{4})\s*[年/.\-]\s*(?P<m>[0-9]{1,2})\s*[月/.\-]\s*(?P<d>[0-9]{1,2})\s*日?")

_DIGITS = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_RUN_IN = re.compile(r"\s[A-Za-z_]+\s*[:：]|：|: |\n")
_YES = ("yes", "y", "on", "1", "true", "是", "对", "有")
_NO = ("no", "n", "off", "0", "false", "否", "不是", "无", "没有")


def scalar_problem(grammar: str, path: str, pointer: str, text: str, key: str, *, on_key: bool) -> Problem:
    """The problem of *text*, which isn't a *grammar*, at *pointer*."""
    run_in = grammar != "text" and _RUN_IN.search(text)
    code, words = ("Q230", {}) if run_in else _CAUSES.get(grammar, _other)(text)
    return problem(code, path, pointer, on_key=on_key, text=clip(text), key=key, **words)


Cause = tuple[str, dict[str, Any]]

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
    return _NUMBERS.get(found.way, "Q200"), words | ({"hint": found.why} if found.why else {})


def _period(text: str) -> Cause:
    right = as_period(text)
    return "Q221", {"right": right} if right else {"right": "…", "hint": words_of("found_periods")}


def as_period(text: str) -> str | None:
    """The period that *text* means, as it is to be written; None where it can't be told."""
    text = half_width(text)
    if match := _QUARTER.fullmatch(text):
        digit = match["q"] or match["r"] or str("一二三四".find(match["cn"]) + 1 or match["cn"])
        found = f"{match['year']}Q{digit}"
    elif match := _HALF.fullmatch(text):
        found = f"{match['year']}H{match['h'] or '上下'.index(match['cn']) + 1}"
    elif match := _YEAR.fullmatch(text):
        found = match["year"]
    elif match := _MONTH.fullmatch(text):
        found = f"{match['year']}-{int(match['month']):02}"
    else:
        found = text.upper()
    try:
        return str(Period.parse(found))
    except ValueError:
        return None


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
    "period": _period,
    "day": _day,
    "bool": _bool,
    "identifier": _identifier,
    "integer": lambda _: ("Q224", {}),
    "share": lambda _: ("Q226", {}),
    "text": _other,
}
