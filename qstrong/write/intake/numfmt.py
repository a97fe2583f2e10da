"""What a spreadsheet shows of a number, by its format, where that is more or other than the number."""

from __future__ import annotations

import re
from decimal import Decimal

from qstrong.model.shapes.value import dataclass

_ASIDE = re.compile(r"_.|\*.|\[[^\]]*\]")
"""Blanks as wide as a sign, fillings, colours and conditions."""
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|([^0#?.,%/eE+\-()\s"\\!])')
_DIGITS = re.compile(r"[0#?]")
_SCALED = re.compile(r"[0#?],+(?![0#?])")
"""A comma behind the digits: what is shown is a thousandth."""
_NUMBER_AS_IT_IS = ("", "general", "@")


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
    sections = _ASIDE.sub("", number_format).split(";")
    wanted = 0 if number > 0 or len(sections) == 1 else 1 if number < 0 else 2
    section = sections[wanted] if wanted < len(sections) else sections[0]
    if section.strip().lower() in _NUMBER_AS_IT_IS and (section or number_format.strip(";") == ""):
        return NumberShown(other=not section and ";" in number_format)
    bare = _LITERAL.sub(lambda one: "" if one[3] is None else " ", section)
    digits = list(_DIGITS.finditer(bare))
    if not digits:
        return NumberShown(other=True)
    behind = "".join(
        one[1] or one[2] or one[3] or "" for one in _LITERAL.finditer(section, _last_digit(section))
    ).strip()
    inside = _LITERAL.search(section[_first_digit(section) : _last_digit(section)])
    unsigned = wanted == 1 and not re.search(r"[-(]", section)
    point = bare.partition(".")[2]
    fraction = "/" in bare
    return NumberShown(
        percent="%" in bare,
        behind=behind,
        other=bool(_SCALED.search(bare) or inside or unsigned or fraction),
        decimals=None if "e" in bare.lower() else len(_DIGITS.findall(point)),
    )


def _first_digit(section: str) -> int:
    return min(_plain_digits(section), default=0)


def _last_digit(section: str) -> int:
    """Where the last digit's place ends."""
    return max(_plain_digits(section), default=-1) + 1


def _plain_digits(section: str) -> list[int]:
    """The places of digits that aren't part of words in quotes."""
    quoted = [range(one.start(), one.end()) for one in _LITERAL.finditer(section)]
    return [
        one.start() for one in _DIGITS.finditer(section) if not any(one.start() in span for span in quoted)
    ]
