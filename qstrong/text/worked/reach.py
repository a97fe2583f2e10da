"""The arithmetic of a value to reach in words: gap, completion, what is expected, pace, landing value."""

from __future__ import annotations

from fractions import Fraction

from qstrong.model.base import Lang
from qstrong.model.steps import reach as steps
from qstrong.model.terms.exact import Exact, minus
from qstrong.text.catalogue import word
from qstrong.text.kinds import span
from qstrong.text.numbers import apart, month_words, number, percent
from qstrong.text.worked.equation import (
    enclosed,
    equals,
    ratio,
    rest,
    short,
    subtraction,
    to,
    to_number,
    to_share,
    typed,
)


def gap_line(step: steps.Gap, lang: Lang) -> str:
    """T − v, or v − T."""
    over, under = (step.target, step.value) if step.dir > 0 else (step.value, step.target)
    sides = "T − v" if step.dir > 0 else "v − T"
    return to_number(equals(word("step_gap", lang), sides, subtraction(over, under)), step.gap)


def distance_line(step: steps.Distance, lang: Lang) -> str:
    """From a range to a value outside; the bound that is to be reached."""
    name = word("step_distance", lang, span=span(step.low, step.high, lang))
    if not step.gap:
        text = equals(name, "0")
    elif step.value < step.low:
        text = to_number(equals(name, subtraction(step.low, step.value)), step.gap)
    else:
        text = to_number(equals(name, subtraction(step.value, step.high)), step.gap)
    if step.goal is None:
        return text
    return word("step_and", lang, one=text, other=equals(word("step_nearer", lang), typed(step.goal)))


def attainment_line(step: steps.Attainment, lang: Lang) -> str:
    """达成率."""
    over = f"{enclosed(step.value)}/{enclosed(step.target)}"
    form = equals(word("step_attainment", lang), "v/T", over)
    return to(form, step.result, percent(step.result))


def completion_line(step: steps.Completion, lang: Lang) -> str:
    """增量完成率; v/T where it begins at 0 and is to rise."""
    if not step.baseline and step.target > 0:
        over = f"{enclosed(step.value)}/{enclosed(step.target)}"
        return to_share(equals(word("step_completion_zero", lang), "v/T", over), step.result)
    name = word("step_completion", lang)
    form = equals(name, "(v − v0)/(T − v0)", _way(step.value, step.baseline, step.target))
    done, way = minus(step.value, step.baseline), minus(step.target, step.baseline)
    if "/" not in typed(done) + typed(way):
        form = equals(form, f"{enclosed(done)}/{enclosed(way)}")
    return to_share(form, step.result)


def _way(value: Exact, start: Exact, goal: Exact) -> str:
    return f"({subtraction(value, start)})/({subtraction(goal, start)})"


def by_time_line(step: steps.ExpectedByTime, lang: Lang) -> str:
    """The share of the months that has passed."""
    return to_share(equals(word("step_expected_months", lang), f"{step.elapsed}/{step.total}"), step.result)


def once_line(step: steps.ExpectedOnce, lang: Lang) -> str:
    """Nothing before the deadline."""
    quarters = to_number(
        equals(word("step_quarters", lang), f"{step.months_left}/3"), Fraction(step.months_left, 3)
    )
    return word("step_expected_once", lang, n=typed(step.most), left=quarters)


def count_line(step: steps.ExpectedCount, lang: Lang) -> str:
    """The whole ones to be expected, over all."""
    n = enclosed(step.n)
    form = f"⌊{typed(step.n)} × {step.elapsed}/{step.total}⌋/{n}"
    there = Fraction(step.n) * step.elapsed // step.total
    return to_share(equals(word("step_expected_count", lang), form, f"{there}/{n}"), step.result)


def on_path_line(step: steps.ExpectedOnPath, lang: Lang) -> str:
    """The declared path's value, and its share of the way."""
    return _on_path(step, word("step_expected_path", lang), lang)


def _on_path(step: steps.ExpectedOnPath, name: str, lang: Lang) -> str:
    e = to_share(equals(name, _way(step.path.value, step.baseline, step.target)), step.result)
    return word("step_and", lang, one=path_worked(step.path, lang), other=e)


def path_worked(value: steps.PathValue, lang: Lang) -> str:
    """The declared path at the end of a month, between two of its corners."""
    name = word("step_path", lang, at=month_words(value.last, lang))
    if value.spent == value.whole or not value.spent:
        there = typed(value.high if value.spent else value.low)
    else:
        there = f"{typed(value.low)} + ({subtraction(value.high, value.low)}) × {value.spent}/{value.whole}"
    form = equals(name, f"⌊{there}⌋" if value.count else there)
    return to_number(equals(form, typed(value.value)) if "/" in typed(value.value) else form, value.value)


def since_line(step: steps.ExpectedSince, lang: Lang) -> str:
    """e from a provisional baseline's period on."""
    name, share = word("step_expected_since", lang), "1"
    if step.base != 1:
        base = step.base if step.base >= 0 else ratio(step.base)
        share = f"({step.share} − {base})/({rest(step.base)})"
    form = equals(name, "(e1 − e0)/(1 − e0)", share) if step.ways and step.base != 1 else equals(name, share)
    ways = [_on_path(way, f"e{k}", lang) for k, way in enumerate(step.ways)]
    return word("step_break", lang).join([*ways, to_share(form, step.result)])


def pace_line(step: steps.PaceRatio, lang: Lang) -> str:
    """r = c/e."""
    c, e = step.completion, step.expected
    form = equals(word("step_pace_ratio", lang), "c/e")
    if short(c) and short(e):
        form = equals(form, f"{ratio(c)}/{ratio(e)}")
    return to(form, c / e, apart(c / e, 3, Fraction(0), Fraction(1), *step.cuts))


def catch_up_line(step: steps.CatchUp, lang: Lang) -> str:
    """m, beyond every bound where there is none."""
    if step.result is None:
        return word("step_no_catch_up", lang)
    c, e = step.completion, step.expected
    form = equals(word("step_catch_up", lang), "((1 − c)/(1 − e))/(c/e)")
    if short(c) and short(e):
        form = equals(form, f"(({rest(c)})/({rest(e)}))/({ratio(c)}/{ratio(e)})")
    if short(step.result):
        form = equals(form, str(step.result))
    return to(form, step.result, apart(step.result, 2, Fraction(0), step.cut))


def against_path_line(step: steps.AgainstPath, lang: Lang) -> str:
    """The declared path without a baseline, and how far short of it a value is."""
    over, under = sorted((Fraction(step.value), step.path.value), reverse=True)
    by = over - under
    key = "step_short" if step.short > 0 else "step_better"
    text = to_number(equals(word(key, lang), subtraction(over, under)), by)
    if step.short > 0 and step.path.value:
        size = abs(step.path.value)
        share = equals(word("step_short_share", lang), f"{enclosed(by)}/{enclosed(size)}")
        text = word("step_and", lang, one=text, other=to_share(share, by / size))
    return word("step_and", lang, one=path_worked(step.path, lang), other=text)


def required_line(step: steps.RequiredPace, lang: Lang) -> str:
    """What each year that is left has to bring: a number above 0, more or less."""
    more = step.result > 0
    sides = "T − v" if more else "v − T"
    way = subtraction(step.target, step.value) if more else subtraction(step.value, step.target)
    name = word("step_more_a_year" if more else "step_less_a_year", lang, sides=sides)
    return to_number(equals(name, f"({way}) × 12/{step.months_left}"), abs(step.result))


def landing_line(step: steps.LandingValue, lang: Lang) -> str:
    """L, with its band."""
    name = word("step_landing", lang)
    gone = f"({subtraction(step.value, step.baseline)})/{enclosed(step.elapsed)}"
    form = equals(
        name, word("step_landing_form", lang), f"{typed(step.value)} + {gone} × {enclosed(step.left)}"
    )
    text = to_number(form, step.carried)
    if step.landing.value != step.carried:
        text += word("step_limited", lang, limit=number(step.landing.value))
    return f"{text}{word('step_break', lang)}{_band(step.band, step, lang)}" if step.band else text


def _band(band: steps.Band, step: steps.LandingValue, lang: Lang) -> str:
    """L ± t·√(s²·h·(1 + h/n))."""
    s2, h = enclosed(band.variance), enclosed(step.left)
    root = f"{typed(band.t)} × √({s2} × {h} × (1 + {h}/{band.increments}))"
    form = equals(word("step_band", lang), f"L ± {root}")
    low, high = (apart(Fraction(end), 2, Fraction(0)) for end in (band.low, band.high))
    limited = word("step_band_limited", lang) if band.clipped else ""
    return f"{form} ≈ {low} – {high}{limited}"
