"""`qstrong import`: workbooks that were filled in, back into filings, through the same checks."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from qstrong.cli import options as o
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.model.base import Text
from qstrong.model.problem import Problem
from qstrong.text.catalogue import word

Places = dict[str, tuple[str, dict[str, str]]]
"""Of each entry (`observations/2`) its sheet and the cell of each key; "" is the id's."""


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help="help.import_files")],
    accept: Annotated[bool, typer.Option("--accept", help="help.import_accept")] = False,
    reply: Annotated[bool, typer.Option("--reply", help="help.import_reply")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="help.dry_run")] = False,
    data: o.DataOption = None,
    as_of: o.AsOfOption = None,
    lang: o.LangOption = None,
) -> int:
    """help.cmd.import"""
    from qstrong.cli.session import Options

    code = 0
    for path in files:
        session = Session(Options(data, lang, as_of))  # anew: the file before may have changed the data
        session.data()
        one = _Import(session, path)
        code = max(code, one.reply() if reply else one.run(accept=accept, dry_run=dry_run))
    return code


@dataclass
class _Import:
    """One workbook on its way in: all of it, or nothing."""

    session: Session
    path: Path

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue, about this workbook."""
        return word(key, self.session.lang, path=self.path, **words)

    def tell(self, text: str, *, stream: Any = None) -> None:
        """A line."""
        (stream or sys.stdout).write(text + "\n")

    def at(self, sheet: str, cell: str, text: Text | str) -> str:
        """What is said of one cell."""
        said = text if isinstance(text, str) else text.say(self.session.lang)
        return self.say("import_at", sheet=sheet, cell=cell, text=said)

    def run(self, *, accept: bool, dry_run: bool) -> int:
        """Read, check, show, write; 1 where something is wrong with it, and nothing is written."""
        found = self.read()
        for remark in found.wrong:
            self.tell(self.at(remark.sheet, remark.cell, remark.text), stream=sys.stderr)
        if found.wrong:
            return self.refuse()
        if not found.answers:
            self.tell(self.say("import_nothing"), stream=sys.stderr)
            return 1
        recording = self.recording(found)
        text, problems, where = self.recorded(found, recording)
        for one in problems:
            self.tell(self.problem(one, where, recording), stream=sys.stderr)
        if any(one.severity == "error" for one in problems):
            return self.refuse()
        return self.settle(found, recording, text, accept=accept, dry_run=dry_run)

    def reply(self) -> int:
        """The note that sends the workbook back, with all that is to be checked: 1 where there is any."""
        found, lang = self.read(), self.session.lang
        recording = self.recording(found)
        items = [(one.sheet, one.cell, one.text.say(lang)) for one in (*found.wrong, *found.taken)]
        if found.answers:
            _, problems, where = self.recorded(found, recording)
            items += [self.placed(one, where) for one in problems if one.severity != "note"]
        if not items and found.answers:
            self.tell(self.say("reply_none"))
            return 0
        self.letter(recording, items)
        return 1

    def letter(self, recording: Any, items: list[tuple[str, str, str]]) -> None:
        """退回更正: what is to be checked, by sheet and cell, and by when."""
        from qstrong.timeline.owed import close_day

        lang, plan = self.session.lang, self.session.data().plan
        day = close_day(plan, recording.period)
        texts = [
            self.say(
                f"reply_{'item' if cell else 'whole'}", k=k, sheet=sheet, cell=cell, text=text.rstrip("。.")
            )
            for k, (sheet, cell, text) in enumerate(items, 1)
        ]
        words = {
            "stamp": self.say("reply_stamp") if plan.synthetic else "",
            "unit": recording.unit.name.say(lang),
            "period": recording.period,
            "n": len(items) or 1,
        }
        self.tell(self.say("reply_head", **words))
        self.tell("\n".join(texts or [self.say("reply_empty")]))
        self.tell(self.say("reply_soon" if recording.day > day else "reply_by", day=day))

    def refuse(self) -> int:
        """Nothing was written."""
        self.tell(self.say("import_refused_all"), stream=sys.stderr)
        return 1

    def read(self) -> Any:
        """What the workbook says; raises `StopError`: 2 without openpyxl, 1 where it isn't read."""
        from qstrong.read.guard import RefusedError
        from qstrong.read.workbook import sheets
        from qstrong.write.intake import intake

        dataset = self.session.data()
        try:
            found = intake(sheets(self.bytes()), dataset)
        except ImportError as error:
            raise StopError(2, word("import_missing", self.session.lang)) from error
        except RefusedError as error:
            why = word(f"refused_{error.reason}", self.session.lang)
            raise StopError(1, self.say("import_refused", why=why)) from error
        if found.plan != dataset.plan.id or found.unit not in {unit.id for unit in dataset.units}:
            why = self.say("import_other_plan", plan=found.plan)
            raise StopError(1, self.say("import_refused", why=why))
        return found

    def bytes(self) -> bytes:
        """The file's bytes; of a large one no more than it takes to see that."""
        from qstrong.read.guard import MOST_BYTES, RefusedError

        try:
            with self.path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except OSError as error:
            raise RefusedError("gone") from error

    def recording(self, found: Any) -> Any:
        """The filing that it goes into."""
        from qstrong.cli.recording import Recording

        day = self.session.day()
        unit = next(one for one in self.session.data().units if one.id == found.unit)
        period = self.session.filing_period(str(found.period), day)
        if "filed" not in found.signed:
            self.tell(self.say("import_took_filed", day=day), stream=sys.stderr)
            found.signed["filed"] = day.isoformat()
        return Recording(self.session, unit, period, day, day)

    def recorded(self, found: Any, recording: Any) -> tuple[str, list[Problem], Places]:
        """The filing's text with all answers, what would be wrong with it, and whence its entries came."""
        from qstrong.write.edit import EditError, set_keys
        from qstrong.write.record import find_entry, new_problems, recorded

        text = recording.start
        try:
            for answer in found.answers:
                recording.guard_closed(answer)
                text = recorded(text, recording.period, answer)
            text = set_keys(text, found.signed)
        except EditError as error:
            raise recording.stop("record_broken", path=recording.shown) from error
        where = {
            f"{answer.part}/{find_entry(text, recording.period, answer)}": place
            for answer, place in zip(found.answers, found.places, strict=True)
        }
        problems = new_problems(self.session.source, recording.name, text, recording.day)
        return text, [one for one in problems if one.path == recording.name or one.severity == "error"], where

    def placed(self, one: Problem, where: Places) -> tuple[str, str, str]:
        """Sheet and cell that a finding is about, empty where there is none, and what it says."""
        lang = self.session.lang
        part, _, rest = one.pointer.partition("/")
        index, _, key = rest.partition("/")
        sheet, cells = where.get(f"{part}/{index}", ("", {"": ""}))
        hint = f" {one.hint.say(lang)}" if one.hint else ""
        return sheet, cells.get(key.split("/")[0], cells[""]), one.message.say(lang) + hint

    def problem(self, one: Problem, where: Places, recording: Any) -> str:
        """A finding at its cell, where there is one."""
        sheet, cell, text = self.placed(one, where)
        if not cell or one.path != recording.name:
            return str(recording.problems((one,)))
        return self.at(sheet, cell, f"{one.severity}[{one.code}] {text}")

    def settle(self, found: Any, recording: Any, text: str, *, accept: bool, dry_run: bool) -> int:
        """What was interpreted, what would change; then ask, and write."""
        from qstrong.cli.recording import confirm

        recording.text = text
        for remark in found.taken:
            self.tell(self.at(remark.sheet, remark.cell, remark.text), stream=sys.stderr)
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
        self.tell("\n".join(recording.afterwards([self.session.look.say("filings")])))
        return 0
