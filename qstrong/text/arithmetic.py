"""The arithmetic of a verdict in words: each step with its numbers put in, for a pocket calculator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from qstrong.model.base import Lang
from qstrong.text.catalogue import word
from qstrong.text.labels import label_word
from qstrong.text.numbers import exact, month_words, number, percent, rounded, with_uom

Numbers = Mapping[str, Any]
Pair = tuple[str, str]


def step_words(key: str, numbers: Numbers, lang: Lang) -> str:
    """The step *key* in *lang*; an unknown one is said by its key."""
    return _STEPS[key](numbers, lang) if key in _STEPS else key


def _two(zh: str, en: str) -> Callable[[Numbers, Lang], str]:
    """A template, into which every number goes as it is written."""

    def say(numbers: Numbers, lang: Lang) -> str:
        shown = {key: _shown(value) for key, value in numbers.items()}
        return (zh if lang == "zh" else en).format(**shown)

    return say


def _shown(value: Any) -> str:
    return (
        number(value)
        if value is None or (not isinstance(value, str | tuple) and _is_number(value))
        else str(value)
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Fraction) or type(value).__name__ == "Decimal"


def _judged(n: Numbers, lang: Lang) -> str:
    value = with_uom(number(n["value"]), n["uom"])
    return f"现值 v = {value} ({n['period']})" if lang == "zh" else f"value v = {value} ({n['period']})"


def _baseline(n: Numbers, lang: Lang) -> str:
    when, origin = month_words(n["last"], lang), word(n["origin"], lang)
    head = "基期 v0" if lang == "zh" else "baseline v0"
    return f"{head} = {number(n['value'])} ({when}; {origin})"


def _gap(n: Numbers, lang: Lang) -> str:
    head = "距目标" if lang == "zh" else "gap"
    ends = (n["target"], n["value"]) if n["dir"] > 0 else (n["value"], n["target"])
    sides = "T − v" if n["dir"] > 0 else "v − T"
    return f"{head} = {sides} = {number(ends[0])} − {number(ends[1])} = {number(n['gap'])}"


def _attainment(n: Numbers, lang: Lang) -> str:
    head = "达成率" if lang == "zh" else "attainment"
    return f"{head} = v/T = {number(n['value'])}/{number(n['target'])} = {percent(n['result'])}"


def _minus(left: Any, right: Any) -> str:
    """A difference as it is typed: a negative right side in brackets."""
    shown = number(right)
    return f"{number(left)} − {f'({shown})' if shown.startswith('-') else shown}"


def _completion(n: Numbers, lang: Lang) -> str:
    head = "增量完成率" if lang == "zh" else "completion"
    if not n["baseline"]:
        head = "完成率" if lang == "zh" else head
        return f"{head} c = v/T = {number(n['value'])}/{number(n['target'])} = {percent(n['result'])}"
    done, way = n["value"] - n["baseline"], n["target"] - n["baseline"]
    top, bottom = _minus(n["value"], n["baseline"]), _minus(n["target"], n["baseline"])
    plain = f"{number(done)}/{number(way)}"
    share = exact(n["result"]).removeprefix(f"{plain} = ")
    return f"{head} c = (v − v0)/(T − v0) = ({top})/({bottom}) = {plain} = {share}"


def _expected(n: Numbers, lang: Lang) -> str:
    head = "序时进度" if lang == "zh" else "expected"
    unit = "个月" if lang == "zh" else " months"
    return f"{head} e = {number(n['elapsed'])}/{number(n['total'])}{unit} = {exact(n['result'])}"


def _expected_count(n: Numbers, lang: Lang) -> str:
    head = "序时进度" if lang == "zh" else "expected"
    share = f"{n['share'].numerator}/{n['share'].denominator}"
    counted = f"⌊{number(n['n'])} × {share}⌋ = {number(n['count'])}"
    return f"{head} e = {counted}, {number(n['count'])}/{number(n['n'])} = {percent(n['result'])}"


def _expected_provisional(n: Numbers, lang: Lang) -> str:
    head = "序时进度 (自暂定基期起)" if lang == "zh" else "expected (from the provisional baseline)"
    return f"{head} e = ({percent(n['share'])} − {percent(n['base'])})/(1 − {percent(n['base'])}) = {exact(n['result'])}"


def _catch_up(n: Numbers, lang: Lang) -> str:
    head = "追赶倍数" if lang == "zh" else "catch-up factor"
    if n["result"] is None:
        return f"{head} m: {'没有上界' if lang == 'zh' else 'beyond every bound'}"
    c, e = _typed(n["completion"]), _typed(n["expected"])
    factor = n["result"]
    plain = f"{factor.numerator}/{factor.denominator} = " if factor.denominator < 1000 else ""
    worked = f"((1 − {c})/(1 − {e}))/({c}/{e})".replace(
        f"{c}/{e}", f"({c})/({e})" if "/" in c + e else f"{c}/{e}"
    )
    return f"{head} m = ((1 − c)/(1 − e))/(c/e) = {worked} = {plain}{rounded(factor, 2)}"


def _typed(share: Fraction) -> str:
    """A share for a calculator: exact where it is short, else with digits enough for two right decimals."""
    return f"{share.numerator}/{share.denominator}" if share.denominator < 1000 else rounded(share, 5)


def _years(n: Numbers, lang: Lang) -> str:
    marks = [f"{year}: {number(rate)} {'✔' if met else '✖'}" for year, rate, met in n["years"]]
    if n["running"]:
        period, rate = n["running"]
        marks.append(f"{period} ({'本年累计' if lang == 'zh' else 'year to date'}): {number(rate)}")
    head = "各年增速" if lang == "zh" else "rates"
    tail = "目标" if lang == "zh" else "target"
    return f"{head}: {' · '.join(marks)}; {tail} {number(n['target'])}"


def _trend(n: Numbers, lang: Lang) -> str:
    words = {
        "good": ("向好", "favourable"),
        "flat": ("持平", "flat"),
        "bad": ("不利", "adverse"),
    }
    if not n["steps"]:
        return "没有可比的两期" if lang == "zh" else "no two values to compare"
    shown = [
        f"{since} {number(old)} → {until} {number(new)}: {number(change)} {words[quality][lang == 'en']}"
        for since, until, old, new, change, quality in n["steps"]
    ]
    unit = ("变化不超过 {} 算持平" if lang == "zh" else "a change of at most {} is flat").format(
        number(n["unit"])
    )
    return f"{'; '.join(shown)} ({unit})"


def _record(n: Numbers, lang: Lang) -> str:
    if n["best"] is None:
        return "方案之前没有同类数据" if lang == "zh" else "no earlier value of the same kind is known"
    head = "方案之前的最好水平" if lang == "zh" else "best before the plan"
    return f"{head} {number(n['best'])}; {'现值' if lang == 'zh' else 'now'} {number(n['value'])}"


def _landing(n: Numbers, lang: Lang) -> str:
    head = "预计完成值" if lang == "zh" else "landing value"
    pace = f"m = ({_minus(n['value'], n['baseline'])})/{number(n['elapsed'])} = {number(n['pace'])}"
    text = f"{head} L = {number(n['value'])} + {number(n['left'])} × m = {number(n['result'])}, {pace}"
    if n["low"] is not None:
        band = f"{rounded(Fraction(n['low']), 2)} – {rounded(Fraction(n['high']), 2)}"
        text += f"; 80 % {'区间' if lang == 'zh' else 'band'} {band}"
    return text


def _milestone(n: Numbers, lang: Lang) -> str:
    zh, en = ("差", "short by") if n["short"] > 0 else ("超出", "better by")
    path, value, by = number(n["path"]), number(n["value"]), number(abs(n["short"]))
    if lang == "zh":
        return f"年度目标线 = {path}; 现值 {value}, {zh} {by}"
    return f"milestone path = {path}; value {value}, {en} {by}"


def _required_pace(n: Numbers, lang: Lang) -> str:
    zh, en = ("增加", "more") if n["result"] > 0 else ("减少", "less")
    worked = f"{number(n['gap'])}/{number(n['years'])} = {number(n['result'])}"
    if lang == "zh":
        return f"后续年均需{zh}: (T − v)/剩余年数 = {worked}"
    return f"needed per year ({en}): (T − v)/years left = {worked}"


_COMPARED: dict[str, Pair] = {
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
    "single_step": ("数量不超过 {single_step}: 期末一次完成; 剩余不多于 {single_step_quarters} 个季度为临近",
                    "{single_step} or fewer: one step at the end; near with {single_step_quarters} quarters left or fewer"),
    "milestones": ("没有基期, 比年度目标", "no baseline: against the milestones"),
    "no_baseline": ("没有基期, 不评价进度", "no baseline: progress isn't assessed"),
    "provisional": ("首个数用作暂定基期, 本身不评价", "the first value is the provisional baseline and isn't assessed itself"),
    "growth": ("每年都要达到; 本年累计不低于 {on_track} 倍目标算达到", "every year must meet it; the running year at least {on_track} of it"),
    "trend": ("没有不利变化且最近一步向好为保持; 两次不利, 或最近一步不利且累计不利, 为未保持",
              "kept: no adverse step and the last one favourable; broken: two adverse, or the last and the sum"),
    "record": ("严格高于方案之前的最好水平", "strictly above the best before the plan"),
}  # fmt: skip


def _rule(n: Numbers, lang: Lang) -> str:
    pair = _COMPARED.get(n["name"])
    method = n["method"]
    constants = {key: number(value) for key, value in method.constants().items()}
    text = pair[lang == "en"].format(**constants) if pair else n["name"]
    head = "判定" if lang == "zh" else "verdict"
    return f"{head} ({n['name']}): {text} → {label_word(n['label'], lang)}"


_STEPS: dict[str, Callable[[Numbers, Lang], str]] = {
    "judged": _judged,
    "ttm": _two(
        "滚动十二个月 = 本年累计 + 上年全年 − 上年同期 = {ytd} + {total} − {same} = {value}",
        "trailing twelve months = year to date + last year − same months last year = {ytd} + {total} − {same} = {value}",
    ),
    "second_opinion": _two(
        "累计同比推算 (仅供参考) = {total} × {ytd}/{same} = {result}",
        "by the year-on-year change (for reference) = {total} × {ytd}/{same} = {result}",
    ),
    "baseline": _baseline,
    "no_baseline": _two("基期 v0: 未核定", "baseline v0: not known"),
    "gap": _gap,
    "attainment": _attainment,
    "completion": _completion,
    "expected": _expected,
    "expected_single": _two(
        "序时进度 e = 0: {n} 以内的数量按期末一次完成计", "expected e = 0: {n} are one step at the deadline"
    ),
    "expected_count": _expected_count,
    "expected_path": lambda n, lang: (
        f"{'应有进度' if lang == 'zh' else 'path'} ({n['at']}) = {number(n['path'])}; e = "
        f"({_minus(n['path'], n['baseline'])})/({_minus(n['target'], n['baseline'])}) = {exact(n['result'])}"
    ),
    "expected_provisional": _expected_provisional,
    "pace_ratio": lambda n, lang: (
        f"{'进度比' if lang == 'zh' else 'pace ratio'} r = c/e = "
        f"{'–' if n['result'] is None else rounded(n['result'], 3)}"
    ),
    "catch_up": _catch_up,
    "milestone": _milestone,
    "growth_years": _years,
    "catch_up_rate": lambda n, lang: (
        f"{'补齐增速: 余下' if lang == 'zh' else 'to make up for it: the'} {n['years']} "
        f"{'年每年需' if lang == 'zh' else 'years left need'} {rounded(Fraction(n['rate']), 2)}"
        f"{'%' if lang == 'zh' else '% each'}"
    ),
    "trend_steps": _trend,
    "record_best": _record,
    "rule": _rule,
    "required_pace": _required_pace,
    "landing": _landing,
}
