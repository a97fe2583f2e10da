"""The levels that a chart draws across, by kind: those to reach, or the best before the plan."""

from __future__ import annotations

from fractions import Fraction

from qstrong.assess.report import TargetReport
from qstrong.model.kinds import Pathed
from qstrong.model.plan import (
    AnyTarget,
    GrowthTarget,
    IncrementTarget,
    LevelTarget,
    RangeTarget,
    RecordTarget,
    TrendTarget,
    WatchTarget,
)
from qstrong.model.shapes.table import row
from qstrong.model.shapes.value import dataclass
from qstrong.model.steps.years import RecordBest
from qstrong.render.look import Look
from qstrong.text.kinds import goal_words
from qstrong.text.numbers import number


@dataclass(frozen=True, slots=True)
class ChartLevel:
    """One level, with what says beside it what it is."""

    value: Fraction
    short: str
    full: str
    """The same with a word before it."""
    legend: str
    """The word of the catalogue for a level of its sort."""


def _to_reach(target: Pathed | GrowthTarget, _: TargetReport, look: Look) -> tuple[ChartLevel, ...]:
    if target.value is None:
        return ()
    wanted = goal_words(target, look.lang, uom=False)
    return (ChartLevel(Fraction(target.value), wanted, f"{look.say('target')} {wanted}", "target_line"),)


def _bounds(target: RangeTarget, _: TargetReport, look: Look) -> tuple[ChartLevel, ...]:
    name = look.say("target")
    return tuple(
        ChartLevel(Fraction(bound), number(bound), f"{name} {number(bound)}", "target_line")
        for bound in dict.fromkeys(target.between)
    )


def _none(_target: AnyTarget, _one: TargetReport, _look: Look) -> tuple[ChartLevel, ...]:
    return ()


def _best(_: RecordTarget, one: TargetReport, look: Look) -> tuple[ChartLevel, ...]:
    step = one.verdict.step(RecordBest)
    if step is None or step.best is None:
        return ()
    best = Fraction(step.best)
    return (ChartLevel(best, number(best), f"{look.say('page_best')} {number(best)}", "page_best"),)


LEVELS = dict([
    row(LevelTarget, _to_reach),
    row(RangeTarget, _bounds),
    row(GrowthTarget, _to_reach),
    row(IncrementTarget, _to_reach),
    row(TrendTarget, _none),
    row(RecordTarget, _best),
    row(WatchTarget, _none),
])  # fmt: skip


def levels(one: TargetReport, look: Look) -> tuple[ChartLevel, ...]:
    """The levels of a target's chart, from its kind's row."""
    return LEVELS[type(one.target)](one.target, one, look)
