"""Help texts of the command line, and its usage errors, in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from qstrong.text.language import LANGUAGES, Phrase, say
from qstrong.text.words.help import HELP

if TYPE_CHECKING:
    from qstrong.model.base import Lang


def help_text(key: str, lang: Lang) -> str | None:
    """What the help says under *key*; of a key of an entry at least what it means."""
    if key in HELP or not key.startswith("help.record_"):
        return say(HELP[key], lang) if key in HELP else None
    from qstrong.text.fields import key_words

    return key_words(key.removeprefix("help.record_")).description.say(lang)


def speaking(argv: list[str], environ: Mapping[str, str], own: str | None = None) -> Lang:
    """The language of the help, before anything is parsed: that of --lang, wherever it stands, or `language`."""
    for k, word in enumerate(argv):
        if word == "--lang" and k + 1 < len(argv):
            return language(argv[k + 1], environ)
        if word.startswith("--lang="):
            return language(word.removeprefix("--lang="), environ)
    return language(None, environ, own)


def language(stated: str | None, environ: Mapping[str, str], own: str | None = None) -> Lang:
    """--lang, else $QSTRONG_LANG, else the plan's *own*, else the locale; where none says any, Chinese.

    Whoever has another language, or whose plan is in another, is spoken to in English.
    """
    if stated in LANGUAGES:
        return stated
    said = (environ.get("QSTRONG_LANG"), own, *map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")))
    first = next((text for text in said if text and not re.match(r"(C|POSIX)\b", text)), "zh")
    return next((lang for lang in LANGUAGES if first.startswith(lang)), "en")


_USAGE: dict[str, Phrase] = {
    r"No such command '(.*?)'": ("没有这个命令: {name}", "There is no command {name}."),
    r"No such option:? '?([^\s']+)": ("没有这个选项: {name}", "There is no option {name}."),
    r"Missing command": ("没有写命令。", "No command is named."),
    r"Missing \w+ '(.*?)'": ("缺少参数: {name}", "{name} is missing."),
    r"Invalid value for '(.*?)'": ("{name} 的值不对。", "The value of {name} is wrong."),
    r"Option '(.*?)' requires": ("{name} 后面要写一个值", "{name} needs a value."),
    r"Option '(.*?)' does not take": ("{name} 后面不写值", "{name} takes no value."),
    r"unexpected extra argument.* \((.*)\)": ("多写了: {name}", "This is too much: {name}."),
}
"""By what the command line's library says, in English only: our own words."""
_WRONG: Phrase = (
    "用法有误: {what}{guess}\n用法见: {command} --help",
    "Error: {what}{guess}\nSee: {command} --help",
)
_GUESS: Phrase = (" 是不是 {names}?", " Did you mean {names}?")


def _nearest(name: str, near: Sequence[str]) -> Sequence[str]:
    """Those of *near* that are all but *name*; all of them where none is."""
    if len(near) < 2:
        return near
    from difflib import get_close_matches

    return get_close_matches(name, near, cutoff=0.8) or near


def usage_error(
    error: Exception, lang: Lang, shown: Callable[[str], str] = str, command: str = "qstrong"
) -> str | None:
    """A usage error of the command line's library in words; None for any other exception.

    It repeats what was typed: *shown* makes that fit to be read. The help of *command* says more.
    """
    if not hasattr(error, "format_message"):
        return None
    what = str(error.format_message())
    if type(error).__name__ == "NoArgsIsHelpError":
        return what
    what = shown(what)
    near = getattr(error, "possibilities", None) or re.findall("'(.*?)'", what.partition("Did you mean")[2])
    for pattern, phrase in _USAGE.items():
        if found := re.search(pattern, what):
            name = found[1] if found.groups() else ""
            what, near = say(phrase, lang, name=name), _nearest(name, near)
            break
    guess = say(_GUESS, lang, names=", ".join(near)) if near else ""
    return say(_WRONG, lang, what=what, guess=guess, command=command)
