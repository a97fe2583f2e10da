"""Which entries of a filing `record` speaks of: all that are owed, one that is named, or a correction."""

from __future__ import annotations

from qstrong.cli.names import find, target_names
from qstrong.cli.recording.answers import Stated, subject_meant
from qstrong.cli.recording.prompt import Prompt
from qstrong.cli.recording.questions import EntryStep, action_step, revision_step, value_step
from qstrong.cli.recording.recording import Recording
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.model.period import Period
from qstrong.timeline.blank import Blank


def entry_steps(prompt: Prompt, recording: Recording, asked: Blank, wanted: Stated) -> list[EntryStep]:
    """Each entry that is owed; only those of one thing where the command line names it."""
    session, look = recording.session, recording.session.look
    explain = session.explanations(asked.period)
    behind = {one.filed_under for one in explain if one.unit == asked.unit.id}
    steps = [
        value_step(one, asked.dataset, asked.unit.id, look, explain=one.target.id in behind)
        for one in asked.values
    ]
    steps += [action_step(one, look, explain=one.action.id in behind) for one in asked.actions]
    if not wanted.what:
        return steps
    _, subject, name = subject_meant(session, wanted.what)
    covers = session.stated_period(wanted.covers) if wanted.covers else None
    chosen = [
        one
        for one in steps
        if one.subject == subject and (not covers or (one.period and one.period.last == covers.last))
    ]
    if not chosen:
        raise StopError(1, prompt.say("record_not_owed", name=name))
    return chosen


def correction(prompt: Prompt, recording: Recording, wanted: Stated) -> tuple[EntryStep, str]:
    """The correction of an earlier value: of which period, and why."""
    session = recording.session
    target = find(target_names(session.data()), wanted.what or "", session.lang)
    held = _held(recording, target.id)
    if not held:
        raise StopError(1, prompt.say("record_no_earlier", name=session.look.name(target.name)))
    known = [session.look.period(period) for period in held]
    said = wanted.covers
    while (period := _meant(said, session)) not in held:
        if said:
            prompt.prose(prompt.say("record_no_value", period=said, known=session.look.listed(known)))
        said = prompt.ask(prompt.say("record_which"), known, known[-1]) or known[-1]
    reason = wanted.given.get("reason")
    while not reason:
        reason = prompt.ask(prompt.say("record_why"))
    return revision_step(target, period, held[period], session.look), str(reason)


def _meant(said: str | None, session: Session) -> Period:
    """The period that was said; one that nothing was filed for where it is none."""
    try:
        return session.data().plan.period(said or "")
    except ValueError:
        return Period(0, 12, 1)


def _held(recording: Recording, indicator: str) -> dict[Period, str]:
    """What the unit has filed of an indicator before, by period, each with its latest value."""
    found = {
        one.period or filing.period: str(one.value)
        for filing in recording.session.data().filings
        if filing.unit == recording.unit.id and filing.period.last < recording.period.last
        for one in filing.observations
        if one.indicator == indicator and one.value is not None
    }
    return dict(sorted(found.items(), key=lambda one: one[0].last))
