"""A workbook that came back, beside the form that was sent: rows gone or added, cells emptied, more asked.

None of this stops anybody: a row that was taken out says nothing, as an empty one does. It deserves a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from qstrong.model.base import Lang, Text
from qstrong.model.dataset import Dataset
from qstrong.model.filing import PARTS
from qstrong.model.index import index
from qstrong.read.filing import period_of
from qstrong.text.catalogue import word, words_of
from qstrong.text.language import LANGUAGES, in_each
from qstrong.timeline.blank import Blank
from qstrong.write.form.fields import HIDDEN, LIST_ROWS, checksum
from qstrong.write.form.held import HeldKey
from qstrong.write.intake.remarks import Intake, Remark
from qstrong.write.intake.workbook import TypedSheet

_FEW = 6
"""So many are named."""


def text_at(sheet: TypedSheet, row: int, column: int) -> str:
    """What a cell says, "" where there is nothing."""
    cell = sheet.cells.get((row, column))
    return str(cell.content) if cell else ""


def hidden_changed(found: Intake, unit: Text) -> Iterator[Remark]:
    """A remark where the hidden sheet isn't as it was written: it may be for another unit than *unit*."""
    when = text_at(found.about, 5, 1)
    rows = [text for text, _, _ in _sent(found)]
    if text_at(found.about, 7, 1) != checksum(found.plan, found.unit, when, rows):
        yield Remark(HIDDEN, "A7", words_of("import_hidden", unit=unit, period=found.period))


def compared(found: Intake, asked: Blank) -> Iterator[Remark]:
    """What came back otherwise than it was sent, and what is *asked* now and wasn't then."""
    sent = {key: keys for _, key, keys in _sent(found) if key}
    gone = [key for key in sent if key not in found.rows]
    if gone:
        yield Remark("", "", _listed("import_rows_gone", gone, asked.dataset))
    for key, row in found.rows.items():
        if row.filled and key not in sent:
            yield Remark(row.sheet, row.cells[""], words_of("import_row_added"))
        for name in sent.get(key, ()):
            if row.filled and name in row.cells and name not in row.filled:
                yield Remark(row.sheet, row.cells[name], words_of("import_emptied"))
    now: list[HeldKey] = [("observations", one.target.id, one.period.last) for one in asked.values]
    now += [("actions", one.action.id, found.period.last) for one in asked.actions]
    new = [key for key in now if key not in sent]
    if new:
        yield Remark("", "", _listed("import_outdated", new, asked.dataset))


def _sent(found: Intake) -> Iterator[tuple[str, HeldKey | None, tuple[str, ...]]]:
    """The rows that the form asked for, as they are written, and the keys that were filled in already."""
    row = 1
    while text := text_at(found.about, row, LIST_ROWS):
        words = text.split(" ")
        period = (period_of(words[2]) if len(words) > 2 else None) or found.period
        part = next((one for one in PARTS if one == words[0]), None)
        key = (part, words[1], period.last) if part and len(words) > 1 else None
        yield text, key, tuple(text_at(found.about, row, LIST_ROWS + 1).split())
        row += 1


def _listed(key: str, keys: Collection[HeldKey], dataset: Dataset) -> Text:
    """So many, and the first of them by name."""
    targets = index(dataset).targets

    def name(row: HeldKey, lang: Lang) -> str:
        part, subject, _ = row
        if part == "actions":
            return word("reply_action", lang, id=subject)
        return targets[subject].name.say(lang) if subject in targets else subject

    few, more = list(keys)[:_FEW], "…" if len(keys) > _FEW else ""
    named = in_each(lambda lang: LANGUAGES[lang].listed(dict.fromkeys(name(row, lang) for row in few)) + more)
    return words_of(key, n=len(keys), names=named)
