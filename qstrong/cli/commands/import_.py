"""`qstrong import`: workbooks that were filled in, back into filings, through the same checks."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase
from typing import Annotated, Any

import typer

from qstrong.cli import options as o
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.model.base import Text
from qstrong.model.index import index
from qstrong.model.problem import Problem
from qstrong.text import families
from qstrong.text.catalogue import word, words_of

Places = dict[str, tuple[str, dict[str, str]]]
"""Of each entry (`observations/2`), and of `filed/`, its sheet and the cell of each key; "" is the id's."""


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES...", readable=False, help="help.import_files")
    ],
    accept: Annotated[bool, typer.Option("--accept", help="help.import_accept")] = False,
    reply: Annotated[bool, typer.Option("--reply", help="help.import_reply")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="help.dry_run")] = False,
    data: o.DataOption = None,
    as_of: o.AsOfOption = None,
    lang: o.LangOption = None,
) -> int:
    """help.cmd.import"""
    from qstrong.cli.writer import Options

    run = _Run(Options(data, lang, as_of))
    for one in run.read(files):
        run.attempt(lambda one=one: one.reply() if reply else one.run(accept=accept, dry_run=dry_run))
    return run.code


@dataclass
class _Run:
    """All workbooks of one call: each comes in whole or not at all, and stops none of the others."""

    options: Any
    code: int = 0

    def attempt(self, step: Any) -> Any:
        """What *step* gives; where it stops for what is in a workbook, say so and go on."""
        try:
            found = step()
        except StopError as error:
            if error.code != 1:
                raise
            sys.stderr.write(error.message + "\n")
            found = 1
        self.code = max(self.code, found if isinstance(found, int) else 0)
        return found

    def read(self, files: list[Path]) -> Iterator[_Import]:
        """The workbooks that can be read, but for those of which two are for the same filing."""
        session = Session(self.options)
        session.data()
        read = (self.attempt(lambda path=path: _Import(session, path).read()) for path in files)
        by_filing: dict[tuple[str, Any], list[_Import]] = defaultdict(list)
        for one in read:
            if isinstance(one, _Import):
                by_filing[one.found.unit, one.found.period].append(one)
        for same in by_filing.values():
            if len(same) > 1:
                self.code = 1
                names = ", ".join(str(one.path) for one in same)
                sys.stderr.write(word("import_same_filing", session.lang, names=names) + "\n")
                continue
            same[0].session = Session(self.options)  # anew: the file before may have changed the data
            yield same[0]


@dataclass
class _Import:
    """One workbook on its way in: all of it, or nothing."""

    session: Session
    path: Path
    found: Any = field(default=None)

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue, about this workbook."""
        return word(key, self.session.lang, path=self.path, **words)

    def tell(self, text: str, *, stream: Any = None) -> None:
        """A line."""
        (stream or sys.stdout).write(text + "\n")

    def at(self, sheet: str, cell: str, text: Text | str) -> str:
        """What is said of one cell, or of the workbook."""
        said = text if isinstance(text, str) else text.say(self.session.lang)
        return self.say("import_at" if cell else "import_of_all", sheet=sheet, cell=cell, text=said)

    def remark(self, *remarks: Any) -> None:
        """Say something of some cells."""
        for one in remarks:
            self.tell(self.at(one.sheet, one.cell, one.text), stream=sys.stderr)

    def read(self) -> _Import:
        """Read what the workbook says; raises `StopError`: 2 without openpyxl, 1 where it isn't read."""
        from qstrong.write.intake.guard import RefusedError

        dataset = self.session.data()
        try:
            from qstrong.write.intake.intake import intake
            from qstrong.write.intake.workbook import sheets

            self.found = intake(sheets(self.bytes()), dataset)
        except ImportError as error:
            raise StopError(2, word("import_missing", self.session.lang)) from error
        except RefusedError as error:
            why = word(families.REFUSED.key(error.reason), self.session.lang)
            raise StopError(1, self.say("import_refused", why=why)) from error
        if self.found.plan != dataset.plan.id or self.found.unit not in {unit.id for unit in dataset.units}:
            why = self.say("import_other_plan", plan=self.found.plan)
            raise StopError(1, self.say("import_refused", why=why))
        return self

    def bytes(self) -> bytes:
        """The file's bytes; of a large one no more than it takes to see that."""
        from qstrong.write.intake.guard import MOST_BYTES, RefusedError

        try:
            if self.path.is_file():  # a pipe would be waited for
                with self.path.open("rb") as file:
                    return file.read(MOST_BYTES + 1)
        except OSError as error:
            raise RefusedError("gone") from error
        raise RefusedError("gone")

    def run(self, *, accept: bool, dry_run: bool) -> int:
        """Check, show, write; 1 where something is wrong with it, and nothing is written."""
        found, recording = self.found, self.recording()
        self.remark(*(found.wrong or found.notes), *found.taken)
        if found.wrong:
            return self.refuse()
        if not found.answers:
            self.tell(self.say("import_nothing"), stream=sys.stderr)
            return 1
        text, problems, where = self.recorded(recording)
        for one in problems:
            self.tell(self.problem(one, where, recording), stream=sys.stderr)
        if any(one.severity == "error" for one in problems):
            return self.refuse()
        return self.settle(recording, text, accept=accept, dry_run=dry_run)

    def reply(self) -> int:
        """The note that sends the workbook back, with all that is to be checked: 1 where there is any."""
        from qstrong.render.notices.returned import ReturnedItem, returned
        from qstrong.timeline.owed import close_day

        found, lang, recording = self.found, self.session.lang, self.recording()
        places = [(one.sheet, one.cell, one.text.say(lang)) for one in (*found.wrong, *found.taken)]
        if found.answers:
            _, problems, where = self.recorded(recording)
            places += [self.placed(one, where) for one in problems if one.severity != "note"]
        if not places and found.answers:
            self.tell(self.say("reply_none"))
            return 0
        places = sorted(places, key=self.down)
        items = [ReturnedItem(sheet, cell, self.named(sheet, cell), text) for sheet, cell, text in places]
        plan, unit = self.session.data().plan, recording.unit.name.say(lang)
        closes = close_day(plan, recording.period)
        note = returned(plan, unit, recording.period, items, closes, recording.day, self.session.look)
        self.tell(note)
        return 1

    def down(self, place: tuple[str, str, str]) -> tuple[bool, int, int]:
        """Sheet by sheet, down the rows; what has no place comes last."""
        sheet, cell, _ = place
        sheets = list(dict.fromkeys(row.sheet for row in self.found.rows.values()))
        return not cell, sheets.index(sheet) if sheet in sheets else len(sheets), int(_row(cell) or 0)

    def named(self, sheet: str, cell: str) -> str:
        """What the row of a cell is about, as people call it; "" where it is about nothing."""
        targets = index(self.session.data()).targets
        for (part, subject, _), one in self.found.rows.items():
            if one.sheet == sheet and cell and _row(one.cells[""]) == _row(cell):
                if part == "actions":
                    return self.say("reply_action", id=subject)
                return targets[subject].name.say(self.session.lang)
        return ""

    def refuse(self) -> int:
        """Nothing was written."""
        self.tell(self.say("import_refused_all"), stream=sys.stderr)
        return 1

    def recording(self) -> Any:
        """The filing that it goes into; what there is to say of the workbook beside it."""
        from qstrong.cli.recording.recording import Recording
        from qstrong.timeline.blank import blank
        from qstrong.write.intake.form_check import compared, hidden_changed

        dataset, day, found = self.session.data(), self.session.day(), self.found
        unit = index(dataset).units[found.unit]
        period = self.session.filing_period(str(found.period), day)
        found.taken += hidden_changed(found, unit.name)
        found.notes += compared(found, blank(dataset, unit.id, period, day))
        recording = Recording(self.session, unit, period, day, day)
        found.wrong += self.closed(recording)
        return recording

    def closed(self, recording: Any) -> Iterator[Any]:
        """What would change a filing that has closed."""
        from qstrong.write.form.held import held, held_text, news
        from qstrong.write.intake.remarks import Remark

        filed = held(recording.old, recording.period)
        for answer, (sheet, cells) in zip(self.found.answers, self.found.places, strict=True):
            clash = recording.clash(news(answer, filed, recording.period))
            if clash:
                key, stood = clash
                said = "import_closed" if key == "value" else "record_closed_else"
                text = words_of(said, period=recording.period, old=held_text(stood))
                yield Remark(sheet, cells.get(key, cells[""]), text)

    def recorded(self, recording: Any) -> tuple[str, tuple[Problem, ...], Places]:
        """The filing's text with all answers, what would be wrong with it, and whence its entries came."""
        from qstrong.write.filing.edit import EditError, set_keys
        from qstrong.write.filing.record import find_entry, recorded
        from qstrong.write.form.held import held, news

        found, period = self.found, recording.period
        text, filed = recording.start, held(recording.old, period)
        if "filed" not in {**filed.head, **found.signed}:
            self.tell(self.say("import_took_filed", day=recording.day), stream=sys.stderr)
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
        return text, recording.found(text), where

    def placed(self, one: Problem, where: Places) -> tuple[str, str, str]:
        """Sheet and cell that a finding is about, empty where there is none, and what it says."""
        lang = self.session.lang
        part, _, rest = one.pointer.partition("/")
        index, _, key = rest.partition("/")
        sheet, cells = where.get(f"{part}/{index}", ("", {"": ""}))
        said = one.message.say(lang)
        own = one.code in families.HINT.members  # a clerk with a workbook adds no lines to files
        hint = word(families.HINT.key(one.code), lang) if own else one.hint.say(lang) if one.hint else ""
        return (
            sheet,
            cells.get(key.split("/")[0], cells[""]),
            self.say("import_hinted", text=said, hint=hint) if hint else said,
        )

    def problem(self, one: Problem, where: Places, recording: Any) -> str:
        """A finding at its cell, where there is one."""
        sheet, cell, text = self.placed(one, where)
        if not cell or one.path != recording.name:
            return str(recording.problems((one,)))
        return self.at(sheet, cell, f"{one.severity}[{one.code}] {text}")

    def settle(self, recording: Any, text: str, *, accept: bool, dry_run: bool) -> int:
        """What was interpreted, what would change; then ask, and write."""
        from qstrong.cli.recording.recording import confirm

        found, recording.text = self.found, text
        difference = recording.difference()
        if not difference:
            self.tell(word("import_same", self.session.lang, path=recording.shown))
            return 0
        self.tell(self.say("import_summary", name=recording.shown, n=len(found.answers), left=found.left))
        if dry_run:
            self.tell("\n".join(difference))
            return 0
        if found.taken and not accept:
            if not sys.stdin.isatty():
                raise StopError(1, word("import_accept", self.session.lang))
            if not confirm(word("import_confirm", self.session.lang)):
                return 1
        recording.write()
        self.tell(
            "\n".join([*recording.afterwards([self.session.look.say("filings")]), *recording.to_fill_in()])
        )
        return 0


def _row(cell: str) -> str:
    return cell.lstrip(ascii_uppercase)
