"""The words of the interface: one catalogue, Chinese and English."""

from __future__ import annotations

from qstrong.model.base import Lang
from qstrong.text.words.common import WORDS


def word(key: str, lang: Lang, **words: object) -> str:
    """The word or sentence *key* in *lang*, with *words* put in. KeyError where there is none."""
    text = WORDS[key][lang == "en"]
    return text.format(**words) if words else text


def span_words(months: int, lang: Lang) -> str:
    """So many months, in years where they are whole: 三年, 3 years."""
    years, rest = divmod(months, 12)
    if rest:
        return word("months", lang, n=months)
    return word("years", lang, n="两" if lang == "zh" and years == 2 else numeral(years, lang))


def numeral(n: int, lang: Lang) -> str:
    """A small whole number as prose has it: 三, 3."""
    return "零一二三四五六七八九十"[n] if lang == "zh" and n <= 10 else str(n)
