"""How much of an official paper a bulletin's text takes: GB/T 9704 has 22 lines of 28 characters a page."""

from __future__ import annotations

from math import ceil

from wcwidth import wcswidth

from qstrong.render.bulletin.content import BulletinContent, body

LINES, PAGES = 22, 3
"""Lines of a page; an office's text has at most so many pages, tables stand in the annexes."""
_LINE = 2 * 28 - 2
"""A line in cells of half a Chinese character; one character is lost to what may not begin a line."""
_TITLE, _TITLE_LINE = 2 * 20, 1.25
"""The same for a title of 22 pt, and the height of its lines in those of the text."""
_INDENT = 4


def lines(content: BulletinContent) -> int:
    """The lines that the text takes, its title included, its annexes not."""
    top = [text for text in (content.mark or content.issue,) if text]
    title = ceil(wcswidth(content.title) / _TITLE) * _TITLE_LINE
    return ceil(title) + sum(_lines(text) for text in (*top, *body(content)))


def _lines(text: str) -> int:
    return max(1, ceil((_INDENT + wcswidth(text)) / _LINE))


def fits(content: BulletinContent) -> bool:
    """Whether the text has at most three pages."""
    return lines(content) <= LINES * PAGES
