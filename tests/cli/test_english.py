"""A reader of English meets no Chinese but what units wrote themselves, and is told so."""

import csv
import html
import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from qstrong.model.dataset import Dataset
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.conftest import Run
from tests.history.repos import demo_repo
from tests.there import there

CHINESE = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
ROOT = Path(__file__).parents[2]
DEMO, PLAN = ROOT / "examples/demo", ROOT / "data"
DAYS = {DEMO: "2026-10-30", PLAN: "2027-01-30"}
TOLD = "What units wrote themselves stands as they wrote it"

VIEWS = (
    "status", "status --changes", "status --year 2026", "show ai-output", "show rd-expenditure", "show 5.1",
    "show task7", "show water", "tasks", "tasks --table", "tasks --status overdue,in_progress", "units",
    "units --matrix", "due", "due --unit industry", "due --remind", "bulletin", "bulletin --full",
    "bulletin --brief", "bulletin --unit all",
)  # fmt: skip
QUOTING = ("show", "due --unit", "due --remind", "tasks --status", "bulletin")
"""What prints units' own words."""
FORMATS = ("plain", "md", "json", "html")


def written(thing: Any) -> Iterator[str]:
    """Every text within a model's value."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from written(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from written(getattr(thing, field.name))


def typed(data: Dataset) -> list[str]:
    """What units typed, the longest first, as it stands and as a sentence goes on behind it."""
    every = {text for one in data.filings for text in written(one) if CHINESE.search(text)}
    every |= {alias for unit in data.units for alias in unit.aliases}  # what one may type for its name
    every |= {line for text in every for line in text.split("\n")}
    return sorted({end for text in every for end in (text, text.rstrip("。；， "))}, key=len, reverse=True)


def left(text: str, said: list[str]) -> list[str]:
    """The lines that have Chinese in them when what units *said* is taken out."""

    def cut(found: re.Match[str]) -> str:
        return "" if any(one.startswith(found[1]) for one in said) else found[0]

    for one in said:
        text = text.replace(one, "")
    text = re.sub(r"([^\s“\"|>]+)…", cut, text)
    return [line for line in text.splitlines() if CHINESE.search(line)]


def test_what_is_left_is_found() -> None:
    assert left("a 本区 b\nc 说明。 d", ["说明。"]) == ["a 本区 b"]
    assert left("“说明原…” and 别的…", ["说明原因"]) == ["“” and 别的…"]


@pytest.mark.parametrize("data", [DEMO, PLAN], ids=["demo", "plan"])
@pytest.mark.parametrize("form", FORMATS)
def test_no_view_says_anything_in_chinese(form: str, data: Path, qstrong: Run) -> None:
    if form == "html":
        pytest.importorskip("jinja2")
    said = typed(there(load(Folder(data)).dataset))
    for view in VIEWS:
        ran = qstrong(*view.split(), "-f", form, "--data", data, "--as-of", DAYS[data], "--lang", "en")
        assert ran.code == 0, (view, ran.err)
        assert left(html.unescape(ran.out), said) == [], view
        if form != "json":
            tells = data == DEMO and view.startswith(QUOTING)
            assert (TOLD in " ".join(ran.out.split())) == tells, view


PARTS = re.compile(
    r"word/(?:document|footer\d+|header\d+)\.xml|xl/(?:sharedStrings|workbook|worksheets/.*|comments.*)(?:\.xml)?"
)


def text_of(name: str, content: bytes) -> str:
    """What a file says: of an office file the parts that are shown, of an export its English columns."""
    if name.endswith((".docx", ".xlsx")):
        with ZipFile(io.BytesIO(content)) as packed:
            parts = [packed.read(one).decode() for one in packed.namelist() if PARTS.match(one)]
        bare = re.sub(r"</?w:(?:r|t|rPr)\b[^>]*>", "", "\n".join(parts).replace("</w:p>", "\n"))
        return html.unescape(bare).replace('"％"', "")  # a rule takes a percent sign of either width
    if name.endswith(".csv"):
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        return "\n".join(text or "" for row in rows for key, text in row.items() if f"{key}_en" not in row)
    return html.unescape(content.decode("utf-8"))


@pytest.mark.parametrize("data", [DEMO, PLAN], ids=["demo", "plan"])
def test_no_file_says_anything_in_chinese(data: Path, qstrong: Run, tmp_path: Path) -> None:
    for part in ("docx", "openpyxl", "xlsxwriter", "jinja2"):
        pytest.importorskip(part)
    period = "2026Q3" if data == DEMO else "2026Q4"
    common = ("--data", data, "--as-of", DAYS[data], "--lang", "en")
    for words in (
        ("bulletin", period, "-o", "b.docx"), ("bulletin", period, "-o", "b.xlsx"),
        ("bulletin", period, "-o", "b.html"), ("bulletin", period, "--public", "-o", "p.html"),
        ("bulletin", period, "--brief", "-o", "l.docx"), ("bulletin", period, "--unit", "industry", "-o", "u.docx"),
        ("form", "industry", period, "-o", "f.xlsx"), ("export", "-o", "x"), ("due", "--remind", "-o", "d/"),
    ):  # fmt: skip
        told = common[:2] + common[4:] if words[0] == "form" else common
        assert qstrong(*words, *told, cwd=tmp_path).code == 0, words
    said = typed(there(load(Folder(data)).dataset))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    for path in files:
        assert left(text_of(path.name, path.read_bytes()), said) == [], path.name
    told_of = {path.name for path in files if TOLD in text_of(path.name, path.read_bytes())}
    assert {"b.docx", "b.xlsx", "b.html", "l.docx", "u.docx"} & told_of == (
        {"b.docx", "b.xlsx", "b.html", "l.docx", "u.docx"} if data == DEMO else set()
    )
    assert "p.html" not in told_of


def test_histories_and_new_filings(qstrong: Run, tmp_path: Path) -> None:
    repo = demo_repo(tmp_path / "r")
    plan = repo.data / "targets.yaml"
    plan.write_text(plan.read_text("utf-8").replace("value: 350\n", "value: 360\n"), "utf-8")
    said = typed(there(load(Folder(repo.data)).dataset))
    for words in (
        ("log", "ai-output"), ("log", "water"), ("diff", "HEAD"), ("new", "water", "2026Q4", "-o", "-"),
        ("validate",),
    ):  # fmt: skip
        ran = qstrong(*words, "--data", repo.data, "--lang", "en")
        assert ran.code == 0, (words, ran.err)
        assert left(ran.out, [*said, "q@example.org"]) == [], words


def test_what_is_not_due_yet_is_said(qstrong: Run) -> None:
    """A value, a report on an action and a filing: three things that may not be due."""
    common = ("--data", PLAN, "--as-of", "2026-12-15", "--lang", "en")
    assert "Not due yet" in qstrong("status", *common).out
    assert "Report not due yet" in qstrong("tasks", "--status", "not_due", *common).out
    assert "Filing not due yet" in qstrong("units", *common).out
