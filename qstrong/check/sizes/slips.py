"""What a value may have been meant to be: slips of the pen that spoil a number, a row each."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from qstrong.check.sizes.codes import may_be_code
from qstrong.model.base import Text
from qstrong.model.kinds import limits_of
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass
from qstrong.text.catalogue import word, words_of
from qstrong.text.language import in_each
from qstrong.text.numbers import uom_texts, uom_words
from qstrong.text.written import fixed

YI, WAN = "亿", "万"
THOUSAND, MILLION, BILLION = "thousand", "million", "billion"
NUMBERS = {YI: "100 million", WAN: "10,000", THOUSAND: THOUSAND, MILLION: MILLION, BILLION: BILLION, "": ""}
"""What stands before a unit of measure that isn't named in Chinese, or behind it: USD million."""
MOST_DIGITS = 9
"""So many digits too many or too few are looked for."""
ALIKE = Decimal(10).sqrt()
"""Two values are alike up to this factor: between neighbouring powers of ten only one can be meant."""
NEAR = 40
"""So many percentage points apart two rates of growth may be that are alike."""


def signed(target: AnyTarget) -> bool:
    """Whether its values may be below 0."""
    low, _ = limits_of(target)
    return low is None or low < 0


def alike(one: Decimal, other: Decimal) -> bool:
    """Whether two values are of one sign and size."""
    return one * other > 0 and abs(one) <= ALIKE * abs(other) and abs(other) <= ALIKE * abs(one)


def near(one: Decimal, other: Decimal) -> bool:
    """Whether two rates of growth may belong to one series."""
    return abs(one - other) <= NEAR


@dataclass(frozen=True, slots=True)
class Slip:
    """One way to spoil a number."""

    tell: Callable[[str, str, Text], Text]
    """What is said of it: of the right number, the target's unit of measure, and the other one."""
    applies: Callable[[AnyTarget], bool]
    mend: Callable[[Decimal], Decimal]
    other: Callable[[str], Text] = lambda uom: Text(zh=uom)
    """The unit of measure in which the number was given, from the target's own."""
    fits: Callable[[Decimal, Decimal], bool] = alike


def _minus(right: str, *_: object) -> Text:
    return words_of("slip_minus", right=right)


def _share(right: str, *_: object) -> Text:
    return words_of("slip_share", right=right)


def _index(right: str, *_: object) -> Text:
    return words_of("slip_index", right=right)


def _uom(right: str, uom: str, other: Text) -> Text:
    return words_of("slip_uom", right=right, uom=uom, other=other)


def _has(sign: str) -> Callable[[AnyTarget], bool]:
    return lambda target: sign in target.uom.lower()


def _percent(target: AnyTarget) -> bool:
    return target.uom == "%"


def _growth(target: AnyTarget) -> bool:
    return _percent(target) and signed(target)


def _ones(target: AnyTarget) -> bool:
    """Whether it is measured in ones: neither in 万 or 亿, nor in parts."""
    return _chinese(target) and not any(sign in target.uom for sign in (YI, WAN))


def _plain_ones(target: AnyTarget) -> bool:
    """The same where it isn't named in Chinese: neither in thousands nor in millions."""
    named = bool(target.uom) and not any(
        sign in target.uom.lower() for sign in ("%", "‰", THOUSAND, MILLION, BILLION)
    )
    return named and not _chinese(target)


def _chinese(target: AnyTarget) -> bool:
    return _in_chinese(target.uom)


def _in_chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


def _named(old: str, new: str) -> Callable[[str], Text]:
    """The unit of measure with another number in it, in each of its languages."""

    def renamed(text: str) -> str:
        if _in_chinese(text):
            return text.replace(old, new) if old else f"{new}{text}"
        was, now = NUMBERS[old], NUMBERS[new]
        return " ".join((re.sub(rf"(?i)\b{was}\b", now, text) if was else f"{now} {text}").split())

    return lambda uom: in_each(lambda lang: renamed(uom_words(uom, lang)) or word("slip_ones", lang))


def _measured(own: tuple[str, ...], other: tuple[str, str], share: str) -> Slip:
    """A number in another unit of the same measure, by its Chinese name and its sign: 公顷 for 平方公里."""

    def applies(target: AnyTarget) -> bool:
        return any(name in own for name in uom_texts(target.uom))

    def named(uom: str) -> Text:
        return in_each(lambda lang: other[0 if _in_chinese(uom_words(uom, lang)) else 1])

    return Slip(_uom, applies, lambda value: value * Decimal(share), named)


_KM2, _HA = ("平方公里", "平方千米", "km²", "km2"), ("公顷", "ha", "hectares")


def _shifted(places: int) -> Callable[[Decimal], Decimal]:
    return lambda value: value.scaleb(places)


SLIPS = (
    Slip(_minus, signed, lambda value: -value),
    Slip(_share, _percent, _shifted(2)),
    Slip(_index, _growth, lambda value: value - 100, fits=near),
    _measured(_KM2, ("公顷", "ha"), "0.01"),
    _measured(_KM2, ("平方米", "m²"), "0.000001"),
    _measured(_HA, ("平方米", "m²"), "0.0001"),
    _measured(_HA, ("平方公里", "km²"), "100"),
    _measured(("吨", "t", "tonnes"), ("千克", "kg"), "0.001"),
    Slip(_uom, _has(YI), _shifted(-4), _named(YI, WAN)),
    Slip(_uom, _has(YI), _shifted(-8), _named(YI, "")),
    Slip(_uom, _has(WAN), _shifted(4), _named(WAN, YI)),
    Slip(_uom, _has(WAN), _shifted(-4), _named(WAN, "")),
    Slip(_uom, _ones, _shifted(4), _named("", WAN)),
    Slip(_uom, _ones, _shifted(8), _named("", YI)),
    Slip(_uom, _plain_ones, _shifted(3), _named("", THOUSAND)),
    Slip(_uom, _plain_ones, _shifted(6), _named("", MILLION)),
    Slip(_uom, _has(THOUSAND), _shifted(-3), _named(THOUSAND, "")),
    Slip(_uom, _has(MILLION), _shifted(-3), _named(MILLION, THOUSAND)),
    Slip(_uom, _has(MILLION), _shifted(-6), _named(MILLION, "")),
    Slip(_uom, _has(BILLION), _shifted(-3), _named(BILLION, MILLION)),
    Slip(_uom, _has(BILLION), _shifted(-9), _named(BILLION, "")),
)


def slip(target: AnyTarget, value: Decimal, expected: Decimal) -> Text:
    """How *value* may have come about where one like *expected* was meant; else that it be looked at."""
    if not value or may_be_code(value):
        return words_of("slip_code", value=fixed(value))
    for one in SLIPS:
        right = one.mend(value)
        if one.applies(target) and one.fits(right, expected):
            other = one.other(target.uom)
            return one.tell(fixed(right), target.uom, other)
    if target.measure == "since_plan":
        return words_of("slip_stock")
    for n in range(1, MOST_DIGITS + 1):
        if alike(value.scaleb(-n), expected):
            return words_of("slip_digits", n=n, right=fixed(value.scaleb(-n)))
        if alike(value.scaleb(n), expected):
            return words_of("slip_missing", n=n, right=fixed(value.scaleb(n)))
    return words_of("slip_unknown", uom=target.uom or "–")
