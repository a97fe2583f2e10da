"""Summaries as JSON, and back: compact, exact, and nothing in it can run.

A value of a class is the list of its fields' values; the classes' own annotations say how each is written. A
summary's targets stand apart: most tables need them of no plan.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from qstrong.model.base import Text
from qstrong.model.period import Period
from qstrong.model.rollup.summary import Summary, TargetSummary
from qstrong.model.shapes.value import Fielded
from qstrong.model.terms.exact import Exact

_Write = Callable[..., object]
_Read = Callable[..., Any]
"""What is read is of the type that its annotation says, and that one goes by a value."""
_Ways = tuple[_Write, _Read]
_SAME = (str, int, bool)


def pack(summary: Summary) -> tuple[str, str]:
    """*summary* without its targets, and these, each as a line of JSON."""
    head = _ways(Summary)[0](replace(summary, targets=()))
    return _line(head), _line(_ways(tuple[TargetSummary, ...])[0](summary.targets))


def unpack(head: str | bytes, targets: str | bytes = b"[]") -> Summary:
    """The summary that `pack` made lines of; raises what Python does where it made no such lines."""
    found: Summary = _ways(Summary)[1](json.loads(head))
    some = json.loads(targets)
    return replace(found, targets=_ways(tuple[TargetSummary, ...])[1](some)) if some else found


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(value: Text) -> str | list[str]:
    return value.zh if value.en is None else [value.zh, value.en]


def _untext(found: str | list[str]) -> Text:
    return Text(zh=found) if isinstance(found, str) else Text(zh=found[0], en=found[1])


def _exact(value: Exact) -> str:
    return str(value) if isinstance(value, Decimal) else f"{value.numerator}/{value.denominator}"


def _unexact(found: str) -> Exact:
    return Fraction(found) if "/" in found else Decimal(found)


_KNOWN: dict[object, _Ways] = {
    Text: (_text, _untext),
    Decimal: (str, Decimal),
    Fraction: (_exact, Fraction),
    Exact: (_exact, _unexact),
    date: (date.isoformat, date.fromisoformat),
    Period: (
        lambda value: [value.year, value.months, value.index, value.shift],
        lambda found: Period(*found),
    ),
}


def _same(value: object) -> object:
    return value


@cache
def _ways(kind: object) -> _Ways:
    """How a value of that annotation is written and read."""
    if found := _KNOWN.get(kind):
        return found
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _SAME or origin is Literal:
        return _same, _same
    if origin in (Union, UnionType):
        return _perhaps(*(one for one in inner if one is not NoneType))
    if origin is tuple:
        return _several(inner[0])
    if origin is Mapping:
        return dict, _same  # of words to numbers
    if isinstance(kind, type) and is_dataclass(kind):
        return _fields(kind)
    raise TypeError(kind)


def _perhaps(*kinds: object) -> _Ways:
    write, read = _ways(kinds[0] if len(kinds) == 1 else Union[kinds])  # noqa: UP007 (made of a tuple)
    if write is _same:
        return _same, _same
    return (
        lambda value: None if value is None else write(value),
        lambda found: None if found is None else read(found),
    )


def _several(kind: object) -> _Ways:
    write, read = _ways(kind)
    if write is _same:
        return list, tuple
    return lambda value: [*map(write, value)], lambda found: (*map(read, found),)


def _fields(kind: type[Fielded]) -> _Ways:
    hints = get_type_hints(kind)
    ways = [(one.name, *_ways(hints[one.name])) for one in fields(kind)]
    readers = [read for _, _, read in ways]

    def made(found: list[object]) -> object:
        return kind(*[read(one) for read, one in zip(readers, found, strict=True)])

    return lambda value: [write(getattr(value, name)) for name, write, _ in ways], made
