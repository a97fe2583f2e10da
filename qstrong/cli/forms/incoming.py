"""One workbook that was filled in: what it says, the filing it goes into, and what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from qstrong.cli.recording.recording import Recording
from qstrong.cli.session import Session
from qstrong.cli.stop import not_installed
from qstrong.model.base import Text
from qstrong.model.filing import HEADS, Part
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.text import families
from qstrong.text.catalogue import words_of
from qstrong.text.fields import choice_word
from qstrong.timeline.blank import blank
from qstrong.write.filing.edit import EditError, set_keys
from qstrong.write.filing.record import find_entry, recorded
from qstrong.write.filing.scalar import Value
from qstrong.write.form.held import held_text, news
from qstrong.write.intake.form_check import called, compared, hidden_changed, named_otherwise
from qstrong.write.intake.grid import is_zipped
from qstrong.write.intake.guard import MOST_BYTES, RefusedError
from qstrong.write.intake.intake import intake
from qstrong.write.intake.remarks import Intake, Remark
from qstrong.write.intake.table import intakes, is_table

_VALUES = ("value", "last_year", "quantity")
"""The keys that hold what has a unit of measure."""
_FEW = 6
"""So many cells are named of a table that can't be read."""
TABLES = (".csv", ".tsv", ".txt")
"""How tables' names end; all else is a workbook."""
Places = dict[str, tuple[str, dict[str, str]]]
"""Of each entry (`observations/2`), and of `filed/`, its sheet and the cell of each key; "" is the id's."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The filing's text with all answers, what would be wrong with it, and whence its entries came."""

    text: str
    problems: tuple[Problem, ...]
    places: Places


ChangeKind = Literal["new", "changed", "removed", "same"]


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """What one answer does: what was filed, what it says; both as text, empty where there is nothing."""

    kind: ChangeKind
    name: str
    old: str
    new: str
    late: bool
    """Whether it was filed after the form had been written."""

    @property
    def replaces(self) -> bool:
        """Whether a filed value becomes another one."""
        return self.kind == "changed" and bool(self.old) and self.old != self.new


class CellFinding(NamedTuple):
    """A finding: sheet and cell, empty where there is none, what is wrong, and how to mend it."""

    sheet: str
    cell: str
    said: str
    hint: str


@dataclass
class Incoming:
    """One workbook on its way in: all of it, or nothing."""

    session: Session
    path: Path
    found: Intake

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue, about this workbook."""
        return self.session.say(key, path=self.path, **words)

    def at(self, sheet: str, cell: str, text: Text | str) -> str:
        """What is said of one cell, or of the workbook."""
        said = text if isinstance(text, str) else text.say(self.session.lang)
        return self.say(
            ("import_at" if self.found.about else "import_at_table") if cell else "import_of_all",
            sheet=sheet,
            cell=cell,
            text=said,
        )

    def hinted(self, said: str, hint: str) -> str:
        """What is wrong, and how to mend it where that is said."""
        return self.say("import_hinted", text=said, hint=hint) if hint else said

    @cached_property
    def recording(self) -> Recording:
        """The filing that it goes into; what there is to say of the workbook beside it joins `found`."""
        dataset, day, found = self.session.data(), self.session.day(), self.found
        unit = index(dataset).units[found.unit]
        period = self.session.filing_period(str(found.period), day)
        if found.about:
            found.taken += hidden_changed(found, unit.name)
            found.taken += named_otherwise(found, self.path.name, dataset)
            found.notes += compared(found, blank(dataset, unit.id, period, day))
        recording = Recording(self.session, unit, period, day)
        found.wrong += (*self._too_early(period), *self._closed(recording), *self._nothing_filed(recording))
        return recording

    def _too_early(self, period: Period) -> Iterator[Remark]:
        """A day of filing before the end of what has a value: one word, at the cell where that day stands."""
        said, at = self.found.signed.get("filed", ""), self.found.signed_at.get("filed")
        valued = [one.period or period for one in self.found.answers if one.keys.get("value")]
        early = [one for one in valued if one.last <= period.last and said < one.end.isoformat()]
        if at and said and early:
            of = max(early, key=lambda one: one.last)
            yield Remark(*at, words_of("import_too_early", day=said, period=of, end=of.end))

    def _nothing_filed(self, recording: Recording) -> Iterator[Remark]:
        """What would take back what isn't there."""
        for answer, (sheet, cells) in zip(self.found.answers, self.found.places, strict=True):
            if answer.removed and not recording.says(answer):
                yield Remark(
                    sheet, cells.get(HEADS[answer.part], cells[""]), words_of("import_removes_nothing")
                )

    def _closed(self, recording: Recording) -> Iterator[Remark]:
        """What would change a filing that has closed."""
        filed = recording.held
        for answer, (sheet, cells) in zip(self.found.answers, self.found.places, strict=True):
            clash = recording.clash(news(answer, filed, recording.period))
            if clash:
                key, stood = clash
                one = "import_closed" if key == "value" else "record_closed_else"
                said = "record_closed_remove" if answer.removed else one
                old = (
                    choice_word("state", str(stood), self.session.lang)
                    if key == "state"
                    else held_text(stood)
                )
                text = words_of(said, period=recording.period, at=str(recording.period), old=old)
                head = HEADS[answer.part] if answer.removed else key
                yield Remark(sheet, cells.get(head, cells[""]), text)

    def changes(self) -> list[AnswerChange]:
        """What each answer does to what has been filed, by name, in the order of the sheets."""
        filed, period = self.recording.held, self.recording.period
        dataset, found = self.session.data(), []
        for answer in self.found.answers:
            key = (answer.part, answer.subject, (answer.period or period).last)
            new, old = self._says(answer.part, answer.keys), filed.entries.get(key)
            was = self._says(answer.part, old) if old else ""
            kind: ChangeKind = "new" if old is None else "changed"
            if answer.removed:
                kind = "removed"
            elif old is not None and not news(answer, filed, period).keys:
                kind = "same"
            sent = self.found.sent.get(key)
            late = bool(old) and not (sent and sent.was_filed)
            name = called(dataset, answer.part, answer.subject, self.session.lang)
            found.append(AnswerChange(kind, name, was, new, late=late))
        return found

    def _says(self, part: Part, keys: Mapping[str, Value | None]) -> str:
        """What an entry says above all, as people read it."""
        said = held_text(keys.get(HEADS[part]) or keys.get("pending") or "")
        return choice_word("state", said, self.session.lang) if said and part == "actions" else said

    def recorded(self) -> Recorded:
        """What the filing would be; raises `StopError` (1) where its file can't be edited."""
        found, recording = self.found, self.recording
        period, text = recording.period, recording.start
        filed = recording.held
        if "filed" not in {**filed.head, **found.signed}:
            if "filed" not in found.signed_at:
                sys.stderr.write(self.say("import_took_filed", day=recording.day) + "\n")
            found.signed["filed"] = recording.day.isoformat()
        answers = [news(answer, filed, period) for answer in found.answers]
        signed = {key: new for key, new in found.signed.items() if filed.head.get(key) != new}
        try:
            for answer in answers:
                text = recorded(text, period, answer)
            text = set_keys(text, signed)
        except EditError as error:
            raise recording.stop("record_broken", path=recording.shown) from error
        where = {
            f"{answer.part}/{find_entry(text, period, answer)}": place
            for answer, place in zip(answers, found.places, strict=True)
        }
        where |= {f"{key}/": (sheet, {"": cell}) for key, (sheet, cell) in found.signed_at.items()}
        return Recorded(text, recording.found(text), where)

    def placed(self, one: Problem, where: Places) -> CellFinding:
        """A finding at the cell that it is about, in the words of a workbook where there are such."""
        lang = self.session.lang
        part, _, rest = one.pointer.partition("/")
        index, _, key = rest.partition("/")
        sheet, cells = where.get(f"{part}/{index}", ("", {"": ""}))
        own = one.code in families.HINT.members  # a clerk with a workbook adds no lines to files
        hint = (
            self.session.say(families.HINT.key(one.code)) if own else one.hint.say(lang) if one.hint else ""
        )
        key = key.split("/")[0]
        if one.confirm:
            hint = self.session.say("import_hint_confirm" if key in _VALUES else "import_hint_confirm_else")
        return CellFinding(sheet, cells.get(key, cells[""]), one.message.say(lang), hint)


def incoming_file(session: Session, path: Path) -> list[Incoming]:
    """What is in the file at *path*: a form is one filing, a table any number.

    Raises `StopError`: 2 without openpyxl, 1 where it isn't read.
    """
    dataset, lang = session.data(), session.lang
    try:
        data = file_bytes(path)
        if not is_zipped(data) and (path.suffix.lower() in TABLES or is_table(data)):
            return [Incoming(session, path, one) for one in intakes(data, dataset)]
        from qstrong.write.intake.workbook import sheets

        found = intake(sheets(data), dataset)
    except ImportError as error:
        raise not_installed(error, "excel", lang) from error
    except RefusedError as error:
        why = session.say(families.REFUSED.key(error.reason))
        for cell, text in error.told[:_FEW]:
            session.err("import_at_table", path=path, cell=cell, text=text)
        raise session.stop("import_refused", 1, path=path, why=why) from error
    if found.plan != dataset.plan.id or found.unit not in {unit.id for unit in dataset.units}:
        why = session.say("import_other_plan", path=path, plan=found.plan)
        raise session.stop("import_refused", 1, path=path, why=why)
    return [Incoming(session, path, found)]


def file_bytes(path: Path) -> bytes:
    """The file's bytes; of a large one no more than it takes to see that. Raises `RefusedError`."""
    try:
        if path.is_file():  # a pipe would be waited for
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RefusedError("gone") from error
    raise RefusedError("gone")
