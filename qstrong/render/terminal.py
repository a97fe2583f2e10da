"""Documents on a terminal, by rich: colours of the terminal's own, nothing wider than it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
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
    Heading,
    Line,
    Section,
    Table,
    Verbatim,
    visible,
)
from qstrong.render.wrap import Run, fill, pieces, wrap

STYLES = {
    "": "",
    "good": "green",
    "warn": "yellow",
    "bad": "bold red",
    "dim": "bright_black",
    "strong": "bold",
}


PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<style>
text {{ font: {char_height}px "Sarasa Mono SC", "Noto Sans Mono CJK SC", Menlo, Consolas, "PingFang SC", \
"Microsoft YaHei", monospace; white-space: pre }}
{styles}
</style>
<rect width="{width}" height="{height}" rx="8" fill="#ffffff" stroke="#d1d9e0"/>
<g transform="translate({terminal_x}, 20)">
{backgrounds}
{matrix}
</g>
</svg>
"""
"""What rich puts a terminal's picture into; it asks for no font from anywhere."""


def picture(document: Document, width: int, title: str) -> str:
    """*document* as a terminal of *width* columns shows it: an SVG, the same bytes each time."""
    from rich.terminal_theme import DEFAULT_TERMINAL_THEME

    console = Console(
        file=StringIO(), width=width, force_terminal=True, color_system="standard", record=True,
        markup=False, highlight=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    _compose(console, document, width)
    theme = DEFAULT_TERMINAL_THEME
    svg = console.export_svg(title=visible(title), theme=theme, code_format=PICTURE, unique_id="t")
    return "\n".join(row.rstrip() for row in _RUN.sub(_run, svg).split("\n"))


_RUN = re.compile(
    r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)" textLength="[^"]*" clip-path="[^"]*">([^<]*)</text>'
)
_CELL = 12.2


def _run(match: re.Match[str]) -> str:
    """One run of text as wide as its cells: rich counts characters, and Chinese ones take two."""
    style, x, y, escaped = match.groups()
    text = unescape(escaped)
    if not text.strip():
        return ""
    wide = f"{cell_len(text) * _CELL:.1f}"
    return f'<text class="{style}" x="{x}" y="{y}" textLength="{wide}">{escaped}</text>\n'


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
        _compose(console, document, width)
    lines = captured.get().split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def _compose(console: Console, document: Document, width: int) -> None:
    _print_line(console, _title(document), width)
    for block in document.blocks:
        _print(console, block, width)


def _title(document: Document) -> Line:
    mark = (Cell(f"  {document.mark}", "bad"),) if document.mark else ()
    return Line((Cell(document.title, "strong"), *mark))


def _print(console: Console, block: Block, width: int) -> None:
    if isinstance(block, Heading):
        console.print()
        _print_line(console, Line((Cell(block.text, "strong"),)), width)
    elif isinstance(block, Line):
        _print_line(console, block, width)
    elif isinstance(block, Verbatim):
        for row in block.lines:
            console.print(Text(visible(row), no_wrap=True), overflow="crop")
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
    return next((table for table in block.tables if _needed(table) <= width), block.tables[-1])


def _needed(table: Table) -> int:
    least = _least(table)
    widths = [
        least[k] if column.flexible else n
        for k, (column, n) in enumerate(zip(table.columns, _natural(table), strict=True))
    ]
    return sum(widths) + table.gap * (len(widths) - 1)


def _cells(table: Table, k: int) -> list[int]:
    """The widths of the *k*-th column's cells, its head first."""
    texts = (visible(row[k].text) for section in table.sections for row in section.rows)
    return [cell_len(table.columns[k].head), *map(cell_len, texts)]


def _natural(table: Table) -> list[int]:
    """Each column's width if nothing folded."""
    return [max(_cells(table, k)) for k in range(len(table.columns))]


def _least(table: Table) -> list[int]:
    """What a flexible column must have: its head is never folded."""
    natural = _natural(table)
    return [
        min(max(column.least, cell_len(column.head)), natural[k]) for k, column in enumerate(table.columns)
    ]


def _widths(table: Table, width: int) -> list[int]:
    """Column widths: rigid ones as they are; flexible ones share the rest so that rows stay low."""
    natural, widths = _natural(table), _least(table)
    flexible = [k for k, column in enumerate(table.columns) if column.flexible]
    widths = [widths[k] if k in flexible else natural[k] for k in range(len(natural))]
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
