"""Documents on a terminal, by rich: colours of the terminal's own, nothing wider than it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.table import Column as RichColumn
from rich.table import Table as RichTable
from rich.text import Text

from qstrong.render.document import (
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
        if _needed(table) <= width:
            break
    return table


def _needed(table: Table) -> int:
    widths = _least(table)
    return sum(widths) + table.gap * (len(widths) - 1)


def _cells(table: Table, k: int) -> list[int]:
    """The widths of the *k*-th column's cells, its head first."""
    texts = (visible(row[k].text) for section in table.sections for row in section.rows)
    return [cell_len(table.columns[k].head), *map(cell_len, texts)]


def _natural(table: Table) -> list[int]:
    """Each column's width if nothing folded."""
    return [max(_cells(table, k)) for k in range(len(table.columns))]


def _least(table: Table) -> list[int]:
    """What each column must have: a rigid one all, a flexible one its head, which is never folded."""
    return [
        min(max(column.least, cell_len(column.head)), natural) if column.flexible else natural
        for column, natural in zip(table.columns, _natural(table), strict=True)
    ]


def _widths(table: Table, width: int) -> list[int]:
    """Column widths: rigid ones as they are; flexible ones share the rest so that rows stay low.

    First every flexible column gets the least that it must have; where even that is too much, the widest
    gives way, a cell at a time. What room is left is shared out by trying about a dozen shares for each
    column and keeping the one that needs the fewest lines over all rows: the height of a row is that of
    its highest cell, which no formula over columns sees. Heights are estimated, not wrapped, since only
    their order counts.
    """
    natural, widths = _natural(table), _least(table)
    flexible = [k for k, column in enumerate(table.columns) if column.flexible]
    room = width - sum(widths) - table.gap * (len(natural) - 1)
    while room < 0 and max((widths[k] for k in flexible), default=1) > 1:
        widest = max(flexible, key=lambda k: widths[k])
        widths[widest], room = widths[widest] - 1, room + 1
    if room <= 0 or not flexible:
        return widths
    cells = list(zip(*(_cells(table, k) for k in flexible), strict=True))
    shares = _shares(room, [natural[k] - widths[k] for k in flexible])

    def lines(share: Iterable[int]) -> int:
        wide = [widths[k] + more for k, more in zip(flexible, share, strict=True)]
        return sum(max(map(_height, row, wide)) for row in cells)

    for k, more in zip(flexible, min(shares, key=lines), strict=True):
        widths[k] += more
    return widths


def _height(cells: int, width: int) -> int:
    """About how many lines a text takes; a line that is broken is seldom filled to its end."""
    return 1 if cells <= width else -(-cells // max(width - 2, 1))


def _shares(room: int, wants: list[int]) -> Iterator[tuple[int, ...]]:
    """The ways, about a dozen for each column, in which *room* can be given to columns that want some."""
    most = min(room, wants[0])
    if len(wants) == 1:
        yield (most,)
        return
    for more in {*range(0, most, max(1, room // 12)), most}:
        for rest in _shares(room - more, wants[1:]):
            yield (more, *rest)


def _print_table(console: Console, table: Table, width: int) -> None:
    widths = _widths(table, width)
    for k, section in enumerate(table.sections):
        if section.title:
            console.print()
            _print_line(console, Line((Cell(section.title, "strong"),)), width)
        if section.rows or not k:
            console.print(_rich_table(table, section, widths, head=k == 0))


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
