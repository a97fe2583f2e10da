"""`qstrong validate`: all problems, each at its place, with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qstrong.cli import options as o

FORMATS = ("text", "json", "github", "gitlab", "sarif")


def validate(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATHS]...", help="help.paths")] = None,
    data: o.DataOption = None,
    list_: Annotated[bool, typer.Option("--list", help="help.list")] = False,
    select: Annotated[list[str] | None, typer.Option("--select", help="help.select")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="help.ignore")] = None,
    changed: Annotated[str | None, typer.Option("--changed", metavar="BASE", help="help.changed")] = None,
    history: Annotated[str | None, typer.Option("--history", metavar="BASE", help="help.history")] = None,
    uncommitted: Annotated[bool, typer.Option("--uncommitted", help="help.uncommitted")] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="help.on")] = None,
    as_of: o.AsOfOption = None,
    at: o.AtOption = None,
    lang: o.LangOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="help.validate_format")
    ] = None,
    output: o.OutputOption = None,
    color: o.ColorOption = "auto",
    strict: o.StrictOption = False,
) -> int:
    """help.cmd.validate"""
    from qstrong.cli.commands.explain import explain
    from qstrong.cli.findings import Findings, chosen_format
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Options

    if list_:
        listed = format_ if format_ not in FORMATS[:1] else None
        return explain([], every=False, lang=lang, format_=listed, output=output, color=color)
    stated = Options(
        data,
        lang,
        as_of,
        chosen_format(format_, output),
        output,
        color,
        strict=strict,
        checks_as_of=True,
        at=at,
    )
    session = Session(stated, formats=FORMATS)
    if history or uncommitted:
        from qstrong.cli.changed import with_history

        session.problems = with_history(session, history, on)
    found = session.only_below(paths or [])
    if changed:
        from qstrong.cli.changed import only_changed

        found = only_changed(session, found, changed)
    findings = Findings(session, found, select or [], ignore or [])
    findings.write()
    return findings.code()
