"""Many values of one class at once, a field at a time: by loops that Python has in C."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import TypeVar

T = TypeVar("T")


def blanks(kind: type[T], n: int) -> list[T]:
    """So many values of a class, whose fields are still to be filled."""
    made: Callable[[type[T]], T] = object.__new__
    return list(map(made, repeat(kind, n)))


def fill_field(rows: Sequence[object], kind: type[object], name: str, found: Iterable[object]) -> None:
    """Give each of *rows*, blanks that nobody else has looked at yet, what it has as *name*."""
    deque(map(getattr(kind, name).__set__, rows, found), maxlen=0)
