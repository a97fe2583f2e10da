"""Documents as plain text, Markdown and CSV: full width, one line a row, no colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain

from qstrong.render.document import (
    USUAL,
    Cell,
    Choice,
    Document,
    Drawing,
    Heading,
    Line,
    Table,
    visible,
    width,
)
from qstrong.render.formats.register import How

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula's beginning."""


def plain_text(document: Document, _how: How | None = None) -> str:
    """Tables aligned, also with Chinese in them; for pipes."""
    parts = [f"{document.title}  {document.mark}"]
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append(f"\n{block.text}")
        elif isinstance(block, Line):
            parts.append(" " * block.indent + _joined(block.cells))
        elif isinstance(block, Drawing):
            parts += drawn(block)
        else:
            parts += _plain_table(widest(block))
    return "\n".join(visible_line(part) for text in parts for part in text.split("\n")) + "\n"


def drawn(block: Drawing) -> list[str]:
    """The lines of a drawing without its colours, as wide as is usual."""
    return [visible_line(_joined(row.cells)) for row in block.draw(USUAL)]


def visible_line(text: str) -> str:
    """*text* with nothing hidden in it, and no blanks at its end."""
    return visible(text).rstrip()


def _joined(cells: tuple[Cell, ...]) -> str:
    return "".join(visible(cell.text) for cell in cells)


def widest(block: Table | Choice) -> Table:
    """The fullest layout."""
    return block if isinstance(block, Table) else block.layouts[0]()


def _plain_table(table: Table) -> Iterator[str]:
    """All sections aligned with each other, each under its title."""
    heads = [visible(column.head).strip() for column in table.columns]
    sections = [  # a name's indent stays
        [[visible(cell.text).strip(" ") for cell in row] for row in section.rows]
        for section in table.sections
    ]
    widths = [max(map(width, texts)) for texts in zip(heads, *chain(*sections), strict=True)]

    def laid(texts: Sequence[str]) -> str:
        room = [" " * (most - width(text)) for most, text in zip(widths, texts, strict=True)]
        rows = zip(table.columns, texts, room, strict=True)
        return "  ".join(blank + text if column.right else text + blank for column, text, blank in rows)

    if any(heads):
        yield laid(heads)
    for section, rows in zip(table.sections, sections, strict=True):
        if section.title:
            yield f"\n{section.title}"
        yield from map(laid, rows)


def markdown(document: Document, _how: How | None = None) -> str:
    """GitHub's Markdown; nothing from data can become markup."""
    parts = [f"# {md(document.title)}" + (f" **{md(document.mark)}**" if document.mark else ""), ""]
    for block in document.blocks:
        if isinstance(block, Heading):
            parts += ["", f"## {md(block.text)}", ""]
        elif isinstance(block, Line):
            parts.append(_md_cells(block.cells) + "  ")
        elif isinstance(block, Drawing):
            own = ("".join(cell.text for cell in row.cells) for row in block.draw(USUAL))
            parts += ["```text", *(own if block.own else drawn(block)), "```"]
        else:
            parts += ["", *md_table(widest(block)), ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).rstrip() + "\n"


_MARKUP = r"[\\`*_{}\[\]<>|#~&$]|:(?=//)|(?<=www)\."
"""What marks up or links."""
_CALLS = (
    r"(?a)@(?=\w)|:(?=[\w\\+-]*[a-z+][\w\\+-]*:)"
    r"|[#!](?=\d)|(?<!\w)[Gg][HhLl]-(?=\d)"
    r"|(?<![0-9A-Za-z])(?=[0-9]*[A-Fa-f])[0-9A-Fa-f]{4}(?=[0-9A-Fa-f]{3,60}(?![0-9A-Za-z]))"
)
"""What forges look for in the text after all markup: people to call, pictures, issues (#12, GH-12), requests
(!12), commits. A backslash doesn't stop them, a comment in between does."""
_STARTS = r"^ *([-+=])(?=[-=\s]|$)"
"""What makes a list, a rule or a heading of a line that starts with it; numbered items stay what they are."""


def md(text: str) -> str:
    """*text* for a Markdown cell or heading: on one line, and nothing in it that marks up, links or calls."""
    return re.sub(_CALLS, r"\g<0><!-- -->", re.sub(_MARKUP, r"\\\g<0>", visible(text)))


def md_line(text: str) -> str:
    """The same where a line begins with it."""
    return re.sub(_STARTS, r"\\\1", md(text)).lstrip(" ")


def _md_cells(cells: tuple[Cell, ...]) -> str:
    if any(cell.style == "loud" for cell in cells):
        return "".join(map(_md_cell, cells))
    return md_line(_joined(cells))


def _md_cell(cell: Cell) -> str:
    text = md(cell.text)
    inner = text.strip(" ")
    return text.replace(inner, f"**{inner}**") if cell.style == "loud" and inner else text


def md_table(table: Table) -> Iterator[str]:
    """The lines of a table in GitHub's Markdown."""
    yield "| " + " | ".join(md(column.head) or " " for column in table.columns) + " |"
    yield "|" + "|".join("--:" if column.right else ":--" for column in table.columns) + "|"
    first = next((k for k, column in enumerate(table.columns) if column.flexible), 0)
    for section in table.sections:
        if section.title:
            cells = [""] * len(table.columns)
            cells[first] = f"**{md(section.title)}**"
            yield "| " + " | ".join(cells) + " |"
        for row in section.rows:
            yield "| " + " | ".join(map(_md_cell, row)) + " |"


def comma_separated(document: Document, _how: How | None = None) -> str:
    """The tables alone, as data where they are; the section in the first column, the stamp in the last.

    Of a paper a last line says where it comes from.
    """
    import csv

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for block in document.blocks:
        if isinstance(block, Table | Choice):
            table = block.data() if isinstance(block, Choice) and block.data else widest(block)
            titled = any(section.title for section in table.sections)
            stamp = [document.stamp] if document.stamp else []
            heads = [cell_text(column.head) for column in table.columns]
            writer.writerow([*([""] if titled else []), *heads, *([""] if stamp else [])])
            for section in table.sections:
                title = [cell_text(section.title)] if titled else []
                writer.writerows(
                    [*title, *(cell_text(cell.text) for cell in row), *stamp] for row in section.rows
                )
    if document.origin:
        writer.writerows(([], [cell_text(document.origin)]))
    return out.getvalue()


_PLAIN_NUMBER = r"[+-]?[0-9]+(\.[0-9]+)?%?"


def cell_text(text: str) -> str:
    """*text* for a CSV that a spreadsheet may open: what would be a formula gets an apostrophe."""
    shown = visible(text)
    if shown.startswith(FORMULA) and not re.fullmatch(_PLAIN_NUMBER, shown):
        return f"'{shown}"
    return shown
