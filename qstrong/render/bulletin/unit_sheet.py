"""反馈单: what goes back to one unit: what it filed, what is wanting, how its targets and actions stand."""

from __future__ import annotations

from collections.abc import Iterator

from qstrong.assess.report import ActionVerdict, TargetReport
from qstrong.model.task import Unit
from qstrong.render.bulletin.annexes import actions_ledger, targets_ledger
from qstrong.render.bulletin.content import Blocks, BulletinContent, Chapter, Paragraph
from qstrong.render.bulletin.sentences import behind, overdue, promise
from qstrong.render.bulletin.voice import Voice
from qstrong.render.bulletin.whole import origin, stamp
from qstrong.render.filed import filed_state
from qstrong.text import families
from qstrong.timeline.duties import Duty, tally


def unit_sheet(voice: Voice, unit: Unit) -> BulletinContent:
    """The sheet for *unit*, which may have owed nothing."""
    review = voice.review
    duty = next((one for one in review.duties if one.unit == unit.id), None)
    targets = [one for one in review.report.targets if unit.id in one.target.reporters]
    actions = [one for one in review.report.actions if unit.id in one.units]
    lagging = [one for one in review.behind if unit.id in one.target.reporters]
    parts: list[tuple[str, Blocks]] = [
        ("bulletin_unit_todo", tuple(_todo(voice, unit, duty, lagging, actions))),
        ("bulletin_part_behind", tuple(_numbered(voice, [behind(one, voice) for one in lagging]))),
        ("bulletin_unit_targets", (targets_ledger(targets, voice),) if targets else ()),
        ("bulletin_unit_actions", (actions_ledger(actions, voice),) if actions else ()),
    ]
    made = tuple(
        Chapter(voice.say("bulletin_heading", k=voice.look.ordinal(k), text=voice.say(name)), blocks)
        for k, (name, blocks) in enumerate(((n, b) for n, b in parts if b), 1)
    )
    tables = bool(targets) + bool(actions)
    words = {"unit": voice.look.name(unit.name), "period": voice.period(review.period)}
    return BulletinContent(
        title=voice.say("bulletin_unit_title", **words),
        parts=made[: len(made) - tables],
        annexes=made[len(made) - tables :],
        mark=voice.own.mark or "",
        to=voice.say("bulletin_to", to=voice.look.name(unit.name)),
        opening=(_opening(voice, duty),) if duty else (voice.say("bulletin_unit_nothing"),),
        signature=voice.own.signature or "",
        date=voice.day(voice.own.date) if voice.own.date else "",
        closing=(voice.say("bulletin_contact", contact=voice.own.contact),) if voice.own.contact else (),
        made_from=origin(voice),
        stamp=stamp(review.report.dataset.plan, voice.look),
    )


def _opening(voice: Voice, duty: Duty) -> str:
    values = tally([duty])
    return voice.say(
        "bulletin_unit_opening",
        owed=values.owed,
        filed=values.reported,
        pending=voice.say("bulletin_unit_pending", n=values.pending) if values.pending else "",
        missing=values.missing,
        actions=len(duty.actions),
        when=_when(voice, duty),
    )


def _when(voice: Voice, duty: Duty) -> str:
    came = duty.came if duty.state == "complete" else None
    key = "broken" if duty.broken and not came else filed_state(duty)
    words = {"n": duty.days_late, "there": duty.there, "owed": len(duty.owed)}
    return voice.say(families.SHEET.key(key), day=voice.day(came or duty.day), **words)


def _numbered(voice: Voice, texts: list[str]) -> Iterator[Paragraph]:
    yield from (Paragraph(voice.say("bulletin_item", k=k, text=text)) for k, text in enumerate(texts, 1))


def _todo(
    voice: Voice, unit: Unit, duty: Duty | None, lagging: list[TargetReport], actions: list[ActionVerdict]
) -> Iterator[Paragraph]:
    """What is asked of it: what is missing, unexplained, overdue, promised."""
    review = voice.review
    missing = [one.target for one in duty.missing] if duty else []
    silent = [one.target.id for one in lagging if "unexplained" in one.verdict.flags]
    late = [overdue(one, voice) for one in actions if one.label == "overdue"]
    fallen = [one for one in review.promises if one.unit == unit.id]
    subjects = {one.target.id for one in lagging}
    todo = [
        ("bulletin_todo_missing", [voice.subject(name) for name in missing]),
        ("bulletin_todo_unexplained", [voice.subject(name) for name in silent]),
        ("bulletin_todo_overdue", late),
        ("bulletin_todo_promise", [voice.subject(one.subject) for one in fallen]),
    ]
    said = [voice.say(key, names=voice.listed(names)) for key, names in todo if names]
    yield from _numbered(voice, said)
    yield from (
        Paragraph(voice.sentence(promise(one, voice)).strip())
        for one in fallen
        if one.subject not in subjects
    )
    if not said:
        yield Paragraph(voice.say("bulletin_todo_nothing"))
    elif voice.own.reply_by:
        yield Paragraph(voice.say("bulletin_todo_by", day=voice.day(voice.own.reply_by)))
