"""The words of a roll-up of many plans: part of the catalogue."""

from __future__ import annotations

from qstrong.text.language import Phrase

WORDS: dict[str, Phrase] = {
    "rollup_title": ("多个方案汇总", "Roll-up of plans"),
    "rollup_plans": ("{n} 个方案", "{n} {n:plan|plans}"),
    "rollup_plans_unread": ("{n} 个方案 (读不了 {unread})", "{n} {n:plan|plans} ({unread} unreadable)"),
    "rollup_by_colour": ("方案总体", "Plans overall"),
    "rollup_colours": ("方案总体: ", "Plans overall: "),
    "rollup_themes_n": ("主题 {n} 个, 没有对应到主题的指标 {unmatched} 项", "{n} {n:theme|themes}; {unmatched} {unmatched:target belongs|targets belong} to none"),
    "rollup_unread": ("读不了", "Unreadable"),
    "rollup_unread_line": ("读不了: {name}: {why}", "Unreadable: {name}: {why}"),
    "rollup_theme_legend": ("{k} {name}", "{k} {name}"),
    "rollup_theme_heads": ("主题: ", "Themes: "),
    # heads
    "rollup_plan": ("方案", "Plan"),
    "rollup_overall": ("总体", "Overall"),
    "rollup_statuses": ("指标状态", "Targets"),
    "rollup_covered": ("可评价", "Assessable"),
    "rollup_filed": ("最近报送", "Last filed"),
    "rollup_problems": ("须改", "To fix"),
    "rollup_theme": ("主题", "Theme"),
    "rollup_total": ("合计", "Total"),
}
