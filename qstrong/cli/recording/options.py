"""`record`'s options for the keys of an entry: made from the model's list, as typer reads them."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Annotated, Any

import typer
from typer.models import ArgumentInfo

from qstrong.model.keys import Key, said_keys

_METAVARS = {"day": "DAY", "pending": "REASON"}
"""By a key's kind or name."""


def key_options(command: Callable[..., int]) -> Callable[..., int]:
    """*command*, which takes every key of an entry in its `**given`, with an option for each of them.

    They stand behind its arguments. Typer asks a function for its signature and its annotations: so
    these are what is made.
    """
    *own, given = signature(command, eval_str=True).parameters.values()
    assert given.kind is Parameter.VAR_KEYWORD
    named = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in own]
    first = [one for one in named if isinstance(one.annotation.__metadata__[0], ArgumentInfo)]
    found = [*first, *map(_parameter, said_keys()), *(one for one in named if one not in first)]
    command.__annotations__ = {**{one.name: one.annotation for one in found}, "return": int}
    command.__signature__ = signature(command).replace(parameters=found)  # type: ignore[attr-defined]
    return command


def _parameter(key: Key) -> Parameter:
    said: dict[str, Any] = {"help": f"help.record_{key.name}"}
    if key.name == "value":
        about = typer.Argument(metavar="[VALUE]", **said)
    else:
        said["metavar"] = _METAVARS.get(key.name) or _METAVARS.get(key.kind)
        about = typer.Option(f"--{key.name.replace('_', '-')}", **said)
    kind = list[str] | None if key.kind == "texts" else str | None
    return Parameter(key.name, Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, about])
