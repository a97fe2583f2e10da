"""`qstrong diff`: what changed in meaning between two revisions, or since one, and what came of it."""

from __future__ import annotations

from typing import Annotated

import typer

from qstrong.cli import options as o


def diff(
    base: Annotated[str, typer.Argument(metavar="BASE", help="help.diff_base")],
    head: Annotated[str | None, typer.Argument(metavar="[HEAD]", help="help.diff_head")] = None,
    merge_base: Annotated[bool, typer.Option("--merge-base", help="help.merge_base")] = False,
    base_as_of: Annotated[
        str | None, typer.Option("--base-as-of", metavar="DAY|PERIOD", help="help.base_as_of")
    ] = None,
    data: o.DataOption = None,
    as_of: o.AsOfOption = None,
    lang: o.LangOption = None,
    format_: o.FormatOption = None,
    output: o.OutputOption = None,
    color: o.ColorOption = "auto",
    ascii_only: o.AsciiOption = False,
    strict: o.StrictOption = False,
) -> int:
    """help.cmd.diff"""
    from dataclasses import replace

    from qstrong.assess.compare import compare
    from qstrong.cli.revision import git_errors
    from qstrong.cli.session import Session
    from qstrong.cli.writer import Options
    from qstrong.history.revisions import Repository
    from qstrong.render.views import changes as pages

    options = Options(data, lang, as_of, format_, output, color, ascii_only, strict, at=head)
    after = Session(options)
    assert after.folder is not None
    start = base
    with git_errors(after.lang):
        if merge_base:
            start = Repository.around(after.folder).merge_base(base, head or "HEAD")
    before = Session(replace(options, at=start, as_of=base_as_of or as_of))
    found = compare(before.report(), after.report())
    names = {"base": start[:12], "head": head or after.look.say("diff_work_tree")}
    if after.format == "md":
        after.put(pages.folded(found, after.look, **names))
    else:
        document = pages.changes_document(found, after.look, **names)
        after.write(document, lambda: pages.changes_json(found, after.look, **names))
    return after.finish()
