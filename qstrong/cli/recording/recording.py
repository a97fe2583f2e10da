"""Putting answers into a filing: checked, shown, written; for `record` with arguments and in dialogue."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.dataset import filed_as, filing_path
from qstrong.model.filing import HEADS
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.task import Unit
from qstrong.read.strict import YamlMapping, YamlTree
from qstrong.render.document import visible
from qstrong.render.findings.problems import Findings, findings_text
from qstrong.render.formats.register import How
from qstrong.timeline.owed import close_day
from qstrong.write.files.atomic import digest
from qstrong.write.filing.edit import EditError
from qstrong.write.filing.record import (
    Answer,
    accepted,
    begun,
    beyond,
    dated,
    find_entry,
    is_gap,
    problems_of,
    problems_with,
    read_text,
    recorded,
    stands,
    unfit,
    unified,
)
from qstrong.write.form.held import Held, held

_OF_ITS_DAY = ("Q306", "Q307")
"""What questions the day of filing: no entry could hold a yes to it, so it is asked here alone."""


class Recording:
    """One filing under work: `text` as it would be, `old` as it is on disk (None: not there).

    It was filed on the day *filed*, where one is said; else on *day* unless it says another.
    """

    def __init__(
        self, session: Session, unit: Unit, period: Period, day: date, filed: date | None = None
    ) -> None:
        self.session, self.unit, self.day = session, unit, day
        self.period = filed_as(session.data(), unit.id, period)
        self.name = filing_path(unit.id, self.period)
        try:
            self.old = read_text(session.source, self.name)
            if self.old is None:
                self.start = begun(unit.id, self.period, filed or day)
            else:
                self.start = dated(self.old, filed or day, anew=filed is not None)
        except EditError as error:
            raise self.stop("record_broken", path=self.shown) from error
        self.text = self.start
        self.remarks: tuple[Problem, ...] = ()
        """What the text would bring about, short of errors."""

    @property
    def shown(self) -> str:
        """The file's path as it is said."""
        return f"{self.session.prefix}/{self.name}"

    def stop(self, key: str, code: int = 1, /, **words: object) -> StopError:
        """The error that ends the recording, in the reader's words."""
        return self.session.stop(key, code, **words)

    @cached_property
    def held(self) -> Held:
        """What the filing on disk says, as texts."""
        return held(self.old, self.period)

    @cached_property
    def before(self) -> tuple[Problem, ...]:
        """What is wrong with the data as it is on disk."""
        if self.day == self.session.check_day:
            return self.session.problems
        return problems_of(self.session.source, self.session.loaded, self.day)

    def with_text(self, text: str) -> tuple[Problem, ...]:
        """What would be wrong with the data, were *text* in the file."""
        return problems_with(self.session.source, self.session.loaded, self.name, text, self.day)

    @cached_property
    def gaps(self) -> tuple[Problem, ...]:
        """What is still to be filled in where `new` has written the file."""
        if self.old is None:
            return ()
        return tuple(one for one in self.with_text(self.start) if is_gap(one, self.name))

    @property
    def closed(self) -> bool:
        """Whether the filing has closed, so that what was filed stands."""
        return self.day > close_day(self.session.data().plan, self.period)

    def guard_closed(self, answer: Answer) -> None:
        """Raises `StopError` where the filing has closed and *answer* would change what was filed."""
        clash = self.clash(answer)
        if clash:
            key, stood = clash
            one = "record_closed" if key == "value" else "record_closed_else"
            said = "record_closed_remove" if answer.removed else one
            raise self.stop(said, period=self.period, at=str(self.period), old=stood)

    def clash(self, answer: Answer) -> tuple[str, YamlTree] | None:
        """The first key of a filing that has closed which *answer* would change, and what it says."""
        held = self.says(answer, self.start) if self.closed and self.old is not None else {}
        if answer.removed and held:
            key = next((key for key in (HEADS[answer.part], "pending") if held.get(key)), "")
            return key, held.get(key, "–")
        for key, given in answer.keys.items():
            stood = held.get(key)
            if stood and key != "pending" and stood != (given if isinstance(given, str | None) else [*given]):
                return key, stood
        return None

    def says(self, answer: Answer, text: str | None = None) -> YamlMapping:
        """What the entry that *answer* is about says so far, or in *text*."""
        return stands(self.text if text is None else text, self.period, answer)

    def take(self, answer: Answer) -> tuple[Problem, ...]:
        """Put *answer* into the text; what would be wrong with the data then, and isn't now.

        With an error among them the text stays as it was; gaps that `new` has left aren't errors yet.
        Raises `StopError` where the filing has closed and the value that was filed would be overwritten,
        and where the file can't hold what was said.
        """
        self.guard_closed(answer)
        for given in answer.keys.values():
            if given and unfit(given):
                raise self.stop(
                    "record_unfit", text=visible(" ".join([given] if isinstance(given, str) else given))
                )
        try:
            text = recorded(self.text, self.period, answer)
        except EditError as error:
            raise self.stop("record_broken", path=self.shown) from error
        found = self.found(text)
        if not any(one.severity == "error" for one in found):
            self.text, self.remarks = text, found
        return found

    def found(self, text: str) -> tuple[Problem, ...]:
        """What *text* would bring about in its own file, and which errors anywhere; gaps apart."""
        new = beyond(self.with_text(text), (*self.before, *self.gaps))
        return tuple(one for one in new if one.path == self.name or one.severity == "error")

    def questions(self, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """Those of *found* that question a value of this filing, or its day, and wait for a yes."""
        return tuple(
            one for one in found if one.path == self.name and (one.confirm or one.code in _OF_ITS_DAY)
        )

    def say_yes(self, questions: Iterable[Problem], reason: str | None = None) -> None:
        """Put a yes to *questions* into the text, with the *reason* or that somebody looked.

        Raises `StopError` (1) where the file can't hold that reason.
        """
        said = reason or self.session.say("accept_looked")
        if unfit(said):
            raise self.stop("record_unfit", text=visible(said))
        text = accepted(self.text, questions, said)
        errors = tuple(one for one in self.found(text) if one.severity == "error") if reason else ()
        if errors:
            sys.stderr.write(self.problems(errors) + "\n")
            raise self.stop("record_refused")
        self.text = text

    def remarks_on(self, answer: Answer) -> tuple[Problem, ...]:
        """Those of them that a note on the entry of *answer* may settle: sources and evidence can't be."""
        index = find_entry(self.text, self.period, answer)
        mine = f"{answer.part}/{index}/"
        return tuple(
            one
            for one in self.remarks
            if one.path == self.name and one.pointer.startswith(mine) and not one.code.startswith("Q5")
        )

    def to_fill_in(self) -> list[str]:
        """That the text still has gaps, where `new` has written the file."""
        after = self.with_text(self.text) if self.gaps else ()
        left = sum(is_gap(one, self.name) for one in after)
        return [self.session.say("record_gaps", path=self.shown, n=left)] if left else []

    def problems(self, found: tuple[Problem, ...]) -> str:
        """*found* as `validate` shows them."""
        text = findings_text(Findings(found, prefix=self.session.prefix), How(self.session.lang))
        return "\n".join(text.rstrip("\n").split("\n")[:-1])

    def difference(self) -> list[str]:
        """What would change, as git shows it."""
        return unified(self.old or "", self.text, self.shown)

    def settle(self, questions: Iterable[Problem], reason: str | None, subjects: Iterable[str]) -> list[str]:
        """Say yes to *questions* and write the file; what to do next, by the names of its *subjects*.

        Those are the git commands that commit it. Raises `StopError`: where the file can't hold that reason,
        and where somebody else has changed it meanwhile.
        """
        self.say_yes(questions, reason)
        before = digest(self.old.encode()) if self.old is not None else None
        self.session.put_filing(self.name, self.text, before, 1)
        look = self.session.look
        names = look.listed(dict.fromkeys(subjects))
        message = " ".join(f"{look.name(self.unit.name)} {self.period}: {names}".split())
        return [
            self.session.say("record_written", path=self.shown),
            f"  git add {shlex.quote(self.shown)}",
            f"  git commit -m {shlex.quote(message)}",
            *self.to_fill_in(),
        ]


def ask_reason(lang: Lang) -> str:
    """Why the values in question are right, as the person at the terminal says; "" where nothing is said."""
    sys.stdout.write(word("accept_why", lang, looked=word("accept_looked", lang)) + ": ")
    sys.stdout.flush()
    return sys.stdin.readline().strip()
