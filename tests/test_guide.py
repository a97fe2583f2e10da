"""The clerk's guide and the pictures: what they show is what the program prints and draws today."""

import builtins
import re
import shlex
import shutil
import struct
import sys
from pathlib import Path

import pytest

from qstrong.text.problems import problem_catalogue
from qstrong.text.words.common import WORDS
from tests.conftest import ROOT, Run
from tests.history.repo import Repo
from tests.there import there

UNITS, README = ROOT / "docs/zh/units.md", ROOT / "README.md"


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


# ── What the messages say ──


def messages() -> list[str]:
    """Every sentence that the program can say in Chinese, `…` for what it puts in."""
    said = [phrase[0] for phrase in WORDS.values()]
    said += [entry[part][0] for entry in problem_catalogue().values() for part in ("message", "title")]
    return [re.sub(r"\{[^}]*\}", "…", text) for text in said]


def explained() -> list[str]:
    """The first column of the tables of messages."""
    tables = re.findall(
        r"^\| (?:便函上说|检查说) \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text_of(UNITS), re.MULTILINE
    )
    assert len(tables) == 2
    return [row.split(" | ")[0].removeprefix("| ") for table in tables for row in table.splitlines()]


@pytest.mark.parametrize("message", explained())
def test_every_message_that_is_explained_is_one(message: str) -> None:
    assert any(message in said for said in messages()), message


# ── The dialogue ──

TYPED = {
    "现值": ["96.9%", "96.9"],
    "原因分析": ["一处管网返工"],
    "下一步措施": ["春汛前整改完"],
    "责任人": ["张三"],
    "完成时限": ["2027-03-31"],
    "状态": ["2"],
    "进展情况": ["完成3处岸线整治"],
}
"""What a person answers to which question; to all others nothing: the return key."""


class Agreeing:
    """A terminal whose person presses the return key."""

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        print()
        return "\n"


def test_the_dialogue_is_the_program_s(
    office: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    block = re.search(r"^```text\n\$ qstrong (record .*)\n((?:.*\n)*?)```$", text_of(UNITS), re.MULTILINE)
    left = {question: list(answers) for question, answers in TYPED.items()}

    def typed(prompt: str = "") -> str:
        question = next((one for one in left if one in prompt and left[one]), None)
        answer = left[question].pop(0) if question else ""
        print(prompt + answer)
        return answer

    monkeypatch.setattr(builtins, "input", typed)
    monkeypatch.setattr(sys, "stdin", Agreeing())
    result = qstrong(*shlex.split(there(block)[1]), cwd=office)
    printed = "".join(line.rstrip() + "\n" for line in result.out.splitlines())
    assert result.code == 0
    assert not any(left.values())
    assert (office / "data/progress/water/2026Q4.yaml").exists()
    if request.config.getoption("--update-golden"):
        UNITS.write_text(
            text_of(UNITS).replace(there(block)[0], there(block)[0].replace(there(block)[2], printed)),
            "utf-8",
        )
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

    write(pictures.STATUS, tmp_path / "status.svg")
    assert (tmp_path / "status.svg").read_bytes() == (pictures.SHOWN / "status.svg").read_bytes()
    assert pictures.marks(*pictures.sources(tmp_path, write)) == pictures.known()


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

    shown = text_of(UNITS) + text_of(README)
    drawn = {path.name for path in pictures.SHOWN.glob("*.png")}
    assert drawn == set(pictures.known())
    for name in drawn | {"status.svg"}:
        assert name in shown, name
    for name in drawn:
        data = (pictures.SHOWN / name).read_bytes()
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

PUT_IN = {"ID": "ai-output", "表.xlsx": "2026Q4-区工业和信息化局.xlsx"}
"""What README's placeholders stand for here."""
TABLE = "指标,目标,责任单位\n绿地率,≥40%,园林局\n"
"""An office's own table of indicators, for a plan of its own in a new folder."""
ASK = ("qstrong record", "qstrong init")
"""They ask at a terminal, and here is none."""


def named() -> list[str]:
    """Every command that README spells out in a line, the console blocks apart."""
    text = re.sub(r"^```.*?^```$", "", text_of(README), flags=re.DOTALL | re.MULTILINE)
    return [one for one in re.findall(r"`(qstrong [^`]+)`", text) if one not in ASK]


def test_every_command_of_the_readme_runs(tmp_path: Path, qstrong: Run) -> None:
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
    assert len(named()) > 20
    for command in named():
        words = [PUT_IN.get(word, word) for word in shlex.split(command)[1:]]
        where = tmp_path / "new" if "--from" in words else repo.path
        shutil.rmtree(tmp_path / "new/data", ignore_errors=True)
        result = qstrong(*words, cwd=where)
        assert result.code in (0, 1), (command, result.err)
