"""What is well-formed but hardly meant: text that looks like something else, or was cut.

Looked at is the raw text, by patterns that a good file doesn't match; what they find in a plain scalar
is confirmed by the parser's marks, so that comments, quoted texts and blocks are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import cast

from qstrong.model.shapes.nodes import ParserEvent
from qstrong.read.faults import FaultError, clip

MOST_ODDITIES = 20
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_STACKED = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2,}")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "＂": "＂", "＇": "＇", "”": "”"}
_QUOTED = re.compile(r"[:\-,\[{][ ]+[“‘「『＂＇”]")
_CUT = re.compile(r"[^ \n] #|[^ \n] +#[^ \n]|[\"'\]},]#")
_RUN_ON = re.compile(r"^[ ]*(?:- )?(?P<key>[A-Za-z_]+)[ ]*(?:：|:[^ \n])", re.MULTILINE)
_MAYBE_RUN_ON = re.compile(r"：|:[^ \n]")
_ORDINARY = re.compile(r"[\n -~\u4e00-\u9fff、。《》（），；—…·％]*+")
"""Characters of which none hides, combines, quotes or is written in two ways: a file that has no others, as
most have, needn't be searched for each of those."""
_WORDS = re.compile(r"[^\x00-\x7f]|[A-Za-z]{2,}.* ")


def is_ordinary(text: str) -> bool:
    """Whether *text* has characters alone that nothing is wrong with, whatever stands beside them."""
    return _ORDINARY.fullmatch(text) is not None


def oddities(text: str) -> list[FaultError]:
    """Every oddity in *text*, at most twenty of each kind."""
    found: list[FaultError] = []
    ordinary = is_ordinary(text)
    if not ordinary:
        found += [*islice(_characters(text), MOST_ODDITIES), *_line_ends(text)]
        if not unicodedata.is_normalized("NFC", text):
            found += islice(_not_nfc(text), MOST_ODDITIES)
    if (
        (not ordinary and _QUOTED.search(text))
        or ("#" in text and _CUT.search(text))
        or (_MAYBE_RUN_ON.search(text) and _RUN_ON.search(text))
    ):
        found += islice(_scalars(text), MOST_ODDITIES)
    return found


def _characters(text: str) -> Iterator[FaultError]:
    for pattern, code in ((_PRIVATE, "Q042"), (_STACKED, "Q043")):
        for match in pattern.finditer(text):
            chars = " ".join(f"U+{ord(char):04X}" for char in match[0][:4])
            yield _fault(code, text, match.start(), match.end(), char=chars)


def _line_ends(text: str) -> Iterator[FaultError]:
    lone = re.search(r"(?<!\r)\n", text)
    if lone and "\r\n" in text:
        later = max(lone.start(), text.index("\r\n"))
        yield _fault("Q040", text, text.rfind("\n", 0, later) + 1, later)


def _not_nfc(text: str) -> Iterator[FaultError]:
    """Each stretch of a letter and its marks, or single character, that NFC writes otherwise."""
    for match in re.finditer(r"[^\x00-\x7f]|[A-Za-z](?=[\u0300-\u036f])", text):
        start, end = match.span()
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        raw = text[start:end]
        if not unicodedata.combining(raw[0]) and not unicodedata.is_normalized("NFC", raw):
            right = unicodedata.normalize("NFC", raw)
            yield _fault("Q041", text, start, end, char=" ".join(f"U+{ord(c):04X}" for c in raw), right=right)


def _scalars(text: str) -> Iterator[FaultError]:
    """Plain scalars inside full-width quotes, and those that a # cuts short."""
    import yaml

    lines = text.replace("\r\n", "\n").split("\n")
    for event in cast("Iterator[ParserEvent]", yaml.parse(text, Loader=yaml.CSafeLoader)):
        scalar = isinstance(event, yaml.ScalarEvent)
        if scalar and not event.style:
            yield from _scalar(event, lines) if event.value else _swallowed(event, lines)
        if scalar or isinstance(event, yaml.CollectionEndEvent):
            yield from _glued(event, lines)


def _glued(event: ParserEvent, lines: list[str]) -> Iterator[FaultError]:
    """A # right behind a quote, a bracket or a comma, which libyaml takes for a comment."""
    end = event.end_mark
    rest = lines[end.line][end.column :] if end.line < len(lines) else ""
    start = rest.find("#")
    if rest[:1] == "#" or rest[:2] == ",#":
        words = {"text": clip(rest[start:]), "right": f"  {clip(rest[start:])}"}
        yield FaultError("Q044", end.line, end.column + start, end.line, len(lines[end.line]), words)


def _swallowed(event: ParserEvent, lines: list[str]) -> Iterator[FaultError]:
    """A value that begins with a #, all of which is a comment."""
    end = event.end_mark
    line = lines[end.line] if end.line < len(lines) else ""
    if match := re.match(r" (#[^ #\n].*)", line[end.column :]):
        words = {"text": clip(match[1]), "right": f'"{clip(match[1])}"'.replace("\\", "")}
        yield FaultError("Q044", end.line, end.column + 1, end.line, len(line), words)


def _scalar(event: ParserEvent, lines: list[str]) -> Iterator[FaultError]:
    value: str = event.value
    start, end = event.start_mark, event.end_mark
    if len(value) > 1 and _QUOTES.get(value[0]) == value[-1] and value[-1] not in value[1:-1]:
        words = {"text": clip(value), "right": f'"{clip(value[1:-1])}"'}
        yield FaultError("Q045", start.line, start.column, end.line, end.column, words)
    for number in range(start.line + 1, end.line + 1):
        if match := _RUN_ON.match(lines[number]):
            first, last = match.span("key")
            yield FaultError("Q046", number, first, number, last, {"key": match["key"]})
    line = lines[end.line] if end.line < len(lines) else ""
    rest = line[end.column :]
    if re.match(r" #| +#[^ ]", rest) and not re.match(r" {2,}# ", rest) and _WORDS.search(value):
        tail = rest.strip()
        words = {"text": clip(tail), "right": f'"{clip(value)} {clip(tail)}"'.replace("\\", "")}
        yield FaultError("Q044", end.line, end.column + 1, end.line, len(line), words)


def _fault(code: str, text: str, start: int, end: int, **words: object) -> FaultError:
    line = text.count("\n", 0, start)
    first = text.rfind("\n", 0, start) + 1
    return FaultError(code, line, start - first, line, max(end, start + 1) - first, words)
