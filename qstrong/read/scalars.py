"""Scalars that don't match their grammar: the cause in words, with what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from qstrong.model.grammar import parse_day, parse_number
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.text.problems import problem

_WITH_UNIT = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*((?:[^\W\d_]|[‰℃°]).*)", re.DOTALL)
_QUARTER = re.compile(
    r"(?P<year>[0-9]{4})\s*[年/\-_. ]?\s*"
    r"(?:第?\s*(?P<cn>[一二三四1234])\s*季度?|[qQ]\s*(?P<q>[1-4])|(?P<r>[1-4])\s*[qQ])"
)
_HALF = re.compile(r"(?P<year>[0-9]{4})\s*[年/\-_. ]?\s*(?:(?P<cn>[上下])半年|[hH]\s*(?P<h>[12]))")
_YEAR = re.compile(r"(?P<year>[0-9]{4})\s*年(?:度|全年)?")
_MONTH = re.compile(r"(?P<year>[0-9]{4})\s*[年/\-.]\s*(?P<month>[0-9]{1,2})\s*月?")
_DAY = re.compile(r"(?P<y>[0-9]{4})\s*[年/.\-]\s*(?P<m>[0-9]{1,2})\s*[月/.\-]\s*(?P<d>[0-9]{1,2})\s*日?")


def scalar_problem(grammar: str, path: str, pointer: str, text: str, key: str, *, on_key: bool) -> Problem:
    """The problem of *text*, which isn't a *grammar*, at *pointer*."""
    code, words = _CAUSES.get(grammar, _other)(text)
    return problem(code, path, pointer, on_key=on_key, text=text[:80], key=key, **words)


Cause = tuple[str, dict[str, Any]]


def _number(text: str) -> Cause:
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    bare = plain.replace(",", "")
    if plain.lower().lstrip("+-.") in ("nan", "inf", "infinity"):
        return "Q206", {}
    if _is_number(plain) and plain != text:
        return "Q201", {"number": plain}
    if _is_number(bare) and bare != plain:
        return "Q202", {"number": bare}
    if plain.endswith("%") and _is_number(bare.removesuffix("%").strip()):
        return "Q203", {"number": bare.removesuffix("%").strip()}
    if re.fullmatch(r"[+-]?[0-9][0-9_]*(\.[0-9_]*)?([eE][+-]?[0-9]+)?|\.[0-9]+", bare):
        return ("Q207", {}) if _too_long(bare) else ("Q205", {"number": _usual(bare)})
    if (match := _WITH_UNIT.fullmatch(plain)) and _is_number(match[1].replace(",", "")):
        return _with_unit(match[1].replace(",", ""), match[2])
    return "Q200", {}


def _with_unit(number: str, rest: str) -> Cause:
    if rest[0] in "万亿" and not rest.endswith("元"):
        return "Q209", {"number": number, "rest": rest}
    return "Q204", {"number": number, "rest": rest}


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except ValueError:
        return False
    return True


def _too_long(text: str) -> bool:
    whole, _, part = text.lstrip("+-0").partition(".")
    return "e" not in text.lower() and (len(whole) > 15 or len(part) > 6)


def _usual(text: str) -> str:
    """The number as it is usually written, where that can be told; else an example."""
    bare = text.lstrip("+").replace("_", "")
    sign = "-" if bare.startswith("-") else ""
    bare = bare.lstrip("-").lstrip("0") or "0"
    bare = ("0" if bare.startswith(".") else "") + bare.rstrip(".")
    return sign + bare if _is_number(sign + bare) else "1450.5"


def _period(text: str) -> Cause:
    plain = unicodedata.normalize("NFKC", text).strip()
    return "Q221", {"right": _as_period(plain) or "2026Q4"}


def _as_period(text: str) -> str | None:
    """The period that *text* means, as it is to be written; None where it can't be told."""
    found = None
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
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _DAY.match(plain)
    right = f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}" if match else "2027-01-12"
    try:
        parse_day(right)
    except ValueError:
        return "Q229", {}
    return "Q220", {"right": right}


def _bool(text: str) -> Cause:
    yes = text.strip().lower() in ("yes", "y", "on", "1", "true", "是", "对", "有")
    return "Q222", {"right": "true" if yes else "false"}


def _identifier(text: str) -> Cause:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    right = re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")
    if "\n" in text or "：" in text or ": " in text:
        return "Q230", {}
    return "Q223", {"right": right or "rd-expenditure"}


def _other(text: str) -> Cause:
    return "Q225" if not text.strip() else "Q227", {}


_CAUSES: dict[str, Callable[[str], Cause]] = {
    "number": _number,
    "period": _period,
    "day": _day,
    "bool": _bool,
    "identifier": _identifier,
    "integer": lambda text: ("Q224", {"number": _usual(unicodedata.normalize("NFKC", text).strip())}),
    "share": lambda _: ("Q226", {}),
    "text": _other,
}
