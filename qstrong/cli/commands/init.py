"""`qstrong init`: a folder for a new plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from qstrong.cli import options as o

EVERY = ("annual", "half", "quarter", "month")
PLATFORMS = ("github", "gitlab")


@o.command("as_of", "lang")
def init(
    options: o.Options,
    folder: Annotated[Path | None, o.argument("[DIR]", "help.init_folder")] = None,
    table: Annotated[o.Said, o.option("help.init_from", "--from", metavar="FILE")] = None,
    title: Annotated[o.Said, o.option("help.init_title", "--title", metavar="TEXT")] = None,
    start: Annotated[o.Said, o.option("help.init_start", "--start", metavar="DAY")] = None,
    end: Annotated[o.Said, o.option("help.init_end", "--end", metavar="DAY")] = None,
    every: Annotated[o.Said, o.choice("help.init_every", "--every", EVERY)] = None,
    unit: Annotated[o.Several, o.option("help.init_unit", "--unit", metavar="NAME")] = None,
    ci: Annotated[o.Several, o.choice("help.init_ci", "--ci", PLATFORMS)] = None,
    accept: Annotated[bool, o.option("help.init_accept", "--accept")] = False,
    dry_run: o.DryRunOption = False,
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
        folder or Path(), wishes, table, tuple(ci or ()), accept, dry_run,
        founding_day(options.as_of, writer.lang),
    )  # fmt: skip
    return begin(founding, writer.lang, spoken=bool(options.lang or os.environ.get("QSTRONG_LANG")))
