"""A workbook that was filled in, as answers: each cell read as it was meant, and where that was a guess."""

from __future__ import annotations

from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.read.scalars import as_period
from qstrong.text.catalogue import words_of
from qstrong.write.form.fields import HIDDEN
from qstrong.write.intake.form_check import sent_rows, text_at, titled_otherwise
from qstrong.write.intake.guard import RefusedError
from qstrong.write.intake.remarks import Intake, Remark
from qstrong.write.intake.sheet_reader import SheetReader
from qstrong.write.intake.workbook import TypedSheet


def intake(sheets: list[TypedSheet], dataset: Dataset) -> Intake:
    """What a workbook says; raises `RefusedError` where it isn't a form."""
    about = next((sheet for sheet in sheets if sheet.name == HIDDEN), None)
    if about is None:
        raise RefusedError("no_form")
    mark, _, plan, unit, when = (text_at(about, row, 1) for row in range(1, 6))
    period = as_period(when)
    if mark != "qstrong-form" or period is None:
        raise RefusedError("no_form")
    shift = dataset.plan.shift
    found = Intake(plan, unit, Period.parse(period, shift), about, shift=shift)
    found.sent = {key: row for _, key, row in sent_rows(found) if key}
    shown = [sheet for sheet in sheets if sheet is not about]
    read = [SheetReader(sheet, dataset, found).read() for sheet in shown]
    if not any(read):
        raise RefusedError("no_heads")
    for sheet, mine in zip(shown, read, strict=True):
        if not mine and sheet.cells:
            first = next(iter(sheet.cells.values()))
            found.notes.append(Remark(sheet.name, first.place, words_of("import_sheet_other")))
        found.wrong += (
            titled_otherwise(found, sheet, dataset) if mine and unit in index(dataset).units else ()
        )
    return found
