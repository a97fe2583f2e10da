"""The words of filing: new, record, form, import, due, Chinese and English: part of the catalogue, and of the help."""

from __future__ import annotations

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "record_intro": ("逐项记录: 回车跳过, - 暂无数据, < 上一项, . 结束, ? 说明。写入前会先给你看。", "Step by step: Enter skips, - no value yet, < back, . end, ? help. Nothing is written before you have seen it."),
    "record_help": ("  数值只写数字, 单位不用写。还没有数就输 -, 再写原因。输 < 回到上一项, 输 . 结束, 直接回车跳过这一项。", "  A value is plain digits without its unit of measure. Type - where there is none yet, and say why. < goes back, . ends, Enter skips."),
    "record_ask_unit": ("单位 (编号或名称)", "Unit (id or name)"),
    "record_ask_period": ("期次", "Period"),
    "record_head": ("{unit} {period} (应于 {day} 前报送)", "{unit} {period} (due {day})"),
    "record_target": ("目标 {goal}", "target {goal}"),
    "record_last": ("上次 {period}: {value}", "last {period}: {value}"),
    "record_expected": ("到期应达 {value}", "expected by then {value}"),
    "record_baseline": ("这是基期值: 方案起点的数", "the baseline: the value at the plan's start"),
    "record_explain": ("上次未达序时进度, 请说明:", "Behind last time; please explain:"),
    "record_was": ("上次: {state}", "last: {state}"),
    "record_done_on": ("完成日期 (年-月-日)", "Done on (YYYY-MM-DD)"),
    "record_evidence": ("佐证材料", "Evidence"),
    "record_confirm": ("写入吗? [Y/n] ", "Write it? [Y/n] "),
    "record_written": ("已写入 {path}。接着提交:", "{path} is written. Commit it with:"),
    "record_nothing": ("什么也没有写。", "Nothing was written."),
    "record_nothing_owed": ("这一期没有要报的。", "Nothing is owed for this period."),
    "record_not_owed": ("{name} 不是这个单位这一期要报的。", "{name} isn't owed by this unit for this period."),
    "record_same": ("{path} 里已经是这样, 没有改动。", "{path} says so already; nothing changed."),
    "record_refused": ("有须改的问题, 没有写。", "There are errors; nothing was written."),
    "record_closed": ("{period} 的填报已经锁定, 已报的 {old} 不能直接改。更正写进以后一期: record 单位 以后的期次 指标 新值 --for {period} --revise --reason 理由", "The filing for {period} has closed; {old} was filed and stands. Put the correction into a later filing: record UNIT LATER_PERIOD INDICATOR VALUE --for {period} --revise --reason WHY"),
    "record_revise_for": ("--revise 要用 --for 写明更正的是哪一期, 用 --reason 写明理由。", "--revise needs --for, the period that is corrected, and --reason."),
    "record_broken": ("{path} 有须改的问题, 先用 qstrong validate 查出来改好。", "{path} has errors; mend them first, see qstrong validate."),
    "record_missing": ("缺少 {what}: 在终端里会逐项询问, 脚本里要写全, 并加 --yes。", "{what} is missing: a terminal is asked step by step; a script says everything, and --yes."),
    "record_say_yes": ("没有终端可以确认: 加 --yes 直接写, 或 --dry-run 只看。", "There is no terminal to ask: add --yes to write, or --dry-run to look."),
    "record_bad_day": ("日期写作年-月-日, 例如 2027-01-12, 不是 {text}。", "A day is written 2027-01-12, not {text}."),
    "write_lost_race": ("{path} 刚被别人改过, 没有写; 请再来一次。", "{path} has just been changed by somebody else; nothing was written. Try again."),
    "write_exists": ("{path} 已经在了, 没有写。", "{path} is there already; nothing was written."),
    "write_link": ("{path} 是链接或经过链接 ({why}), 没有写。", "{path} is a link, or behind one ({why}); nothing was written."),
    "write_failed": ("写不了 {path}: {why}。原来的文件没有动。", "{path} can't be written: {why}. What was there stays."),
}  # fmt: skip
"""Joins the catalogue's."""

HELP: dict[str, Pair] = {
    "help.cmd.record": ("记一个数或一项举措; 缺少的逐项询问。", "Record one value or one action; what is missing is asked for."),
    "help.record_unit": ("单位: 编号、名称或别名。", "The unit: id, name or alias."),
    "help.record_period": ("记在哪一期的填报里。", "The filing's period."),
    "help.record_what": ("指标或举措: 编号、名称, 或 指标17。", "The indicator or action: id or name, or target17."),
    "help.record_value": ("数值, 只写数字。", "The value: plain digits."),
    "help.record_pending": ("还没有数, 原因是……", "Why there is no value yet."),
    "help.record_for": ("数值是哪一期的 (默认: 填报的那一期)。", "The period that the value is for (default: the filing's)."),
    "help.record_last_year": ("上年同期数。", "The same months' value a year before."),
    "help.record_flag": ("数据性质: final, preliminary, revised。", "The flag: final, preliminary, revised."),
    "help.record_revise": ("更正以前报的数 (要有 --for 和 --reason)。", "Correct an earlier value (with --for and --reason)."),
    "help.record_reason": ("修订的理由。", "Why it was revised."),
    "help.record_state": ("举措的状态: not_started, in_progress, done, suspended。", "The action's state: not_started, in_progress, done, suspended."),
    "help.record_progress": ("进展情况。", "How far it is."),
    "help.record_quantity": ("完成的数量。", "The quantity reached."),
    "help.record_on": ("完成日期。", "The day on which it was done."),
    "help.record_source": ("数据来源。", "Where the value comes from."),
    "help.record_evidence": ("佐证材料 (可多次)。", "Evidence (may be repeated)."),
    "help.record_note": ("备注。", "A note."),
    "help.record_cause": ("原因分析。", "The cause."),
    "help.record_measures": ("下一步措施。", "The measures."),
    "help.record_owner": ("责任人。", "Who is responsible."),
    "help.record_measures_by": ("措施的完成时限。", "The day by which the measures are done."),
    "help.record_request": ("需协调事项。", "What is to be coordinated."),
    "help.record_filed": ("报送日, 用于新建的填报 (默认: 今天)。", "The day of filing, for a new file (default: today)."),
    "help.record_yes": ("不再询问, 直接写入。", "Write without asking."),
    "help.dry_run": ("只显示改动, 不写。", "Show what would change, and write nothing."),
}  # fmt: skip
"""Joins the help texts."""
