"""Problems in words: severity, title, message and hint of every code.

problems.toml holds what the reader finds in single files, rules.toml what the rules find in the whole.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from qstrong.model.base import Text
from qstrong.model.problem import Place, Problem


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """All codes: severity, and title, message and hint as pairs of Chinese and English templates."""
    files = (Path(__file__).with_name(name) for name in ("problems.toml", "rules.toml"))
    return {code: entry for file in files for code, entry in tomllib.loads(file.read_text("utf-8")).items()}


def problem(
    code: str,
    path: str,
    pointer: str = "",
    /,
    *,
    on_key: bool = False,
    place: Place | None = None,
    hint: Text | None = None,
    **words: object,
) -> Problem:
    """The problem *code* with *words* put into its templates; a `Text` word is said in each language.

    *hint* replaces the code's own. Raises KeyError where the code or a word is missing.
    """
    entry = catalogue()[code]
    own = hint or (_fill(entry["hint"], words) if "hint" in entry else None)
    title, message = _fill(entry["title"], words), _fill(entry["message"], words)
    return Problem(code, entry["severity"], title, message, own, path, pointer, on_key, place)


def _fill(pair: list[str], words: dict[str, object]) -> Text:
    zh, en = pair
    return Text(
        zh=zh.format(**{key: _say(word, "zh") for key, word in words.items()}),
        en=en.format(**{key: _say(word, "en") for key, word in words.items()}),
    )


def _say(word: object, lang: Any) -> object:
    return word.say(lang) if isinstance(word, Text) else word
