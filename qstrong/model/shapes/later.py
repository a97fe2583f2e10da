"""A value that is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """What *make* makes, once, when it is first asked for; two are equal where what they make is.

    *make* is a pure function of values that don't change.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._made: T

    @property
    def made(self) -> T:
        """The value itself."""
        if self._make is not None:
            self._made = self._make()
            self._make = None
        return self._made

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Later) and self.made == other.made)

    def __hash__(self) -> int:
        return hash(self.made)

    def __repr__(self) -> str:
        return repr(self.made)
