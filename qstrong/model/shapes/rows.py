"""Many values of one class at once, a field at a time: by loops that Python has in C."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any


def blanks(kind: type[Any], n: int) -> list[Any]:
    """So many values of a class, whose fields are still to be filled."""
    return list(map(object.__new__, repeat(kind, n)))


def fill_field(rows: Sequence[Any], kind: type[Any], name: str, found: Iterable[object]) -> None:
    """Give each of *rows*, blanks that nobody else has looked at yet, what it has as *name*."""
    deque(map(getattr(kind, name).__set__, rows, found), maxlen=0)
