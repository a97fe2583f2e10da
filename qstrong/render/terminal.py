"""Documents on a terminal, by rich: colours of the terminal's own, nothing wider than it is."""

from __future__ import annotations

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Column as RichColumn
from rich.table import Table as RichTable
from rich.text import Text

from qstrong.render.document import (
    Block,
    Cell,
    Choice,
    Document,
    Heading,
    Line,
    Section,
    Table,
    Verbatim,
    visible,
)

STYLES = {
    "": "",
    "good": "green",
    "warn": "yellow",
    "bad": "bold red",
    "dim": "bright_black",
    "strong": "bold",
}


def terminal(document: Document, width: int, *, color: bool) -> str:
    """*document* as text for a terminal of *width* columns."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        console.print(_title(document))
        for block in document.blocks:
            _print(console, block, width)
    lines = captured.get().split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def _title(document: Document) -> Text:
    text = Text(visible(document.title), style=STYLES["strong"])
    if document.mark:
        text.append(f"  {document.mark}", style=STYLES["bad"])
    return text


def _print(console: Console, block: Block, width: int) -> None:
    if isinstance(block, Heading):
        console.print()
        console.print(Text(visible(block.text), style=STYLES["strong"]))
    elif isinstance(block, Line):
        console.print(Padding(_text(block.cells), (0, 0, 0, block.indent)), overflow="fold")
    elif isinstance(block, Verbatim):
        for row in block.lines:
            console.print(Text(visible(row), no_wrap=True), overflow="crop")
    else:
        _print_table(console, _fitting(block, width), width)


def _text(cells: tuple[Cell, ...]) -> Text:
    return Text.assemble(*((visible(cell.text), STYLES[cell.style]) for cell in cells))


def _fitting(block: Table | Choice, width: int) -> Table:
    """The first layout that fits, else the last."""
    if isinstance(block, Table):
        return block
    return next((table for table in block.tables if _needed(table) <= width), block.tables[-1])


def _needed(table: Table) -> int:
    widths = [
        min(column.least, natural) if column.flexible else natural
        for column, natural in zip(table.columns, _natural(table), strict=True)
    ]
    return sum(widths) + table.gap * (len(widths) - 1)


def _natural(table: Table) -> list[int]:
    """Each column's width if nothing folded."""
    rows = [row for section in table.sections for row in section.rows]
    return [
        max([cell_len(column.head), *(cell_len(visible(row[k].text)) for row in rows)])
        for k, column in enumerate(table.columns)
    ]


def _widths(table: Table, width: int) -> list[int]:
    """Column widths: rigid ones as they are, flexible ones share what is left by what they would need."""
    natural = _natural(table)
    flexible = [k for k, column in enumerate(table.columns) if column.flexible]
    rigid = sum(natural[k] for k in range(len(natural)) if k not in flexible)
    room = max(width - rigid - table.gap * (len(natural) - 1), len(flexible))
    wanted = sum(natural[k] for k in flexible)
    if wanted <= room:
        return natural
    widths = list(natural)
    for k in sorted(flexible, key=lambda k: natural[k]):
        widths[k] = min(natural[k], max(room * natural[k] // wanted, min(table.columns[k].least, room)))
        room, wanted = room - widths[k], wanted - natural[k]
    return widths


def _print_table(console: Console, table: Table, width: int) -> None:
    widths = _widths(table, width)
    for k, section in enumerate(table.sections):
        if section.title:
            console.print()
            console.print(Text(visible(section.title), style=STYLES["strong"]))
        if section.rows or not k:
            console.print(_rich_table(table, section, widths, head=k == 0))


def _rich_table(shape: Table, section: Section, widths: list[int], *, head: bool) -> RichTable:
    made = [
        RichColumn(
            Text(column.head),
            header_style=STYLES["dim"],
            justify="right" if column.right else "left",
            width=wide,
            overflow="fold",
            no_wrap=not column.flexible,
        )
        for column, wide in zip(shape.columns, widths, strict=True)
    ]
    table = RichTable(*made, box=None, padding=(0, shape.gap, 0, 0), pad_edge=False, show_header=head)
    for row in section.rows:
        table.add_row(*(Text(visible(cell.text), style=STYLES[cell.style]) for cell in row))
    return table
