"""The note that sends a workbook back, with all that is to be checked."""

from __future__ import annotations

import sys
from string import ascii_uppercase

from qstrong.cli.forms.incoming import Incoming
from qstrong.model.index import index
from qstrong.render.notices.returned import ReturnedItem, returned
from qstrong.timeline.owed import close_day

FoundAt = tuple[str, str, str]
"""A sheet, a cell, and what is said of it."""


def send_back(one: Incoming) -> int:
    """The note, on standard output: 1 where there is anything to be checked."""
    found, session, recording = one.found, one.session, one.recording
    lang = session.lang
    places = [(it.sheet, it.cell, it.text.say(lang)) for it in (*found.wrong, *found.taken)]
    if found.answers:
        recorded = one.recorded()
        places += [one.placed(it, recorded.places) for it in recorded.problems if it.severity != "note"]
    if not places and found.answers:
        sys.stdout.write(one.say("reply_none") + "\n")
        return 0
    places = sorted(places, key=lambda place: _down(one, place))
    items = [ReturnedItem(sheet, cell, _named(one, sheet, cell), text) for sheet, cell, text in places]
    plan, unit = session.data().plan, recording.unit.name.say(lang)
    closes = close_day(plan, recording.period)
    note = returned(plan, unit, recording.period, items, closes, recording.day, session.look)
    sys.stdout.write(note + "\n")
    return 1


def _down(one: Incoming, place: FoundAt) -> tuple[bool, int, int]:
    """Sheet by sheet, down the rows; what has no place comes last."""
    sheet, cell, _ = place
    sheets = list(dict.fromkeys(row.sheet for row in one.found.rows.values()))
    return not cell, sheets.index(sheet) if sheet in sheets else len(sheets), int(_row(cell) or 0)


def _named(one: Incoming, sheet: str, cell: str) -> str:
    """What the row of a cell is about, as people call it; "" where it is about nothing."""
    targets = index(one.session.data()).targets
    for (part, subject, _), row in one.found.rows.items():
        if row.sheet == sheet and cell and _row(row.cells[""]) == _row(cell):
            if part == "actions":
                return one.say("reply_action", id=subject)
            return targets[subject].name.say(one.session.lang)
    return ""


def _row(cell: str) -> str:
    return cell.lstrip(ascii_uppercase)
