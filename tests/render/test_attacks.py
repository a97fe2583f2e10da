"""Attacks in every text of a data folder, through every command and format, and back through a real parser.

What comes out is harmless, and each text that is shown is shown whole and unchanged.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt

from tests.conftest import Run
from tests.there import there

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
python_docx = pytest.importorskip("docx", reason="the docx extra isn't installed")

from qstrong.read.strict import parse  # noqa: E402
from tests.attacks import ATTACKS, READ, UNITS, Poison, files, spelled, write  # noqa: E402
from tests.render.test_sinks import harmless  # noqa: E402

TURNS = range(0, len(READ), len(READ) // 2)
"""Where the table starts: so that each attack gets into several kinds of fields."""
DOCUMENTS = [
    ("status",), ("show", "t0"), ("show", "t4"), ("show", "task1"), ("show", "u"), ("tasks",), ("tasks", "--table"), ("units",), ("units", "--matrix"),
    ("due", "2025Q3", "--as-of", "2025-10-10"), ("due", "2025Q3", "--as-of", "2025-10-25", "--remind"),
    ("bulletin", "2025Q2"), ("bulletin", "2025Q2", "--brief"), ("bulletin", "2025Q2", "--unit", "u"),
]  # fmt: skip
MARK = re.compile("«[0-9]+»")


@pytest.fixture(scope="module", params=TURNS)
def poisoned(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    text = Poison(request.param)
    return write(tmp_path_factory.mktemp("attacked"), files(text)), text.given


def shown(
    parts: list[str], given: dict[str, str], *, spell: Callable[..., Any] = spelled, least: int = 1
) -> set[str]:
    """Every text that is shown at all is shown whole; there are some."""
    text = " ".join(" ".join(part.split()) for part in parts)
    marks = set(MARK.findall(text))
    assert len(marks) >= least
    wrong = [given[mark] for mark in marks if spell(given[mark]) not in text]
    assert not wrong
    return marks


def run(qstrong: Run, poisoned: tuple[Path, dict[str, str]], *argv: Path | str, lang: str = "zh") -> str:
    result = qstrong(*argv, "--data", poisoned[0], "--lang", lang, columns=90)
    assert result.code in (0, 1), result.err
    assert "Traceback" not in result.err
    assert harmless(result.err.replace("\x1b[", ""))
    return result.out


@pytest.mark.parametrize("argv", DOCUMENTS, ids=" ".join)
def test_plain(argv: tuple[str, ...], qstrong: Run, poisoned: tuple[Path, dict[str, str]]) -> None:
    out = run(qstrong, poisoned, *argv, "-f", "plain")
    assert harmless(out)
    shown([out], poisoned[1])


SGR = re.compile(r"\x1b\[(0|1|2|3[0-9]|9[0-7]|[0-9;]+)m")


@pytest.mark.parametrize("argv", DOCUMENTS, ids=" ".join)
def test_terminal(argv: tuple[str, ...], qstrong: Run, poisoned: tuple[Path, dict[str, str]]) -> None:
    """Nothing but our own colours; no line is wider than the terminal."""
    out = run(qstrong, poisoned, *argv, "-f", "terminal", "--color", "always")
    bare = SGR.sub("", out)
    assert harmless(bare)
    plain = run(qstrong, poisoned, *argv, "-f", "terminal", "--color", "never")
    assert [line.rstrip() for line in bare.split("\n")] == plain.split("\n")


OWN = {"p", "h1", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "strong", "ol", "li"}


@pytest.mark.parametrize("argv", DOCUMENTS, ids=" ".join)
def test_markdown(argv: tuple[str, ...], qstrong: Run, poisoned: tuple[Path, dict[str, str]]) -> None:
    """As GitHub reads it: paragraphs, headings, tables, our own bold; nothing live."""
    out = run(qstrong, poisoned, *argv, "-f", "md")
    assert harmless(out)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(out)
    parts, number = [], ""
    for token in tokens:
        if (
            token.type == "list_item_open"
        ):  # a text that begins with a number is a list's item, and looks the same
            number = f"{token.info}{token.markup} "
        assert token.type in ("inline", "fence") or token.tag in OWN, (token.type, token.content[:200])
        for one in token.children or ():
            assert one.type in (
                "text",
                "text_special",
                "softbreak",
                "hardbreak",
                "strong_open",
                "strong_close",
                "html_inline",
            ), (one.type, token.content[:200])
            if one.type == "html_inline":
                assert one.content == "<!-- -->"
        said = "".join(
            " " if one.type.endswith("break") else one.content
            for one in token.children or ()
            if one.type != "html_inline"
        )
        parts.append((number if token.children else "") + (said or token.content))
        number = "" if token.children else number
    shown(parts, poisoned[1])
    live = re.compile(r"(?<![\w<])@\w|https?://|(?<!\w)www\.|:[a-z_]+:", re.ASCII)
    assert not live.search("\n".join(line for line in out.split("\n")))


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[Any] = set()
        self.texts: list[Any] = []
        self.raw = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "style"
            if name in ("href", "src"):
                assert there(value).startswith("#") or value == "data:,"
            self.texts.append(value or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: Any) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: Any) -> None:
        raise AssertionError(data)


@pytest.mark.parametrize("argv", DOCUMENTS, ids=" ".join)
def test_html(argv: tuple[str, ...], qstrong: Run, poisoned: tuple[Path, dict[str, str]]) -> None:
    out = run(qstrong, poisoned, *argv, "-f", "html")
    assert harmless(out)
    page = Page(out)
    clean = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "span", "pre"}
    if argv != ("bulletin", "2025Q2"):  # that one is the page, which has a test of its own
        assert page.tags <= clean | {"table", "thead", "tbody", "tr", "th", "td"}
    shown(page.texts, poisoned[1])


@pytest.mark.parametrize(
    "argv", [one for one in DOCUMENTS if one[0] not in ("bulletin", "due")], ids=" ".join
)
def test_svg(argv: tuple[str, ...], qstrong: Run, poisoned: tuple[Path, dict[str, str]]) -> None:
    out = run(qstrong, poisoned, *argv, "-f", "svg")
    tree = ET.fromstring(out)
    assert {one.tag.rpartition("}")[2] for one in tree.iter()} <= {"svg", "style", "rect", "g", "text"}
    assert harmless("".join(tree.itertext()))
    assert "[red]" in out or "«" in out


def formula(cell: str) -> bool:
    return cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not re.fullmatch(r"[+-]?[0-9.]*%?", cell)


@pytest.mark.parametrize("argv", [one for one in DOCUMENTS if "--remind" not in one], ids=" ".join)
def test_csv(argv: tuple[str, ...], qstrong: Run, poisoned: tuple[Path, dict[str, str]]) -> None:
    rows = list(csv.reader(io.StringIO(run(qstrong, poisoned, *argv, "-f", "csv")), strict=True))
    cells = [cell for row in rows for cell in row]
    assert harmless("".join(cells))
    assert not [cell for cell in cells if formula(cell)]
    if argv[0] != "bulletin" or len(rows) > 1:
        shown(cells, poisoned[1], least=0)


@pytest.mark.parametrize("argv", DOCUMENTS, ids=" ".join)
def test_json(argv: tuple[str, ...], qstrong: Run, poisoned: tuple[Path, dict[str, str]]) -> None:
    """As it was typed, to the letter, or inside a sentence."""
    found = []

    def walk(value: Any) -> None:
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(one)
        if isinstance(value, str):
            found.append(value)

    walk(json.loads(run(qstrong, poisoned, *argv, "-f", "json")))
    shown(found, poisoned[1], spell=lambda text: " ".join(text.split()), least=0 if "--matrix" in argv else 1)


TABLES = (
    "groups",
    "sections",
    "units",
    "tasks",
    "targets",
    "figures",
    "actions",
    "filings",
    "observations",
    "action_reports",
)


@pytest.mark.parametrize("table", TABLES)
def test_export(table: str, qstrong: Run, poisoned: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """Exact in a pipe; in a .csv file for spreadsheets no cell begins a formula."""
    rows = list(
        csv.reader(io.StringIO(run(qstrong, poisoned, "export", table, "-f", "csv"), newline=""), strict=True)
    )
    texts = [
        item
        for row in rows[1:]
        for cell in row
        for item in (json.loads(cell) if cell.startswith('["') else [cell])
    ]
    given = set(poisoned[1].values())
    assert [text for text in texts if MARK.search(text)]
    assert {text for text in texts if MARK.search(text)} <= given
    run(qstrong, poisoned, "export", table, "-o", tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), strict=True) for cell in row]
    assert harmless("".join(cells))
    assert not [cell for cell in cells if formula(cell)]


def test_new_filings(qstrong: Run, poisoned: tuple[Path, dict[str, str]]) -> None:
    """What surrounds a form's lines stays a comment: without comments it's the keys and nothing else."""
    for unit in UNITS:
        out = run(qstrong, poisoned, "new", unit, "2025Q3", "--as-of", "2025-10-10", "-o", "-")
        assert harmless(out)
        assert not parse(out.encode()).faults
        for line in out.splitlines():
            assert re.fullmatch(r"\s*(#.*|(- )?\w+:( [\w.\"-]+)?(\s+#.*)?)", line), line
        shown([out], poisoned[1], spell=lambda text: " ".join(text.split()))


def sheets(path: Path) -> list[str]:
    """The cells of a workbook, which are values and no formulas or links."""
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    with ZipFile(path) as parts:
        for name in parts.namelist():
            assert "externalLink" not in name
            if name.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(name))
                assert b"http" not in parts.read(name) or b"TargetMode" not in parts.read(name)
    return [cell.value for cell in cells if isinstance(cell.value, str)]


def cells_of(text: str) -> str:
    """As a cell holds it: line by line, what Excel would decode kept from it."""
    return " ".join(text.replace("\r\n", "\n").split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_ledger(lang: str, qstrong: Run, poisoned: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    run(qstrong, poisoned, "bulletin", "2025Q2", "-o", tmp_path / "a.xlsx", lang=lang)
    assert len(shown(sheets(tmp_path / "a.xlsx"), poisoned[1], spell=cells_of)) > 100


def test_form(qstrong: Run, poisoned: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    run(qstrong, poisoned, "form", "u", "2025Q3", "--as-of", "2025-10-10", "-o", tmp_path / "a.xlsx")
    texts = [text.replace("_x000D_", "") for text in sheets(tmp_path / "a.xlsx")]  # Excel's way to write \r
    shown(texts, poisoned[1], spell=cells_of)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("more", [(), ("--brief",), ("--unit", "u")], ids=" ".join)
def test_word(
    more: tuple[str, ...], qstrong: Run, poisoned: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    """Paragraphs, runs and tables as without attacks; no field but the page's number, no link."""
    run(qstrong, poisoned, "bulletin", "2025Q2", *more, "-o", tmp_path / "a.docx")
    with ZipFile(tmp_path / "a.docx") as parts:
        trees = {
            name: ET.fromstring(parts.read(name))
            for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        }
    for tree in trees.values():
        assert not [one for one in tree.iter() if one.get("TargetMode") == "External"]
        assert not {f"{WORD}hyperlink", f"{WORD}fldSimple", f"{WORD}object"} & {
            one.tag for one in tree.iter()
        }
        fields = {there(one.text).strip() for one in tree.iter(f"{WORD}instrText")}
        assert fields <= {"PAGE"}
    document = python_docx.Document(tmp_path / "a.docx")
    texts = [one.text for one in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert harmless("".join(texts))
    shown(texts, poisoned[1])


@pytest.mark.parametrize("format_", ["text", "json", "github", "gitlab", "sarif"])
def test_what_the_reader_refuses_is_told_harmlessly(format_: str, qstrong: Run, tmp_path: Path) -> None:
    """The rest of the table: written out by escapes, refused in a file, and shown so that nothing happens."""
    refused = [attack for attack in ATTACKS if attack not in READ]
    assert len(refused) > 20
    for k, attack in enumerate(refused):
        made = files(Poison(attacks=("x",)))
        made["units.yaml"]["units"][0]["contact"] = attack
        write(tmp_path / str(k), made, ascii_only=True)
        result = qstrong("validate", "--data", tmp_path / str(k), "-f", format_)
        assert result.code in (1, 3), (attack, result.out)
        assert "Traceback" not in result.out + result.err
        assert harmless(result.out + result.err)
        if format_ in ("json", "gitlab", "sarif"):
            assert json.loads(result.out)
        else:
            assert "units.yaml" in result.out
