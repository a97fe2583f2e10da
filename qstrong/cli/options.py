"""The options that commands share. Help texts are keys of the catalogue, said when the language is known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qstrong.cli.complete import complete_groups, complete_tasks, complete_units

DataOption = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="help.data")]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="help.lang")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DAY|PERIOD", help="help.as_of")]
AtOption = Annotated[str | None, typer.Option("--at", metavar="REV", help="help.at")]
KnownOption = Annotated[str | None, typer.Option("--known-on", metavar="DAY", help="help.known_on")]
FormatOption = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="help.format")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="help.output")]
ColorOption = Annotated[str, typer.Option("--color", metavar="auto|always|never", help="help.color")]
AsciiOption = Annotated[bool, typer.Option("--ascii", help="help.ascii")]
StrictOption = Annotated[bool, typer.Option("--strict", help="help.strict")]
GroupOption = Annotated[
    list[str] | None, typer.Option("--group", help="help.group", autocompletion=complete_groups)
]
UnitOption = Annotated[
    list[str] | None, typer.Option("--unit", help="help.unit", autocompletion=complete_units)
]
TaskOption = Annotated[
    list[str] | None, typer.Option("--task", help="help.task", autocompletion=complete_tasks)
]

VALUED = ("--data", "--lang", "--as-of", "--at", "--known-on", "--format", "-f", "--output", "-o", "--color")
FLAGS = ("--ascii", "--strict")


def reorder(argv: list[str]) -> list[str]:
    """*argv* with common options that stand before the command put behind it."""
    moved: list[str] = []
    rest = list(argv)
    while rest and rest[0].startswith("-"):
        name = rest[0].split("=", 1)[0]
        if name in VALUED:
            taken = 1 if "=" in rest[0] else 2
        elif name in FLAGS:
            taken = 1
        else:
            break
        moved += rest[:taken]
        rest = rest[taken:]
    return [*rest[:1], *moved, *rest[1:]] if rest else []  # no command: the help
