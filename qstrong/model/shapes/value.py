"""Frozen values: the standard library's dataclass, with what need not be compiled for each class shared.

A program of two hundred small classes spends a sixth of its start in having Python compile six functions for
each; three are enough: `__init__`, and the two that refuse changes.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 (so it is exported)
else:

    def dataclass(cls: type | None = None, /, **given: bool) -> Any:
        """As `dataclasses.dataclass`; of a frozen class, two are equal, and hashed, by their fields."""
        if cls is None:
            return partial(dataclass, **given)
        if not given.get("frozen"):
            return dataclasses.dataclass(cls, **given)
        made = dataclasses.dataclass(cls, eq=False, repr=False, **given)
        compared = [one.name for one in dataclasses.fields(made) if one.compare]
        key = attrgetter(*compared) if compared else lambda _: ()

        def same(self: Any, other: Any) -> bool:
            return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

        def hashed(self: Any) -> int:
            return hash(key(self))

        own = made.__dict__
        for name, shared in (("__eq__", same), ("__hash__", hashed), ("__repr__", _shown)):
            if own.get(name) is None:
                setattr(made, name, shared)
        return made


def _shown(self: Any) -> str:
    """The class and its fields: for whoever debugs."""
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
