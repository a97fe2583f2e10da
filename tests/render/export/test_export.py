"""The export: read back it is the data again; the real frictionless accepts it; every column is documented."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qstrong.assess.assess import assess
from qstrong.assess.report import Report
from qstrong.model.base import Lang
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.export.columns import SPECS, TABLES, tables
from qstrong.render.export.datapackage import DESCRIPTOR, package
from qstrong.render.export.tables import DataField, DataTable, csv_text, json_rows
from qstrong.render.look import Look
from qstrong.text.columns import columns
from qstrong.text.language import LANGUAGES, say
from tests.build import dataset, filing, observation, target
from tests.conftest import ROOT, Run
from tests.there import there

DEMO = ("--data", "examples/demo")
PAGES: dict[Lang, Path] = {lang: ROOT / "docs" / lang / "export.md" for lang in LANGUAGES}


@pytest.fixture(scope="module")
def demo() -> Report:
    data = load(Folder(ROOT / "examples/demo")).dataset
    return assess(there(data), there(there(data).plan.as_of))


def rows_of(report: Report, name: str, lang: Lang = "zh") -> list[dict[str, str]]:
    table = next(one for one in tables(report, lang) if one.name == name)
    return list(csv.DictReader(io.StringIO(csv_text(table))))


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


# ── What the rows say (test_export_back.py reads all of them back) ──


def test_the_latest_reports_on_actions_are_those_that_are_judged(demo: Report) -> None:
    latest = sum(row["latest"] == "true" for row in rows_of(demo, "action_reports"))
    assert latest == sum(len(one.reports) for one in demo.actions) > 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "data", [DEMO, ("--data", "examples/national-outline-2025", "--as-of", "2025-06-30")]
)
def test_assessments_are_those_of_status(data: tuple[str, ...], lang: str, qstrong: Run) -> None:
    status = json.loads(qstrong("status", *data, "-f", "json", QSTRONG_LANG=lang).out, parse_float=Decimal)
    every = json.loads(qstrong("export", *data, "-f", "json", QSTRONG_LANG=lang).out, parse_float=Decimal)
    assert every["as_of"] == status["as_of"]
    assert every["method"] == status["method"]
    same = (
        "data", "status", "label", "last_status", "period", "value", "baseline", "gap", "attainment", "completion",
        "expected", "lead", "pace_ratio", "required_pace", "catch_up", "arrow", "flags", "basis",
    )  # fmt: skip
    names = {row["id"]: row for row in every["tables"]["targets"]}
    for row, said in zip(every["tables"]["assessments"], status["targets"], strict=True):
        assert row["target"] == said["id"]
        assert {key: row[key] for key in same} == {key: said[key] for key in same}
        landing = {key: row[f"landing_{key}"] for key in ("value", "low", "high", "verdict")}
        assert landing == (said["landing"] or dict.fromkeys(landing))
        assert names[said["id"]]["name" if lang == "zh" else "name_en"] == said["name"]


def test_what_became_of_an_observation() -> None:
    spec = target(measure="since_plan", baseline=None, limits=[0, 200])
    data = dataset(
        [spec],
        [
            filing("2025Q1", "2025-04-10", observation("2025Q1", "10.50", flag="preliminary")),
            filing("2025Q2", "2025-07-10", observation("2025Q1", "11.0", flag="revised", reason="核实"),
                   observation("2025Q2", "20.10"), observation("2025Q2", "7"), {"indicator": "nobody", "value": 1}),
            filing("2025Q3", "2025-10-10", observation("2025Q3")),
            filing("2025Q4", "2026-01-10", observation("2025Q4", "999")),
            filing("2026Q1", "2026-04-10", observation("2026Q1", "30")),
        ],
    )  # fmt: skip
    found = rows_of(assess(data, date(2026, 1, 31)), "observations")
    assert [(row["filing"], row["entry"], row["value"], row["use"], row["refusal"]) for row in found] == [
        ("2025Q1", "1", "10.50", "replaced", ""),
        ("2025Q2", "1", "11.0", "counts", ""),
        ("2025Q2", "2", "20.10", "counts", ""),
        ("2025Q2", "3", "7", "refused", "repeated"),
        ("2025Q3", "1", "", "pending", ""),
        ("2025Q4", "1", "999", "refused", "outside_limits"),
    ]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(
    st.lists(
        st.tuples(
            CELLS | st.just('a\n"b",;'), st.none() | st.decimals(-(10**9), 10**9, places=2), st.lists(CELLS)
        )
    )
)
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_value_comes_back(rows: list[Any]) -> None:
    fields = (DataField("t", "text"), DataField("n", "number"), DataField("l", "texts"))
    table = DataTable("x", fields, tuple((t, n, tuple(items)) for t, n, items in rows), ("t",))
    found = list(csv.DictReader(io.StringIO(csv_text(table), newline="")))
    for row, (text, value, items) in zip(found, rows, strict=True):
        assert (row["t"], number(row["n"])) == (text, value)
        assert json.loads(row["l"] or "[]") == items
    assert [row["l"] for row in json_rows(table)] == [items for _, _, items in rows]


# ── The data package ──


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "data", [DEMO, ("--as-of", "2026-11-24"), ("--data", "examples/national-outline-2025")]
)
def test_frictionless_accepts_the_package(
    data: tuple[str, str], lang: str, tmp_path: Path, qstrong: Run
) -> None:
    from frictionless import Package, validate

    folder = tmp_path / "out"
    result = qstrong("export", *data, "-o", folder, QSTRONG_LANG=lang)
    assert (result.code, result.out) == (0, "")
    found = validate(str(folder / DESCRIPTOR))
    assert found.valid, found.flatten(["title", "message"])
    assert [task.name for task in found.tasks] == list(TABLES)
    about = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    assert about["synthetic"] == (data == DEMO)
    assert ("演示数据" in str(about) or "made-up data" in str(about)) == (data == DEMO)
    if data == DEMO:
        targets: Any = Package(str(folder / DESCRIPTOR)).get_resource("targets")
        typed = targets.read_rows()[0]
        assert (typed["value"], typed["binding"], typed["due_days"]) == (Decimal(145), False, 330)
        assert not {path.name for path in folder.iterdir()} - {
            DESCRIPTOR,
            *(f"{name}.csv" for name in TABLES),
        }


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [("targets", "rd-expenditure,1,", "RD,1,", "constraint-error"),
     ("targets", ",economy,,level", ",nowhere,,level", "foreign-key"),
     ("observations", "2025Q4,2026-01-12,1,", "2025Q4,2026-01-12,x,", "type-error"),
     ("filings", "civil-affairs,2025Q2", "civil-affairs,2025Q1", "primary-key"),
     ("units", "区水务局", "区水务所", "hash-count")],
)  # fmt: skip
def test_frictionless_would_refuse_what_is_wrong(
    table: str, old: str, new: str, kind: str, demo: Report, tmp_path: Path
) -> None:
    """So the schema says something: each change breaks what it says of that column."""
    from frictionless import validate

    files = package(demo, tables(demo, "zh"), Look())
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    if kind != "hash-count":
        about = json.loads(files[DESCRIPTOR])
        for resource in about["resources"]:
            del resource["hash"], resource["bytes"]
        (tmp_path / DESCRIPTOR).write_text(json.dumps(about))
    path = tmp_path / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = validate(str(tmp_path / DESCRIPTOR))
    assert kind in {error for (error,) in found.flatten(["type"])}


def test_the_package_is_the_same_twice(demo: Report) -> None:
    assert package(demo, tables(demo, "zh"), Look()) == package(demo, tables(demo, "zh"), Look())


def test_an_empty_plan_has_all_tables() -> None:
    report = assess(dataset(), date(2026, 1, 1))
    assert [
        csv_text(one).count("\n") for one in tables(report, "zh") if one.name in ("targets", "observations")
    ] == [1, 1]


# ── Words and documentation ──


def test_every_column_has_words_in_both_languages_and_none_is_left_over(demo: Report) -> None:
    used = set()
    for zh, en in zip(tables(demo, "zh"), tables(demo, "en"), strict=True):
        for a, b in zip(zh.fields, en.fields, strict=True):
            assert a.title
            assert a.description
            assert b.title
            assert b.description
            used |= {(zh.name, a.name), ("shared", a.name)}
        used |= {(zh.name, "_table"), ("shared", "_en")}
    said = {(part, name) for part, entries in columns().items() for name in entries}
    assert said <= used


TYPES = {
    "string": ("文字", "text"),
    "array": ("JSON 数组", "JSON array"),
    "number": ("数", "number"),
    "integer": ("整数", "whole number"),
    "boolean": ("是否", "yes or no"),
    "date": ("日期", "day"),
}
LAST = ("\n## 各表\n", "\n## The tables\n")
"""The heading below which all is made."""
KEY = ("主键：{key}。", " Primary key: {key}.")
SEE = ("见 `{table}`。", " See `{table}`.")
HEAD = ("| 列 | 类型 | 名称 | 含义 |", "| Column | Type | Name | Meaning |")


def documented(report: Report, lang: Lang) -> Iterator[str]:
    for table, spec in zip(tables(report, lang), SPECS, strict=True):
        key = ("、" if lang == "zh" else ", ").join(f"`{name}`" for name in spec.key)
        about = table.description + say(KEY, lang).format(key=key)
        yield f"\n### {table.name} {table.title}\n\n{about}\n"
        yield say(HEAD, lang) + "\n|---|---|---|---|"
        for column in table.fields:
            to = next((one for one in spec.references if one.fields == (column.name,)), None)
            more = say(SEE, lang).format(table=to.table) if to else ""
            kind = say(TYPES[column.type], lang)
            yield f"| `{column.name}` | {kind} | {column.title} | {column.description}{more} |"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_is_documented(lang: Lang, demo: Report, request: pytest.FixtureRequest) -> None:
    head, mark, _ = PAGES[lang].read_text("utf-8").partition(say(LAST, lang))
    assert mark
    text = head + mark + "\n".join(documented(demo, lang)) + "\n"
    if request.config.getoption("--update-golden"):
        PAGES[lang].write_text(text, encoding="utf-8", newline="\n")
    assert PAGES[lang].read_text("utf-8") == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_a_part_for_every_table(lang: Lang) -> None:
    assert re.findall(r"^### (\w+) ", PAGES[lang].read_text("utf-8"), re.MULTILINE) == list(TABLES)
