"""The words of each kind of target: its name, the rule of its verdicts, their labels, and a goal in short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from fractions import Fraction

from qstrong.model.base import Lang
from qstrong.model.kinds import Pathed, compounds, has_bounds, has_path, is_relative, may_be_relative, meets
from qstrong.model.period import Frequency
from qstrong.model.plan import (
    AnyTarget,
    Figure,
    GrowthTarget,
    IncrementTarget,
    LevelTarget,
    RangeTarget,
    RecordTarget,
    Target,
    TrendTarget,
    WatchTarget,
)
from qstrong.model.shapes.table import row
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Quantity
from qstrong.model.terms.course import InYears, Op, RelativeGoal
from qstrong.model.terms.exact import Exact, to_places
from qstrong.text import families
from qstrong.text.catalogue import word
from qstrong.text.language import LANGUAGES, Phrase, period_short, period_words, say
from qstrong.text.numbers import apart, measured, number, uom_words, with_uom

MOST_MORE = 6
"""So many more decimals at most tell a value from the goal that it doesn't meet."""

OPS: Mapping[Op, str] = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a kind is called, and how its verdicts are said."""

    name: Phrase
    """The goal's words may stand in it."""
    labels: Mapping[str, Phrase]
    """Of verdicts that only this kind has."""
    rules: Mapping[str, Phrase] = field(default_factory=dict)
    """What the rules that only this kind has compare, with the method's constants by name."""


KIND_WORDS: Mapping[type[Target], KindWords] = {
    LevelTarget: KindWords(("水平类", "level"), {}),
    RangeTarget: KindWords(
        ("区间类", "range"),
        {
            "on_track.range": ("在区间内", "Within the range"),
            "off_track.range": ("不在区间内", "Outside the range"),
            "off_track.beyond": ("越过另一端", "Beyond the other bound"),
        },
        {"range": ("现值越过区间的另一端", "the value lies beyond the other bound of the range")},
    ),
    GrowthTarget: KindWords(
        ("增速类 ({goal})", "growth ({goal})"),
        {
            "on_track.growth": ("历年均达到", "Met every year"),
            "at_risk.growth": ("略低", "Slightly below"),
            "off_track.growth": ("未达到", "Not reached"),
            "not_assessable.year_missing": ("暂不评价: 缺往年数", "Not assessed: a year missing"),
        },
        {
            "growth": (
                "每年都要达到; 本年累计不低于 {on_track} 倍目标算达到",
                "every year must meet it; the running year at least {on_track} of it",
            ),
            "growth.held": (
                "没有要走的路, 只看 P 守住没有: 年均的比到现在应守住的数, 累计的比 G",
                "no way to go, only to hold: on average P against what is to be held by now, in all against G",
            ),
            "growth.missing": ("各年都有数才能连乘", "every year's figure is needed to multiply them"),
        },
    ),
    IncrementTarget: KindWords(
        ("新增类", "increment over the plan"),
        {
            "on_track.single_step": ("未到节点", "Step still ahead"),
            "at_risk.single_step": ("临近节点", "Step due soon"),
        },
        {
            "single_step": (
                "数量不超过 {single_step}: 期末一次完成; 剩余不多于 {single_step_quarters} 个季度为临近",
                "{single_step} or fewer: one step at the end; near with {single_step_quarters} {single_step_quarters:quarter|quarters} left or fewer",
            )
        },
    ),
    TrendTarget: KindWords(
        ("趋势类 ({goal})", "trend (keeps {goal})"),
        {
            "on_track.trend_up": ("保持上升", "Still rising"),
            "on_track.trend_down": ("保持下降", "Still falling"),
            "at_risk.trend": ("有波动", "Uneven"),
            "off_track.trend": ("未保持", "Trend broken"),
            "not_assessable.no_step": ("暂不评价: 缺可比的上年数", "Not assessed: nothing to compare"),
        },
        {
            "trend": (
                "近 {trend_window} 年和本年: 没有不利变化且最近一步向好为保持; 两次不利, 或最近一步不利且累计不利, 为未保持",
                (
                    "in the last {trend_window} {trend_window:year|years} and the running one, kept: no adverse step and the last "
                    "favourable; broken: two adverse, or the last and the sum"
                ),
            )
        },
    ),
    RecordTarget: KindWords(
        ("创新高类", "new high"),
        {
            "achieved.record": ("截至本期创新高", "New high so far"),
            "off_track.record": ("暂未创新高", "No new high yet"),
            "not_assessable.no_record": ("暂不评价: 缺历史最好水平", "Not assessed: no earlier best"),
        },
        {"record": ("严格高于方案之前的最好水平", "strictly above the best before the plan")},
    ),
    WatchTarget: KindWords(
        ("监测类", "watched"),
        {"not_assessable.watch": ("仅监测", "Monitored only")},
        {"watch": ("没有目标, 只监测", "there is no goal: it is only watched")},
    ),
}


def _reach(target: Pathed, lang: Lang, uom: str) -> str:
    change = target.change if may_be_relative(target) else None
    wanted = with_uom(f"{OPS[target.op]}{number(_goal_printed(target))}", uom)
    if change is None:
        return wanted
    said = _change(change, lang, uom_words(target.uom, lang), _since(target, lang))
    return said if target.value is None else word("goal_change_is", lang, change=said, goal=wanted)


def _since(target: Pathed, lang: Lang) -> str:
    """What a relative goal is held against: the year of the baseline, where it is of one."""
    base: Figure | None = getattr(target, "baseline", None)
    if base is None or base.period.months != 12:
        return word("goal_base", lang)
    return word("goal_since", lang, year=LANGUAGES[lang].tight(period_words(base.period, lang)))


def _change(change: RelativeGoal, lang: Lang, uom: str, since: str) -> str:
    """What a goal relative to the baseline says: 较2020年下降18%, 基期的2倍."""
    if change.times is not None:
        return word("goal_times", lang, times=number(change.times), since=since)
    step = next(one for one in (change.percent, change.points, change.by, Decimal(0)) if one is not None)
    what = (
        "%" if change.percent is not None else word("goal_points", lang) if change.points is not None else uom
    )
    return word(
        "goal_less" if step < 0 else "goal_more",
        lang,
        by=with_uom(number(abs(step)), what, LANGUAGES[lang].space),
        since=since,
    )


def _within(target: RangeTarget, lang: Lang, uom: str) -> str:
    low, high = target.between
    return with_uom(f"= {number(low)}" if low == high else span(low, high, lang), uom)


def span(low: Exact, high: Exact, lang: Lang) -> str:
    """From one number to another: 95–105; with a word between where one is negative."""
    return f"{number(low)}{'–' if low >= 0 else word('to_between', lang)}{number(high)}"


def _every_year(target: GrowthTarget, lang: Lang, uom: str) -> str:
    wanted = with_uom(f"{OPS[target.op]}{number(target.value)}", uom)
    return f"{wanted} {word(families.OVER.key(target.over), lang)}"


def _keep_moving(target: TrendTarget, lang: Lang, _: str) -> str:
    return word("keeps_rising" if target.direction == "up" else "keeps_falling", lang)


GOALS = dict(
    [
        row(LevelTarget, _reach),
        row(RangeTarget, _within),
        row(GrowthTarget, _every_year),
        row(IncrementTarget, _reach),
        row(TrendTarget, _keep_moving),
        row(RecordTarget, lambda _target, lang, _uom: word("record_high", lang)),
        row(WatchTarget, lambda _target, lang, _uom: word("no_goal", lang)),
    ]
)


def as_printed(target: AnyTarget, value: Exact | None) -> Exact | None:
    """*value* as it is printed: what is computed to the target's decimals; what was filed as it was."""
    relative = is_relative(target) and isinstance(value, Fraction)
    made = target.computed is not None or relative
    return to_places(value, target.decimals) if made and value is not None else value


def value_text(target: AnyTarget, value: Exact | None) -> str:
    """*value* as it is printed; with more decimals where it would look as if it met the goal, and doesn't."""
    found = as_printed(target, value)
    if value is None or found is None:
        return number(None)
    for places in range(target.decimals + 1, target.decimals + 1 + MOST_MORE):
        if _meets(target, value) or not _meets(target, found):
            break
        found = to_places(value, places)
    return number(found)


def _meets(target: AnyTarget, value: Exact) -> bool:
    """Whether a single value meets what is to be reached; False where there is no such number."""
    if has_path(target):
        return target.value is not None and meets(target, value)
    return has_bounds(target) and meets(target, value)


def _goal_printed(target: Pathed) -> Exact | None:
    """The number to reach, to the target's decimals where it or the values are worked out; never rounded as stated."""
    relative = is_relative(target)
    if target.value is None or not (relative or target.computed):
        return target.value
    printed = to_places(target.value, target.decimals)
    return printed if relative or printed == target.value else target.value


def gap_text(target: AnyTarget, gap: Exact) -> str:
    """A gap as it is printed: of what is computed to the target's decimals, but never as if there were none."""
    if target.computed is None and not is_relative(target) and not compounds(target):
        return number(gap)
    return number(
        to_places(gap, target.decimals) or Decimal(apart(Fraction(gap), target.decimals, Fraction(0)))
    )


def goal_words(target: AnyTarget, lang: Lang, *, uom: bool) -> str:
    """What is to be reached: ≥145, ≥6 每年, 持续提高, 创新高; with its unit of measure: ≥145 亿元."""
    return GOALS[type(target)](target, lang, uom_words(target.uom, lang) if uom else "")


def quantity_words(wanted: Quantity, lang: Lang) -> str:
    """What an action is to bring: ≥8 项."""
    return measured(f"{OPS[wanted.op]}{number(wanted.value)}", wanted.uom, lang)


def frequency_words(often: Frequency | InYears, lang: Lang) -> str:
    """How often a value is owed: 每季度, 每 2 年, 2022, 2024."""
    if isinstance(often, str):
        return word(families.FREQUENCY.key(often), lang)
    if often.years:
        return word("every_years", lang, n=often.years)
    return LANGUAGES[lang].listed(period_short(one, lang) for one in often.in_)


def kind_name(target: AnyTarget, lang: Lang) -> str:
    """What the kind of *target* is called."""
    return say(KIND_WORDS[type(target)].name, lang, goal=goal_words(target, lang, uom=True))
