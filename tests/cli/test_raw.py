"""Nothing that came from outside reaches a terminal raw: arguments, names of files, revisions, authors."""

import json
import shutil
from pathlib import Path

import pytest

from qstrong.render.document import visible
from tests.conftest import ROOT, Run
from tests.history.repo import Repo
from tests.problems.specimens import HERE

pytestmark = pytest.mark.posix
ATTACKS = {
    "a colour": "\x1b[31mred",
    "a title": "\x1b]0;owned\x07",
    "a link": "\x1b]8;;http://x\x1b\\y",
    "C1": "\x9b31m",
    "backspaces": "ok\x08\x08no",
    "a return": "good\rbad",
    "a line": "x\n::stop-commands::y",
    "turned round": "a\u202eb",
    "unseen": "a\u200b\ufeffb",
    "a line separator": "a\u2028b",
    "a tag": "a\U000e0041b",
}
DEMO = ROOT / "examples/demo"
ARGUMENTS = {
    "a command": ["{x}"],
    "an option": ["status", "--{x}"],
    "a folder": ["status", "--data", "{x}"],
    "a folder of validate": ["validate", "--data", "{x}", "-f", "json"],
    "a day": ["status", "--as-of", "{x}"],
    "a language": ["status", "--lang", "{x}"],
    "a format": ["status", "-f", "{x}"],
    "a colour": ["status", "--color", "{x}"],
    "an output": ["status", "-o", "{x}"],
    "an output that cannot be": ["status", "-o", "no/{x}.md"],
    "a target": ["show", "{x}"],
    "a target near one": ["show", "rd-expenditure{x}"],
    "a unit": ["units", "{x}"],
    "a filter": ["status", "--unit", "{x}"],
    "a status": ["status", "--status", "{x}"],
    "a sorting": ["status", "--sort", "{x}"],
    "a code": ["explain", "{x}"],
    "a selection": ["validate", "--select", "{x}"],
    "a path": ["validate", "{x}"],
    "a period": ["bulletin", "{x}"],
    "a filing": ["new", "industry", "{x}"],
    "a unit of a filing": ["new", "{x}", "2026Q4"],
    "a workbook": ["import", "{x}"],
    "a form": ["form", "{x}", "2026Q4"],
    "a value": ["record", "industry", "2026Q4", "ai-output", "{x}"],
    "an export": ["export", "{x}"],
    "a schema": ["schema", "{x}"],
    "who owes": ["due", "{x}"],
}


def raw(text: str) -> list[str]:
    """What of *text* a terminal would obey or not show."""
    lines = text.split("\n")
    return [line for line in lines if visible(line) != line or line.startswith("::")]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with one unit's filings, which are read soon: it is about what was typed."""
    made = tmp_path_factory.mktemp("raw") / "data"
    shutil.copytree(DEMO, made, ignore=shutil.ignore_patterns("progress"))
    shutil.copytree(DEMO / "progress/industry", made / "progress/industry")
    return made


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", ARGUMENTS)
def test_an_argument(name: str, attack: str, qstrong: Run, tmp_path: Path, plan: Path) -> None:
    words = [word.replace("{x}", ATTACKS[attack]) for word in ARGUMENTS[name]]
    given = [] if "--data" in words or name in ("a command", "an option") else ["--data", plan]
    result = qstrong(*words, *given, cwd=tmp_path)
    assert not raw(result.err)
    assert not raw(result.out)
    assert "Traceback" not in result.err


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo.new(tmp_path / "r")
    shutil.copytree(HERE / "base", made.path / "data")
    made.commit()
    return made


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "words",
    [
        ["diff", "{x}"],
        ["diff", "HEAD", "{x}"],
        ["status", "--at", "{x}"],
        ["validate", "--history", "{x}"],
        ["validate", "--changed", "{x}"],
        ["log", "{x}"],
        ["status", "--known-on", "{x}"],
        ["owners", "--check", "--base", "{x}", "--actor", "a"],
        ["owners", "--check", "--base", "HEAD", "--unit", "{x}"],
        ["owners", "--check", "--base", "HEAD", "--actor", "{x}"],
    ],
    ids=" ".join,
)
def test_a_revision(words: list[str], attack: str, repo: Repo, qstrong: Run) -> None:
    result = qstrong(*(word.replace("{x}", ATTACKS[attack]) for word in words), cwd=repo.path)
    assert not raw(result.err)
    assert not raw(result.out)


@pytest.mark.parametrize("attack", ["a colour", "a title", "C1", "turned round", "unseen", "a tag"])
@pytest.mark.parametrize("fmt", ["plain", "md", "json", "html", "csv"])
def test_an_author(attack: str, fmt: str, repo: Repo, qstrong: Run) -> None:
    text = ATTACKS[attack]
    repo.edit("data/progress/finance/2025Q2.yaml", "62.15", "62.16")
    repo.git("add", "-A")
    repo.git("commit", "-qm", text, GIT_AUTHOR_NAME=f"x{text}", GIT_COMMITTER_NAME=f"x{text}")
    result = qstrong("log", "rd-expenditure", "-f", fmt, cwd=repo.path)
    assert result.code == 0, result.err
    assert not raw(result.out.removeprefix("\ufeff"))
    if fmt == "json":
        assert json.loads(result.out)


@pytest.mark.parametrize("attack", [name for name in ATTACKS if name != "a tag"])
@pytest.mark.parametrize("fmt", ["text", "json", "github", "gitlab", "sarif"])
def test_a_file_in_the_data(attack: str, fmt: str, repo: Repo, qstrong: Run) -> None:
    (repo.path / "data/progress/finance" / f"{ATTACKS[attack].replace('/', '_')}.yaml").write_text("x: 1\n")
    result = qstrong("validate", "-f", fmt, cwd=repo.path)
    assert result.code == 1
    shown = [line for line in raw(result.out) if fmt != "github" or visible(line) != line]
    assert not shown


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_folder_on_the_way(attack: str, tmp_path: Path, qstrong: Run) -> None:
    folder = tmp_path / ATTACKS[attack].replace("/", "_")
    shutil.copytree(HERE / "base", folder / "data")
    (folder / "data/progress/finance/2025Q2.yaml").write_text("x: 1\n")
    for fmt in ("text", "json", "sarif", "gitlab"):
        result = qstrong("validate", "--data", str(folder / "data"), "-f", fmt, cwd=tmp_path)
        assert not raw(result.out + result.err)
    assert not raw(qstrong("status", "--data", str(folder / "data"), cwd=tmp_path).err)


@pytest.mark.parametrize(
    "text",
    [
        "#12",
        "org/repo#12",
        "GH-4",
        "gh-12",
        "!7",
        "@team",
        "deadbeefcafe",
        "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
    ],
)
def test_nothing_in_markdown_calls_or_links(text: str) -> None:
    from qstrong.render.formats.flat import md

    shown = md(f"见 {text} 。")
    assert text not in shown.replace("\\", "")
    assert shown.replace("<!-- -->", "").replace("\\", "") == f"见 {text} 。"


@pytest.mark.parametrize(
    "text", ["12345678", "2026-01-01", "145.00", "GHz-4", "95%", "R&D 12", "effaced"[:6], "a1b2"]
)
def test_numbers_and_words_stay_whole(text: str) -> None:
    from qstrong.render.formats.flat import md

    assert "<!-- -->" not in md(text)
