"""The words of the export and of the Excel ledger, Chinese and English: part of those of reports."""

from __future__ import annotations

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "ledger_method": ("测算说明", "Method"),
    "ledger_when": ("{period} · 截至 {day}", "{period} · as of {day}"),
    "ledger_completion": ("增量完成率", "Done"),
    "ledger_expected": ("序时进度", "Expected"),
    "ledger_filing": ("报送期次", "Filing"),
    "ledger_reason": ("修订理由", "Reason"),
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

HELP: dict[str, Pair] = {
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
