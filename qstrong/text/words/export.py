"""The words of the export and of the Excel ledger, Chinese and English: part of those of reports."""

from __future__ import annotations

from qstrong.text.language import Phrase

WORDS: dict[str, Phrase] = {
    "ledger_method": ("测算说明", "Method"),
    "ledger_completion": ("增量完成率", "Done"),
    "ledger_expected": ("序时进度", "Expected"),
    "ledger_filing": ("报送期次", "Filing"),
    "ledger_reason": ("修订理由", "Reason"),
    "ledger_section": ("部分", "Section"),
    "ledger_tasks": ("任务", "Tasks"),
    "ledger_units": ("单位", "Units"),
    "ledger_values": ("指标报送", "Values filed"),
    "ledger_reports": ("举措报送", "Actions filed"),
    "ledger_nothing": ("还没有报送记录。", "Nothing has been filed yet."),
    "ledger_no_actions": ("方案没有列出具体举措。", "The plan lists no actions."),
    "ledger_actions": ("举措数", "Actions"),
    "ledger_goal": ("目标数量", "Wanted"),
    "ledger_heard": ("已报/责任单位", "Reported / units"),
    "ledger_see": ("{counts}（详见“举措报送”）", "{counts} (see Actions filed)"),
    "ledger_late": ("迟报、逾期天数", "Days late or overdue"),
    "ledger_highlights": ("亮点成效", "Highlights"),
    "ledger_days": ("报送时限 {due} · 锁定 {close}", "Due {due} · closes {close}"),
    "ledger_use": ("是否采用", "Use"),
    "ledger_counts": ("采用", "counts"),
    "ledger_replaced": ("已有新数", "replaced"),
    "ledger_pending": ("待反馈", "pending"),
    "ledger_refused": ("有错未采用", "refused"),
    "ledger_meaning": ("说明", "Meaning"),
    "ledger_is_achieved": ("指标已达到目标；举措已完成。", "The target is met; the action is done."),
    "ledger_is_on_track": (
        "指标达到或基本达到序时进度；举措推进中。",
        "The target is on track; the action is in progress.",
    ),
    "ledger_is_at_risk": (
        "指标略低于序时进度；举措临期未完成。",
        "The target is slightly behind; the action is due soon and not done.",
    ),
    "ledger_is_off_track": (
        "指标滞后，或未保持、未达到；举措暂缓。",
        "The target is behind, or wasn't kept or reached; the action is suspended.",
    ),
    "ledger_is_worsening": ("指标低于基期。", "The target is below its baseline."),
    "ledger_is_missed": ("指标到期未达到目标。", "The target was not met by its deadline."),
    "ledger_is_overdue": ("举措到期未完成。", "The action is past its day and not done."),
    "ledger_is_not_assessable": (
        "不作评价：未报送、待反馈、未到报送时间、缺基期等；举措未启动、未报送，或属常态化推进。",
        "Not assessed: not reported, pending, not due, without a baseline; the action is not started, not reported, or standing work.",
    ),
    "ledger_missing": (
        "写 Excel 台账需要 XlsxWriter: pip install 'qstrong[excel]'",
        "The ledger needs XlsxWriter: pip install 'qstrong[excel]'",
    ),
    "ledger_whole": (
        "台账 (.xlsx) 是整份的: 不能加 --unit 或 --brief。",
        "The ledger (.xlsx) is of the whole: leave --unit and --brief out.",
    ),
    "export_issued": ("{title}，{day} 印发", "{title}, issued {day}"),
    "export_filings": ("各责任单位按期报送的数据", "What the units filed"),
    "export_description": (
        "方案的指标、任务、单位，截至 {day} 报送的数据，和按公开方法算出的评价。规划期 {months} 个月。",
        "The plan's targets, tasks and units, what was filed by {day}, and where each target stands by the published method. The plan runs for {months} months.",
    ),
    "export_made_up": (
        "演示数据：数值全部虚构，不代表任何实际情况。方案的指标、任务、单位，截至 {day} 报送的数据，和按公开方法算出的评价。规划期 {months} 个月。",
        "Made-up data: every value is invented and stands for nothing real. The plan's targets, tasks and units, what was filed by {day}, and where each target stands by the published method. The plan runs for {months} months.",
    ),
    "export_tables": ("可以导出的表", "Tables to export"),
    "export_table": ("表", "Table"),
    "export_rows": ("行数", "Rows"),
    "export_what": ("一行是什么", "What a row is"),
    "export_how": (
        "一张表: qstrong export targets。全部, 写成数据包: qstrong export -o 文件夹。全部, JSON: qstrong export -f json",
        "One table: qstrong export targets. All, as a data package: qstrong export -o FOLDER. All, as JSON: qstrong export -f json",
    ),
    "export_where": (
        "CSV 一次印一张表: 写明表名, 例如 qstrong export targets, 或用 -o 文件夹 写成数据包。",
        "CSV prints one table at a time: name it, as in qstrong export targets, or write a data package with -o FOLDER.",
    ),
    "export_one_table": (
        "--for-excel 只用于一张表的 CSV, 例如 qstrong export targets --for-excel -o targets.csv",
        "--for-excel is for the CSV of one table, as in qstrong export targets --for-excel -o targets.csv",
    ),
    "export_foreign": (
        "{path} 里有别的东西, 没有写。换一个新的或空的文件夹; 以前导出的会更新。",
        "{path} holds something else; nothing was written. Name a new or empty folder; an earlier export is renewed.",
    ),
    "export_written": (
        "已写入 {path}: {n} 张表和 {descriptor}",
        "{path}: {n} tables and {descriptor} written",
    ),
}

HELP: dict[str, Phrase] = {
    "help.cmd.export": (
        "导出整洁的表: CSV、JSON、Frictionless 数据包; 不带参数时列出有哪些表。",
        "Tidy tables as CSV, JSON or a Frictionless Data Package; without arguments, which there are.",
    ),
    "help.export_table": ("哪张表 (默认: 全部)。", "Which table (default: all)."),
    "help.export_format": ("格式: csv, json。", "The format: csv, json."),
    "help.export_output": (
        "不写表名: 写成数据包的文件夹 (或 .json 文件)。写了表名: .csv 或 .json 文件。",
        "Without a table: the data package's folder (or a .json file). With one: a .csv or .json file.",
    ),
    "help.export_for_excel": (
        "一张表的 CSV 供 Excel、WPS 打开: 加 BOM, 像公式的文字前加撇号, 控制字符写成转义。默认: 写到 .csv 文件时加, 印在屏幕或管道里不加; 数据包从不加, 原样。",
        "CSV of one table for spreadsheets: with a byte order mark, an apostrophe before what looks like a formula, control characters spelled out. Default: on for a .csv file, off for a pipe; a data package is always exact.",
    ),
}
