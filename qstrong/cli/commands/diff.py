"""`qstrong diff`: what changed in meaning between two revisions, or since one, and what came of it."""

from __future__ import annotations

from typing import Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_periods, complete_revisions


@o.command(
    "data", "as_of", "lang", "format", "output", "color", "ascii_only", "strict", "no_cache", kind="changes"
)
def diff(
    options: o.Options,
    base: Annotated[
        str, typer.Argument(metavar="BASE", help="help.diff_base", autocompletion=complete_revisions)
    ],
    head: Annotated[
        str | None, typer.Argument(metavar="[HEAD]", help="help.diff_head", autocompletion=complete_revisions)
    ] = None,
    merge_base: Annotated[bool, typer.Option("--merge-base", help="help.merge_base")] = False,
    base_as_of: Annotated[
        str | None,
        typer.Option(
            "--base-as-of", metavar="DAY|PERIOD", help="help.base_as_of", autocompletion=complete_periods
        ),
    ] = None,
) -> int:
    """help.cmd.diff"""
    from dataclasses import replace

    from qstrong.assess.compare import Comparison
    from qstrong.cli.revision import git_errors
    from qstrong.cli.session import Session
    from qstrong.history.revisions import Repository
    from qstrong.render.views.changes import Changes, changes_document, changes_json

    after = Session(replace(options, at=head), "changes")
    assert after.folder is not None
    start = base
    with git_errors(after.lang):
        if merge_base:
            start = Repository.around(after.folder).merge_base(base, head or "HEAD")
    before = Session(replace(options, at=start, as_of=base_as_of or options.as_of))
    found = Comparison(before.report(), after.report())
    told = Changes(found, after.look, start[:12], head or after.look.say("diff_work_tree"))
    after.write(changes_document(told), lambda: changes_json(told), own=told)
    return after.finish()
