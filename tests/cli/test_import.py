"""import: workbooks that were filled in come back as filings, whatever program saved them; hostile ones don't."""

import json
import shutil
import subprocess
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")

from qstrong.read.guard import RefusedError, guard  # noqa: E402
from tests.conftest import ROOT  # noqa: E402

DAY = ("--as-of", "2027-01-12")


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def form(folder, qstrong):
    def make(unit="development-reform"):
        result = qstrong("form", unit, "2026Q4", *DAY, "-o", f"{unit}.xlsx", cwd=folder)
        assert result.code == 0, result.err
        return folder / f"{unit}.xlsx"

    return make


def heads(sheet):
    row = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    return {cell.value: cell.column for cell in row if cell.value}


def put(sheet, row, head, value, number_format="@"):
    cell = sheet.cell(row, heads(sheet)[head], value)
    cell.number_format = number_format


def rows(sheet):
    at = heads(sheet)["编号"]
    found = {}
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, at).value:
            found.setdefault(sheet.cell(row, at).value, row)
    return found


def fill(path, value="50"):
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
                    put(sheet, row, "填报数", value)
                    put(sheet, row, "数据来源", "统计月报")
                else:
                    put(sheet, row, "状态", "推进中")
                    put(sheet, row, "进展情况", "=不是公式".removeprefix("="))
    book.save(path)


def parsed(folder, unit="development-reform"):
    from qstrong.read.strict import parse

    return parse((folder / f"data/progress/{unit}/2026Q4.yaml").read_bytes()).tree


def test_there_and_back(form, folder, qstrong):
    path = form()
    fill(path)
    shown = qstrong("import", path, "--dry-run", *DAY, cwd=folder)
    assert shown.code == 0, shown.err
    assert "+unit: development-reform" in shown.out
    assert not (folder / "data/progress/development-reform").exists()
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 0, result.err
    tree = parsed(folder)
    assert {one["value"] for one in tree["observations"]} == {"50"}
    assert {one["state"] for one in tree["actions"]} == {"in_progress"}
    assert tree["filed"] == "2027-01-12"
    checked = json.loads(qstrong("validate", "-f", "json", *DAY, cwd=folder).out)
    assert checked["summary"]["errors"] == 0
    assert "没有改动" in qstrong("import", path, *DAY, cwd=folder).out


WAYS = [
    ("131.60", "@", "131.60", None),
    (131.6, "General", "131.6", None),
    ("１３１.６", "@", "131.6", "读作"),
    ("1,450", "@", "1450", "读作"),
    ("145亿元", "@", "145", "读作"),
    ("14.5亿", "@", "14.5", "读作"),
    ("145 亿元", "@", "145", "读作"),
]


@pytest.mark.parametrize(("typed", "number_format", "read", "said"), WAYS)
def test_what_people_send(typed, number_format, read, said, form, folder, qstrong):
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
def test_what_cannot_be_taken(typed, number_format, said, form, folder, qstrong):
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


def test_a_check_that_fails_names_the_cell(form, folder, qstrong):
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


def test_the_note_that_sends_it_back(form, folder, qstrong):
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
    assert lines[2].startswith(f"②“指标”表 G{row + 1}（{name}）：“约9”不是数字。只填数字，")
    assert lines[-1] == "请于2027年1月30日（周六）前更正重报。"
    assert not (folder / "data/progress/market-regulation").exists()


def test_nothing_to_send_back(form, folder, qstrong):
    path = form()
    assert "什么也没有填" in qstrong("import", path, "--reply", *DAY, cwd=folder).out
    fill(path)
    result = qstrong("import", path, "--reply", *DAY, cwd=folder)
    assert (result.code, "没有要退回的" in result.out) == (0, True), result.out


def test_moved_columns_renamed_sheets_and_extra_rows(form, folder, qstrong):
    path = form()
    fill(path)
    book = openpyxl.load_workbook(path)
    book["指标"].insert_cols(3)
    book["指标"].insert_rows(1)
    book["指标"].title = "Sheet1"
    book.create_sheet("说明")["A1"] = "别的"
    book.save(path)
    result = qstrong("import", path, *DAY, cwd=folder)
    assert result.code == 0, result.err
    assert {one["value"] for one in parsed(folder)["observations"]} == {"50"}


def test_rows_without_a_subject_are_told(form, folder, qstrong):
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
    assert "指标!G6: 这一行填了内容, 但没有编号" in result.err


def zipped(**parts):
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
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", **BOOK), "ods"),
        (zipped(**BOOK, **{"xl/vbaProject.bin": "x"}), "macros"),
        (zipped(**BOOK, **{"xl/externalLinks/externalLink1.xml": "<x/>"}), "links"),
        (zipped(**BOOK, **{"xl/a.xml": " " * (5 << 20)}), "large"),
        (zipped(**BOOK, **{"xl/a.xml": "<si/>" * 50_000}), "large"),
        (zipped(**BOOK, **{"xl/a.xml": "<!DOCTYPE x>"}), "not_xlsx"),
        (zipped(**BOOK, **{"xl/a.xml": "<x/>".encode("utf-16")}), "not_xlsx"),
        (zipped(**{"xl/workbook.xml": " " * (70 << 10)}), "large"),
        (zipped(**BOOK, **{f"xl/{k}.xml": "" for k in range(250)}), "large"),
        (b"x" * (6 << 20), "large"),
    ],
)
def test_hostile_files_are_refused(data, reason):
    with pytest.raises(RefusedError) as refused:
        guard(data)
    assert refused.value.reason == reason


def test_refusals_are_said(folder, qstrong):
    for name, data, said in (("a.xls", OLE, ".xls"), ("b.xlsx", b"x", "不是 .xlsx")):
        (folder / name).write_bytes(data)
        result = qstrong("import", folder / name, *DAY, cwd=folder)
        assert result.code == 1
        assert said in result.err
    assert qstrong("import", folder / "no.xlsx", *DAY, cwd=folder).code == 1


def test_another_workbook_is_no_form(folder, qstrong):
    openpyxl.Workbook().save(folder / "a.xlsx")
    result = qstrong("import", folder / "a.xlsx", *DAY, cwd=folder)
    assert result.code == 1
    assert "_qstrong" in result.err


def test_all_units_through_libreoffice(folder, qstrong, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice isn't installed")
    assert qstrong("form", "2026Q4", "--all", "forms", *DAY, cwd=folder).code == 0
    forms = sorted((folder / "forms").iterdir())
    assert len(forms) == 26
    words = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*words, "--outdir", tmp_path / "saved", *forms], check=True, capture_output=True, timeout=300
    )
    saved = sorted((tmp_path / "saved").iterdir())
    assert len(saved) == 26
    for path in saved:
        fill(path, "50.0")
    result = qstrong("import", *saved, *DAY, cwd=folder)
    assert result.code == 0, result.err
    assert "读作" not in result.err
    checked = json.loads(qstrong("validate", "-f", "json", *DAY, cwd=folder).out)
    assert checked["summary"]["errors"] == 0
    trees = [parsed(folder, one.name) for one in (folder / "data/progress").iterdir() if one.is_dir()]
    assert len(trees) == 26
    assert {one["value"] for tree in trees for one in tree.get("observations", ())} == {"50.0"}
