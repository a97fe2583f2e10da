"""A target as a small chart of its own SVG: values, path, target, landing; classes only, no style.

Every chart has the plan's whole time as its width, so that many of them can be read side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from qstrong.assess.report import TargetReport
from qstrong.model.plan import LevelTarget, Plan, RecordTarget
from qstrong.render.html import text
from qstrong.render.look import STYLE, Look, goal, goal_with_uom, valued
from qstrong.text.numbers import number, rounded
from qstrong.timeline.owed import first_month, last_month

Point = tuple[int, Fraction]
"""A month and a value."""
WIDTH, HEIGHT = 280, 116
LEFT, RIGHT, TOP, BOTTOM = 6, 274, 14, 96
"""The drawing's edges; the years stand below it."""
BAR, THICK = 72, 6
AXIS = "the_axis"
"""No id from data has an underscore."""


class Frame:
    """Where a month and a value stand in a chart."""

    def __init__(self, months: tuple[int, int], values: Sequence[Fraction]) -> None:
        self.first, self.last = months
        low, high = min(values), max(values)
        margin = (high - low) / 12 if high > low else abs(high) / 10 or Fraction(1)
        self.low, self.high = low - margin, high + margin

    def x(self, month: int) -> str:
        """A month's place, from the left."""
        return rounded(LEFT + Fraction((RIGHT - LEFT) * (month - self.first), self.last - self.first), 1)

    def y(self, value: Fraction) -> str:
        """A value's place, from the top."""
        return rounded(BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low), 1)

    def line(self, points: Sequence[Point]) -> str:
        """The places of *points*, for a line."""
        return " ".join(f"{self.x(month)},{self.y(value)}" for month, value in points)


def known(one: TargetReport) -> list[Point]:
    """The values that a chart shows, from the baseline on."""
    start = [(one.baseline.last, Fraction(one.baseline.value))] if one.baseline else []
    return sorted({*start, *((point.last, Fraction(point.value)) for point in one.series)})


def chart(plan: Plan, one: TargetReport, look: Look) -> str:
    """The chart of a target; empty where nothing is known that could be drawn."""
    values = known(one)
    level = _level(one)
    levels = [level] if level is not None else []
    every = [*(value for _, value in (*values, *one.path)), *levels, *_band(one)]
    if not every:
        return ""
    frame = Frame((first_month(plan), last_month(plan)), every)
    parts = [
        f'<use href="#{AXIS}"/>',
        *_landing(frame, one, values),
        *_target(frame, level, one, look),
        *([f'<polyline class="path" points="{frame.line(one.path)}"/>'] if len(one.path) > 1 else []),
        *_values(frame, one, values),
    ]
    label = text(_said(one, values, look))
    head = f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
    return f"{head}{''.join(parts)}</svg>"


def axis(plan: Plan) -> str:
    """The axis that all charts have in common; they refer to it."""
    frame = Frame((first_month(plan), last_month(plan)), [Fraction(0)])
    return (
        f'<svg class="defs" aria-hidden="true"><defs><g id="{AXIS}">{"".join(_years(frame))}</g></defs></svg>'
    )


def bullet(done: Fraction, expected: Fraction | None, style: str) -> str:
    """A bar of what is done, with a mark at what is expected; the numbers stand beside it."""
    full = rounded(min(max(done, Fraction(0)), Fraction(1)) * BAR, 1)
    parts = [
        f'<rect class="track" y="3" width="{BAR}" height="{THICK}"/>',
        f'<rect class="{style}" y="3" width="{full}" height="{THICK}"/>',
    ]
    if expected is not None:
        at = rounded(min(max(expected, Fraction(0)), Fraction(1)) * (BAR - 2), 1)
        parts.append(f'<rect class="mark" x="{at}" width="2" height="12"/>')
    return f'<svg class="bullet" viewBox="0 0 {BAR} 12" aria-hidden="true">{"".join(parts)}</svg>'


def _level(one: TargetReport) -> Fraction | None:
    """The level to reach: the target's, or a record's best so far."""
    if isinstance(one.target, RecordTarget):
        best = [step.numbers["best"] for step in one.verdict.steps if step.key == "record_best"]
        return Fraction(str(best[0])) if best and best[0] is not None else None
    value = getattr(one.target, "value", None)
    return Fraction(value) if value is not None else None


def _band(one: TargetReport) -> tuple[Fraction, ...]:
    """The landing band: low, middle, high; empty where data is too thin for one."""
    landing = one.verdict.landing
    if not landing or landing.low is None or landing.high is None:
        return ()
    return (Fraction(landing.low), landing.value, Fraction(landing.high))


def _years(frame: Frame) -> Iterator[str]:
    """A line between years, and their names in the middle of them."""
    yield f'<line class="axis" x1="{LEFT}" x2="{RIGHT}" y1="{BOTTOM}" y2="{BOTTOM}"/>'
    for year in range(frame.first // 12, (frame.last - 1) // 12 + 1):
        start, end = max(year * 12, frame.first), min(year * 12 + 12, frame.last)
        if start > frame.first:
            yield f'<line class="tick" x1="{frame.x(start)}" x2="{frame.x(start)}" y1="{TOP}" y2="{BOTTOM}"/>'
        if end - start >= 6:
            middle = rounded((Fraction(frame.x(start)) + Fraction(frame.x(end))) / 2, 1)
            yield f'<text class="year" x="{middle}" y="{BOTTOM + 14}">{year}</text>'


def _target(frame: Frame, level: Fraction | None, one: TargetReport, look: Look) -> Iterator[str]:
    """The level to reach, named on the side where the values begin not."""
    if level is None:
        return
    y = Fraction(frame.y(level))
    record = isinstance(one.target, RecordTarget)
    said = (
        f"{look.say('page_best')} {number(level)}"
        if record
        else f"{look.say('target')} {goal(one.target, look)}"
    )
    first = known(one)[:1]
    above = not one.path or not first or first[0][1] < level or y > BOTTOM - 12
    at = rounded(y + (-4 if above else 11), 1)
    side = f'x="{LEFT}"' if one.path else f'class="end" x="{RIGHT}"'  # without a path the future is free
    yield f'<line class="goal" x1="{LEFT}" x2="{RIGHT}" y1="{rounded(y, 1)}" y2="{rounded(y, 1)}"/>'
    yield f'<text {side} y="{at}">{text(said)}</text>'


def _landing(frame: Frame, one: TargetReport, values: Sequence[Point]) -> Iterator[str]:
    """Where the pace so far leads: the band at the end, and a thin line to its middle."""
    if not _band(one) or not values:
        return
    month, value = values[-1]
    low, middle, high = _band(one)
    corners = [(month, value), (frame.last, low), (frame.last, high)]
    yield f'<polygon class="band" points="{frame.line(corners)}"/>'
    yield f'<polyline class="ahead" points="{frame.line([(month, value), (frame.last, middle)])}"/>'


def _values(frame: Frame, one: TargetReport, values: Sequence[Point]) -> Iterator[str]:
    style = STYLE[one.status]
    if len(values) > 1:
        yield f'<polyline class="line" points="{frame.line(values)}"/>'
    if values[:-1]:
        dots = "".join(f"M{frame.x(month)} {frame.y(value)}h0" for month, value in values[:-1])
        yield f'<path class="dots" d="{dots}"/>'
    for month, value in values[-1:]:
        yield f'<circle class="last {style}" cx="{frame.x(month)}" cy="{frame.y(value)}" r="4"/>'


def _said(one: TargetReport, values: Sequence[Point], look: Look) -> str:
    """What the chart shows, in words."""
    parts = [f"{point.period} {number(point.value)}" for point in one.series]
    if one.baseline and isinstance(one.target, LevelTarget):
        parts.insert(0, f"{look.say('baseline')} {number(one.baseline.value)}")
    joint = ", " if look.lang == "en" else "、"
    told = joint.join(parts) if values else look.say("no_observations")
    words = [look.name(one.target.name), told, f"{look.say('target')} {goal_with_uom(one.target, look)}"]
    if one.verdict.landing and _band(one):
        value = rounded(one.verdict.landing.value, one.target.decimals)
        words.append(f"{look.say('page_landing')} {valued(value, one.target)}")
    return "; ".join(words) if look.lang == "en" else "；".join(words)
