"""`record`'s options for the keys of an entry: made from the model's list, as typer reads them."""

from __future__ import annotations

from inspect import Parameter
from typing import Annotated, Any

import typer

from qstrong.model.keys import Key, said_keys

_METAVARS = {"day": "DAY", "pending": "REASON"}
"""By a key's kind or name."""


def key_options() -> list[Parameter]:
    """An option for every key of an entry that is said; the value is an argument."""
    return [_parameter(key) for key in said_keys()]


def _parameter(key: Key) -> Parameter:
    said: dict[str, Any] = {"help": f"help.record_{key.name}"}
    if key.name == "value":
        about = typer.Argument(metavar="[VALUE]", **said)
    else:
        said["metavar"] = _METAVARS.get(key.name) or _METAVARS.get(key.kind)
        about = typer.Option(f"--{key.name.replace('_', '-')}", **said)
    kind = list[str] | None if key.kind == "texts" else str | None
    return Parameter(key.name, Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, about])
