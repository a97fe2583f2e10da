"""How a reader wants to see things, and the pieces that several renderers show alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qstrong.model.base import Lang, Text
from qstrong.model.index import Called, names_of
from qstrong.model.period import Period
from qstrong.model.plan import Plan
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Cell, Style
from qstrong.text.catalogue import word
from qstrong.text.labels import label_word, symbol
from qstrong.text.language import LANGUAGES, Language, period_short, year_words
from qstrong.text.numbers import uom_words

if TYPE_CHECKING:
    from qstrong.assess.verdict import Status

STYLE: dict[Status, Style] = {
    "achieved": "good", "on_track": "good", "at_risk": "warn", "off_track": "bad", "worsening": "bad",
    "missed": "bad", "overdue": "bad", "not_assessable": "dim",
}  # fmt: skip
SIGN_STYLE: dict[str, Style] = {**{str(key): style for key, style in STYLE.items()}, "going_on": "dim"}
"""By sign: that of its status, or of work that goes on."""
COLOURS: dict[str, Style] = {"red": "bad", "yellow": "warn", "green": "good", "grey": "dim"}
ASCII_ARROWS = {"↑": "^", "↗": "/", "→": "-", "↓": "v", "•": "."}


@dataclass(frozen=True, slots=True)
class Look:
    """The reader's language, and whether the console is an old one."""

    lang: Lang = "zh"
    ascii_only: bool = False
    statistics: Text | None = None
    """For whose figures the plan's units wait, where its office says so."""

    @property
    def language(self) -> Language:
        """How the reader's language is written."""
        return LANGUAGES[self.lang]

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue; for 待反馈 the plan's own."""
        if key == "pending" and self.statistics:
            return self.language.pending.format(who=self.name(self.statistics))
        return word(key, self.lang, **words)

    def label(self, label: str) -> str:
        """The word of a verdict's label."""
        return self.say("pending") if label == "not_assessable.pending" else label_word(label, self.lang)

    def name(self, text: Text) -> str:
        """A name in the reader's language."""
        return text.say(self.lang)

    def period(self, period: Period) -> str:
        """A period as tables have it: 2026Q2; 2024/25 Q1."""
        return period_short(period, self.lang)

    def year(self, year: Period) -> str:
        """A year by its number alone: 2026; 2024/25."""
        return year_words(year)

    def uom(self, uom: str) -> str:
        """A unit of measure in the reader's language."""
        return uom_words(uom, self.lang)

    def we(self, plan: Plan) -> str:
        """How the plan's office speaks of itself."""
        own = plan.office.we
        return self.name(own) if own else self.say("we")

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other."""
        return self.language.listed(names)

    def names(self, things: Iterable[Called]) -> dict[str, str]:
        """By id what they are called in the reader's language."""
        return {name: self.name(text) for name, text in names_of(things).items()}

    def tight(self, text: str) -> str:
        """Generated words as official Chinese has them: without blanks."""
        return self.language.tight(text)

    def sign(self, status: str) -> str:
        """A status's symbol."""
        return symbol(status, ascii_only=self.ascii_only)

    def arrow(self, arrow: str) -> str:
        """An arrow, or what stands for it."""
        return ASCII_ARROWS[arrow] if self.ascii_only else arrow

    def status(self, status: Status, label: str) -> Cell:
        """Symbol and word together, in the status's colour."""
        return Cell(f"{self.sign(status)} {self.label(label)}", STYLE[status])
