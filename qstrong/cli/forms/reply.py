"""The note that sends a workbook back, with all that is to be checked."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

from qstrong.cli.forms.incoming import Incoming
from qstrong.cli.words import safe_word as word
from qstrong.cli.writer import put_file
from qstrong.model.index import index
from qstrong.model.plan import Severity
from qstrong.render.notices.returned import ReturnedItem, returned
from qstrong.text.language import say
from qstrong.text.problems import problem_catalogue
from qstrong.timeline.owed import close_day

NAGGED = 3
"""So many warnings of one kind are summed up in one line."""
_FOR_FILES = re.compile(
    r"[;；,，]?\s*[^;；]*(?:\b[a-z]+_[a-z]+|\b(?:accept|flag|note|value|limits|pending|reason)\b|\.yaml)[^;；]*"
)
"""What hints tell those who edit files: keys, and where to write them."""


class ReturnedSlip(NamedTuple):
    """Something to check: how grave, where, which rule says so ("" where none does), and what it says."""

    severity: Severity
    sheet: str
    cell: str
    code: str
    text: str


def send_back(one: Incoming, folder: Path | None = None) -> int:
    """The note, on standard output or in a file of *folder*: 1 where there is anything to be checked."""
    found, session, recording = one.found, one.session, one.recording
    slips = _slips(one)
    if not slips and found.answers:
        sys.stdout.write(one.say("reply_none") + "\n")
        return 0
    items = [ReturnedItem(it.sheet, it.cell, _named(one, it.sheet, it.cell), it.text) for it in slips]
    plan, unit = session.data().plan, recording.unit.name.say(session.lang)
    closes = close_day(plan, recording.period)
    note = returned(plan, unit, recording.period, items, closes, recording.day, session.look) + "\n"
    if folder is None:
        sys.stdout.write(note)
        return 1
    name = unit.replace("/", "-").replace("\\", "-")
    path = folder / word("reply_file", session.lang, period=recording.period, unit=name)
    put_file(path, note.encode(), session.lang, parents=True)
    sys.stdout.write(word("form_written", session.lang, path=path) + "\n")
    return 1


def _slips(one: Incoming) -> list[ReturnedSlip]:
    """All that is to be checked, each once: errors first, then down the sheets; nags in one line each."""
    found, lang = one.found, one.session.lang
    slips = [ReturnedSlip("error", it.sheet, it.cell, "", it.text.say(lang)) for it in found.wrong]
    slips += [ReturnedSlip("warning", it.sheet, it.cell, "", it.text.say(lang)) for it in found.taken]
    if found.answers:
        recorded = one.recorded()
        early = _filed_too_early(one)
        slips += [early] if early else []
        for it in recorded.problems:
            if it.severity == "note" or (early and it.code in _BY_DAY):
                continue
            sheet, cell, text = one.placed(it, recorded.places)
            slips.append(ReturnedSlip(it.severity, sheet, cell, it.code, _FOR_FILES.sub("", text)))
    once = dict.fromkeys(slips)
    return _summed(one, sorted(once, key=lambda it: (it.severity != "error", _down(one, it))))


_BY_DAY = ("Q301", "Q305", "Q307")
"""What is wrong with values because the day of filing is."""


def _filed_too_early(one: Incoming) -> ReturnedSlip | None:
    """One word on a day of filing that lies before its period's end: at the cell where it stands."""
    said = one.found.signed.get("filed", "")
    at = one.found.signed_at.get("filed")
    period = one.recording.period
    if not at or not said or said > period.end.isoformat():
        return None
    return ReturnedSlip("error", *at, "", one.say("reply_too_early", day=said, period=period, end=period.end))


def _summed(one: Incoming, slips: list[ReturnedSlip]) -> list[ReturnedSlip]:
    """One line for warnings of one kind that stand at several cells, in the place of the first."""
    cells: dict[str, list[str]] = {}
    for it in slips:
        if it.code and it.severity == "warning":
            cells.setdefault(it.code, []).append(it.cell)
    many = {code: mine for code, mine in cells.items() if len(mine) >= NAGGED}
    summed: list[ReturnedSlip] = []
    told: set[str] = set()
    for it in slips:
        mine = many.get(it.code, [])
        if not mine:
            summed.append(it)
        elif it.code not in told:
            told.add(it.code)
            title = say(problem_catalogue()[it.code]["title"], one.session.lang)
            listed = one.session.look.listed(filter(None, mine))
            text = one.say("reply_nagged", n=len(mine), what=title, cells=listed)
            summed.append(ReturnedSlip(it.severity, it.sheet, "", it.code, text))
    return summed


def _down(one: Incoming, slip: ReturnedSlip) -> tuple[bool, int, int]:
    """Sheet by sheet, down the rows; what has no place comes last."""
    sheets = list(dict.fromkeys(row.sheet for row in one.found.rows.values()))
    place = sheets.index(slip.sheet) if slip.sheet in sheets else len(sheets)
    return not slip.cell, place, int(_row(slip.cell) or 0)


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
