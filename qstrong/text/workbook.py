"""What the workbooks of forms and of ledgers have alike: fonts and colours, heights of rows, the printed page."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Protocol

from wcwidth import wcswidth

from qstrong.model.base import Lang
from qstrong.text.language import LANGUAGES

FONT = {"font_name": "宋体", "valign": "vcenter"}
FRAME = {**FONT, "border": 1, "text_wrap": True}
TITLE = {"font_name": "黑体", "font_size": 16}
HEAD = {**FRAME, "bold": True, "align": "center", "bg_color": "#DCE6F1"}
SANS = "Arial"
TALLEST = 409
"""Points: more than that a row can't have."""


def face(lang: Lang) -> dict[str, str]:
    """The font for *lang*, over the one of these styles; those are Chinese."""
    return {} if LANGUAGES[lang].circled else {"font_name": SANS}


def sound(code: int | None) -> None:
    """XlsxWriter only warns of what it leaves out: that would be a workbook with a hole."""
    if code:
        raise ValueError(f"the workbook can't hold this ({code})")


def cells(text: str) -> int:
    """How many characters wide a text is, Chinese ones counted twice: that of its longest line."""
    return max(max(wcswidth(line), 0) for line in text.split("\n"))


def height(texts: Iterable[tuple[str, float]], line: float) -> float:
    """The height in points of a row whose texts wrap, each in its room: not every program grows rows."""
    lines = (sum(_lines(cells(part), room) for part in text.split("\n")) for text, room in texts)
    return min(line * max(lines, default=1), TALLEST)


def _lines(wide: int, room: float) -> int:
    """In how many lines a text breaks; a line that is broken is seldom filled to its end."""
    return 1 if wide <= room else ceil(1.05 * wide / room)


class PrintedSheet(Protocol):
    """A sheet that XlsxWriter writes, as far as its printed page goes."""

    def set_paper(self, paper_size: int) -> None:
        """The size of its paper, by Excel's number."""

    def set_margins(self, left: float, right: float, top: float, bottom: float) -> None:
        """Its margins, in inches."""

    def repeat_rows(self, first_row: int) -> None:
        """The row that stands on each page."""


def printed(sheet: PrintedSheet, heads: int, paper: int = 9) -> None:
    """Margins, and the row of the heads on each page of A4, or another *paper*."""
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(heads)
