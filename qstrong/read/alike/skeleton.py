"""What a filing's text is apart from its values: texts with one skeleton are one tree with other leaves.

A text is split at its values: plain ones of harmless characters, and ones in quotes without escapes, each
behind `key: ` and up to the end of its line, or of its part of a group in braces. What remains is the
skeleton. It is an even one where it has lines of a few forms alone: a key, with or without a value, behind a
dash or not; a group in braces; a comment. There no value can reach beyond its place, begin anything but
itself, or be cut: whatever harmless values stand in it, the parser sees the same keys, lists and groups at
the same depth, and the strict reader has the same to say of them, which is nothing if it had nothing to say
of the first.
"""

from __future__ import annotations

import re

from qstrong.model.grammar import MOST_CHARACTERS
from qstrong.read.strict import NULLS

_HARMLESS = r" 0-9A-Za-z\u4e00-\u9fff、。《》（），；—…·％〔〕_./()+%;<>=~*\-"
"""None that the parser, the strict reader or a search for oddities takes for more than a letter or blank."""
_VALUE = re.compile(rf": (['\"]?+[{_HARMLESS}]*+['\"]?+)(?=[\n,}}])")
"""Whether its quotes match, and what it begins and ends with, is for `said_text` to see."""
_KEY = "[a-z_]{1,40}"
_EVEN = re.compile(
    rf"(?: *(?:#[^\n\r\0]*|(?:- )?(?:{_KEY}(?:\0|:)|\{{{_KEY}\0(?:, {_KEY}\0)*\}}))\n)+",
)
"""An even skeleton's lines, with a null character where each value stood."""

Skeleton = tuple[str, ...]
"""What stands before, between and behind the values."""


def taken_apart(data: bytes) -> tuple[Skeleton, list[str]]:
    """The skeleton of a file's bytes, and its values as they are written; none where they are no text."""
    try:
        pieces = _VALUE.split(data.decode())
    except UnicodeDecodeError:
        return (), []
    return tuple(pieces[::2]), pieces[1::2]


def is_even(skeleton: Skeleton) -> bool:
    """Whether it has lines of those few forms alone."""
    return _EVEN.fullmatch("\0".join(skeleton)) is not None


def said_text(written: str) -> str | None:
    """The text that a value says as it is *written*; None where it says none, or isn't one for this."""
    quote = written[:1]
    if quote in ("'", '"'):
        text = written[1:-1] if len(written) > 1 and written[-1] == quote else None
    else:
        begun = written.removeprefix("-")[:1].isalnum() and written[-1] not in " '\""
        text = written if begun and written not in NULLS else None
    return text if text is not None and len(text) <= MOST_CHARACTERS else None
