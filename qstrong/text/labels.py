"""The words and symbols of verdicts."""

from __future__ import annotations

from qstrong.model.base import Lang
from qstrong.text import families
from qstrong.text.catalogue import word
from qstrong.text.kinds import KIND_WORDS
from qstrong.text.language import LANGUAGES, Phrase, say

LABELS: dict[str, Phrase] = {
    "achieved": ("已达目标", "Achieved"),
    "achieved.deadline": ("完成目标", "Target met"),
    "achieved.keep": ("保持达标", "Maintained"),
    "on_track": ("达序时进度", "On track"),
    "on_track.ahead": ("超序时进度", "Ahead"),
    "on_track.nearly": ("基本达序时进度", "Nearly on track"),
    "on_track.keep": ("保持达标", "Maintained"),
    "on_track.milestone": ("达年度目标", "Milestone met"),
    "at_risk": ("略低于序时进度", "Slightly behind"),
    "at_risk.milestone": ("略低于年度目标", "Just short of milestone"),
    "at_risk.met": ("已达目标，但在变差", "Met, but getting worse"),
    "off_track": ("滞后", "Behind"),
    "off_track.keep": ("未保持达标", "Not maintained"),
    "off_track.lost": ("达标后回落", "Met, then lost"),
    "worsening": ("差于基期", "Worse than baseline"),
    "worsening.away": ("偏离目标", "Moving away"),
    "missed": ("未完成目标", "Missed"),
    "overdue": ("逾期", "Overdue"),
    "not_assessable": ("暂不评价", "Not assessed"),
    "not_assessable.no_baseline": ("暂不评价: 缺基期", "Not assessed: no baseline"),
    "not_assessable.no_five_years": ("暂不评价: 缺近五年数", "Not assessed: five years' figures missing"),
    "not_assessable.no_last_year": ("暂不评价: 缺上年同期数", "Not assessed: no figure of a year ago"),
    "not_assessable.first_value": ("暂不评价: 首个数作暂定基期", "Not assessed: first value"),
    "not_assessable.no_value": ("暂不评价: 数据未到", "Not assessed: no full value yet"),
    "not_assessable.not_due": ("未到报送时间", "Not due yet"),
    "not_assessable.not_reported": ("未报送", "Not reported"),
    "not_assessable.unheard": ("暂无数据", "No data yet"),
    "not_assessable.pending": ("待反馈", "Pending"),
    "not_assessable.invalid": ("数据待核实", "To be checked"),
    # actions
    "done": ("已完成", "Done"),
    "done_late": ("逾期完成", "Done late"),
    "suspended": ("暂缓", "Suspended"),
    "near": ("临期", "Due soon"),
    "in_progress": ("推进中", "In progress"),
    "not_started": ("未启动", "Not started"),
    "not_reported": ("未报送", "Not reported"),
    "unheard": ("暂无进展数据", "No news yet"),
    "not_due": ("未到报送时间", "Report not due yet"),
    "standing": ("常态化推进", "Standing work"),
    **{label: pair for words in KIND_WORDS.values() for label, pair in words.labels.items()},
}

SYMBOLS: dict[str, tuple[str, str]] = {
    "achieved": ("✔", "[+]"),
    "on_track": ("●", "[o]"),
    "at_risk": ("▲", "[!]"),
    "off_track": ("■", "[x]"),
    "worsening": ("▼", "[v]"),
    "missed": ("✖", "[X]"),
    "overdue": ("!", "[*]"),
    "not_assessable": ("?", "[?]"),
    "going_on": ("○", "[ ]"),
}
"""By status: the symbol, and what stands for it on old consoles; that of work without a date, which goes on."""


def label_word(label: str, lang: Lang) -> str:
    """The word of a verdict's label, with its marks; an unknown refinement is said as its status."""
    label, *marks = label.split("|")
    phrase = LABELS.get(label) or LABELS.get(label.split(".", maxsplit=1)[0])
    said = say(phrase, lang) if phrase else label
    if not marks:
        return said
    language = LANGUAGES[lang]
    return said + language.bracketed(language.comma.join(_mark(one, lang) for one in marks))


def _mark(mark: str, lang: Lang) -> str:
    """Whose method gave a verdict, or until when the target ran."""
    if mark in families.METHOD.members:
        return word("by_method", lang, method=word(families.METHOD.key(mark), lang))
    return word("until_day", lang, day=mark)


def symbol(status: str, *, ascii_only: bool = False) -> str:
    """The symbol of a status."""
    return SYMBOLS[status][ascii_only]
