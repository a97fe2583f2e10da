"""The ledger: what `status -f json` says, as numbers; what units typed, as text; the same bytes each time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Convert, Run

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")

from qstrong.render.look import SIGN_STYLE  # noqa: E402
from qstrong.text.labels import symbol  # noqa: E402
from tests.render.page.test_page import contrast  # noqa: E402

DEMO = ("--data", "examples/demo")
OUTLINE = ("--data", "examples/national-outline-2025")
SHEETS = {
    "zh": ["指标", "任务", "具体举措", "单位", "指标报送", "举措报送", "测算说明"],
    "en": ["Targets", "Tasks", "Actions", "Units", "Values filed", "Actions filed", "Method"],
}


@pytest.fixture
def made(qstrong: Run, tmp_path: Path) -> Callable[..., Path]:
    def make(*argv: str, name: str = "a.xlsx") -> Path:
        path = tmp_path / name
        result = qstrong("bulletin", *argv, "-o", path)
        assert result.code == 0, result.err
        return path

    return make


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    heads = [str(cell.value) for cell in sheet[4]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]


@pytest.mark.parametrize(
    ("period", "data", "n"), [("2026Q3", DEMO, 36), ("2025", OUTLINE, None)], ids=["demo", "outline"]
)
def test_it_says_what_status_says(
    period: str, data: tuple[str, str], n: int | None, made: Callable[..., Path], qstrong: Run
) -> None:
    rows = table(openpyxl.load_workbook(made(period, *data))["指标"])
    said = json.loads(qstrong("status", *data, "--as-of", period, "-f", "json").out)["targets"]
    assert len(rows) == len(said) == (n or len(said))
    for row, one in zip(rows, said, strict=True):
        assert row["指标"].removesuffix(" (约束性)") == one["name"]
        for head, key in (("现值", "value"), ("距目标", "gap"), ("基期", "baseline")):
            assert row[head] == one[key], (one["name"], head)
        for head, key in (("达成率", "attainment"), ("增量完成率", "completion"), ("序时进度", "expected")):
            assert row[head] == pytest.approx(one[key]), (one["name"], head)
        beside = one["shown"] or {"value": None, "period": None}
        counts = one["value"] is not None and not one["last_status"]
        period = one["period"] or beside["period"]
        assert row["期次"] == (period if counts or not period else f"({period})")
        assert row["填报数"] == (one["filed"] or beside["value"])
        assert row["走势"] == one["arrow"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sheet_says_when_and_that_it_is_made_up(made: Callable[..., Path], lang: str) -> None:
    book = openpyxl.load_workbook(made("2026Q3", *DEMO, "--lang", lang))
    assert book.sheetnames == SHEETS[lang]
    for sheet in book.worksheets:
        assert {"zh": "演示数据", "en": "made-up data"}[lang] in sheet["A2"].value
        assert "2026Q3" in sheet["A2"].value
        assert sheet.freeze_panes
        assert bool(sheet.auto_filter.ref) == (sheet.title not in ("测算说明", "Method"))
        assert sheet.print_title_rows == "$4:$4"
        assert "&P" in sheet.oddFooter.center.text
        assert "2026Q3" in sheet.oddFooter.right.text


def test_the_same_bytes_each_time(made: Callable[..., Path]) -> None:
    assert made("2026Q3", *DEMO).read_bytes() == made("2026Q3", *DEMO, name="b.xlsx").read_bytes()


def test_a_task_has_a_row_with_its_actions_by_state(made: Callable[..., Path], qstrong: Run) -> None:
    book = openpyxl.load_workbook(made("2026Q3", *DEMO))
    tasks, actions = table(book["任务"]), table(book["具体举措"])
    said = json.loads(qstrong("tasks", *DEMO, "--as-of", "2026Q3", "-f", "json").out)["tasks"]
    assert [row["任务"] for row in tasks] == [one["id"] for one in said]
    for row, one in zip(tasks, said, strict=True):
        states = {head: n for head, n in row.items() if isinstance(n, int) and head != "举措数"}
        mine = [action["状态"] for action in actions if action["任务"] == one["id"]]
        assert sum(states.values()) == row["举措数"] == len(one["actions"]) == len(mine)
        for state in ("已完成", "推进中", "常态化推进"):
            assert states[state] == sum(status.split(" ")[1] == state for status in mine)
        assert states["逾期"] == sum(status.startswith("! ") for status in mine)


def test_what_several_units_report_is_counted_here_and_told_there(made: Callable[..., Path]) -> None:
    book = openpyxl.load_workbook(made("2026Q3", *DEMO))
    (row,) = [row for row in table(book["具体举措"]) if row["序号"] == "2.2"]
    assert (row["已报/责任单位"], row["进展情况"]) == ("7 / 7", "推进中 7（详见“举措报送”）")
    told = {row["单位"] for row in table(book["举措报送"]) if row["序号"] == "2.2" and row["进展情况"]}
    assert told == set(row["责任单位"].split("、"))
    assert max(sheet.row_dimensions[k].height for sheet in book for k in sheet.row_dimensions) < 130


def test_records_stand_by_unit_and_period(made: Callable[..., Path], qstrong: Run) -> None:
    book = openpyxl.load_workbook(made("2026Q3", *DEMO))
    units = [row["单位"] for row in table(book["单位"])]
    for name in ("指标报送", "举措报送"):
        rows = table(book[name])
        order = [(units.index(row["单位"]), row["报送期次"]) for row in rows]
        assert order == sorted(order)
    values = json.loads(qstrong("export", "observations", *DEMO, "-f", "json").out)
    assert len(table(book["指标报送"])) == len(values["tables"]["observations"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_status_that_is_moved_or_typed_has_its_colour(made: Callable[..., Path], lang: str) -> None:
    """The fills are rules on the cell's first sign, one a status; every status that is written has one."""
    book = openpyxl.load_workbook(made("2026Q3", *DEMO, "--lang", lang))
    seen = set()
    for sheet, column in zip((book.worksheets[k] for k in (0, 2, 6)), "SGA", strict=True):
        (area,) = sheet.conditional_formatting
        assert str(area.sqref) == f"{column}5:{column}{sheet.max_row}"
        fills = {rule.text: rule.dxf.fill.bgColor.rgb[2:] for rule in area.rules}
        assert set(fills) == {symbol(status) for status in SIGN_STYLE}
        for rule in area.rules:
            assert rule.formula == [f'LEFT({column}5,{len(rule.text)})="{rule.text}"']
            assert contrast(f"#{fills[rule.text]}", "#000000") > 12
        for (cell,) in sheet[str(area.sqref)]:
            if cell.value:
                seen.add(cell.value[0])
                assert cell.value[0] in fills
                assert len(cell.value) > 2  # a word, too
    assert seen == {symbol(status) for status in SIGN_STYLE}


def test_numbers_are_numbers_with_the_decimals_that_were_filed(made: Callable[..., Path]) -> None:
    sheet = openpyxl.load_workbook(made("2026Q3", *DEMO))["指标报送"]
    column = [cell.value for cell in sheet[4]].index("现值") + 1
    cells = [sheet.cell(row, column) for row in range(5, sheet.max_row + 1)]
    assert {type(cell.value) for cell in cells} <= {int, float, type(None)}
    assert {cell.number_format for cell in cells if cell.value is not None} == {"0", "0.0", "0.00", "0.000"}
    days = [cell.column for cell in sheet[4] if cell.value in ("报送日", "完成时限")]
    for row in sheet.iter_rows(min_row=5):
        for k in days:
            assert row[k - 1].value is None or row[k - 1].is_date


def test_where_nothing_was_filed_it_says_so(made: Callable[..., Path]) -> None:
    book = openpyxl.load_workbook(made("2026Q4", "--data", "data", "--as-of", "2026-11-01"))
    for name in ("指标报送", "举措报送"):
        assert book[name]["A5"].value == "还没有报送记录。"
    outline = openpyxl.load_workbook(made("2025", *OUTLINE, name="b.xlsx"))
    assert outline["具体举措"]["A5"].value == "方案没有列出具体举措。"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("data", [("2026Q3", *DEMO), ("2025", *OUTLINE), ("2026Q4", "--data", "data")])
def test_every_sheet_can_be_printed(made: Callable[..., Path], data: tuple[str, str, str], lang: str) -> None:
    """One page across on A4 or A3, no column wider than a sentence needs, no row higher than it can be."""
    for sheet in openpyxl.load_workbook(made(*data, "--lang", lang)):
        assert sheet.page_setup.paperSize in (8, 9)
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert sheet.page_setup.fitToHeight == 0 or sum(widths) < 70
        assert max(widths) < 106
        assert all(sheet.row_dimensions[k].height <= 409 for k in sheet.row_dimensions)


def test_only_the_whole_has_one(qstrong: Run, tmp_path: Path) -> None:
    for more in (("--brief",), ("--unit", "industry")):
        result = qstrong("bulletin", "2026Q3", *DEMO, *more, "-o", tmp_path / "a.xlsx")
        assert result.code == 2
        assert "台账" in result.err


def test_without_the_library_it_says_what_to_install(
    qstrong: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for name in ("ledger", "workbook"):
        monkeypatch.delitem(sys.modules, f"qstrong.render.office.{name}", raising=False)
    result = qstrong("bulletin", "2026Q3", *DEMO, "-o", tmp_path / "a.xlsx")
    assert result.code == 2
    assert "pip install 'qstrong[excel]'" in result.err


def test_libreoffice_opens_it(made: Callable[..., Path], tmp_path: Path, libreoffice: Convert) -> None:
    made("2026Q3", *DEMO)
    libreoffice("pdf", tmp_path, tmp_path / "a.xlsx")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
