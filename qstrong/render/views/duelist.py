"""The list of what units owe with one filing, item by item; and all of it for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qstrong.assess.outstanding import Outstanding, OwedValue, WantedFigure
from qstrong.assess.report import Report
from qstrong.model.period import Period
from qstrong.render.document import Block, Cell, Column, Heading, Section, Style, Table, line
from qstrong.render.filed import values_json
from qstrong.render.headed import json_head
from qstrong.render.look import Look
from qstrong.render.pieces import NONE
from qstrong.render.views.due import promise_name, state_cell
from qstrong.render.views.show import fact
from qstrong.text import families
from qstrong.text.kinds import quantity_words
from qstrong.text.labels import label_word
from qstrong.timeline.duties import AskedAction, tally
from qstrong.timeline.explained import Explanation
from qstrong.timeline.owed import close_day, due_day
from qstrong.timeline.promises import Promise
from qstrong.timeline.state import OwedState

DueRow = tuple[Cell, ...]
STYLES: dict[OwedState, Style] = {
    "reported": "good", "pending": "dim", "invalid": "bad", "missing": "bad", "not_due": "",
}  # fmt: skip


def lists(found: Sequence[Outstanding], look: Look) -> Iterator[Block]:
    """For each unit its state, its contact, and everything that it owes: filed or not."""
    for one in found:
        yield Heading(look.name(one.unit.name))
        yield line(state_cell(one, look))
        if one.unit.contact:
            yield fact(look, "due_contact", one.unit.contact)
        values = [
            (item, Cell(look.say(families.OWED.key(item.state)), STYLES[item.state])) for item in one.values
        ]
        figures = [(figure, _why(figure, look)) for figure in one.wanted]
        actions = [(asked, _last(asked, one, look)) for asked in one.duty.asked]
        table = item_table(values, figures, actions, one, look)
        yield table if table.sections else line(look.say("due_nothing"))


def wanted_list(one: Outstanding, look: Look) -> Table:
    """附表: what a unit has still to file."""
    to_check = Cell(look.say("due_to_check"))
    values = [(item, to_check if item.state == "invalid" else NONE) for item in one.missing]
    figures = [(figure, _why(figure, look)) for figure in one.figures]
    return item_table(values, figures, [(asked, _goal(asked, look)) for asked in one.actions], one, look)


def item_table(
    values: Sequence[tuple[OwedValue, Cell]],
    figures: Sequence[tuple[WantedFigure, Cell]],
    actions: Sequence[tuple[AskedAction, Cell]],
    one: Outstanding,
    look: Look,
) -> Table:
    """Sections of values, wanted figures, actions, outcomes and explanations, each item with a remark.

    Columns that would be empty are left out.
    """
    sections = {
        "due_list_values": [_item(k, item, said, look) for k, (item, said) in enumerate(values, 1)],
        "wanted": [_item(k, item, said, look) for k, (item, said) in enumerate(figures, 1)],
        "actions": [_action(action, said, look) for action, said in actions],
        "outcome": [_promise(k, some, one, look) for k, some in enumerate(one.outcomes, 1)],
        "explained": [_explained(k, each, look) for k, each in enumerate(one.explanations, 1)],
    }
    columns = (
        Column(look.say("no")),
        Column(look.say("due_item"), flexible=True, least=20),
        Column(look.say("period")),
        Column(look.say("due_uom"), flexible=True, least=4),
        Column(look.say("due_remark"), flexible=True, least=10),
    )
    rows = [row for part in sections.values() for row in part]
    used = [k for k in range(len(columns)) if any(row[k] != NONE for row in rows)]
    shown = {name: tuple(tuple(row[k] for k in used) for row in part) for name, part in sections.items()}
    made = tuple(Section(look.say(name), part) for name, part in shown.items() if part)
    return Table(tuple(columns[k] for k in used), made)


def _why(figure: WantedFigure, look: Look) -> Cell:
    """What a figure is wanted for, and that the unit said why there is none yet."""
    pending = f" · {look.say('pending')}" if figure.pending else ""
    return Cell(look.say(families.WANTED.key(figure.why)) + pending, "dim")


def _item(k: int, item: OwedValue | WantedFigure, said: Cell, look: Look) -> DueRow:
    target, period = item.target, Cell(look.period(item.period))
    return Cell(str(k), "dim"), Cell(look.name(target.name)), period, Cell(look.uom(target.uom)), said


def _action(one: AskedAction, said: Cell, look: Look) -> DueRow:
    return Cell(one.action.id, "dim"), Cell(look.name(one.action.title)), NONE, NONE, said


def _goal(one: AskedAction, look: Look) -> Cell:
    """What the action has to bring, and by when."""
    wanted, day = one.action.quantity, one.action.due
    brings = look.say("record_target", goal=quantity_words(wanted, look.lang)) if wanted else ""
    text = " · ".join(filter(None, (brings, look.say("new_due", day=day) if day else "")))
    return Cell(text) if text else NONE


def _last(one: AskedAction, of: Outstanding, look: Look) -> Cell:
    """What the unit's latest report said, and what the action has to bring."""
    never = "not_due" if of.days_left > 0 else "not_reported"
    said = label_word(one.last[1].state if one.last else never, look.lang)
    when = f"{said} {one.last[0]}" if one.last else said
    goal = _goal(one, look)
    return Cell(when if goal == NONE else f"{when} · {goal.text}")


def _explained(k: int, one: Explanation, look: Look) -> DueRow:
    """What is to be explained, how it stands, and which part is missing."""
    of_target = one.part == "observations"
    said = f"{look.label(one.label)} · {look.say(families.UNSAID.key(one.what))}"
    period = Cell(str(one.period)) if one.period else NONE
    number = str(k) if of_target else one.subject
    return Cell(number, "dim"), Cell(look.name(one.title)), period, NONE, Cell(said)


def _promise(k: int, promise: Promise, one: Outstanding, look: Look) -> DueRow:
    said = {"since": promise.since, "day": promise.by, "text": promise.measures}
    name = promise_name(promise, one, look)
    return Cell(str(k), "dim"), Cell(name), NONE, NONE, Cell(look.say("due_promised", **said))


def due_json(report: Report, period: Period, found: Sequence[Outstanding], look: Look) -> dict[str, object]:
    """The same for scripts: fields are added, never renamed."""
    plan = report.dataset.plan
    return {
        **json_head(report.dataset, look, report.as_of),
        "period": str(period),
        "due": due_day(plan, period).isoformat(),
        "closes": close_day(plan, period).isoformat(),
        "days_left": (due_day(plan, period) - report.as_of).days,
        "values": values_json(tally(one.duty for one in found)),
        "units": [_unit_json(one, look) for one in found],
    }


def _unit_json(one: Outstanding, look: Look) -> dict[str, object]:
    filing = one.duty.filing
    return {
        "id": one.unit.id,
        "name": look.name(one.unit.name),
        "contact": one.unit.contact,
        "state": standing(one),
        "filing": one.duty.state,
        "filed": filing.filed.isoformat() if filing else None,
        "days_late": one.duty.days_late,
        "indicators": [_item_json(item, look, state=item.state) for item in one.values],
        "baselines": [
            _item_json(figure, look, state="pending" if figure.pending else "missing")
            for figure in one.baselines
        ],
        "wanted": [_item_json(figure, look, why=figure.why) for figure in one.wanted],
        "actions": [
            {
                "id": asked.action.id,
                "title": look.name(asked.action.title),
                "due": asked.action.due.isoformat() if asked.action.due else None,
                "missing": asked in one.actions,
            }
            for asked in one.duty.asked
        ],
        "explanations": [
            {
                "id": each.subject,
                "name": look.name(each.title),
                "status": each.status,
                "missing": list(each.wanting),
            }
            for each in one.explanations
        ],
        "outcomes": [
            {
                "id": promise.subject,
                "since": str(promise.since),
                "measures": promise.measures,
                "measures_by": promise.by.isoformat(),
            }
            for promise in one.outcomes
        ],
    }


def standing(one: Outstanding) -> str:
    """What came of a unit's filing, in the words that scripts know: `filing` says it as it is counted."""
    duty = one.duty
    if duty.broken:
        return "broken"
    if duty.came or (one.filed and not duty.state):
        return "late" if duty.came and duty.came > duty.day else "in_time"
    return "none" if one.anything else "idle"


def _item_json(item: OwedValue | WantedFigure, look: Look, **more: str) -> dict[str, object]:
    return {
        "id": item.target.id,
        "name": look.name(item.target.name),
        "period": str(item.period),
        "uom": look.uom(item.target.uom),
        **more,
        "missing": item.to_come,
    }
