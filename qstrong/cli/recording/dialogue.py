"""`record` step by step: only what is owed, each answer checked at once, a way back, a last look."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress

from qstrong.cli.names import find_unit, look_up, unit_names, unknown_name
from qstrong.cli.recording.answers import Consent, Stated
from qstrong.cli.recording.entries import correction, entry_steps
from qstrong.cli.recording.prompt import NONE, BackError, EndError, Prompt
from qstrong.cli.recording.questions import EntryStep, Question, questions, several, states
from qstrong.cli.recording.recording import Recording
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError, day_of
from qstrong.model.filing import HEADS
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Unit
from qstrong.timeline.blank import blank
from qstrong.write.filing.scalar import Value
from qstrong.write.form.fields import SEVERAL

FEW = 5
"""Up to so many names are listed."""


def record_asking(session: Session, wanted: Stated, how: Consent, *, dry_run: bool) -> int:
    """Ask for what is missing, at a terminal; raises `StopError` (2) where there is none."""
    session.data()
    if not sys.stdin.isatty():
        missing = "UNIT" if not wanted.unit else "PERIOD" if not wanted.period else "INDICATOR VALUE"
        raise session.stop("record_missing", what=missing)
    if (wanted.given or wanted.covers or wanted.remove) and not wanted.what:
        raise session.stop("record_of_what")
    prompt = Prompt(session.lang)
    try:
        return _begun(session, prompt, wanted).run(how, dry_run=dry_run)
    except (EndError, KeyboardInterrupt) as end:
        prompt.tell("", prompt.say("record_nothing"))
        return 1 if isinstance(end, EndError) else 130


def _begun(session: Session, prompt: Prompt, wanted: Stated) -> Dialogue:
    """The conversation about one filing, of which the person is told."""
    day = session.day()
    prompt.prose(prompt.say("record_intro"))
    unit, period = _opening(session, prompt, wanted)
    filed = day_of(wanted.filed, session.lang) if wanted.filed else None
    recording = Recording(session, unit, period, day, filed)
    asked = blank(session.data(), unit.id, period, day)
    name = session.look.name(unit.name)
    prompt.prose("", prompt.say("record_head", unit=name, period=period, day=asked.day))
    if recording.closed:
        key = "record_closed_late" if recording.old is None else "record_closed_head"
        prompt.prose(prompt.say(key, day=asked.close))
    given = dict(wanted.given)
    if wanted.what and given.get("flag") == "revised":
        step, given["reason"] = correction(prompt, recording, wanted)
        steps = [step]
    else:
        steps = entry_steps(prompt, recording, asked, wanted)
    if not steps:
        prompt.tell(prompt.say("record_nothing_owed"))
    return Dialogue(prompt, recording, steps, given)


def _opening(session: Session, prompt: Prompt, wanted: Stated) -> tuple[Unit, Period]:
    """Whose filing for which period: as stated, else asked for until it is one."""
    while True:
        try:
            unit = _unit(session, prompt, wanted.unit)
            return unit, _period(session, prompt, wanted.period)
        except BackError:
            prompt.tell(prompt.say("record_first"))


def _unit(session: Session, prompt: Prompt, stated: str | None) -> Unit:
    """The unit that is stated, or asked for."""
    names = unit_names(session.data())
    if stated:
        return find_unit(session.data(), stated, session.lang)
    while True:
        said = prompt.ask(prompt.say("record_ask_unit"), names)
        if said and (found := look_up(names, said)):
            return found
        look = session.look
        known = look.listed(look.name(one.name) for one in session.data().units)
        prompt.prose(unknown_name(names, said, look.lang).message if said else f"  {known}")


def _period(session: Session, prompt: Prompt, stated: str | None) -> Period:
    """The filing's period that is stated, or asked for."""
    day = session.day()
    if stated:
        return session.filing_period(stated, day)
    while True:
        hand = str(session.filing_period(None, day))
        said = prompt.ask(prompt.say("period"), offer=hand)
        try:
            return session.filing_period(said or hand, day)
        except StopError as error:
            prompt.prose(error.message)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation."""

    prompt: Prompt
    recording: Recording
    steps: list[EntryStep]
    given: Mapping[str, Value | None]
    """What the command line says of the entry."""

    def run(self, how: Consent, *, dry_run: bool) -> int:
        """The questions, the summary, the writing."""
        at = self.first_gap()
        while True:
            at = self.walk(at)
            with suppress(BackError):
                return self.finish(how, dry_run=dry_run)

    def first_gap(self) -> int:
        """The first entry of which nothing is said yet, where others are; said so."""
        open_ = [k for k, one in enumerate(self.steps) if not self.answered(one)]
        if not open_ or not open_[0]:
            return 0
        self.prompt.prose(self.prompt.say("record_goes_on", n=len(self.steps) - len(open_), k=open_[0] + 1))
        return open_[0]

    def answered(self, step: EntryStep) -> bool:
        """Whether something is said of an entry."""
        return bool({HEADS[step.part], "pending"} & self.recording.says(step.answer({})).keys())

    def walk(self, at: int) -> int:
        """From one question to the next, and back; the entry at which it ended."""
        k, n = at, 0
        while k < len(self.steps):
            asked = self.asked(self.steps[k])
            if n == 0:
                facts = "  " + " · ".join(self.steps[k].facts)
                self.prompt.prose("", f"[{k + 1}/{len(self.steps)}] {self.steps[k].heading}", facts)
            if n >= len(asked):
                k, n = k + 1, 0
                continue
            try:
                n = self.question(self.steps[k], asked, n)
            except BackError:
                if not n and not k:
                    self.prompt.tell("  " + self.prompt.say("record_first"))
                k, n = (k, n - 1) if n else (max(k - 1, 0), 0)
            except EndError:
                return k
        return max(len(self.steps) - 1, 0)

    def asked(self, step: EntryStep) -> list[Question]:
        """What is asked of an entry as it stands; what the command line says isn't."""
        answer = step.answer({})
        remarks = self.recording.problems(self.recording.remarks_on(answer))
        found = questions(step, self.recording.says(answer), self.recording.session.look, remarks)
        return [one for one in found if one.key not in self.given]

    def question(self, step: EntryStep, asked: list[Question], n: int) -> int:
        """Ask the *n*-th question until the answer is sound; the number of the next one to ask."""
        one = asked[n]
        says = self.recording.says(step.answer({}))
        if one.lead:
            self.prompt.tell(one.lead)
        choices = states() if one.key == "state" else {}
        while True:
            text = self.prompt.ask(f"  {one.prompt}", choices, one.offer)
            if not text and (not one.offer or one.key in says or "pending" in says):
                return self.passed(asked, n)
            keys = self.keys(one, text or one.offer)
            if keys is None:
                continue
            if one.key == HEADS[step.part]:
                keys = {**keys, **self.given}
            if self.taken(step, keys):
                return n + 1

    def passed(self, asked: list[Question], n: int) -> int:
        """The next question where the *n*-th answer stays as it is: of an entry only what is needed."""
        if n:
            return n + 1
        rest = (k for k, one in enumerate(asked) if k and one.needed and not one.offer)
        return next(rest, len(asked))

    def keys(self, one: Question, text: str) -> dict[str, Value | None] | None:
        """What *text* says, as keys of the entry; None where it can't be meant."""
        if one.key == "state":
            found = states().get(text.lower())
            if not found:
                self.prompt.tell("  " + self.prompt.say("record_state", text=text))
            return {"state": found} if found else None
        if one.key == "value":
            if not text.startswith(NONE) or text[1:2].isdigit():
                return {"value": text, "pending": None}
            why = text[1:].strip()
            with suppress(BackError):
                why = why or self.prompt.ask("  " + self.prompt.say("pending_reason"))
            return {"pending": why, "value": None} if why else None
        if text == NONE:
            return {one.key: None}
        return {one.key: several(text) if one.key in SEVERAL else text}

    def taken(self, step: EntryStep, keys: Mapping[str, Value | None]) -> bool:
        """Whether an answer went into the text; errors are told at once, all else before writing."""
        try:
            found = self.recording.take(step.answer(keys))
        except StopError as error:
            self.prompt.prose("  " + error.message)
            return False
        errors = tuple(one for one in found if one.severity == "error")
        if errors:
            self.prompt.tell(self.recording.problems(errors))
        return not errors

    def finish(self, how: Consent, *, dry_run: bool) -> int:
        """The summary, the question, the writing, and what to do next; raises `BackError`."""
        said = [one for one in self.steps if self.changed(one)]
        if not said:
            self.prompt.tell("", self.prompt.say("record_nothing"))
            return 0
        self.prompt.tell("", *self.recording.difference(), "")
        if self.recording.remarks:
            self.prompt.tell(self.recording.problems(self.recording.remarks), "")
        self.prompt.prose(*self.summary(said))
        if dry_run:
            return 0
        asked = self.recording.questions(self.recording.remarks)
        if asked:
            self.prompt.tell(self.prompt.say("confirm_asked", n=len(asked)))
        if ((asked and not how.accept) or not how.yes) and not self.prompt.agreed():
            self.prompt.tell(self.prompt.say("record_nothing"))
            return 1
        reason = how.reason
        if asked and not how.accept:
            reason = self.prompt.ask(self.prompt.say("accept_why", looked=self.prompt.say("accept_looked")))
        self.prompt.tell(*self.recording.settle(asked, reason, [one.name for one in said]))
        return 0

    def changed(self, step: EntryStep) -> bool:
        """Whether something else is said of an entry than before."""
        answer = step.answer({})
        return self.recording.says(answer) != self.recording.says(answer, self.recording.start)

    def summary(self, said: list[EntryStep]) -> list[str]:
        """What would be written, and what of the filing is still to be said."""
        rows = [self.prompt.say("record_summary", path=self.recording.shown, n=len(said))]
        for one in said:
            says = self.recording.says(one.answer({}))
            head = questions(one, says, self.recording.session.look)[0].offer
            rows.append(f"  {one.heading}: {head}")
        left = [one.name for one in self.steps if not self.answered(one)]
        if left:
            names = self.recording.session.look.listed(left[:FEW]) + (" …" if len(left) > FEW else "")
            rows.append(self.prompt.say("record_left", n=len(left), names=names))
        return rows
