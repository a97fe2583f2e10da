"""A language is a column: with one more, whose phrases are their keys, nothing that is said bypasses the catalogue."""

import ast
import json
import pkgutil
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import pytest

import qstrong as qstrong_package
from qstrong.cli import helping
from qstrong.cli.app import COMMANDS
from qstrong.cli.commands.status import SORTS
from qstrong.model import base
from qstrong.model.grammar import Str
from qstrong.model.shapes.value import dataclass
from qstrong.read.terms.validator import validator
from qstrong.render.export.columns import TABLES
from qstrong.render.formats.register import FORMATS
from qstrong.text import arithmetic, columns, examples, families, fields, kinds, labels, language, problems
from qstrong.text import help as helps
from qstrong.text.language import LANGUAGES
from qstrong.text.words.common import WORDS
from qstrong.text.words.help import EXAMPLES, FRAME, HELP
from tests.conftest import ROOT, Result, Run
from tests.history.repos import demo_repo
from tests.problems.specimens import CODES
from tests.problems.test_specimens import specimen  # noqa: F401 (a fixture)
from tests.text.test_words import COUNTS, put_in

PACKAGE = ROOT / "qstrong"
DEMO = ("--data", "examples/demo")
MORE = {
    **{key: {"name"} for key in families.BREACH.keys()},  # noqa: SIM118 (no dict)
    **{key: {"detail"} for key in families.GIT.keys()},  # noqa: SIM118 (no dict)
    **{key: {"why"} for key in families.WRITE.keys()},  # noqa: SIM118 (no dict)
    **{key: {"day", "n", "there", "owed"} for key in families.SHEET.keys()},  # noqa: SIM118 (no dict)
}
"""Members of a family may name less than the others are given."""
NUMBERS = COUNTS | set(
    "on_time k issue most due filed good bad watch asks elapsed there owed missing old better worse values figures explanations outcomes".split()
)
"""Under these whole numbers are put in; all that are counted in words have their plurals, see test_words."""


class Column(str):
    """A phrase in the language that there isn't: its key, and what is put in, in brackets of their own.

    What it is given is exactly what the phrase names; whole numbers only where a plural could be made of them.
    """

    __slots__ = ("key", "names")
    key: str
    names: set[str]

    def __new__(cls, key: str, names: set[str]) -> Self:
        text = super().__new__(cls, f"⟦{key}" + "".join(f"⟨{{{name}}}⟩" for name in sorted(names)) + "⟧")
        text.key, text.names = key, names
        return text

    def format(self, *_: object, **words: Any) -> str:
        more = set(words) - self.names - MORE.get(self.key, set())
        if self.key.startswith("import_"):
            more -= {"path"}
        assert set(words) >= self.names, (self.key, self.names - set(words))
        if not re.match(r"Q\d+_|rule_|help_|[A-Z][a-z]+T", self.key):  # these choose among all that is known
            numbers = {name for name, one in words.items() if isinstance(one, language._Counted)}  # noqa: SLF001
            assert (more, numbers - NUMBERS) == (set(), set()), self.key
        return super().format(**words)


def column(key: str, phrase: list[str] | language.Phrase) -> Column:
    shown, counted = zip(*(put_in(text) for text in phrase), strict=True)
    return Column(key, set().union(*shown, *counted))


def tried(command: str, pairs: Any) -> Any:
    """A command's examples with a column more."""
    return tuple(tuple((*one, column(f"tried_{command}", one)) for one in pair) for pair in pairs)


@dataclass(frozen=True, kw_only=True)
class Wider(base.Text):
    """A text in one language more."""

    xx: Str | None = None


TABLES_OF_WORDS = {
    "": WORDS, "help_": HELP, "example_": examples.EXAMPLES, "label_": labels.LABELS, "rule_": arithmetic._COMPARED, "usage_": helps._USAGE, "frame_": FRAME,  # noqa: SLF001
}  # fmt: skip
"""The tables of phrases, and what the keys of each begin with in the language xx."""


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The language xx, wherever a language is said: a row, a field of texts, a column of every phrase."""
    for module in pkgutil.walk_packages(qstrong_package.__path__, "qstrong."):
        with suppress(ImportError):
            "__main__" in module.name or import_module(module.name)  # none meets the wider text only now
    months = [f"⟦m{m}⟧" for m in range(1, 13)]
    of = {n: [f"⟦p{n}⟧{{y}}⟦{k}⟧" for k in range(12 // n)] for n in (12, 6, 3, 1)}
    row = replace(
        LANGUAGES["zh"], column=2, tag="xx", plural=lambda _: 0, listing=" ‖ ", comma=" ⸴ ", colon=" ⁝ ", semicolon=" ⁏ ",
        stop=" ⸼ ", brackets=" ⸨{text}⸩", item="{k}⸳", circled=False, space=" ", pending="⟦pending⟨{who}⟩⟧", wide={}, numerals=(), two="2",
        weekdays=[f"⟦w{k}⟧" for k in range(7)], month_end=[f"{m}{{y}}" for m in months], periods=of,
        day=[f"{m}{{d}}⟦d⟧{{y}}" for m in months], soon=("{y}", months, [f"{m}{{d}}" for m in months]),
    )  # fmt: skip
    languages: dict[Any, Any] = LANGUAGES
    monkeypatch.setitem(languages, "xx", row)
    monkeypatch.setattr(base, "Text", Wider)
    for place, table in TABLES_OF_WORDS.items():
        for key, phrase in table.items():
            name = re.sub(r"\W", "_", place + key.removeprefix("help."))
            monkeypatch.setitem(table, key, (*phrase, column(name, phrase)))
    monkeypatch.setattr(helping, "EXAMPLES", {name: tried(name, pairs) for name, pairs in EXAMPLES.items()})
    for name in ("_WRONG", "_GUESS"):
        phrase = getattr(helps, name)
        monkeypatch.setattr(helps, name, (*phrase, column(name, phrase)))
    for kind, words in kinds.KIND_WORDS.items():
        wider: Any = (*words.name, column(kind.__name__, words.name))
        monkeypatch.setitem(kinds.KIND_WORDS, kind, replace(words, name=wider))
    every_code: Any = problems.problem_catalogue()
    for code, entry in every_code.items():
        for part in {"title", "message", "hint", "why"} & set(entry):
            monkeypatch.setitem(entry, part, [*entry[part], column(f"{code}_{part}", entry[part])])
    catalogues: tuple[Any, ...] = (fields.field_catalogue(), columns.columns())
    for catalogue in catalogues:
        every = [(name, group, key) for name, group in catalogue.items() for key in group]
        for name, group, key in every:
            entry = group[key]
            more = {"xx": [f"⟦{name}_{key}⟧", f"⟦{name}_{key}_more⟧"]}
            value = entry | more if isinstance(entry, dict) else [*entry, f"⟦{name}_{key}⟧"]
            monkeypatch.setitem(group, key, value)
    yield
    validator.cache_clear()  # what was made meanwhile knows the wider text


@cache
def data() -> str:
    """All that the demo's files say, and the program's own names for things."""
    files = list((ROOT / "examples/demo").rglob("*.yaml"))
    return "\n".join(path.read_text("utf-8") for path in files)


@cache
def known() -> set[str]:
    """The Latin words that are no language's: of the data, of the command line, of formats and codes."""
    said = set(re.findall(r"[A-Za-z]+", data()))
    return said | set("c e v m r L T xx Q H M pip install qstrong".split()) | {one.name for one in FORMATS}


def bypassing(text: str, allowed: list[str] | set[str] | tuple[()] = ()) -> list[Any]:
    """What of *text* is no phrase of the catalogue, and is not from the data."""
    found = re.findall(r"⟨{\w+}⟩", text)  # what is wanting
    text = re.sub(r"⟨[0-9a-f]{4}(<!-- -->)?[0-9a-f]{8}⟩", "⟨⟩", text)  # what data go by
    for piece in re.split(r"⟦[\w.]+|[⟧⟨⟩]", text.replace("\\_", "_")):
        found += re.findall(r"^\s*([、，；。：（）]+)\s*$", piece)
        for run in re.findall(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]+", piece):
            if run not in data() and not any(part in data() for part in (run.strip("…"),) if part):
                found.append(run)
        found += [word for word in re.findall(r"[A-Za-z]+", piece) if word not in known() | set(allowed)]
    return found


@pytest.fixture
def say(pseudo: Any, qstrong: Run) -> Callable[..., Result]:  # noqa: ARG001 (it is in force)
    def run(*words: Path | str, **more: Any) -> Result:
        return qstrong(*words, "--lang", "xx", **more)

    return run


NAMES = {
    *"PERIOD HEAD format text nowhere".split(),
    "rule",
    "auto",
    "method",
    "x",
    *SORTS,
    *(part for one in TABLES for part in one.split("_")),
}
"""What stands for an argument or a number of rows, and names of formats, orders and tables."""
SEEN = [
    ("status",), ("status", "-f", "md"), ("status", "--changes"), ("status", "--group", "产业质量竞争力"),
    ("status", "--status", "off_track", "--ascii"), ("status", "--task", "99"), ("status", "--as-of", "2025-02-01"),
    ("show", "ai-output"), ("show", "services-growth"), ("show", "new-standards"), ("show", "指标17"), ("show", "指标21"),
    ("show", "任务7"), ("show", "water"), ("show", "nobody"), ("show", "7"),
    ("tasks",), ("tasks", "--table"), ("units",), ("units", "--matrix"),
    ("due", "2026Q3"), ("due", "2026Q4", "--as-of", "2027-01-05"), ("due", "2026Q3", "--unit", "water"),
    ("due", "2026Q4", "--remind", "-f", "md", "--as-of", "2027-01-25"), ("due", "2026Q4", "--remind", "--as-of", "2027-01-05"),
    ("due", "2026Q3", "--remind", "-f", "md"), ("due", "2026Q3", "--late"), ("due", "2028Q4"),
    ("bulletin", "2026Q3", "-f", "md"), ("bulletin", "2026Q3", "--full", "--landing", "-f", "md"), ("bulletin", "2025Q1", "-f", "md"),
    ("bulletin", "2026Q3", "--brief", "-f", "md"), ("bulletin", "2026Q3", "--unit", "water", "-f", "md"),
    ("bulletin", "2026Q3", "--unit", "industry", "-f", "md"), ("bulletin", "2030Q1"), ("bulletin", "2026Q3", "-f", "docx"),
    ("validate",), ("export",), ("new", "water", "2026Q4", "-o", "-"), ("new", "industry", "2026Q4", "-o", "-"),
    ("record", "water"), ("status", "--as-of", "yesterday"), ("status", "--sort", "size"), ("status", "-f", "pptx"),
]  # fmt: skip


@pytest.mark.parametrize("words", SEEN, ids=" ".join)
def test_what_the_commands_say(say: Callable[..., Result], words: tuple[str, ...]) -> None:
    result = say(*words, *DEMO, columns=2000)
    assert "⟦" in result.out + result.err
    typed = {part for word in words for part in re.findall(r"\w+", word)}
    assert not bypassing(result.out + result.err, typed | NAMES)


@pytest.mark.parametrize("words", [("validate", "--list"), ("explain", "--all"), ("explain", "Q204"), ("explain", "Q999")], ids=" ".join)  # fmt: skip
def test_rules(say: Callable[..., Result], words: tuple[str, str]) -> None:
    result = say(*words, columns=2000)
    shown = re.sub(r"(?m)^    .*$", "", result.out)  # examples, which are files
    assert "⟦" in shown + result.err
    assert not bypassing(shown + result.err)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.usefixtures("pseudo")
def test_what_is_said_of_a_problem(specimen: Callable[..., Result], code: str) -> None:  # noqa: F811
    said = specimen(code, "text", "xx").out
    assert f"⟦{code}_message" in said
    assert not [line for line in said.splitlines() if line and not re.match(r" *\d* *│|data\b|(  )?⟦", line)]


@pytest.mark.parametrize("name", ["", *COMMANDS])  # fmt: skip
@pytest.mark.usefixtures("pseudo")
def test_help(qstrong: Run, name: str) -> None:
    result = qstrong(*([name] if name else []), "--help", columns=2000, QSTRONG_LANG="xx")
    assert (result.out + result.err).count("⟦help_") >= 2
    shown = re.sub(
        r"(?m)^⟦frame_usage⟧.*$|^  (-|[\[{]?[A-Z]).*?(  |$)", "", result.out
    )  # names of commands and options
    assert not bypassing(shown, {*NAMES, *COMMANDS})


@pytest.mark.parametrize("words", [("statuz",), ("status", "--formatt"), ("status", "-f"), ("status", "--ascii=3"), ("show",), ("status", "x")], ids=" ".join)  # fmt: skip
def test_usage_errors(say: Callable[..., Result], words: tuple[str, ...]) -> None:
    result = say(*words)
    assert result.code == 2
    assert not bypassing(result.err, re.findall(r"\w+", f"{words} ID format sort status"))


def test_a_form_and_what_comes_back(say: Callable[..., Result], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    path = tmp_path / "form.xlsx"
    assert say("form", "water", "2026Q4", *DEMO, "--as-of", "2027-01-05", "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    said = [str(cell.value) for sheet in book.worksheets[:-1] for row in sheet for cell in row if cell.value]
    assert len(said) > 50
    ids = {cell.value for sheet in book.worksheets[:-1] for cell in sheet["A"]}
    assert not [text for text in said if text not in ids and bypassing(text)]
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    result = say("import", path, "--data", tmp_path / "data", "--as-of", "2027-01-05")
    assert not bypassing(result.err.replace(str(path), "") + result.out.replace(str(path), ""))


def test_the_page_and_the_ledger(say: Callable[..., Result], tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="the html extra isn't installed")
    page = say("bulletin", "2026Q3", "-f", "html", *DEMO).out
    page = re.sub(r"(?s)<(style|script).*?</\1>", "", page)
    said = [
        *re.findall(r'(?:title|aria-label|placeholder|data-\w*words?|data-open|data-close)="([^"]*)"', page)
    ]
    said.append(re.sub(r"<[^>]*>", "⟧", page))
    constants = {part for one in families.CONSTANT.members for part in one.split("_")}
    assert not [word for text in said for word in bypassing(unescape(text), constants | NAMES)]
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    path = tmp_path / "ledger.xlsx"
    assert say("bulletin", "2026Q3", *DEMO, "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    said = [
        cell.value
        for sheet in book.worksheets
        for row in sheet
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert not [text for text in said if bypassing(text)]


SILENT = ("timeline", "assess", "history", "render", "cli/commands")
"""Where nothing is read that was typed, so that no text of any language stands."""


def test_what_is_computed_and_rendered_says_nothing_of_its_own() -> None:
    """A word in the code, and not in the catalogue; names of fonts and styles are the word processor's."""
    found = []
    for path in [one for room in SILENT for one in (PACKAGE / room).rglob("*.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        texts = [one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in docs]
        found += [
            f"{path.relative_to(PACKAGE)}:{one.lineno} {one.value}"
            for one in texts
            if isinstance(one.value, str) and re.search("[\u3400-\u9fff]", one.value)
        ]
    assert not [one for one in found if not one.startswith("render/office/word_styles.py")]


def test_history(say: Callable[..., Result], tmp_path: Path) -> None:
    repo = demo_repo(tmp_path)
    repo.write("data/progress/industry/2026Q3.yaml", None)
    runs = [
        ("log", "water"),
        ("log", "指标17"),
        ("diff", "HEAD"),
        ("diff", "nowhere"),
        ("owners", "--check"),
        ("owners",),
    ]
    for words in runs:
        result = say(*words, cwd=tmp_path, columns=2000)
        assert not bypassing(re.sub(r"\b[0-9a-f]{7,}\b|王五|演示|/.*", "", result.out + result.err), NAMES)


def test_schemas_for_editors(say: Callable[..., Result]) -> None:
    texts: list[Any] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            texts.extend(
                node[key]
                for key in ("title", "description", "patternErrorMessage")
                if isinstance(node.get(key), str)
            )
            texts.extend(node.get("enumDescriptions", ()))
            node = list(node.values())
        for one in node if isinstance(node, list) else ():
            walk(one)

    for kind in ("targets", "tasks", "units", "filing"):
        walk(json.loads(say("schema", kind, *DEMO).out))
    assert len(texts) > 100
    assert not [text for text in texts if bypassing(text)]
