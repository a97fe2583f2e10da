"""Docs that can't go stale: every console block is run; every command, key and constant is there."""

import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from qstrong.cli.app import COMMANDS, GROUPS
from qstrong.model.base import Lang
from tests.conftest import ROOT, Run

LANGS: tuple[Lang, ...] = ("zh", "en")
README: dict[Lang, Path] = {"zh": ROOT / "README.zh.md", "en": ROOT / "README.md"}
UNITS = [ROOT / "docs" / lang / "units.md" for lang in LANGS]
START = [ROOT / "docs" / lang / "start.md" for lang in LANGS]
ANALYST = [ROOT / "docs" / lang / "analyst.md" for lang in LANGS]
TOLD = [*START, *ANALYST]  # commands work on what those before have made
DATA = {lang: ROOT / "docs" / lang / "data.md" for lang in LANGS}
PROBLEMS = {lang: ROOT / "docs" / lang / "problems.md" for lang in LANGS}  # made by `explain`, see below
PERFORMANCE = ROOT / "docs/performance.md"  # made by `python -m benchmarks`, of no commands
SCALE = ROOT / "docs/scale.md"  # likewise by `python -m benchmarks.rollup`
MADE = [*PROBLEMS.values(), PERFORMANCE, SCALE]
PAGES = [*README.values(), *sorted(page for page in (ROOT / "docs").glob("**/*.md") if page not in MADE)]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"^```yaml\n# ([\w.-]+)/([\w./-]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def lang_of(page: Path) -> Lang:
    """The language in which a page's commands are run."""
    return "zh" if page.parent.name == "zh" or page == README["zh"] else "en"


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix().removeprefix("docs/")


def commands(block: str) -> list[tuple[str, str]]:
    """Each command of a block with the lines that should follow it."""
    return [part.partition("\n")[::2] for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]


def cases() -> Iterator[Any]:
    for page in PAGES:
        if page in TOLD:
            continue
        shown = [pair for block in BLOCK.findall(text_of(page)) for pair in commands(block)]
        for k, (command, expected) in enumerate(shown):
            yield pytest.param(page, command, expected, id=f"{named(page)}-{k}")


# ── Console blocks ──


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[Lang, Path]:
    """By language the folders that data.md spells out: `small`, and `broken`, which is small with a filing more."""
    folders = {lang: tmp_path_factory.mktemp(lang) for lang in LANGS}
    for lang, folder in folders.items():
        for top, name, text in FILE.findall(text_of(DATA[lang])):
            for data in (top, "broken"):
                path = folder / data / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    return folders


def matches(expected: str, printed: str) -> bool:
    """Line by line; a line of three dots stands for any lines."""
    lines = expected.strip("\n").split("\n")
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in lines)
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None


def refreshed(expected: str, printed: str) -> str:
    """What the docs show of *printed*: all of it, or, where lines are left out, the lines most like the old."""
    wanted, there = expected.strip("\n").split("\n"), printed.strip("\n").split("\n")
    if "..." not in wanted:
        return "\n".join(there) + "\n" if printed else ""
    found, at = [], 0
    for line in wanted:
        if line != "...":
            likes = [SequenceMatcher(None, line, other).ratio() for other in there[at:]]
            at += likes.index(max(likes)) + 1
        found.append(line if line == "..." else there[at - 1])
    return "\n".join(found) + "\n"


class AsOut:
    """Standard error on the same screen as standard output."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(sys.stdout, name)
        return found


@pytest.mark.parametrize(("page", "command", "expected"), list(cases()))
def test_every_console_block(
    page: Path,
    command: str,
    expected: str,
    qstrong: Run,
    examples: dict[Lang, Path],
    request: pytest.FixtureRequest,
) -> None:
    program, *words = shlex.split(command)
    assert program == "qstrong"
    spelled_out = "--data" in words and words[words.index("--data") + 1] in ("small", "broken")
    folder = examples[lang_of(page)] if spelled_out else ROOT
    if page in UNITS:
        folder = request.getfixturevalue("offices")(lang_of(page))
        if "validate" in words:
            ((top, name, text),) = FILE.findall(text_of(page))
            (folder / top / name).write_text(text, encoding="utf-8")
    with redirect_stderr(AsOut()):
        printed = qstrong(*words, cwd=folder, NO_COLOR="1", QSTRONG_LANG=lang_of(page)).out
    if request.config.getoption("--update-golden", default=False):
        old, new = f"$ {command}\n{expected}", f"$ {command}\n{refreshed(expected, printed)}"
        page.write_text(text_of(page).replace(old, new), encoding="utf-8", newline="\n")
    else:
        assert matches(expected, printed), printed


def test_there_are_console_blocks_on_every_page() -> None:
    assert {param.values[0] for param in cases()} | {*TOLD} == set(PAGES)
    for page in TOLD:
        assert len(list(steps(page))) > 3


def test_no_block_depends_on_the_day() -> None:
    """What looks at data looks from a stated day: the command's, or the demo's own."""
    for param in cases():
        _, command, _ = param.values
        assert any(word in command for word in ("schema", "--as-of", "--data examples/demo")), command


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name == "en"], ids=named)
def test_an_english_page_says_how_its_commands_come_to_speak_english(page: Path) -> None:
    """But for the plan of one's own, which is in English itself."""
    text = text_of(page)
    assert page in START or not BLOCK.search(text) or "`export QSTRONG_LANG=en`" in text


def test_left_out_lines() -> None:
    assert matches("a\n...\nc\n", "a\nb\nb\nc\n")
    assert matches("...\nc\n", "c\n")
    assert not matches("a\nc\n", "a\nb\nc\n")
    assert not matches("a\n...\n", "b\n")
    assert refreshed("...\nx = 1 (a)\n...\n", "w\nx = 2 (a)\ny\n") == "...\nx = 2 (a)\n...\n"


# ── A page to follow from its beginning to its end ──

TABLE = re.compile(r"^```(csv|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """The tables and the blocks of commands of a page, in order."""
    yield from ((found[1], found[2]) for found in TABLE.finditer(text_of(page)))


@pytest.mark.parametrize("page", TOLD, ids=named)
def test_a_page_to_follow_to_its_end(
    page: Path, qstrong: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """In the office, or in the new folder that each table of one's own begins, one command after the other."""
    own = page in START
    folder = tmp_path if own else request.getfixturevalue("offices")(lang_of(page))
    for sort, text in steps(page):
        if sort == "csv":
            folder = Path(tempfile.mkdtemp(dir=tmp_path))
            name = {"zh": "指标.csv", "en": "indicators.csv"}[lang_of(page)]
            (folder / name).write_text(text, encoding="utf-8")
            continue
        for command, expected in commands(text):
            program, *words = shlex.split(command)
            assert program == "qstrong"
            assert "--as-of" in words, command
            with redirect_stderr(AsOut()):
                done = qstrong(*words, cwd=folder, NO_COLOR="1", QSTRONG_LANG="" if own else lang_of(page))
            assert done.code == 0, done.out
            if request.config.getoption("--update-golden"):
                old, new = f"$ {command}\n{expected}", f"$ {command}\n{refreshed(expected, done.out)}"
                page.write_text(text_of(page).replace(old, new), encoding="utf-8", newline="\n")
            else:
                assert matches(expected, done.out), done.out


# ── Commands ──


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_that_is_named_exists(page: Path) -> None:
    known = set(COMMANDS)
    said = re.findall(r"(?:^\$ |`|/)qstrong ([a-z]\w*)", text_of(page), re.MULTILINE)
    assert said
    assert set(said) <= known


@pytest.mark.parametrize("page", README.values(), ids=named)
def test_readme_has_the_commands_as_the_help_has_them(page: Path, qstrong: Run) -> None:
    """In groups of the same names, in the same order."""
    rows = re.findall(r"^\| (?:\*\*(.*)\*\* )?\| `qstrong (\w+)", text_of(page), re.MULTILINE)
    assert tuple(name for _, name in rows) == COMMANDS
    told = qstrong("--help", "--lang", lang_of(page)).out
    heads = [head for head, _ in rows if head]
    assert len(heads) == len(GROUPS)
    assert [line for line in told.splitlines() if line.rstrip(":：") in heads] == [f"{one}:" for one in heads]


@pytest.mark.parametrize("page", README.values(), ids=named)
def test_the_two_lines_that_set_everything_up(page: Path) -> None:
    """Each on one line in a block of its own; CI runs the first one that names pytest."""
    lines = re.findall(r"^```sh\n(.*)\n```$", text_of(page), re.MULTILINE)
    assert [line for line in lines if line.startswith("python3 ")] == [
        "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/qstrong status",
        "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest --color=yes -n auto",
    ]
    assert len(re.findall(r"^python3 ", text_of(page), re.MULTILINE)) == 2


def levels(page: Path) -> list[int]:
    """The levels of a page's headings, in order; what stands in its blocks is none."""
    text = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    return [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]


def pairs() -> list[tuple[Path, Path]]:
    """The pages that there are in both languages."""
    found = {page.name for lang in LANGS for page in (ROOT / "docs" / lang).glob("*.md")}
    both = [(ROOT / "docs/zh" / name, ROOT / "docs/en" / name) for name in sorted(found)]
    return [(README["zh"], README["en"]), *both]


@pytest.mark.parametrize(("zh", "en"), pairs(), ids=named)
def test_both_languages_have_the_same_pages_and_headings(zh: Path, en: Path) -> None:
    assert levels(zh) == levels(en) != []


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
            path, _, anchor = link.partition("#")
            if not path.startswith("http"):
                there = (page.parent / path) if path else page
                assert there.exists(), link
                if anchor:
                    heads = re.findall(r"^#+ (.*)$", text_of(there), re.MULTILINE)
                    assert anchor in {
                        re.sub(r"[^\w-]", "", head.lower().replace(" ", "-")) for head in heads
                    }, link


# ── What the pages spell out ──


def test_the_filing_that_shows_units_how_is_sound(tmp_path: Path, qstrong: Run) -> None:
    ((_, name, text),) = FILE.findall(text_of(ROOT / "data/progress/README.md"))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    result = qstrong("validate", "--strict", "--data", tmp_path / "data", "--as-of", "2027-02-01")
    assert result.code == 0, result.out


@pytest.mark.parametrize("lang", LANGS)
def test_the_small_plan_of_the_data_page_works(lang: Lang, examples: dict[Lang, Path], qstrong: Run) -> None:
    assert qstrong("validate", "--strict", "--data", examples[lang] / "small").code == 0
    result = qstrong("status", "--data", examples[lang] / "small", "--as-of", "2026-05-01", "-f", "json")
    assert '"status": "on_track"' in result.out
    assert '"data": "pending"' in result.out
    assert qstrong("validate", "--data", examples[lang] / "broken").code == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_problems_is_what_explain_says(
    lang: Lang, qstrong: Run, request: pytest.FixtureRequest
) -> None:
    text = qstrong("explain", "--all", "-f", "md", "--lang", lang).out
    if request.config.getoption("--update-golden"):
        PROBLEMS[lang].write_text(text, encoding="utf-8", newline="\n")
    assert text_of(PROBLEMS[lang]) == text
