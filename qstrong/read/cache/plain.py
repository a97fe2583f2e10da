"""Values of the model as JSON has them, and back: nothing in it can run, and nothing is guessed.

A text, a whole number, true, false and null are themselves; all else is a list that begins with what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from qstrong.model.base import Strict, Text, UnitOfMeasure
from qstrong.model.period import Period
from qstrong.model.shapes.value import Fielded

if TYPE_CHECKING:
    from qstrong.model.index import Offered

_MODEL = Strict.__module__.rpartition(".")[0]
_ITSELF: tuple[object, ...] = (str, int, bool, type(None))


@cache
def classes() -> Mapping[str, type[Strict]]:
    """The model's classes of what stands in files, by name."""
    import qstrong.model.bulletin
    import qstrong.model.kinds
    import qstrong.model.task  # noqa: F401 (so that they are there)

    found: dict[str, type[Strict]] = {}
    waiting: list[type[Strict]] = [Strict]
    while waiting:
        below = [one for one in waiting.pop().__subclasses__() if one.__module__.startswith(_MODEL)]
        waiting += below
        found |= {one.__name__: one for one in below}  # of two by a name the later: that with slots
    return found


_names: dict[object, tuple[str, ...]] = {}


def field_names(kind: type[Fielded]) -> tuple[str, ...]:
    """The fields of a class, in their order."""
    if kind not in _names:
        _names[kind] = tuple(one.name for one in fields(kind))
    return _names[kind]


_WRITTEN: dict[type[object], Callable[..., list[object]]] = {
    Decimal: lambda value: ["number", str(value)],
    date: lambda value: ["day", value.isoformat()],
    Fraction: lambda value: ["share", str(value)],
    Period: lambda value: ["period", value.year, value.months, value.index, value.shift],
    UnitOfMeasure: lambda value: ["uom", encoded(value.texts)],
    tuple: lambda value: ["list", *map(encoded, value)],
    dict: lambda value: ["map", *([encoded(key), encoded(one)] for key, one in value.items())],
}


def encoded(value: object) -> object:
    """*value* as JSON has it; raises TypeError where it is nothing that a file of the data comes to."""
    kind = value.__class__
    if kind in _ITSELF:
        return value
    if written := _WRITTEN.get(kind):
        return written(value)
    name = kind.__name__
    known = classes().get(name)
    if known is None or known is not kind:
        raise TypeError(name)
    return [name, *(encoded(getattr(value, field)) for field in field_names(known))]


def named_parts(head: object, body: object, who: object) -> Mapping[str, Sequence[Offered]]:
    """Ids and names, by part of the plan, from what its files came to; None: that one isn't kept."""
    from qstrong.model.task import TasksFile, UnitsFile

    if not (isinstance(head, tuple) and isinstance(body, TasksFile) and isinstance(who, UnitsFile)):
        return {}
    from qstrong.model.index import offered
    from qstrong.read.terms.complete import in_calendar
    from qstrong.read.terms.together import made_whole

    plan = in_calendar(head[0].plan, head[0].plan.shift)
    return offered(plan, made_whole(head[0]), head[0].groups, body.tasks, who.units)


def _uom(texts: object) -> UnitOfMeasure:
    assert isinstance(texts, Text)
    return UnitOfMeasure.of(texts)


_READ: dict[str, Callable[..., object]] = {
    "number": lambda found: Decimal(found[1]),
    "day": lambda found: date.fromisoformat(found[1]),
    "share": lambda found: Fraction(found[1]),
    "period": lambda found: Period(*found[1:]),
    "uom": lambda found: _uom(decoded(found[1])),
    "list": lambda found: tuple(map(decoded, found[1:])),
    "map": lambda found: {decoded(key): decoded(one) for key, one in found[1:]},
}


def decoded(found: object) -> object:
    """The value that `encoded` made *found* of; raises what Python does where it made no such thing."""
    if not isinstance(found, list):
        return found
    if read := _READ.get(found[0]):
        return read(found)
    kind = classes()[found[0]]
    return kind(**dict(zip(field_names(kind), map(decoded, found[1:]), strict=True)))
