"""`record` with everything on the command line."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date

from qstrong.cli.names import find, look_up, target_names, unit_names, unknown_name
from qstrong.cli.recording.recording import Recording, confirm
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.cli.words import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.filing import Part
from qstrong.model.index import index
from qstrong.model.period import Period
from qstrong.model.plan import Plan
from qstrong.write.filing.record import Answer
from qstrong.write.filing.scalar import Value


def record_stated(
    session: Session,
    unit: str | None,
    period: str | None,
    what: str,
    covers: str | None,
    given: Mapping[str, Value | None],
    filed: str | None,
    *,
    yes: bool,
    dry_run: bool,
    accept: bool = False,
) -> int:
    """Check, show and write one answer; 1 where it isn't sound, and nothing is written."""
    assert unit
    assert period
    dataset, lang, day = session.data(), session.lang, session.day()
    part, subject, name = subject_meant(session, what)
    keys = _keys(given)
    if keys.get("flag") == "revised" and not covers and part == "observations":
        raise StopError(2, word("record_revise_for", lang))
    recording = Recording(
        session,
        find(unit_names(dataset), unit, lang),
        session.filing_period(period, day),
        day,
        stated_day(filed, day, lang),
        refile=bool(filed),
    )
    stated = stated_period(covers, dataset.plan, lang) if covers else None
    problems = recording.take(Answer(part, subject, keys, stated))
    if problems:
        sys.stderr.write(recording.problems(problems) + "\n")
    if any(one.severity == "error" for one in problems):
        raise recording.stop("record_refused")
    difference = recording.difference()
    if not difference:
        sys.stdout.write(word("record_same", lang, path=recording.shown) + "\n")
        return 0
    sys.stdout.write("\n".join(difference) + "\n")
    if dry_run:
        return 0
    asked = recording.questions(problems)
    if not (accept or _agreed(recording, len(asked), yes=yes)):
        return 1
    recording.say_yes(asked)
    recording.write()
    sys.stdout.write("\n".join([*recording.afterwards([name]), *recording.to_fill_in()]) + "\n")
    return 0


def _agreed(recording: Recording, asked: int, *, yes: bool) -> bool:
    """Whether it may be written; of questions that were *asked* a mere --yes answers none.

    Raises `StopError` where there is nobody to ask: 1 for questions, else 2.
    """
    if asked and (yes or not sys.stdin.isatty()):
        raise recording.stop("record_accept", n=asked)
    if yes:
        return True
    lang = recording.session.lang
    if not sys.stdin.isatty():
        raise StopError(2, word("record_say_yes", lang))
    return confirm(word("record_confirm_asked" if asked else "record_confirm", lang))


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
    return "observations", target.id, target.name.first


def stated_day(text: str | None, default: date, lang: Lang) -> date:
    """The day that *text* is, else *default*; raises `StopError` (2)."""
    try:
        return date.fromisoformat(text) if text else default
    except ValueError:
        raise StopError(2, word("record_bad_day", lang, text=text)) from None


def stated_period(text: str, plan: Plan, lang: Lang) -> Period:
    """The period of the plan's calendar that *text* is, of whatever length; raises `StopError` (2)."""
    try:
        return plan.period(text)
    except ValueError:
        raise StopError(2, word("bad_period", lang, text=text)) from None
