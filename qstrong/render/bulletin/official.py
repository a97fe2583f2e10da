"""How much of an official paper a bulletin's text takes: GB/T 9704 has 22 lines of 28 characters a page.

In other languages than Chinese the same page has a smaller type.
"""

from __future__ import annotations

from math import ceil

from qstrong.model.base import Lang
from qstrong.model.shapes.value import dataclass
from qstrong.render.bulletin.content import BulletinContent, body
from qstrong.render.document import width
from qstrong.text.language import LANGUAGES

PAGES = 3
"""An office's text has at most so many pages; tables stand in the annexes."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page, and a line's and a title's widths in cells of half a Chinese character."""

    lines: int
    line: int
    title: int
    title_line: float
    """The height of a title's line in those of the text."""


_CHARACTERS = _Page(22, 2 * 28 - 2, 2 * 20, 1.25)
"""16 pt on 28 pt, the title of 22 pt; one character is lost to what may not begin a line."""
_WORDS = _Page(33, 76, 50, 1.5)
"""12 pt on 19 pt, the title of 18 pt; a line is broken between words."""
_INDENT = 4


def lines(content: BulletinContent, lang: Lang) -> int:
    """The lines that the text takes, its title included, its annexes not."""
    page = _page(lang)
    top = [text for text in (content.mark or content.issue,) if text]
    title = ceil(width(content.title) / page.title) * page.title_line
    return ceil(title) + sum(_lines(text, page) for text in (*top, *body(content)))


def _page(lang: Lang) -> _Page:
    return _WORDS if LANGUAGES[lang].space else _CHARACTERS


def _lines(text: str, page: _Page) -> int:
    return max(1, ceil((_INDENT + width(text)) / page.line))


def fits(content: BulletinContent, lang: Lang) -> bool:
    """Whether the text has at most three pages."""
    return lines(content, lang) <= _page(lang).lines * PAGES
