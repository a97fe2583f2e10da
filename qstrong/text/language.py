"""The languages: each a column of every phrase, with its plurals, joints, numerals, months and days.

To add a language: its id in `Lang`, a field in `Text`, a row in `LANGUAGES`, a column in each phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qstrong.model.shapes.value import dataclass

if TYPE_CHECKING:  # help is said without the model
    from qstrong.model.base import Lang, Text
    from qstrong.model.period import Period

Phrase = tuple[str, str]
"""One text in every language, in the order of `LANGUAGES`; {n:error|errors} is a plural, by the language's rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How one language is written: what no single phrase can say."""

    column: int
    """Its place in a phrase."""
    tag: str
    """Its name for other programs (BCP 47)."""
    plural: Callable[[int], int] = lambda _: 0
    """Which of a plural's forms so many take."""
    listing: str
    """Between names."""
    comma: str
    colon: str
    semicolon: str
    stop: str
    gap: str
    """Between things that stand in one line."""
    space: str
    """Between the words of a sentence."""
    cased: bool
    """Whether a sentence begins with a capital."""
    brackets: str
    item: str
    """The number {k} of an entry."""
    pending: str
    """What is waited for, where the plan's office says from whom."""
    circled: bool
    """Whether such a number is a sign of its own."""
    wide: Mapping[str, str]
    """What punctuation becomes in official writing."""
    numerals: Sequence[str]
    """The numbers from 0 as prose has them; beyond these, digits."""
    two: str
    """The number 2 before what is counted."""
    name_width: int
    """The least columns of a table in which names can be read."""
    weekdays: Sequence[str]
    month_end: Sequence[str]
    """By month: its end, as a point in time."""
    periods: Mapping[int, Sequence[str]]
    """By a period's months and its index from 1: what it is called."""
    fiscal: Mapping[int, Sequence[str]]
    """The same where years don't begin in January, {y} being 2024/25."""
    day: Sequence[str]
    """By month: a {d}ay of it in the year {y}."""
    soon: tuple[str, Sequence[str], Sequence[str]]
    """A deadline in short: the {y}ear where it is another one, then by month its end, or a {d}ay of it."""

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other."""
        return self.listing.join(names)

    def tight(self, text: str) -> str:
        """Generated words as official writing has them: without blanks where the language needs none."""
        return text if self.space else text.replace(" ", "")

    def capital(self, text: str) -> str:
        """*text* as a sentence begins."""
        return text[:1].upper() + text[1:] if self.cased else text

    def small(self, text: str) -> str:
        """*text*, which begins with a capital where it stands alone, inside a sentence."""
        return text[:1].lower() + text[1:] if self.cased else text

    def bracketed(self, text: str) -> str:
        """*text* as something said by the way."""
        return self.brackets.format(text=text)

    def numeral(self, n: int) -> str:
        """A small whole number as prose has it: 三, 3."""
        return self.numerals[n] if n < len(self.numerals) else str(n)

    def numbered(self, k: int) -> str:
        """The mark of a list's entry *k*: ①, 1."""
        return self.item.format(k=circled(k) if self.circled else k)


def circled(k: int) -> str:
    """A number in a circle; beyond 20 in brackets."""
    return chr(ord("①") + k - 1) if k <= 20 else f"({k})"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YUE = range(1, 13)

LANGUAGES: dict[Lang, Language] = {
    "zh": Language(
        column=0,
        tag="zh-CN",
        listing="、",
        comma="，",
        colon="：",
        semicolon="；",
        stop="。",
        gap="　",
        space="",
        cased=False,
        brackets="（{text}）",
        item="{k}",
        pending="待{who}反馈",
        circled=True,
        wide={", ": "，", "; ": "；", ": ": "：", "? ": "？"},
        numerals="零一二三四五六七八九十",
        two="两",
        name_width=12,
        weekdays="一二三四五六日",
        month_end=[f"{{y}} 年 {m} 月底" for m in _YUE],
        periods={
            12: ("{y} 年",),
            6: ("{y} 年上半年", "{y} 年下半年"),
            3: [f"{{y}} 年第{k}季度" for k in "一二三四"],
            1: [f"{{y}} 年 {m} 月" for m in _YUE],
        },
        fiscal={
            12: ("{y}年度",),
            6: ("{y}年度上半年", "{y}年度下半年"),
            3: [f"{{y}}年度{k}季度" for k in "一二三四"],
        },
        day=[f"{{y}} 年 {m} 月 {{d}} 日" for m in _YUE],
        soon=("{y}年", [f"{m}月底" for m in _YUE], [f"{m}月{{d}}日" for m in _YUE]),
    ),
    "en": Language(
        column=1,
        tag="en",
        plural=lambda n: n != 1,
        listing=", ",
        comma=", ",
        colon=": ",
        semicolon="; ",
        stop=". ",
        gap=" · ",
        space=" ",
        cased=True,
        brackets=" ({text})",
        item="{k}. ",
        pending="Pending",
        circled=False,
        wide={},
        numerals=(),
        two="2",
        name_width=18,
        weekdays=_WEEK,
        month_end=[f"{m} {{y}}" for m in _MONTHS],
        periods={
            12: ("{y}",),
            6: ("H1 {y}", "H2 {y}"),
            3: [f"Q{k} {{y}}" for k in range(1, 5)],
            1: [f"{m} {{y}}" for m in _MONTHS],
        },
        fiscal={
            12: ("{y}",),
            6: ("{y} H1", "{y} H2"),
            3: [f"{{y}} Q{k}" for k in range(1, 5)],
        },
        day=[f"{{d}} {m} {{y}}" for m in _MONTHS],
        soon=("", [f"{{d}} {m} {{y}}" for m in _MONTHS], [f"{{d}} {m} {{y}}" for m in _MONTHS]),
    ),
}


_PLURAL = r"\{\w+:[^{}]*\|([^{}|]*)\}"


class _Counted:
    """A number that knows the plurals of a language."""

    def __init__(self, n: int, language: Language) -> None:
        self.n, self.language = n, language

    def __format__(self, spec: str) -> str:
        if "|" in spec:
            return spec.split("|")[self.language.plural(self.n)]
        return format(self.n, spec)


def say(phrase: Sequence[str], lang: Lang, /, **words: object) -> str:
    """The phrase in *lang*, with *words* put in; a `Text` or a period among them in that language, too.

    Raises KeyError where a word is missing, ValueError where a plural's is no whole number.
    """
    language = LANGUAGES[lang]
    text = phrase[language.column]
    if not words:
        return text
    if "uom" in words and _said(words["uom"], lang, language) == "":
        text = re.sub(_IN_BRACKETS, "", text)  # a number without a unit of measure needs no brackets for it
    return text.format_map(_Words(words, lang, language))


class _Words:
    """Words by the names that a phrase has for them, each said in one language when the phrase has it."""

    def __init__(self, words: Mapping[str, object], lang: Lang, language: Language) -> None:
        self.words, self.lang, self.language = words, lang, language

    def __getitem__(self, name: str) -> object:
        return _said(self.words[name], self.lang, self.language)


_IN_BRACKETS = r" ?[(（]\{uom\}[)）]"


def template(phrase: Sequence[str], lang: Lang) -> str:
    """The phrase in *lang* before anything is put in, said of many."""
    return re.sub(_PLURAL, r"\1", phrase[LANGUAGES[lang].column])


def _said(one: object, lang: Lang, language: Language) -> object:
    if isinstance(one, int):
        return _Counted(one, language)
    said = getattr(one, "say", None)  # a `Text` has it, and a unit of measure
    if said:
        return said(lang)
    return one if isinstance(one, str) else _in_short(one, lang)


def _in_short(one: object, lang: Lang) -> object:
    from qstrong.model.period import Period

    return period_short(one, lang) if isinstance(one, Period) else one


def period_short(period: Period, lang: Lang) -> str:
    """A period in tables: 2026Q2, as files have it; where years don't begin in January 2024/25 Q1."""
    return period_words(period, lang) if _fiscal(period) else str(period)


def period_words(period: Period, lang: Lang) -> str:
    """A period in prose: 2026 年第二季度, Q2 2026; 2024/25年度一季度, 2024/25 Q1."""
    own = LANGUAGES[lang].fiscal if _fiscal(period) else LANGUAGES[lang].periods
    return own[period.months][period.index - 1].format(y=year_words(period))


def _fiscal(period: Period) -> bool:
    """Whether it goes by years that don't begin in January: calendar months never do."""
    return bool(period.shift) and period.months > 1


def year_words(period: Period) -> str:
    """The year of a period: 2026; 2024/25 where years don't begin in January."""
    if not _fiscal(period):
        return str(period.year)
    first = period.year if period.shift < 0 else period.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def in_each(say_in: Callable[[Lang], str]) -> Text:
    """What *say_in* says, in every language."""
    from qstrong.model.base import Text

    made: Callable[..., Text] = Text
    return made(**{lang: say_in(lang) for lang in LANGUAGES})


def listed(names: Iterable[str | Text]) -> Text:
    """Names one after the other, in every language."""
    each = list(names)
    return in_each(
        lambda lang: LANGUAGES[lang].listed(str(_said(one, lang, LANGUAGES[lang])) for one in each)
    )


def text_of(phrase: Sequence[str], /, **words: object) -> Text:
    """The phrase in every language, with *words* put in."""
    return in_each(lambda lang: say(phrase, lang, **words))
