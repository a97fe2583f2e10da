"""A target as a small chart of its own SVG: values, path, target, landing; classes only, no style.

Every chart has the plan's whole time as its width, so that many of them can be read side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from qstrong.assess.report import TargetReport
from qstrong.model.plan import Plan
from qstrong.render.charts.curve import ChartPoint, band, history, known_points, path, runs, years
from qstrong.render.charts.levels import ChartLevel, levels
from qstrong.render.formats.html import text
from qstrong.render.look import STYLE, Look
from qstrong.render.pieces import landing_number, valued
from qstrong.text.kinds import goal_words, value_text
from qstrong.text.numbers import rounded
from qstrong.timeline.owed import first_month, last_month

WIDTH, HEIGHT = 280, 124
LEFT, RIGHT, TOP, BOTTOM = 6, 274, 4, 106
"""The drawing's edges; the years stand below it."""
HIGHEST, LOWEST = 18, 90
"""Where the greatest and the least value stand: there is room for a number above and below them."""
NEAR = 24
"""What is nearer than that gets into each other's way."""
BAR, THICK = 72, 6
AXIS = "the_axis"
"""No id from data has an underscore."""


class Frame:
    """Where a month and a value stand in a chart."""

    def __init__(self, months: tuple[int, int], values: Sequence[Fraction]) -> None:
        self.first, self.last = months
        low, high = min(values), max(values)
        margin = 0 if high > low else abs(high) / 10 or Fraction(1)
        self.low, self.high = low - margin, high + margin

    def across(self, month: int) -> Fraction:
        """A month's place, from the left."""
        return LEFT + Fraction((RIGHT - LEFT) * (month - self.first), self.last - self.first)

    def down(self, value: Fraction) -> Fraction:
        """A value's place, from the top."""
        return HIGHEST + (LOWEST - HIGHEST) * (self.high - value) / (self.high - self.low)

    def x(self, month: int) -> str:
        """A month's place, as it is written."""
        return rounded(self.across(month), 1)

    def y(self, value: Fraction) -> str:
        """A value's place, as it is written."""
        return rounded(self.down(value), 1)

    def line(self, points: Sequence[ChartPoint]) -> str:
        """The places of *points*, for a line."""
        return " ".join(f"{self.x(month)},{self.y(value)}" for month, value in points)


def chart_svg(plan: Plan, one: TargetReport, look: Look) -> str:
    """The chart of a target; empty where nothing is known that could be drawn."""
    values, corners, across = known_points(one), path(one), levels(one, look)
    declared = [point for point in history(plan, one) if point[0] > first_month(plan)]
    every = [
        *(value for _, value in (*values, *declared, *corners)),
        *(level.value for level in across),
        *band(one),
    ]
    if not every:
        return ""
    frame = Frame((first_month(plan), last_month(plan)), every)
    parts = [
        f'<use href="#{AXIS}"/>',
        *_landing(frame, one, values),
        *(part for level in across for part in _level(frame, one, level)),
        *([f'<polyline class="path" points="{frame.line(corners)}"/>'] if len(corners) > 1 else []),
        *_values(frame, one, values, declared),
        *_numbers(frame, one, values, across),
    ]
    label = text(_said(one, values, look))
    head = f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
    return f"{head}{''.join(parts)}</svg>"


def axis(plan: Plan) -> str:
    """The axis that all charts have in common; they refer to it."""
    marks = "".join(_years(Frame((first_month(plan), last_month(plan)), [Fraction(0)])))
    return f'<svg class="defs" aria-hidden="true"><defs><g id="{AXIS}">{marks}</g></defs></svg>'


def bullet(done: Fraction, expected: Fraction | None, style: str) -> str:
    """A bar of what is done, full where all is, and a mark at what is expected; numbers stand beside it."""
    full = rounded(min(max(done, Fraction(0)) * BAR, Fraction(BAR if done >= 1 else BAR - 1)), 1)
    parts = [
        f'<rect class="track" y="3" width="{BAR}" height="{THICK}"/>',
        f'<rect class="{style}" y="3" width="{full}" height="{THICK}"/>',
    ]
    if expected is not None:
        at = rounded(min(max(expected, Fraction(0)), Fraction(1)) * (BAR - 2), 1)
        parts.append(f'<rect class="mark" x="{at}" width="2" height="12"/>')
    return f'<svg class="bullet" viewBox="0 0 {BAR} 12" aria-hidden="true">{"".join(parts)}</svg>'


def _years(frame: Frame) -> Iterator[str]:
    """A line between years, and their names in the middle of them."""
    yield f'<path class="axis" d="M{LEFT} {BOTTOM}H{RIGHT}"/>'
    for year, start, end, named in years(frame.first, frame.last, room=(RIGHT - LEFT) // 32):
        if start > frame.first:
            yield f'<path class="tick" d="M{frame.x(start)} {TOP}V{BOTTOM}"/>'
        if named:
            middle = rounded((frame.across(start) + frame.across(end)) / 2, 1)
            yield f'<text class="centre" x="{middle}" y="{BOTTOM + 13}">{year}</text>'


def _level(frame: Frame, one: TargetReport, level: ChartLevel) -> Iterator[str]:
    """A level, named on the side where the values begin not."""
    values, y = known_points(one), frame.down(level.value)
    at = y + (11 if values and values[0][1] > level.value else -4)
    # without a path the future is free; what was reached in the first year has its numbers at the left
    early = values and frame.across(values[-1][0]) < NEAR and abs(frame.down(values[-1][1]) - y) < NEAR
    yield f'<path class="goal" d="M{LEFT} {rounded(y, 1)}H{RIGHT}"/>'
    yield _number(LEFT if path(one) and not early else RIGHT, at, level.full)


def _landing(frame: Frame, one: TargetReport, values: Sequence[ChartPoint]) -> Iterator[str]:
    """Where the pace so far leads: the band at the end, and a thin line to its middle."""
    if not band(one) or not values:
        return
    month, value = values[-1]
    low, middle, high = band(one)
    corners = [(month, value), (frame.last, low), (frame.last, high)]
    yield f'<polygon class="band" points="{frame.line(corners)}"/>'
    yield f'<polyline class="ahead" points="{frame.line([(month, value), (frame.last, middle)])}"/>'


def _values(
    frame: Frame, one: TargetReport, values: Sequence[ChartPoint], declared: Sequence[ChartPoint]
) -> Iterator[str]:
    """A line that breaks where a value is missing, a dot for each value, a greater one for the judged one."""
    every = sorted([*values, *declared])
    for run in runs(one, every):
        if len(run) > 1:
            yield f'<polyline class="line" points="{frame.line(run)}"/>'
    if small := [point for point in every if point not in values[-1:]]:
        dots = "".join(f"M{frame.x(month)} {frame.y(value)}h0" for month, value in small)
        yield f'<path class="dots" d="{dots}"/>'
    for month, value in values[-1:]:
        yield f'<circle class="last {STYLE[one.status]}" cx="{frame.x(month)}" cy="{frame.y(value)}" r="4"/>'


def _numbers(
    frame: Frame, one: TargetReport, values: Sequence[ChartPoint], across: Sequence[ChartLevel]
) -> Iterator[str]:
    """The first value, the last, and the landing value, beside their points where no line runs."""
    places = one.target.decimals
    if len(values) > 1:
        (month, value), (_, follows) = values[0], values[-1]
        at = frame.down(value) + (13 if value <= follows else -6)
        yield _number(frame.across(month), at, rounded(value, places))
    for month, value in values[-1:]:
        rises = len(values) > 1 and value >= values[-2][1]
        yield _number(frame.across(month), frame.down(value) + (-7 if rises else 13), rounded(value, places))
    if band(one) and frame.last - values[-1][0] > 6:
        low, middle, high = band(one)
        y = frame.down(middle)
        above = all(middle >= level.value for level in across)  # away from the level to reach
        at = max(frame.down(high), y - 8) - 4 if above else min(frame.down(low), y + 8) + 11
        yield _number(RIGHT, at, rounded(middle, places), "soon")


def _number(x: Fraction | int, y: Fraction, said: str, style: str = "") -> str:
    """*said* at a place: in the middle of it, but not beyond the drawing's edges."""
    side = "" if x < LEFT + 16 else "end" if x > RIGHT - 16 else "centre"
    look = f' class="{f"{side} {style}".strip()}"' if side or style else ""
    return f'<text{look} x="{rounded(Fraction(x), 1)}" y="{rounded(y, 1)}">{text(said)}</text>'


def _said(one: TargetReport, values: Sequence[ChartPoint], look: Look) -> str:
    """What the chart shows, in words: from where to where; each value stands in the table below."""
    words = [
        look.name(one.target.name),
        f"{look.say('target')} {goal_words(one.target, look.lang, uom=True)}",
    ]
    if one.baseline and values[0][0] == one.baseline.last:
        words.insert(1, f"{look.say('baseline')} {value_text(one.target, one.baseline.value)}")
    if one.series:
        last = one.series[-1]
        words.insert(-1, f"{look.period(last.period)} {value_text(one.target, last.value)}")
    if not values:
        words.insert(1, look.say("no_observations"))
    if one.verdict.landing and band(one):
        value = landing_number(one)
        words.append(f"{look.say('page_landing')} {valued(value, one.target, look)}")
    return look.language.semicolon.join(words)
