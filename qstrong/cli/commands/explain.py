"""`qstrong explain`: what a problem means, an example, and the cure."""

from __future__ import annotations

from typing import Annotated

import typer

from qstrong.cli import options as o


def explain(
    codes: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", help="help.codes")] = None,
    every: Annotated[bool, typer.Option("--all", help="help.all")] = False,
    lang: o.LangOption = None,
    format_: o.FormatOption = None,
    output: o.OutputOption = None,
    color: o.ColorOption = "auto",
) -> int:
    """help.cmd.explain"""
    from qstrong.cli.stop import StopError
    from qstrong.cli.writer import Options, Writer
    from qstrong.render.views import explain as pages
    from qstrong.text.catalogue import word
    from qstrong.text.problems import problem_catalogue

    writer = Writer(Options(None, lang, None, format_, output, color))
    entries = problem_catalogue()
    wanted = [code.upper() for code in codes or []]
    unknown = [code for code in wanted if code not in entries]
    if unknown:
        raise StopError(2, word("no_such_code", writer.lang, code=unknown[0]))
    title = writer.look.say("explain_title" if every or wanted else "rules_title")
    shown = sorted(entries) if every else wanted
    look = writer.look
    document = (
        pages.explain_document(entries, shown, look, title=title)
        if shown
        else pages.codes_table(entries, look)
    )
    writer.write(document, lambda: pages.rules_json(entries, shown or sorted(entries), look))
    return 0
