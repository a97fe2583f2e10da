"""`record` with everything on the command line."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from qstrong.cli.names import find_unit, look_up, target_names, unknown_name
from qstrong.cli.recording.prompt import confirm
from qstrong.cli.recording.recording import Recording, ask_reason
from qstrong.cli.session import Session
from qstrong.cli.stop import day_of
from qstrong.model.filing import Part
from qstrong.model.index import index
from qstrong.model.shapes.value import dataclass
from qstrong.write.filing.record import Answer
from qstrong.write.filing.scalar import Value


@dataclass(frozen=True, slots=True)
class Stated:
    """What the command line has said already."""

    unit: str | None
    period: str | None
    what: str | None
    covers: str | None
    filed: str | None
    given: Mapping[str, Value | None]
    """Keys of the entry that goes with `what`."""
    remove: bool = False
    """Whether what was filed of it is taken back."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What the command line agrees to: the writing; with *accept*, for a *reason*, values in question."""

    yes: bool
    accept: bool
    reason: str | None


def record_stated(session: Session, stated: Stated, how: Consent, *, dry_run: bool) -> int:
    """Check, show and write one answer; 1 where it isn't sound, and nothing is written."""
    answer, name = _answer(session, stated)
    recording = _recording(session, stated)
    if stated.remove and not recording.says(answer):
        raise recording.stop("record_removes_nothing", name=name, path=recording.shown)
    problems = recording.take(answer)
    if problems:
        sys.stderr.write(recording.problems(problems) + "\n")
    if any(one.severity == "error" for one in problems):
        raise recording.stop("record_refused")
    difference = recording.difference()
    if not difference:
        session.out("filing_same", path=recording.shown)
        return 0
    sys.stdout.write("\n".join(difference) + "\n")
    if dry_run:
        return 0
    asked, reason = recording.questions(problems), how.reason
    if not how.accept:
        if not _agreed(recording, len(asked), yes=how.yes):
            return 1
        reason = ask_reason(session.lang) if asked else None
    done = f"{session.say('form_withdraw')} {name}" if stated.remove else name
    sys.stdout.write("\n".join(recording.settle(asked, reason, [done])) + "\n")
    return 0


def _answer(session: Session, stated: Stated) -> tuple[Answer, str]:
    """What is said, and of what by name; raises `StopError` (2) where that can't be meant."""
    part, subject, name = subject_meant(session, stated.what or "")
    keys = _keys(stated.given)
    if stated.remove and keys:
        raise session.stop("record_remove_alone")
    if keys.get("flag") == "revised" and not stated.covers and part == "observations":
        raise session.stop("record_revise_for")
    covers = session.stated_period(stated.covers) if stated.covers else None
    return Answer(part, subject, keys, covers, stated.remove), name


def _recording(session: Session, stated: Stated) -> Recording:
    """The filing that it goes into."""
    assert stated.unit
    assert stated.period
    day = session.day()
    unit = find_unit(session.data(), stated.unit, session.lang)
    period = session.filing_period(stated.period, day)
    filed = day_of(stated.filed, session.lang) if stated.filed else None
    return Recording(session, unit, period, day, filed)


def _agreed(recording: Recording, asked: int, *, yes: bool) -> bool:
    """Whether it may be written; of questions that were *asked* a mere --yes answers none.

    Raises `StopError` where there is nobody to ask: 1 for questions, else 2.
    """
    if asked and (yes or not sys.stdin.isatty()):
        raise recording.stop("record_accept", n=asked)
    if yes:
        return True
    if not sys.stdin.isatty():
        raise recording.session.stop("record_say_yes")
    return confirm(recording.session.say("record_confirm_asked" if asked else "record_confirm"))


def _keys(given: Mapping[str, Value | None]) -> dict[str, Value | None]:
    """What was given; a value and why there is none yet take each other's place."""
    keys: dict[str, Value | None] = {key: one for key, one in given.items() if one}
    if "value" in keys or "pending" in keys:
        keys.setdefault("pending" if "value" in keys else "value", None)
    return keys


def subject_meant(session: Session, what: str) -> tuple[Part, str, str]:
    """Whether *what* is an indicator or an action, its id and its name; raises `StopError` (2)."""
    dataset = session.data()
    actions = index(dataset).actions
    if what in actions:
        return "actions", what, what
    targets = target_names(dataset)
    target = look_up(targets, what)
    if target is None:
        raise unknown_name([*targets, *actions], what, session.lang)
    return "observations", target.id, target.name.say(session.lang)
