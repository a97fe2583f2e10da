"""How wide the columns of a table are on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from qstrong.render.document import JOINED, Table, visible
from qstrong.render.formats.wrap import pieces


def needed(table: Table) -> int:
    """How wide a table must be at least, with words folded where a column's head is shorter than they are."""
    least = _least(table)
    return sum(least) + table.gap * (len(least) - 1)


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


_NARROW = 10
"""A column of fewer cells breaks most words of a language that has long ones."""


def widths(table: Table, width: int) -> list[int] | None:
    """Column widths: rigid ones as they are; flexible ones share the rest so that rows stay low.

    No word is broken where columns can be made wide enough for all. None where some word has to be, and
    that in a column in which most would.
    """
    least = _least(table)
    found = _shared(table, width, least)
    words = [_longest(table, k, wide) for k, wide in enumerate(least)]
    broken = [wide for word, wide in zip(words, found, strict=True) if word > wide]
    if broken:
        least = [max(pair) for pair in zip(least, words, strict=True)]
        if sum(least) + table.gap * (len(least) - 1) <= width:
            return _shared(table, width, least)
    return None if broken and min(broken) < _NARROW else found


def _longest(table: Table, k: int, width: int) -> int:
    """The widest word in those cells of the *k*-th column that are wider than *width*."""
    texts = (visible(row[k].text) for section in table.sections for row in section.rows)
    parts = (part for text in texts if cell_len(text) > width for part in text.split(JOINED))
    return max((cell_len(word.rstrip()) for part in parts for word in pieces(part)), default=0)


def _shared(table: Table, width: int, least: list[int]) -> list[int]:
    """What columns have at *least*, and what else of *width* there is for the flexible ones.

    Where even those are too much, the widest gives way, a cell at a time. What room is left is shared out
    by trying about a dozen shares for each column and keeping the one that needs the fewest lines over all
    rows: the height of a row is that of its highest cell, which no formula over columns sees. Heights are
    estimated, not wrapped, since only their order counts.
    """
    natural, found = _natural(table), list(least)
    flexible = [k for k, column in enumerate(table.columns) if column.flexible]
    room = width - sum(found) - table.gap * (len(natural) - 1)
    while room < 0 and max((found[k] for k in flexible), default=1) > 1:
        widest = max(flexible, key=lambda k: found[k])
        found[widest], room = found[widest] - 1, room + 1
    if room <= 0 or not flexible:
        return found
    cells = list(zip(*(_cells(table, k) for k in flexible), strict=True))
    shares = _shares(room, [natural[k] - found[k] for k in flexible])

    def lines(share: Iterable[int]) -> int:
        wide = [found[k] + more for k, more in zip(flexible, share, strict=True)]
        return sum(max(map(_height, row, wide)) for row in cells)

    for k, more in zip(flexible, min(shares, key=lines), strict=True):
        found[k] += more
    return found


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
