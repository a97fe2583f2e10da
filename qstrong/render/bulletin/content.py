"""What a bulletin says, before it is a document of any kind: titles, paragraphs, tables.

How much of an official paper it takes: GB/T 9704 has 22 lines of 28 characters a page. In other languages
than Chinese the same page has a smaller type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from qstrong.model.base import Lang
from qstrong.model.shapes.value import dataclass
from qstrong.render.bulletin.voice import Voice
from qstrong.render.document import Block, Cell, Document, Heading, Table, line, width
from qstrong.text.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `head` starts it, as the number and name of a subsection do."""

    text: str
    head: str = ""


Blocks = tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Paragraphs and tables under a heading; an empty heading isn't written."""

    heading: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class BulletinContent:
    """The whole text: what Word and every other format are made from. What is empty isn't written."""

    title: str
    parts: tuple[Chapter, ...]
    mark: str = ""
    """The office's own mark, at the top left."""
    issue: str = ""
    to: str = ""
    opening: tuple[str, ...] = ()
    annexes: tuple[Chapter, ...] = ()
    """Each with the heading 附件k：…; they begin on a page of their own."""
    annex_list: str = ""
    signature: str = ""
    date: str = ""
    closing: tuple[str, ...] = ()
    """Contact, copies, footnotes."""
    made_from: str = ""
    """Where it comes from: the data, the day, the program; small, at the very end."""
    stamp: str = ""
    gap: str = "　"
    """Between what stands in one line."""
    compact: bool = False
    """To fit on one page."""


class TemplateError(Exception):
    """A template that isn't a Word file, or none that can be used."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A bulletin to be written: all that there is to say, its text, and an office's own template."""

    voice: Voice
    content: BulletinContent
    template: bytes | None = None


def paper_of(voice: Voice, title: str, parts: tuple[Chapter, ...]) -> BulletinContent:
    """A paper with what the office has on each: its mark, day and contact, and where it comes from."""
    own = voice.own
    return BulletinContent(
        title=title,
        parts=parts,
        mark=own.mark or "",
        date=voice.day(own.date) if own.date else "",
        closing=(voice.say("bulletin_contact", contact=own.contact),) if own.contact else (),
        made_from=voice.origin,
        gap=voice.language.gap,
        stamp=voice.stamp,
    )


def chapters(voice: Voice, parts: Iterable[tuple[str, Blocks]]) -> tuple[Chapter, ...]:
    """The *parts* that have something to say, numbered, under the words of their keys."""
    shown = [(voice.say(key), blocks) for key, blocks in parts if blocks]
    return tuple(
        Chapter(voice.say("bulletin_heading", k=voice.language.numeral(k), text=name), blocks)
        for k, (name, blocks) in enumerate(shown, 1)
    )


def body(content: BulletinContent) -> Iterator[str]:
    """The running text between the title and the annexes."""
    yield from (content.to, *content.opening) if content.to else content.opening
    for part in content.parts:
        yield from _of_part(part)
    yield from (text for text in (content.annex_list, content.signature, content.date) if text)
    yield from content.closing


def _of_part(part: Chapter) -> Iterator[str]:
    if part.heading:
        yield part.heading
    yield from (one.head + one.text for one in part.blocks if isinstance(one, Paragraph))


def to_document(content: BulletinContent) -> Document:
    """The same for terminals, Markdown, HTML and CSV."""
    top = content.gap.join(text for text in (content.mark, content.issue) if text)
    ending = list(filter(None, (content.annex_list, content.signature, content.date, *content.closing)))
    blocks: list[Block] = [line(text) for text in (top, content.to, *content.opening) if text]
    blocks += [block for part in content.parts for block in _blocks(part)]
    blocks += [line(text) for text in ("", *ending)] if ending else []
    blocks += [block for part in content.annexes for block in _blocks(part)]
    blocks += [line(""), line(Cell(content.made_from, "dim"))] if content.made_from else []
    return Document(content.title, tuple(blocks), content.stamp, content.made_from)


def _blocks(part: Chapter) -> Iterator[Block]:
    if part.heading:
        yield Heading(part.heading)
    for one in part.blocks:
        if isinstance(one, Paragraph):
            yield line(*([Cell(one.head, "strong")] if one.head else []), one.text)
        else:
            yield one


def content_json(content: BulletinContent) -> dict[str, object]:
    """The text for scripts: parts with their paragraphs and tables."""

    def parts(some: Iterable[Chapter]) -> list[dict[str, object]]:
        return [_part_json(part) for part in some]

    def said(*names: str) -> dict[str, object]:
        return {name: getattr(content, name) or None for name in names}

    return {
        **said("title", "mark", "issue", "to"),
        "opening": list(content.opening),
        "parts": parts(content.parts),
        **said("signature", "date"),
        "closing": list(content.closing),
        "annexes": parts(content.annexes),
    }


def _part_json(part: Chapter) -> dict[str, object]:
    return {
        "heading": part.heading,
        "paragraphs": [one.head + one.text for one in part.blocks if isinstance(one, Paragraph)],
        "tables": [
            {
                "columns": [column.head for column in table.columns],
                "rows": [[cell.text for cell in row] for section in table.sections for row in section.rows],
            }
            for table in part.blocks
            if isinstance(table, Table)
        ],
    }


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
