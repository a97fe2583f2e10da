"""A workbook that came back, beside the form that was sent: rows gone or added, cells emptied, more asked.

None of this stops anybody: a row that was taken out says nothing, as an empty one does. It deserves a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter

from qstrong.model.base import Lang, Text
from qstrong.model.dataset import Dataset
from qstrong.model.filing import PARTS
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.task import Unit
from qstrong.read.filing import period_of
from qstrong.read.scalars import as_period
from qstrong.text.catalogue import word, words_of
from qstrong.text.language import LANGUAGES, in_each
from qstrong.text.written import half_width
from qstrong.timeline.blank import Blank
from qstrong.write.form.fields import HIDDEN, LIST_ROWS, checksum
from qstrong.write.form.held import HeldKey
from qstrong.write.intake.cells import tight
from qstrong.write.intake.remarks import Intake, Remark
from qstrong.write.intake.workbook import TypedSheet

FIRST = 4
"""The row of a form's heads."""
_PERIOD = re.compile(
    r"(?:19|20)\d\d(?:-?[QH][1-4]|-(?:0[1-9]|1[0-2])(?![-\d])|\s*年\s*(?:第?[一二三四1-4]\s*季度?|[上下]半年|\d{1,2}\s*月(?!\s*\d)))",
    re.IGNORECASE,
)
_FEW = 6
"""So many are named."""


def text_at(sheet: TypedSheet | None, row: int, column: int) -> str:
    """What a cell says, "" where there is nothing."""
    cell = sheet.cells.get((row, column)) if sheet else None
    return str(cell.content) if cell else ""


def hidden_changed(found: Intake, unit: Text) -> Iterator[Remark]:
    """A remark where the hidden sheet isn't as it was written: it may be for another unit than *unit*."""
    when = text_at(found.about, 5, 1)
    rows = [text for text, _, _ in sent_rows(found)]
    if text_at(found.about, 7, 1) != checksum(found.plan, found.unit, when, rows):
        yield Remark(HIDDEN, "A7", words_of("import_hidden", unit=unit, period=found.period))


def named_otherwise(found: Intake, name: str, dataset: Dataset) -> Iterator[Remark]:
    """A remark where the file's *name* speaks of another unit or another period than the form is for."""
    units, own = index(dataset).units, index(dataset).units[found.unit]
    if other := _other_unit(name, own, units.values()):
        yield Remark("", "", words_of("import_file_unit", name=name, unit=own.name, other=other))
    periods = periods_in(name)
    if periods and found.period.last not in {one.last for one in periods}:
        yield Remark("", "", words_of("import_file_period", name=name, period=found.period, other=periods[0]))


def titled_otherwise(found: Intake, sheet: TypedSheet, dataset: Dataset) -> Iterator[Remark]:
    """A remark where what stands above a sheet's heads is of another unit's form, or another period's."""
    units, own = index(dataset).units, index(dataset).units[found.unit]
    above = [cell for (row, _), cell in sorted(sheet.cells.items()) if row < FIRST]
    for cell in above:
        other = _other_unit(str(cell.content), own, units.values())
        if other:
            words = {"unit": own.name, "period": found.period, "other": other}
            yield Remark(sheet.name, cell.place, words_of("import_title", **words))
    for cell in above[:1]:
        periods = periods_in(str(cell.content))
        if periods and found.period.last not in {one.last for one in periods}:
            words = {"unit": own.name, "period": found.period, "other": periods[0]}
            yield Remark(sheet.name, cell.place, words_of("import_title", **words))


def periods_in(text: str) -> list[Period]:
    """The halves, quarters and months that *text* names; days and years apart."""
    found = (as_period(one) for one in _PERIOD.findall(half_width(text)))
    return [Period.parse(one) for one in found if one]


def unit_in(text: str, units: Iterable[Unit]) -> Unit | None:
    """The unit that *text* names by its full name; of several the longest named."""
    said = tight(text)
    named = [(tight(name), one) for one in units for name in one.name.texts()]
    found = [(len(name), one) for name, one in named if name in said]
    return max(found, key=itemgetter(0))[1] if found else None


def _other_unit(text: str, own: Unit, units: Iterable[Unit]) -> Text | None:
    """The unit that *text* names by its full name, where that isn't *own* and *own* isn't named."""
    said = tight(text)
    mine = {tight(one) for one in own.name.texts()} | {tight(one) for one in own.aliases}
    if any(one in said for one in mine):
        return None
    others = ((one.name, tight(name)) for one in units if one.id != own.id for name in one.name.texts())
    found = (
        (name, called) for name, called in others if called in said and not any(called in one for one in mine)
    )
    return max(found, key=lambda one: len(one[1]), default=(None, ""))[0]


def compared(found: Intake, asked: Blank) -> Iterator[Remark]:
    """What came back otherwise than it was sent, and what is *asked* now and wasn't then."""
    sent = {key: keys for _, key, keys in sent_rows(found) if key}
    gone = [key for key in sent if key not in found.rows]
    if gone:
        yield Remark("", "", _listed("import_rows_gone", gone, asked.dataset))
    asked_of = {key[:2] for key in sent}
    for key, row in found.rows.items():
        if row.filled and key not in sent and key[:2] not in asked_of:
            yield Remark(row.sheet, row.cells[""], words_of("import_row_added"))
        for name in sent.get(key, ()):
            if row.filled and name in row.cells and name not in row.filled:
                yield Remark(row.sheet, row.cells[name], words_of("import_emptied"))
    now: list[HeldKey] = [("observations", one.target.id, one.period.last) for one in asked.values]
    now += [("actions", one.action.id, found.period.last) for one in asked.actions]
    new = [key for key in now if key not in sent]
    if new:
        yield Remark("", "", _listed("import_outdated", new, asked.dataset))


def sent_rows(found: Intake) -> Iterator[tuple[str, HeldKey | None, tuple[str, ...]]]:
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
