"""How numbers, shares, periods and days are written; exact until they are.

What is rounded never looks like what it isn't: 0.99998 of a goal isn't 100.0%, and 0.00004 isn't 0. Where
rounding would make it so, there are more decimals (`apart`).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qstrong.model.base import Lang, UnitOfMeasure
from qstrong.model.period import last_day, month_number
from qstrong.text.language import LANGUAGES


def number(value: Decimal | Fraction | int | None) -> str:
    """*value* with its own decimals; a fraction that is no decimal as one, rounded half-even to 4 places."""
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return format(value or value.copy_abs(), "f")
    return _trimmed(_plain(Fraction(value)))


def _plain(value: Fraction) -> str:
    """*value* to 4 places; to more where it would look like 0, or like a number of two decimals."""
    found = rounded(value, 4)
    if found.endswith("00"):
        found = apart(value, 4, Fraction(found))
    return found


MORE = 3
"""So many more decimals tell two numbers apart that would look the same; beyond, the last one is cut off."""


def apart(value: Fraction, places: int, *others: Fraction) -> str:
    """*value* to so many decimals, and to more where it would look like one of the *others*, and isn't it.

    Where even those don't suffice, its last decimal is rounded away from the other. What is all but 0 has
    two digits that say how much it is.
    """
    found = rounded(value, places)
    for other in others:
        if found != rounded(other, places) or value == other:
            continue
        if other == 0:
            return _significant(value, places)
        more = places
        while more < places + MORE and found == rounded(other, more):
            more += 1
            found = rounded(value, more)
        if found == rounded(other, more):
            step = Fraction(1 if value > other else -1, 10**more)
            return rounded(Fraction(found) + step, more)
    return found


def rounded(value: Fraction, places: int) -> str:
    """*value* to so many decimals, half-even, from the exact fraction."""
    scaled, rest = divmod(value.numerator * 10**places, value.denominator)
    if rest * 2 + scaled % 2 > value.denominator:
        scaled += 1
    sign, scaled = ("-", -scaled) if scaled < 0 else ("", scaled)
    if not places:
        return f"{sign}{scaled}"
    return f"{sign}{scaled // 10**places}.{scaled % 10**places:0{places}}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _significant(value: Fraction, places: int) -> str:
    """A number that isn't 0, to at least so many decimals and two digits that aren't 0."""
    more = places
    while abs(value) * 10**more < 1:
        more += 1
    found = rounded(value, more + 1)
    return found.rstrip("0") if len(found.partition(".")[2]) > places else found


def percent(share: Fraction | None, places: int = 1) -> str:
    """A share in per cent: 0.672 → 67.2%; what isn't all, or nothing, doesn't look so: 0.99998 → 99.998%."""
    return "–" if share is None else f"{apart(share * 100, places, *_WHOLE)}%"


_WHOLE = (Fraction(100), Fraction(0))


def percents(done: Fraction, expected: Fraction | None, places: int = 1) -> tuple[str, str]:
    """Two shares beside each other; what is less than expected doesn't look as much."""
    if expected is None or done >= expected:
        return percent(done, places), percent(expected, places)
    one = f"{apart(done * 100, places, *_WHOLE, expected * 100)}%"
    more = len(one.removesuffix("%").partition(".")[2])
    other = percent(
        expected, more if rounded(done * 100, places) == rounded(expected * 100, places) else places
    )
    more = places
    while one == other and more < places + MORE:
        more += 1
        one, other = f"{apart(done * 100, more, *_WHOLE, expected * 100)}%", percent(expected, more)
    return one, other


def share_of(share: Fraction) -> str:
    """A share in per cent, as precise as its size asks for: 904000%, 112.4%, 0.0092%."""
    if abs(share) >= 10:
        return percent(share, 0)
    places = 1
    while share and places < 12 and abs(share) * 10 ** (places + 1) < 1:
        places += 1
    return percent(share, places)


TIMES = " × "
"""Between a number and a unit of measure that begins with one."""


_ONE = re.compile(r"\D?1")
_COUNTED = tuple(
    (rf"(?i){several}(?=/| (?:per|of|in|for|with|a)\b|$)", one)
    for several, one in (
        (r"\bpeople", "person"),
        (r"(?<!\bser)(?<!\bspec)(?<=[^\Waeiou])ies", "y"),
        (r"(ch|sh|ss|x)es", r"\1"),
        (r"\b(?!\w*ies\b)(\w*[aeiouy]\w*[^\Wius])s", r"\1"),
    )
)
"""How units of measure that count end in English where there are several, and where there is one."""


def _of_one(uom: str) -> str:
    """The unit of measure of a single one: enterprise, death per year."""
    every = [(found, one) for several, one in _COUNTED if (found := re.search(several, uom))]
    if not every:
        return uom
    first, one = min(every, key=lambda each: each[0].end())
    return uom[: first.start()] + first.expand(one) + uom[first.end() :]


def with_uom(text: str, uom: str, space: str = " ") -> str:
    """A number with its unit of measure: 12.5%, 132.4 亿元; 132.4 × 100 million yuan, lest it be one number."""
    if _ONE.fullmatch(text):
        uom = _of_one(uom)
    letters = uom[:1].isascii() and uom[:1].isalpha()
    joint = TIMES if uom[:1].isdigit() else " " if letters else space
    return f"{text}%" if uom == "%" else f"{text}{joint}{uom}" if uom else text


def measured(text: str, uom: str, lang: Lang) -> str:
    """A number with its unit of measure in *lang*."""
    return with_uom(text, uom_words(uom, lang))


def uom_words(uom: str, lang: Lang) -> str:
    """A unit of measure in *lang*."""
    return uom.say(lang) if isinstance(uom, UnitOfMeasure) else uom


def uom_texts(uom: str) -> tuple[str, ...]:
    """A unit of measure in each language that it has."""
    return uom.texts.texts() if isinstance(uom, UnitOfMeasure) else (uom,)


def json_number(value: Decimal | Fraction | None) -> Decimal | None:
    """A number for JSON: a decimal as it is, a fraction to 12 decimals; 1 and 0 are just that."""
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(_trimmed(apart(value, 12, Fraction(1), Fraction(0))))


def month_words(month: int, lang: Lang) -> str:
    """The end of a month in prose: 2026 年 6 月底, June 2026."""
    day = last_day(month)
    return LANGUAGES[lang].month_end[day.month - 1].format(y=day.year)


def day_words(day: date, lang: Lang) -> str:
    """A day in prose: 2027 年 1 月 20 日, 20 January 2027."""
    return LANGUAGES[lang].day[day.month - 1].format(y=day.year, d=day.day)


def deadline_words(day: date, year: int, lang: Lang) -> str:
    """A day in short, as papers of *year* have it: 9月底, 12月15日, 2027年3月底."""
    other, ends, days = LANGUAGES[lang].soon
    at_end = day == last_day(month_number(day))
    text = ("" if day.year == year else other) + (ends if at_end else days)[day.month - 1]
    return text.format(y=day.year, d=day.day)
