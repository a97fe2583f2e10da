"""`qstrong init`: a folder for a new plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_choice

EVERY = ("annual", "half", "quarter", "month")
PLATFORMS = ("github", "gitlab")


@o.command("as_of", "lang")
def init(
    options: o.Options,
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="help.init_folder")] = None,
    table: Annotated[str | None, typer.Option("--from", metavar="FILE", help="help.init_from")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="help.init_title")] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="DAY", help="help.init_start")] = None,
    end: Annotated[str | None, typer.Option("--end", metavar="DAY", help="help.init_end")] = None,
    every: Annotated[
        str | None,
        typer.Option(
            "--every", metavar="|".join(EVERY), help="help.init_every", autocompletion=complete_choice(*EVERY)
        ),
    ] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", metavar="NAME", help="help.init_unit")] = None,
    ci: Annotated[
        list[str] | None,
        typer.Option(
            "--ci",
            metavar="|".join(PLATFORMS),
            help="help.init_ci",
            autocompletion=complete_choice(*PLATFORMS),
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="help.dry_run")] = False,
) -> int:
    """help.cmd.init"""
    import os

    from qstrong.cli.setup.founding import Founding, begin
    from qstrong.cli.setup.known import Wishes, founding_day
    from qstrong.cli.writer import Writer

    writer = Writer(options)
    for option, said, choices in (("--every", [every], EVERY), ("--ci", ci or [], PLATFORMS)):
        for one in filter(None, said):
            writer.check(option, one, choices)
    wishes = Wishes(title, start, end, every, tuple(unit or ()))
    founding = Founding(
        folder or Path(), wishes, table, tuple(ci or ()), dry_run, founding_day(options.as_of, writer.lang)
    )
    return begin(founding, writer.lang, spoken=bool(options.lang or os.environ.get("QSTRONG_LANG")))
