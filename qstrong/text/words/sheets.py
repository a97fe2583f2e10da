"""The words of the leader's page and of a unit's sheet, Chinese and English."""

from __future__ import annotations

from qstrong.text.language import Phrase

WORDS: dict[str, Phrase] = {
    # the leader's page
    "bulletin_brief_title": ("{plan}进展情况（{period}）", "{plan}: progress in {period}"),
    "bulletin_submit": ("呈：{to}", "To: {to}"),
    "bulletin_conclusion": ("结论：时间已过{share}；可评价的{n}项指标中，{good}项已达目标、达到或基本达到序时进度，{bad}项未达；请关注{watch}项，提请协调{asks}项。", "In short: {share} of the time has passed; of the {n} {n:target|targets} that can be assessed, {good} {good:is|are} on track or better and {bad} {bad:is|are} not; {watch} to watch, help requested: {asks}."),
    "bulletin_conclusion_none": ("结论：时间已过{share}；本期没有可评价的指标；提请协调{asks}项。", "In short: {share} of the time has passed; no target can be assessed; help requested: {asks}."),
    "bulletin_c_achieved": ("已达目标", "Met"),
    "bulletin_c_on": ("达序时", "On track"),
    "bulletin_c_risk": ("略低", "Slightly behind"),
    "bulletin_c_red": ("滞后及差于基期等", "Behind"),
    "bulletin_c_grey": ("未计入", "Not counted"),
    "bulletin_watch": ("需关注指标", "To watch"),
    "bulletin_more_in_annex": ("另有{n}项未列出", "not listed: {n} more"),
    "bulletin_brief_since": ("较上期", "Since the period before"),
    "bulletin_n_change": ("转好{better}项、转差{worse}项", "{better} better, {worse} worse"),
    "bulletin_brief_next": ("下期节点", "Next"),
    "bulletin_next_filing": ("{period}报送{day}截止", "filings for {period} due {day}"),
    "bulletin_brief_late": ("未报、迟报单位", "Not filed, or late"),
    "bulletin_foot": ("数据截至{when}，{close}锁定；含初步数{n}项。", "Data to {when}, closed on {close}; preliminary values: {n}."),
    "bulletin_sign": ("批示：＿＿＿＿＿＿＿＿＿＿＿＿", "Remarks: ________________________"),
    "bulletin_value_goal": ("现值／目标", "Value / target"),
    "bulletin_how": ("措施、时限、责任人", "Measures, by when, who"),
    # a unit's sheet
    "bulletin_unit_title": ("{unit}：{period}进展情况反馈单", "{unit}: what its filing for {period} came to"),
    "bulletin_unit_opening": ("你单位本期应报指标{owed}项，已报{filed}项{pending}，未报{missing}项；承担具体举措{actions}项。{when}", "You owed {owed} {owed:indicator|indicators}, of which {filed} {filed:is|are} filed{pending} and {missing} {missing:is|are} missing; you answer for {actions} {actions:action|actions}. {when}"),
    "bulletin_unit_pending": ("、待反馈{n}项", ", {n} pending"),
    "bulletin_unit_nothing": ("你单位本期没有应报的指标和举措。", "You owed nothing this time."),
    "bulletin_unit_in_time": ("{day}按时报送。", "Filed in time on {day}."),
    "bulletin_unit_late": ("{day}报送，迟{n}天。", "Filed on {day}, {n} {n:day|days} late."),
    "bulletin_unit_partial": ("部分报送（{there}/{owed}），应于{day}前报齐。", "Partly filed ({there} of {owed}); all was due on {day}."),
    "bulletin_unit_not_due": ("应于{day}前报送。", "It is due on {day}."),
    "bulletin_unit_none": ("尚未报送，应于{day}前报送。", "Nothing was filed; it was due on {day}."),
    "bulletin_unit_broken": ("报表读不了，请重报。", "The file can't be read; please file it again."),
    "bulletin_unit_todo": ("请你单位", "You are asked to"),
    "bulletin_todo_missing": ("补报：{names}。", "file what is missing: {names}."),
    "bulletin_todo_invalid": ("更正待核实的数：{names}。", "correct what is to be checked: {names}."),
    "bulletin_todo_wanted": ("补报下列数（不计迟报）：{names}。", "give these figures, which are wanted and never late: {names}."),
    "bulletin_todo_actions": ("报告下列举措的进展：{names}。", "report on these actions: {names}."),
    "bulletin_todo_unexplained": ("说明原因和下一步措施：{names}。", "give cause and measures for: {names}."),
    "bulletin_todo_overdue": ("报告逾期事项的完成情况：{names}。", "report on what is overdue: {names}."),
    "bulletin_todo_promise": ("说明到期承诺的完成情况：{names}。", "say what became of your promises on: {names}."),
    "bulletin_todo_nothing": ("本期没有须补正的事项。", "Nothing is wanting."),
    "bulletin_todo_by": ("请于{day}前反馈。", "Please reply by {day}."),
    "bulletin_unit_list": ("待报清单", "Still to be filed"),
    "bulletin_sheets": ("{period}进展情况反馈单（{n}份）", "What the filings for {period} came to: {n} {n:sheet|sheets}"),
    "sheet_file": ("反馈单-{period}-{unit}", "sheet-{period}-{unit}"),
    "sheets_written": ("写好 {n} 份反馈单: {path}", "{n} {n:sheet|sheets} written: {path}"),
    "bulletin_into_folder": ("几个单位的反馈单不能写进一个 {format} 文件: 用 -o 文件夹/, 每个单位一份。", "Sheets of several units don't go into one {format} file: use -o DIR/, with a file for each."),
    "bulletin_unit_targets": ("你单位报送的指标", "Your targets"),
    "bulletin_unit_actions": ("你单位承担的举措", "Your actions"),
}  # fmt: skip
"""Joins the catalogue's."""
