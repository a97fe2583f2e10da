"""A workbook that came back, beside the form that was sent: rows gone or added, cells emptied, more asked.

None of this stops anybody: a row that was taken out says nothing, as an empty one does. It deserves a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter

from qstrong.model.base import Lang, Text
from qstrong.model.dataset import Dataset
from qstrong.model.filing import HEADS, PARTS, Part
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.task import Unit
from qstrong.read.faults import clip
from qstrong.read.filing import period_of
from qstrong.read.scalars import as_period
from qstrong.text.catalogue import word, words_of
from qstrong.text.language import LANGUAGES, in_each
from qstrong.text.written import half_width, tight
from qstrong.timeline.blank import Blank
from qstrong.write.form.fields import HIDDEN, LIST_ROWS, checksum
from qstrong.write.form.held import HeldKey
from qstrong.write.intake.cell_reader import head_words
from qstrong.write.intake.cells import typed_text
from qstrong.write.intake.remarks import FilledRow, Intake, Remark, SentRow
from qstrong.write.intake.workbook import TypedCell, TypedSheet, address

FIRST = 4
"""The row of a form's heads."""
_PERIOD = re.compile(
    r"(?:19|20)\d\d(?:[/-]\d\d(?:年度)?\s?(?:[QH][1-4]|第?[一二三四]季度|[上下]半年)|-?[QH][1-4]|-(?:0[1-9]|1[0-2])(?![-\d])|\s*年\s*(?:第?[一二三四1-4]\s*季度?|[上下]半年|\d{1,2}\s*月(?!\s*\d)))",
    re.IGNORECASE,
)
_FEW = 6
"""So many are named."""
_FILED = ("last", "was")
"""What was filed before, and is only shown; what else rows show is the plan's."""


def text_at(sheet: TypedSheet | None, row: int, column: int) -> str:
    """What a cell says, "" where there is nothing."""
    cell = sheet.cells.get((row, column)) if sheet else None
    return str(cell.content) if cell else ""


def hidden_changed(found: Intake, unit: Text) -> Iterator[Remark]:
    """A remark where the hidden sheet isn't as it was written: it may be for another unit than *unit*."""
    when = text_at(found.about, 5, 1)
    rows = [text for text, _, _ in sent_rows(found)] or found.stand
    if text_at(found.about, 7, 1) != checksum(found.plan, found.unit, when, rows):
        yield Remark(HIDDEN, "A7", words_of("import_hidden", unit=unit, period=found.period))


def named_otherwise(found: Intake, name: str, dataset: Dataset) -> Iterator[Remark]:
    """A remark where the file's *name* speaks of another unit or another period than the form is for."""
    units, own = index(dataset).units, index(dataset).units[found.unit]
    if other := _other_unit(name, own, units.values()):
        yield Remark("", "", words_of("import_file_unit", name=name, unit=own.name, other=other.name))
    if period := _other_period(name, found):
        yield Remark("", "", words_of("import_file_period", name=name, period=found.period, other=period))


def titled_otherwise(found: Intake, sheet: TypedSheet, dataset: Dataset) -> Iterator[Remark]:
    """A remark where what stands above a sheet's heads is of another unit's form, or another period's.

    Periods are looked for in the title alone: the lines below it have days.
    """
    units, own = index(dataset).units, index(dataset).units[found.unit]
    above = [cell for (row, _), cell in sorted(sheet.cells.items()) if row < FIRST]
    wrong = [
        (cell, unit.name) for cell in above if (unit := _other_unit(str(cell.content), own, units.values()))
    ]
    told: list[tuple[TypedCell, Text | Period]] = [*wrong]
    told += [(cell, period) for cell in above[:1] if (period := _other_period(str(cell.content), found))]
    for cell, other in told:
        words = {"unit": own.name, "period": found.period, "other": other}
        yield Remark(sheet.name, cell.place, words_of("import_title", **words))


def _other_period(text: str, found: Intake) -> Period | None:
    """The first half, quarter or month that *text* names, where none of them is the form's."""
    named = (as_period(one, found.shift) for one in _PERIOD.findall(half_width(text)))
    periods = [Period.parse(one, found.shift) for one in named if one]
    return periods[0] if periods and found.period.last not in {one.last for one in periods} else None


def unit_in(text: str, units: Iterable[Unit], besides: Collection[str] = ()) -> Unit | None:
    """The unit that *text* names by its full name; of several the longest named, part of none *besides*."""
    said = tight(text)
    named = [(tight(name), one) for one in units for name in one.name.texts()]
    found = [
        (len(name), one) for name, one in named if name in said and not any(name in mine for mine in besides)
    ]
    return max(found, key=itemgetter(0))[1] if found else None


def _other_unit(text: str, own: Unit, units: Iterable[Unit]) -> Unit | None:
    """The unit that *text* names by its full name, where that isn't *own* and *own* isn't named."""
    mine = [tight(one) for one in (*own.name.texts(), *own.aliases)]
    if any(one in tight(text) for one in mine):
        return None
    return unit_in(text, (one for one in units if one.id != own.id), mine)


def compared(found: Intake, asked: Blank) -> Iterator[Remark]:
    """What came back otherwise than it was sent, and what is *asked* now and wasn't then."""
    sent = found.sent
    if not sent and found.rows:
        return  # one of the first forms, which didn't say what they ask for
    gone = [key for key in sent if key not in found.rows]
    if gone:
        yield Remark("", "", _listed("import_rows_gone", gone, asked.dataset))
    asked_of = {key[:2] for key in sent}
    for key, row in found.rows.items():
        if row.filled and key not in sent and key[:2] not in asked_of:
            yield Remark(row.sheet, row.cells[""], words_of("import_row_added"))
        for name in _emptied(row, sent[key]) if key in sent else ():
            how = {"withdraw": words_of("form_withdraw"), **head_words(HEADS[key[0]])}
            yield Remark(row.sheet, row.cells[name], words_of("import_emptied", **how))
    now: list[HeldKey] = [("observations", one.target.id, one.period.last) for one in asked.values]
    now += [("actions", one.action.id, found.period.last) for one in asked.actions]
    new = [key for key in now if key not in sent]
    if new:
        yield Remark("", "", _listed("import_outdated", new, asked.dataset))


def untaken(sheet: TypedSheet, head: int, ids: int | None, fills: Collection[int]) -> Iterator[Remark]:
    """What of a *sheet* nobody takes: comments, and what stands below no head, or in a row without an id.

    The heads are in row *head*, *ids* in that column; what is filled in in columns *fills* is told elsewhere.
    """
    for at, comment in sorted(sheet.comments.items()):
        yield Remark(sheet.name, address(*at), words_of("import_comment", text=clip(comment)))
    headed = {column for row, column in sheet.cells if row == head}
    for (row, column), cell in sorted(sheet.cells.items()):
        named = sheet.cells.get((row, ids)) if ids else cell
        if row <= head or (named and str(named.content).startswith("@")):
            continue
        if column not in headed or (named is None and column not in fills):
            text = words_of("import_astray", text=clip(str(cell.content)))
            yield Remark(sheet.name, cell.place, text)


def note_edited(
    found: Intake,
    sheet: TypedSheet,
    about: HeldKey,
    cells: Mapping[int, TypedCell],
    heads: Mapping[str, int],
) -> None:
    """Say where a row's *cells* show another thing than was sent, and that changes nothing.

    Who changes a value there takes it for corrected, which is asked about; the plan's own is another's.
    """
    sent = found.sent.get(about)
    for name, text in sent.locked.items() if sent else ():
        cell = cells.get(heads.get(name, 0))
        if cell and tight(typed_text(cell)) != tight(text):
            now, was = (clip(" ".join(one.split())) for one in (typed_text(cell), text or "–"))
            of = "import_edited_last" if name == "last" else "import_edited_was"
            key = of if name in _FILED else "import_edited_plan"
            said = Remark(sheet.name, cell.place, words_of(key, text=now, sent=was, **head_words(name)))
            (found.taken if name in _FILED else found.notes).append(said)


def rows_below(
    rows: Mapping[int, Mapping[int, TypedCell]], head: int, ids: int
) -> Iterator[Mapping[int, TypedCell]]:
    """The *rows* below the heads, the last one first, with their ids in column *ids*; no signatures."""
    for row in sorted(rows, reverse=True):
        at = rows[row].get(ids)
        if row > head and not (at and str(at.content).startswith("@")):
            yield rows[row]


def _emptied(row: FilledRow, sent: SentRow) -> list[str]:
    """The keys of a row that were filed and are empty now; of one that is empty as a whole the first."""
    gone = [name for name in sent.filled if name in row.cells and name not in row.filled]
    if not row.filled:
        return gone[:1] if sent.was_filed else []
    instead = {"value": "pending", "pending": "value"}  # each takes the other's place
    return [name for name in gone if instead.get(name) not in row.filled]


def sent_rows(found: Intake) -> Iterator[tuple[str, HeldKey | None, SentRow]]:
    """The rows that the form asked for, as the hidden sheet has them, and what each is about."""
    row, locked = 1, text_at(found.about, 8, 1).split()
    while text := text_at(found.about, row, LIST_ROWS):
        words = text.split(" ")
        own = period_of(words[2]) if len(words) > 2 else None
        period = replace(own, shift=found.shift) if own else found.period
        part = next((one for one in PARTS if one == words[0]), None)
        key = (part, words[1], period.last) if part and len(words) > 1 else None
        filled = tuple(text_at(found.about, row, LIST_ROWS + 1).split())
        shown = {name: text_at(found.about, row, at) for at, name in enumerate(locked, LIST_ROWS + 2)}
        yield text, key, SentRow(period, filled, shown)
        row += 1


def called(dataset: Dataset, part: Part, subject: str, lang: Lang) -> str:
    """What people call an indicator, or an action; its id where there is none such."""
    if part == "actions":
        return word("reply_action", lang, id=subject)
    targets = index(dataset).targets
    return targets[subject].name.say(lang) if subject in targets else subject


def _listed(key: str, keys: Collection[HeldKey], dataset: Dataset) -> Text:
    """So many, and the first of them by name."""
    few, more = list(keys)[:_FEW], "…" if len(keys) > _FEW else ""

    def named(lang: Lang) -> str:
        return LANGUAGES[lang].listed(
            dict.fromkeys(called(dataset, part, subject, lang) for part, subject, _ in few)
        )

    return words_of(key, n=len(keys), names=in_each(lambda lang: named(lang) + more))
