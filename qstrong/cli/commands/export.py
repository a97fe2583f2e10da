"""`qstrong export`: everything as tidy tables, for analysts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qstrong.cli import options as o

if TYPE_CHECKING:
    from qstrong.assess.report import Report
    from qstrong.cli.session import Session
    from qstrong.render.export.tables import DataTable


def export(
    table: Annotated[str | None, typer.Argument(metavar="[TABLE]", help="help.export_table")] = None,
    for_excel: Annotated[
        bool | None, typer.Option("--for-excel/--no-for-excel", help="help.export_for_excel")
    ] = None,
    data: o.DataOption = None,
    as_of: o.AsOfOption = None,
    at: o.AtOption = None,
    lang: o.LangOption = None,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", metavar="csv|json", help="help.export_format")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR|FILE", help="help.export_output")
    ] = None,
    strict: o.StrictOption = False,
) -> int:
    """help.cmd.export"""
    from qstrong.cli.session import Session
    from qstrong.cli.stop import StopError
    from qstrong.cli.writer import Options
    from qstrong.render.export import tables as t
    from qstrong.render.export.columns import TABLES, tables
    from qstrong.render.formats.jsontext import dumps
    from qstrong.render.views.listing import listing, tables_json

    whole = (
        table is None
        and output is not None
        and (output.is_dir() or not output.suffix)
        and format_ in (None, "csv")
    )
    stated = "csv" if whole else format_
    options = Options(data, lang, as_of, stated, output, strict=strict, at=at)
    session = Session(options, ("csv", "json"))
    if table and table not in TABLES:
        raise session.usage("TABLE", table, TABLES)
    as_csv = session.format == "csv" or (table is not None and session.format != "json")
    if for_excel and not (table and as_csv):
        raise StopError(2, session.look.say("export_one_table"))
    if as_csv and not (table or whole):
        raise StopError(2, session.look.say("export_where"))
    report = session.report()
    found = tables(report, session.lang)
    chosen = [one for one in found if table in (None, one.name)]
    if whole and output:
        _write_package(session, output, report, chosen)
    elif as_csv:
        # a file of one table is for spreadsheets unless told otherwise; a pipe is for programs
        excel = output is not None if for_excel is None else for_excel
        text = ("\ufeff" if excel else "") + t.csv_text(chosen[0], for_excel=excel)
        if output is None:
            sys.stdout.write(text)
        else:
            session.put_bytes(text.encode())
    elif session.format == "json":
        session.put(dumps(tables_json(report, chosen, session.look)))
    else:
        session.write(listing(report, chosen, session.look), dict)
    return session.finish()


def _write_package(session: Session, folder: Path, report: Report, found: Sequence[DataTable]) -> None:
    """The data package of *found* in *folder*; says so on standard error."""
    from qstrong.cli.stop import StopError, unwritable
    from qstrong.render.export.datapackage import DESCRIPTOR, MAKER, package
    from qstrong.write.files.package import ForeignFolderError, write_package

    look = session.look
    try:
        write_package(folder, package(report, found, look), DESCRIPTOR, MAKER)
    except ForeignFolderError:
        raise StopError(2, look.say("export_foreign", path=folder)) from None
    except OSError as error:
        raise unwritable(folder, error, look.lang) from error
    sys.stderr.write(look.say("export_written", path=folder, n=len(found), descriptor=DESCRIPTOR) + "\n")
