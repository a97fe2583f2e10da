"""The words of `due`: who owes what by when, reminders and dunning letters: part of the catalogue, and of the help."""

from __future__ import annotations

from qstrong.text.language import Phrase

WORDS: dict[str, Phrase] = {
    "due_title": ("报送台账", "What is due"),
    "due_day": ("{day}（周{weekday}）", "{weekday} {day}"),
    "due_period": ("{period}: ", "{period}: "),
    "due_until": ("{day}前报送", "due {day}"),
    "due_left": ("还有 {n} 天", "{n} days left"),
    "due_today": ("今天截止", "due today"),
    "due_past": ("已过 {n} 天", "{n} days ago"),
    "due_closes": ("{day}锁定", "closes {day}"),
    "due_closed": ("已于{day}锁定", "closed {day}"),
    "due_units_n": ("{n} 个单位: ", "Units ({n}): "),
    "due_broken_n": (" (其中读不了 {n})", " (unreadable: {n})"),
    "due_wanting_n": (
        "待报: 指标 {values}, 举措 {actions}, 补报数 {figures}, 原因和措施 {explanations}",
        "To come: values {values}, actions {actions}, figures wanted {figures}, explanations {explanations}",
    ),
    "due_figures_head": (
        "补报数 {n} 项 (不算应报、不算迟报, 缺了评不出进度):",
        "Figures wanted ({n}), never owed and never late, but without them there is no verdict:",
    ),
    "due_figure": ("{unit}: {names}", "{unit}: {names}"),
    "due_earlier": (
        "{period} 还有 {n} 个单位未报送或未报齐: {names}; 见 qstrong due {period}",
        "Not filed, or not in full, for {period} yet ({n}): {names}; see qstrong due {period}",
    ),
    "due_next_step": ("催报信: qstrong due {period} --remind; 清单: --unit 单位", "Letters: qstrong due {period} --remind; lists: --unit UNIT"),
    "due_empty": (
        "{period} 没有单位要报。看别的期次: qstrong due {last}; 谁报什么: qstrong units",
        "No unit owes anything for {period}. Another period: qstrong due {last}; who files what: qstrong units",
    ),
    "due_none_late": (
        "{period} 没有迟报或逾期的单位, {day}前报送。去掉 --late 看全部。",
        "No unit is late for {period}, due {day}. Drop --late to see all.",
    ),
    "due_over": (
        "方案已没有应报的: {period} 在最后一期填报以后。",
        "Nothing is owed any more: {period} is after the plan's last filing.",
    ),
    "due_unit_empty": (
        "所选单位 {period} 没有要报的。去掉 --unit 看全部; qstrong units 单位 看它报什么。",
        "The chosen units owe nothing for {period}. Drop --unit to see all; qstrong units UNIT says what they file.",
    ),
    # heads
    "due_owed": ("应报指标", "Values owed"),
    "due_missing": ("待报指标", "Values to come"),
    "due_figures": ("补报数", "Figures wanted"),
    "due_actions": ("待报举措", "Actions"),
    "due_explanations": ("待说明", "To explain"),
    "due_missing_short": ("指标", "Val."),
    "due_actions_short": ("举措", "Act."),
    "due_figures_short": ("补报", "Fig."),
    "due_explanations_short": ("说明", "Why"),
    "due_wanting": ("待报内容", "To come"),
    "due_item": ("内容", "What"),
    "due_uom": ("计量单位", "Measured in"),
    # states
    "due_actions_n": ("举措 {n} 项", "{n} actions"),
    "due_actions_named": ("举措 {names}", "actions {names}"),
    "due_explanations_named": ("说明 {names}", "explain {names}"),
    # the list of one unit
    "due_contact": ("联系人", "Contact"),
    "due_list_values": ("指标", "Values"),
    "due_list_figures": ("补报数", "Figures wanted"),
    "due_list_actions": ("具体举措", "Actions"),
    "due_list_explanations": ("原因和措施", "Cause and measures"),
    "due_remark": ("备注", "Remark"),
    "due_nothing": ("没有要报的。", "It owes nothing."),
    # letters: 报送提醒, 催报; English sentences end with a blank
    "due_reminder": ("报送提醒", "Reminder"),
    "due_dunning": ("催报", "Overdue"),
    "due_letters": ("{kinds}：{period}（{n}份）", "{kinds}: {period} ({n})"),
    "due_letter_to": ("{kind}：{unit}", "{kind}: {unit}"),
    "due_no_letters": (
        "{period} 没有要提醒或催报的: {n} 个单位都没有待报的。",
        "There is nobody to remind for {period}: none of {n} has anything left to file.",
    ),
    "due_written": ("已写入 {path}: {n} 份。", "{path} is written: {n} in all."),
    "due_letter": ("【{kind}】{stamp}{unit}：{text}", "[{kind}] {stamp}{unit}: {text}"),
    "due_stamp": ("（{word}）", "({word}) "),
    "due_subject": ("《{plan}》{period}进展情况", "the filing for {period} under “{plan}”"),
    "due_please": ("{subject}，请于{day}前报送。", "{subject} is due {day}. "),
    "due_please_today": ("{subject}，今天（{day}）截止，请当日报送。", "{subject} is due today, {day}. "),
    "due_please_broken": (
        "{subject}，你单位的文件已收到，但有错、读不出来，请用 qstrong validate 查出来改好，于{day}前重报。",
        "{subject} has arrived, but can't be read; please mend it (see qstrong validate) by {day}. ",
    ),
    "due_please_more": (
        "{subject}，你单位已于{filed}报送，请于{day}前补齐。",
        "{subject} came on {filed}; please complete it by {day}. ",
    ),
    "due_asked": ("你单位本期应报{what}（清单见附表）。", "It asks you for {what} (list attached). "),
    "due_asked_else": ("{what}（清单见附表）。", "It asks you for {what} (list attached). "),
    "due_still": ("待报{what}（清单见附表）。", "Still to come: {what} (list attached). "),
    "due_lacking": ("缺{what}（清单见附表）。", "Missing: {what} (list attached). "),
    "due_n_values": ("指标{n}项", "values ({n})"),
    "due_n_actions": ("具体举措{n}项", "actions ({n})"),
    "due_n_figures": ("{what}{n}项", "{what} ({n})"),
    "due_figures_too": ("另请补报{what}，缺了评不出进度。", "Please add figures that are wanted for a verdict: {what}. "),
    "due_request": (
        "{subject}还评不出，缺补报数：{what}（清单见附表）。请随下次填报补来，写明所属期次；不算迟报。",
        "{subject} gives no verdict yet for want of figures: {what} (list attached). Please add them to your next filing, each with its period; they are not late. ",
    ),
    "due_n_explanations": (
        "对{n}项未达序时进度的指标说明原因和措施",
        "cause and measures of targets that are behind ({n})",
    ),
    "due_l_values": ("指标{n}项：{names}", "values ({n}): {names}"),
    "due_l_actions": ("具体举措{n}项：{names}", "actions ({n}): {names}"),
    "due_l_actions_n": ("具体举措{n}项", "actions ({n})"),
    "due_l_explanations": (
        "{n}项未达序时进度的指标的原因和措施",
        "cause and measures of targets that are behind ({n})",
    ),
    "due_how": (
        "表格经科室负责人审核、分管领导审签后，将可编辑版和盖章扫描件一并发我办。统计数据尚未发布的，在“暂无数据原因”栏写明预计时间，不填估计数。",
        "Once it is checked and signed, please send both the editable form and the stamped scan. Where statistics aren't out yet, say why there is no value and when it is expected; no estimates, please. ",
    ),
    "due_not_received": (
        "截至{today}，我办尚未收到你单位{subject}（时限{day}，已逾期{n}天），",
        "as of {today} we haven't received {subject} (due {day}, {n} days overdue). ",
    ),
    "due_unreadable": (
        "截至{today}，你单位{subject}的文件有错、读不出来，按未报送计（时限{day}，已逾期{n}天），请用 qstrong validate 查出来改好；",
        "as of {today} {subject} can't be read and counts as not filed (due {day}, {n} days overdue); please mend it, see qstrong validate. ",
    ),
    "due_incomplete": (
        "截至{today}，你单位{subject}已于{filed}报送（时限{day}），还",
        "as of {today} {subject}, which came on {filed} (due {day}), isn't complete. ",
    ),
    "due_partial": (
        "截至{today}，你单位{subject}部分报送（{there}/{owed}，时限{day}，已逾期{n}天），还",
        "as of {today} {subject} is partly filed ({there}/{owed}; due {day}, {n} {n:day|days} overdue). ",
    ),
    "due_incomplete_late": (
        "截至{today}，你单位{subject}已于{filed}报送（时限{day}，迟报{n}天），还",
        "as of {today} {subject}, which came on {filed} (due {day}, {n} days late), isn't complete. ",
    ),
    "due_send_by": ("请于{close}前补报。", "Please file by {close}. "),
    "due_send_today": ("请于今天（{close}）补报。", "Please file today, {close}. "),
    "due_closes_else": (
        "本期数据{close}锁定，届时仍未报送的指标，通报中列为“未报送”，不作进度评价。",
        "Filing closes on {close}; values still missing then stand in the bulletin as not reported, and aren't assessed. ",
    ),
    "due_closed_else": (
        "本期数据已于{close}锁定，未报送的指标在通报中列为“未报送”，不作进度评价。",
        "Filing closed on {close}; values that are missing stand in the bulletin as not reported, and aren't assessed. ",
    ),
    "due_closes_only": ("本期数据{close}锁定。", "Filing closes on {close}. "),
    "due_closed_only": ("本期数据已于{close}锁定。", "Filing closed on {close}. "),
    "due_send_late": ("请尽快补报。", "Please file as soon as you can. "),
    "due_send_next": (
        "请随{next}的填报一并补报，写明所属期次。",
        "Please add what is missing to the filing for {next}, each value with its period. ",
    ),
    "due_call": ("如有困难请来电。", "Call us if there is any difficulty. "),
    "due_contact_is": ("联系人：{contact}。", "Contact: {contact}."),
    "due_contact_blank": ("联系人〔…〕，电话〔…〕。", "Contact 〔…〕, telephone 〔…〕."),
    "due_annex": ("附表：{unit}{period}待报清单", "List: what {unit} has to file for {period}"),
    "due_to_check": ("已报的数待核实, 请更正", "what was filed is to be checked; please correct it"),
}  # fmt: skip
"""Joins the catalogue's."""

HELP: dict[str, Phrase] = {
    "help.cmd.due": ("一期报送: 谁该报什么、报了没有、迟了几天、要哪些补报数; --remind 印提醒和催报。", "One filing: who owes what by when, who has filed, who is late, which figures are wanted; --remind prints letters."),
    "help.due_period": ("哪一期 (默认: 眼下要办的一期: 最近应报的到锁定为止, 还有单位未报齐而下一期未到期末的也是它, 否则下一期)。", "Which period (default: the one in hand: the latest that is due until it closes, or while something of it is missing and the next period still runs; else the next one)."),
    "help.due_format": ("格式: terminal, plain, md, csv, json, html; --remind 时没有 csv。", "The format: terminal, plain, md, csv, json, html; with --remind no csv."),
    "help.due_unit": ("只看这个单位并列出清单: 编号、名称、别名或单位组 (可多次)。", "Only this unit, with its full list: id, name, alias or group of units (may be repeated)."),
    "help.late": ("只看未报送而逾期的、迟报的、读不了的。", "Only those overdue, filed late, or unreadable."),
    "help.remind": ("每个还有东西要报的单位印一封信: 到期日及以前是报送提醒, 以后是催报。", "Print a letter for each unit that has something to file: a reminder until the due day, a dunning letter after it."),
    "help.due_output": ("写入文件, 后缀决定格式; --remind 时可写文件夹 (以 / 结尾或已存在), 一个单位一份。", "Write to a file, whose suffix gives the format; with --remind also a folder (ending in /, or there already), one file per unit."),
}  # fmt: skip
"""Joins the help texts."""
