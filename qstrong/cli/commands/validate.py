"""`qstrong validate`: all problems, each at its place, with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_codes, complete_revisions


@o.command("data", "as_of", "at", "lang", "format", "output", "color", "strict", "no_cache", kind="findings")
def validate(
    options: o.Options,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATHS]...", help="help.paths")] = None,
    list_: Annotated[bool, typer.Option("--list", help="help.list")] = False,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="help.select", autocompletion=complete_codes)
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="help.ignore", autocompletion=complete_codes)
    ] = None,
    changed: Annotated[
        str | None,
        typer.Option("--changed", metavar="BASE", help="help.changed", autocompletion=complete_revisions),
    ] = None,
    history: Annotated[
        str | None,
        typer.Option("--history", metavar="BASE", help="help.history", autocompletion=complete_revisions),
    ] = None,
    uncommitted: Annotated[bool, typer.Option("--uncommitted", help="help.uncommitted")] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="help.on")] = None,
) -> int:
    """help.cmd.validate"""
    from qstrong.cli.commands.explain import explained
    from qstrong.cli.findings import Shown, rules_writer, with_format
    from qstrong.cli.session import Session

    if list_:
        return explained(rules_writer(options))
    session = Session(with_format(options), "findings")
    branch = None
    if history or uncommitted or changed:
        from qstrong.cli.past.changed import Branch

        branch = Branch(session)
        if history or uncommitted:
            session.problems = branch.with_history(history, on)
        if changed and not history:
            session.problems = branch.with_eased(changed, on)
    found = session.only_below(paths or [])
    if branch and changed:
        found = branch.only_changed(found, changed)
    base = changed or history
    asked = branch.waiting(base) if branch and base else ()
    shown = Shown(session, found, select or [], ignore or [], asked)
    shown.write()
    return shown.code()
