"""`qstrong import`: workbooks that were filled in, back into filings, through the same checks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from qstrong.cli import options as o


@o.command(*o.FILING)
def import_(
    options: o.Options,
    files: Annotated[list[Path], o.argument("FILES...", "help.import_files", readable=False)],
    accept: Annotated[bool, o.option("help.import_accept", "--accept")] = False,
    accept_reason: o.AcceptReasonOption = None,
    reply: Annotated[bool, o.option("help.import_reply", "--reply")] = False,
    output: Annotated[Path | None, o.option("help.import_output", "--output", "-o", metavar="DIR")] = None,
    dry_run: o.DryRunOption = False,
) -> int:
    """help.cmd.import"""
    from qstrong.cli.forms.batch import each_workbook
    from qstrong.cli.forms.reply import send_back
    from qstrong.cli.forms.taking import take_in
    from qstrong.cli.writer import Writer

    if reply:
        return each_workbook(options, files, lambda one: send_back(one, output))
    if output:
        writer = Writer(options)
        raise writer.stop("import_output_only")
    accept = accept or accept_reason is not None
    return each_workbook(
        options, files, lambda one: take_in(one, accept=accept, reason=accept_reason, dry_run=dry_run)
    )
