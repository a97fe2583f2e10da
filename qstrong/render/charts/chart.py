"""A target's chart for a terminal: braille dots for lines, a mark for every value, round values beside it.

Inside the chart stand only characters that are narrow everywhere; a cell is 2 × 4 dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from rich.cells import cell_len

from qstrong.assess.report import TargetReport
from qstrong.model.plan import Plan
from qstrong.model.shapes.value import dataclass
from qstrong.render.charts.curve import ChartPoint, band, history, known_points, path, runs, years
from qstrong.render.charts.levels import ChartLevel, levels
from qstrong.render.charts.scale import Scale, scale
from qstrong.render.document import Cell, Line, Style, line
from qstrong.render.look import STYLE, Look
from qstrong.render.pieces import landing_number
from qstrong.timeline.owed import first_month, last_month, own_plan

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
WIDEST, LEAST = 100, 16
"""Cells: of all of a chart, and of what is drawn in it."""
ROWS = 12
"""About how many rows a scale takes."""
INK: dict[str, tuple[Style, str, str]] = {
    "last": ("strong", "▪", "o"),
    "value": ("strong", "▪", "o"),
    "line": ("strong", "", "*"),
    "path": ("dim", "", "."),
    "goal": ("", "", "-"),
    "band": ("dim", "", "|"),
}
"""What is drawn, from the top: its style, its character where it isn't dots, and that of an old console."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a month and a value stand: dots from the left and from the top."""

    first: int
    last: int
    scale: Scale
    width: int

    @property
    def rows_a_step(self) -> int:
        """Marks of the scale stand so many rows apart."""
        return max(ROWS // self.scale.steps, 1)

    @property
    def rows(self) -> int:
        """Cells from the top to the bottom."""
        return self.rows_a_step * self.scale.steps + 1

    def x(self, month: int) -> int:
        """From the left, in dots."""
        return round(Fraction((month - self.first) * (2 * self.width - 1), self.last - self.first))

    def y(self, value: Fraction) -> int:
        """From the top, in dots; the scale's marks stand in the second of a cell's four."""
        return 1 + round((self.scale.high - value) / self.scale.step * 4 * self.rows_a_step)

    def spot(self, point: ChartPoint) -> tuple[int, int]:
        """Both."""
        return self.x(point[0]), self.y(point[1])


def drawable(plan: Plan, one: TargetReport, look: Look) -> bool:
    """Whether there is more to draw than a lonely point."""
    values = len(known_points(one)) + len(history(plan, one))
    return values > 1 or (values == 1 and bool(path(one) or levels(one, look)))


def chart_lines(plan: Plan, one: TargetReport, look: Look, width: int) -> tuple[Line, ...]:
    """The chart's lines, none wider than *width*; for targets that it is worth drawing of."""
    values = sorted([*history(plan, one), *known_points(one)])
    across = levels(one, look)
    beside = _beside(one, across)
    drawn = [value for _, value in (*values, *path(one))]
    made = scale([*drawn, *band(one), *(value for value, _ in beside)])
    marks = list(made.marks())
    left, right = max(map(len, marks)), max((cell_len(text) + 1 for _, text in beside), default=0)
    room = max(min(width, WIDEST) - left - 2 - right, LEAST)
    own = own_plan(plan, one.target)  # from its own T0 to its own T1, and as far as its values go
    plot = Plot(min(first_month(own), values[0][0]), max(last_month(own), values[-1][0]), made, room)
    inked = _inked(plot, one, values, across)
    rows = [_row(inked, row, room, STYLE[one.status], look) for row in range(plot.rows)]
    framed = _framed(plot, rows, marks, _placed(plot, beside), look)
    return (*framed, _years(plot, left, look), *_legend(one, across, look, width))


def _beside(one: TargetReport, across: Sequence[ChartLevel]) -> list[tuple[Fraction, str]]:
    """What stands to the right of the drawing, at which value: the levels, the landing value."""
    found = [(level.value, level.short) for level in across]
    if landing := band(one):
        found.append((landing[1], landing_number(one)))
    return found


def _placed(plot: Plot, beside: Sequence[tuple[Fraction, str]]) -> dict[int, str]:
    """The same by row; where two would stand in one, the later gives way, to the side where it belongs."""
    found: dict[int, str] = {}
    for value, text in beside:
        row, above = plot.y(value) // 4, value > beside[0][0]
        free = (one for one in range(plot.rows) if one not in found)
        found[min(free, key=lambda one: (abs(one - row), (one > row) is above))] = text
    return found


def _inked(
    plot: Plot, one: TargetReport, values: Sequence[ChartPoint], across: Sequence[ChartLevel]
) -> dict[tuple[int, int], str]:
    """Which dots are what; what is drawn later hides what is there."""
    right = 2 * plot.width - 1
    inked: dict[tuple[int, int], str] = {}
    for level in across:
        inked |= {(x, plot.y(level.value)): "goal" for x in range(right + 1) if x % 4 < 2}
    if landing := band(one):
        inked |= {(right, y): "band" for y in range(plot.y(landing[2]), plot.y(landing[0]) + 1)}
    inked |= dict.fromkeys(_along([plot.spot(point) for point in path(one)], every=4), "path")
    for run in runs(one, values):
        inked |= dict.fromkeys(_along([plot.spot(point) for point in run], every=1), "line")
    inked |= {plot.spot(point): "value" for point in values}
    return inked | {plot.spot(point): "last" for point in known_points(one)[-1:]}


def _along(corners: Sequence[tuple[int, int]], *, every: int) -> Iterator[tuple[int, int]]:
    """The dots on the straight lines between *corners*, every so many from the left."""
    for (x0, y0), (x1, y1) in pairwise(corners):
        steps = max(x1 - x0, abs(y1 - y0), 1)
        for k in range(steps + 1):
            x = x0 + round(Fraction((x1 - x0) * k, steps))
            if x % every == 0:
                yield x, y0 + round(Fraction((y1 - y0) * k, steps))


def _row(
    inked: Mapping[tuple[int, int], str], row: int, width: int, newest: Style, look: Look
) -> Iterator[Cell]:
    """One row of cells, blanks for those with nothing in them."""
    for column in range(width):
        inside = {
            (x, y): inked[spot]
            for x in range(2)
            for y in range(4)
            if (spot := (2 * column + x, 4 * row + y)) in inked
        }
        if not inside:
            yield Cell(" ")
            continue
        top = min(inside.values(), key=[*INK].index)
        style, mark, old = INK[top]
        dots = chr(0x2800 + sum(DOTS[y][x] for x, y in inside))
        yield Cell(old if look.ascii_only else mark or dots, newest if top == "last" else style)


def _framed(
    plot: Plot, rows: Sequence[Iterable[Cell]], marks: Sequence[str], beside: Mapping[int, str], look: Look
) -> Iterator[Line]:
    """The rows between the scale and what stands beside them."""
    left = max(map(len, marks))
    tick, wall = ("+", "|") if look.ascii_only else ("┤", "│")
    for k, row in enumerate(rows):
        step, rest = divmod(k, plot.rows_a_step)
        mark = f"{'' if rest else marks[step]:>{left}} {wall if rest else tick}"
        said = f" {beside[k]}" if k in beside else ""
        runs = groupby(row, key=lambda cell: cell.style)
        drawn = (Cell("".join(cell.text for cell in cells), style) for style, cells in runs)
        yield line(Cell(mark, "dim"), *drawn, said)


def _years(plot: Plot, left: int, look: Look) -> Line:
    """A mark between years, and their names in the middle of them; fewer names where years are narrow."""
    row = [" "] * plot.width
    found = list(years(plot.first, plot.last, room=plot.width // 8))
    for month in {month for _, *ends, _ in found for month in ends if month % 12 == 0}:
        row[plot.x(month) // 2] = "'" if look.ascii_only else "╵"
    for year, start, end, named in found:
        if named:
            at = min(max((plot.x(start) + plot.x(end)) // 4 - 2, 0), plot.width - 4)
            row[at : at + 4] = str(year)
    return line(Cell(f"{' ' * left} {'+' if look.ascii_only else '└'}{''.join(row)}".rstrip(), "dim"))


def _legend(one: TargetReport, across: Sequence[ChartLevel], look: Look, width: int) -> Iterator[Line]:
    """What is what, in as many lines as it takes."""
    flowing = any(point.ttm for point in one.series)
    told = {
        "value": ("▪", "bulletin_ttm" if flowing else "value_line", True),
        "path": ("⠂ ⠂", "path_line", bool(path(one))),
        "goal": ("⠒ ⠒", across[0].legend if across else "", bool(across)),
        "band": ("⢸", "band_line", bool(band(one))),
    }
    parts: list[Cell] = []
    for ink, (sign, key, there) in told.items():
        style, _, old = INK[ink]
        shown = Cell(" ".join(old * len(sign.split())) if look.ascii_only else sign, style)
        more = [shown, Cell(f" {look.say(key)}")] if there else []
        if more and parts and sum(cell_len(cell.text) for cell in (*parts, *more)) + 3 > width:
            yield line(*parts)
            parts = []
        parts += [*([Cell("   ")] if more and parts else []), *more]
    yield line(*parts)
