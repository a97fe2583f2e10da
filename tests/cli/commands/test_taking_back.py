"""import: what was filed is taken back in a cell, before the close; and why a value in question is right."""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from qstrong.model.grammar import MOST_CHARACTERS
from tests.conftest import ROOT, Run

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")

FILED = "data/progress/industry/2026Q3.yaml"
DAY = ("--as-of", "2026-10-20")
SPENT = ("--as-of", "2026-11-20")
"""After the filing for 2026Q3 has closed."""
VALUE = {"zh": "填报数", "en": "Value"}
STATE = {"zh": "状态", "en": "State"}
PENDING = {"zh": "暂无数据原因", "en": "Why no value yet"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    return tmp_path


@pytest.fixture
def sent(folder: Path, qstrong: Run) -> Callable[..., Path]:
    """The form with cells typed into by row's id and head; `id period` where an indicator is there twice."""

    def make(typed: Mapping[tuple[str, str], str | None], lang: str = "zh") -> Path:
        path = folder / "form.xlsx"
        path.unlink(missing_ok=True)
        made = qstrong("form", "industry", "2026Q3", *DAY, "-o", path, "--lang", lang, cwd=folder)
        assert made.code == 0, made.err
        book = openpyxl.load_workbook(path)
        cells = {place: cell for sheet in book.worksheets[:2] for place, cell in places(sheet)}
        for place, text in typed.items():
            cells[place].value = text
        book.save(path)
        return path

    return make


def places(sheet: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    heads = {cell.value: cell.column for cell in sheet[4]}
    for row in range(5, sheet.max_row + 1):
        for name in (sheet.cell(row, 1).value, f"{sheet.cell(row, 1).value} {sheet.cell(row, 6).value}"):
            yield from (((name, head), sheet.cell(row, at)) for head, at in heads.items())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("word", ["撤回", "撤 回。", "撤销", "withdraw", "Withdrawn"])
def test_a_value_and_a_state_are_taken_back(
    lang: str, word: str, folder: Path, sent: Callable[..., Path], qstrong: Run
) -> None:
    path = sent({("ai-output", VALUE[lang]): word, ("2.7", STATE[lang]): word}, lang)
    before = (folder / FILED).read_text("utf-8")
    asked = qstrong("import", path, *DAY, "--lang", lang, cwd=folder)
    assert asked.code == 1
    rows = {
        "zh": [
            "  撤回 人工智能产业产值 183.07",
            "  撤回 举措2.7 推进中",
            "撤回 2, 无变化",
            "2 项报过的要撤回",
        ],
        "en": [
            "  removed  Output of the artificial",
            "183.07",
            "2 removed, ",
            "2 entries filed before are taken back",
        ],
    }
    assert [row for row in rows[lang] if row not in asked.out + asked.err] == []
    assert (folder / FILED).read_text("utf-8") == before
    done = qstrong("import", path, *DAY, "--accept", cwd=folder)
    assert done.code == 0, done.err
    after = (folder / FILED).read_text("utf-8")
    assert "ai-output" not in after
    assert '"2.7"' not in after
    assert set(after.splitlines()) < set(before.splitlines())
    assert qstrong("validate", *DAY, cwd=folder).code == 0


def test_a_reason_takes_the_place_of_a_value_taken_back(
    folder: Path, sent: Callable[..., Path], qstrong: Run
) -> None:
    path = sent({("ai-output", "填报数"): "撤回", ("ai-output", "暂无数据原因"): "等统计"})
    done = qstrong("import", path, *DAY, "--accept", cwd=folder)
    assert done.code == 0, done.err
    assert "  改 人工智能产业产值 183.07 → 等统计" in done.out
    text = (folder / FILED).read_text("utf-8")
    assert "183.07" not in text
    assert "pending: 等统计" in text
    gone = sent({("ai-output", "填报数"): "撤回"})  # the reason stands in the form now, and goes as well
    assert qstrong("import", gone, *DAY, "--accept", cwd=folder).code == 0
    assert "ai-output" not in (folder / FILED).read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ({("ai-output", "填报数"): "撤回"}, SPENT, "G8: 2026Q3 的填报已经锁定, 已报的 183.07 不能撤回"),
        ({("2.7", "状态"): "撤回"}, SPENT, "F6: 2026Q3 的填报已经锁定, 已报的 推进中 不能撤回"),
        ({("1.7", "状态"): "撤回"}, DAY, "F5: 这一项没有报过, 没有可以撤回的"),
        ({("ai-output", "填报数"): "撤回183.07"}, DAY, "“撤回183.07”不是数字"),
        ({("7.3", "完成数量"): "撤回"}, DAY, "“撤回”不是数字"),
    ],
)
def test_what_cannot_be_taken_back(
    typed: dict[tuple[str, str], str], day: tuple[str, ...], said: str, folder: Path, sent: Any, qstrong: Run
) -> None:
    path, before = sent(typed), (folder / FILED).read_bytes()
    result = qstrong("import", path, *day, "--accept", cwd=folder)
    assert result.code == 1
    assert said in result.err
    assert (folder / FILED).read_bytes() == before


def test_an_emptied_cell_says_how_to_take_back(sent: Any, folder: Path, qstrong: Run) -> None:
    path = sent({("ai-output", "数据来源"): None})
    assert "要撤回这一项, 在“填报数”里写“撤回”" in qstrong("import", path, *DAY, "-n", cwd=folder).err
    path = sent({("2.7", "进展情况"): None})
    assert "在“状态”里写“撤回”" in qstrong("import", path, *DAY, "-n", cwd=folder).err


def test_a_row_that_was_emptied_is_named(sent: Any, folder: Path, qstrong: Run) -> None:
    heads = (
        "填报数",
        "数据来源",
        "上期措施完成情况",
        "原因分析",
        "下一步措施",
        "责任人",
        "完成时限",
        "需协调事项",
        "佐证材料",
        "进展情况",
    )
    path = sent({("ai-output", head): None for head in heads})
    said = qstrong("import", path, *DAY, "-n", cwd=folder).err
    assert "指标!G8: 这一格原来有报过的内容, 现在空了: 报过的不会因此删去。要撤回这一项" in said
    assert said.count("现在空了") == 1
    path = sent({("ai-output", "填报数"): None, ("ai-output", "暂无数据原因"): "等统计"})
    assert "现在空了" not in qstrong("import", path, *DAY, "-n", cwd=folder).err


def test_a_correction_is_taken_back(sent: Any, folder: Path, qstrong: Run) -> None:
    words = ("fashion-output", "53.20", "--for", "2026Q2", "--revise", "--reason", "重报", "--accept")
    assert qstrong("record", "industry", "2026Q3", *words, *DAY, cwd=folder).code == 0
    path = sent({})
    book = openpyxl.load_workbook(path)
    sheet = book["更正以往数据"]
    assert [sheet.cell(5, at).value for at in (1, 2, 3)] == ["现代时尚产业集群产值", "2026Q2", "53.20"]
    sheet.cell(5, 3).value = "撤回"
    book.save(path)
    done = qstrong("import", path, *DAY, "--accept", cwd=folder)
    assert done.code == 0, done.err
    assert "  撤回 现代时尚产业集群产值 53.20" in done.out
    assert "53.20" not in (folder / FILED).read_text("utf-8")


def test_a_table_takes_back(folder: Path, qstrong: Run) -> None:
    (folder / "t.csv").write_text(
        "unit,filing,indicator,value\nindustry,2026Q3,ai-output,撤回\nindustry,2026Q3,fashion-output,withdraw\n",
        encoding="utf-8",
    )
    done = qstrong("import", "t.csv", *DAY, "--accept", cwd=folder)
    assert done.code == 0, done.err
    assert "  撤回 人工智能产业产值 183.07" in done.out
    assert "-output\n    value: 81.79" not in (folder / FILED).read_text("utf-8")


def test_the_form_says_how(sent: Any) -> None:
    for lang, how in (("zh", "报过的要撤回，在“填报数”"), ("en", "type “withdraw” under “Value”")):
        book = openpyxl.load_workbook(sent({}, lang))
        for sheet in book.worksheets[:2]:
            assert any(how in str(cell.value) for cell in sheet[3])
        rules = [rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation]
        assert any(("撤回" if lang == "zh" else "withdraw") in rule for rule in rules if rule)


QUESTIONED = ("record", "industry", "2026Q3", "ai-output", "1830.7", *DAY)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--accept"], "填报时已核对"),
        (["--accept-reason", "口径并入上游企业"], "口径并入上游企业"),
        (["--accept", "--accept-reason", "a: b # c"], "'a: b # c'"),
    ],
)
def test_a_yes_has_its_reason(words: list[str], reason: str, folder: Path, qstrong: Run) -> None:
    assert qstrong(*QUESTIONED, "-y", cwd=folder).code == 1
    done = qstrong(*QUESTIONED, *words, cwd=folder)
    assert done.code == 0, done.err
    assert f"    accept_reason: {reason}\n" in (folder / FILED).read_text("utf-8")


def test_a_blank_reason_is_none(folder: Path, qstrong: Run) -> None:
    before = (folder / FILED).read_bytes()
    done = qstrong(*QUESTIONED, "--accept-reason", "", cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert "--accept-reason" in done.err
    assert (folder / FILED).read_bytes() == before


@pytest.mark.parametrize("reason", ["a\u202eb", "字" * (MOST_CHARACTERS + 1), "a\x07b"])
def test_a_reason_that_a_file_cannot_hold(reason: str, folder: Path, qstrong: Run) -> None:
    before = (folder / FILED).read_bytes()
    done = qstrong(*QUESTIONED, "--accept-reason", reason, cwd=folder)
    assert done.code == 1
    assert done.err
    assert (folder / FILED).read_bytes() == before


class Typed(StringIO):
    """A terminal at which somebody has typed."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "reason"), [("y\n基数小\n", "基数小"), ("\n\n", "填报时已核对"), ("y\n", "填报时已核对")]
)
@pytest.mark.parametrize("how", ["record", "import"])
def test_whoever_says_yes_is_asked_why(
    how: str, typed: str, reason: str, folder: Path, sent: Any, qstrong: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sent({("ai-output", "填报数"): "1830.7"})
    monkeypatch.setattr(sys, "stdin", Typed(typed))
    words = QUESTIONED if how == "record" else ("import", path, *DAY)
    done = qstrong(*words, cwd=folder)
    assert done.code == 0, done.err
    assert "为什么没有错" in done.out
    assert f"    accept_reason: {reason}\n" in (folder / FILED).read_text("utf-8")


@pytest.mark.parametrize("filed", ["2036-10-19", "2062-10-19", "2026-11-19"])
def test_a_day_of_filing_that_has_not_come_is_asked_about(
    filed: str, folder: Path, sent: Any, qstrong: Run
) -> None:
    path = sent({})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "2026-10-19")
    cell.value = filed
    book.save(path)
    before = (folder / FILED).read_bytes()
    asked = qstrong("import", path, *DAY, cwd=folder)
    assert (asked.code, (folder / FILED).read_bytes()) == (1, before)
    assert f"!{cell.coordinate}: warning[Q306] 报送日 {filed} 在 2026-10-20 之后" in asked.err
    assert qstrong("import", path, *DAY, "--accept", cwd=folder).code == 0
    assert f"filed: {filed}" in (folder / FILED).read_text("utf-8")


def test_nobody_is_asked_why_of_what_is_not_in_question(
    folder: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed("y\n"))
    done = qstrong("record", "industry", "2026Q3", "ai-output", "183.09", *DAY, cwd=folder)
    assert done.code == 0, done.err
    assert "为什么" not in done.out
