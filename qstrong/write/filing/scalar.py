"""Values as YAML: in the strict subset, so that reading gives back exactly what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qstrong.read.strict import NULLS

Value = str | Sequence[str]
"""A scalar's text, or a list of such."""

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<“”‘’「」『』＂＇][^\n]*")
_DANGER = re.compile(r":(?=\s|$)|\s#|\s$")
_FLOW = re.compile(r"[,\[\]{}]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_QUOTED_IDS = frozenset({"action"})
"""Keys whose values look like numbers and aren't: in quotes, for other readers of the file."""


def scalar(text: str, key: str = "", *, flow: bool = False) -> str:
    """*text* as one YAML scalar on one line: plain where that is safe, else in quotes."""
    if key in _QUOTED_IDS:
        return f'"{text}"' if re.fullmatch(r"[\w.-]+", text) else _quoted(text)
    if _NUMBER.fullmatch(text):
        return text
    safe = _PLAIN.fullmatch(text) and not _DANGER.search(text) and text not in NULLS
    if safe and not (flow and _FLOW.search(text)):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """In single quotes; in double ones where line ends have to be written."""
    if not re.search(r"[\n\r\t]", text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return '"' + escaped.replace("\t", "\\t") + '"'


def value(given: Value, key: str = "", *, flow: bool = False) -> str:
    """A scalar, or a list in brackets."""
    if isinstance(given, str):
        return scalar(given, key, flow=flow)
    return "[" + ", ".join(scalar(one, key, flow=True) for one in given) + "]"


def in_braces(entry: Mapping[str, Value]) -> str:
    """A group of keys on one line."""
    return "{" + ", ".join(f"{key}: {value(one, key, flow=True)}" for key, one in entry.items()) + "}"


def in_lines(entry: Mapping[str, Value]) -> list[str]:
    """A group of keys, a line each."""
    return [f"{key}: {value(one, key)}" for key, one in entry.items()]
