"""The words of the bulletin, Chinese and English."""

from __future__ import annotations

from qstrong.text.language import Phrase

WORDS: dict[str, Phrase] = {
    # the frame
    "bulletin_title": ("关于《{plan}》{period}进展情况的通报", "{plan}: progress in {period}"),
    "bulletin_issue": ("第{n}期", "No. {n}"),
    "bulletin_to": ("{to}：", "To: {to}"),
    "bulletin_opening": (
        "为推动《{plan}》落实，我办汇总了各责任单位报送的截至{when}的进展情况。方案实施期已过{months}个月，序时进度（按{span}规划期）为{share}。现通报如下。",
        "This is what the responsible units reported on the {plan} up to {when}. {months} {months:month|months} of the plan {months:has|have} passed: {share} of {span}.",
    ),
    "bulletin_early": (
        "（本期数据于{close}锁定，以下为{day}的情况。）",
        "(This period closes on {close}; what follows is as of {day}.)",
    ),
    "bulletin_heading": ("{k}、{text}", "{k}. {text}"),
    "bulletin_heading2": ("（{k}）{text}", "({k}) {text}"),
    "bulletin_item": ("{k}.{text}", "{k}. {text}"),
    "bulletin_annexes": ("附件：{names}", "Annexes: {names}"),
    "bulletin_annex": ("附件{k}：{name}", "Annex {k}: {name}"),
    "bulletin_contact": ("（联系人：{contact}）", "(Contact: {contact})"),
    "bulletin_cc": ("抄送：{cc}", "Copies: {cc}"),
    "bulletin_because": ("{text}（{why}）", "{text} ({why})"),
    "bulletin_names": ("{n}项（{names}）", "{n} ({names})"),
    "bulletin_pair": ("{head}：{text}", "{head}: {text}"),
    # parts
    "bulletin_part_overall": ("总体进展", "The whole"),
    "bulletin_part_groups": ("主要指标完成情况", "Targets by group"),
    "bulletin_part_behind": ("未达序时进度的指标", "Targets that are behind"),
    "bulletin_part_actions": ("重点任务推进情况", "Tasks and actions"),
    "bulletin_part_data": ("报送情况和数据质量", "Filings and the quality of data"),
    "bulletin_part_next": ("下一步工作要求", "What is asked next"),
    "bulletin_sub_targets": ("指标", "Targets"),
    "bulletin_sub_actions": ("任务", "Tasks"),
    "bulletin_sub_done": ("已完成事项", "Done"),
    "bulletin_sub_praise": ("亮点做法", "Good practice"),
    "bulletin_sub_overdue": ("逾期事项", "Overdue"),
    "bulletin_sub_next": ("下期到期事项", "Due next"),
    "bulletin_sub_requests": ("提请协调事项", "To be coordinated"),
    # I
    "bulletin_targets": (
        "{total}项指标本期应报{due}项、已报{filed}项，可评价{n}项",
        "Of {total} {total:target|targets} {due} {due:was|were} due, {filed} reported, and {n} can be assessed",
    ),
    "bulletin_ahead_of_due": ("（另有{n}项提前报送）", " (and {n} reported before they were due)"),
    "bulletin_not_counted": ("{parts}，均未计入", "Not counted: {parts}"),
    "bulletin_n": ("{word}{n}项", "{word} {n}"),
    "bulletin_n_short": ("{word}{n}", "{word} {n}"),
    "bulletin_on_track": ("达到或基本达到序时进度", "on track or nearly"),
    "bulletin_tasks": (
        "{tasks}项工作任务分解为{n}项具体举措",
        "{tasks} {tasks:task has|tasks have} {n} {n:action|actions}",
    ),
    "bulletin_since_annual": ("较上年变化", "Since the year before"),
    "bulletin_since_half": ("较上个半年变化", "Since the half-year before"),
    "bulletin_since_quarter": ("较上季度变化", "Since the quarter before"),
    "bulletin_since_month": ("较上月变化", "Since the month before"),
    "bulletin_first": ("本期为首期，没有上期可比", "This is the first period: there is none to compare with"),
    "bulletin_better": ("转好", "better"),
    "bulletin_worse": ("转差", "worse"),
    "bulletin_assessed": ("新可评价", "assessed now"),
    "bulletin_lost": ("转为不可评价", "no longer assessed"),
    "bulletin_otherwise": ("其他变化", "otherwise changed"),
    "bulletin_moved": ("{name}由“{old}”转为“{new}”", "{name} from “{old}” to “{new}”"),
    "bulletin_no_move": ("各项指标状态没有变化", "no target changed its status"),
    "bulletin_reasons": ("变化的原因：{parts}", "Why: {parts}"),
    "bulletin_several": ("（一项可有几个原因）", " (one may have several reasons)"),
    "change_new": ("新增指标", "new targets"),
    "change_gone": ("取消的指标", "targets gone"),
    "change_target": ("目标改动", "targets edited"),
    "change_baseline": ("基期变动", "baselines changed"),
    "change_responsibilities": ("分工改动", "responsibilities edited"),
    "change_method": ("方法改动", "method edited"),
    "change_new_data": ("新报数据", "new data"),
    "change_revision": ("数据修订", "revisions"),
    "change_withdrawn": ("数据撤回", "values withdrawn"),
    "change_pending": ("说明暂无数据", "values pending"),
    "change_errors": ("数据差错", "errors in the data"),
    "change_time": ("时间推移（新到应报期）", "time: another value fell due"),
    "bulletin_coverage_from": (
        "可评价指标由{old}项变为{new}项",
        "{new} {new:target|targets} can be assessed, {old} before",
    ),
    # III
    "bulletin_responsible": ("责任单位：{units}", "responsible: {units}"),
    "bulletin_none_behind": (
        "可评价的{n}项指标中，没有未达序时进度的。",
        "Of the {n} {n:target|targets} that can be assessed none is behind.",
    ),
    "bulletin_none_assessed": (
        "本期没有可评价的指标，是否达到序时进度尚不能判断。",
        "No target can be assessed, so none can be said to be on track or behind.",
    ),
    "bulletin_ttm": ("滚动十二个月", "trailing twelve months"),
    "bulletin_gap": ("距目标（{goal}）{gap}", "{gap} from the target ({goal})"),
    "bulletin_gap_only": ("距目标{gap}", "{gap} from the target"),
    "bulletin_see_behind": (
        "原因、措施、责任人、时限见附件{k}",
        "causes, measures, who answers and by when stand in annex {k}",
    ),
    "bulletin_some_unexplained": (
        "责任单位未说明原因或措施{n}项（{names}），请{by}补报",
        "cause or measures are wanting for {n} ({names}); please file them {by}",
    ),
    "bulletin_some_unanswered": (
        "承诺已到期、本期未见完成情况{n}项",
        "for {n} a promise fell due of which nothing was said",
    ),
    "bulletin_see": ("{names}见附件{k}", "{names}: annex {k}"),
    "bulletin_group_n": ("{name}{n}项", "{name}, {n} {n:target|targets}"),
    "bulletin_attained": ("达成率{share}", "{share} attained"),
    "bulletin_of_targets": ("{n}项中", "of {n} {n:target|targets}"),
    "bulletin_last_annual": ("上年", "last year"),
    "bulletin_last_half": ("上个半年", "last half-year"),
    "bulletin_last_quarter": ("上季度", "last quarter"),
    "bulletin_last_month": ("上月", "last month"),
    "bulletin_done": ("增量完成率{done}", "{done} of the way from the baseline"),
    "bulletin_done_zero": ("完成率{done}", "{done} done"),
    "bulletin_lag": ("低于序时进度{lag}", "{lag} less than the time passed"),
    "bulletin_need": (
        "剩余{months}个月需{way}{gap}",
        "{months} {months:month is|months are} left for {gap} {way}",
    ),
    "bulletin_need_yearly": (
        "剩余{months}个月年均需{way}{pace}",
        "the {months} {months:month|months} left {months:needs|need} {pace} {way} a year",
    ),
    "bulletin_more": ("增加", "more"),
    "bulletin_less": ("减少", "less"),
    "bulletin_rate": (
        "后续{years}年每年需达到{rate}%，方能补齐",
        "{rate}% a year over the {years} {years:year|years} left would make up for it",
    ),
    "bulletin_best": ("方案实施前最好水平为{best}", "the best before the plan was {best}"),
    "bulletin_milestone": ("应有进度{path}，相差{short}", "{path} was expected by now, {short} short"),
    "bulletin_cause": ("原因分析：{text}", "Cause: {text}"),
    "bulletin_measures": ("下一步措施：{text}", "Measures: {text}"),
    "bulletin_owner": ("责任人{text}", "{text}"),
    "bulletin_by": ("完成时限{day}", "by {day}"),
    "bulletin_unexplained": (
        "责任单位未说明原因和措施，请{by}补报。",
        "The unit gave neither cause nor measures; please file them {by}.",
    ),
    "bulletin_no_cause": ("责任单位未说明原因，请{by}补报。", "The unit gave no cause; please file it {by}."),
    "bulletin_no_measures": (
        "责任单位未说明措施，请{by}补报。",
        "The unit gave no measures; please file them {by}.",
    ),
    "bulletin_reply_by": ("于{day}前", "by {day}"),
    "bulletin_reply_soon": ("", "now"),
    "bulletin_opinion": ("核定意见：{text}", "The office's opinion: {text}"),
    "bulletin_promise": (
        "{unit}{since}承诺{by}前完成的“{text}”，{answer}",
        "{unit}{since} promised “{text}” by {by}: {answer}",
    ),
    "bulletin_unanswered": ("本期未见完成情况", "nothing was said of it this time"),
    "bulletin_answered": ("本期说明：{text}", "its note this time: {text}"),
    "bulletin_landing": (
        "{outlook}，预计{end}为{value}（数据不变、速度不变的推算）",
        "{outlook}: {value} expected at the end of {end}, if the pace holds",
    ),
    # IV
    "bulletin_nothing": ("本期没有。", "Nothing."),
    "bulletin_action": ("{id} {title}（{units}{more}）", "{id} {title} ({units}{more})"),
    "bulletin_was_due": ("应于{day}完成，逾期{n}天", "due {day}, {n} {n:day|days} overdue"),
    "bulletin_is_due": ("{day}，{state}", "due {day}, {state}"),
    "bulletin_done_on": ("{day}完成", "done {day}"),
    "bulletin_done_late": ("{day}完成，晚于时限{n}天", "done {day}, {n} {n:day|days} late"),
    "bulletin_no_praise": ("本期未报亮点做法", "filed none this time"),
    "bulletin_request": ("“{text}”（{subject}，{unit}）", "“{text}” ({subject}, {unit})"),
    # V
    "bulletin_units": (
        "{n}个责任单位中，按时报送{on_time}个",
        "Of {n} {n:unit|units} {on_time} filed in time",
    ),
    "bulletin_late": ("迟报{n}个（{names}）", "{n} filed late ({names})"),
    "bulletin_days": ("{unit}迟{n}天", "{unit} {n} {n:day|days}"),
    "bulletin_missing": ("未报送{n}个（{names}）", "{n} did not file ({names})"),
    "bulletin_not_yet": ("未到报送期{n}个", "{n} need not have filed yet"),
    "bulletin_broken": ("报表读不了{n}个（{names}）", "the files of {n} can't be read ({names})"),
    "bulletin_owing": ("所报缺指标：{parts}", "Indicators wanting: {parts}"),
    "bulletin_preliminary": ("采用初步数{n}项（{names}）", "preliminary values: {n} ({names})"),
    "bulletin_pending": ("待反馈{n}项（{names}）", "pending: {n} ({names})"),
    "bulletin_invalid": ("数据待核实{n}项（{names}）", "to be checked: {n} ({names})"),
    "bulletin_revised": ("修订往期数据{n}项（{names}）", "earlier values revised: {n} ({names})"),
    "bulletin_all_final": (
        "本期采用的都是定案数，没有修订往期数据",
        "all values are final, and no earlier one was revised",
    ),
    "bulletin_of_period": ("{name}{period}", "{name} {period}"),
    "bulletin_method": (
        "状态由程序按附件{k}的规则从报送数据算出，未报送、待反馈的不作评价",
        "Statuses are computed from the filings by the rules in annex {k}; what was not reported is not assessed",
    ),
    # VI
    "bulletin_reply": (
        "涉及第{k}部分的单位，请于{day}前书面反馈整改情况。",
        "Units named in part {k} are asked for a written reply by {day}.",
    ),
    # annexes
    "bulletin_annex_targets": ("指标进展台账", "Targets"),
    "bulletin_annex_actions": ("任务进展台账", "Actions"),
    "bulletin_annex_behind": ("未达序时进度指标清单", "Targets that are behind"),
    "bulletin_annex_units": ("各单位报送情况表", "Filings by unit"),
    "bulletin_annex_method": ("测算说明", "How it was computed"),
    "bulletin_head_uom": ("计量单位", "Unit"),
    "bulletin_head_due": ("时限", "Due"),
    "bulletin_remarks": ("补充说明", "Remarks"),
    "highlights": ("亮点成效", "Highlights"),
    "bulletin_head_need": ("后续年均需", "Needed a year"),
    "bulletin_head_owner": ("责任人、时限", "Who, by when"),
    # the method in words
    "bulletin_points": ("{n}个百分点", "{n} percentage points"),
    "bulletin_m_time": (
        "序时进度：数据所属期末已过的整月数除以规划期总月数；年度数据按其所属年末计，不按本期计。有年度目标的，按年度目标折线计。",
        "Expected progress: the months that had passed at the end of the data's own period, over the plan's months; along the milestones where there are any.",
    ),
    "bulletin_m_done": (
        "增量完成率：（现值－基期值）÷（目标值－基期值）；新增类基期为0。达成率：现值÷目标值，不作评价依据。",
        "Done: (value - baseline) / (target - baseline), the baseline of increments being 0. Attainment, value / target, decides nothing.",
    ),
    "bulletin_m_on": (
        "达到或基本达到序时进度：增量完成率不低于序时进度的{on_track}，或相差不超过{slack_on}。",
        "On track: at least {on_track} of what is expected, or at most {slack_on} short.",
    ),
    "bulletin_m_risk": (
        "略低于序时进度：时间未过半时，不低于序时进度的{at_risk}或相差不超过{slack_risk}；时间过半后，按剩余时间所需速度不超过此前速度的{catch_up}倍。再低为滞后。",
        "Slightly behind: before half-time at least {at_risk} of what is expected, or at most {slack_risk} short; after it, at most {catch_up} times the pace so far is needed. Else behind.",
    ),
    "bulletin_m_worse": (
        "低于基期：增量完成率低于－{worsening}，且低于序时进度。",
        "Below the baseline: done is less than -{worsening} and less than expected.",
    ),
    "bulletin_m_kinds": (
        "增速类看历年是否都达到，本年累计不低于目标的{on_track}算达到；趋势类看各年是否持续；创新高类与方案实施前的最好水平比；当年累计数折算为滚动十二个月再比。",
        "Growth must be met in every year, the running one by at least {on_track}; trends must hold year by year; records are held against the best before the plan; year-to-date values are made trailing twelve months.",
    ),
    "bulletin_m_deadline": ("期末只看是否达到目标。", "At the deadline only the target counts."),
    "bulletin_m_grey": (
        "未报送、待反馈、未到报送时间和缺基期、缺上年同期数的不评价，不按0计，也不按达到计。",
        "What is not reported, pending, not due, or lacks a baseline or last year's figure isn't assessed: neither 0 nor green.",
    ),
    # the command
    "bulletin_page_missing": (
        "写网页要装一个库: pip install 'qstrong[html]'",
        "A page needs one more library: pip install 'qstrong[html]'",
    ),
    "bulletin_word_missing": (
        "写 Word 文件要装 python-docx: pip install 'qstrong[word]'",
        "Word files need python-docx: pip install 'qstrong[word]'",
    ),
    "needs_output": (
        "{format} 要写入文件: 用 -o 指明文件名。",
        "{format} goes into a file: name it with -o.",
    ),
    "bulletin_not_begun": (
        "{period} 从 {start} 开始, 在 {day} 还没有可通报的: 换一期, 或用 --as-of 换一天。",
        "{period} begins on {start}; on {day} there is nothing to tell of it: choose another period, or another day with --as-of.",
    ),
    "bulletin_one_of": ("--brief 和 --unit 只能用一个。", "Use either --brief or --unit."),
    "bulletin_template_bad": (
        "{path} 不是能用的 Word 模板 (.docx): 请换一个, 或不用 --template。",
        "{path} is no usable Word template (.docx): choose another, or leave --template out.",
    ),
    "bulletin_template_docx": ("--template 只用于 .docx 文件。", "--template is for .docx files only."),
}
"""Joins the catalogue's."""

HELP: dict[str, Phrase] = {
    "help.cmd.bulletin": ("季度通报: 总体、落后指标、任务、报送情况和附件, 也可写成 Word。", "The bulletin of a period: the whole, what is behind, tasks, filings and annexes; also as Word."),
    "help.bulletin_period": ("哪一期, 如 2026Q3 (默认: 最近应报的一期)。", "Which period, such as 2026Q3 (default: the latest that is due)."),
    "help.brief": ("给领导的一页 (呈阅件)。", "The leader's one page."),
    "help.bulletin_unit": ("给一个单位的反馈单。", "The sheet that goes back to one unit."),
    "help.template": ("用本单位的 .docx 作底稿。", "Use an office's own .docx for the Word file."),
    "help.bulletin_format": ("格式: terminal, plain, md, csv, json, html (网页), docx (Word), xlsx (台账)。", "The format: terminal, plain, md, csv, json, html (the page), docx (Word), xlsx (the ledger)."),
    "help.bulletin_full": ("正文写全 (默认: 正文尽量不超过三页, 放不下的只在附件里)。", "All of it in the text (default: three pages of text if they can be kept, the rest in the annexes)."),
    "help.landing": ("写上预计完成值。", "Say the landing values, too."),
}  # fmt: skip
"""Joins the help texts."""
