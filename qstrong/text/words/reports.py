"""The words of reports: bulletin, page, ledger, export, Chinese and English: part of the catalogue, and of the help."""

from __future__ import annotations

from qstrong.text.language import Phrase
from qstrong.text.words import bulletin as words_bulletin
from qstrong.text.words import export as words_export
from qstrong.text.words import sheets as words_sheets

WORDS: dict[str, Phrase] = {
    **words_bulletin.WORDS,
    **words_export.WORDS,
    **words_sheets.WORDS,
    # page
    "page_opinions": ("核定意见", "Opinions"),
    "page_requirements": ("下一步工作要求", "What is required next"),
    "page_office": ("牵头办公室意见和要求", "From the office"),
    "page_title": ("指标进展一览", "Targets at a glance"),
    "page_skip": ("跳到指标表", "Skip to the table of targets"),
    "page_nav": ("本页内容", "On this page"),
    "page_overview": ("总览", "Overview"),
    "page_table": ("全部指标", "All targets"),
    "page_charts": ("走势与测算", "Charts and arithmetic"),
    "page_units": ("责任单位", "Units"),
    "page_tasks": ("工作任务", "Tasks"),
    "page_method": ("测算说明", "Method"),
    "page_synthetic": (
        "数值全部虚构，不代表任何实际情况",
        "every value is invented and stands for nothing real",
    ),
    "page_counts": ("进展状态", "Where the targets stand"),
    "page_green": ("项达到目标或序时进度, 可评价 {n} 项", "of {n} assessable at target or on track"),
    "page_reds": ("需关注的指标 (红)", "Red targets"),
    "page_no_reds": (
        "没有滞后、低于基期或未完成的指标。",
        "No target is behind, below its baseline, or missed.",
    ),
    "page_nothing_assessed": ("目前没有可评价的指标。", "No target can be assessed at present."),
    "page_time": ("序时进度", "Time progress"),
    "page_time_note": ("按{span}规划期, 已过 {n}/{total} 个月", "{n} of {total} months of the {span}"),
    "page_coverage": ("可评价", "Assessable"),
    "page_coverage_note": ("应报 {due} 项, 可评价 {n} 项", "{n} of the {due} that are due"),
    "page_overall": ("总体", "Overall"),
    "page_groups": ("按指标类别", "By group"),
    "page_groups_note": ("每个符号是一项指标, 依方案次序", "one symbol per target, in the plan's order"),
    "page_changes": ("与 {day} 相比状态有变化的指标", "Status changed since {day}"),
    "page_changed": ("较 {day} 有 {n} 项状态变化", "{n} changed since {day}"),
    "page_no_changes": ("与 {day} 相比, 各项指标状态没有变化。", "No status changed since {day}."),
    "page_change_to": ("变为", "now"),
    "page_filter": ("筛选指标", "Filter targets"),
    "page_search": ("名称、编号、单位", "Name, id, unit"),
    "page_search_label": ("查找", "Find"),
    "page_any": ("全部", "Any"),
    "page_reset": ("清除", "Clear"),
    "page_shown": ("显示 #/{total} 项", "# of {total} shown"),
    "page_none_shown": ("没有符合条件的指标。", "No target matches."),
    "page_caption": (
        "{n} 项指标的现值、目标和状态; 点列名排序, 点指标名看走势和测算",
        "Value, target and status of {n} targets; sort by a column's name, follow a target's name to its arithmetic",
    ),
    "page_completion": ("增量完成率", "Completion"),
    "page_expected": ("序时 {share}", "{share} expected"),
    "page_filed": ("{day} 报", "filed {day}"),
    "page_unfold": ("测算与数据", "Arithmetic and data"),
    "page_all_open": ("全部展开", "Unfold all"),
    "page_all_close": ("全部收起", "Fold all"),
    "page_data_and_plan": ("方案与报送", "Plan and filing"),
    "page_no_chart": ("还没有可画的数", "nothing to draw yet"),
    "page_no_steps": ("没有可评价的数, 未作测算。", "There is no value to assess, so nothing was computed."),
    "page_best": ("方案前最好水平", "best before the plan"),
    "page_landing": ("预计完成值", "landing value"),
    "page_legend": ("图例", "Legend"),
    "page_charts_note": (
        "各图横轴都是整个规划期, 纵轴各取所需。预计完成值假定速度不变, 样本太少时不画。",
        "Every chart spans the whole plan; each has its own scale. Landing values assume that the pace holds, and are left out where data is too thin.",
    ),
    "page_filing_note": (
        "{period} 报送: 应于 {day} 前报送, {close} 锁定。指标按报送单位、任务按责任单位归列。",
        "Filing for {period}: due {day}, closing {close}. Targets by reporter, tasks by responsible unit.",
    ),
    "page_owed": ("应报 {owed} · 已报 {filed}", "{owed} owed · {filed} filed"),
    "page_missing": ("未报 {n}", "{n} missing"),
    "page_pending": ("待反馈 {n}", "{n} pending"),
    "page_method_note": (
        "每项指标只按方案数据和各单位报送的数测算, 同样的数据得出同样的结论。增量完成率 c = (现值 − 基期)/(目标 − 基期), 序时进度 e 取数据所属期末已过的规划期; c 与 e 相比定状态。没有数的是“未报送”或“暂不评价”, 不作零、不算完成, 也不计入可评价项。不以平均数代替逐项结论。",
        "Every target is judged from the plan and the units' filings alone; the same data gives the same verdict. Completion c = (value − baseline)/(target − baseline) is compared with the share e of the plan that had passed by the end of the data's own period. What is missing is said to be missing: never zero, never done, never counted as assessable. No average stands in for the single verdicts.",
    ),
    "page_symbols": ("状态和颜色", "Statuses and colours"),
    "page_constants": ("常数", "Constants"),
    "page_constant": ("用处", "What for"),
    "page_on_track": ("达序时进度: c 不低于 e 的倍数", "on track: c at least so many times e"),
    "page_at_risk": (
        "略低于序时进度 (时间未过半): c 不低于 e 的倍数",
        "slightly behind, before half-time: c at least so many times e",
    ),
    "page_ahead": ("超序时进度: c 不低于 e 的倍数", "ahead: c at least so many times e"),
    "page_slack_on": ("达序时进度: e − c 的容差", "on track: tolerance of e − c"),
    "page_slack_risk": ("略低于序时进度: e − c 的容差", "slightly behind: tolerance of e − c"),
    "page_worsening": ("低于基期: c 低于负的此数", "below the baseline: c below minus this"),
    "page_half_time": ("时间过半: 规划期的份额", "half-time: share of the plan's months"),
    "page_catch_up": (
        "时间过半后, 略低于序时进度: 追赶倍数的上限",
        "slightly behind from half-time on: greatest catch-up factor",
    ),
    "page_borderline": ("临界: 离界线的距离 (进度比)", "borderline: distance from a cut, in pace ratio"),
    "page_single_step": ("期末一次完成: 数量的上限", "one step at the deadline: greatest number"),
    "page_single_step_quarters": (
        "临近节点: 剩余季度的上限",
        "deadline near: greatest number of quarters left",
    ),
    "page_near_days": ("举措临期: 剩余天数的上限", "actions due soon: greatest number of days left"),
    "page_path_short": (
        "没有基期, 略低于年度目标: 差额占目标线的上限",
        "no baseline, just short of the milestones: greatest share of the path",
    ),
    "page_trend_window": ("趋势: 计入的全年步数", "trend: how many steps from year to year count"),
    "page_coverage_least": (
        "总体有颜色: 可评价占应报的下限",
        "a colour overall: least share of what is due that can be assessed",
    ),
    "page_share": (
        "总体为红 (黄): 红 (黄) 占可评价的下限",
        "red (yellow) overall: least share of red (yellow) ones",
    ),
    "page_provisional_baseline": ("准许暂定基期", "provisional baselines allowed"),
    "page_number": ("数值", "Value"),
    "page_yes": ("是", "yes"),
    "page_no": ("否", "no"),
    "page_made": (
        "由 qstrong 依数据文件生成, 单个文件, 不联网。",
        "Made by qstrong from the data files: one file, no network.",
    ),
}
"""Joins the catalogue's."""

HELP: dict[str, Phrase] = {
    **words_bulletin.HELP,
    **words_export.HELP,
}
"""Joins the help texts."""
