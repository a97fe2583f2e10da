"""A form as its unit sees it on the screen: for the pictures of the clerk's guide, and for its examples.

What is filled in is made up, and belongs to the made-up plan of examples/demo.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

FORM = ["form", "区工信局", "2026Q4", "--data", "examples/demo", "--as-of", "2027-01-05"]
FILLED = {
    "medical-devices-output": {"填报数": "243.60", "数据来源": "工业统计快报"},
    "smart-terminals-output": {
        "填报数": "3452.18", "数据性质": "初步数", "数据来源": "工业统计快报",
        "原因分析": "两家企业的订单移到明年", "下一步措施": "逐户走访，一季度内开工四条新产线",
        "责任人": "李四", "完成时限": "2027-03-31",
    },
    "ai-output": {
        "暂无数据原因": "市统计局预计2月发布", "原因分析": "两个重点项目推迟投产",
        "下一步措施": "争取先行试产", "责任人": "王五", "完成时限": "2027-03-31",
    },
    "fashion-output": {
        "填报数": "110.5", "数据来源": "工业统计快报", "原因分析": "三个新品牌还没有产值",
        "下一步措施": "公共打版中心6月底前投用", "责任人": "赵六", "完成时限": "2027-06-30",
    },
    "manufacturing-clusters": {"填报数": "4", "数据来源": "区工信局"},
    "2.7": {"状态": "推进中", "进展情况": "清洁生产审核通过企业 26 家。"},
    "5.5": {"状态": "已完成", "进展情况": "公共服务平台已有 40 家企业入驻。", "完成日期": "2026-12-18",
            "佐证材料": "深龙华工信〔2026〕示例 9 号"},
    "填报人": "王五",
    "审核人": "李四",
    "审签人": "冯二",
    "报送日期": "2027-01-12",
}  # fmt: skip
"""By the id in the row, what stands below which head; of a label, what stands behind it."""
TAKEN = {"smart-terminals-output": {"填报数": "3,452.18"}, "fashion-output": {"填报数": "110.5亿元"}}
"""As people write it all the same: for the guide's example of cells that are interpreted."""
WRONG = {"smart-terminals-output": {"填报数": "约3450"}, "manufacturing-clusters": {"填报数": ""}}
"""And with two mistakes, for the guide's example of a form that is sent back."""


class View(NamedTuple):
    """Part of a sheet as it is scrolled: down to the row of an id, some columns."""

    sheet: str
    last: str
    heads: str
    """The columns that are seen."""
    filled: bool
    """Filled in, with one line above the heads; else as it was sent, with all of them."""


VIEWS = {
    "units-form.png": View(
        "指标",
        "manufacturing-clusters",
        "编号 指标 计量单位 目标 上次数、应达数 期次 填报数 上年同期 数据性质 暂无数据原因",
        filled=False,
    ),
    "units-filled.png": View(
        "指标",
        "manufacturing-clusters",
        "编号 指标 填报数 数据性质 暂无数据原因 数据来源 原因分析 下一步措施 责任人 完成时限",
        filled=True,
    ),
    "units-actions.png": View(
        "举措",
        "5.5",
        "编号 具体举措 上次状态 状态 进展情况 完成日期 佐证材料",
        filled=True,
    ),
}


def heads(sheet: Any) -> tuple[int, dict[str, int]]:
    """The row of the heads, and each head's column."""
    row = next(row for row in sheet.iter_rows() if {"编号", "指标"} & {cell.value for cell in row})
    return row[0].row, {cell.value: cell.column for cell in row if cell.value}


def rows(sheet: Any) -> dict[str, int]:
    """Each id's row."""
    return {cell.value: cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value}


def fill(path: Path, output: Path, *more: dict[str, Any]) -> None:
    """The form with what is made up, and *more* instead of some of it."""
    book = openpyxl.load_workbook(path)
    for answers in (FILLED, *more):
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                _fill(sheet, answers)
    book.save(output)


def _fill(sheet: Any, answers: dict[str, Any]) -> None:
    columns, at = heads(sheet)[1], rows(sheet)
    for name in at.keys() & answers.keys():
        for head, text in answers[name].items():
            sheet.cell(at[name], columns[head]).value = text or None
    labels = [cell for row in sheet.iter_rows() for cell in row if isinstance(answers.get(cell.value), str)]
    for label in labels:
        behind = sheet[label.row][label.column :]
        next(cell for cell in behind if not cell.protection.locked).value = answers[label.value]


def _seen(path: Path, view: View) -> tuple[Any, Any, list[int], list[int]]:
    """The workbook, the view's sheet, and which of its rows and columns are seen."""
    if view.filled:
        fill(path, path.with_suffix(".filled.xlsx"))
        path = path.with_suffix(".filled.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book[view.sheet]
    _apart(sheet)
    head, columns = heads(sheet)
    above = [_stamped(sheet)] if view.filled else range(1, head)
    down = [*above, *range(head, rows(sheet)[view.last] + 1)]
    return book, sheet, down, [columns[head] for head in view.heads.split()]


def _stamped(sheet: Any) -> int:
    """The row that says whose form it is, and that the data is made up."""
    texts: list[tuple[int, str]] = [(cell.row, str(cell.value)) for row in sheet.iter_rows() for cell in row]
    return next(row for row, text in texts if text.startswith("报送单位") and "演示数据" in text)


def _apart(sheet: Any) -> None:
    """A width for each column: neighbours of one width are kept as one."""
    for group in list(sheet.column_dimensions.values()):
        first, last = group.min, group.max
        for column in range(first, last + 1):
            one = sheet.column_dimensions[openpyxl.utils.get_column_letter(column)]
            one.min, one.max, one.width = column, column, group.width


def meaning(path: Path, view: View) -> str:
    """What a view shows, whatever the library that wrote the workbook: texts, fills, fonts, sizes."""
    _, sheet, down, across = _seen(path, view)
    cells = [_look(sheet.cell(row, column)) for row in down for column in across]
    widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(one)].width for one in across]
    points = [sheet.row_dimensions[one].height for one in down]
    heights = [one and round(one) for one in points]  # earlier XlsxWriters write whole points
    merged = sorted(map(str, sheet.merged_cells.ranges))
    return json.dumps([view, cells, widths, heights, merged], ensure_ascii=False)


def _look(cell: Any) -> list[Any]:
    font, align = cell.font, cell.alignment
    colours = [str(one and one.value) for one in (cell.fill.fgColor, font.color)]
    placed = [align.horizontal, align.vertical, align.wrap_text]
    return [cell.value, font.name, font.sz, font.b, *colours, *placed]


def draw(path: Path, view: View, picture: Path, folder: Path) -> None:
    """The view as a picture, with the letters and numbers that a screen has at its edges."""
    book, sheet, down, across = _seen(path, view)
    for other in book.worksheets:
        other.sheet_state = "visible" if other is sheet else "hidden"
    book.active = sheet
    letter = openpyxl.utils.get_column_letter
    for column in set(range(min(across), max(across))) - set(across):
        sheet.column_dimensions[letter(column)].hidden = True
    for row in set(range(down[0], down[-1])) - set(down):
        sheet.row_dimensions[row].hidden = True
    sheet.print_area = f"{letter(min(across))}{down[0]}:{letter(max(across))}{down[-1]}"
    sheet.print_options.headings = True
    sheet.print_title_rows = None
    sheet.oddFooter.center.text = ""
    sheet.page_setup.paperSize = 8  # A3
    sheet.page_setup.orientation = "landscape"
    book.save(folder / "view.xlsx")
    _photograph(folder, picture)


def _photograph(folder: Path, picture: Path) -> None:
    from PIL import Image, ImageChops

    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to_pdf = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    _run("soffice", profile, *to_pdf, str(folder / "view.xlsx"))
    _run("pdftoppm", "-r", "140", "-singlefile", "-png", str(folder / "view.pdf"), str(folder / "view"))
    with Image.open(folder / "view.png") as page:
        white = Image.new("RGB", page.size, "white")
        drawn = ImageChops.difference(page.convert("RGB"), white).getbbox()
        assert drawn is not None
        left, top, right, bottom = drawn
        page.crop((left - 4, top - 4, right + 4, bottom + 4)).save(picture)
    few_colours(picture)


def _run(program: str, *words: str) -> None:
    command = [shutil.which(program) or program, *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def few_colours(picture: Path) -> None:
    """*picture* with a palette: a fraction of its bytes, and it looks the same."""
    from PIL import Image

    with Image.open(picture) as image:
        few = image.convert("RGB").quantize(96, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)
