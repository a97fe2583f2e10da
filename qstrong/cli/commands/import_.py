"""`qstrong import`: workbooks that were filled in, back into filings, through the same checks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qstrong.cli import options as o


@o.command(*o.FILING)
def import_(
    options: o.Options,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES...", readable=False, help="help.import_files")
    ],
    accept: Annotated[bool, typer.Option("--accept", help="help.import_accept")] = False,
    accept_reason: Annotated[
        str | None, typer.Option("--accept-reason", metavar="TEXT", help="help.accept_reason")
    ] = None,
    reply: Annotated[bool, typer.Option("--reply", help="help.import_reply")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="help.import_output")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="help.dry_run")] = False,
) -> int:
    """help.cmd.import"""
    from qstrong.cli.forms.batch import each_workbook
    from qstrong.cli.forms.reply import send_back
    from qstrong.cli.forms.taking import take_in
    from qstrong.cli.stop import StopError
    from qstrong.cli.words import safe_word as word
    from qstrong.cli.writer import Writer

    if reply:
        return each_workbook(options, files, lambda one: send_back(one, output))
    if output:
        writer = Writer(options)
        raise StopError(2, word("import_output_only", writer.lang))
    accept = accept or accept_reason is not None
    return each_workbook(
        options, files, lambda one: take_in(one, accept=accept, reason=accept_reason, dry_run=dry_run)
    )
