"""The cells of one sheet of a workbook that came back: what each says, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from qstrong.model.base import Lang, Text
from qstrong.model.filing import HEADS, Part
from qstrong.model.grammar import MOST_CHARACTERS
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.text import families
from qstrong.text.catalogue import words_of
from qstrong.text.fields import key_word
from qstrong.text.language import LANGUAGES, in_each
from qstrong.write.filing.record import Answer
from qstrong.write.filing.scalar import Value
from qstrong.write.form.fields import NUMBERS, SEVERAL
from qstrong.write.intake.cells import (
    WrongError,
    is_stroke,
    is_taken_back,
    no_result,
    typed_period,
    typed_value,
    unlike_seen,
)
from qstrong.write.intake.remarks import Intake, Remark
from qstrong.write.intake.workbook import TypedCell, TypedSheet

_OWN = (*NUMBERS, "state", "flag", "pending", "on")
"""What belongs to one row alone: merged cells don't say whose it is."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row that is about one indicator's period, or one action, and how its cells are read."""

    part: Part
    subject: str
    period: Period
    here: TypedCell
    """The cell that stands for the row."""
    places: dict[str, str]
    """The cell of each key; "" is the id's."""
    uom: str
    decimals: int
    heads: Mapping[str, int] = field(default_factory=dict)
    """The columns of the keys."""


class CellReader:
    """Reads cells into what a filing says; what was guessed, noted or can't be taken goes to *found*."""

    def __init__(self, sheet: TypedSheet, found: Intake) -> None:
        self.sheet, self.found = sheet, found
        self.merged = {(one.row, one.column): one for one in sheet.merged}
        self.said: set[str] = set()

    def stroke(self, cell: TypedCell) -> bool:
        """Whether somebody only filled a gap with a stroke, or with 无: that is as good as empty."""
        if not is_stroke(cell.content):
            return False
        if cell.place not in self.said:
            self.said.add(cell.place)
            self.found.notes.append(self.remark(cell, words_of("import_stroke", text=cell.content)))
        return True

    def texts(
        self, filled: Mapping[str, TypedCell], uom: str, heads: Mapping[str, int], decimals: int = 2
    ) -> dict[str, Value] | None:
        """What the cells of a row say; None where one of them can't be taken."""
        before = len(self.found.wrong)
        keys: dict[str, Value] = {}
        for key, cell in filled.items():
            self.joined(key, cell, heads)
            text = self.text(key, cell, uom, decimals)
            if text:
                rows = tuple(row.strip() for row in text.split("\n") if row.strip())
                keys[key] = rows if key in SEVERAL and len(rows) > 1 else text
        return keys if len(self.found.wrong) == before else None

    def joined(self, key: str, cell: TypedCell, heads: Mapping[str, int]) -> None:
        """A word on merged cells, once for each."""
        one = self.merged.get((cell.row, cell.column))
        if one is None or one.place in self.said:
            return
        self.said.add(one.place)
        if one.last_row > one.row and key in _OWN:
            self.complain(cell, "import_merged", place=one.place)
        elif one.last_row > one.row:
            self.found.taken.append(self.remark(cell, words_of("import_merged_rows", place=one.place)))
        elif any(one.column < at <= one.last_column for at in heads.values()):
            text = words_of("import_merged_columns", place=one.place, **head_words(key))
            self.found.taken.append(self.remark(cell, text))

    def remark(self, cell: TypedCell, text: Text) -> Remark:
        """Something to say of a cell of this sheet."""
        return Remark(self.sheet.name, cell.place, text)

    def complain(self, cell: TypedCell, key: str, **words: object) -> None:
        """Say what is wrong with a cell."""
        self.found.wrong.append(self.remark(cell, words_of(key, **words)))

    def text(self, key: str, cell: TypedCell, uom: str, decimals: int = 2) -> str | None:
        """What a cell says, as a filing says it; None where that can't be told, which is said."""
        if wrong := no_result(cell):
            self.found.wrong.append(self.remark(cell, wrong))
            return None
        try:
            text, guess = typed_value(key, cell, uom, decimals, self.found.shift)
        except WrongError as error:
            self.found.wrong.append(self.remark(cell, error.text))
            return None
        if len(text) > MOST_CHARACTERS:
            self.complain(cell, "import_too_long", n=len(text), most=MOST_CHARACTERS)
            return None
        if cell.formula:
            guess = words_of("import_formula", value=text)
        if key in _OWN:
            guess = unlike_seen(cell, text) or guess
        if guess:
            self.found.taken.append(self.remark(cell, guess))
        return text

    def take(self, row: EntryRow, filled: Mapping[str, TypedCell]) -> None:
        """Take what the *filled* cells of a row say: values and words, or that all is taken back."""
        head = HEADS[row.part]
        if self.taken_back(row, filled):
            self.remove(row, filled[head])
            return
        if is_taken_back(filled.get(head)):
            filled = {key: cell for key, cell in filled.items() if key != head}
        lacking = self.lacking(row.part, filled)
        if lacking:
            place = row.places.get(head, row.here.place)
            self.found.wrong.append(Remark(self.sheet.name, place, words_of(lacking)))
            return
        keys = self.texts(filled, row.uom, row.heads, row.decimals)
        if keys is not None:
            self.answer(row, keys)

    def taken_back(self, row: EntryRow, filled: Mapping[str, TypedCell]) -> bool:
        """Whether a row takes back what was filed; not where it says anew why there is no value yet."""
        sent = self.found.sent.get((row.part, row.subject, row.period.last))
        reason = "pending" in filled and not (sent and "pending" in sent.filled)
        return is_taken_back(filled.get(HEADS[row.part])) and not reason

    def remove(self, row: EntryRow, cell: TypedCell) -> None:
        """Take back all that was filed of a row, as *cell* says."""
        before = len(self.found.wrong)
        self.joined(HEADS[row.part], cell, {})
        if len(self.found.wrong) == before:
            self.answer(row, {}, removed=True)

    def answer(self, row: EntryRow, keys: Mapping[str, Value], *, removed: bool = False) -> None:
        """Take what a row says, where nothing was said of it before: a value or why there is none."""
        if not self.first((row.part, row.subject, row.period.last), row.here, row.subject):
            return
        gone = {"pending": None} if "value" in keys else {"value": None} if "pending" in keys else {}
        own = None if row.period.last == self.found.period.last else row.period
        self.found.answers.append(Answer(row.part, row.subject, {**keys, **gone}, own, removed))
        self.found.places.append((self.sheet.name, row.places))

    @staticmethod
    def lacking(part: Part, filled: Mapping[str, TypedCell]) -> str:
        """The word for what a row leaves open; "" where it is whole."""
        if part == "actions":
            return "" if "state" in filled else "import_no_state"
        if "value" in filled and "pending" in filled:
            return "import_both"
        return "" if "value" in filled or "pending" in filled else "import_no_value"

    def period(self, cell: TypedCell) -> Period | None:
        """The period that a cell says; None where it can't be told, which is said."""
        try:
            period, guess = typed_period(cell, self.found.shift)
        except WrongError as error:
            self.found.wrong.append(self.remark(cell, error.text))
            return None
        if guess:
            self.found.taken.append(self.remark(cell, guess))
        return period

    def first(self, key: tuple[Part, str, int], cell: TypedCell, name: str) -> bool:
        """Whether nothing was said of this before; else that is said."""
        place = self.found.filled.setdefault(key, f"{self.sheet.name}!{cell.place}")
        if place != f"{self.sheet.name}!{cell.place}":
            self.complain(cell, "import_twice", text=name, place=place)
            return False
        return True


def head_words(*keys: str) -> dict[str, object]:
    """The heads of columns as a word of both languages."""

    def said(lang: Lang) -> str:
        return LANGUAGES[lang].listed(key_word(key, lang, families.FORM) for key in keys)

    return {"column": in_each(said)}
