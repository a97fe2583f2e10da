"""The export read back, by four readers that know nothing of this project, is the data that went in."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.model.base import Lang, Text
from qstrong.model.dataset import Dataset
from qstrong.model.filing import ActionReport, Filing, Observation
from qstrong.model.index import index
from qstrong.model.kinds import KINDS, limits_of
from qstrong.model.period import Period
from qstrong.model.plan import Figure, Group
from qstrong.model.task import Action, Quantity, Task, Unit
from qstrong.model.terms.course import Computed, InYears, RelativeGoal, Revision, Withdrawn
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.read.terms.complete import in_calendar
from qstrong.render.export.columns import tables
from qstrong.render.export.datapackage import DESCRIPTOR, package
from qstrong.render.formats.register import How
from qstrong.render.look import Look
from qstrong.render.views import listing
from qstrong.timeline.course import on
from tests.anyplan.folder import write
from tests.build import dataset, filing, observation, target
from tests.conftest import ROOT
from tests.there import there

# ── Readers: the files of a package (and the JSON of all tables) to typed rows ──

TYPED: dict[str, Callable[[str], Any]] = {
    "string": str,
    "number": Decimal,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "array": json.loads,
}


def typed(resource: dict[str, Any], rows: Any) -> list[Any]:
    kinds = {one["name"]: TYPED[one["type"]] for one in resource["schema"]["fields"]}
    return [{name: kinds[name](text) if text else None for name, text in row.items()} for row in rows]


def by_csv(resources: list[dict[str, Any]], files: dict[str, bytes], _: str) -> Iterator[tuple[Any, ...]]:
    for one in resources:
        found = csv.DictReader(io.StringIO(files[one["path"]].decode("utf-8"), newline=""))
        yield one["name"], typed(one, found)


def by_sqlite(resources: list[dict[str, Any]], files: dict[str, bytes], _: str) -> Iterator[tuple[Any, ...]]:
    """With the package's own keys and references, which the database checks."""
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    for one in resources:
        schema = one["schema"]
        needed = {
            column["name"] for column in schema["fields"] if column.get("constraints", {}).get("required")
        }
        columns = [f'"{column["name"]}" TEXT' for column in schema["fields"]]
        columns = [f"{text} NOT NULL" if text.split('"')[1] in needed else text for text in columns]
        columns.append(f"PRIMARY KEY ({', '.join(schema['primaryKey'])})")
        for key in schema.get("foreignKeys", ()):
            there = key["reference"]
            names = ", ".join(f'"{name}"' for name in key["fields"])
            columns.append(
                f"FOREIGN KEY ({names}) REFERENCES {there['resource']} ({', '.join(there['fields'])})"
            )
        base.execute(f"CREATE TABLE {one['name']} ({', '.join(columns)})")
        rows = list(csv.reader(io.StringIO(files[one["path"]].decode("utf-8"), newline="")))[1:]
        base.execute("PRAGMA foreign_keys = ON")
        for row in rows:
            marks = ", ".join("?" * len(row))
            base.execute(f"INSERT INTO {one['name']} VALUES ({marks})", [text or None for text in row])
    for one in resources:
        found = base.execute(f"SELECT * FROM {one['name']} ORDER BY rowid").fetchall()
        yield one["name"], typed(one, map(dict, found))


def by_frictionless(
    resources: list[dict[str, Any]], files: dict[str, bytes], _: str, folder: Path
) -> Iterator[tuple[Any, ...]]:
    from frictionless import Package

    for name, data in files.items():
        (folder / name).write_bytes(data)
    whole: Any = Package(str(folder / DESCRIPTOR))
    for one in resources:
        yield one["name"], [row.to_dict() for row in whole.get_resource(one["name"]).read_rows()]


def by_json(resources: list[dict[str, Any]], _: dict[str, bytes], text: str) -> Iterator[tuple[Any, ...]]:
    found = json.loads(text, parse_float=Decimal)["tables"]
    for one in resources:
        kinds = {column["name"]: column["type"] for column in one["schema"]["fields"]}
        lists = ("array", "boolean", "integer")
        yield (
            one["name"],
            [
                {
                    name: _of_json(kinds[name] in lists, TYPED[kinds[name]], value)
                    for name, value in row.items()
                }
                for row in found[one["name"]]
            ],
        )


def _of_json(as_it_is: bool, kind: Callable[..., Any] | type[Any], value: Any) -> Any:
    if isinstance(value, list):
        return (value if as_it_is else ";".join(value)) or None  # a list of ids is one cell elsewhere
    return value if value is None or as_it_is else kind(str(value))


# ── What the rows say, as the model's own values ──


def text(row: dict[str, Any], name: str) -> Text | None:
    return Text(zh=row[name], en=row[f"{name}_en"]) if row[name] else None


def ids(cell: str | None) -> tuple[str, ...]:
    return tuple((cell or "").split(";")) if cell else ()


def said(kind: type[Any], row: dict[str, Any], **more: Any) -> Any:
    """An object of *kind*: its own fields from columns of the same name, unless given."""
    names = {one.name for one in fields(kind)} - set(more)
    found = {name: row[name.rstrip("_")] for name in names}
    found |= {name: tuple(found[name] or ()) for name in names & {"evidence", "aliases"}}
    found |= {name: text(row, name) for name in names - {"uom"} if f"{name}_en" in row}
    return kind(**found, **more)


def figure(row: dict[str, Any]) -> Figure:
    found: Figure = said(Figure, row, period=Period.parse(row["period"]))
    return found


def terms(row: dict[str, Any]) -> dict[str, Any]:
    """The terms of a goal that have several columns."""
    step = {name: row[f"change_{name}"] for name in ("percent", "times", "by", "points")}
    change = RelativeGoal(**step) if any(one is not None for one in step.values()) else None
    return {"change": change, "between": (row["low"], row["high"]) if row["low"] is not None else None}


def rebuilt_revision(row: dict[str, Any], figures: list[dict[str, Any]]) -> Revision:
    mine = [one for one in figures if (one["target"], one["revision"]) == (row["target"], row["entry"])]
    path = {Period.parse(one["period"]): one["value"] for one in mine} or None
    found: Revision = said(Revision, row, **terms(row), milestones=path)
    return found


def often(row: dict[str, Any]) -> Any:
    named = tuple(map(Period.parse, ids(row["in_years"])))
    years = row["every_years"]
    return InYears(years=years, in_=named) if years or named else row["frequency"]


def computed(row: dict[str, Any]) -> Computed | None:
    parts = {"sum": ids(row["computed_sum"]), "ratio": ids(row["computed_ratio"])}
    return Computed(**parts, times=row["computed_times"]) if any(parts.values()) else None


def rebuilt_target(row: dict[str, Any], found: dict[str, Any]) -> Any:
    kind = KINDS[row["kind"]].model
    mine = [one for one in found["figures"] if one["target"] == row["id"] and not one["revision"]]
    of = {
        role: [figure(one) for one in mine if one["role"] == role]
        for role in ("baseline", "history", "milestone")
    }
    revised = [one for one in found["revisions"] if one["target"] == row["id"]]
    gone = {"on": row["withdrawn_on"], "reason": text(row, "withdrawn_reason")}
    own = {one.name for one in fields(kind)}
    more = {
        "name": text(row, "name"),
        "reporters": ids(row["reporters"]),
        "tasks": ids(row["tasks"]),
        "limits": (row["limit_low"], row["limit_high"]),
        "history": tuple(of["history"]),
        "baseline": next(iter(of["baseline"]), None),
        "milestones": {one.period: one.value for one in of["milestone"]},
        "frequency": often(row),
        "computed": computed(row),
        "withdrawn": Withdrawn(**gone) if gone["on"] else None,
        "revised": tuple(rebuilt_revision(one, found["figures"]) for one in revised),
        **terms(row),
    }
    return said(kind, row, **{name: value for name, value in more.items() if name in own})


def rebuilt_filing(row: dict[str, Any], found: dict[str, Any]) -> Filing:
    def mine(table: str) -> list[dict[str, Any]]:
        return [one for one in found[table] if (one["unit"], one["filing"]) == (row["unit"], row["period"])]

    values = tuple(
        said(Observation, one, period=Period.parse(one["period"]), accept=ids(one["accept"]))
        for one in mine("observations")
    )
    actions = tuple(said(ActionReport, one, accept=ids(one["accept"])) for one in mine("action_reports"))
    kept = {"prepared_by": None, "reviewed_by": None, "approved_by": None}
    given: Filing = said(
        Filing, row, period=Period.parse(row["period"]), observations=values, actions=actions, **kept
    )
    return given


def rebuilt_action(row: dict[str, Any]) -> Action:
    wanted = {name: row[f"quantity_{name}"] for name in ("op", "value", "uom")}
    quantity = Quantity(**wanted) if wanted["op"] else None
    found: Action = said(Action, row, title=text(row, "title"), quantity=quantity, units=ids(row["units"]))
    return found


def rebuilt(found: dict[str, Any]) -> dict[str, Any]:
    """All that the model holds, from the rows."""

    def group(row: Any) -> Any:
        return Group(id=row["id"], title=there(text(row, "title")))

    def unit(row: Any) -> Any:
        return said(Unit, row, name=text(row, "name"), contact=None, accounts=())

    def task(row: Any) -> Any:
        return said(Task, row, title=text(row, "title"), units=ids(row["units"]), actions=())

    return {
        "groups": [group(row) for row in found["groups"]],
        "sections": [group(row) for row in found["sections"]],
        "units": [unit(row) for row in found["units"]],
        "tasks": [task(row) for row in found["tasks"]],
        "actions": [rebuilt_action(row) for row in found["actions"]],
        "targets": [rebuilt_target(row, found) for row in found["targets"]],
        "filings": [rebuilt_filing(row, found) for row in found["filings"]],
    }


def exported(data: Dataset, day: date) -> dict[str, Any]:
    """What of *data* an export says: persons and accounts left out, what is implied written out.

    Tasks and actions are of the units that answer for them on the day; targets are as declared.
    """
    tasks = on(data, day).tasks
    nobody: dict[str, Any] = {"prepared_by": None, "reviewed_by": None, "approved_by": None}
    expand = index(data).members
    limited: list[tuple[Any, Any]] = [(one, limits_of(one)) for one in data.targets]
    return {
        "groups": list(data.groups),
        "sections": list(data.sections),
        "units": [replace(one, contact=None, accounts=()) for one in data.units],
        "tasks": [replace(one, units=expand(one.units), actions=()) for one in tasks],
        "actions": [replace(one, units=expand(one.units or task.units)) for task in tasks for one in task.actions],
        "targets": [replace(one, limits=limits) for one, limits in limited],
        "filings": [
            replace(one, **nobody, observations=tuple(
                replace(each, period=each.period or one.period) for each in one.observations
            ))
            for one in data.filings if one.filed <= day
        ],
    }  # fmt: skip


# ── The laws ──

NASTY = (
    "a,b;c\n\"d\" 'e'",
    "=1+1",
    "  x  ",
    "NA",
    "null",
    "0010",
    "1e5",
    "true",
    "2026-01-01",
    "，“；",
    "[1]",
    "\\N",
)


def nasty() -> Dataset:
    """Texts that some reader takes for something else, numbers with zeros to keep."""
    texts = [{"note": one, "source": one, "evidence": [one, one], "cause": one} for one in NASTY]
    values = ("98.0", "0.10", "-3", "0", "100000000.000000", "7")
    said = [observation("2025Q1", values[k % len(values)], **words) for k, words in enumerate(texts)]
    return dataset(
        [target(note="a;b", baseline={"period": "2024", "value": "90.50"}, milestones={"2025": "95.00"})],
        [filing("2025Q1", "2025-04-10", *said, highlights=NASTY[0], signed=NASTY[5])],
        tasks=[{"id": "1", "section": "s", "title": {"zh": "任务"}, "units": ["u"], "actions": [
            {"id": "1.1", "title": {"zh": "甲"}}, {"id": "1.10", "title": {"zh": "乙"}},
        ]}],
    )  # fmt: skip


def shipped(name: str) -> Dataset:
    return there(load(Folder(ROOT / name)).dataset)


def anyplan() -> Dataset:
    """Everything that begins, ends and is revised."""
    with TemporaryDirectory() as folder:
        return there(load(Folder(write(Path(folder), None))).dataset)


CASES: dict[str, tuple[Callable[[], Dataset], date]] = {
    "the plan": (lambda: shipped("data"), date(2027, 2, 1)),
    "demo": (lambda: shipped("examples/demo"), date(2026, 10, 30)),
    "demo-2025": (lambda: shipped("examples/demo"), date(2025, 8, 1)),
    "outline": (lambda: shipped("examples/national-outline-2025"), date(2025, 12, 31)),
    "nasty": (nasty, date(2025, 6, 1)),
    "any plan": (anyplan, date(2025, 8, 5)),
    "any plan, early": (anyplan, date(2023, 8, 5)),
}


@pytest.mark.parametrize(
    "reader", [by_csv, by_sqlite, by_frictionless, by_json], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_what_is_read_back_is_what_went_in(
    case: str, lang: Lang, reader: Callable[..., Any], tmp_path: Path
) -> None:
    make, day = CASES[case]
    data = make()
    report = assess(data, day)
    made, look = tables(report, lang), Look(lang)
    files = package(report, made, look)
    more = {"folder": tmp_path} if reader is by_frictionless else {}
    resources = json.loads(files[DESCRIPTOR])["resources"]
    found = dict(
        reader(
            resources,
            files,
            listing.tables_json(listing.Exported(report, made, look), How(look.lang)),
            **more,
        )
    )
    back, went = rebuilt(found), exported(data, day)
    for name, objects in went.items():
        back[name] = list(in_calendar(tuple(back[name]), data.plan.shift))
        assert back[name] == objects, name
        # equal Decimals may be written differently: 98.0 is to stay 98.0
        assert [str(one) for one in back[name]] == [str(one) for one in objects], name
