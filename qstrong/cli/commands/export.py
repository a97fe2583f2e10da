"""`qstrong export`: everything as tidy tables, for analysts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_table

if TYPE_CHECKING:
    from qstrong.assess.report import Report
    from qstrong.cli.session import Session
    from qstrong.render.export.tables import DataTable

PACKED = "csv"
"""The format of a package's tables, and of one table where nothing says another."""


@o.command("data", "as_of", "at", "lang", "format", "strict", "no_cache", kind="tables")
def export(
    options: o.Options,
    table: Annotated[o.Said, o.argument("[TABLE]", "help.export_table", complete_table("tables"))] = None,
    for_excel: Annotated[bool | None, o.option("help.export_for_excel", "--for-excel/--no-for-excel")] = None,
    output: Annotated[
        Path | None, o.option("help.export_output", "--output", "-o", metavar="DIR|FILE")
    ] = None,
) -> int:
    """help.cmd.export"""
    from dataclasses import replace

    from qstrong.cli.session import Session
    from qstrong.render.export.columns import TABLES, tables
    from qstrong.render.views.listing import Exported, listing

    stated = options.format
    whole = table is None and output and (output.is_dir() or not output.suffix) and stated in (None, PACKED)
    if whole or (table and not output):
        stated = stated or PACKED
    session = Session(replace(options, format=stated, output=output), "tables")
    if table:
        session.check("TABLE", table, TABLES)
    as_csv = session.format.name == PACKED
    if for_excel and not (table and as_csv):
        raise session.stop("export_one_table")
    if as_csv and not (table or whole):
        raise session.stop("export_where")
    report = session.report()
    chosen = [one for one in tables(report, session.lang) if table in (None, one.name)]
    # a file of one table is for spreadsheets unless told otherwise; a pipe is for programs
    excel = output is not None if for_excel is None else for_excel
    told = Exported(report, chosen, session.look, excel)
    if whole and output:
        _write_package(session, output, report, chosen)
    elif session.format.has("tables"):
        session.put(session.made(told), "utf-8")
    else:
        session.write(listing(told), dict)
    return session.finish()


def _write_package(session: Session, folder: Path, report: Report, found: Sequence[DataTable]) -> None:
    """The data package of *found* in *folder*; says so on standard error."""
    from qstrong.cli.stop import unwritable
    from qstrong.render.export.datapackage import DESCRIPTOR, MAKER, package
    from qstrong.write.files.outputs import ForeignFolderError, write_package

    look = session.look
    try:
        write_package(folder, package(report, found, look), DESCRIPTOR, MAKER)
    except ForeignFolderError:
        raise session.stop("export_foreign", path=folder) from None
    except OSError as error:
        raise unwritable(folder, error, look.lang) from error
    session.err("export_written", path=folder, n=len(found), descriptor=DESCRIPTOR)
