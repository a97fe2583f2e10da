"""Putting answers into a filing: checked, shown, written; for `record` with arguments and in dialogue."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from datetime import date

from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.model.dataset import filing_path
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.task import Unit
from qstrong.render.problems import as_text
from qstrong.text.catalogue import word
from qstrong.timeline.owed import close_day
from qstrong.write.atomic import WriteError, digest, replace_file
from qstrong.write.edit import EditError
from qstrong.write.record import Answer, begun, new_problems, read_text, recorded, stands, unified


class Recording:
    """One filing under work: `text` as it would be, `old` as it is on disk (None: not there)."""

    def __init__(self, session: Session, unit: Unit, period: Period, day: date, filed: date) -> None:
        self.session, self.unit, self.period, self.day = session, unit, period, day
        self.name = filing_path(unit.id, period)
        try:
            self.old = read_text(session.source, self.name)
        except EditError as error:
            raise self.stop("record_broken", path=self.shown) from error
        self.start = self.old if self.old is not None else begun(unit.id, period, filed)
        self.text = self.start

    @property
    def shown(self) -> str:
        """The file's path as it is said."""
        return f"{self.session.prefix}/{self.name}"

    def stop(self, key: str, code: int = 1, **words: object) -> StopError:
        """The error that ends the recording, in the reader's words."""
        return StopError(code, word(key, self.session.lang, **words))

    def guard_closed(self, answer: Answer) -> None:
        """Raises `StopError` where the filing has closed and *answer* would overwrite what was filed."""
        held = stands(self.start, self.period, answer) if self.old is not None else None
        given = answer.keys.get("value")
        closed = self.day > close_day(self.session.data().plan, self.period)
        if closed and held is not None and given is not None and given != held:
            raise self.stop("record_closed", period=self.period, old=held)

    def take(self, answer: Answer) -> tuple[Problem, ...]:
        """Put *answer* into the text; what would be wrong with the data then, and isn't now.

        With an error among them the text stays as it was. Raises `StopError` where the filing has closed
        and the value that was filed would be overwritten.
        """
        self.guard_closed(answer)
        try:
            text = recorded(self.text, self.period, answer)
        except EditError as error:
            raise self.stop("record_broken", path=self.shown) from error
        found = new_problems(self.session.source, self.name, text, self.day)
        mine = tuple(one for one in found if one.path == self.name or one.severity == "error")
        if not any(one.severity == "error" for one in mine):
            self.text = text
        return mine

    def take_all(self, answers: Iterable[Answer]) -> None:
        """Begin anew and take *answers*, which were sound when they were given."""
        self.text = self.start
        for answer in answers:
            self.text = recorded(self.text, self.period, answer)

    def problems(self, found: tuple[Problem, ...]) -> str:
        """*found* as `validate` shows them."""
        text = as_text(found, self.session.lang, prefix=self.session.prefix)
        return "\n".join(text.rstrip("\n").split("\n")[:-1])

    def difference(self) -> list[str]:
        """What would change, as git shows it."""
        return unified(self.old or "", self.text, self.shown)

    def write(self) -> None:
        """Write the file; raises `StopError` where somebody else has changed it meanwhile."""
        assert self.session.folder is not None
        before = digest(self.old.encode()) if self.old is not None else None
        try:
            replace_file(self.session.folder, self.name, self.text.encode(), before)
        except WriteError as error:
            raise self.stop(f"write_{error.reason}", path=self.shown, why=error.detail) from error

    def afterwards(self, subjects: Iterable[str]) -> list[str]:
        """What to do next: the git commands that commit what was written."""
        names = "、".join(dict.fromkeys(subjects))
        message = " ".join(f"{self.unit.name.zh} {self.period}: {names}".split())
        return [
            word("record_written", self.session.lang, path=self.shown),
            f"  git add {shlex.quote(self.shown)}",
            f"  git commit -m {shlex.quote(message)}",
        ]


def confirm(question: str) -> bool:
    """Whether the person at the terminal agrees; the empty answer does."""
    sys.stdout.write(question)
    sys.stdout.flush()
    answer = sys.stdin.readline()
    return bool(answer) and answer.strip().lower() in ("", "y", "yes", "是", "好")
