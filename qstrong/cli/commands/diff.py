"""`qstrong diff`: what changed in meaning between two revisions, or since one, and what came of it."""

from __future__ import annotations

from typing import Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_periods, complete_revisions


@o.command(
    "data", "as_of", "lang", "format", "output", "color", "ascii_only", "strict", "no_cache", kind="changes"
)
def diff(
    options: o.Options,
    base: Annotated[str, o.argument("BASE", "help.diff_base", complete_revisions)],
    head: Annotated[o.Said, o.argument("[HEAD]", "help.diff_head", complete_revisions)] = None,
    merge_base: Annotated[bool, o.option("help.merge_base", "--merge-base")] = False,
    base_as_of: Annotated[
        o.Said, o.option("help.base_as_of", "--base-as-of", metavar="DAY|PERIOD", complete=complete_periods)
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
    start = base
    with git_errors(after.lang):
        if merge_base:
            start = Repository.around(after.folder).merge_bases(base, head or "HEAD")[0]
    before = Session(replace(options, at=start, as_of=base_as_of or options.as_of))
    found = Comparison(before.report(), after.report())
    told = Changes(found, after.look, start[:12], head or after.look.say("diff_work_tree"))
    return after.answer(changes_document(told), lambda: changes_json(told), own=told)
