"""The words of the interface: one catalogue, Chinese and English."""

from __future__ import annotations

from qstrong.model.base import Lang
from qstrong.text import words_checks, words_due, words_filing, words_history, words_reports

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "reported": ("已报送", "Reported"),
    "not_due": ("未到报送时间", "Not due yet"),
    "pending": ("待统计部门反馈", "Pending"),
    "not_reported": ("未报送", "Not reported"),
    "invalid": ("数据待核实", "To be checked"),
    "missing": ("未报", "Missing"),
    "preliminary": ("初步数", "preliminary"),
    "revised": ("已修订", "revised"),
    "borderline": ("临界", "borderline"),
    "lost": ("达标后回落", "met, then lost"),
    "keep": ("保持类", "to be kept"),
    "provisional_baseline": ("暂定基期", "provisional baseline"),
    "unexplained": ("未说明原因", "unexplained"),
    "final": ("", ""),
    "on_course": ("预计可完成", "on course"),
    "uncertain": ("完成有一定压力", "uncertain"),
    "short": ("按现有进度完成难度较大", "will fall short at this pace"),
    "insufficient": ("数据不足仅供参考", "too little data, for reference only"),
    "red": ("红", "red"),
    "yellow": ("黄", "yellow"),
    "green": ("绿", "green"),
    "grey": ("灰", "grey"),
    "level": ("水平类", "level"),
    "growth": ("增速类 (每年达到)", "growth in every year"),
    "increment": ("新增类", "increment over the plan"),
    "trend.up": ("趋势类 (持续提高)", "trend (keeps rising)"),
    "trend.down": ("趋势类 (持续下降)", "trend (keeps falling)"),
    "record": ("创新高类", "record high"),
    "stock": ("期末数", "at the period's end"),
    "rate": ("比率或指数", "rate or index"),
    "flow_ytd": ("当年累计", "year to date"),
    "since_plan": ("自方案起累计", "since the plan's start"),
    "annual": ("每年", "every year"),
    "half": ("每半年", "every half-year"),
    "quarter": ("每季", "every quarter"),
    "month": ("每月", "every month"),
    "declared": ("方案数据", "declared"),
    "filed": ("填报", "filed"),
    "history": ("历史数据", "history"),
    "plan": ("自方案起累计", "accumulates from the plan's start"),
    "provisional": ("暂定, 首个数", "provisional: the first value"),
    # headlines
    "synthetic": ("演示数据", "made-up data"),
    "as_of": ("截至 {day}", "as of {day}"),
    "data_until": ("数据截至 {when}", "data to {when}"),
    "time_progress": ("序时进度(按{span}规划期) {share}", "time progress {share} of {span}"),
    "years": ("{n}年", "{n} years"),
    "months": ("{n}个月", "{n} months"),
    "baselines": ("基期已核定 {n}/{total}", "baselines known {n}/{total}"),
    "targets_counts": ("{n} 项指标: ", "{n} targets: "),
    "of_which": (" (其中{parts})", " ({parts})"),
    "coverage": ("应报 {due} 项, 可评价 {n} 项{share}", "{due} due, {n} assessable{share}"),
    "overall": ("总体: {word}", "overall: {word}"),
    "reds": ("红: {names}", "Red: {names}"),
    "no_reds": ("红: 无", "Red: none"),
    "filtered": ("筛选出 {n} 项", "{n} selected"),
    "nothing_due": (
        "还没有应报的数据: 首次报送为 {period}, {day} 前报送, {close} 锁定。",
        "Nothing is due yet: the first filing is {period}, due on {day}, closing on {close}.",
    ),
    "go_on": (
        "接下来: qstrong show {example} 看一项指标; qstrong units 看谁报什么; 填报的写法见 docs/data.md",
        "Go on with: qstrong show {example} for a target, qstrong units for who files what; docs/data.md",
    ),
    "try_demo": (
        "想看有数据的样子: qstrong status --data examples/demo (演示数据)",
        "To see it with data: qstrong status --data examples/demo (made-up data)",
    ),
    "empty": (
        "没有符合条件的指标。去掉一个筛选条件再试; qstrong status 列出全部 {n} 项。",
        "No target matches. Drop a filter and try again; qstrong status lists all {n}.",
    ),
    "problems_summary": (
        "数据中有 {errors} 个错误, 有关的数没有计入; 详见 qstrong validate",
        "The data has {errors} errors; what they hit isn't counted. See qstrong validate",
    ),
    "warnings_summary": (
        "数据中有 {warnings} 处请核; 详见 qstrong validate",
        "The data has {warnings} warnings. See qstrong validate",
    ),
    # heads
    "no": ("序", "#"),
    "indicator": ("指标", "Indicator"),
    "value": ("现值", "Value"),
    "target": ("目标", "Target"),
    "value_target": ("现值 → 目标", "Value → target"),
    "gap": ("距目标", "Gap"),
    "attainment": ("达成率", "v/T"),
    "done_expected": ("增量完成率/序时", "Done/expected"),
    "done_expected_short": ("完成/序时", "Done/exp."),
    "status": ("状态", "Status"),
    "arrow": ("走势", "Trend"),
    "data": ("数据期", "Data"),
    "reporters": ("报送单位", "Reporters"),
    "due": ("应报日", "Due"),
    "first_due": ("首次应报", "First due"),
    "met": ("达标", "met"),
    "each_year": ("每年", "each year"),
    "keeps_rising": ("持续提高", "rising"),
    "keeps_falling": ("持续下降", "falling"),
    "record_high": ("创新高", "record"),
    "source": ("来源", "Source"),
    "flag": ("标记", "Flag"),
    "period": ("期次", "Period"),
    "group": ("指标类别", "Group"),
    "note": ("备注", "Note"),
    # tasks and units
    "task": ("任务", "Task"),
    "work": ("工作任务", "Task"),
    "units": ("责任单位", "Responsible units"),
    "unit": ("单位", "Unit"),
    "actions": ("具体举措", "Actions"),
    "action": ("举措", "Action"),
    "targets": ("指标", "Targets"),
    "annex": ("任务责任分工表", "Tasks and responsible units"),
    "tasks_title": ("任务进展", "Tasks"),
    "units_title": (
        "{period} 报送情况 (应于 {day} 前报送, {close} 锁定)",
        "Filings for {period} (due {day}, closing {close})",
    ),
    "matrix_title": ("单位与任务 (● 责任单位)", "Units and tasks (● responsible)"),
    "owed": ("应报", "Owed"),
    "filed_n": ("已报", "Filed"),
    "missing_n": ("未报", "Missing"),
    "pending_n": ("待反馈", "Pending"),
    "filed_on": ("报送日", "Filed on"),
    "late": ("迟报", "Late"),
    "days_late": ("{n} 天", "{n} days"),
    "none": ("–", "–"),
    "no_filing": ("未报送", "none"),
    "broken": ("读不了", "unreadable"),
    "quantity": ("数量", "Quantity"),
    "state": ("状态", "State"),
    "lead": ("牵头单位", "Lead"),
    "no_lead": ("方案未指定", "the plan names none"),
    "of_units": ("{n}/{total} 个单位已报", "{n} of {total} units reported"),
    "overdue_days": ("逾期 {n} 天", "{n} days overdue"),
    "late_days": ("逾期完成 {n} 天", "done {n} days late"),
    "days_left": ("剩 {n} 天", "{n} days left"),
    "stale": ("近一年无进展记录", "no report for a year"),
    "actions_counts": ("{n} 项具体举措: ", "{n} actions: "),
    # the command line
    "did_you_mean": (" 是不是 {names}?", " Did you mean {names}?"),
    "unknown_name": ("没有叫 {name} 的。", "Nothing is called {name}."),
    "bare_number": (
        "{n} 可以是指标, 也可以是任务: 请写 指标{n} 或 任务{n}。",
        "{n} may be a target or a task: say target{n} or task{n}.",
    ),
    "bad_choice": (
        "{option} 不能是 {text}; 可选: {choices}。",
        "{option} can't be {text}; choose from: {choices}.",
    ),
    "bad_day": (
        "--as-of 应是日期或期次, 例如 2026-10-30 或 2026Q3, 不是 {text}。",
        "--as-of takes a day or a period, such as 2026-10-30 or 2026Q3, not {text}.",
    ),
    "no_such_filing": (
        "方案没有 {period} 这一期报送; 有 {names} 等。",
        "The plan has no filing for {period}; it has {names}, and so on.",
    ),
    "bad_period": (
        "期次应写作 2026Q4、2026H1 或 2026, 不是 {text}。",
        "A period is written 2026Q4, 2026H1 or 2026, not {text}.",
    ),
    "no_data": (
        "找不到数据: 从这里往上没有 data/targets.yaml。用 --data 指明数据文件夹, 例如 qstrong status --data examples/demo",
        "No data: there is no data/targets.yaml upwards from here. Name the folder with --data, for example qstrong status --data examples/demo",
    ),
    "cannot_write": ("写不了 {path}: {why}", "{path} can't be written: {why}"),
    # problems
    "errors_n": ("{n} 处须改", "{n} errors"),
    "warnings_n": ("{n} 处请核", "{n} warnings"),
    "notes_n": ("{n} 处说明", "{n} notes"),
    "in_files": (", 在 {total} 个文件中的 {n} 个", ", in {n} of {total} files"),
    "no_problems": ("没有问题: 查了 {total} 个文件。", "No problems in {total} files."),
    # show
    "kind": ("类型", "Kind"),
    "measure": ("口径", "Measure"),
    "frequency": ("频次", "Frequency"),
    "clause": ("方案条款", "Clause"),
    "binding": ("约束性指标", "binding"),
    "baseline": ("基期", "Baseline"),
    "milestones": ("年度目标", "Milestones"),
    "definition": ("指标解释", "Definition"),
    "data_source": ("数据来源", "Data source"),
    "due_line": ("报送", "Filing"),
    "next_due": ("下次: {period}, {day} 前报", "next: {period}, due {day}"),
    "latest_due": ("最近应报: {period}, {day}", "latest owed: {period}, {day}"),
    "chart": ("走势图", "Chart"),
    "observations": ("已报数据", "Observations"),
    "no_observations": ("还没有报送的数。", "No value has been filed."),
    "arithmetic": ("测算过程", "The arithmetic"),
    "outlook": ("后续需要", "What is needed"),
    "landing_line": (
        "{outlook}: 预计 {value}; 依据 {n} 期增量, 数据到 {when}, 假定速度不变",
        "{outlook}: {value} expected; from {n} increments, data to {when}, if the pace holds",
    ),
    "number": ("序号", "No."),
    "beside": ("另有不参与评价的数: {text}", "Besides, judging nothing: {text}"),
    "others": ("其他单位报的数不同: {text}", "Other reporters differ: {text}"),
    "explained": ("原因和措施", "Cause and measures"),
    "cause": ("原因分析", "Cause"),
    "measures": ("下一步措施", "Measures"),
    "owner": ("责任人", "Responsible"),
    "measures_by": ("完成时限", "By"),
    "request": ("需协调事项", "To be coordinated"),
    "pending_reason": ("暂无数据原因", "Why there is no value yet"),
    "filings": ("报送记录", "Filings"),
    "path_line": ("应有进度", "path"),
    "target_line": ("目标", "target"),
    "value_line": ("实际", "value"),
    "band_line": ("预计完成值 80% 区间", "landing value, 80% band"),
    "aliases": ("别名", "Aliases"),
    "progress": ("进展情况", "Progress"),
    **words_checks.WORDS,
    **words_due.WORDS,
    **words_filing.WORDS,
    **words_history.WORDS,
    **words_reports.WORDS,
}


def word(key: str, lang: Lang, **words: object) -> str:
    """The word or sentence *key* in *lang*, with *words* put in. KeyError where there is none."""
    text = WORDS[key][lang == "en"]
    return text.format(**words) if words else text


def span_words(months: int, lang: Lang) -> str:
    """So many months, in years where they are whole: 三年, 3 years."""
    years, rest = divmod(months, 12)
    if rest:
        return word("months", lang, n=months)
    return word("years", lang, n="两" if lang == "zh" and years == 2 else numeral(years, lang))


def numeral(n: int, lang: Lang) -> str:
    """A small whole number as prose has it: 三, 3."""
    return "零一二三四五六七八九十"[n] if lang == "zh" and n <= 10 else str(n)
