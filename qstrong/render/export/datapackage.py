"""A Frictionless Data Package: CSV files, and a description of them that machines read."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from qstrong import __version__
from qstrong.assess.report import Report
from qstrong.render.export.tables import DataField, DataTable, Reference, csv_text
from qstrong.render.formats.jsontext import dumps
from qstrong.render.look import Look

DESCRIPTOR = "datapackage.json"
MAKER = "qstrong export"
"""What the descriptor says under `generator`: so an earlier export is known from a foreign folder."""


def package(report: Report, tables: Sequence[DataTable], look: Look) -> dict[str, bytes]:
    """The files of the package by name: one CSV per table, the descriptor last."""
    files = {_path(table): csv_text(table).encode() for table in tables}
    resources = [_resource(table, files[_path(table)]) for table in tables]
    about = dumps({**_about(report, look), "resources": resources})
    return files | {DESCRIPTOR: about.encode()}


def _path(table: DataTable) -> str:
    return f"{table.name}.csv"


def _about(report: Report, look: Look) -> dict[str, object]:
    plan = report.dataset.plan
    title = look.name(plan.title)
    stamp = look.say("synthetic") if plan.synthetic else ""
    plan_source = title if plan.issued is None else look.say("export_issued", title=title, day=plan.issued)
    return {
        "profile": "tabular-data-package",
        "name": plan.id,
        "title": f"{title} [{stamp}]" if stamp and stamp not in title else title,
        "description": look.say(
            "export_made_up" if stamp else "export_description", day=report.as_of, months=report.months[1]
        ),
        "generator": MAKER,
        "data_id": report.dataset.data_id or None,
        "generator_version": __version__,
        "as_of": report.as_of.isoformat(),
        "start": plan.start.isoformat(),
        "end": plan.end.isoformat(),
        "language": look.lang,
        "synthetic": plan.synthetic,
        "method": plan.method.constants(),
        "sources": [{"title": plan_source}, {"title": look.say("export_filings")}],
    }


def _resource(table: DataTable, data: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": _path(table),
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {
            "fields": list(map(_field, table.fields)),
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": list(map(_reference, table.references))} if table.references else {}),
        },
    }


def _field(column: DataField) -> dict[str, object]:
    about = {"name": column.name, "type": column.type}
    about |= {"title": column.title, "description": column.description}
    return about | ({"constraints": column.constraints} if column.constraints else {})


def _reference(one: Reference) -> dict[str, object]:
    return {"fields": list(one.fields), "reference": {"resource": one.table, "fields": list(one.there)}}
