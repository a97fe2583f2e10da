"""The arithmetic that goes from year to year in words: growth, trends, records, published methods."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from qstrong.model.base import Lang
from qstrong.model.steps import years as steps
from qstrong.model.terms.exact import Exact, minus, plus
from qstrong.text import families
from qstrong.text.catalogue import word
from qstrong.text.language import period_short
from qstrong.text.numbers import apart, number
from qstrong.text.worked.equation import enclosed, equals, subtraction, to, to_number, to_share, typed
from qstrong.text.worked.opening import told

ONE = Fraction(1)


def growth_years_line(step: steps.GrowthYears, lang: Lang) -> str:
    """The rates, and what they are held against."""
    marks = [
        f"{period_short(one.year, lang)}: {number(one.rate)} {'✔' if one.met else '✖'}" for one in step.years
    ]
    if step.running:
        period, rate = step.running
        marks.append(f"{period_short(period, lang)} ({word('step_running', lang)}): {number(rate)}")
    words = {"target": number(step.target), "near": typed(step.shares[0]), "fair": typed(step.shares[1])}
    return word("step_growth_years", lang, rates=" · ".join(marks), **words)


def _factor(rate: Exact) -> str:
    """1 + g/100, in brackets."""
    size = Fraction(abs(rate)) if isinstance(rate, Fraction) else rate.copy_abs()
    return f"(1 {'−' if rate < 0 else '+'} {enclosed(size)}/100)"


def _whole(step: steps.GrowthNeeded | steps.Compound) -> str:
    """G."""
    return _factor(step.target) if step.over == "total" else f"{_factor(step.target)}^{step.whole}"


def _product(rates: tuple[Exact, ...]) -> str:
    """P."""
    return " × ".join(map(_factor, rates))


def growth_needed_line(step: steps.GrowthNeeded, lang: Lang) -> str:
    """What each year left needs so that all come to what was planned."""
    product = _product(step.rates)
    form = f"({_whole(step)}/{product if len(step.rates) == 1 else f'({product})'})^(1/{step.years}) − 1"
    name = word(families.NEEDED.key(step.over), lang, n=step.years, g=number(step.target))
    share = Fraction(step.rate) / 100
    return to(equals(name, form), share, f"{apart(Fraction(step.rate), 2, Fraction(0))}%")


def compound_line(step: steps.Compound, lang: Lang) -> str:
    """P and G, and where the one stands on the way to the other."""
    grown = _number(equals(word("step_grown", lang, n=len(step.rates)), _product(step.rates)), step.grown)
    goal = _number(equals(word("step_whole", lang, n=step.whole), _whole(step)), step.goal)
    sides = "G − P" if step.dir > 0 else "P − G"
    gap = to(
        equals(word("step_gap", lang), f"({sides}) × 100"),
        step.dir * (step.goal - step.grown) * 100,
        apart(step.dir * (step.goal - step.grown) * 100, 2, Fraction(0)),
    )
    parts = [grown, goal, word("step_gap_points", lang, gap=gap)]
    if step.completion is not None and step.expected is not None:
        parts.append(to_share(equals(word("step_completion", lang), "(P − 1)/(G − 1)"), step.completion))
        parts.append(_expected(step, step.expected, lang))
    elif step.over == "average":
        form = f"{_factor(step.target)}^{len(step.rates)}"
        parts.append(_number(equals(word("step_so_far", lang, n=len(step.rates)), form), step.so_far))
    return word("step_break", lang).join(parts)


def _expected(step: steps.Compound, expected: Fraction, lang: Lang) -> str:
    closed = len(step.rates)
    if step.over == "total":
        return to_share(equals(word("step_expected_years", lang), f"{closed}/{step.whole}"), expected)
    form = f"({_factor(step.target)}^{closed} − 1)/(G − 1)"
    return to_share(equals(word("step_expected_path", lang), form), expected)


def _number(text: str, value: Fraction) -> str:
    """What grew to so many times itself, to six decimals; what isn't all of it, or 1, doesn't look so."""
    whole = typed(value)
    return to(text, value, whole if "/" not in whole else apart(value, 6, ONE))


def trend_line(step: steps.TrendSteps, lang: Lang) -> str:
    """Each step, whether it counts, and what those that count come to."""
    if not step.steps:
        return word("step_no_trend", lang)
    parts = [_step(one, lang) for one in step.steps]
    counting = [minus(one.new, one.old) for one in step.steps if one.counts]
    if len(counting) > 1:
        form = f"{typed(counting[0])}{''.join(f' + {enclosed(one)}' for one in counting[1:])}"
        parts.append(to_number(equals(word("step_sum", lang), form), reduce(plus, counting)))
    small = word("step_small", lang, unit=typed(step.unit))
    return f"{word('step_break', lang).join(parts)} ({small})"


def _step(one: steps.TrendStep, lang: Lang) -> str:
    change = to_number(subtraction(one.new, one.old), minus(one.new, one.old))
    early = "" if one.counts else word("step_not_counted", lang)
    return f"{period_short(one.since, lang)} → {period_short(one.until, lang)}: {change} {word(families.QUALITY.key(one.quality), lang)}{early}"


def record_line(step: steps.RecordBest, lang: Lang) -> str:
    """The best before the plan, in full, and the value."""
    if step.best is None:
        return word("step_no_best", lang)
    best, value = (
        told(word(name, lang), v) for name, v in (("step_best", step.best), ("step_now", step.value))
    )
    return word("step_break", lang).join((best, value))


def growth_pace_line(step: steps.GrowthPace, lang: Lang) -> str:
    """a, on its own."""
    return _pace(step, word("step_actual", lang, n=step.years), "v")


def growth_ratio_line(step: steps.GrowthRatio, lang: Lang) -> str:
    """a, b and r = a/b."""
    a = _pace(step.actual, word("step_actual", lang, n=step.actual.years), "v")
    b = _pace(step.required, word("step_required", lang, n=step.required.years), "T")
    cuts = (Fraction(0), Fraction(95, 100), Fraction(60, 100))
    r = to(equals("r", "a/b"), step.ratio, apart(step.ratio, 3, *cuts))
    return word("step_break", lang).join((a, b, r))


def _pace(step: steps.GrowthPace, name: str, of: str) -> str:
    if step.by_root:
        root = f"^(1/{step.years}) − 1"
        form = equals(name, f"({of}/v0){root}", f"({enclosed(step.value)}/{enclosed(step.baseline)}){root}")
        return to(form, step.result, f"{apart(step.result * 100, 3, Fraction(0))}%")
    form = equals(
        name, f"({of} − v0)/{step.years}", f"({subtraction(step.value, step.baseline)})/{step.years}"
    )
    return to_number(form, step.result)


def five_years_line(step: steps.FiveYears, lang: Lang) -> str:
    """d, and where it leads."""
    way = f"({subtraction(step.value, step.old)})/5"
    parts = [to_number(equals(word("step_five_years", lang), way), step.pace)]
    if step.landing is not None:
        form = f"{typed(step.value)} + {enclosed(step.left)} × {way}"
        parts.append(to_number(equals(word("step_carried_on", lang), form), step.landing))
        if step.target != step.value:
            parts.append(_miss(step, step.landing, lang))
    return word("step_break", lang).join(parts)


def _miss(step: steps.FiveYears, landing: Fraction, lang: Lang) -> str:
    """The share of what is missing now that is missing at the end."""
    over, under = (step.target, landing) if step.dir > 0 else (landing, step.target)
    most, least = (step.target, step.value) if step.dir > 0 else (step.value, step.target)
    share = step.dir * (Fraction(step.target) - landing) / abs(Fraction(step.target) - Fraction(step.value))
    form = f"({subtraction(over, under)})/({subtraction(most, least)})"
    return to_share(equals(word("step_miss", lang), form), share)
