"""Problems in words: severity, title, message and hint of every code.

problems.toml holds what the reader finds in single files, rules.toml what the rules find in the whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from qstrong.model.base import Text
from qstrong.model.problem import Problem, ProblemTexts
from qstrong.model.shapes.later import Later
from qstrong.model.terms.settings import Severity
from qstrong.text.catalogue import words_of
from qstrong.text.language import listed, text_of

ProblemWords = Mapping[str, object]
"""What is put into templates, by their names; a `Text` is said in each language, what is `Later` made then."""
_HEAD = re.compile(r"^\[(Q[0-9]{3})\]$", re.MULTILINE)


class ProblemEntry(TypedDict):
    """What the catalogue says of a code: phrases by language, and a specimen."""

    severity: Severity
    title: Sequence[str]
    message: Sequence[str]
    hint: Sequence[str]
    why: Sequence[str]
    confirm: NotRequired[bool]
    """Whether it questions a value."""
    wrong: NotRequired[str]
    right: NotRequired[str]


class _Catalogue(Mapping[str, ProblemEntry]):
    """All codes, each entry read when it is asked for: a run says few of them.

    A key stands on one line, with a value that JSON has alike: its reader is there, TOML's slow to start.
    """

    def __init__(self, *files: Path) -> None:
        self._parts: dict[str, str] = {}
        self._read: dict[str, ProblemEntry] = {}
        for file in files:
            _, *parts = _HEAD.split(file.read_text("utf-8"))
            self._parts.update(zip(parts[::2], parts[1::2], strict=True))

    def __getitem__(self, code: str) -> ProblemEntry:
        if code not in self._read:
            lines = (line.split(" = ", 1) for line in self._parts[code].splitlines() if line[:1].isalpha())
            read = {key: json.loads(value) for key, value in lines}
            self._read[code] = cast("ProblemEntry", {"severity": "error", **read})
        return self._read[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


@cache
def problem_catalogue() -> Mapping[str, ProblemEntry]:
    """All codes: severity, title, message and hint as phrases, and `confirm` where it questions a value."""
    return _Catalogue(*(Path(__file__).with_name(name) for name in ("problems.toml", "rules.toml")))


def problem(code: str, path: str, pointer: str = "", /, **words: object) -> Problem:
    """The problem *code* with *words* put into its templates; a `Text` word is said in each language.

    A word `hint`, a `Text`, replaces the code's own. Raises KeyError where the code is missing, and where a
    word is once a text is read.
    """
    entry = problem_catalogue()[code]
    said = Later(partial(_texts, entry, words))
    return Problem(code, entry["severity"], said, path, pointer, confirm=entry.get("confirm", False))


def _texts(entry: ProblemEntry, given: ProblemWords) -> ProblemTexts:
    words = {name: one.made if isinstance(one, Later) else one for name, one in given.items()}
    hint = words.get("hint")
    return ProblemTexts(
        title=text_of(entry["title"], **words),
        message=text_of(entry["message"], **words),
        hint=hint if isinstance(hint, Text) else text_of(entry["hint"], **words),
    )


def problem_of_key(code: str, path: str, pointer: str, /, **words: object) -> Problem:
    """The same, where the key is meant rather than its value."""
    return replace(problem(code, path, pointer, **words), on_key=True)


def guess(name: str, known: Mapping[str, Text]) -> Text:
    """A hint for an id that isn't known: the nearest one, with its name, else how to list them."""
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return words_of("found_meant", name=near[0], full=known[near[0]])
    return words_of("found_ids", names=listed(list(known)[:5]))
