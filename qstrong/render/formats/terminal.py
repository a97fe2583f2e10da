"""Documents on a terminal, by rich: colours of the terminal's own, nothing wider than it is."""

from __future__ import annotations

from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.table import Column as RichColumn
from rich.table import Table as RichTable
from rich.text import Text

from qstrong.render.document import (
    JOINED,
    Block,
    Cell,
    Choice,
    Document,
    Drawing,
    Heading,
    Line,
    Section,
    Table,
    visible,
)
from qstrong.render.formats.register import How
from qstrong.render.formats.widths import needed, widths
from qstrong.render.formats.wrap import Run, fill, pieces, wrap

STYLES = {
    "": "", "good": "green", "warn": "yellow", "bad": "bold red", "dim": "bright_black", "strong": "bold",
    "loud": "bold",
}  # fmt: skip


def terminal(document: Document, how: How) -> str:
    """*document* as text for a terminal, as wide as that is."""
    console = composed(document, how.width, color=how.color)
    lines = console.export_text(styles=how.color).split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def composed(document: Document, width: int, *, color: bool) -> Console:
    """A console of *width* columns with *document* printed on it, to be exported."""
    console = Console(
        file=StringIO(), width=width, force_terminal=color, color_system="standard" if color else None,
        no_color=not color, record=True, markup=False, highlight=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    mark = (Cell(f"  {document.mark}", "bad"),) if document.mark else ()
    _print_line(console, Line((Cell(document.title, "strong"), *mark)), width)
    for block in document.blocks:
        _print(console, block, width)
    return console


def _print(console: Console, block: Block, width: int) -> None:
    if isinstance(block, Heading):
        console.print()
        _print_line(console, Line((Cell(block.text, "strong"),)), width)
    elif isinstance(block, Line):
        _print_line(console, block, width)
    elif isinstance(block, Drawing):
        for drawn in block.draw(width):
            shown = ((visible(cell.text), STYLES[cell.style]) for cell in drawn.cells)
            console.print(Text.assemble(*shown, no_wrap=True), overflow="crop")
    else:
        _print_table(console, _fitting(block, width), width)


def _print_line(console: Console, line: Line, width: int) -> None:
    """Folded between cells and, where a cell is long, inside it."""
    room = width - line.indent
    for runs in fill(_parts(line, room), room):
        joined = groupby(runs, key=lambda run: run[1])
        shown = (("".join(text for text, _ in group), STYLES[style]) for style, group in joined)
        console.print(Text.assemble(" " * line.indent, *shown, no_wrap=True))


def _parts(line: Line, room: int) -> list[Run]:
    """What of a line isn't broken: short cells whole, as a symbol with its word and its count."""
    parts: list[Run] = []
    for cell in line.cells:
        text = visible(cell.text)
        whole = len(line.cells) > 1 and cell_len(text) * 5 <= room * 2
        parts += [(part, cell.style) for part in ((text,) if whole else pieces(text))]
    return parts


def _fitting(block: Table | Choice, width: int) -> Table:
    """The first layout that fits, else the last."""
    if isinstance(block, Table):
        return block
    for make in block.layouts:
        table = make()
        if needed(table) <= width:
            break
    return table


def _print_table(console: Console, table: Table, width: int) -> None:
    found = widths(table, width)
    for k, section in enumerate(table.sections):
        if section.title:
            console.print()
            _print_line(console, Line((Cell(section.title, "strong"),)), width)
        if found is None:
            _print_rows(console, table, section, width)
        elif section.rows or not k:
            console.print(_rich_table(table, section, found, head=k == 0))


def _print_rows(console: Console, table: Table, section: Section, width: int) -> None:
    """Each row's cells one below the other, behind their heads: where columns are too narrow for words."""
    for row in section.rows:
        console.print()
        for column, cell in zip(table.columns, row, strict=True):
            if cell.text.strip():
                head = (Cell(f"{column.head}{JOINED} ", "dim"),) if column.head else ()
                _print_line(console, Line((*head, cell)), width)


def _rich_table(shape: Table, section: Section, widths: list[int], *, head: bool) -> RichTable:
    made = [
        RichColumn(
            Text(visible(column.head)),
            header_style=STYLES["dim"],
            justify="right" if column.right else "left",
            width=wide,
            no_wrap=True,
        )
        for column, wide in zip(shape.columns, widths, strict=True)
    ]
    table = RichTable(*made, box=None, padding=(0, shape.gap, 0, 0), pad_edge=False, show_header=head)
    for row in section.rows:
        table.add_row(*(_cell(cell, wide) for cell, wide in zip(row, widths, strict=True)))
    return table


def _cell(cell: Cell, width: int) -> Text:
    return Text(
        "\n".join(line.rstrip() for line in wrap(visible(cell.text), width)), style=STYLES[cell.style]
    )
