"""`qstrong doctor`: whether everything here is as it should be, and how to mend what isn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qstrong.cli import options as o

if TYPE_CHECKING:
    from qstrong.cli.writer import Writer


@o.command("data", "lang", "format", "output", "color", "ascii_only", "no_cache")
def doctor(writer: Writer) -> int:
    """help.cmd.doctor"""
    from qstrong.cli.setup.health import examine
    from qstrong.render.views.doctor import doctor_document, doctor_json

    findings = examine(writer.options)
    writer.write(doctor_document(findings, writer.look), lambda: doctor_json(findings, writer.look))
    return int(any(one.health == "bad" for one in findings))
