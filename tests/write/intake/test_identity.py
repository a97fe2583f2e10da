"""A workbook says who it is: rows, heads, title and file name agree, or somebody is asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from qstrong.cli.main import main

ROOT = Path(__file__).parents[3]
DAY = ("--as-of", "2027-01-12")
CODE = "development-reform"
Change = Callable[[Any], None]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form of the shipped plan, blank."""
    path = tmp_path_factory.mktemp("form") / f"{CODE}.xlsx"
    assert (
        main(["form", CODE, "2026Q4", *DAY, "--lang", "zh", "--data", f"{ROOT / 'data'}", "-o", str(path)])
        == 0
    )
    return path


@pytest.fixture
def sent(tmp_path: Path, form: Path, qstrong: Any) -> Callable[[Change], Any]:
    """Changes that form, sends it in, and gives what was said."""
    shutil.copytree(ROOT / "data", tmp_path / "data")

    def send(change: Change, *words: str, name: str = form.name) -> Any:
        path = tmp_path / name
        book = openpyxl.load_workbook(form, rich_text=True)
        change(book)
        book.save(path)
        return qstrong("import", path, *words, *DAY, cwd=tmp_path)

    return send


def row_of(sheet: Any, subject: str, period: str = "2026Q4") -> int:
    return next(
        row
        for row in range(5, sheet.max_row + 1)
        if sheet.cell(row, 1).value == subject
        and (sheet.title != "指标" or sheet.cell(row, 6).value == period)
    )


def values(
    book: Any, subject: str = "low-altitude-output", value: object = "131.6", period: str = "2026Q4"
) -> int:
    """Fill in one value; its row."""
    sheet = book["指标"]
    row = row_of(sheet, subject, period)
    sheet.cell(row, 7).value, sheet.cell(row, 11).value = value, "月报"
    return row


def sorted_rows(book: Any) -> None:
    sheet = book["指标"]
    one, two = values(book), values(book, "services-clusters", "3", "2026H2")
    for column in range(2, 12):
        first, second = sheet.cell(one, column), sheet.cell(two, column)
        first.value, second.value = second.value, first.value


def renamed_indicator(book: Any) -> None:
    book["指标"].cell(values(book), 2).value = "低空产值合计"


def name_with_a_remark(book: Any) -> None:
    cell = book["指标"].cell(values(book), 2)
    cell.value = f"{cell.value}（初步）"


def other_uom(book: Any) -> None:
    book["指标"].cell(values(book), 3).value = "万元"


def wide_uom(book: Any) -> None:
    book["指标"].cell(values(book), 3).value = "亿 元"


def emptied_period(book: Any) -> None:
    row = values(book, period="2024")
    book["指标"].cell(row, 6).value = None


def other_period(book: Any) -> None:
    book["指标"].cell(values(book), 6).value = "2026Q3"


def id_without(book: Any) -> None:
    book["指标"].cell(values(book), 1).value = None


def id_merged(book: Any) -> None:
    row = values(book)
    book["指标"].merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)


def action(book: Any, subject: str) -> int:
    sheet = book["举措"]
    row = row_of(sheet, subject)
    at = next(cell.column for cell in sheet[4] if cell.value == "状态")
    sheet.cell(row, at).value = "推进中"
    return row


def id_a_number(book: Any) -> None:
    book["举措"].cell(action(book, "6.10"), 1).value = 6.1


def id_a_number_and_no_name(book: Any) -> None:
    row = action(book, "6.10")
    book["举措"].cell(row, 1).value, book["举措"].cell(row, 2).value = 6.1, None


def head(book: Any, old: str, new: str | None, sheet: str = "指标") -> None:
    values(book)
    cell = next(cell for cell in book[sheet][4] if cell.value == old)
    cell.value = new


def column_added(book: Any) -> None:
    book["指标"].cell(4, 25).value = "联系电话"
    book["指标"].cell(values(book), 25).value = "12345"


def column_gone(book: Any) -> None:
    values(book)
    book["指标"].delete_cols(next(cell.column for cell in book["指标"][4] if cell.value == "需协调事项"))


def title_of_another_unit(book: Any) -> None:
    values(book)
    cell = book["指标"]["B2"]
    cell.value = str(cell.value).replace("区发展改革局", "区商务局")


def title_of_another_quarter(book: Any) -> None:
    values(book)
    book["指标"]["B1"].value = (
        str(book["指标"]["B1"].value).replace("2026Q4", "2026Q3").replace("2026年第四季度", "2026年第三季度")
    )


REFUSED: list[tuple[Change, str]] = [
    (sorted_rows, "可能排过序或串了行"),
    (renamed_indicator, "名称却写着“低空产值合计”"),
    (other_uom, "计量单位改成了“万元”, 这项指标以亿元计"),
    (emptied_period, "分不清这一行是哪一期"),
    (id_merged, "合并成了一格, 分不清是哪一行的"),
    (id_a_number_and_no_name, "没有编号为“6.1”"),
    (lambda book: head(book, "期次", "报告期"), "表头“报告期”原来是不是“期次”"),
    (
        lambda book: head(book, "暂无数据原因", "暂无数据的原因"),
        "表头“暂无数据的原因”原来是不是“暂无数据原因”",
    ),
    (lambda book: head(book, "数据来源", "来源"), "表头“来源”原来是不是“数据来源”"),
    (lambda book: head(book, "填报数", "本期数"), "表头“本期数”原来是不是“填报数”"),
    (lambda book: head(book, "完成时限", "时间"), "表头“时间”原来是不是“完成时限”"),
    (title_of_another_unit, "这一行说的是区商务局"),
    (title_of_another_quarter, "这一行说的是2026Q3"),
]
ASKED: list[tuple[Change, str]] = [
    (other_period, "期次是 2026Q3, 发出去的表里这一项要的是"),
    (id_without, "按这一行的名称读作 low-altitude-output"),
    (id_a_number, "编号是“6.1”, 按这一行的名称读作 6.10"),
]


def goal_in_words_of_its_own(book: Any) -> None:
    book["指标"].cell(values(book), 4).value = "≥999亿元"


def own_deadline(book: Any) -> None:
    values(book)
    book["举措"].cell(5, 4).value = "2029-12-31"


TAKEN: list[tuple[Change, str]] = [
    (name_with_a_remark, ""),
    (wide_uom, ""),
    (goal_in_words_of_its_own, "“目标”一栏原来是“>125”, 现在写着“≥999亿元”: 这是方案定的, 这里改了不算数"),
    (own_deadline, "“应完成日期”一栏原来是“–”, 现在写着“2029-12-31”: 这是方案定的"),
    (column_added, "“联系电话”一栏不是表里原有的, 没有收"),
    (column_gone, "表里少了“需协调事项”一栏"),
]


@pytest.mark.parametrize(("change", "said"), REFUSED)
def test_what_does_not_agree_is_refused(change: Change, said: str, sent: Any, tmp_path: Path) -> None:
    done = sent(change, "--accept")
    assert done.code == 1
    assert said in done.err
    assert not (tmp_path / "data/progress" / CODE).exists()


@pytest.mark.parametrize(("change", "said"), ASKED)
def test_what_can_be_restored_is_asked(change: Change, said: str, sent: Any) -> None:
    done = sent(change)
    assert (done.code, said in done.err) == (1, True), done.err
    assert sent(change, "--accept").code == 0


@pytest.mark.parametrize(("change", "said"), TAKEN)
def test_what_harms_nobody_is_taken(change: Change, said: str, sent: Any) -> None:
    done = sent(change)
    assert (done.code, said in done.err) == (0, True), done.err


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("区商务局-2026Q4.xlsx", 1, "说的是区商务局, 而这张表是区发展改革局的"),
        ("2026Q3-区发展改革局.xlsx", 1, "说的是 2026Q3, 而这张表是 2026Q4 的"),
        ("2026年第三季度 定稿.xlsx", 1, "说的是 2026Q3"),
        ("2026Q4-区发改局(改)2.xlsx", 0, ""),
        ("报2026年12月.xlsx", 0, ""),
        ("20270112.xlsx", 0, ""),
    ],
)
def test_a_file_name_that_says_another_unit_or_quarter_is_asked(
    name: str, code: int, said: str, sent: Any
) -> None:
    done = sent(values, name=name)
    assert (done.code, said in done.err) == (code, True), done.err


def superscript() -> CellRichText:
    return CellRichText("98.9", TextBlock(InlineFont(vertAlign="superscript"), "2"))


def struck() -> CellRichText:
    return CellRichText(TextBlock(InlineFont(strike=True), "98.9"), "97.1")


def white_part() -> CellRichText:
    return CellRichText("98.9", TextBlock(InlineFont(color=Color("FFFFFFFF")), "2"))


CELLS: list[tuple[object, str, str | None, int, str]] = [
    (superscript(), "@", None, 1, "“2”是上标、下标、删除线"),
    (struck(), "@", None, 1, "“98.9”是上标、下标、删除线"),
    ("133①", "@", None, 1, "不是数字"),
    ("248⒈8", "@", None, 1, "不是数字"),
    ("1,330,5", "@", None, 1, "不是数字"),
    ("98.9*", "@", None, 1, "不是数字"),
    (1316000, '0.0,"万"', None, 1, "格式让它显示成别的数"),
    (131.6, ";;;", None, 1, "格式让它显示成别的数"),
    ("131.6", ";;;", None, 1, "格式让它显示成别的数"),
    ("131.6", '"约"@', None, 1, "格式让它显示成别的数"),
    (white_part(), "@", None, 1, "“2”是上标、下标、删除线, 颜色与底色一样或字太小看不见"),
    (131.6, '0.0"万元"', None, 1, "不是数字"),
    (131.6, '0.0"亿元"', "131.6", 1, "读作 131.6"),
    ("131.6666666667", "@", "131.67", 1, "四舍五入读作 131.67"),
    (131.66666666666666, "General", "131.67", 1, "四舍五入读作 131.67"),
    (131.6667, "0", "131.67", 1, "四舍五入读作 131.67"),
    (131.6, "0.0", "131.6", 0, ""),
    (131.6, "[$$-409]0.0", None, 1, "“131.6$”不是数字"),
    (131.6, "0.0\\ [$€-407]", None, 1, "“131.6€”不是数字"),
    (131.6, "[$-804]0.0", "131.6", 0, ""),
    (1.7e308, "General", None, 1, ": 1.7E+308 的位数太多"),
    (1.7e308, "0%", None, 1, "1.7E+310%"),
    ("9" * 400, "@", None, 1, "9" * 60 + "…"),
    (CellRichText("131.6", TextBlock(InlineFont(sz=1), "9")), "@", None, 1, "“9”是上标"),
    ("\u202e5.052", "@", None, 1, "格式让它显示成别的数"),
    ("\u2067131.6", "@", None, 1, "格式让它显示成别的数"),
    ("\u200e131.6", "@", "131.6", 0, ""),
    ("－", "@", "", 1, "既没有填报数"),
    ("―", "@", "", 1, "既没有填报数"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "number_format", "read", "code", "said"), CELLS)
def test_a_cell_says_what_it_shows(
    typed: object, number_format: str, read: str | None, code: int, said: str, sent: Any, tmp_path: Path
) -> None:
    def change(book: Any) -> None:
        cell = book["指标"].cell(values(book, value=typed), 7)
        cell.number_format = number_format

    done = sent(change)
    assert (done.code, said in done.err) == (code, True), done.err
    if read:
        assert sent(change, "--accept").code == 0
        text = (tmp_path / "data/progress" / CODE / "2026Q4.yaml").read_text(encoding="utf-8")
        assert f"value: {read}\n" in text
    elif read is None:
        assert sent(change, "--accept").code == 1


def test_a_cell_that_is_struck_out_as_a_whole(sent: Any) -> None:
    def change(book: Any) -> None:
        book["指标"].cell(values(book), 7).font = Font(strike=True)

    assert "删除线" in sent(change).err


GROUND = PatternFill("solid", fgColor="FF002060")
INKS: list[tuple[Any, Any, bool]] = [
    (Color(rgb="FFFFFFFF"), None, False),
    (Color(theme=0), None, False),
    (Color(indexed=9), None, False),
    (Color(rgb="FFFFFF00"), None, False),
    (Color(rgb="FFFFFDE7"), None, False),
    (Color(rgb="FF001040"), GROUND, False),
    (Color(rgb="FFFFFFFF"), GROUND, True),
    (Color(rgb="FFFF0000"), None, True),
    (Color(rgb="FFBFBFBF"), None, True),
    (Color(theme=1), None, True),
    (Color(theme=4, tint=0.4), None, True),
]


@pytest.mark.parametrize(("ink", "fill", "seen"), INKS)
def test_a_number_that_nobody_sees_is_none(ink: Any, fill: Any, seen: bool, sent: Any) -> None:
    def change(book: Any) -> None:
        cell = book["指标"].cell(values(book), 7)
        cell.font = Font(color=ink)
        if fill:
            cell.fill = fill

    done = sent(change)
    assert (done.code, "看不见" in done.err) == (int(not seen), not seen), done.err


def rule(**style: Any) -> Rule:
    return Rule(type="cellIs", operator="greaterThan", formula=["0"], dxf=DifferentialStyle(**style))


def bars(*, shows: bool) -> Rule:
    """Bars behind the values, or in their place."""
    ends = [FormatObject("min"), FormatObject("max")]
    return Rule(type="dataBar", dataBar=DataBar(cfvo=ends, color="FF638EC6", showValue=shows))


def number_format(code: str) -> NumberFormat:
    return NumberFormat(numFmtId=200, formatCode=code)


RULES: list[tuple[Any, bool]] = [
    (rule(numFmt=number_format("0,")), True),
    (rule(numFmt=number_format(";;;")), True),
    (rule(numFmt=number_format('"暂无"')), True),
    (rule(font=Font(color="FFFFFFFF")), True),
    (rule(font=Font(strike=True)), True),
    (rule(fill=PatternFill(bgColor="FF000000")), True),
    (bars(shows=False), True),
    (bars(shows=True), False),
    (rule(numFmt=number_format("0.0")), False),
    (rule(fill=PatternFill(bgColor="FFFF0000")), False),
    (rule(fill=GradientFill(stop=("FFFFFFFF", "FFFF0000"))), False),
    (rule(font=Font(color="FFFFFFFF"), fill=PatternFill(bgColor="FF000000")), False),
]


@pytest.mark.parametrize(("format_rule", "asked"), RULES)
def test_a_conditional_format_that_may_show_something_else_is_asked(
    format_rule: Any, asked: bool, sent: Any
) -> None:
    def change(book: Any) -> None:
        cell = book["指标"].cell(values(book, value=131.6), 7)
        cell.number_format = "General"
        book["指标"].conditional_formatting.add(f"F2 {cell.coordinate}:H40", format_rule)

    done = sent(change)
    assert (done.code, "条件格式" in done.err) == (int(asked), asked), done.err
    assert not asked or sent(change, "--accept").code == 0


def test_no_deadline_is_said_to_be_none(sent: Any, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        row = values(book)
        at = next(cell.column for cell in book["指标"][4] if cell.value == "完成时限")
        book["指标"].cell(row, at).value = "长期坚持"

    assert "“长期坚持”: 按没有完成时限读" in sent(change).err
    assert sent(change, "--accept").code == 0
    assert "measures_by" not in (tmp_path / "data/progress" / CODE / "2026Q4.yaml").read_text(
        encoding="utf-8"
    )


def test_rows_far_below_are_read_or_said(sent: Any) -> None:
    def below(row: int) -> Change:
        def change(book: Any) -> None:
            sheet, at = book["指标"], values(book)
            for column in range(1, 12):
                sheet.cell(row, column).value = sheet.cell(at, column).value
            sheet.delete_rows(at)

        return change

    assert sent(below(900)).code == 0
    assert "行还有内容, 只读到第" in sent(below(2500)).err


def test_rows_that_are_coloured_stop_nobody(sent: Any) -> None:
    def change(book: Any) -> None:
        sheet = book["指标"]
        values(book)
        for row in range(60, 700):
            for column in range(1, 30):
                sheet.cell(row, column).font = Font(bold=True)

    assert sent(change).code == 0


def hidden_row(book: Any) -> None:
    book["指标"].row_dimensions[values(book)].hidden = True


def flat_row(book: Any) -> None:
    book["指标"].row_dimensions[values(book)].height = 0.25


def hidden_column(book: Any) -> None:
    values(book)
    book["指标"].column_dimensions["G"].hidden = True


def hidden_sheet(book: Any) -> None:
    values(book)
    book["指标"].sheet_state = "hidden"


def goal_of_another(book: Any) -> None:
    sheet = book["指标"]
    sheet.cell(values(book), 4).value = sheet.cell(row_of(sheet, "services-clusters", "2026H2"), 4).value


def heads_turned(book: Any) -> None:
    sheet, row = book["指标"], values(book)
    sheet.cell(row, 8).value = "131.6"
    sheet["G4"], sheet["H4"] = "上年同期", "填报数"


def a_day_for_words(book: Any) -> None:
    cell = book["指标"].cell(values(book), 12)
    cell.value, cell.number_format = date(2026, 6, 1), 'm"-"d"月"'


def thousands_for_words(book: Any) -> None:
    cell = book["指标"].cell(values(book), 12)
    cell.value, cell.number_format = 25000, "0.0,"


def last_value(book: Any) -> None:
    book["指标"].cell(values(book), 5).value = 118.5


def last_value_alone(book: Any) -> None:
    book["指标"].cell(row_of(book["指标"], "low-altitude-output"), 5).value = "2026Q3: 118.5"
    values(book, "services-clusters", "3", "2026H2")


def own_state(book: Any) -> None:
    values(book)
    book["举措"].cell(5, 5).value = "已完成"


SEEN_OTHERWISE: list[tuple[Change, str]] = [
    (hidden_row, "这一格在隐藏的行、列或表里; 读作 131.6"),
    (flat_row, "这一格在隐藏的行、列或表里; 读作 131.6"),
    (hidden_column, "这一格在隐藏的行、列或表里; 读作 131.6"),
    (hidden_sheet, "这一格在隐藏的行、列或表里; 读作 131.6"),
    (goal_of_another, "目标写着“≥5”, 而低空经济产业集群产值的目标是 >125"),
    (heads_turned, "“上年同期”在“填报数”的左边"),
    (last_value, "现在写着“118.5”: 这一栏改了不算数。更正以前报的数, 请填在“更正以往数据”表里"),
    (last_value_alone, "现在写着“2026Q3: 118.5”: 这一栏改了不算数"),
    (own_state, "“上次状态”一栏原来是“–”, 现在写着“已完成”: 这一栏改了不算数。现在的状态请在“状态”一栏选"),
    (a_day_for_words, "照“2026-06-01”收了"),
    (thousands_for_words, "照“25000”收了"),
]


@pytest.mark.parametrize(("change", "said"), SEEN_OTHERWISE)
def test_what_its_writer_may_have_seen_otherwise_is_asked(change: Change, said: str, sent: Any) -> None:
    done = sent(change)
    assert (done.code, said in done.err) == (1, True), done.err
    assert sent(change, "--accept").code == 0


def commented(book: Any) -> None:
    book["指标"].cell(values(book), 7).comment = Comment("应为 260.5，待核", "张")


def beside(book: Any) -> None:
    values(book)
    book["指标"]["V5"] = "实际应为 300"


def below(book: Any) -> None:
    values(book)
    book["指标"].cell(book["指标"].max_row + 2, 2).value = "注：口径有变"


def another_sheet(book: Any) -> None:
    values(book)
    book.create_sheet("说明")["A1"] = "口径有变"


TOLD: list[tuple[Change, str]] = [
    (commented, "批注没有收: “应为 260.5，待核”"),
    (beside, "指标!V5: “实际应为 300”不在表里要填的地方, 没有收"),
    (below, "“注：口径有变”不在表里要填的地方, 没有收"),
    (another_sheet, "说明!A1: 这一张表不是报送表里的, 没有读"),
]


@pytest.mark.parametrize(("change", "said"), TOLD)
def test_what_nobody_takes_is_told(change: Change, said: str, sent: Any) -> None:
    done = sent(change)
    assert (done.code, said in done.err) == (0, True), done.err


def test_a_column_that_lost_its_head_is_not_passed_over(sent: Any) -> None:
    def change(book: Any) -> None:
        sheet = book["指标"]
        row = values(book)
        sheet.cell(row, 7).value, sheet.cell(row, 10).value = None, "2月有数"
        sheet["J4"] = None

    done = sent(change)
    assert (done.code, "原来是不是“暂无数据原因”? 请补上表头" in done.err) == (1, True), done.err


def test_a_head_that_was_emptied_is_told_at_the_first_cell_below(sent: Any) -> None:
    def change(book: Any) -> None:
        values(book)
        book["指标"]["F4"] = None

    done = sent(change)
    assert (done.code, "指标!F5: F5 这一栏填了内容, 但没有表头: 原来是不是“期次”?" in done.err) == (
        1,
        True,
    ), done.err


@pytest.mark.parametrize(
    ("typed", "number_format", "read"),
    [(2027.1, "0.00", "2027-10-31"), (2027.1, "General", ""), (2027.6, "General", "2027-06-30")],
)
def test_a_month_that_lost_its_zero(
    typed: float, number_format: str, read: str, sent: Any, tmp_path: Path
) -> None:
    def change(book: Any) -> None:
        row = values(book)
        at = next(cell.column for cell in book["指标"][4] if cell.value == "完成时限")
        cell = book["指标"].cell(row, at)
        cell.value, cell.number_format = typed, number_format

    done = sent(change, "--accept")
    assert done.code == int(not read), done.err
    filed = tmp_path / "data/progress" / CODE / "2026Q4.yaml"
    assert f"measures_by: {read}\n" in filed.read_text(encoding="utf-8") if read else not filed.exists()
