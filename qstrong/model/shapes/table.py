"""Tables of functions by class: what varies is a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

One = TypeVar("One")
Rest = ParamSpec("Rest")
Result = TypeVar("Result")


def row(
    of: type[One], function: Callable[Concatenate[One, Rest], Result]
) -> tuple[type[object], Callable[Concatenate[object, Rest], Result]]:
    """A row of such a table: what is looked up by a value's class is only ever called with that value."""
    return of, cast("Callable[Concatenate[object, Rest], Result]", function)
