"""The clerk's guide and the pictures: what they show is what the program prints and draws today."""

import builtins
import re
import shlex
import shutil
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qstrong.model.base import Lang
from qstrong.text.problems import problem_catalogue
from qstrong.text.words.common import WORDS
from tests.conftest import ROOT, Run
from tests.history.repo import Repo
from tests.there import there

README: dict[Lang, Path] = {"zh": ROOT / "README.zh.md", "en": ROOT / "README.md"}
UNITS: dict[Lang, Path] = {lang: ROOT / "docs" / lang / "units.md" for lang in README}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


# ── What the messages say ──


def messages(at: int) -> list[str]:
    """Every sentence that the program can say, in Chinese (0) or English (1), `…` for what it puts in."""
    said = [phrase[at] for phrase in WORDS.values()]
    said += [entry[part][at] for entry in problem_catalogue().values() for part in ("message", "title")]
    return [re.sub(r"\{[^}]*\}", "…", text) for text in said]


HEADS = ("便函上说|检查说", "The note says|The check says")


def explained() -> list[tuple[int, str]]:
    """The first column of the guides' tables of messages."""
    found = []
    for at, (page, heads) in enumerate(zip(UNITS.values(), HEADS, strict=True)):
        tables = re.findall(rf"^\| (?:{heads}) \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text_of(page), re.MULTILINE)
        assert len(tables) == 2
        rows = [row for table in tables for row in table.splitlines()]
        found += [(at, row.split(" | ")[0].removeprefix("| ")) for row in rows]
    return found


@pytest.mark.parametrize(("at", "message"), explained())
def test_every_message_that_is_explained_is_one(at: int, message: str) -> None:
    assert any(message in said for said in messages(at)), message


def test_both_guides_explain_the_same_messages() -> None:
    ours = [at for at, _ in explained()]
    assert ours.count(0) == ours.count(1)


# ── The dialogue ──

TYPED: dict[Lang, dict[str, list[str]]] = {
    "zh": {
        "现值": ["96.9%", "96.9"],
        "原因分析": ["一处管网返工"],
        "下一步措施": ["春汛前整改完"],
        "责任人": ["张三"],
        "完成时限": ["2027-03-31"],
        "状态": ["2"],
        "进展情况": ["完成3处岸线整治"],
    },
    "en": {
        "Value": ["96.9%", "96.9"],
        "Cause": ["one network had to be redone"],
        "Measures": ["all mended before the spring floods"],
        "Responsible": ["A. Zhang"],
        "By: ": ["2027-03-31"],
        "State": ["2"],
        "Progress": ["three banks restored"],
    },
}
"""What a person answers to which question; to all others nothing: the return key."""


class Agreeing:
    """A terminal whose person presses the return key."""

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        print()
        return "\n"


@pytest.mark.parametrize("lang", UNITS)
def test_the_dialogue_is_the_program_s(
    lang: Lang,
    offices: Callable[[Lang], Path],
    qstrong: Run,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    page, office = UNITS[lang], offices(lang)
    block = re.search(r"^```text\n\$ qstrong (record .*)\n((?:.*\n)*?)```$", text_of(page), re.MULTILINE)
    left = {question: list(answers) for question, answers in TYPED[lang].items()}

    def typed(prompt: str = "") -> str:
        question = next((one for one in left if one in prompt and left[one]), None)
        answer = left[question].pop(0) if question else ""
        print(prompt + answer)
        return answer

    monkeypatch.setattr(builtins, "input", typed)
    monkeypatch.setattr(sys, "stdin", Agreeing())
    result = qstrong(*shlex.split(there(block)[1]), cwd=office, QSTRONG_LANG=lang)
    printed = "".join(line.rstrip() + "\n" for line in result.out.splitlines())
    assert result.code == 0
    assert not any(left.values()), result.out
    assert (office / "data/progress/water/2026Q4.yaml").exists()
    if request.config.getoption("--update-golden"):
        new = there(block)[0].removesuffix(f"{there(block)[2]}```") + f"{printed}```"
        page.write_text(text_of(page).replace(there(block)[0], new), "utf-8")
    else:
        assert printed == there(block)[2]


# ── The pictures ──


def test_the_pictures_are_fresh(qstrong: Run, tmp_path: Path) -> None:
    """python docs/pictures.py draws those that are old anew."""
    pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    import pictures

    def write(words: list[str], output: Path) -> None:
        result = qstrong(*words, "-o", output, columns=int(pictures.COLUMNS))
        assert result.code == 0, result.err

    found: dict[str, str] = {}
    for lang in pictures.LANGS:
        write([*pictures.STATUS, "--lang", lang], tmp_path / "status.svg")
        assert (tmp_path / "status.svg").read_bytes() == (ROOT / f"docs/{lang}/status.svg").read_bytes()
        found |= pictures.marks(*pictures.sources(tmp_path, write, lang), lang)
    assert found == pictures.known()


def test_a_picture_is_old_when_a_cell_of_it_changes(office: Path) -> None:
    import openpyxl
    import sheets

    form = office / "2026Q4-区工业和信息化局.xlsx"
    before = {name: sheets.meaning(form, view) for name, view in sheets.VIEWS.items()}
    book = openpyxl.load_workbook(form)
    sheet = book["指标"]
    sheet.cell(sheets.rows(sheet)["ai-output"], sheets.heads(sheet)[1]["指标"]).value = "别的名称"
    book.save(form)
    now = {name: sheets.meaning(form, view) for name, view in sheets.VIEWS.items()}
    assert {name for name in now if now[name] != before[name]} == {"units-form.png", "units-filled.png"}


def test_the_pictures_are_small_and_shown() -> None:
    import pictures

    drawn = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("*/*.png")}
    assert drawn == set(pictures.known())
    for lang in pictures.LANGS:
        shown = text_of(README[lang]) + text_of(ROOT / f"docs/{lang}/units.md").replace(
            "](", f"](docs/{lang}/"
        )
        for name in {one for one in drawn if one.startswith(lang)} | {f"{lang}/status.svg"}:
            assert f"docs/{name}" in shown, name
    for name in drawn:
        data = (ROOT / "docs" / name).read_bytes()
        assert len(data) < 120_000, name
        width, _, _, colours = struct.unpack(">IIBB", data[16:26])
        assert (900 <= width <= 2000, colours) == (True, 3), name  # 3: a palette


@pytest.mark.parametrize("program", ["soffice", "chromium", "pdftoppm"])
def test_what_is_missing_is_named(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import pictures

    monkeypatch.setattr(shutil, "which", lambda name: None if name == program else f"/bin/{name}")
    with pytest.raises(SystemExit, match=f"apt-get install {pictures.NEEDED[program]}"):
        pictures.main(every=False)


# ── README's commands ──

PUT_IN = {"ID": "ai-output", **dict.fromkeys(("表.xlsx", "FORM.xlsx"), "2026Q4-区工业和信息化局.xlsx")}
"""What README's placeholders stand for here."""
TABLE = "指标,目标,责任单位\n绿地率,≥40%,园林局\n"
"""An office's own table of indicators, for a plan of its own in a new folder."""
ASK = ("qstrong record", "qstrong init")
"""They ask at a terminal, and here is none."""


def named(page: Path) -> list[str]:
    """Every command that README spells out in a line, the console blocks apart."""
    text = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    return [one for one in re.findall(r"`(qstrong [^`]+)`", text) if one not in ASK]


@pytest.mark.parametrize("lang", README)
def test_every_command_of_the_readme_runs(lang: Lang, tmp_path: Path, qstrong: Run) -> None:
    """As it stands there, from the top to the bottom, in a clone: 2 would be a wrong usage, 3 no plan."""
    repo = Repo.new(tmp_path / "clone")
    for name in ("data", "examples"):
        shutil.copytree(ROOT / name, repo.path / name)
    repo.commit()
    repo.edit("data/progress/README.md", "进展报送", "进展的报送")
    repo.commit()
    (tmp_path / "new").mkdir()
    for name in ("指标.csv", "indicators.csv"):
        (tmp_path / "new" / name).write_text(TABLE, encoding="utf-8")
    assert len(named(README[lang])) > 20
    for command in named(README[lang]):
        words = [PUT_IN.get(word, word) for word in shlex.split(command)[1:]]
        where = tmp_path / "new" if "--from" in words else repo.path
        for made in (tmp_path / "new/data", repo.path / "qstrong-demo"):
            shutil.rmtree(made, ignore_errors=True)
        result = qstrong(*words, cwd=where)
        assert result.code in (0, 1), (command, result.err)
