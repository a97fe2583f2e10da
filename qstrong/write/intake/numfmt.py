"""What a spreadsheet shows of a number, by its format, where that is more or other than the number."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal

from qstrong.model.shapes.value import dataclass

_ASIDE = re.compile(r"_.|\[[^\]]*\]")
"""Blanks as wide as a sign, colours, and which country's digits."""
_CURRENCY = re.compile(r"\[\$([^\]\-]+)(?:-[^\]]*)?\]")
_FOREIGN = re.compile(r"(?:US|HK|NT|MOP|A|C)?[$€£₩]|美元|欧元|港[元币]|日元|英镑|USD|EUR|HKD|JPY|GBP")
"""Money that isn't the yuan of the plan's own units of measure: another number is meant."""
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq,
    ">": operator.gt, ">=": operator.ge, "<>": operator.ne,
}  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|\*(.)|([^0#?.,%/eE+\-()\s"\\!*])')
"""Words, and what fills the rest of the cell: both are seen."""
_DIGITS = re.compile(r"[0#?]")
_SCALED = re.compile(r"[0#?][^0#?.]*,[^0#?]*$|[0#?],+(?![0#?])")
"""A comma behind the digits: what is shown is a thousandth."""
_AS_IT_IS = re.compile(r"general|g/通用格式", re.IGNORECASE)
_ALTERS = re.compile(
    r"[0-9<>≤≥≈~+\-−–—(（%‰]|约|近|超|逾|不足|[零〇一二三四五六七八九十百千万亿]"
    r"|\b(?:k|mn?|bn|thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)
"""Signs in front of a number, or digits around it, that make another of it."""
_SIGN = re.compile(r"[+\-−–—(（]")
_ADDS = re.compile(r"[0-9]|[零〇一二三四五六七八九]")


@dataclass(frozen=True, slots=True)
class NumberShown:
    """How a number is shown."""

    percent: bool = False
    """As a percentage, a hundred times as large."""
    behind: str = ""
    """The signs that stand behind it: 万."""
    other: bool = False
    """Another number is shown, or none: a thousandth, one with a point put into it, one without sign."""
    decimals: int | None = None
    """To how many it is rounded; None where all are shown."""


def number_shown(number_format: str, number: Decimal) -> NumberShown:
    """How *number* is shown under a *number_format* of Excel's."""
    found = [_shown(section, number, signless=alone) for section, alone in _sections(number_format, number)]
    return next((one for one in found if one.other), found[0])


def text_altered(number_format: str) -> bool:
    """Whether a text is shown as another one, or not at all, under a *number_format* of Excel's."""
    sections = _parts(number_format)
    own = sections[3] if len(sections) > 3 else sections[-1] if "@" in sections[-1] else "@"
    return _ASIDE.sub("", own).strip() != "@"


def _sections(number_format: str, number: Decimal) -> list[tuple[str, bool]]:
    """The parts of a format that may be the one for *number*; whether a part is for one sign alone."""
    sections = _parts(number_format)
    conditions = [_CONDITION.search(one) for one in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition and _HOLDS[condition[1]](number, Decimal(condition[2])):
                return [(section, number < 0)]
        rest = [one for one, condition in zip(sections, conditions, strict=True) if not condition]
        return [(one, number < 0) for one in rest[:3] or ["0;"]]
    wanted = 0 if number > 0 or len(sections) == 1 else 1 if number < 0 else 2
    if len(sections) > 1 and wanted < len(sections) and not _ASIDE.sub("", sections[wanted]):
        return [(";", False)]
    return [(sections[wanted] if wanted < len(sections) else sections[0], wanted == 1)]


def _parts(number_format: str) -> list[str]:
    """The parts of a format, which `;` divides; not one in words or behind a sign that quotes it."""
    whole = re.sub(r'"[^"]*"|[\\!].', lambda one: one[0].replace(";", ","), number_format)
    return whole.split(";")


def _shown(section: str, number: Decimal, *, signless: bool) -> NumberShown:
    """How *number* is shown by one part of a format; *signless*: it has to put the sign itself."""
    section = _ASIDE.sub("", _CURRENCY.sub(r'"\1"', section))
    if section.strip() in ("", "@"):
        return NumberShown()
    section, general = _AS_IT_IS.subn("0", section)
    bare = _LITERAL.sub(lambda one: "" if one[4] is None else " ", section)
    digits = list(_DIGITS.finditer(bare))
    if not digits or ";" in section:
        return NumberShown(other=True)
    quoted = [range(one.start(), one.end()) for one in _LITERAL.finditer(section)]
    places = [
        one.start() for one in _DIGITS.finditer(section) if not any(one.start() in words for words in quoted)
    ]
    first, last = min(places, default=0), max(places, default=-1) + 1
    before, behind = (_words(part) for part in (section[:first], section[last:]))
    if _FOREIGN.fullmatch(before.strip()):
        before, behind = "", behind + before.strip()
    unsigned = signless and not re.search(r"[-(]", section)
    front = before + re.sub(r"[^-(]", "", bare[: digits[0].start()])
    mantissa, exponent, _ = bare.lower().partition("e")
    point = bare.partition(".")[2]
    other = (
        _SCALED.search(bare)
        or bare.count("%") > 1
        or _LITERAL.search(section[first:last])
        or unsigned
        or "/" in bare
        or _SIGN.search(bare[digits[0].start() : digits[-1].end()].lower().partition("e")[0])
        or _ALTERS.search(front if number > 0 else _SIGN.sub("", front))
        or _ADDS.search(behind)
        or (exponent and len(number.normalize().as_tuple().digits) > len(_DIGITS.findall(mantissa)))
    )
    return NumberShown(
        percent="%" in bare,
        behind=behind,
        other=bool(other),
        decimals=None if exponent or general else len(_DIGITS.findall(point)),
    )


def _words(part: str) -> str:
    """What stands in a part of a format as it is."""
    return "".join(one[1] or one[2] or one[3] or one[4] or "" for one in _LITERAL.finditer(part)).strip()
