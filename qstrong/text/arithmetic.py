"""The arithmetic of a verdict in words: each step with its numbers put in, for a pocket calculator."""

from __future__ import annotations

from qstrong.model.base import Lang
from qstrong.model.shapes.table import row
from qstrong.model.steps import reach, step, years
from qstrong.text.catalogue import word
from qstrong.text.kinds import KIND_WORDS
from qstrong.text.labels import label_word
from qstrong.text.language import Phrase, say
from qstrong.text.numbers import number
from qstrong.text.worked import opening
from qstrong.text.worked import reach as reaching
from qstrong.text.worked import years as yearly


def step_words(one: step.Step, lang: Lang) -> str:
    """The step *one* in *lang*, in one line."""
    return ARITHMETIC[type(one)](one, lang)


_COMPARED: dict[str, Phrase] = {
    "rule0": ("保持类: 看现值是否达标", "to be maintained: does the value meet the target?"),
    "rule1": ("现值合乎目标", "the value meets the target"),
    "rule2": ("曾经达标, 现已回落, 又没有基期", "met before, lost again, and there is no baseline"),
    "rule3": ("基期就在目标线上", "the baseline lies on the target's line"),
    "rule4": ("c < −{worsening} 且 c < e", "c < −{worsening} and c < e"),
    "rule5": ("c ≥ {on_track}·e, 或 e − c ≤ {slack_on}", "c ≥ {on_track}·e, or e − c ≤ {slack_on}"),
    "rule6": ("{months} 个月, 时间未过半: c ≥ {at_risk}·e, 或 e − c ≤ {slack_risk} 为略低, 否则滞后",
              "{months} months, before half-time: c ≥ {at_risk}·e, or e − c ≤ {slack_risk} is slightly behind, else behind"),
    "rule7": ("{months} 个月, 时间过半: m ≤ {catch_up} 为略低, 否则滞后", "{months} months, from half-time on: m ≤ {catch_up} is slightly behind, else behind"),
    "deadline": ("期末: 只看是否达标", "at the deadline: is the target met?"),
    "milestones": ("没有基期, 比年度目标: 差额不超过目标线的 {path_short} 倍为略低, 否则滞后",
                   "no baseline, against the milestones: short by at most {path_short} of the path is slightly behind, else behind"),
    "no_baseline": ("没有基期, 不评价进度", "no baseline: progress isn't assessed"),
    "statcan": ("Statistics Canada 的方法: 合乎目标为已达目标; 基期已达标而现值不达为差于基期; r ≥ 0.95 为达序时进度, ≥ 0.60 为略低, ≥ 0 为滞后, 否则差于基期",
                "Statistics Canada's method: achieved where met; worse where the baseline had met it; r ≥ 0.95 is on track, ≥ 0.60 slightly behind, ≥ 0 behind, else worse"),
    "statcan.trend": ("Statistics Canada 的方法: 朝目标方向 a ≥ 1% 为达序时进度, ≥ 0.5% 为略低, ≥ 0 为滞后, 否则差于基期",
                      "Statistics Canada's method: in the direction wanted a ≥ 1% is on track, ≥ 0.5% slightly behind, ≥ 0 behind, else worse"),
    "dns": ("德国可持续发展战略的方法: d 不朝目标为差于基期; 到期末差距比 ≤ 0.05 为达序时进度, ≤ 0.2 为略低, 否则滞后; 已达标或保持类看达标与 d 的方向",
            "the German Sustainable Development Strategy's method: worse where d leads away; a share missed of ≤ 0.05 is on track, ≤ 0.2 slightly behind, else behind; where met, or to be maintained, whether it is met and where d leads"),
    "provisional": ("首个数用作暂定基期, 本身不评价", "the first value is the provisional baseline and isn't assessed itself"),
    **{rule: phrase for words in KIND_WORDS.values() for rule, phrase in words.rules.items()},
}  # fmt: skip


def _rule(one: step.Rule, lang: Lang) -> str:
    constants = {
        key: int(value) if value == int(value) else number(value)
        for key, value in one.method.constants().items()
    }
    months = "/".join(map(str, one.months)) if one.months else ""
    compared = say(_COMPARED[one.name], lang, months=months, **constants)
    words = {"rule": one.name.partition(".")[0], "compared": compared}
    return word("step_verdict", lang, label=label_word(one.label, lang), **words)


ARITHMETIC = dict(
    [
        row(step.JudgedValue, opening.judged_line),
        row(step.ComputedValue, opening.computed_line),
        row(step.TrailingYear, opening.trailing_line),
        row(step.YearOnYear, opening.second_line),
        row(step.KnownBaseline, opening.baseline_line),
        row(step.NoBaseline, opening.no_baseline_line),
        row(step.GoalOfBaseline, opening.goal_line),
        row(step.Rule, _rule),
        row(reach.Gap, reaching.gap_line),
        row(reach.Distance, reaching.distance_line),
        row(reach.Attainment, reaching.attainment_line),
        row(reach.Completion, reaching.completion_line),
        row(reach.ExpectedByTime, reaching.by_time_line),
        row(reach.ExpectedOnce, reaching.once_line),
        row(reach.ExpectedCount, reaching.count_line),
        row(reach.ExpectedOnPath, reaching.on_path_line),
        row(reach.ExpectedSince, reaching.since_line),
        row(reach.PaceRatio, reaching.pace_line),
        row(reach.CatchUp, reaching.catch_up_line),
        row(reach.AgainstPath, reaching.against_path_line),
        row(reach.RequiredPace, reaching.required_line),
        row(reach.LandingValue, reaching.landing_line),
        row(years.GrowthYears, yearly.growth_years_line),
        row(years.GrowthNeeded, yearly.growth_needed_line),
        row(years.Compound, yearly.compound_line),
        row(years.TrendSteps, yearly.trend_line),
        row(years.RecordBest, yearly.record_line),
        row(years.GrowthPace, yearly.growth_pace_line),
        row(years.GrowthRatio, yearly.growth_ratio_line),
        row(years.FiveYears, yearly.five_years_line),
    ]
)
"""By the class of a step: its words."""
