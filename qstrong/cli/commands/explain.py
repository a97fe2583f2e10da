"""`qstrong explain`: what a problem means, an example, and the cure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_codes

if TYPE_CHECKING:
    from qstrong.cli.writer import Writer


@o.command("lang", "format", "output", "color")
def explain(
    writer: Writer,
    codes: Annotated[o.Several, o.argument("[CODE]...", "help.codes", complete_codes)] = None,
    every: Annotated[bool, o.option("help.all", "--all")] = False,
) -> int:
    """help.cmd.explain"""
    return explained(writer, codes or [], every=every)


def explained(writer: Writer, codes: list[str] | None = None, *, every: bool = False) -> int:
    """The rules of those *codes*, or *every* one, in full; else their table."""
    from qstrong.render.views import explain as pages
    from qstrong.text.problems import problem_catalogue

    entries, look = problem_catalogue(), writer.look
    wanted = [code.upper() for code in codes or []]
    unknown = [code for code in wanted if code not in entries]
    if unknown:
        raise writer.stop("no_such_code", code=unknown[0])
    title = look.say("explain_title" if every or wanted else "rules_title")
    shown = sorted(entries) if every else wanted
    document = (
        pages.explain_document(entries, shown, look, title=title)
        if shown
        else pages.codes_table(entries, look)
    )
    writer.write(document, lambda: pages.rules_json(entries, shown or sorted(entries), look))
    return 0
