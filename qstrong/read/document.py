"""One file of a source: its tree, or the problems that keep it from being one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qstrong.model.base import Text
from qstrong.model.problem import Problem
from qstrong.read.faults import FaultError, lines_of
from qstrong.read.source import MIB, Source, UnreadableError, most_bytes
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem

if TYPE_CHECKING:
    from qstrong.read.strict import Parsed

_UNREADABLE = {"large": "Q006", "link": "Q007", "special": "Q007"}


def read_document(source: Source, name: str) -> tuple[Parsed | None, list[Problem]]:
    """The tree of the file *name*, or None, and what is wrong or odd about its bytes or its YAML."""
    try:
        data = source.read(name)
    except UnreadableError as error:
        return None, [unreadable(error, name)]
    return document_of(data, name)


def document_of(data: bytes, name: str) -> tuple[Parsed | None, list[Problem]]:
    """The same of the bytes of the file *name*."""
    from qstrong.read.strict import parse

    parsed = parse(data)
    wrong = parsed.faults or parsed.oddities
    lines = _lines(data) if wrong else []
    problems = [fault.problem(name, lines) for fault in wrong]
    return (None if parsed.faults else parsed), problems


def unreadable(error: UnreadableError, name: str) -> Problem:
    """The problem of a file or folder whose bytes can't be had."""
    return problem(_UNREADABLE.get(error.reason, "Q005"), name, most=most_bytes(name) // MIB)


def twin(source: Source, path: str, right: str) -> Text:
    """What to do with *path*, which seems a copy of *right* beside it: neither is renamed over the other."""
    folder, _, name = path.rpartition("/")
    try:
        same = source.read(path) == source.read(f"{folder}/{right}" if folder else right)
    except UnreadableError:
        same = False
    return words_of("found_twin" if same else "found_beside", name=name, right=right)


def _lines(data: bytes) -> list[str]:
    """The lines to show, none of what is no text; in an encoding that makes them readable, if not UTF-8."""
    from qstrong.read.strict import decode

    try:
        return lines_of(decode(data))
    except FaultError as fault:
        if fault.code == "Q052":
            return []
        encoding = str(fault.words.get("encoding", "utf-8-sig"))
        if encoding == "GBK":  # columns are counted in UTF-8 up to the first byte that isn't
            encoding = (
                "gb18030"
                if fault.line == 0 or data.split(b"\n")[fault.line][: fault.column].isascii()
                else "utf-8-sig"
            )
        return lines_of(data.decode(encoding, "replace"))
