"""The words of a roll-up of many plans: part of the catalogue."""

from __future__ import annotations

from qstrong.text.language import Phrase

WORDS: dict[str, Phrase] = {
    "rollup_title": ("多个方案汇总", "Roll-up of plans"),
    "rollup_plans": ("{n} 个方案", "{n} {n:plan|plans}"),
    "rollup_plans_of": ("{total} 个方案中的 {n} 个", "{n} of {total} plans"),
    "rollup_unread_n": ("读不了 {n} 个", "{n} unreadable"),
    "rollup_colours": ("方案总体: ", "Plans overall: "),
    "rollup_owing": (
        "未报送或未报齐 {n}/{total} 个单位",
        "{n} of {total} units that owe haven't filed all of it",
    ),
    "rollup_themes_n": (
        "主题 {n} 个, 没有对应到主题的指标 {unmatched} 项",
        "{n} {n:theme|themes}; {unmatched} {unmatched:target has|targets have} none",
    ),
    "rollup_unread": ("读不了", "Unreadable"),
    "rollup_unread_line": ("读不了: {name}: {why}", "Unreadable: {name}: {why}"),
    "unread_folder": ("没有这个数据文件夹", "no such data folder"),
    "unread_git": ("git 取不出来", "git can't give it"),
    "unread_data": ("方案本身有错", "the plan itself has an error"),
    "unread_day": ("方案没有这一期", "the plan has no such period"),
    "unread_failed": ("程序出错", "the program failed"),
    "unread_lost": ("算它的进程没有了", "its worker was lost"),
    "rollup_legend": ("{k} {name}", "{k} {name}"),
    "rollup_theme_heads": ("主题: ", "Themes: "),
    "rollup_group_heads": ("指标类别: ", "Groups: "),
    "rollup_never": ("从未报送", "Never filed"),
    "rollup_never_n": ("从未报送的方案 {n} 个: {names}", "{n} {n:plan has|plans have} never filed: {names}"),
    "rollup_other_years": (
        "多数方案为 {most} 年; 年份不同: {names}",
        "Most plans run over {most}; others: {names}",
    ),
    "rollup_left_out": (
        "没有增量完成率, 未排入: {names} ({n} 个)",
        "Without a completion, and so not in this order: {names} ({n})",
    ),
    "rollup_no_target": ("没有这项指标", "No such target"),
    "rollup_mixed": (
        "各方案的测算方法不同, 状态不能直接相比: {methods}",
        "The plans' methods differ, so that their statuses don't compare: {methods}",
    ),
    "rollup_mixed_in": (
        "各方案测算方法不同的主题: {names}",
        "Themes that the plans judge by different methods: {names}",
    ),
    "rollup_sum": ("合计 {value} ({period})", "In all {value} ({period})"),
    "rollup_no_sum": (
        "有数的方案 {n}/{total}, 不作合计: {why}",
        "{n} of {total} plans have a value; no sum: {why}",
    ),
    "no_sum_none": ("没有对应的指标", "nothing belongs to the theme"),
    "no_sum_rate": ("比率和指数不相加", "rates and indices don't add up"),
    "no_sum_uom": ("计量单位不同", "units of measure differ"),
    "no_sum_measure": ("口径不同", "measures differ"),
    "no_sum_goal": ("没有可加的数", "there is no number to add"),
    "no_sum_missing": ("有的方案这一期没有数", "some plan has no value for the period"),
    "rollup_reds": ("红的指标", "Red targets"),
    "rollup_reds_n": (
        "红的指标 {n} 项, 在 {plans} 个方案中",
        "{n} red {n:target|targets} in {plans} {plans:plan|plans}",
    ),
    "rollup_red_in": ("{name} ({n} 个方案)", "{name} ({n} {n:plan|plans})"),
    "rollup_no_theme": ("没有对应到主题的", "Without a theme"),
    "rollup_missing": ("未报送", "Not filed"),
    "rollup_missing_n": (
        "{plans} 个方案的 {n} 个单位未报送或未报齐",
        "{n} {n:unit|units} of {plans} {plans:plan|plans} filed nothing, or not all",
    ),
    "rollup_changes": ("较上期", "Since the filing before"),
    "rollup_changes_n": (
        "{n} 项状态变化, 在 {plans} 个方案中",
        "{n} {n:status|statuses} changed in {plans} {plans:plan|plans}",
    ),
    # heads
    "rollup_plan": ("方案", "Plan"),
    "rollup_overall": ("总体", "Overall"),
    "rollup_statuses": ("指标状态", "Targets"),
    "rollup_covered": ("可评价", "Assessable"),
    "rollup_filed": ("最近报送", "Last filed"),
    "rollup_missing_units": ("未报单位", "Units missing"),
    "rollup_problems": ("须改", "To fix"),
    "rollup_theme": ("主题", "Theme"),
    "rollup_total": ("合计", "Total"),
    "rollup_method": ("测算方法", "Method"),
    "rollup_before": ("上期", "Before"),
    "rollup_since": ("较", "Since"),
    "rollup_due": ("应报日", "Due"),
    "rollup_late": ("逾期天数", "Days late"),
    "rollup_id": ("编号", "Id"),
    "rollup_with_it": ("有此指标", "Plans"),
    # the page
    "rollup_by_colour": ("方案总体", "Plans overall"),
    "rollup_by_status": ("全部指标", "All targets"),
    "rollup_synthetic": (
        "数值全部虚构，不代表任何实际情况",
        "every value is invented and stands for nothing real",
    ),
    "rollup_silent": ("未报送或未报齐的单位", "Units that haven't filed"),
    "rollup_silent_note": ("应报的 {total} 个单位中", "of {total} that owe something"),
    "rollup_map_themes": ("方案 × 主题", "Plans by themes"),
    "rollup_map_groups": ("方案 × 指标类别", "Plans by groups"),
    "rollup_find": ("查找方案", "Find a plan"),
    "rollup_found_none": ("没有叫这个名称的方案。", "No plan is called so."),
    "rollup_themes": ("各主题", "Themes"),
    "rollup_no_region": ("不属于任何地区的方案", "Plans of no region"),
    "rollup_cut": (
        "只列前 {most} 行, 共 {n} 行; 全部见 qstrong rollup {option} -f csv",
        "The first {most} of {n} rows; all of them: qstrong rollup {option} -f csv",
    ),
    "rollup_made": (
        "截至 {day} · 汇总于 {made} · qstrong {version}",
        "as of {day} · rolled up on {made} · qstrong {version}",
    ),
}
