"""`qstrong validate`: all problems, each at its place, with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_codes, complete_revisions


@o.command("data", "as_of", "at", "lang", "format", "output", "color", "strict", "no_cache", kind="findings")
def validate(
    options: o.Options,
    paths: Annotated[list[Path] | None, o.argument("[PATHS]...", "help.paths")] = None,
    list_: Annotated[bool, o.option("help.list", "--list")] = False,
    select: Annotated[o.Several, o.option("help.select", "--select", complete=complete_codes)] = None,
    ignore: Annotated[o.Several, o.option("help.ignore", "--ignore", complete=complete_codes)] = None,
    changed: Annotated[
        o.Said, o.option("help.changed", "--changed", metavar="BASE", complete=complete_revisions)
    ] = None,
    history: Annotated[
        o.Said, o.option("help.history", "--history", metavar="BASE", complete=complete_revisions)
    ] = None,
    uncommitted: Annotated[bool, o.option("help.uncommitted", "--uncommitted")] = False,
    on: Annotated[o.Said, o.option("help.on", "--on", metavar="DAY")] = None,
) -> int:
    """help.cmd.validate"""
    from qstrong.cli.commands.explain import explained
    from qstrong.cli.findings import Shown, rules_writer, with_format
    from qstrong.cli.session import Session

    if list_:
        return explained(rules_writer(options))
    session = Session(with_format(options), "findings")
    branch, base = None, changed or history
    if uncommitted or base:
        from qstrong.cli.past.changed import Branch

        branch = Branch(session)
        if history or uncommitted:
            session.problems = branch.with_history(history, on)
        if changed and not history:
            session.problems = branch.with_eased(changed, on)
        if base:
            session.problems = branch.with_questions(base)
    found = session.only_below(paths or [])
    if branch and changed:
        found = branch.only_changed(found, changed)
    asked = branch.waiting(base) if branch and base else ()
    shown = Shown(session, found, select or [], ignore or [], asked)
    shown.write()
    return shown.code()
