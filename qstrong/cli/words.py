"""The words of messages: what is put in may come from anywhere, and none of it reaches a terminal raw."""

from __future__ import annotations

import os

from qstrong.model.base import Lang
from qstrong.render.document import visible
from qstrong.text import catalogue


def safe_word(key: str, lang: Lang, /, **words: object) -> str:
    """The word or sentence *key*, with *words* put in: arguments, names of files, other programs' errors.

    They stay on one line, and what can't be seen in them is written out. KeyError where there is no such key.
    """
    return catalogue.word(key, lang, **{name: _shown(one) for name, one in words.items()})


def _shown(one: object) -> object:
    """*one* as a message may say it."""
    return visible(str(one)) if isinstance(one, str | os.PathLike | Exception) else one
