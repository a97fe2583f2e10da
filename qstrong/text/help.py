"""Help texts of the command line, and its usage errors, in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qstrong.model.base import Lang
from qstrong.text.language import LANGUAGES, Phrase, say
from qstrong.text.words import checks as words_checks
from qstrong.text.words import due as words_due
from qstrong.text.words import filing as words_filing
from qstrong.text.words import history as words_history
from qstrong.text.words import reports as words_reports

HELP: dict[str, Phrase] = {
    "help.root": ("质量目标的纯文本台账: 每项指标到哪了, 还差多少, 来得及吗, 怎么算的。", "Plain-text accounting for public targets: where each stands, how far it is, whether that is in time, and how that was computed."),
    "help.version": ("显示版本后退出。", "Show the version and exit."),
    "help.cmd.status": ("全部指标的进展。", "Every target at a glance."),
    "help.cmd.show": ("一项指标、任务或一个单位的全部情况, 含测算过程。", "One target, task or unit with everything, the arithmetic included."),
    "help.cmd.tasks": ("任务和具体举措的进展; --table 印任务责任分工表。", "Tasks and the states of their actions; --table prints the annex."),
    "help.cmd.units": ("各单位应报、已报、未报、迟报。", "What each unit owes, filed, missed and filed late."),
    "help.cmd.validate": ("检查数据: 哪个文件哪一行, 错在哪里, 怎么改。", "Check the data: which file and line, what is wrong, how to mend it."),
    "help.data": ("数据文件夹 (默认: $QSTRONG_DATA, 再往上找 data/targets.yaml)。", "The data folder (default: $QSTRONG_DATA, else the nearest data/targets.yaml upwards)."),
    "help.lang": ("语言 (默认: $QSTRONG_LANG, 再看系统语言)。", "The language (default: $QSTRONG_LANG, else the locale's)."),
    "help.as_of": ("从哪一天看; 写期次即其锁定之日 (默认: 方案所定, 否则今天)。", "The day from which to look; a period stands for the day it closes (default: the plan's, else today)."),
    "help.format": ("格式: terminal, plain, md, csv, json, html, svg。", "The format: terminal, plain, md, csv, json, html, svg."),
    "help.output": ("写入文件, 后缀决定格式。", "Write to a file, whose suffix gives the format."),
    "help.color": ("是否用颜色。", "Whether to use colours."),
    "help.ascii": ("符号改用 ASCII, 供老式终端。", "ASCII instead of symbols, for old consoles."),
    "help.strict": ("有“请核”时也以 1 退出。", "Exit with 1 where something is to check, too."),
    "help.group": ("只看这个指标类别 (可多次)。", "Only this group of targets (may be repeated)."),
    "help.unit": ("只看这个单位: 编号、名称或别名 (可多次)。", "Only this unit: id, name or alias (may be repeated)."),
    "help.task": ("只看这项任务: 序号或名称 (可多次)。", "Only this task: number or name (may be repeated)."),
    "help.status": ("只看这种状态, 如 off_track (可多次)。", "Only this status, such as off_track (may be repeated)."),
    "help.data_state": ("只看这种数据状态, 如 not_reported (可多次)。", "Only this data state, such as not_reported (may be repeated)."),
    "help.kind": ("只看这类指标, 如 level (可多次)。", "Only this kind of target, such as level (may be repeated)."),
    "help.sort": ("次序: plan, status, completion, lead, name。", "The order: plan, status, completion, lead, name."),
    "help.id": ("编号、名称、别名, 或 指标17、任务7。", "An id, name or alias, or target17, task7."),
    "help.table": ("印任务责任分工表。", "Print the annex: tasks and responsible units."),
    "help.matrix": ("印单位与任务的对照。", "Print units against tasks."),
    "help.period": ("哪一期 (默认: 眼下要办的一期, 同 due)。", "Which period (default: the one in hand, as in due)."),
    "help.paths": ("只报这些文件或文件夹里的问题 (仍按全部数据判断)。", "Only problems in these files or folders (judged against the whole)."),
    **words_checks.HELP,
    **words_due.HELP,
    **words_filing.HELP,
    **words_history.HELP,
    **words_reports.HELP,
}  # fmt: skip


def help_text(key: str, lang: Lang) -> str | None:
    """What the help says under *key*; of a key of an entry at least what it means."""
    if key in HELP or not key.startswith("help.record_"):
        return say(HELP[key], lang) if key in HELP else None
    from qstrong.text.fields import key_words

    return key_words(key.removeprefix("help.record_")).description.say(lang)


def speaking(argv: list[str], environ: Mapping[str, str]) -> Lang:
    """The language of the help, before anything is parsed: that of --lang, wherever it stands, or `language`."""
    for k, word in enumerate(argv):
        if word == "--lang" and k + 1 < len(argv):
            return language(argv[k + 1], environ)
        if word.startswith("--lang="):
            return language(word.removeprefix("--lang="), environ)
    return language(None, environ)


def language(stated: str | None, environ: Mapping[str, str]) -> Lang:
    """--lang, else $QSTRONG_LANG, else the locale; Chinese where there is no such language."""
    keys = ("QSTRONG_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    first = stated or next((text for key in keys if (text := environ.get(key))), "zh")
    return next((lang for lang in LANGUAGES if (first == lang if stated else first.startswith(lang))), "zh")


_USAGE: dict[str, Phrase] = {
    r"No such command '(.*?)'": ("没有这个命令: {name}", "There is no command {name}."),
    r"No such option: (\S+)": ("没有这个选项: {name}", "There is no option {name}."),
    r"Missing \w+ '(.*?)'": ("缺少参数: {name}", "{name} is missing."),
    r"Option '(.*?)' requires": ("{name} 后面要写一个值", "{name} needs a value."),
    r"Option '(.*?)' does not take": ("{name} 后面不写值", "{name} takes no value."),
    r"unexpected extra argument.* \((.*)\)": ("多写了: {name}", "This is too much: {name}."),
}
"""By what the command line's library says, in English only: our own words."""
_WRONG: Phrase = (
    "用法有误: {what}{guess}\n用法见: qstrong --help",
    "Error: {what}{guess}\nSee: qstrong --help",
)
_GUESS: Phrase = (" 是不是 {names}?", " Did you mean {names}?")


def usage_error(error: Exception, lang: Lang) -> str | None:
    """A usage error of the command line's library in words; None for any other exception."""
    if not hasattr(error, "format_message"):
        return None
    what = str(error.format_message())
    if type(error).__name__ == "NoArgsIsHelpError":
        return what
    near = getattr(error, "possibilities", None) or re.findall("'(.*?)'", what.partition("Did you mean")[2])
    for pattern, phrase in _USAGE.items():
        if found := re.search(pattern, what):
            what = say(phrase, lang, name=found[1])
            break
    return say(_WRONG, lang, what=what, guess=say(_GUESS, lang, names=", ".join(near)) if near else "")
