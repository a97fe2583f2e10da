"""Tables as sheets of a workbook that an office can sort, filter and print; made by XlsxWriter.

Texts are written as texts, never guessed at: what a unit filed can't become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from math import ceil
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qstrong.model.shapes.value import dataclass
from qstrong.render.document import visible
from qstrong.render.look import SIGN_STYLE, Look
from qstrong.text.numbers import number, percent, rounded
from qstrong.text.workbook import FONT, FRAME, HEAD, TALLEST, TITLE, cells, face, height, printed, sound


@dataclass(frozen=True, slots=True)
class SheetNumber:
    """A number that isn't shown with its own decimals, or that is an older one: that stands in brackets."""

    value: int | Decimal | Fraction
    places: int | None = None
    old: bool = False


SheetValue = str | int | Decimal | Fraction | SheetNumber | date | None
"""What a cell holds."""
SheetCells = Sequence[SheetValue]
HeadKind = Literal["text", "id", "number", "share", "count", "day", "status"]
FILLS = {"good": "#E2EFDA", "warn": "#FFF2CC", "bad": "#F8CBAD", "dim": "#EDEDED"}
HEADS = 3
"""The row of the heads, from 0: above it stand title, day and counts."""
LINE = 14
"""Points: a line of 10 pt."""
PADDING = 3
"""What of a column's width its text can't have."""
MOST = 32_000
"""A cell holds a little more, counted in units of UTF-16."""
NARROW, UPRIGHT, ACROSS = 60, 112, 200
"""The characters that A4 holds as they are, and those that can be read on it when it is printed smaller,
upright and across; what is wider goes on A3."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its word, what stands in it, and the most characters it is wide."""

    word: str
    kind: HeadKind = "text"
    most: int = 22


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name, and a line of words above it: counts first."""

    name: str
    heads: tuple[Head, ...]
    rows: tuple[SheetCells, ...]
    about: str = ""
    fixed: int = 1
    """How many columns stay in sight."""
    empty: str = ""
    """What is said where there are no rows."""
    sorts: bool = True
    """Whether it is offered to filter and sort the rows."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What stands on every sheet: the plan's title, what for and when, the same in short for each page."""

    title: str
    when: str
    short: str
    day: date


def workbook(sheets: Sequence[Sheet], about: Occasion, look: Look) -> bytes:
    """The sheets as .xlsx, the same bytes each time.

    Raises ValueError where a sheet can't hold something.
    """
    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        created = datetime.combine(about.day, time())
        book.set_properties({"title": cell_string(about.title)[:255], "created": created})
        pages = _Pages(book, about, look)
        for sheet in sheets:
            pages.page(sheet)
    return file.getvalue()


def _seen(text: str) -> str:
    """*text* with its lines kept, and nothing hidden in them."""
    return "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))


def cell_string(text: str) -> str:
    """The same for a cell, which holds only so much."""
    shown = _seen(text)
    if len(shown) <= MOST // 2:
        return shown
    return shown.encode("utf-16-le")[: MOST * 2].decode("utf-16-le", "ignore")


class _Pages:
    """The workbook under work."""

    def __init__(self, book: Workbook, about: Occasion, look: Look) -> None:
        self.book, self.about, self.look = book, about, look
        self.styles = {
            "text": self.style(indent=1), "status": self.style(indent=1), "id": self.style(align="center"),
            "count": self.style(num_format="0", align="center"),
            "day": self.style(num_format="yyyy-mm-dd", align="center"),
            "head": self.style(**HEAD),
            "title": book.add_format({**FONT, **TITLE, **face(look.lang)}),
            "plain": book.add_format({**FONT, "font_size": 10, **face(look.lang)}),
        }  # fmt: skip
        self.figures: dict[str, Format] = {}
        """By their formats."""
        self.fills = {name: book.add_format({"bg_color": colour}) for name, colour in FILLS.items()}

    def style(self, **more: object) -> Format:
        """A framed cell's looks."""
        return self.book.add_format(
            {**FRAME, "font_size": 10, "border_color": "#A6A6A6", **more, **face(self.look.lang)}
        )

    def figure(self, one: SheetNumber, *, share: bool) -> Format:
        """The looks of a number, in per cent where it is a *share*; an older one is grey in brackets.

        It has the decimals that it was given, or needs.
        """
        places = one.places
        if places is None:
            places = _share_places(Fraction(one.value)) if share else len(number(one.value).partition(".")[2])
        shown = f"0.{'0' * places}".rstrip(".") + ("%" if share else "")
        if one.old:
            shown = f"({shown});(-{shown})"
        if shown not in self.figures:
            more = {"font_color": "#595959"} if one.old else {}
            self.figures[shown] = self.style(num_format=shown, **more)
        return self.figures[shown]

    def page(self, one: Sheet) -> None:
        """One sheet: what it is and for when, the heads, the rows."""
        sheet = self.book.add_worksheet(one.name)
        for k, text in enumerate((f"{self.about.title} · {one.name}", self.about.when, one.about)):
            sound(sheet.write_string(k, 0, cell_string(text), self.styles["plain" if k else "title"]))
        sheet.set_row(0, 28)
        widths = _widths(one)
        for k, (head, width) in enumerate(zip(one.heads, widths, strict=True)):
            sheet.set_column(k, k, width)
            sound(sheet.write_string(HEADS, k, head.word, self.styles["head"]))
        sheet.set_row(HEADS, 2 * LINE + 6)
        for k, row in enumerate(one.rows, HEADS + 1):
            self.row(sheet, k, one.heads, row)
            texts = (
                (_seen(text), width - PADDING)
                for text, width in zip(row, widths, strict=True)
                if isinstance(text, str)
            )
            sheet.set_row(k, min(height(texts, LINE) + 6, TALLEST))
        if not one.rows:
            sound(sheet.write_string(HEADS + 1, 0, one.empty, self.styles["plain"]))
        self.set_up(sheet, one, sum(widths))

    def row(self, sheet: Worksheet, at: int, heads: Sequence[Head], row: SheetCells) -> None:
        """The cells of one row."""
        for k, (head, value) in enumerate(zip(heads, row, strict=True)):
            sound(self.cell(sheet, (at, k), head, value))

    def cell(self, sheet: Worksheet, at: tuple[int, int], head: Head, value: SheetValue) -> int:
        """A number as a number, a day as a day, all else as text; nothing as nothing; 0 where it is taken."""
        style = self.styles.get(head.kind)
        if value is None or value == "":
            code: int = sheet.write_blank(*at, None, style or self.styles["text"])
            return code
        if isinstance(value, str):
            return sheet.write_string(*at, cell_string(value), style or self.styles["id"])
        if isinstance(value, date):
            return sheet.write_datetime(*at, datetime.combine(value, time()), style)
        one = value if isinstance(value, SheetNumber) else SheetNumber(value)
        style = style or self.figure(one, share=head.kind == "share")
        if head.kind == "share" and not _shows(one.value):
            text = percent(Fraction(one.value))
            return sheet.write_string(*at, f"({text})" if one.old else text, style)
        return sheet.write_number(*at, float(one.value), style)

    def set_up(self, sheet: Worksheet, one: Sheet, width: int) -> None:
        """Frozen heads, filters, colours beside the words, and a page that can be printed and read."""
        last = HEADS + len(one.rows)
        sheet.freeze_panes(HEADS + 1, one.fixed)
        if one.sorts:
            sheet.autofilter(HEADS, 0, last, len(one.heads) - 1)
        if width > UPRIGHT:
            sheet.set_landscape()
        if width > NARROW:  # LibreOffice would make larger what has room
            sheet.fit_to_pages(1, 0)
        printed(sheet, HEADS, 9 if width <= ACROSS else 8)  # A4, A3
        sheet.set_footer(f"&L{one.name}&C{self.look.say('form_page')}&R{self.about.short}")
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        for k in (k for k, head in enumerate(one.heads) if head.kind == "status"):
            for status, style in SIGN_STYLE.items():
                rule: dict[str, str | Format] = {
                    "type": "text",
                    "criteria": "begins with",
                    "value": self.look.sign(status),
                    "format": self.fills[style],
                }
                sound(sheet.conditional_format(HEADS + 1, k, max(last, HEADS + 1), k, rule))


def _shows(value: Decimal | Fraction | int) -> bool:
    """Whether a spreadsheet, which rounds, shows a share as we do: 0.99999999 it would show as all."""
    share = percent(Fraction(value)).removesuffix("%")
    return rounded(Fraction(value) * 100, len(share.partition(".")[2])) == share


def _share_places(share: Fraction) -> int:
    """The decimals of a share in per cent: one, and more where it would look like what it isn't."""
    places = len(percent(share).partition(".")[2]) - 1
    return 2 if places == 1 and _tie(share) else places


def _tie(value: Fraction) -> bool:
    """Whether a share lies between two tenths of a per cent: spreadsheets round it up, all else to even."""
    twice = value * 2000
    return twice.denominator == 1 and twice.numerator % 2 == 1


def _widths(sheet: Sheet) -> list[int]:
    """Each column as wide as what stands in it, up to its most; its head may take two lines."""
    found = []
    for k, head in enumerate(sheet.heads):
        word = head.word
        parts = word.split(" ") if " " in word else [word[: ceil(len(word) / 2)]]
        least = max(map(cells, parts)) + 4  # the filter's button stands in the head
        needs = (_needs(row[k], head) for row in sheet.rows)
        found.append(max(least, min(max(needs, default=0) + PADDING, head.most)))
    return found


def _needs(value: SheetValue, head: Head) -> int:
    """How many characters wide a value is."""
    if value is None:
        return 0
    if head.kind in ("share", "day"):
        return {"share": 6, "day": 10}[head.kind]
    text = number(value.value) if isinstance(value, SheetNumber) else str(value)
    return cells(_seen(text)) + (2 if isinstance(value, SheetNumber) and value.old else 0)
