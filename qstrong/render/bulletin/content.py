"""What a bulletin says, before it is a document of any kind: titles, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterator

from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Block, Cell, Document, Heading, Line, Table, line


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


def paragraphs(content: BulletinContent) -> Iterator[str]:
    """Every line of running text, in its order; tables left out."""
    yield from (text for text in (content.mark, content.issue, content.title) if text)
    yield from body(content)
    for part in content.annexes:
        yield from _of_part(part)


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
    blocks: list[Block] = [line(text) for text in (top, content.to) if text]
    blocks += [line(text) for text in content.opening]
    for part in content.parts:
        blocks += _blocks(part)
    ending = [content.annex_list, content.signature, content.date, *content.closing]
    if any(ending):
        blocks.append(line(""))
    blocks += [line(text) for text in ending if text]
    for part in content.annexes:
        blocks += _blocks(part)
    if content.made_from:
        blocks += [line(""), line(Cell(content.made_from, "dim"))]
    return Document(content.title, tuple(blocks), content.stamp, content.made_from)


def _blocks(part: Chapter) -> Iterator[Block]:
    if part.heading:
        yield Heading(part.heading)
    for one in part.blocks:
        if isinstance(one, Paragraph):
            head = (Cell(one.head, "strong"),) if one.head else ()
            yield Line((*head, Cell(one.text)))
        else:
            yield one


def content_json(content: BulletinContent) -> dict[str, object]:
    """The text for scripts: parts with their paragraphs and tables."""
    return {
        "title": content.title,
        "mark": content.mark or None,
        "issue": content.issue or None,
        "to": content.to or None,
        "opening": list(content.opening),
        "parts": [_part_json(part) for part in content.parts],
        "signature": content.signature or None,
        "date": content.date or None,
        "closing": list(content.closing),
        "annexes": [_part_json(part) for part in content.annexes],
    }


def _part_json(part: Chapter) -> dict[str, object]:
    tables = [one for one in part.blocks if isinstance(one, Table)]
    return {
        "heading": part.heading,
        "paragraphs": [one.head + one.text for one in part.blocks if isinstance(one, Paragraph)],
        "tables": [
            {
                "columns": [column.head for column in table.columns],
                "rows": [[cell.text for cell in row] for section in table.sections for row in section.rows],
            }
            for table in tables
        ],
    }
