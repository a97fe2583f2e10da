"""How a reader wants to see things, and the pieces that several renderers show alike."""

from __future__ import annotations

from dataclasses import dataclass

from qstrong.assess.report import Status
from qstrong.model.base import Lang, Text
from qstrong.render.document import Cell, Style
from qstrong.text.catalogue import numeral, word
from qstrong.text.labels import label_word, symbol

STYLE: dict[Status, Style] = {
    "achieved": "good",
    "on_track": "good",
    "at_risk": "warn",
    "off_track": "bad",
    "worsening": "bad",
    "missed": "bad",
    "overdue": "bad",
    "not_assessable": "dim",
}
COLOURS: dict[str, Style] = {"red": "bad", "yellow": "warn", "green": "good", "grey": "dim"}
ASCII_ARROWS = {"↑": "^", "↗": "/", "→": "-", "↓": "v", "•": "."}


@dataclass(frozen=True, slots=True)
class Look:
    """The reader's language, and whether the console is an old one."""

    lang: Lang = "zh"
    ascii_only: bool = False

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue."""
        return word(key, self.lang, **words)

    def name(self, text: Text) -> str:
        """A name in the reader's language."""
        return text.say(self.lang)

    def tight(self, text: str) -> str:
        """Generated words as official Chinese has them: without blanks."""
        return text.replace(" ", "") if self.lang == "zh" else text

    def sign(self, status: str) -> str:
        """A status's symbol."""
        return symbol(status, ascii_only=self.ascii_only)

    def ordinal(self, k: int) -> str:
        """A section's number: 一, 二; 1, 2 in English."""
        return numeral(k, self.lang)

    def arrow(self, arrow: str) -> str:
        """An arrow, or what stands for it."""
        return ASCII_ARROWS[arrow] if self.ascii_only else arrow

    def status(self, status: Status, label: str) -> Cell:
        """Symbol and word together, in the status's colour."""
        return Cell(f"{self.sign(status)} {label_word(label, self.lang)}", STYLE[status])
