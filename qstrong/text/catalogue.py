"""The words of the interface: one catalogue."""

from __future__ import annotations

from qstrong.model.base import Lang, Text
from qstrong.text.language import LANGUAGES, say, text_of
from qstrong.text.words.common import WORDS


def word(key: str, lang: Lang, /, **words: object) -> str:
    """The word or sentence *key* in *lang*, with *words* put in. KeyError where there is none."""
    return say(WORDS[key], lang, **words)


def words_of(key: str, /, **words: object) -> Text:
    """The same in every language."""
    return text_of(WORDS[key], **words)


def span_words(months: int, lang: Lang) -> str:
    """So many months, in years where they are whole: 三年, 3 years."""
    years, rest = divmod(months, 12)
    if rest:
        return word("months", lang, n=months)
    language = LANGUAGES[lang]
    said = language.two if years == 2 else language.numeral(years)
    return word("years", lang, said=said, n=years)
