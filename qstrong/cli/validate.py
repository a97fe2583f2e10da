"""`qstrong validate`: all problems, each at its place, with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qstrong.cli import options as o


def validate(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATHS]...", help="help.paths")] = None,
    data: o.DataOption = None,
    lang: o.LangOption = None,
    format_: o.FormatOption = None,
    output: o.OutputOption = None,
    color: o.ColorOption = "auto",
    strict: o.StrictOption = False,
) -> int:
    """help.cmd.validate"""
    import sys

    from qstrong.check.registry import blocks
    from qstrong.cli.session import Options, Session
    from qstrong.render.jsontext import dumps
    from qstrong.render.problems import as_json, as_text

    stated = Options(
        data,
        lang,
        None,
        format_ or ("json" if output and output.suffix == ".json" else "text"),
        output,
        color,
    )
    session = Session(stated, formats=("text", "json"))
    found = session.only_below(paths or [])
    files = session.dataset.files if session.dataset else 0
    if session.format == "json":
        session.put(dumps(as_json(found, session.lang, prefix=session.prefix, files=files)))
    else:
        color_on = session.color(sys.stdout)
        session.put(as_text(found, session.lang, prefix=session.prefix, files=files, color=color_on))
    if blocks(found):
        return 3
    failing = ("error", "warning") if strict else ("error",)
    return int(any(problem.severity in failing for problem in found))
