"""The workbook that a unit fills in: what is in it, what may be changed, the same bytes each time."""

import errno
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Convert, Run

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")

HOW = ("--data", "examples/demo", "--as-of", "2027-01-05")


@pytest.fixture
def made(qstrong: Run, tmp_path: Path) -> Callable[..., Path]:
    def make(unit: str = "industry", *more: str, name: str = "a.xlsx") -> Path:
        path = tmp_path / name
        result = qstrong("form", unit, "2026Q4", *HOW, *more, "-o", path)
        assert result.code == 0, result.err
        return path

    return make


def ids(sheet: Worksheet) -> list[str]:
    return [str(row[0].value) for row in sheet.iter_rows(min_row=5) if row[0].value]


def test_it_asks_for_what_new_asks_for(made: Callable[..., Path], qstrong: Run) -> None:
    book = openpyxl.load_workbook(made())
    rows = qstrong("new", "industry", "2026Q4", *HOW, "-o", "-").out.splitlines()
    values = [row.split("indicator: ")[1] for row in rows if "- indicator:" in row]
    actions = [row.split("action: ")[1].strip('"') for row in rows if "- action:" in row]
    assert len(values) > 3
    assert len(actions) > 3
    signed = ["@highlights", "@signed"]
    assert ids(book["指标"]) == [*values, *signed]
    assert ids(book["举措"]) == actions


def test_only_cells_to_fill_in_may_be_changed_and_keep_what_is_typed(made: Callable[..., Path]) -> None:
    sheet = openpyxl.load_workbook(made())["指标"]
    assert sheet.protection.sheet
    heads = [cell.value for cell in sheet[4]]
    first = dict(zip(heads, sheet[5], strict=True))
    for head in ("填报数", "上年同期", "暂无数据原因", "进展情况", "原因分析", "下一步措施", "责任人", "完成时限", "需协调事项", "佐证材料"):  # fmt: skip
        assert not first[head].protection.locked
        assert first[head].number_format == "@"
        assert first[head].value is None
    for head in ("编号", "指标", "计量单位", "目标", "上次数、应达数", "期次"):
        assert first[head].protection.locked


def test_the_ids_are_not_printed_and_the_page_is_one_wide(made: Callable[..., Path]) -> None:
    for sheet in openpyxl.load_workbook(made()).worksheets[:-1]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage  # as wide as a page, which is the default
        assert sheet.page_setup.fitToHeight == 0
        first = "A" if sheet.title == "更正以往数据" else "B"
        assert sheet.print_area.split("!")[1].startswith(f"${first}$1:")


def test_an_office_with_actions_only_signs_on_their_sheet(made: Callable[..., Path]) -> None:
    book = openpyxl.load_workbook(made("dalang-subdistrict"))
    assert book.sheetnames == ["举措", "_qstrong"]
    assert ids(book["举措"])[-2:] == ["@highlights", "@signed"]


def test_corrections_offer_the_unit_s_own_indicators(made: Callable[..., Path]) -> None:
    book = openpyxl.load_workbook(made("water"))
    sheet = book["更正以往数据"]
    assert [cell.value for cell in sheet[4]] == ["指标", "期次", "更正后数值", "更正原因", "数据来源"]
    rules = {rule.promptTitle: rule for rule in sheet.data_validations.dataValidation}
    assert rules["指标"].formula1 == "_qstrong!$E$1:$E$2"
    assert [book["_qstrong"].cell(k, 5).value for k in (1, 2)] == [
        "水利工程一次性通过竣工验收合格率", "单位GDP水耗",
    ]  # fmt: skip
    assert not sheet["A5"].protection.locked


def test_the_checksum_is_of_what_is_asked(made: Callable[..., Path]) -> None:
    from qstrong.write.form.fields import checksum

    hidden = openpyxl.load_workbook(made("water"))["_qstrong"]
    listed = [hidden.cell(k, 6).value for k in range(1, hidden.max_row + 1) if hidden.cell(k, 6).value]
    assert listed == ["observations water-projects-pass-rate 2026", "actions 2.5"]
    assert hidden["A7"].value == checksum("longhua-quality-2027-demo", "water", "2026Q4", listed)


def test_lists_and_messages(made: Callable[..., Path]) -> None:
    book = openpyxl.load_workbook(made())
    rules = {rule.promptTitle: rule for rule in book["指标"].data_validations.dataValidation}
    assert rules["数据性质"].formula1 == "_qstrong!$C$1:$C$3"
    assert "数字" in rules["填报数"].error
    hidden = book["_qstrong"]
    assert hidden.sheet_state == "veryHidden"
    assert [hidden.cell(k, 1).value for k in range(1, 6)] == [
        "qstrong-form", "1", "longhua-quality-2027-demo", "industry", "2026Q4",
    ]  # fmt: skip
    assert [hidden.cell(k, 4).value for k in range(1, 5)] == ["未启动", "推进中", "已完成", "暂缓"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_says_that_the_data_is_made_up(made: Callable[..., Path], lang: str) -> None:
    book = openpyxl.load_workbook(made("industry", "--lang", lang))
    said = {"zh": "演示数据", "en": "made-up data"}[lang]
    for sheet in book.worksheets[:-1]:
        assert said in (sheet["A2"].value or sheet["B2"].value).lower()


def test_the_same_bytes_each_time(made: Callable[..., Path]) -> None:
    one, two = made(), made(name="b.xlsx")
    assert one.read_bytes() == two.read_bytes()
    with ZipFile(BytesIO(one.read_bytes())) as parts:
        assert not [name for name in parts.namelist() if "external" in name or "vba" in name]


def test_a_form_is_never_overwritten(made: Callable[..., Path], qstrong: Run) -> None:
    path = made()
    path.write_bytes(b"filled in")
    result = qstrong("form", "industry", "2026Q4", *HOW, "-o", path)
    assert result.code == 2
    assert "已经在了" in result.err
    assert path.read_bytes() == b"filled in"


def test_one_for_each_unit(qstrong: Run, tmp_path: Path) -> None:
    result = qstrong("form", "2026Q4", "--all", tmp_path / "forms", *HOW)
    assert result.code == 0, result.err
    made = sorted(path.name for path in (tmp_path / "forms").iterdir())
    assert len(made) == 26
    assert all(name.startswith("2026Q4-") and name.endswith(".xlsx") for name in made)
    again = qstrong("form", "2026Q4", "--all", tmp_path / "forms", *HOW)
    assert (again.code, again.err.count("没有动它")) == (0, 26)


def test_nothing_is_asked_for_after_the_last_filing(qstrong: Run, tmp_path: Path) -> None:
    result = qstrong("form", "industry", "2030Q1", *HOW, "-o", tmp_path / "a.xlsx")
    assert (result.code, list(tmp_path.iterdir())) == (0, []), result.out
    assert "没有要报的" in result.out


@pytest.mark.parametrize(("lang", "why"), [("zh", "磁盘满了"), ("en", "the disk is full")])
def test_why_it_cannot_be_written_is_said_in_words(
    lang: str, why: str, qstrong: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    result = qstrong("form", "industry", "2026Q4", *HOW, "--lang", lang, "-o", tmp_path / "a.xlsx")
    assert (result.code, list(tmp_path.iterdir())) == (4, [])
    assert why in result.err


def test_a_filing_that_cannot_be_read_keeps_no_other_unit_from_its_form(qstrong: Run, tmp_path: Path) -> None:
    shutil.copytree("examples/demo", tmp_path / "demo")
    path = tmp_path / "demo/progress/industry/2026Q3.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nunit: [", encoding="utf-8")
    how = ("--data", tmp_path / "demo", "--as-of", "2026-10-25")
    result = qstrong("form", "2026Q3", "--all", tmp_path / "forms", *how)
    assert result.code == 1
    assert "industry/2026Q3.yaml 读不了" in result.err
    assert len(list((tmp_path / "forms").iterdir())) == 25


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("form",), "--all"),
        (("form", "industry", "2026Q4", "-o", "a.txt"), ".xlsx"),
        (("form", "industry", "2026Q4", "--all", "x"), "--all"),
        (("form", "nobody", "-o", "a.xlsx"), "nobody"),
    ],
)
def test_slips(words: tuple[str, ...], said: str, qstrong: Run) -> None:
    result = qstrong(*words, *HOW)
    assert result.code == 2
    assert said in result.err


def test_without_the_library_it_says_what_to_install(
    qstrong: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "qstrong.write.form.form", raising=False)
    result = qstrong("form", "industry", "2026Q4", *HOW, "-o", tmp_path / "a.xlsx")
    assert result.code == 2
    assert "pip install 'qstrong[excel]'" in result.err


def test_libreoffice_opens_it_and_prints_it_on_a4(
    made: Callable[..., Path], tmp_path: Path, libreoffice: Convert
) -> None:
    libreoffice("pdf", tmp_path, made())
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
