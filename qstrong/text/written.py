"""Numbers as offices write them: what a text means where a number belongs, or why it means none.

A filing's number is plain: `1450.5`. What else people write is never taken for one in silence. Whoever
reads it, from YAML or from a cell, asks here how it would be understood, and has that confirmed.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from math import prod
from typing import Literal

from qstrong.model.base import Text
from qstrong.model.filing import Flag
from qstrong.model.grammar import parse_number
from qstrong.model.shapes.value import dataclass
from qstrong.text import families
from qstrong.text.catalogue import words_of

Way = Literal[
    "plain",  # as a filing has it
    "width",  # full-width, or with blanks around it
    "commas",  # 1,450
    "percent",  # 98%
    "unit",  # 145亿元
    "times",  # 14.5万
    "unusual",  # +5, 010, 1_000, 1E+5, .5
    "long",
    "infinite",  # NaN and its kin
    "decimal comma",  # 1450,5 and 1,330,5
    "mark",  # 98.9², 133①, 248⒈8
    "brackets",  # (5), which is -5 in accounts
    "flag",  # 95p, 95*, 95(初步)
    "two",  # 10-12
    "none",
]


@dataclass(frozen=True, slots=True)
class Written:
    """How a text was written, the plain number that it means ("" where none), and what stands behind it."""

    way: Way
    number: str = ""
    rest: str = ""

    @property
    def why(self) -> Text | None:
        """What to say of it, where that helps more than that it is no number."""
        if self.flag:
            return words_of("found_flag", number=self.number, meant=words_of(families.FLAG.key(self.flag)))
        key = _WHY.get(self.way)
        return words_of(key, number=self.rest) if key else None

    @property
    def flag(self) -> Flag | None:
        """The flag that stands behind the number, as tables of statistics have it."""
        if self.way != "flag":
            return None
        return next(flag for flag, pattern in _FLAGS.items() if re.fullmatch(pattern, self.rest))


_WHY: dict[Way, str] = {
    "decimal comma": "found_comma",
    "mark": "found_mark",
    "brackets": "found_in_brackets",
    "two": "found_two",
}
# patterns stay texts until they are asked for: compiling all takes longer than most runs have to read
_NUMBER = r"[+-]?[0-9][0-9,_]*(?:\.[0-9]+)?"
_HEAD = rf"(?s)({_NUMBER})\s*(.*)"
_GROUPED = r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_UNUSUAL = r"[+-]?[0-9][0-9_]*(\.[0-9_]*)?([eE][+-]?[0-9]+)?|[+-]?\.[0-9]+"
_TWO = rf"{_NUMBER}[^\W\d_]{{0,4}}[%‰]?\s*[-–—~～〜至到/:、; ±]\s*{_NUMBER}[^0-9]*"
_ABOUT = r"(?:[%‰]?[^\W\d_]{0,4}?(?:左右|上下|[以之][上下内]|有?余|多)|\s*\+)[^0-9]*|or (?:more|less|so)"
"""What stands behind a number that is none in particular."""
_BEFORE = (
    r"(?i:[≈~～<>≤≥约超逾近]=?|大约|大致|约为|超过|接近|不?[高低大小多少]于|不[超多大高]过?于?|不[到足]|未[到达]|至[少多]"
    r"|ca\.?|circa|c\.|approx\.?|about|around|nearly|almost|up to|over|under|above|below|(?:more|less) than"
    rf"|at (?:least|most))\s*{_NUMBER}[^0-9]*"
)
"""What stands in front of one."""
_IN_BRACKETS = r"\(\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*%?\s*\)\s*%?"
_MINUSES = "‐‑‒–﹣"
"""Taken for a minus sign right in front of a number: programs write it so. A longer dash, or one apart from
the number, may as well begin an item of a list."""
_UNIT = r"(?s)(?:[^\W\d_]|[‰℃°])[^0-9]*"
_NOTE = r"[*†‡※]|^[(\[〔【]\s*[0-9注]"
_FLAGS: dict[Flag, str] = {
    "preliminary": (
        r"[(\[]?\s*(?:[pPeEᵖᵉ]|[Pp]r(?:ov|elim)[a-z.]*|[Ee]st[a-z.]*|\*+|初步?|初步核算|快报|预[计估测]?|估[计算]?)(?:数|值)?\s*[)\]]?"
    ),
    "revised": r"[(\[]?\s*(?:[rRʳ]|[Rr]ev[a-z.]*|修[订正])(?:数|值)?\s*[)\]]?",
}
"""What statisticians put behind a number: p, e and r, a star, or the word."""
_TIMES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "mn": 10**6, "bn": 10**9}
_FACTOR = rf"(?i)[百千]?[万亿]+|[百千]$|(?:{'|'.join(_WORDS)})(?![^\W\d_])"
"""What multiplies; 千 in 千瓦时 is the unit's own."""
_LONGEST = 30

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " ", 0x2212: "-"}
_HALF_WIDTH |= {0xFFE5: "¥"}


def half_width(text: str) -> str:
    """*text* with full-width letters, digits and signs as plain ones, and without blanks around it.

    Not NFKC, which makes 102 of 10² and 1 of ①: what is offered for pasting must be what was meant.
    """
    return text.translate(_HALF_WIDTH).strip()


_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"


def month_named(name: str) -> int:
    """The number of the month that is called so in English, in full or by three letters or more."""
    return _MONTHS.index(name[:3].lower()) // 3 + 1


def with_minus(plain: str) -> str:
    """*plain* with a minus sign for the dash that stands right in front of its number."""
    return "-" + plain[1:] if plain[:1] in _MINUSES and plain[1:2].isdecimal() else plain


def written(text: str, uom: str = "") -> Written:
    """How *text* was written; *uom* is the unit of measure that it may have behind it."""
    plain = with_minus(half_width(text))
    if plain.lower().lstrip("+-.") in ("nan", "inf", "infinity"):
        return Written("infinite")
    if _is_number(plain):
        return Written("plain" if plain == text else "width", plain)
    own = half_width(uom)
    if own not in ("", "%") and (before := _before(plain, own)) is not None:
        inside = written(before)
        if inside.way in ("plain", "width", "commas"):
            return Written("unit", inside.number, own)
    return _unusual(plain) or _with_rest(plain)


def _before(plain: str, own: str) -> str | None:
    """What stands before the unit of measure; before one that begins with a number a sign of times, too."""
    if not plain.endswith(own):
        return None
    rest = plain.removesuffix(own)
    if not own[0].isdigit():
        return rest
    return rest.rstrip()[:-1] if rest.rstrip().endswith(("×", "x", "*")) else None


def in_uom(one: Written, uom: str) -> str | None:
    """The plain number in *uom* that was meant, as far as it was said; None where it can't be told."""
    own = half_width(uom)
    if one.way == "percent":
        return one.number if any(sign in own for sign in ("%", "百分")) else None
    if one.rest in ("", own):
        return one.number or None
    factor, unit = _factor(one.rest)
    own_factor, _ = _factor(own)
    if own_factor:  # 14.5万 where 万人 is meant; but 万 isn't 亿
        return one.number if factor == own_factor and not unit else None
    if not (factor and unit in ("", own)):
        return None
    power = _WORDS.get(factor.lower()) or prod(_TIMES[char] for char in factor)
    return fixed(Decimal(one.number) * power)


def fixed(value: Decimal) -> str:
    """Without exponent, and without the zeros that a multiplication brings."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except ValueError:
        return False
    return True


def _with_rest(plain: str) -> Written:
    """A number with something in it or behind it."""
    head = re.fullmatch(_HEAD, plain)
    number, rest = (head[1], head[2]) if head else ("", plain)
    bare = number.replace(",", "")
    if _is_number(bare) and any(re.fullmatch(pattern, rest) for pattern in _FLAGS.values()):
        return Written("flag", bare, rest)
    if held := re.fullmatch(_IN_BRACKETS, plain):
        return Written("brackets", rest=held[1].replace(",", ""))
    if _has_mark(rest):
        return Written("mark")
    if (number and re.fullmatch(_ABOUT, rest)) or re.fullmatch(f"{_TWO}|{_BEFORE}", plain):
        return Written("two")
    if bare != number and not re.fullmatch(_GROUPED, number):
        return Written("decimal comma")
    if not _is_number(bare):
        usual = _unusual(bare)
        return usual if usual and (usual.way == "long" or not rest) else Written("none")
    if not (rest in ("", "%") or re.fullmatch(_UNIT, rest)):
        return Written("none")
    if not rest:
        return Written("commas", bare)
    if rest == "%":
        return Written("percent", bare, rest)
    factor, unit = _factor(rest)
    return Written("times" if factor and not unit.endswith("元") else "unit", bare, rest)


def _has_mark(rest: str) -> bool:
    """Whether superscripts, circled or dotted digits, or other footnote marks stand there; not those of km²."""
    return bool(re.search(_NOTE, rest)) or any(
        unicodedata.category(char) == "No" and not (before.isascii() and before.isalpha())
        for before, char in pairwise(" " + rest)
    )


def _factor(rest: str) -> tuple[str, str]:
    """万, million and the like in front of a unit of measure, and the unit."""
    found = re.match(_FACTOR, rest)
    return (found[0], rest[found.end() :].lstrip()) if found else ("", rest)


def _unusual(plain: str) -> Written | None:
    """A number in another notation, as it is usually written; one that would have too many digits."""
    if not re.fullmatch(_UNUSUAL, plain):
        return None
    exponent = re.search(r"[eE]([+-]?[0-9]+)$", plain)
    if len(plain) > _LONGEST or (exponent and abs(int(exponent[1])) > _LONGEST):
        return Written("long")
    usual = f"{Decimal(plain.replace('_', '')):f}".lstrip("+")
    if exponent and "." in usual:
        usual = usual.rstrip("0").rstrip(".")
    return Written("unusual", usual) if _is_number(usual) else Written("long")


_STROKES = r"[-‐‑‒–—―−─━﹣~～/\\、·.…*×]"
_STROKE = rf"(?i){_STROKES}+|[无空]|没有|暂无|n/?a|none|nil"
_EMPTY_WORDS = (
    r"(?i)(?:与|和|同|如)(?:上|前)(?:述|面|文|表|期|次|月|季度?|年|一[期次行月]|个?(?:月|季度))?(?:所述|相同|一样|一致)?"
    r"|(?:详?见|参见)(?:上|下|前|后|本)?(?:附件|附表|附|表|文|述|期|次|材料|备注)|另附|另报|另行(?:报送|说明|上报)"
    r"|从?略|省略|不详|不清楚?|不知道?|不明|未知|不适用|不涉及|没有?(?:原因|内容|说明)?|无(?:原因|内容|说明)?|暂?[缺无]"
    r"|待(?:定|补|补充|填|填写|报|完善)|尚未填写|测试|原因|措施|进展"
    r"|ditto|same(?:asabove|asbefore)?|(?:see|as)above|asbefore|ibid|tb[dac]|n\.?/?a|nil|null|none|unknown|test|x{2,}|ok"
)
_AROUND = r"^[\W_]+|[\W_]+$"


def tight(text: str) -> str:
    """*text* without any blanks, and with plain letters and stops for full-width ones."""
    return "".join(unicodedata.normalize("NFKC", text).replace("。", ".").split())


def fills_gap(text: str) -> bool:
    """Whether *text* only fills a gap: a stroke of any kind, or 无."""
    bare = tight(text)
    return bool(re.fullmatch(_STROKE, bare.rstrip(".") or bare))


def says_nothing(text: str) -> bool:
    """Whether words that should explain something don't: they fill a gap, say 同上, or are signs alone."""
    bare = re.sub(_AROUND, "", tight(text))
    return not bare or bool(re.fullmatch(_EMPTY_WORDS, bare)) or fills_gap(text)
