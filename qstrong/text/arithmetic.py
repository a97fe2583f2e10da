"""The arithmetic of a verdict in words: each step with its numbers put in, for a pocket calculator."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qstrong.model import steps
from qstrong.model.base import Lang
from qstrong.model.table import row
from qstrong.text.catalogue import word
from qstrong.text.kinds import KIND_WORDS
from qstrong.text.labels import label_word
from qstrong.text.numbers import exact, month_words, number, percent, rounded, with_uom

_Pair = tuple[str, str]


def step_words(step: steps.Step, lang: Lang) -> str:
    """*step* in *lang*, in one line."""
    return ARITHMETIC[type(step)](step, lang)


def _judged(step: steps.JudgedValue, lang: Lang) -> str:
    head = "现值" if lang == "zh" else "value"
    return f"{head} v = {with_uom(number(step.value), step.uom)} ({step.period})"


def _trailing(step: steps.TrailingYear, lang: Lang) -> str:
    ytd, total, same = number(step.ytd), number(step.total), number(step.same)
    head = (
        "滚动十二个月 = 本年累计 + 上年全年 − 上年同期"
        if lang == "zh"
        else "trailing twelve months = year to date + last year − same months last year"
    )
    return f"{head} = {ytd} + {total} − {same} = {number(step.value)}"


def _second(step: steps.YearOnYear, lang: Lang) -> str:
    worked = f"{number(step.total)} × {number(step.ytd)}/{number(step.same)} = {number(step.result)}"
    head = "累计同比推算 (仅供参考)" if lang == "zh" else "by the year-on-year change (for reference)"
    return f"{head} = {worked}"


def _baseline(step: steps.KnownBaseline, lang: Lang) -> str:
    when, origin = month_words(step.last, lang), word(step.origin, lang)
    head = "基期 v0" if lang == "zh" else "baseline v0"
    return f"{head} = {number(step.value)} ({when}; {origin})"


def _no_baseline(_: steps.NoBaseline, lang: Lang) -> str:
    return "基期 v0: 未核定" if lang == "zh" else "baseline v0: not known"


def _gap(step: steps.Gap, lang: Lang) -> str:
    head = "距目标" if lang == "zh" else "gap"
    ends = (step.target, step.value) if step.dir > 0 else (step.value, step.target)
    sides = "T − v" if step.dir > 0 else "v − T"
    return f"{head} = {sides} = {number(ends[0])} − {number(ends[1])} = {number(step.gap)}"


def _attainment(step: steps.Attainment, lang: Lang) -> str:
    head = "达成率" if lang == "zh" else "attainment"
    return f"{head} = v/T = {number(step.value)}/{number(step.target)} = {percent(step.result)}"


def _minus(left: Decimal | Fraction, right: Decimal) -> str:
    """A difference as it is typed: a negative right side in brackets."""
    shown = number(right)
    return f"{number(left)} − {f'({shown})' if shown.startswith('-') else shown}"


def _completion(step: steps.Completion, lang: Lang) -> str:
    head = "增量完成率" if lang == "zh" else "completion"
    if not step.baseline:
        head = "完成率" if lang == "zh" else head
        return f"{head} c = v/T = {number(step.value)}/{number(step.target)} = {percent(step.result)}"
    done, way = step.value - step.baseline, step.target - step.baseline
    top, bottom = _minus(step.value, step.baseline), _minus(step.target, step.baseline)
    plain = f"{number(done)}/{number(way)}"
    share = exact(step.result).removeprefix(f"{plain} = ")
    return f"{head} c = (v − v0)/(T − v0) = ({top})/({bottom}) = {plain} = {share}"


def _expected(step: steps.ExpectedByTime, lang: Lang) -> str:
    head = "序时进度" if lang == "zh" else "expected"
    unit = "个月" if lang == "zh" else " months"
    return f"{head} e = {number(step.elapsed)}/{number(step.total)}{unit} = {exact(step.result)}"


def _expected_once(step: steps.ExpectedOnce, lang: Lang) -> str:
    if lang == "zh":
        return f"序时进度 e = 0: {number(step.n)} 以内的数量按期末一次完成计"
    return f"expected e = 0: {number(step.n)} are one step at the deadline"


def _expected_count(step: steps.ExpectedCount, lang: Lang) -> str:
    head = "序时进度" if lang == "zh" else "expected"
    share = f"{step.share.numerator}/{step.share.denominator}"
    counted = f"⌊{number(step.n)} × {share}⌋ = {number(step.count)}"
    return f"{head} e = {counted}, {number(step.count)}/{number(step.n)} = {percent(step.result)}"


def _expected_on_path(step: steps.ExpectedOnPath, lang: Lang) -> str:
    head = "应有进度" if lang == "zh" else "path"
    share = f"({_minus(step.path, step.baseline)})/({_minus(step.target, step.baseline)})"
    return f"{head} ({step.at}) = {number(step.path)}; e = {share} = {exact(step.result)}"


def _expected_since(step: steps.ExpectedSince, lang: Lang) -> str:
    head = "序时进度 (自暂定基期起)" if lang == "zh" else "expected (from the provisional baseline)"
    base = percent(step.base)
    if step.base == 1:
        return f"{head} e = {exact(step.result)}"
    return f"{head} e = ({percent(step.share)} − {base})/(1 − {base}) = {exact(step.result)}"


def _pace_ratio(step: steps.PaceRatio, lang: Lang) -> str:
    head = "进度比" if lang == "zh" else "pace ratio"
    return f"{head} r = c/e = {'–' if step.result is None else rounded(step.result, 3)}"


def _catch_up(step: steps.CatchUp, lang: Lang) -> str:
    head = "追赶倍数" if lang == "zh" else "catch-up factor"
    if step.result is None:
        return f"{head} m: {'没有上界' if lang == 'zh' else 'beyond every bound'}"
    c, e = _typed(step.completion), _typed(step.expected)
    factor = step.result
    plain = f"{factor.numerator}/{factor.denominator} = " if factor.denominator < 1000 else ""
    worked = f"((1 − {c})/(1 − {e}))/({c}/{e})".replace(
        f"{c}/{e}", f"({c})/({e})" if "/" in c + e else f"{c}/{e}"
    )
    return f"{head} m = ((1 − c)/(1 − e))/(c/e) = {worked} = {plain}{rounded(factor, 2)}"


def _typed(share: Fraction) -> str:
    """A share for a calculator: exact where it is short, else with digits enough for two right decimals."""
    return f"{share.numerator}/{share.denominator}" if share.denominator < 1000 else rounded(share, 5)


def _growth_years(step: steps.GrowthYears, lang: Lang) -> str:
    marks = [f"{one.year}: {number(one.rate)} {'✔' if one.met else '✖'}" for one in step.years]
    if step.running:
        period, rate = step.running
        marks.append(f"{period} ({'本年累计' if lang == 'zh' else 'year to date'}): {number(rate)}")
    head = "各年增速" if lang == "zh" else "rates"
    tail = "目标" if lang == "zh" else "target"
    return f"{head}: {' · '.join(marks)}; {tail} {number(step.target)}"


def _growth_needed(step: steps.GrowthNeeded, lang: Lang) -> str:
    rate = rounded(Fraction(step.rate), 2)
    if lang == "zh":
        return f"补齐增速: 余下 {step.years} 年每年需 {rate}%"
    return f"to make up for it: the {step.years} years left need {rate}% each"


def _trend(step: steps.TrendSteps, lang: Lang) -> str:
    words = {
        "good": ("向好", "favourable"),
        "flat": ("持平", "flat"),
        "bad": ("不利", "adverse"),
    }
    if not step.steps:
        return "没有可比的两期" if lang == "zh" else "no two values to compare"
    early = " (较早, 不计)" if lang == "zh" else " (earlier, not counted)"
    shown = [
        f"{one.since} {number(one.old)} → {one.until} {number(one.new)}: {number(one.new - one.old)} "
        f"{words[one.quality][lang == 'en']}{'' if one.counts else early}"
        for one in step.steps
    ]
    unit = number(step.unit)
    flat = f"变化不超过 {unit} 算持平" if lang == "zh" else f"a change of at most {unit} is flat"
    return f"{'; '.join(shown)} ({flat})"


def _record(step: steps.RecordBest, lang: Lang) -> str:
    if step.best is None:
        return "方案之前没有同类数据" if lang == "zh" else "no earlier value of the same kind is known"
    head = "方案之前的最好水平" if lang == "zh" else "best before the plan"
    return f"{head} {number(step.best)}; {'现值' if lang == 'zh' else 'now'} {number(step.value)}"


def _landing(step: steps.LandingValue, lang: Lang) -> str:
    head = "预计完成值" if lang == "zh" else "landing value"
    pace = f"m = ({_minus(step.value, step.baseline)})/{number(step.elapsed)} = {number(step.pace)}"
    text = f"{head} L = {number(step.value)} + {number(step.left)} × m = {number(step.result)}, {pace}"
    if step.low is not None and step.high is not None:
        band = f"{rounded(Fraction(step.low), 2)} – {rounded(Fraction(step.high), 2)}"
        text += f"; 80 % {'区间' if lang == 'zh' else 'band'} {band}"
    return text


def _against_path(step: steps.AgainstPath, lang: Lang) -> str:
    zh, en = ("差", "short by") if step.short > 0 else ("超出", "better by")
    path, value, by = number(step.path), number(step.value), number(abs(step.short))
    if lang == "zh":
        return f"年度目标线 = {path}; 现值 {value}, {zh} {by}"
    return f"milestone path = {path}; value {value}, {en} {by}"


def _required_pace(step: steps.RequiredPace, lang: Lang) -> str:
    zh, en = ("增加", "more") if step.result > 0 else ("减少", "less")
    worked = f"{number(step.gap)}/{number(step.years)} = {number(step.result)}"
    if lang == "zh":
        return f"后续年均需{zh}: (T − v)/剩余年数 = {worked}"
    return f"needed per year ({en}): (T − v)/years left = {worked}"


_COMPARED: dict[str, _Pair] = {
    "rule0": ("保持类: 看现值是否达标", "to be kept: does the value meet the target?"),
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
    "provisional": ("首个数用作暂定基期, 本身不评价", "the first value is the provisional baseline and isn't assessed itself"),
    **{rule: pair for words in KIND_WORDS.values() for rule, pair in words.rules.items()},
}  # fmt: skip


def _rule(step: steps.Rule, lang: Lang) -> str:
    constants = {key: number(value) for key, value in step.method.constants().items()}
    text = _COMPARED[step.name][lang == "en"].format(**constants)
    head = "判定" if lang == "zh" else "verdict"
    return f"{head} ({step.name}): {text} → {label_word(step.label, lang)}"


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
        row(steps.RequiredPace, _required_pace),
        row(steps.LandingValue, _landing),
        row(steps.Rule, _rule),
    ]
)
"""By the class of a step: its words."""
