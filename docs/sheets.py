"""A form as its unit sees it on the screen: for the pictures of the clerk's guide, and for its examples.

What is filled in is made up, and belongs to the made-up plan of examples/demo.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter

from qstrong.model.base import Lang

FORM = ["form", "industry", "2026Q4", "--data", "examples/demo", "--as-of", "2027-01-05"]
NAMES: dict[Lang, str] = {
    "zh": "2026Q4-区工业和信息化局.xlsx",
    "en": "2026Q4-Industry and Information Technology Bureau.xlsx",
}
"""What `form --all` calls it."""
RETURNED: dict[Lang, str] = {"zh": "要退回的表.xlsx", "en": "to-mend.xlsx"}
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


EN = {
    "指标": "Indicators", "举措": "Actions", "编号": "Id", "计量单位": "Given in", "目标": "Target",
    "上次数、应达数": "Last, expected", "期次": "Period", "填报数": "Value", "上年同期": "A year before",
    "数据性质": "Kind of data", "暂无数据原因": "Why no value yet", "数据来源": "Source", "原因分析": "Cause",
    "下一步措施": "Measures", "责任人": "Owner", "完成时限": "Done by", "状态": "State",
    "进展情况": "Progress", "完成日期": "Done on", "佐证材料": "Evidence", "具体举措": "Action",
    "上次状态": "Last state",
    "填报人": "Prepared by", "审核人": "Checked by", "审签人": "Approved by", "报送日期": "Filed on",
    "初步数": "preliminary", "推进中": "In progress", "已完成": "Done",
    "工业统计快报": "industrial statistics", "区工信局": "the bureau's register",
    "两家企业的订单移到明年": "orders of two firms moved to next year",
    "逐户走访，一季度内开工四条新产线": "visit each firm; four new lines start by March",
    "市统计局预计2月发布": "the city's statistics office publishes it in February",
    "两个重点项目推迟投产": "two key projects start late", "争取先行试产": "begin with a trial run",
    "三个新品牌还没有产值": "three new brands have no output yet",
    "公共打版中心6月底前投用": "the shared pattern centre opens by June",
    "清洁生产审核通过企业 26 家。": "26 firms passed the audit of clean production.",
    "公共服务平台已有 40 家企业入驻。": "40 firms are on the platform.",
    "深龙华工信〔2026〕示例 9 号": "made-up document no. 9 of 2026",
    "张三": "A. Zhang", "李四": "B. Li", "王五": "C. Wang", "赵六": "D. Zhao", "冯二": "E. Feng",
    "约3450": "about 3450", "110.5亿元": "１１０.5",
    "报送单位": "Unit", "演示数据": "made-up data",
}  # fmt: skip
"""The heads of the form and what is filled in, in English; all else stands as it is."""


def said(text: str, lang: Lang) -> str:
    """A head, or what is filled in, in a language."""
    return EN.get(text, text) if lang == "en" else text


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


INDICATOR: dict[Lang, str] = {"zh": "指标", "en": "Indicator"}
"""The head of the names of indicators; a sheet is named by more than one in English."""


def lang_of(sheet: Any) -> Lang:
    """The language that a form's sheet is in."""
    return "zh" if re.match("[一-龥]", sheet.title) else "en"


def heads(sheet: Any) -> tuple[int, dict[str, int]]:
    """The row of the heads, and each head's column."""
    lang = lang_of(sheet)
    known = {said("编号", lang), INDICATOR[lang]}
    row = next(row for row in sheet.iter_rows() if known & {cell.value for cell in row})
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
    columns, at, lang = heads(sheet)[1], rows(sheet), lang_of(sheet)
    for name in at.keys() & answers.keys():
        for head, text in answers[name].items():
            sheet.cell(at[name], columns[said(head, lang)]).value = said(text, lang) or None
    behind = {said(label, lang): said(text, lang) for label, text in answers.items() if isinstance(text, str)}
    for label in [cell for row in sheet.iter_rows() for cell in row if cell.value in behind]:
        after = sheet[label.row][label.column :]
        next(cell for cell in after if not cell.protection.locked).value = behind[label.value]


def _seen(path: Path, view: View) -> tuple[Any, Any, list[int], list[int]]:
    """The workbook, the view's sheet, and which of its rows and columns are seen."""
    if view.filled:
        fill(path, path.with_suffix(".filled.xlsx"))
        path = path.with_suffix(".filled.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = next(book[name] for name in (view.sheet, EN[view.sheet]) if name in book.sheetnames)
    _apart(sheet)
    lang, (head, columns) = lang_of(sheet), heads(sheet)
    above = [_stamped(sheet)] if view.filled else range(1, head)
    down = [*above, *range(head, rows(sheet)[view.last] + 1)]
    seen = [INDICATOR[lang] if one == "指标" else said(one, lang) for one in view.heads.split()]
    return book, sheet, down, [columns[one] for one in seen]


def _stamped(sheet: Any) -> int:
    """The row that says whose form it is, and that the data is made up."""
    texts: list[tuple[int, str]] = [(cell.row, str(cell.value)) for row in sheet.iter_rows() for cell in row]
    unit, made_up = (said(word, lang_of(sheet)) for word in ("报送单位", "演示数据"))
    return next(row for row, text in texts if text.startswith(unit) and made_up in text)


def _apart(sheet: Any) -> None:
    """A width for each column: neighbours of one width are kept as one."""
    for group in list(sheet.column_dimensions.values()):
        first, last = group.min, group.max
        for column in range(first, last + 1):
            one = sheet.column_dimensions[get_column_letter(column)]
            one.min, one.max, one.width = column, column, group.width


def meaning(path: Path, view: View) -> str:
    """What a view shows, whatever the library that wrote the workbook: texts, fills, fonts, sizes."""
    _, sheet, down, across = _seen(path, view)
    cells = [_look(sheet.cell(row, column)) for row in down for column in across]
    widths = [sheet.column_dimensions[get_column_letter(one)].width for one in across]
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
    letter = get_column_letter
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
