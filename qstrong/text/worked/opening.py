"""The first lines of the arithmetic: the value, how it became comparable, the baseline, the goal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qstrong.model.base import Lang
from qstrong.model.steps import step as steps
from qstrong.model.terms.exact import Exact, to_places
from qstrong.text import families
from qstrong.text.catalogue import word
from qstrong.text.language import period_short
from qstrong.text.numbers import measured, month_words, number
from qstrong.text.worked.equation import enclosed, equals, to, to_number, typed


def judged_line(step: steps.JudgedValue, lang: Lang) -> str:
    """v, and its period."""
    value = measured(number(step.value), step.uom, lang)
    return f"{equals(word('step_value', lang), value)} ({period_short(step.period, lang)})"


def computed_line(step: steps.ComputedValue, lang: Lang) -> str:
    """v of its parts, exact, and as it is printed."""
    name = word("step_value", lang)
    if step.times is None:
        form = equals(
            name, " + ".join(typed(part) if k == 0 else enclosed(part) for k, part in enumerate(step.parts))
        )
    else:
        over = f"{enclosed(step.parts[0])}/{enclosed(step.parts[1])}"
        form = equals(
            name, over if step.times == 1 else f"{over} × {enclosed(step.times)}", typed(step.value)
        )
    shown = measured(number(to_places(step.value, step.decimals)), step.uom, lang)
    exact = Fraction(to_places(step.value, step.decimals)) == Fraction(step.value)
    return f"{form} {'=' if exact else '≈'} {shown} ({period_short(step.period, lang)})"


def trailing_line(step: steps.TrailingYear, lang: Lang) -> str:
    """本年累计 + 上年全年 − 上年同期."""
    parts = f"{typed(step.ytd)} + {enclosed(step.total)} − {enclosed(step.same)}"
    return to_number(equals(word("step_trailing", lang), parts), step.value)


def second_line(step: steps.YearOnYear, lang: Lang) -> str:
    """累计同比推算."""
    parts = f"{typed(step.total)} × {enclosed(step.ytd)}/{enclosed(step.same)}"
    return to_number(equals(word("step_second", lang), parts), step.result)


def baseline_line(step: steps.KnownBaseline, lang: Lang) -> str:
    """v0, its month and whence it is."""
    when, origin = month_words(step.last, lang), word(families.ORIGIN.key(step.origin), lang)
    return f"{told(word('step_baseline', lang), step.value)} ({when}; {origin})"


def told(name: str, value: Exact) -> str:
    """A known value, in full: as it was filed, or as a fraction with its decimals."""
    form = equals(name, typed(value))
    return to(form, Fraction(value), number(value)) if "/" in typed(value) else form


def no_baseline_line(_: steps.NoBaseline, lang: Lang) -> str:
    """v0 isn't known."""
    return word("step_no_baseline", lang)


def goal_line(step: steps.GoalOfBaseline, lang: Lang) -> str:
    """T, of v0."""
    change, base = step.change, step.baseline
    name = word("step_goal", lang)
    if change.times is not None:
        form = equals(name, f"v0 × {enclosed(change.times)}", f"{typed(base)} × {enclosed(change.times)}")
    elif change.percent is not None:
        factor = f"(1 {_signed(change.percent)}/100)"
        form = equals(name, f"v0 × {factor}", f"{typed(base)} × {factor}")
    else:
        more = _signed(change.by if change.by is not None else change.points or Decimal(0))
        form = equals(name, f"v0 {more}", f"{typed(base)} {more}")
    return to_number(form, step.goal)


def _signed(value: Decimal) -> str:
    """What is added, with its sign: + 5, − 18."""
    return f"{'−' if value < 0 else '+'} {typed(value.copy_abs())}"
