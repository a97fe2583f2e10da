"""The arithmetic of a verdict in words: each step with its numbers put in, for a pocket calculator."""

from __future__ import annotations

from fractions import Fraction

from qstrong.model import steps
from qstrong.model.base import Lang
from qstrong.model.table import row
from qstrong.model.terms.exact import Exact, minus
from qstrong.text import families
from qstrong.text.catalogue import word
from qstrong.text.kinds import KIND_WORDS
from qstrong.text.labels import label_word
from qstrong.text.language import Phrase, period_short, say
from qstrong.text.numbers import apart, exact, month_words, number, percent, rounded, with_uom


def step_words(step: steps.Step, lang: Lang) -> str:
    """*step* in *lang*, in one line."""
    return ARITHMETIC[type(step)](step, lang)


def _worked(key: str, worked: str, lang: Lang, /, **words: object) -> str:
    """The word *key*, and what it is equal to."""
    return f"{word(key, lang, **words)} = {worked}"


def _judged(step: steps.JudgedValue, lang: Lang) -> str:
    return _worked(
        "step_value", f"{with_uom(number(step.value), step.uom)} ({period_short(step.period, lang)})", lang
    )


def _trailing(step: steps.TrailingYear, lang: Lang) -> str:
    parts = f"{number(step.ytd)} + {number(step.total)} − {number(step.same)}"
    return _worked("step_trailing", f"{parts} = {number(step.value)}", lang)


def _second(step: steps.YearOnYear, lang: Lang) -> str:
    parts = f"{number(step.total)} × {number(step.ytd)}/{number(step.same)}"
    return _worked("step_second", f"{parts} = {number(step.result)}", lang)


def _baseline(step: steps.KnownBaseline, lang: Lang) -> str:
    when, origin = month_words(step.last, lang), word(families.ORIGIN.key(step.origin), lang)
    return _worked("step_baseline", f"{number(step.value)} ({when}; {origin})", lang)


def _no_baseline(_: steps.NoBaseline, lang: Lang) -> str:
    return word("step_no_baseline", lang)


def _gap(step: steps.Gap, lang: Lang) -> str:
    ends = (step.target, step.value) if step.dir > 0 else (step.value, step.target)
    sides = "T − v" if step.dir > 0 else "v − T"
    return _worked("step_gap", f"{sides} = {number(ends[0])} − {number(ends[1])} = {number(step.gap)}", lang)


def _attainment(step: steps.Attainment, lang: Lang) -> str:
    share = f"{number(step.value)}/{number(step.target)}"
    return _worked("step_attainment", f"v/T = {share} = {percent(step.result)}", lang)


def _minus(left: Exact, right: Exact) -> str:
    """A difference as it is typed: a negative right side in brackets."""
    shown = number(right)
    return f"{number(left)} − {f'({shown})' if shown.startswith('-') else shown}"


def _completion(step: steps.Completion, lang: Lang) -> str:
    if not step.baseline:
        share = f"{number(step.value)}/{number(step.target)}"
        return _worked("step_completion_zero", f"v/T = {share} = {percent(step.result)}", lang)
    done, way = minus(step.value, step.baseline), minus(step.target, step.baseline)
    top, bottom = _minus(step.value, step.baseline), _minus(step.target, step.baseline)
    plain = f"{number(done)}/{number(way)}"
    share = exact(step.result).removeprefix(f"{plain} = ")
    return _worked("step_completion", f"(v − v0)/(T − v0) = ({top})/({bottom}) = {plain} = {share}", lang)


def _expected(step: steps.ExpectedByTime, lang: Lang) -> str:
    words = {"elapsed": number(step.elapsed), "total": step.total}
    return f"{word('step_expected_months', lang, **words)} = {exact(step.result)}"


def _expected_once(step: steps.ExpectedOnce, lang: Lang) -> str:
    return word("step_expected_once", lang, n=int(step.n))


def _expected_count(step: steps.ExpectedCount, lang: Lang) -> str:
    share = f"{step.share.numerator}/{step.share.denominator}"
    counted = f"⌊{number(step.n)} × {share}⌋ = {number(step.count)}"
    worked = f"{counted}, {number(step.count)}/{number(step.n)} = {percent(step.result)}"
    return _worked("step_expected", worked, lang)


def _expected_on_path(step: steps.ExpectedOnPath, lang: Lang) -> str:
    share = f"({_minus(step.path, step.baseline)})/({_minus(step.target, step.baseline)})"
    worked = f"{number(step.path)}; e = {share} = {exact(step.result)}"
    return _worked("step_expected_path", worked, lang, at=step.at)


def _expected_since(step: steps.ExpectedSince, lang: Lang) -> str:
    base = percent(step.base)
    shares = "" if step.base == 1 else f"({percent(step.share)} − {base})/(1 − {base}) = "
    return _worked("step_expected_since", f"{shares}{exact(step.result)}", lang)


def _pace_ratio(step: steps.PaceRatio, lang: Lang) -> str:
    cuts = (Fraction(0), Fraction(1), *step.cuts)
    return _worked("step_pace_ratio", "–" if step.result is None else apart(step.result, 3, *cuts), lang)


def _catch_up(step: steps.CatchUp, lang: Lang) -> str:
    if step.result is None:
        return word("step_no_catch_up", lang)
    c, e = _typed(step.completion), _typed(step.expected)
    factor = step.result
    plain = f"{factor.numerator}/{factor.denominator} = " if factor.denominator < 1000 else ""
    shown = apart(factor, 2, Fraction(0), step.cut)
    ratio = f"({c})/({e})" if "/" in c + e else f"{c}/{e}"
    worked = f"((1 − c)/(1 − e))/(c/e) = ((1 − {c})/(1 − {e}))/({ratio}) = {plain}{shown}"
    return _worked("step_catch_up", worked, lang)


def _typed(share: Fraction) -> str:
    """A share for a calculator: exact where it is short, else with digits enough for two right decimals."""
    return f"{share.numerator}/{share.denominator}" if share.denominator < 1000 else apart(share, 5, *_ENDS)


_ENDS = (Fraction(0), Fraction(1))


def _growth_years(step: steps.GrowthYears, lang: Lang) -> str:
    marks = [
        f"{period_short(one.year, lang)}: {number(one.rate)} {'✔' if one.met else '✖'}" for one in step.years
    ]
    if step.running:
        period, rate = step.running
        marks.append(f"{period_short(period, lang)} ({word('step_running', lang)}): {number(rate)}")
    return word("step_growth_years", lang, rates=" · ".join(marks), target=number(step.target))


def _growth_needed(step: steps.GrowthNeeded, lang: Lang) -> str:
    return word("step_growth_needed", lang, n=step.years, rate=apart(Fraction(step.rate), 2, Fraction(0)))


def _trend(step: steps.TrendSteps, lang: Lang) -> str:
    if not step.steps:
        return word("step_no_trend", lang)
    early = word("step_not_counted", lang)
    shown = [
        f"{period_short(one.since, lang)} {number(one.old)} → {period_short(one.until, lang)} {number(one.new)}: "
        f"{number(minus(one.new, one.old))} "
        f"{word(families.QUALITY.key(one.quality), lang)}{'' if one.counts else early}"
        for one in step.steps
    ]
    return f"{'; '.join(shown)} ({word('step_small', lang, unit=number(step.unit))})"


def _record(step: steps.RecordBest, lang: Lang) -> str:
    if step.best is None:
        return word("step_no_best", lang)
    return word("step_best", lang, best=number(step.best), value=number(step.value))


def _landing(step: steps.LandingValue, lang: Lang) -> str:
    pace = f"m = ({_minus(step.value, step.baseline)})/{number(step.elapsed)} = {number(step.pace)}"
    worked = f"{number(step.value)} + {number(step.left)} × m = {number(step.result)}, {pace}"
    text = _worked("step_landing", worked, lang)
    if step.low is not None and step.high is not None:
        low, high = rounded(Fraction(step.low), 2), rounded(Fraction(step.high), 2)
        text += f"; {word('step_band', lang)} {low} – {high}"
    return text


def _against_path(step: steps.AgainstPath, lang: Lang) -> str:
    key = "step_short" if step.short > 0 else "step_better"
    words = {"path": number(step.path), "value": number(step.value), "by": number(abs(step.short))}
    return word(key, lang, **words)


def _required_pace(step: steps.RequiredPace, lang: Lang) -> str:
    key = "step_more_a_year" if step.result > 0 else "step_less_a_year"
    return word(key, lang, worked=f"{number(step.gap)}/{number(step.years)} = {number(step.result)}")


def _growth_ratio(step: steps.GrowthRatio, lang: Lang) -> str:
    paces = {"actual": rounded(step.actual, 5), "required": rounded(step.required, 5)}
    return word(
        "step_growth_ratio", lang, spent=step.spent, whole=step.whole, ratio=rounded(step.ratio, 3), **paces
    )


def _five_years(step: steps.FiveYears, lang: Lang) -> str:
    words = {"value": number(step.value), "old": number(step.old), "pace": number(step.pace)}
    if step.landing is None:
        return word("step_five_years", lang, **words)
    words |= {"left": number(step.left), "landing": number(step.landing)}
    return word("step_five_years_on", lang, **words)


def _compound(step: steps.Compound, lang: Lang) -> str:
    words = {"grown": number((step.grown - 1) * 100), "goal": number((step.goal - 1) * 100)}
    text = word("step_compound", lang, closed=step.closed, years=step.years, **words)
    if step.needed is None:
        return text
    rate = rounded(Fraction(step.needed), 2)
    needed = word("step_compound_needed", lang, n=step.years - step.closed, rate=rate)
    return f"{text}; {needed}"


def _distance(step: steps.Distance, lang: Lang) -> str:
    words = {"low": number(step.low), "high": number(step.high), "gap": number(step.gap)}
    return word("step_distance", lang, **words)


_COMPARED: dict[str, Phrase] = {
    "rule0": ("保持类: 看现值是否达标", "to be maintained: does the value meet the target?"),
    "rule1": ("已达目标", "the target is met"),
    "rule2": ("曾经达标, 现已回落, 又没有基期", "met before, lost again, and there is no baseline"),
    "rule3": ("基期就在目标线上", "the baseline lies on the target's line"),
    "rule4": ("c < −{worsening} 且 c < e", "c < −{worsening} and c < e"),
    "rule5": ("c ≥ {on_track}·e, 或 e − c ≤ {slack_on}", "c ≥ {on_track}·e, or e − c ≤ {slack_on}"),
    "rule6": ("时间未过半: c ≥ {at_risk}·e, 或 e − c ≤ {slack_risk} 为略低, 否则滞后",
              "before half-time: c ≥ {at_risk}·e, or e − c ≤ {slack_risk} is slightly behind, else behind"),
    "rule7": ("时间过半: m ≤ {catch_up} 为略低, 否则滞后", "from half-time on: m ≤ {catch_up} is slightly behind, else behind"),
    "deadline": ("期末: 只看是否达标", "at the deadline: is the target met?"),
    "milestones": ("没有基期, 比年度目标: 差额不超过目标线的 {path_short} 倍为略低, 否则滞后",
                   "no baseline, against the milestones: short by at most {path_short} of the path is slightly behind, else behind"),
    "no_baseline": ("没有基期, 不评价进度", "no baseline: progress isn't assessed"),
    "statcan": ("Statistics Canada 的方法: r ≥ 0.95 为达序时进度, ≥ 0.60 为略低, ≥ 0 为滞后, 否则差于基期",
                "Statistics Canada's method: r ≥ 0.95 is on track, ≥ 0.60 slightly behind, ≥ 0 behind, else worse"),
    "dns": ("德国可持续发展战略的方法: 看近五年的变化, 和照此到期末差多少",
            "the German Sustainable Development Strategy's method: the change of five years, and how far it leads"),
    "provisional": ("首个数用作暂定基期, 本身不评价", "the first value is the provisional baseline and isn't assessed itself"),
    **{rule: phrase for words in KIND_WORDS.values() for rule, phrase in words.rules.items()},
}  # fmt: skip


def _rule(step: steps.Rule, lang: Lang) -> str:
    constants = {
        key: int(value) if value == int(value) else number(value)
        for key, value in step.method.constants().items()
    }
    compared, label = say(_COMPARED[step.name], lang, **constants), label_word(step.label, lang)
    return word("step_verdict", lang, rule=step.name, compared=compared, label=label)


ARITHMETIC = dict(
    [
        row(steps.JudgedValue, _judged),
        row(steps.TrailingYear, _trailing),
        row(steps.YearOnYear, _second),
        row(steps.KnownBaseline, _baseline),
        row(steps.NoBaseline, _no_baseline),
        row(steps.Gap, _gap),
        row(steps.Attainment, _attainment),
        row(steps.Completion, _completion),
        row(steps.ExpectedByTime, _expected),
        row(steps.ExpectedOnce, _expected_once),
        row(steps.ExpectedCount, _expected_count),
        row(steps.ExpectedOnPath, _expected_on_path),
        row(steps.ExpectedSince, _expected_since),
        row(steps.PaceRatio, _pace_ratio),
        row(steps.CatchUp, _catch_up),
        row(steps.AgainstPath, _against_path),
        row(steps.GrowthYears, _growth_years),
        row(steps.GrowthNeeded, _growth_needed),
        row(steps.TrendSteps, _trend),
        row(steps.RecordBest, _record),
        row(steps.GrowthRatio, _growth_ratio),
        row(steps.FiveYears, _five_years),
        row(steps.Compound, _compound),
        row(steps.Distance, _distance),
        row(steps.RequiredPace, _required_pace),
        row(steps.LandingValue, _landing),
        row(steps.Rule, _rule),
    ]
)
"""By the class of a step: its words."""
