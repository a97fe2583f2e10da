"""One table of attacks, all sinks: nothing from data becomes markup, a formula, or a control sequence."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest

from qstrong.model.base import Text
from qstrong.model.problem import Place, Problem
from qstrong.render.document import Cell, Column, Document, Heading, Section, Table, line
from qstrong.render.findings.forges import github, gitlab, step_summary
from qstrong.render.findings.problems import Findings, as_json, findings_text, summary
from qstrong.render.findings.sarif import sarif
from qstrong.render.formats.flat import comma_separated, markdown, plain_text
from qstrong.render.formats.html import html
from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How
from qstrong.render.formats.terminal import terminal
from qstrong.render.look import Look
from tests.attacks import ATTACKS, spelled
from tests.build import said


def document(text: str) -> Document:
    table = Table(
        (Column("头", flexible=True), Column("n", right=True)),
        (Section(text, ((Cell(text), Cell("1.10")),)),),
    )
    return Document(text, (Heading(text), line(text), table))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[Any] = set()
        self.text: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert not {name for name, _ in attrs} - {
            "class",
            "lang",
            "charset",
            "name",
            "content",
            "scope",
            "colspan",
        }

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def harmless(text: str) -> bool:
    return not any(
        (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 or char in "\u202e\u2066" for char in text
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_terminal_and_plain(attack: str) -> None:
    for out in (terminal(document(attack), How("zh", 60)), plain_text(document(attack))):
        assert harmless(out)
    assert spelled(attack) in " ".join(plain_text(document(attack)).split())
    assert re.sub(r"\s", "", spelled(attack)) in re.sub(r"\s", "", terminal(document(attack), How("zh", 100)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_csv(attack: str) -> None:
    rows = list(csv.reader(io.StringIO(comma_separated(document(attack)))))
    for cell in (cell for row in rows for cell in row):
        assert harmless(cell)
        assert not cell.startswith(("=", "@", "\t"))
        assert cell[:1] not in "+-" or cell in ("", "+", "-")
    assert rows[1][2] == "1.10"


@pytest.mark.parametrize("attack", ATTACKS)
def test_html(attack: str) -> None:
    page = html(document(attack), How("zh"))
    tags = Tags()
    tags.feed(page)
    assert tags.found <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "span", "table",
                          "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    assert harmless(page)
    assert spelled(attack) in " ".join("".join(tags.text).split())


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown(attack: str) -> None:
    out = markdown(document(attack))
    assert harmless(out)
    cell = out.splitlines()[-1]
    assert cell.replace("\\|", "").count("|") == 3
    for mark in (r"<script", r"\*\*bold", r"`code", r"\]\(", r"\[red"):
        assert not re.search(rf"(?<!\\){mark}", out)


@pytest.mark.parametrize("attack", ATTACKS)
def test_xlsx(attack: str) -> None:
    """A text, whatever it looks like; its lines are kept."""
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    from qstrong.render.office.workbook import Head, Occasion, Sheet, workbook

    about = Occasion(attack, attack, "2026Q3", date(2026, 1, 1))
    sheet = Sheet("a", (Head("no"), Head("unit", "status")), ((attack, attack),), attack)
    page = openpyxl.load_workbook(io.BytesIO(workbook([sheet], about, Look()))).active
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert harmless("".join(cell.value for cell in cells))
    lines = page["A5"].value.split("\n")
    assert " ".join(" ".join(lines).split()) == spelled(attack.replace("\r\n", "\n"))
    assert len(lines) == attack.count("\n") + 1


def test_a_cell_holds_no_more_than_excel_can_read() -> None:
    pytest.importorskip("xlsxwriter", reason="the excel extra isn't installed")
    from qstrong.render.office.workbook import cell_string

    assert cell_string("长" * 32_000) == "长" * 32_000
    for text in ("长" * 40_000, "🧧" * 20_000, "a" + "🧧" * 20_000):
        kept = cell_string(text)
        assert text.startswith(kept)
        assert 31_990 < len(kept.encode("utf-16-le")) // 2 <= 32_000


@pytest.mark.parametrize("attack", ATTACKS)
def test_docx(attack: str) -> None:
    python_docx = pytest.importorskip("docx", reason="the word extra isn't installed")
    from qstrong.render.bulletin.content import BulletinContent, Chapter, Paragraph
    from qstrong.render.office.word import docx

    table = document(attack).blocks[-1]
    assert isinstance(table, Table)
    part = Chapter(attack, (Paragraph(attack, attack), table))
    content = BulletinContent(
        attack, (part,), mark=attack, issue=attack, to=attack, opening=(attack,), annexes=(part,),
        annex_list=attack, signature=attack, date=attack, closing=(attack,), stamp="演示数据",
    )  # fmt: skip
    made = python_docx.Document(io.BytesIO(docx(content, None, "zh")))
    texts = [one.text for one in made.paragraphs]
    texts += [cell.text for one in made.tables for row in one.rows for cell in row.cells]
    assert harmless("".join(texts))
    assert sum(spelled(attack) in " ".join(text.split()) for text in texts) > 10


@pytest.mark.parametrize("attack", ATTACKS)
def test_problems(attack: str) -> None:
    text = Text(zh=attack, en=attack)
    place = Place(1, 2, 1, 3, f"x{attack}")
    problem = Problem("Q000", "error", said(text, text, text), f"a{attack}.yaml", place=place)
    out = findings_text(Findings([problem], files=1), How("zh"))
    assert harmless(out)
    assert json.loads(dumps(as_json(Findings([problem]), "en")))["problems"][0]["line"] == 1


COMMAND = re.compile(r"::(error|warning|notice)( [\w]+=[^,:]*(,\w+=[^,:]*)*)?::")


@pytest.mark.parametrize("attack", ATTACKS)
def test_forges(attack: str) -> None:
    """Each line of a log is one of our own commands or harmless; reports are JSON, Markdown one table."""
    text = Text(zh=attack, en=attack)
    place = Place(1, 2, 1, 3, f"x{attack}")
    problems = [Problem("Q204", "error", said(text, text, text), f"a{attack}.yaml", place=place)]
    log = github(Findings(problems, 1), How("zh"))
    command, *rest = log.splitlines()
    assert COMMAND.match(command)
    assert rest == [summary(problems, "zh", 1)]
    for shown in (log, findings_text(Findings(problems), How("zh"))):
        assert "##[" not in shown
        assert harmless(shown)
        assert not re.search(r"^::(?!error file=a)", shown, re.MULTILINE)
    (one,) = json.loads(gitlab(Findings(problems), How("zh")))
    assert harmless(str(one["description"]))
    table = step_summary(Findings(problems), How("zh")).splitlines()[-1]
    assert re.sub(r"\\.", "", table).count("|") == 4
    assert harmless(table)
    found: Any = json.loads(sarif(Findings(problems), How("zh")))
    uri = found["runs"][0]["results"][0]["locations"][0]
    assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", uri["physicalLocation"]["artifactLocation"]["uri"])


def test_json_numbers_keep_their_digits() -> None:
    value = {
        "a": Decimal("98.0"),
        "b": Fraction(1, 3),
        "c": [Fraction(1, 2), None, True],
        "d": {},
        "e": '引"号',
    }
    text = dumps(value)
    assert '"a": 98.0' in text
    assert '"b": 0.333333333333' in text
    assert json.loads(text)["c"] == [0.5, None, True]


@pytest.mark.parametrize(
    ("source", "start", "end", "row"),
    [
        ("value: 145亿元", 7, 12, "  3 │ value: 145亿元\n    │        ^^^^^^^ 提示"),
        ("名称: 中文", 4, 6, "  3 │ 名称: 中文\n    │       ^^^^ 提示"),
        ("\tx", 0, 1, "  3 │  x\n    │ ^ 提示"),
    ],
)
def test_the_caret_respects_width(source: str, start: int, end: int, row: str) -> None:
    text = Text(zh="提示")
    problem = Problem(
        "Q204",
        "error",
        said(text, Text(zh="话"), text),
        "f.yaml",
        place=Place(3, start + 1, 3, end + 1, source),
    )
    head, *rest = findings_text(Findings([problem], prefix="data", files=9), How("zh")).splitlines()
    assert head == f"data/f.yaml:3:{start + 1}: error[Q204] 话"
    assert "\n".join(rest[:2]) == row
    assert rest[2] == "1 处须改, 在 9 个文件中的 1 个"


def test_a_long_line_is_cut_around_the_caret() -> None:
    source = "a" * 5000 + "错" + "b" * 5000
    text = Text(zh="提示")
    problem = Problem(
        "Q200", "error", said(text, text, text), "f.yaml", place=Place(1, 5001, 1, 5002, source)
    )
    _, shown, caret, _ = findings_text(Findings([problem], files=1), How("zh")).splitlines()
    assert len(shown) < 130
    assert shown[len(caret[: caret.index("^")])] == "错"
