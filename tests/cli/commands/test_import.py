"""import: workbooks that were filled in come back as filings, whatever program saved them; hostile ones don't."""

import json
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Convert, Run

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")

from qstrong.write.intake.guard import RefusedError, guard  # noqa: E402
from tests.conftest import ROOT  # noqa: E402

DAY = ("--as-of", "2027-01-12")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def form(folder: Path, qstrong: Run) -> Callable[..., Path]:
    def make(unit: str = "development-reform") -> Path:
        result = qstrong("form", unit, "2026Q4", *DAY, "-o", f"{unit}.xlsx", cwd=folder)
        assert result.code == 0, result.err
        return folder / f"{unit}.xlsx"

    return make


def heads(sheet: Worksheet) -> dict[str, int]:
    row = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    return {str(cell.value): cell.column for cell in row if cell.value}


def put(
    sheet: Worksheet, row: int, head: str, value: date | float | str | None, number_format: str = "@"
) -> None:
    cell = sheet.cell(row, heads(sheet)[head])
    cell.value = value
    cell.number_format = number_format


def rows(sheet: Worksheet) -> dict[str, int]:
    at = heads(sheet)["编号"]
    found: dict[Any, Any] = {}
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, at).value:
            found.setdefault(sheet.cell(row, at).value, row)
    return found


def likely(sheet: Any, row: int) -> str:
    """A value that nobody would question: the goal's number, else one that is known."""
    told = [str(sheet.cell(row, heads(sheet)[head]).value or "") for head in ("目标", "上次数、应达数")]
    found = re.search(r"\d+(?:\.\d+)?", told[0]) or re.search(r"(?<=: )\d+(?:\.\d+)?", told[1])
    return found[0] if found else "50"


def fill(path: Path, value: str | None = None) -> None:
    """Every value, every state."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[:-1]:
        if sheet.title == "更正以往数据":
            continue
        head = heads(sheet)
        for row in range(5, sheet.max_row + 1):
            name = sheet.cell(row, 1).value
            if name == "@signed":
                at = next(cell.column for cell in sheet[row] if cell.value == "报送日期")
                sheet.cell(row, at + 1, "2027-01-12")
            elif name and not name.startswith("@"):
                if "填报数" in head:
                    put(sheet, row, "填报数", value or likely(sheet, row))
                    put(sheet, row, "数据来源", "统计月报")
                else:
                    put(sheet, row, "状态", "推进中")
                    put(sheet, row, "进展情况", "=不是公式".removeprefix("="))
    book.save(path)


def parsed(folder: Path, unit: str = "development-reform") -> dict[str, Any]:
    from qstrong.read.strict import parse

    found = parse((folder / f"data/progress/{unit}/2026Q4.yaml").read_bytes()).tree
    assert isinstance(found, dict)
    return found


def test_there_and_back(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form()
    fill(path)
    shown = qstrong("import", path, "--dry-run", "--accept", *DAY, cwd=folder)
    assert shown.code == 0, shown.err
    assert "+unit: development-reform" in shown.out
    assert not (folder / "data/progress/development-reform").exists()
    result = qstrong("import", path, "--accept", *DAY, cwd=folder)
    assert result.code == 0, result.err
    tree = parsed(folder)
    assert [one["value"] for one in tree["observations"] if one["indicator"] == "rd-expenditure"] == ["145"]
    assert all(one["value"] for one in tree["observations"])
    assert {one["state"] for one in tree["actions"]} == {"in_progress"}
    assert tree["filed"] == "2027-01-12"
    checked = json.loads(qstrong("validate", "-f", "json", *DAY, cwd=folder).out)
    assert checked["summary"]["errors"] == 0
    assert "没有改动" in qstrong("import", path, "--accept", *DAY, cwd=folder).out


WAYS = [
    ("131.60", "@", "131.60", None),
    (131.6, "General", "131.6", None),
    ("１３１.６", "@", "131.6", "读作"),
    ("1,450", "@", "1450", "读作"),
    ("145亿元", "@", "145", "读作"),
    ("14.5亿", "@", "14.5", "读作"),
    ("145 亿元", "@", "145", "读作"),
    (131.6, "0", "131.6", "这一格显示的是 132, 存的是 131.6; 读作 131.6"),
    (131.6, '0"亿元"', "131.6", "这一格显示的是 132亿元, 存的是 131.6亿元; 读作 131.6"),
    (131.647, '0.0"亿元"', "131.65", "131.647 四舍五入读作 131.65"),
]


@pytest.mark.parametrize(("typed", "number_format", "read", "said"), WAYS)
def test_what_people_send(
    typed: float | str,
    number_format: str,
    read: str,
    said: str | None,
    form: Callable[..., Path],
    folder: Path,
    qstrong: Run,
) -> None:
    path = form()
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    row = rows(sheet)["low-altitude-output"]
    put(sheet, row, "填报数", typed, number_format)
    book.save(path)
    result = qstrong("import", path, *DAY, cwd=folder)
    if said:
        assert result.code == 1
        assert f"指标!G{row}: " in result.err
        assert said in result.err
        assert not (folder / "data/progress/development-reform").exists()
        result = qstrong("import", path, "--accept", *DAY, cwd=folder)
    assert result.code == 0, result.err
    assert [one["value"] for one in parsed(folder)["observations"]] == [read]


@pytest.mark.parametrize(
    ("typed", "number_format", "said"),
    [
        ("14.5万", "@", "不是数字"),
        ("约150", "@", "不是数字"),
        (0.98, "0%", "不是数字"),
        (date(2026, 1, 2), "yyyy-mm-dd", "不是数字"),
        ("=1+1", "General", "公式"),
    ],
)
def test_what_cannot_be_taken(
    typed: date | float | str,
    number_format: str,
    said: str,
    form: Callable[..., Path],
    folder: Path,
    qstrong: Run,
) -> None:
    path = form()
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    row = rows(sheet)["low-altitude-output"]
    put(sheet, row, "填报数", typed, number_format)
    book.save(path)
    result = qstrong("import", path, "--accept", *DAY, cwd=folder)
    assert result.code == 1
    assert said in result.err
    assert f"指标!G{row}: " in result.err
    assert not (folder / "data/progress/development-reform").exists()


def test_a_check_that_fails_names_the_cell(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form("market-regulation")
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    row = next(row for row in range(5, sheet.max_row) if sheet.cell(row, 3).value == "%")
    put(sheet, row, "填报数", "500")
    book.save(path)
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 1
    assert f"market-regulation.xlsx: 指标!G{row}: error[Q212]" in result.err
    assert not (folder / "data/progress/market-regulation").exists()


def test_the_note_that_sends_it_back(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form("market-regulation")
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    row = next(row for row in range(5, sheet.max_row) if sheet.cell(row, 3).value == "%")
    put(sheet, row, "填报数", "500")
    put(sheet, row + 1, "填报数", "约9")
    book.save(path)
    result = qstrong("import", path, "--reply", *DAY, cwd=folder)
    lines = result.out.splitlines()
    assert result.code == 1
    assert lines[0] == "【退回更正】市市场监管局龙华局：你单位2026年第四季度报表有2处请核："
    name = sheet.cell(row, 2).value
    assert lines[1].startswith(f"①“指标”表 G{row}（{name}）：")
    assert lines[2].startswith(f"②“指标”表 G{row + 1}（{name}）：“约9”不是数字：只写一个数；")
    assert lines[-1] == "请于2027年1月30日（周六）前更正重报。"
    assert not (folder / "data/progress/market-regulation").exists()


def test_a_letter_speaks_to_clerks(form: Any, folder: Any, qstrong: Run) -> None:
    """Errors first, each once; a wrong year is one line, at its cell; what many rows lack is one line."""
    path = form("market-regulation")
    fill(path, "50")
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "报送日期")
    sheet.cell(at.row, at.column + 1, "2026-01-12")
    for row in range(5, sheet.max_row):
        if str(sheet.cell(row, 1).value or "@")[0] != "@":
            sheet.cell(row, heads(sheet)["数据来源"]).value = None
    first = next(row for row in range(5, sheet.max_row) if sheet.cell(row, 3).value == "%")
    put(sheet, first, "填报数", "500")
    book.save(path)
    result = qstrong("import", path, "--reply", "-o", folder / "letters", *DAY, cwd=folder)
    assert result.code == 1
    (letter,) = (folder / "letters").iterdir()
    assert letter.name == "退回更正-2026Q4-市市场监管局龙华局.txt"
    text = letter.read_text(encoding="utf-8")
    assert text.count("核对年份") == 1
    assert "2026-01-12" in next(line for line in text.splitlines() if "核对年份" in line)
    assert text.index("500") < text.index("2026-01-12")
    sheet.cell(at.row, at.column + 1, "2027-01-12")
    book.save(path)
    text = qstrong("import", path, "--reply", *DAY, cwd=folder).out
    assert text.count("没有来源") == 1
    for word in ("accept", "note", "yaml", "flag", "limits", "_"):
        assert word not in text, text
    lines = text.splitlines()
    assert next(k for k, line in enumerate(lines) if "500" in line) < next(
        k for k, line in enumerate(lines) if "来源" in line
    )


def test_nothing_to_send_back(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form()
    assert "什么也没有填" in qstrong("import", path, "--reply", *DAY, cwd=folder).out
    fill(path)
    result = qstrong("import", path, "--reply", *DAY, cwd=folder)
    assert (result.code, "没有要退回的" in result.out) == (0, True), result.out


def test_moved_columns_renamed_sheets_and_extra_rows(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    fill(path)
    book = openpyxl.load_workbook(path)
    book["指标"].insert_cols(3)
    book["指标"].insert_rows(1)
    book["指标"].title = "Sheet1"
    book.create_sheet("说明")["A1"] = "别的"
    book.save(path)
    result = qstrong("import", path, "--accept", *DAY, cwd=folder)
    assert result.code == 0, result.err
    assert "145" in {one["value"] for one in parsed(folder)["observations"]}


def test_rows_without_a_subject_are_told(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form()
    fill(path)
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    sheet.cell(5, 1).value = "no-such"
    sheet.cell(6, 1).value = None
    book.save(path)
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 1
    assert "指标!A5: 没有编号为“no-such”" in result.err
    assert "指标!G6: 编号是“–”, 按这一行的名称读作 strategic-emerging-growth" in result.err


def zipped(**parts: bytes | str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return file.getvalue()


BOOK = {"xl/workbook.xml": "<workbook/>"}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_xlsx"),
        (b"PK\x03\x04 no", "not_xlsx"),
        (zipped(**{"a.txt": "a"}), "not_xlsx"),
        (OLE + b"\0" * 600, "xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "document"),
        (b"%PDF-1.7\n", "document"),
        (b"{\\rtf1 a}", "document"),
        (zipped(**{"word/document.xml": "<w:document/>"}), "document"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "document"),
        (zipped(**{"xl/workbook.bin": "x"}), "xlsb"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", **BOOK), "ods"),
        (zipped(**BOOK, **{"xl/vbaProject.bin": "x"}), "macros"),
        (zipped(**BOOK, **{"xl/externalLinks/externalLink1.xml": "<x/>"}), "links"),
        (zipped(**BOOK, **{"xl/a.xml": " " * (5 << 20)}), "large"),
        (zipped(**BOOK, **{"xl/a.xml": "<si/>" * 80_000}), "cells"),
        (zipped(**BOOK, **{"xl/a.xml": "<!DOCTYPE x>"}), "not_xlsx"),
        (zipped(**BOOK, **{"xl/a.xml": "<x/>".encode("utf-16")}), "not_xlsx"),
        (zipped(**{"xl/workbook.xml": " " * (70 << 10)}), "large"),
        (zipped(**BOOK, **{f"xl/{k}.xml": "" for k in range(250)}), "large"),
        (zipped(**{"xl/workbook.xml": "<sheet />" * 21}), "large"),
        (zipped(**BOOK, **{"xl/other.xml": "<x:sheet />" * 21}), "large"),
        (zipped(**BOOK, **{"xl/worksheets/_rels/sheet1.xml.rels": " " * (17 << 10)}), "large"),
        (b"x" * (6 << 20), "large"),
    ],
)
def test_hostile_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        guard(data)
    assert refused.value.reason == reason


@pytest.mark.posix
def test_refusals_are_said(folder: Path, qstrong: Run) -> None:
    for name, data, said in (("a.xls", OLE, ".xls"), ("b.xlsx", b"x", "不是 .xlsx")):
        (folder / name).write_bytes(data)
        result = qstrong("import", folder / name, "--accept", *DAY, cwd=folder)
        assert result.code == 1
        assert said in result.err
    os.mkfifo(folder / "pipe.xlsx")
    for name, said in (
        ("no.xlsx", "没有这个文件"),
        ("pipe.xlsx", "没有这个文件"),
        ("data/progress", "没有报送表"),
    ):
        result = qstrong("import", folder / name, "--accept", *DAY, cwd=folder)
        assert (result.code, said in result.err) == (1, True)


def test_another_workbook_is_no_form(folder: Path, qstrong: Run) -> None:
    openpyxl.Workbook().save(folder / "a.xlsx")
    result = qstrong("import", folder / "a.xlsx", *DAY, cwd=folder)
    assert result.code == 1
    assert "_qstrong" in result.err


def test_all_units_through_libreoffice(
    folder: Path, qstrong: Run, tmp_path: Path, libreoffice: Convert
) -> None:
    assert qstrong("form", "2026Q4", "--all", "forms", *DAY, cwd=folder).code == 0
    forms = sorted((folder / "forms").iterdir())
    assert len(forms) == 26
    libreoffice("xlsx", tmp_path / "saved", *forms)
    saved = sorted((tmp_path / "saved").iterdir())
    assert len(saved) == 26
    for path in saved:
        fill(path, "50.0")
    result = qstrong("import", *saved, "--accept", *DAY, cwd=folder)
    assert result.code == 0, result.err
    assert "读作" not in result.err
    checked = json.loads(qstrong("validate", "-f", "json", *DAY, cwd=folder).out)
    assert checked["summary"]["errors"] == 0
    trees = [parsed(folder, one.name) for one in (folder / "data/progress").iterdir() if one.is_dir()]
    assert len(trees) == 26
    assert {one["value"] for tree in trees for one in tree.get("observations", ())} == {"50.0"}


def test_many_at_once_are_as_one_by_one_and_the_plan_is_read_once(
    form: Callable[..., Path], folder: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qstrong.read.source import Folder

    paths = [form(unit) for unit in ("development-reform", "education", "health")]
    for path in paths:
        fill(path)
    one_by_one = folder / "other"
    shutil.copytree(folder / "data", one_by_one / "data")
    single = [qstrong("import", path, "--accept", *DAY, cwd=one_by_one) for path in paths]
    read: Counter[str] = Counter()
    whole = Folder.read

    def counted(self: Folder, name: str) -> bytes:
        read[name] += 1
        return whole(self, name)

    monkeypatch.setattr(Folder, "read", counted)
    together = qstrong("import", *paths, "--accept", *DAY, cwd=folder)
    assert [one.code for one in (*single, together)] == [0] * 4
    assert "".join(one.out for one in single) + "收 3 · 退 0 · 缺 0 家。\n" == together.out
    for path in (one_by_one / "data").rglob("*.yaml"):
        assert (folder / path.relative_to(one_by_one)).read_bytes() == path.read_bytes()
    assert {read[name] for name in ("targets.yaml", "tasks.yaml", "units.yaml")} == {1}


DEMO = ("--data", "examples/demo", "--as-of", "2026-10-25")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def demo_form(folder: Path, qstrong: Run, unit: str, period: str = "2026Q3", name: str = "d.xlsx") -> Path:
    result = qstrong("form", unit, period, *DEMO, "-o", name, cwd=folder)
    assert result.code == 0, result.err
    return folder / name


def test_what_was_filed_comes_back_unchanged_from_all_units(demo: Path, qstrong: Run) -> None:
    """A form over a filing, imported as it is, changes nothing; nor does it ask anything."""
    before = {path: path.read_bytes() for path in demo.rglob("*.yaml")}
    assert qstrong("form", "2026Q3", "--all", "forms", *DEMO, cwd=demo).code == 0
    results = [qstrong("import", path, *DEMO, cwd=demo) for path in sorted((demo / "forms").iterdir())]
    unchanged = [one for one in results if (one.code, one.err) == (0, "") and "没有改动" in one.out]
    empty = [one for one in results if one.code == 1 and "什么也没有填" in one.err]
    assert len(unchanged) == len(list(demo.glob("examples/demo/progress/*/2026Q3.yaml"))) > 20
    assert len(unchanged) + len(empty) == 26
    assert {path: path.read_bytes() for path in demo.rglob("*.yaml")} == before


def test_what_was_filed_stands_in_the_cells(demo: Path, qstrong: Run) -> None:
    path = demo_form(demo, qstrong, "industry")
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    row, head = rows(sheet)["ai-output"], heads(sheet)
    assert sheet.cell(row, head["填报数"]).value == "183.07"
    assert sheet.cell(row, head["责任人"]).value == "王五（信息化科）"
    assert sheet.cell(row, head["佐证材料"]).value == "深龙华质联〔2026〕示例31号\n深龙华质联〔2026〕示例32号"
    work = book["举措"]
    assert work.cell(rows(work)["7.3"], heads(work)["状态"]).value == "推进中"
    signed = [cell.value for cell in sheet[rows(sheet)["@signed"]] if cell.value]
    assert signed == ["@signed", "填报人", "王五", "审核人", "审签人", "冯二", "报送日期", "2026-10-19"]


def test_a_corrected_cell_is_the_only_change(demo: Path, qstrong: Run) -> None:
    path = demo_form(demo, qstrong, "industry")
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    put(sheet, rows(sheet)["ai-output"], "填报数", "184.10")
    sheet.cell(rows(sheet)["ai-output"], heads(sheet)["需协调事项"]).value = None
    book.save(path)
    result = qstrong("import", path, "--dry-run", *DEMO, cwd=demo)
    assert result.code == 0, result.err
    changed = [row for row in result.out.splitlines() if row[:1] in "+-" and row[:3] not in ("+++", "---")]
    assert changed == ["-    value: 183.07", "+    value: 184.10"]
    assert f"指标!R{rows(sheet)['ai-output']}: 这一格原来有报过的内容" in result.err


def correct(path: Path, *given: list[Any]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["更正以往数据"]
    for k, row in enumerate(given):
        for at, one in enumerate(row, 1):
            sheet.cell(5 + k, at, one)
    book.save(path)


def test_a_correction_of_an_earlier_period(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form()
    correct(path, ["研究与试验发展经费支出", "2025", "131.6", "统计部门核定", "统计公报"])
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 0, result.err
    assert parsed(folder)["observations"] == [
        {
            "indicator": "rd-expenditure", "period": "2025", "value": "131.6", "flag": "revised",
            "reason": "统计部门核定", "source": "统计公报",
        }
    ]  # fmt: skip
    path.unlink()
    sheet = openpyxl.load_workbook(form())["更正以往数据"]
    assert [cell.value for cell in sheet[5]] == [
        "研究与试验发展经费支出", "2025", "131.6", "统计部门核定", "统计公报",
    ]  # fmt: skip
    assert "没有改动" in qstrong("import", path, *DAY, cwd=folder).out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["研究与试验发展经费支出", None, "131.6", None], "A5: 更正还缺: 期次、更正原因"),
        (["研发", "2025", "131.6", "核定"], "A5: 没有叫“研发”的指标"),
        (["研究与试验发展经费支出", "去年", "131.6", "核定"], "B5: “去年”不是期次"),
        (["研究与试验发展经费支出", "2025", "约131", "核定"], "C5: “约131”不是数字"),
        (["研究与试验发展经费支出", "2027", "131.6", "核定"], "B5: error[Q"),
        (["水资源节约", "2025", "131.6", "核定"], "A5: 没有叫“水资源节约”"),
    ],
)
def test_corrections_that_cannot_be_taken(
    given: list[Any], said: str, form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    correct(path, given)
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 1
    assert f"更正以往数据!{said}" in result.err
    assert not (folder / "data/progress/development-reform").exists()


def gone(book: Workbook) -> None:
    book["指标"].delete_rows(rows(book["指标"])["energy-per-gdp"])


def added_other(book: Any) -> None:
    sheet = book["指标"]
    sheet.insert_rows(7)
    sheet["A7"], sheet["F7"], sheet["G7"], sheet["K7"] = "rd-expenditure", "2025", "131.6", "公报"


def added(book: Workbook) -> None:
    sheet = book["指标"]
    sheet.insert_rows(7)
    sheet["A7"], sheet["F7"], sheet["G7"], sheet["K7"] = "ai-output", "2026Q4", "131.6", "公报"


def hidden(book: Workbook) -> None:
    book["_qstrong"]["A7"] = "0"


def stroke(book: Workbook) -> None:
    put(book["指标"], rows(book["指标"])["low-altitude-output"], "需协调事项", "无")


def merged_cause(book: Workbook) -> None:
    sheet = book["指标"]
    put(sheet, 7, "填报数", "120")
    put(sheet, 7, "数据来源", "月报")
    put(sheet, 6, "原因分析", "同一个原因")
    sheet.merge_cells("N6:N7")


def twice(book: Workbook) -> None:
    book.copy_worksheet(book["指标"]).title = "备份"


def no_heads(book: Workbook) -> None:
    book["指标"].delete_rows(4)


def two_columns(book: Workbook) -> None:
    book["指标"]["T4"] = "填报数"


def merged_values(book: Workbook) -> None:
    book["指标"].merge_cells("G8:G10")


def too_long(book: Workbook) -> None:
    put(book["指标"], 8, "进展情况", "长" * 10_001)


CHANGES = [
    (gone, 0, "表里少了发出去时有的 1 行: 单位GDP能耗"),
    (added, 1, "指标!A7: 发出去的表里没有这一行, 照收"),
    (added_other, 1, "指标!F7: 期次是 2025, 发出去的表里这一项要的是 2024"),
    (stroke, 0, "指标!R8: “无”按空着读"),
    (hidden, 1, "_qstrong!A7: 隐藏的 _qstrong 表被改过"),
    (merged_cause, 1, "指标!N6: N6:N7 合并成了一格, 各行都按这一格读"),
    (merged_values, 1, "指标!G8: G8:G10 合并成了一格, 分不清"),
    (twice, 1, "备份!A8: “low-altitude-output”在 指标!A8 已经填过了"),
    (no_heads, 1, "指标!A4: 这张表有编号, 但找不到表头"),
    (two_columns, 1, "指标!T4: “填报数”一列有两个"),
    (too_long, 1, "指标!L8: 有 10001 个字, 最多 10000 个"),
]


@pytest.mark.parametrize(("change", "code", "said"), CHANGES, ids=[one[0].__name__ for one in CHANGES])
def test_what_came_back_otherwise_than_it_was_sent(
    change: Callable[..., None], code: int, said: str, form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    book = openpyxl.load_workbook(path)
    put(book["指标"], rows(book["指标"])["low-altitude-output"], "填报数", "131.6")
    put(book["指标"], rows(book["指标"])["low-altitude-output"], "数据来源", "月报")
    change(book)
    book.save(path)
    result = qstrong("import", path, *DAY, cwd=folder)
    assert (result.code, said in result.err) == (code, True), result.err
    assert (folder / "data/progress/development-reform").exists() == (code == 0)


def test_a_merged_text_counts_for_each_row(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form()
    book = openpyxl.load_workbook(path)
    put(book["指标"], 6, "填报数", "131.6")
    merged_cause(book)
    book.save(path)
    assert qstrong("import", path, "--accept", *DAY, cwd=folder).code == 0
    assert [one["cause"] for one in parsed(folder)["observations"]] == ["同一个原因"] * 2


def test_more_is_asked_for_since_the_form_was_written(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    fill(path)
    plan = folder / "data/targets.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace("reporters: [water]", "reporters: [development-reform, water]"), encoding="utf-8"
    )
    result = qstrong("import", path, "--accept", *DAY, cwd=folder)
    assert result.code == 0, result.err
    assert "这张表写出以后又多了" in result.err


@pytest.mark.parametrize(
    ("typed", "number_format", "read", "asked"),
    [
        (date(2027, 6, 30), 'yyyy"年"m"月"d"日"', "2027-06-30", False),
        (date(2027, 6, 30), '[$-804]yyyy"年"m"月"d"日";@', "2027-06-30", False),
        (46568, "General", "2027-06-30", True),
        ("2027年6月30日", "@", "2027-06-30", True),
        ("2027.6.30　", "@", "2027-06-30", True),
        ("2027/6/30", "@", "2027-06-30", True),
        ("20270630", "@", "2027-06-30", True),
        ("2027年6月底", "@", "2027-06-30", True),
        ("2027年6月", "@", "2027-06-30", True),
        ("2027-06", "@", "2027-06-30", True),
        ("2027年二季度末", "@", "2027-06-30", True),
        ("2027年上半年", "@", "2027-06-30", True),
        ("6月底", "@", None, False),
        ("尽快", "@", None, False),
        ("2027-02-30", "@", None, False),
    ],
)
def test_days_as_people_write_them(
    typed: date | int | str,
    number_format: str,
    read: str | None,
    asked: bool,
    form: Callable[..., Path],
    folder: Path,
    qstrong: Run,
) -> None:
    path = form()
    book = openpyxl.load_workbook(path)
    row = rows(book["指标"])["low-altitude-output"]
    put(book["指标"], row, "填报数", "131.6")
    put(book["指标"], row, "完成时限", typed, number_format)
    book.save(path)
    result = qstrong("import", path, *DAY, cwd=folder)
    if read is None:
        assert f"指标!Q{row}: “{typed}”不是日期" in result.err
        return
    assert (result.code, "读作 2027-06-30" in result.err) == (int(asked), asked)
    if asked:
        assert qstrong("import", path, "--accept", *DAY, cwd=folder).code == 0
    assert parsed(folder)["observations"][0]["measures_by"] == read


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("推进中", 0, ""),
        ("推 进 中。", 1, "“推 进 中。”读作 推进中"),
        ("In progress", 0, ""),
        ("做着呢", 1, "可选: 未启动、推进中、已完成、暂缓"),
    ],
)
def test_states_as_people_write_them(
    typed: str, code: int, said: str, form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    book = openpyxl.load_workbook(path)
    put(book["举措"], rows(book["举措"])["2.1"], "状态", typed)
    book.save(path)
    result = qstrong("import", path, *DAY, cwd=folder)
    assert (result.code, said in result.err) == (code, True), result.err


def rewritten(path: Path, part: str, change: Callable[..., Any]) -> None:
    """The workbook with the text of one of its parts changed, as another program might have written it."""
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def inline(cell: str, inner: str) -> Callable[..., str]:
    def change(text: str) -> str:
        found = re.search(rf'<c r="{cell}"([^>]*)/>', text)
        assert found
        return text.replace(found[0], f'<c r="{cell}"{found[1]} {inner}</c>')

    return change


@pytest.mark.parametrize(
    ("inner", "code", "said"),
    [
        ('t="inlineStr"><is><r><rPr><b/></rPr><t>13</t></r><r><t xml:space="preserve">1.6 </t></r></is>', 0, "131.6"),
        ('t="inlineStr"><is><t>131.6</t><rPh sb="0" eb="1"><t>yi</t></rPh></is>', 0, "131.6"),
        ("><f>130+1.6</f><v>131.6</v>", 1, "这是公式, 取算出的 131.6"),
        ('t="str"><f>"131.6"</f><v>131.6</v>', 1, "这是公式, 取算出的 131.6"),
        ("><f>130+1.6</f>", 1, "公式没有算出的数"),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', 1, "#DIV/0! 是错误值"),
        ("><v>131.60000000000002</v>", 0, "131.6"),
        ("><v>131.66666666666666</v>", 1, "131.666666666667 四舍五入读作 131.7"),
        ('t="inlineStr"><is><t>\u200b131.6\u3000</t></is>', 0, "131.6"),
    ],
)  # fmt: skip
def test_cells_as_other_programs_write_them(
    inner: str, code: int, said: str, form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    rewritten(path, "xl/worksheets/sheet1.xml", inline("G6", inner))
    yes = [] if code else ["--accept"]  # 131.6 is much for a rate of growth
    result = qstrong("import", path, *yes, *DAY, cwd=folder)
    assert result.code == code, result.err
    if code:
        assert f"指标!G6: {said}" in result.err
    else:
        assert parsed(folder)["observations"][0]["value"] == said


@pytest.mark.parametrize(
    "raw", ["2_50", "１３１.6", " 12", "12\n", "0x10", "INF", "NaN", "1e400", "1,000", "12.5亿"]
)
def test_a_cell_of_a_number_that_holds_none_is_named(
    raw: str, form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    rewritten(path, "xl/worksheets/sheet1.xml", inline("G6", f"><v>{raw}</v>"))
    done = qstrong("import", path, "--accept", *DAY, cwd=folder)
    assert (done.code, "指标!G6: 文件里写着“" in done.err) == (1, True), done.err
    assert "不是任何表格软件写得出的数" in done.err
    assert not (folder / "data/progress/development-reform").exists()


@pytest.mark.parametrize(("raw", "read"), [("1.316E2", "131.6"), ("1316e-1", "131.6"), ("+131.60", "131.6")])
def test_a_number_as_xml_has_it_is_read(
    raw: str, read: str, form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    rewritten(path, "xl/worksheets/sheet1.xml", inline("G6", f"><v>{raw}</v>"))
    assert qstrong("import", path, "--accept", *DAY, cwd=folder).code == 0
    assert parsed(folder)["observations"][0]["value"] == read


def test_sheets_that_show_the_same_part_are_refused(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    rewritten(
        path,
        "xl/workbook.xml",
        lambda text: text.replace("</sheets>", '<sheet name="x" sheetId="9" r:id="rId1"/></sheets>'),
    )
    result = qstrong("import", path, *DAY, cwd=folder)
    assert (result.code, "不是 .xlsx 文件, 或已经损坏" in result.err) == (1, True), result.err


def test_a_formula_made_to_be_slow_is_never_parsed(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    hostile = '><f t="shared" si="0" ref="G6:G9">' + "(" * 200_000 + "</f><v>131.6</v>"
    rewritten(path, "xl/worksheets/sheet1.xml", inline("G6", hostile))
    result = qstrong("import", path, "--accept", *DAY, cwd=folder)
    assert result.code == 0, result.err
    assert parsed(folder)["observations"][0]["value"] == "131.6"


def test_without_the_library_it_says_what_to_install(
    form: Callable[..., Path], folder: Path, qstrong: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = form()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 2
    assert "pip install 'qstrong[excel]'" in result.err


def test_two_workbooks_for_one_filing_are_not_guessed_at(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    one = form()
    fill(one)
    two = folder / "again.xlsx"
    shutil.copy(one, two)
    other = form("market-regulation")
    fill(other)
    result = qstrong("import", one, other, two, "--accept", *DAY, cwd=folder)
    assert result.code == 1
    assert "是同一个单位同一期的表" in result.err
    assert not (folder / "data/progress/development-reform").exists()
    assert (folder / "data/progress/market-regulation/2026Q4.yaml").exists()


def test_a_workbook_that_is_refused_stops_no_other(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    (folder / "old.xls").write_bytes(OLE)
    path = form()
    fill(path)
    result = qstrong("import", "old.xls", path, "--accept", *DAY, cwd=folder)
    assert (result.code, ".xls" in result.err) == (1, True)
    assert (folder / "data/progress/development-reform/2026Q4.yaml").exists()


def test_the_form_of_another_year(demo: Path, qstrong: Run) -> None:
    """Last year's form with this year's values: what was filed then stands."""
    path = demo_form(demo, qstrong, "industry", "2025Q3")
    book = openpyxl.load_workbook(path)
    put(book["指标"], rows(book["指标"])["ai-output"], "填报数", "183.07")
    book.save(path)
    before = {one: one.read_bytes() for one in demo.rglob("*.yaml")}
    result = qstrong("import", path, *DEMO, cwd=demo)
    assert result.code == 1
    assert "d.xlsx: 指标!G7: 2025Q3 的填报已经锁定, 已报的 " in result.err, result.err
    assert "d.xlsx" not in result.out
    note = qstrong("import", path, "--reply", *DEMO, cwd=demo)
    assert "①“指标”表 G7（人工智能产业产值）：2025Q3 的填报已经锁定" in note.out
    assert {one: one.read_bytes() for one in demo.rglob("*.yaml")} == before


def sign(path: Path, day: str) -> str:
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "报送日期")
    sheet.cell(at.row, at.column + 1, day)
    put(sheet, rows(sheet)["low-altitude-output"], "填报数", "300")
    put(sheet, rows(sheet)["low-altitude-output"], "数据来源", "统计月报")
    book.save(path)
    found: str = sheet.cell(at.row, at.column + 1).coordinate
    return found


def test_a_finding_about_the_day_of_filing_names_its_cell(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    cell = sign(path, "2027-03-01")
    result = qstrong("import", path, "--dry-run", *DAY, cwd=folder)
    assert f"指标!{cell}: warning[Q306] 报送日 2027-03-01 在 2027-01-12 之后; 核对“报送日期”" in result.err
    assert f"①“指标”表 {cell}：报送日 2027-03-01" in qstrong("import", path, "--reply", *DAY, cwd=folder).out


def test_a_day_of_filing_before_its_period_ended_is_told_once_at_its_cell(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    cell = sign(path, "2026-01-12")
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 1
    assert result.err.splitlines() == [
        f"{path}: 指标!{cell}: 报送日期 2026-01-12 在 2026Q4 期末 (2026-12-31) 以前，核对年份",
        f"{path}: 有须改的地方, 没有写。",
    ]
    sign(path, "2026-12-31")  # the last day of the period is no slip
    assert qstrong("import", path, *DAY, cwd=folder).code == 0
    assert qstrong("import", path, "--reply", *DAY, cwd=folder).out.count("2026-12-31") == 0


def test_so_is_one_before_the_end_of_an_earlier_period_that_is_asked_for(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form("market-regulation")
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "报送日期")
    signed = sheet.cell(at.row, at.column + 1, "2024-04-12")
    row = next(
        row for row in range(5, sheet.max_row) if sheet.cell(row, heads(sheet)["期次"]).value == "2024"
    )
    put(sheet, row, "填报数", likely(sheet, row))
    put(sheet, row, "数据来源", "统计公报")
    book.save(path)
    result = qstrong("import", path, *DAY, cwd=folder)
    assert f"指标!{signed.coordinate}: 报送日期 2024-04-12 在 2024 期末 (2024-12-31) 以前" in result.err
    assert "Q301" not in result.err


@pytest.mark.parametrize("day", ["2026-12-31", "2062-06-30", "9999-12-31"])
def test_a_deadline_that_can_hardly_be_waits_for_a_yes(
    form: Callable[..., Path], folder: Path, qstrong: Run, day: str
) -> None:
    path = form()
    sign(path, "2027-01-12")
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    put(sheet, rows(sheet)["low-altitude-output"], "完成时限", day)
    book.save(path)
    filing = folder / "data/progress/development-reform/2026Q4.yaml"
    result = qstrong("import", path, *DAY, cwd=folder)
    assert (result.code, filing.exists()) == (1, False)
    assert f"warning[Q325] 措施的完成时限 {day} " in result.err
    assert "核对这一格; 没有错就加 --accept" in result.err
    assert qstrong("import", path, "--accept", "--accept-reason", "已核", *DAY, cwd=folder).code == 0
    (entry,) = parsed(folder)["observations"]
    assert (entry["accept"], entry["accept_reason"]) == (["Q325"], "已核")


def test_a_letter_says_what_to_do_with_a_cell(form: Any, folder: Path, qstrong: Run) -> None:
    """Who has a form has no lines to leave out, and says that it is right in its own column."""
    path = form()
    sign(path, "2027-01-12")
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    row = rows(sheet)["low-altitude-output"]
    put(sheet, row, "原因分析", "同上")
    put(sheet, row, "下一步措施", "专班推进")
    put(sheet, row, "完成时限", "2026-12-31")
    book.save(path)
    text = qstrong("import", path, "--reply", *DAY, cwd=folder).out
    assert "“同上”没有说明什么；写清楚；没有就把这一格清空。" in text
    assert "或在方案结束以后；核对年份；确实没错的，在“进展情况”一栏写明原因。" in text


def test_what_is_still_to_be_filled_in_is_said(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    """Where `new` has written the file, rows that were left empty in the workbook stay gaps in it."""
    path = form()
    assert qstrong("new", "development-reform", "2026Q4", *DAY, cwd=folder).code == 0
    sign(path, "2027-01-12")
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 0, result.err
    left = json.loads(qstrong("validate", "-f", "json", *DAY, cwd=folder).out)["summary"]["errors"]
    assert left
    assert f"data/progress/development-reform/2026Q4.yaml 里还有 {left} 处没有填" in result.out


def test_a_folder_of_workbooks(folder: Any, qstrong: Run) -> None:
    forms = folder / "forms"
    assert qstrong("form", "2026Q4", "--all", forms, *DAY, cwd=folder).code == 0
    for path in forms.iterdir():
        if "区发展改革局" in path.name:
            fill(path)
        elif "区商务局" in path.name:
            path.unlink()
    for name in ("~$2026Q4-区商务局.xlsx", "Thumbs.db", ".DS_Store"):
        (forms / name).write_bytes(b"x")
    (forms / "说明.docx").write_bytes(b"x")
    (forms / "旧.xls").write_bytes(OLE + b"\0" * 600)
    result = qstrong("import", forms, "--accept", *DAY, cwd=folder)
    assert "说明.docx: 不是表格, 跳过" in result.err
    assert "旧.xls: 这是旧的 .xls 格式" in result.err
    assert "2026Q4 还缺" in result.err
    assert "区商务局" in result.err
    assert "Thumbs" not in result.err
    assert "~$" not in result.err
    assert len(parsed(folder)["observations"]) > 3


def test_all_forms_but_those_that_are_there(folder: Any, qstrong: Run) -> None:
    forms = folder / "forms"
    assert qstrong("form", "2026Q4", "--all", forms, *DAY, cwd=folder).code == 0
    names = sorted(path.name for path in forms.iterdir())
    (forms / names[0]).write_bytes(b"filled in")
    (forms / names[1]).unlink()
    result = qstrong("form", "2026Q4", "--all", forms, *DAY, cwd=folder)
    assert (result.code, f"{names[0]} 已经在了, 没有动它" in result.err) == (0, True)
    assert (forms / names[0]).read_bytes() == b"filled in"
    assert sorted(path.name for path in forms.iterdir()) == names


def test_the_figure_of_a_year_ago_stands_there_where_it_is_known(demo: Any, qstrong: Run) -> None:
    (demo / "examples/demo/progress/industry/2026Q3.yaml").unlink()
    path = demo_form(demo, qstrong, "industry")
    book = openpyxl.load_workbook(path)
    sheet, head = book["指标"], heads(book["指标"])
    rows_ = range(5, sheet.max_row)
    known = {sheet.cell(row, 1).value: sheet.cell(row, head["上年同期"]).value for row in rows_}
    assert known["ai-output"]
    done = qstrong("import", path, *DEMO, cwd=demo)
    assert "表里什么也没有填" in done.err  # what stood there says nothing
    row = next(row for row in rows_ if sheet.cell(row, 1).value == "ai-output")
    put(sheet, row, "填报数", "166.5")
    put(sheet, row, "上年同期", None)
    book.save(path)
    done = qstrong("import", path, "--dry-run", *DEMO, cwd=demo)
    assert "报过的不会因此删去" not in done.err  # nobody had filed it
    assert "last_year" not in done.out


TABLE = """unit,filing,filed,indicator,period,value,pending,source
development-reform,2026Q4,2027-01-12,low-altitude-output,,131.6,,统计月报
区发改局,2026Q4,,services-clusters,2026H2,3,,文件
commerce,2026Q4,2027-01-11,renowned-enterprises,2026,,1月底公布,
"""


@pytest.mark.parametrize("made", ["csv", "tsv", "gbk", "bom", "zh"])
def test_a_table_of_observations(made: str, folder: Any, qstrong: Run) -> None:
    text = TABLE.replace(",", "\t") if made == "tsv" else TABLE
    text = text.replace("filed", "报送日") if made == "zh" else text
    data = text.encode({"gbk": "gbk", "bom": "utf-8-sig"}.get(made, "utf-8"))
    (folder / ("t.tsv" if made == "tsv" else "t.csv")).write_bytes(data)
    done = qstrong("import", "t.tsv" if made == "tsv" else "t.csv", *DAY, cwd=folder)
    assert done.code == 0, done.err
    assert [one["value"] for one in parsed(folder)["observations"]] == ["131.6", "3"]
    assert parsed(folder)["filed"] == "2027-01-12"
    assert parsed(folder, "commerce")["observations"][0]["pending"] == "1月底公布"


def test_a_name_means_the_indicator_and_not_another_goal_for_it(folder: Any, qstrong: Run) -> None:
    text = (folder / "data/targets.yaml").read_text(encoding="utf-8")
    more = "  - {id: low-altitude-2026, of: low-altitude-output, op: '>=', value: 90, end: 2026-12-31}\n"
    (folder / "data/targets.yaml").write_text(text + more, encoding="utf-8")
    name = re.search(r"id: low-altitude-output\n\s+name: \{zh: ([^,]+)", text)
    assert name
    (folder / "t.csv").write_text(TABLE.replace("low-altitude-output", name[1]), encoding="utf-8")
    done = qstrong("import", "t.csv", *DAY, cwd=folder)
    assert done.code == 0, done.err
    assert parsed(folder)["observations"][0]["indicator"] == "low-altitude-output"


def test_what_export_writes_comes_back(demo: Any, qstrong: Run) -> None:
    out = qstrong("export", "observations", *DEMO, "-f", "csv", cwd=demo).out
    first, *rows_ = out.splitlines()
    mine = [row for row in rows_ if row.startswith("industry,2026Q3")]
    assert mine
    (demo / "t.csv").write_text("\n".join([first, *mine]), encoding="utf-8")
    done = qstrong("import", "t.csv", *DEMO, cwd=demo)
    assert (done.code, "没有改动" in done.out) == (0, True), done.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("unit,", "office,", "表里要有 unit、filing、indicator、value 四列"),
        ("131.6", "约131", "F2: “约131”不是数字"),
        ("131.6", "131.6²", "F2: “131.6²”不是数字"),
        ("low-altitude-output", "low-altitude", "D2: indicator 一列的“low-altitude”不知道指什么"),
        ("区发改局", "市发改委", "A3: unit 一列的“市发改委”不知道指什么"),
        (",source", ",sourse", "H1: 没有叫“sourse”的列, 是不是 source"),
        ("services-clusters,2026H2", "low-altitude-output,2026Q4", "已经填过了"),
        (",source", ",value", "H1: “value”一列有两个"),
        ("区发改局,2026Q4,,", "区发改局,2026Q4,2027-01-10,", "C3: 2026Q4 的报送日期写了两个: 2027-01-12 和"),
        ("2026H2,3,", "2026H2,,", "F3: 填了内容, 但既没有填报数"),
        ("131.6,,", "131.6,下月,", "F2: 填报数和暂无数据原因只填一个"),
        ("131.6,,", "1,331.6,,", "I2: “统计月报”: 这一行的格子和表头对不上"),
        ("131.6,,统计月报", "131,6,统计月报", "G2: “6”: 这一行的格子和表头对不上"),
        ("131.6,,统计月报", "-1,331.6", "G2: “331.6”: 这一行的格子和表头对不上"),
        ("period,value", "计量单位,value", "E3: 计量单位改成了“2026H2”, 这项指标以个计"),
    ],
)
def test_a_table_that_cannot_be_taken(old: str, new: str, said: str, folder: Any, qstrong: Run) -> None:
    (folder / "t.csv").write_text(TABLE.replace(old, new, 1), encoding="utf-8")
    done = qstrong("import", "t.csv", "--accept", *DAY, cwd=folder)
    assert done.code == 1
    assert said in done.err
    assert not (folder / "data/progress/development-reform").exists()


def test_no_letter_names_keys_or_files(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    """Whatever is wrong, and in both languages: columns and sheets are named, nothing that stands in files."""
    path = form("development-reform")
    fill(path)
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    typed = ["-5", "133①", "1,330.5.1", "10~20", "95p", "904000", "1,5", "0.5"]
    for row, value in zip(range(5, sheet.max_row), typed, strict=False):
        put(sheet, row, "填报数", value)
        put(sheet, row, "数据来源", None)
    book.save(path)
    for lang in ("zh", "en"):
        text = qstrong("import", path, "--reply", "--lang", lang, *DAY, cwd=folder).out
        assert len(text.splitlines()) > 4
        for name in ("yaml", "accept", "(note)", "flag:", "limits", "reason", "last_year", "备注"):
            assert name not in text, text
        assert not re.search(r"\b[a-z]+_[a-z]+\b", text), text
        for line in text.splitlines()[1:-1]:
            assert re.search(r"[：:] ?[^：:]{4,}", line), line


def test_each_hint_of_a_workbook_names_no_key() -> None:
    """No hint in letters speaks to those who edit files: it has words of its own, or gives way to others."""
    from qstrong.cli.forms.reply import _FOR_FILES
    from qstrong.text import families
    from qstrong.text.catalogue import word
    from qstrong.text.problems import problem_catalogue

    for code in families.HINT.members:
        assert not _FOR_FILES.search(word(families.HINT.key(code), "zh"))
        assert _FOR_FILES.search(problem_catalogue()[code]["hint"][0]) or code in ("Q214", "Q217", "Q403")
    assert _FOR_FILES.search("属实就在 note 里写明原因")
    assert _FOR_FILES.search("加一行 period: 2026")
    assert not _FOR_FILES.search("写成 0.98, 单位是 m³/d 或 TEU")


@pytest.mark.parametrize("above", ["\n\n", "2026年四季度报送一览\n", ",,,\n一览,,\n"])
def test_a_title_may_stand_above_a_table(above: str, folder: Path, qstrong: Run) -> None:
    (folder / "t.csv").write_text(above + TABLE, encoding="utf-8")
    done = qstrong("import", "t.csv", *DAY, cwd=folder)
    assert done.code == 0, done.err
    assert [one["value"] for one in parsed(folder)["observations"]] == ["131.6", "3"]
    (folder / "t.csv").write_text(above + TABLE.replace("131.6", "约131"), encoding="utf-8")
    row = len(above.splitlines()) + 2
    assert f"t.csv: F{row}: “约131”不是数字" in qstrong("import", "t.csv", *DAY, cwd=folder).err


def test_a_day_is_read_once_for_all_rows_of_a_filing(folder: Path, qstrong: Run) -> None:
    text = TABLE.replace("2027-01-12", "2027/1/12").replace("区发改局,2026Q4,,", "区发改局,2026Q4,2027/1/12,")
    (folder / "t.csv").write_text(text, encoding="utf-8")
    done = qstrong("import", "t.csv", "--accept", *DAY, cwd=folder)
    assert (done.code, done.err.count("读作 2027-01-12")) == (0, 1)
    assert parsed(folder)["filed"] == "2027-01-12"


def test_a_workbook_under_a_tables_name_is_read_as_what_it_is(
    form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    put(sheet, 5, "填报数", "98.92")
    sheet.cell(5, heads(sheet)["填报数"]).font = openpyxl.styles.Font(strike=True)
    book.save(folder / "t.csv")
    done = qstrong("import", "t.csv", "--accept", *DAY, cwd=folder)
    assert (done.code, "删除线" in done.err) == (1, True)


def test_a_letter_about_a_table_names_cells_alone(folder: Path, qstrong: Run) -> None:
    (folder / "t.csv").write_text(TABLE.replace("131.6", "约131"), encoding="utf-8")
    done = qstrong("import", "t.csv", "--reply", *DAY, cwd=folder)
    assert "①F2：“约131”不是数字" in done.out
    assert "“1”表" not in done.out


def test_a_folder_with_texts_and_broken_forms(folder: Path, qstrong: Run) -> None:
    """Letters and notes lie there, too; whose form can't be read isn't missing."""
    forms = folder / "forms"
    forms.mkdir()
    assert qstrong("import", forms, *DAY, cwd=folder).code == 1
    (forms / "t.csv").write_text(TABLE.replace("131.6", "约131"), encoding="utf-8")
    assert qstrong("import", forms, "--reply", "-o", forms, *DAY, cwd=folder).code == 1
    (forms / "说明.txt").write_text("请各单位于1月12日前报送\n", encoding="utf-8")
    (forms / "2026Q4-区工业和信息化局.xlsx").write_bytes(b"x")
    (forms / "thumbs.db").write_bytes(b"x")
    (forms / "t.csv").rename(forms / "粘贴.txt")
    done = qstrong("import", forms, *DAY, cwd=folder)
    assert {path.suffix for path in forms.iterdir()} == {".txt", ".xlsx", ".db"}
    assert "说明.txt: 不是表格, 跳过" in done.err
    assert "退回更正-2026Q4-区发展改革局.txt: 不是表格, 跳过" in done.err
    assert "粘贴.txt: F2: “约131”不是数字" in done.err
    missing = next(line for line in done.err.splitlines() if "还缺" in line)
    assert "区工业和信息化局" not in missing
    assert "区科技创新局" in missing
    assert "thumbs" not in done.err


@pytest.mark.parametrize(("coloured", "code"), [(300, 0), (6000, 1)])
def test_coloured_empty_rows(
    coloured: int, code: int, form: Callable[..., Path], folder: Path, qstrong: Run
) -> None:
    path = form()
    fill(path)
    book = openpyxl.load_workbook(path)
    for row in range(60, 60 + coloured):
        for column in range(1, 19):
            book["指标"].cell(row, column).fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    done = qstrong("import", path, *DAY, cwd=folder)
    assert done.code == code
    assert ("格子太多, 没有读: 多半是整行整列涂了颜色" in done.err) == bool(code)


def test_rows_far_below_are_read_or_told(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form()
    fill(path)
    book = openpyxl.load_workbook(path)
    sheet = book["举措"]
    sheet.move_range(f"A8:Z{sheet.max_row}", rows=1000)
    book.save(path)
    done = qstrong("import", path, "--dry-run", *DAY, cwd=folder)
    assert (done.code, "没有填 0 项" in done.out) == (0, True), done.err
    sheet.cell(2400, 3, "另记")
    book.save(path)
    done = qstrong("import", path, *DAY, cwd=folder)
    assert (done.code, "第 2400 行还有内容, 只读到第 2000 行" in done.err) == (1, True)


def test_nags_come_last_and_in_one_line(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    path = form("market-regulation")
    fill(path)
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    asked = [row for row in rows(sheet).values() if not str(sheet.cell(row, 1).value).startswith("@")]
    for row in asked[:2]:
        put(sheet, row, "数据来源", None)
    put(sheet, asked[2], "填报数", "５０")
    put(sheet, asked[3], "填报数", "５1")
    put(sheet, asked[4], "填报数", "约9")
    book.save(path)
    first, *items, _ = qstrong("import", path, "--reply", *DAY, cwd=folder).out.splitlines()
    assert "有3处请核" in first
    head = heads(sheet)
    value, source = (openpyxl.utils.get_column_letter(head[name]) for name in ("填报数", "数据来源"))
    assert f"{value}{asked[4]}" in items[0]
    assert "约9" in items[0]
    for column, cells in ((source, asked[:2]), (value, asked[2:4])):
        (line,) = (line for line in items if f"{column}{cells[0]}" in line)
        assert f"{column}{cells[1]}" in line
        assert "共2处" in line


def test_a_period_that_went_astray_is_one_line(demo: Path, qstrong: Run) -> None:
    """The slip is in the period's cell; what follows from it is told nowhere else."""
    path = demo_form(demo, qstrong, "industry", "2026Q4")
    fill(path, "99")
    book = openpyxl.load_workbook(path)
    sheet, column = book["指标"], heads(book["指标"])["期次"]
    put(sheet, 6, "期次", "2025Q4")
    put(sheet, 7, "期次", "2027Q4")
    book.save(path)
    text = qstrong("import", path, "--reply", "--data", "examples/demo", *DAY, cwd=demo).out
    letter = openpyxl.utils.get_column_letter(column)
    for row, period in ((6, "2025Q4"), (7, "2027Q4")):
        (line,) = (line for line in text.splitlines() if period in line)
        assert f"“指标”表 {letter}{row}（" in line
        assert "发出去的表里这一项要的是 2026Q4" in line
    assert "没有注明修订" not in text


def test_one_cell_is_told_of_once(form: Callable[..., Path], folder: Path, qstrong: Run) -> None:
    """The gravest: who has to change a value need not be told how it was read, and with how many decimals."""
    path = form("market-regulation")
    fill(path)
    book = openpyxl.load_workbook(path)
    sheet = book["指标"]
    row = next(row for row in range(5, sheet.max_row) if sheet.cell(row, 3).value == "%")
    put(sheet, row, "填报数", "1,500.12345")
    book.save(path)
    first, item, _ = qstrong("import", path, "--reply", *DAY, cwd=folder).out.splitlines()
    assert "有1处请核" in first
    assert "超出 0 到 100 的范围" in item
