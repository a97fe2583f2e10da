"""The words of checking, Chinese and English: part of the catalogue, and of the help."""

from __future__ import annotations

from qstrong.text.language import Phrase

WORDS: dict[str, Phrase] = {
    "severity_error": ("须改", "error"),
    "severity_warning": ("请核", "warning"),
    "severity_note": ("说明", "note"),
    "rule_code": ("代码", "Code"),
    "rule_severity": ("轻重", "Severity"),
    "rule_title": ("问题", "Problem"),
    "rules_title": ("检查的规则", "What is checked"),
    "explain_title": ("问题和改法", "Problems and how to mend them"),
    "rule_why": ("为什么: ", "Why: "),
    "rule_wrong": ("例如:", "For example:"),
    "rule_right": ("改成:", "Write:"),
    "rule_missing": ("缺了这样的内容:", "What is missing:"),
    "rule_delete": ("删去这些行。", "Delete these lines."),
    "rule_cure": ("怎么改: ", "How: "),
    "family_Q0": ("文件和写法", "Files, bytes and YAML"),
    "family_Q1": ("结构和编号", "Structure and identity"),
    "family_Q2": ("数值和日期", "Numbers and other scalars"),
    "family_Q3": ("时间", "Time"),
    "family_Q4": ("职责", "Responsibility"),
    "family_Q5": ("依据", "Evidence"),
    "family_Q6": ("方案本身", "The plan itself"),
    "family_Q7": ("历史", "History"),
    "no_such_code": ("没有 {code} 这个代码; qstrong validate --list 列出全部。", "There is no code {code}; qstrong validate --list has all of them."),
    "and_more": ("还有 {n} 处没有列出, 见摘要或运行 qstrong validate", "and {n} more: see the summary, or run qstrong validate"),
    "report_title": ("数据检查", "Data check"),
    "place": ("位置", "Place"),
    "message": ("问题", "Problem"),
    "hint": ("怎么改", "How to mend it"),
    "not_selected": ("另有 {n} 处须改不在所选的代码里", "{n} more errors aren't among the codes selected"),
    "changed_none": ("改动里没有问题。", "Nothing wrong in what was changed."),
    "not_in_data": ("{path} 不在数据文件夹 {folder} 里, 没有查。", "{path} isn't in the data folder {folder} and wasn't checked."),
    "schema_of": ("编号出自: {title}", "The ids are those of: {title}"),
    "schema_which": ("要哪一种? 写 {choices} 中的一个, 或用 -o 文件夹 写出全部。", "Which one? Name one of {choices}, or write all of them with -o DIR."),
    "schema_no_data": ("没有数据文件夹: 写出的 schema 不含编号。用 --data 指明文件夹, 编辑器就能补全指标、举措和单位。", "No data folder: the schemas have no ids. Name the folder with --data, and an editor completes targets, actions and units."),
    "schema_written": ("已写出 {n} 个文件: {names}", "{n} files written: {names}"),
    "schema_first_line": ("在每个数据文件的第一行写上下面的一行, 编辑器就按它补全和检查。", "Put one of these lines at the top of each data file, and an editor completes and checks it."),
    "schema_language_server": ("VS Code, vim 等 (yaml-language-server):", "VS Code, vim and others (yaml-language-server):"),
    "schema_jetbrains": ("JetBrains:", "JetBrains:"),
    "schema_settings": ("VS Code 也可以不改数据文件, 在 .vscode/settings.json 里写:", "Or leave the data files alone, and put this into .vscode/settings.json:"),
    "schema_filing": ("<单位>/<期次>", "<unit>/<period>"),
    "schema_one_of_two": ("value 和 pending 写且只写一个", "exactly one of value and pending"),
}  # fmt: skip
"""Joins the catalogue's."""

HELP: dict[str, Phrase] = {
    "help.cmd.explain": ("一个问题是什么意思, 怎么改。", "What a problem means, and how to mend it."),
    "help.codes": ("代码, 如 Q204 (可多个)。", "Codes such as Q204."),
    "help.all": ("全部代码。", "All codes."),
    "help.list": ("列出全部规则。", "List all rules."),
    "help.select": ("只看这些代码, 如 Q2 或 Q204 (可多次, 逗号分隔)。", "Only these codes, such as Q2 or Q204 (repeated, or with commas)."),
    "help.ignore": ("不看这些代码 (须改的照样算数)。", "Leave these codes out (errors still count)."),
    "help.changed": ("只报这个版本以来改动带来的问题 (仍按全部数据判断)。", "Only problems in what changed since this revision (judged against the whole)."),
    "help.validate_format": ("格式: text, json, github, gitlab, sarif, auto (按 CI 环境)。", "The format: text, json, github, gitlab, sarif, auto (by the CI around)."),
    "help.cmd.schema": ("供编辑器补全和检查的 JSON Schema; 有数据文件夹的, 含其中的编号和名称。", "JSON Schemas, by which editors complete and check; with the ids and names of the data folder, where there is one."),
    "help.schema_kind": ("哪一种文件: targets, tasks, units, filing (默认: 用 -o 时全部)。", "Which kind of file: targets, tasks, units, filing (default: with -o all of them)."),
    "help.schema_dir": ("写入这个文件夹, 并说明编辑器里怎样用。", "Write into this folder, and say how editors find them."),
}  # fmt: skip
"""Joins the help texts."""
