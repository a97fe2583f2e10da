"""A goal's words with the number in them: how values are to stand to it, and its unit of measure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qstrong.model.shapes.value import dataclass
from qstrong.text.written import half_width, with_minus
from qstrong.write.plan import patterns as p

Reason = tuple[str, dict[str, str]]
"""A phrase of the catalogue, with its words: why something is guessed."""


@dataclass(frozen=True, slots=True)
class Told:
    """A goal's words, and the number in them."""

    words: str
    name: str
    uom: str
    numbers: str
    """The words without numbers that aren't the goal's."""
    value: Decimal = Decimal(0)
    written: str = ""
    """The unit of measure behind the number."""
    at: tuple[int, int] = (0, 0)
    """Where the number stands among `numbers`, with its unit of measure."""

    def has(self, pattern: str) -> str:
        """What of the words *pattern* finds."""
        return found_in(pattern, self.words)

    def named(self, pattern: str) -> str:
        """What of the words, or else of the indicator's name, it finds."""
        return self.has(pattern) or found_in(pattern, self.name)

    @property
    def in_percent(self) -> bool:
        """Whether its number is one of per cent."""
        return self.written == "%" or (not self.written and self.uom == "%")

    @property
    def own_uom(self) -> str:
        """The table's unit of measure, else the one behind the number."""
        return self.uom or self.written


def told_of(words: str, name: str, uom: str) -> Told:
    """The *words* without the indicator's *name* and what stands in quotes, its number not found yet."""
    plain = p.NUMERALS.sub(lambda one: str(numeral(one[0])), p.GROUPED.sub("", with_minus(half_width(words))))
    own = half_width(name)
    said = p.ASIDE.sub("", plain.replace(own, "", 1) if own and plain != own else plain).strip()
    return Told(said, own, uom, p.MORE.sub("", p.NO_FIGURE.sub(" ", said)))


def numeral(text: str) -> int:
    """十二 as 12."""
    tens, ten, ones = text.rpartition("十")
    digits = "零一二三四五六七八九"
    plain = (ones or text).replace("两", "二")
    return (digits.index(tens or "一") * 10 if ten else 0) + (
        digits.index(plain) if plain not in ("", "十") else 0
    )


def op_of(told: Told) -> tuple[str, Reason]:
    """How values are to stand to the number, and what says so: the words next to it."""
    start, end = told.at
    before = re.split(r"[,;。、]|\d", told.numbers[:start])[-1]
    behind = told.numbers[end:].lstrip()
    if found := _match(p.ABOUT, behind) or found_in(p.ABOUT, before):
        return _bare(told, ("init_why_about", {"said": found}))
    for rows, where, find in ((p.OPS_BEFORE, before, found_in), (p.OPS_BEHIND, behind, _match)):
        for op, pattern in rows:
            if found := find(pattern, where):
                return op, by(found)
    reached = found_in(p.REACHED, before)
    return _bare(told, by(reached) if reached else ("init_why_bare", {}))


def _bare(told: Told, why: Reason) -> tuple[str, Reason]:
    """A number that is to be got to: from above where less is better."""
    found = found_in(p.LESS_IS_BETTER, told.name) or told.has(p.FALLS_TO)
    return ("<=", ("init_why_less", {"said": found})) if found else (">=", why)


def with_number(told: Told) -> Told | None:
    """*told* with the number that the goal is; None where there is none."""
    found = _quantity(told.numbers)
    if found is None:
        return None
    return replace(told, value=Decimal(found["number"]), written=clean(found["uom"] or ""), at=found.span())


def _quantity(text: str) -> re.Match[str] | None:
    """The number of a *text*: the one behind or before a word of comparing, else the first one."""
    places = list(p.QUANTITY.finditer(text))
    compared = "|".join(pattern for _, pattern in p.OPS_BEFORE).replace("|within", "")  # within 6 hours
    reached = re.compile(
        rf"(?:{compared}|{p.REACHED}|\bto\b|[到至在])\s*(?:about |around |约|the )?$", re.IGNORECASE
    )
    behind = "|".join(pattern for _, pattern in p.OPS_BEHIND)
    for fits in (
        lambda one: reached.search(text[: one.start()]),
        lambda one: _match(rf"{behind}|{p.ABOUT}", text[one.end() :].lstrip()),
        bool,
    ):
        if found := next((one for one in places if fits(one)), None):
            return found
    return None


def converted(told: Told) -> tuple[Decimal, str, dict[str, Reason]]:
    """The number in the table's unit of measure: 7万件 is 70000 where that is 件."""
    if told.written in ("", told.uom) or not told.uom:
        return told.value, told.own_uom, {}
    if told.written == "%":
        return told.value, "%", {"uom": ("init_why_uom", {"said": "%", "uom": told.uom})}
    factor, unit = _factor(told.written)
    own, own_unit = _factor(told.uom)
    if unit not in ("", own_unit):
        return told.value, told.uom, {"uom": ("init_why_uom", {"said": told.written, "uom": told.uom})}
    value = told.value * factor / own if unit or factor > 1 else told.value
    why: Reason = ("init_why_scaled", {"said": f"{told.value:f}{told.written}"})
    return value.quantize(Decimal(1)) if value == int(value) else value.normalize(), told.uom, {"value": why}


_FACTORS = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _factor(uom: str) -> tuple[int, str]:
    """What 万 and the like multiply by, and the unit behind them; 千 of 千瓦时 is the unit's own."""
    found = re.match(r"[百千万亿]*[百万亿]|千(?=[家个件人户项])", uom)
    factor = 1
    for char in found[0] if found else "":
        factor *= _FACTORS[char]
    return factor, uom[found.end() :] if found else uom


def clean(uom: str) -> str:
    """A unit of measure as targets have it."""
    said = uom.lower()
    if said in ("percent", "per cent"):
        return "%"
    if said.startswith("percentage point"):
        return "percentage points"
    return "百分点" if uom == "个百分点" else uom


def found_in(pattern: str, text: str) -> str:
    """What *pattern* finds in a *text*; empty where it finds nothing."""
    return _whole_word(re.search(pattern, text, re.IGNORECASE), text)


def _whole_word(found: re.Match[str] | None, text: str) -> str:
    """What was found, to the end of its word."""
    if not found:
        return ""
    rest = re.match(r"[a-z]*", text[found.end() :]) if found[0][-1:].isascii() else None
    return found[0] + (rest[0] if rest else "")


def _match(pattern: str, text: str) -> str:
    return _whole_word(re.match(rf"(?:{pattern})", text, re.IGNORECASE), text)


def by(said: str) -> Reason:
    """Guessed by what is *said*."""
    return ("init_why_said", {"said": said.strip()})
