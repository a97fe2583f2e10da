"""The words of reading workbooks back, Chinese and English."""

from __future__ import annotations

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "import_missing": ("读 Excel 表格需要 openpyxl: pip install 'qstrong[excel]'", "Reading workbooks needs openpyxl: pip install 'qstrong[excel]'"),
    "import_refused": ("{path}: {why}", "{path}: {why}"),
    "refused_gone": ("没有这个文件, 或没有权限读。", "there is no such file, or no permission to read it."),
    "refused_large": ("文件太大, 没有读: 报送表只有几十 KB, 请把图片和别的内容移走再存。", "the file is too large and was not read: a form has some tens of KB; take out pictures and other things."),
    "refused_encrypted": ("文件有密码。请去掉密码再存一次。", "the file has a password. Please save it without one."),
    "refused_xls": ("这是旧的 .xls 格式。请另存为 .xlsx 再发来。", "this is the old .xls format. Please save it as .xlsx."),
    "refused_ods": ("这是 .ods 格式。请另存为 .xlsx 再发来。", "this is an .ods file. Please save it as .xlsx."),
    "refused_macros": ("文件里有宏, 没有读。请另存为不带宏的 .xlsx。", "the file holds macros and was not read. Please save it as .xlsx without macros."),
    "refused_links": ("文件引用了别的工作簿, 没有读。请把引用的格子粘贴成数值再存。", "the file refers to other workbooks and was not read. Please paste those cells as values."),
    "refused_not_xlsx": ("这不是 .xlsx 文件, 或已经损坏。", "this isn't an .xlsx file, or it is damaged."),
    "refused_no_form": ("这不是本系统的报送表: 找不到隐藏的 _qstrong 表。请用 qstrong form 写出的表填报。", "this isn't a form: its hidden sheet _qstrong is missing. Please fill in what qstrong form has written."),
    "import_other_plan": ("这张表是另一份方案 ({plan}) 的。", "this form is for another plan ({plan})."),
    "import_at": ("{path}: {sheet}!{cell}: {text}", "{path}: {sheet}!{cell}: {text}"),
    "import_took": ("“{text}”读作 {value}", "“{text}” was read as {value}"),
    "import_percent": ("{text} 是百分比格式, 读作 {value}", "{text} is formatted as a percentage; read as {value}"),
    "import_formula": ("这是公式, 取算出的 {value}", "this is a formula; its result {value} was taken"),
    "import_no_result": ("公式没有算出的数。请把它粘贴成数值。", "this formula has no result. Please paste it as a value."),
    "import_bad_number": ("“{text}”不是数字。只填数字, 计量单位是{uom}。", "“{text}” isn't a number. Digits only, in {uom}."),
    "import_bad_day": ("“{text}”不是日期。写成年-月-日, 例如 2027-01-12。", "“{text}” isn't a day. Write it as 2027-01-12."),
    "import_bad_choice": ("“{text}”不在列表里。可选: {choices}。", "“{text}” isn't in the list: {choices}."),
    "import_unknown_id": ("没有编号为“{text}”的指标或举措。编号一列请照原表。", "there is no indicator or action “{text}”. Please leave the ids as they were."),
    "import_no_id": ("这一行填了内容, 但没有编号。", "this row is filled in, but has no id."),
    "import_no_state": ("填了内容, 但没有选状态。", "something is said, but no state is chosen."),
    "import_no_value": ("填了内容, 但既没有填报数, 也没有写暂无数据原因。", "something is said, but there is neither a value nor why there is none yet."),
    "import_both": ("填报数和暂无数据原因只填一个。", "give a value or why there is none yet, not both."),
    "import_twice": ("“{text}”在表里出现了两次。", "“{text}” stands here twice."),
    "import_nothing": ("{path}: 表里什么也没有填。", "{path}: nothing is filled in."),
    "import_summary": ("{path} → {name}: 报了 {n} 项, 没有填 {left} 项。", "{path} → {name}: {n} reported, {left} left empty."),
    "import_took_filed": ("{path}: 没有填报送日期, 按 {day} 计。", "{path}: no day of filing is given; {day} is taken."),
    "import_accept": ("上面有按理解读出的格子: 核对无误后加 --accept 再运行。什么也没有写。", "Some cells were interpreted, see above: check them and run again with --accept. Nothing was written."),
    "import_confirm": ("上面读出的都对吗, 写入? [Y/n] ", "Is what was read right, and to be written? [Y/n] "),
    "import_refused_all": ("{path}: 有须改的地方, 没有写。", "{path}: there are errors; nothing was written."),
    "reply_head": ("【退回更正】{stamp}{unit}：你单位 {period} 报表有 {n} 处请核：", "[Returned for correction] {stamp}{unit}: please check {n} places in your filing for {period}:"),
    "reply_stamp": ("（演示数据）", "(made-up data) "),
    "reply_item": ("{k}. “{sheet}”表 {cell}：{text}。", "{k}. Sheet “{sheet}”, {cell}: {text}."),
    "reply_whole": ("{k}. {text}。", "{k}. {text}."),
    "reply_empty": ("1. 表里什么也没有填。", "1. Nothing is filled in."),
    "reply_by": ("请于 {day} 前更正重报。", "Please correct it and file again by {day}."),
    "reply_soon": ("本期数据已于 {day} 锁定，请尽快更正重报。", "Filing closed on {day}; please correct it as soon as you can."),
    "reply_none": ("{path}: 没有要退回的。", "{path}: there is nothing to send back."),
    "import_same": ("{path} 里已经是这样, 没有改动。", "{path} says so already; nothing changed."),
}  # fmt: skip
"""Joins the catalogue's."""

HELP: dict[str, Pair] = {
    "help.cmd.import": ("把填好的 Excel 表读回来, 检查, 写成填报。", "Read workbooks that were filled in, check them, and write the filings."),
    "help.import_files": ("填好的 .xlsx, 可以多个。", "The .xlsx files that were filled in."),
    "help.import_accept": ("认可按理解读出的格子, 直接写入。", "Accept what was interpreted, and write."),
    "help.import_reply": ("只印退回更正的便函, 列出要核的格子, 不写。", "Only print the note that sends the workbook back, and write nothing."),
}  # fmt: skip
"""Joins the help texts."""
