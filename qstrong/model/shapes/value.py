"""Frozen values: the standard library's dataclass, with what need not be compiled for each class shared.

A program of two hundred small classes spends a sixth of its start in having Python compile six functions for
each. Here none is compiled at start: those that refuse changes, compare and show are shared, and `__init__`
is made when the first value of a class is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from types import FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, ClassVar, NoReturn, Protocol, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 (so it is exported)
else:

    def dataclass(cls: type | None = None, /, **given: bool) -> object:
        """As `dataclasses.dataclass`; of a frozen class, two are equal, and hashed, by their fields."""
        if cls is None:
            return partial(dataclass, **given)
        if not given.pop("frozen", False):
            return dataclasses.dataclass(cls, **given)
        made = dataclasses.dataclass(cls, init=False, eq=False, repr=False, **given)
        compared = [one.name for one in dataclasses.fields(made) if one.compare]
        key = attrgetter(*compared) if compared else lambda _: ()

        def first(self: object, /, *values: object, **named: object) -> None:
            made.__init__ = _init(made)
            made.__init__(self, *values, **named)

        def same(self: object, other: object) -> bool:
            return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

        def hashed(self: object) -> int:
            return hash(key(self))

        own = made.__dict__
        shared = {"__init__": first, "__eq__": same, "__hash__": hashed, "__repr__": _shown, **_FIXED}
        for name, function in shared.items():
            if own.get(name) is None:
                setattr(made, name, function)
        return made


class Fielded(Protocol):
    """A value of any such class."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[object]]]


FieldedT = TypeVar("FieldedT", bound=Fielded)


def with_fields(value: FieldedT, new: Mapping[str, object]) -> FieldedT:
    """*value* with some fields as *new* has them by their names, each of its field's type."""
    made: Callable[..., FieldedT] = dataclasses.replace
    return made(value, **new)


def _init(cls: type[Fielded]) -> FunctionType:
    """The `__init__` that the standard library compiles for a frozen class of these fields."""
    known: dict[str, object] = {"_unsaid": object()}
    placed: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for one in dataclasses.fields(cls):
        name, given = one.name, one.name
        if not one.init and one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING:
            continue  # __post_init__ makes it of the others
        if one.default_factory is not dataclasses.MISSING:
            known[f"_{name}"] = one.default_factory
            given = f"_{name}() if {name} is _unsaid else {name}" if one.init else f"_{name}()"
            name = f"{name}=_unsaid"
        elif one.default is not dataclasses.MISSING:
            known[f"_{name}"] = one.default
            name = f"{name}=_{name}"
        if one.init:
            (named if one.kw_only else placed).append(name)
        known[f"_set_{one.name}"] = _setter(cls, one.name)
        body.append(f"_set_{one.name}(self, {given})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    head = ", ".join(["self", *placed, *(["*", *named] if named else [])])
    exec("\n ".join([f"def __init__({head}):", *(body or ["pass"])]), known)  # noqa: S102 (as dataclasses does)
    made = known["__init__"]
    assert isinstance(made, FunctionType)
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _setter(cls: type[Fielded], name: str) -> Callable[[object, object], None]:
    """What fills a field: its slot itself, where it has one, which is quicker than going by its name."""
    slot = getattr(cls, name, None)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__
    return lambda self, value: object.__setattr__(self, name, value)


def _shown(self: Fielded) -> str:
    """The class and its fields: for whoever debugs."""
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _kept(_self: object, name: str, *_: object) -> NoReturn:
    """What is frozen neither takes nor loses anything."""
    message = f"cannot change field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _state(self: Fielded) -> list[object]:
    """The fields' values, for a copy."""
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _set_state(self: Fielded, state: list[object]) -> None:
    """Make a copy's fields so."""
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_FIXED = {"__setattr__": _kept, "__delattr__": _kept, "__getstate__": _state, "__setstate__": _set_state}
