"""A line chart of braille dots for a terminal: values, the path, the target; 1 cell is 2 × 4 dots."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

Point = tuple[int, Fraction]
"""A month and a value."""
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
HEIGHT = 8


def chart(
    values: Sequence[Point], path: Sequence[Point], goal: Fraction | None, *, width: int, ascii_only: bool
) -> list[str]:
    """Rows of a chart: values as a heavy line, the path as dots, the target as a dashed level."""
    every = [value for _, value in (*values, *path)] + ([goal] if goal is not None else [])
    months = [month for month, _ in (*values, *path)]
    low, high = min(every), max(every)
    high = high if high > low else low + 1
    first, last = min(months), max(*months, min(months) + 1)
    across, down = 2 * width - 1, 4 * HEIGHT - 1

    def spot(point: Point) -> tuple[int, int]:
        return (
            round(Fraction(point[0] - first, last - first) * across),
            round((high - point[1]) / (high - low) * down),
        )

    spots: dict[tuple[int, int], str] = {}
    if goal is not None:
        level = spot((first, goal))[1]
        spots |= {(x, level): "-" for x in range(0, across + 1, 4)}
    spots |= dict.fromkeys(_along([spot(point) for point in path], every=3), ".")
    spots |= dict.fromkeys(_along([spot(point) for point in values], every=1), "*")
    return _cells(spots, width, ascii_only=ascii_only)


def _along(corners: Sequence[tuple[int, int]], *, every: int) -> list[tuple[int, int]]:
    """The dots on the straight lines between *corners*, every so many."""
    found = list(corners)
    for (x0, y0), (x1, y1) in pairwise(corners):
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        found += [
            (x0 + round(Fraction((x1 - x0) * k, steps)), y0 + round(Fraction((y1 - y0) * k, steps)))
            for k in range(0, steps + 1, every)
        ]
    return found


def _cells(spots: dict[tuple[int, int], str], width: int, *, ascii_only: bool) -> list[str]:
    rows = []
    for row in range(HEIGHT):
        cells = []
        for column in range(width):
            inside = {
                (x, y): spots[2 * column + x, 4 * row + y]
                for x in range(2)
                for y in range(4)
                if (2 * column + x, 4 * row + y) in spots
            }
            if ascii_only:
                cells.append(min(inside.values(), key="*.-".index, default=" "))
            else:
                cells.append(chr(0x2800 + sum(DOTS[y][x] for x, y in inside)) if inside else " ")
        rows.append("".join(cells).rstrip())
    return rows
