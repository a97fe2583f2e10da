"""反馈单: what goes back to one unit: what it filed, what is wanting, how its targets and actions stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qstrong.assess.outstanding import Outstanding, WantedFigure, outstanding
from qstrong.assess.report import ActionVerdict, TargetReport
from qstrong.model.task import Unit
from qstrong.render.bulletin.annexes import actions_ledger, targets_ledger
from qstrong.render.bulletin.content import (
    Blocks,
    BulletinContent,
    Paragraph,
    chapters,
    content_json,
    paper_of,
    to_document,
)
from qstrong.render.bulletin.overview import withdrawn_sentence
from qstrong.render.bulletin.sentences import behind, overdue, promise
from qstrong.render.bulletin.voice import Voice
from qstrong.render.bulletin.whole import bulletin_json
from qstrong.render.document import Document, Heading
from qstrong.render.filed import filed_state
from qstrong.render.views.duelist import wanted_list
from qstrong.text import families
from qstrong.timeline.duties import Duty, tally
from qstrong.timeline.promises import Promise


def unit_sheet(voice: Voice, unit: Unit) -> BulletinContent:
    """The sheet for *unit*, which may have owed nothing."""
    review = voice.review
    duty = next((one for one in review.duties if one.unit == unit.id), None)
    targets = [one for one in review.report.targets if unit.id in one.target.reporters]
    actions = [one for one in review.report.actions if unit.id in one.units]
    lagging = [one for one in review.behind if unit.id in one.target.reporters]
    lags, owing = [behind(one, voice) for one in lagging], _owing(voice, unit)
    parts: list[tuple[str, Blocks]] = [
        ("bulletin_unit_todo", tuple(_todo(voice, unit, owing, lagging, actions))),
        ("bulletin_part_behind", tuple(map(Paragraph, voice.numbered(lags)))),
        ("bulletin_unit_list", (wanted_list(owing, voice.look),) if owing else ()),
        ("bulletin_unit_targets", (targets_ledger(targets, voice),) if targets else ()),
        ("bulletin_unit_actions", (actions_ledger(actions, voice),) if actions else ()),
    ]
    made, tables = chapters(voice, parts), bool(targets) + bool(actions) + bool(owing)
    opening = _opening(voice, duty) if duty else voice.say("bulletin_unit_nothing")
    words = {"unit": voice.look.name(unit.name), "period": voice.period(review.period)}
    return replace(
        paper_of(voice, voice.say("bulletin_unit_title", **words), made[: len(made) - tables]),
        annexes=made[len(made) - tables :],
        to=voice.say("bulletin_to", to=voice.look.name(unit.name)),
        opening=tuple(filter(None, (opening, withdrawn_sentence(voice, unit.id).strip()))),
        signature=voice.own.signature or "",
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


def _owing(voice: Voice, unit: Unit) -> Outstanding | None:
    """What the unit has still to file or to explain; None where that is nothing."""
    found = outstanding(voice.review.report, voice.review.period)
    return next((one for one in found if one.unit.id == unit.id and one.anything), None)


def _todo(
    voice: Voice,
    unit: Unit,
    owing: Outstanding | None,
    lagging: list[TargetReport],
    actions: list[ActionVerdict],
) -> Iterator[Paragraph]:
    """What is asked of it: what is missing, wanted, unreported, unexplained, overdue, promised."""
    review = voice.review
    wanting = owing.explanations if owing else ()
    late = [overdue(one, voice) for one in actions if one.label == "overdue"]
    fallen = [one for one in review.promises if one.unit == unit.id]
    subjects = {one.target.id for one in lagging}
    todo = [
        *_to_file(voice, owing),
        *(
            (families.TODO.key(what), [voice.subject(one.subject) for one in wanting if one.what == what])
            for what in families.WANTING
        ),
        ("bulletin_todo_overdue", late),
        ("bulletin_todo_promise", _unanswered(voice, owing, fallen)),
    ]
    said = [voice.say(key, names=voice.listed(names)) for key, names in todo if names]
    yield from map(Paragraph, voice.numbered(said))
    yield from (
        Paragraph(voice.sentence(promise(one, voice)).strip())
        for one in fallen
        if one.subject not in subjects
    )
    if not said:
        yield Paragraph(voice.say("bulletin_todo_nothing"))
    elif voice.own.reply_by:
        yield Paragraph(voice.say("bulletin_todo_by", day=voice.day(voice.own.reply_by)))


def _to_file(voice: Voice, owing: Outstanding | None) -> Iterator[tuple[str, list[str]]]:
    """Values that are missing, values that are void, figures that are wanted, actions never reported on."""
    if owing is None:
        return
    of_value = [(item.state == "invalid", voice.subject(item.target.id)) for item in owing.missing]
    yield "bulletin_todo_missing", [name for void, name in of_value if not void]
    yield "bulletin_todo_invalid", [name for void, name in of_value if void]
    yield "bulletin_todo_wanted", [_figure(voice, one) for one in owing.figures]
    yield "bulletin_todo_actions", [one.action.id for one in owing.actions]


def _figure(voice: Voice, one: WantedFigure) -> str:
    period = voice.period(one.period)
    return voice.say("bulletin_of_period", name=voice.subject(one.target.id), period=period)


def _unanswered(voice: Voice, owing: Outstanding | None, fallen: list[Promise]) -> list[str]:
    """Measures whose day has come, of which nothing was said."""
    asked = [one for one in (*fallen, *(owing.outcomes if owing else ())) if not one.answer]
    return [voice.subject(name) for name in dict.fromkeys(one.subject for one in asked)]


Sheets = Sequence[tuple[Unit, BulletinContent]]
"""Units with their sheets."""


def sheets_document(voice: Voice, sheets: Sheets) -> Document:
    """The sheets one under the other; one alone is a document of its own."""
    made = [to_document(content) for _, content in sheets]
    if len(made) == 1:
        return made[0]
    title = voice.say("bulletin_sheets", period=voice.period(voice.review.period), n=len(made))
    blocks = [block for one in made for block in (Heading(one.title), *one.blocks)]
    return Document(title, tuple(blocks), voice.stamp, voice.origin)


def sheets_json(voice: Voice, sheets: Sheets) -> dict[str, object]:
    """The same for scripts: of one unit its text, of several each one's under its id."""
    if len(sheets) == 1:
        ((_, content),) = sheets
        return bulletin_json(voice, content_json(content))
    texts = [{"unit": unit.id, "text": content_json(content)} for unit, content in sheets]
    return {**bulletin_json(voice, {}), "text": None, "sheets": texts}
