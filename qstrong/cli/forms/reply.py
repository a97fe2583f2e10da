"""The note that sends a workbook back, with all that is to be checked."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Container, Iterator
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

from qstrong.cli.forms.incoming import Incoming
from qstrong.cli.forms.outgoing import file_name
from qstrong.cli.writer import put_file
from qstrong.model.filing import PARTS
from qstrong.model.keys import keys
from qstrong.model.problem import Problem
from qstrong.model.terms.settings import Severity
from qstrong.render.notices.returned import ReturnedItem, returned
from qstrong.text import families
from qstrong.text.language import say
from qstrong.text.problems import problem_catalogue
from qstrong.timeline.owed import close_day
from qstrong.write.intake.form_check import called
from qstrong.write.intake.remarks import Intake

NAGGED = 2
"""So many warnings of one kind are summed up in one line."""
_TOOK = "took"
"""The kind of what was read as it was understood."""
_BY_DAY = ("Q301", "Q305", "Q307")
"""What is wrong with values because the day of filing is."""
_LACKING = {"Q502": "evidence", "Q503": "source"}
"""What some findings miss, and where it is to be filled in."""
_FOR_FILES = re.compile(
    r"\.yaml|整行|删去这一行|\b(?:filed|accept_reason|observations|actions|{})\b".format(
        "|".join(key for part in PARTS for key in keys(part))
    ),
    re.ASCII,
)
"""What hints in Chinese tell those who edit files: keys, and where to write them."""


class ReturnedSlip(NamedTuple):
    """Something to check: how grave, where, of which kind ("" of its own), what is wrong, how to mend it."""

    severity: Severity
    sheet: str
    cell: str
    kind: str
    text: str
    hint: str = ""


def send_back(one: Incoming, folder: Path | None = None) -> int:
    """The note, on standard output or in a file of *folder*: 1 where there is anything to be checked."""
    found, session, recording = one.found, one.session, one.recording
    slips = _slips(one)
    if not slips and found.answers:
        sys.stdout.write(one.say("reply_none") + "\n")
        return 0
    items = [_item(one, slip) for slip in slips]
    plan, unit = session.data().plan, recording.unit.name.say(session.lang)
    closes = close_day(plan, recording.period)
    note = returned(plan, unit, recording.period, items, closes, recording.day, session.look) + "\n"
    if folder is None:
        sys.stdout.write(note)
        return 1
    path = folder / file_name(recording.unit, recording.period, session.lang, "reply_file")
    put_file(path, note.encode(), session.lang, parents=True)
    session.out("form_written", path=path)
    return 1


def _slips(one: Incoming) -> list[ReturnedSlip]:
    """All that is to be checked, each once, down the sheets: errors first, nags last and in one line each."""
    found, lang = one.found, one.session.lang
    astray = set(_astray(one.found))
    slips = [ReturnedSlip("error", it.sheet, it.cell, "", it.text.say(lang)) for it in found.wrong]
    for it in found.taken:
        own = (it.sheet, it.cell) in astray
        slips.append(
            ReturnedSlip(
                "error" if own else "warning", it.sheet, it.cell, "" if own else _TOOK, it.text.say(lang)
            )
        )
    if found.answers:
        slips += _findings(one, astray)
    graver = sorted(dict.fromkeys(slips), key=_weight)
    at = {(it.sheet, it.cell): it for it in reversed(graver) if it.cell}
    once = [it for it in graver if not it.cell or at[it.sheet, it.cell] == it]
    summed = _summed(one, sorted(once, key=lambda it: _down(one, it)))
    return sorted(summed, key=lambda it: (it.severity != "error", not it.cell))


def _astray(found: Intake) -> Iterator[tuple[str, str]]:
    """The cells of periods that the form didn't ask for: what follows from them is no slip of its own."""
    for answer, (sheet, cells) in zip(found.answers, found.places, strict=True):
        last = (answer.period or found.period).last
        asked = {last for part, name, last in found.sent if (part, name) == (answer.part, answer.subject)}
        if asked and last not in asked and "corrected" not in cells:
            yield sheet, cells["period"]


def _weight(slip: ReturnedSlip) -> int:
    """Of several at one cell the first is told: errors, then questions, nags, and readings."""
    if slip.severity == "error":
        return 0
    return 1 if _asks(slip.kind) else 3 if slip.kind == _TOOK else 2


def _findings(one: Incoming, astray: Container[tuple[str, str]]) -> Iterator[ReturnedSlip]:
    """What the checks say of the filing as it would be, each at the cell that is to be changed."""
    recorded, day_at = one.recorded(), one.found.signed_at.get("filed")
    early = day_at in {(it.sheet, it.cell) for it in one.found.wrong}
    for it in recorded.problems:
        sheet, cells = recorded.places.get("/".join(it.pointer.split("/")[:2]), ("", {}))
        follows = (early and it.code in _BY_DAY) or (sheet, cells.get("period")) in astray
        if it.severity != "note" and not follows:
            at = one.placed(it, recorded.places)
            lacking = cells.get(_LACKING.get(it.code, "-"), at.cell)
            yield ReturnedSlip(it.severity, at.sheet, lacking, it.code, at.said, _hint(one, it, at.hint))


def _hint(one: Incoming, problem: Problem, hint: str) -> str:
    """What a clerk can do about it: who has a workbook has no files to edit."""
    if problem.confirm:
        own = problem.code in families.HINT.members
        return one.say(families.HINT.key(problem.code)) if own else one.say("import_check")
    if hint and problem.hint and hint == problem.hint.say(one.session.lang):
        return one.say("import_check") if _FOR_FILES.search(problem.hint.zh) else hint
    return hint


def _summed(one: Incoming, slips: list[ReturnedSlip]) -> Iterator[ReturnedSlip]:
    """One line for warnings of one kind that stand at several cells of a sheet, in the place of the first.

    What questions a single value, and waits for a yes, stays a line of its own.
    """
    kinds: dict[tuple[str, str], list[ReturnedSlip]] = defaultdict(list)
    for it in slips:
        if it.severity == "warning" and it.kind and it.cell and not _asks(it.kind):
            kinds[it.sheet, it.kind].append(it)
    for it in slips:
        mine = kinds.get((it.sheet, it.kind), [])
        if len(mine) < NAGGED or it not in mine:
            yield it
        elif it is mine[0]:
            yield _nag(one, mine)


def _asks(kind: str) -> bool:
    entry = problem_catalogue().get(kind)
    return entry is not None and entry.get("confirm", False)


def _nag(one: Incoming, slips: list[ReturnedSlip]) -> ReturnedSlip:
    """The line for several of a kind: what it is, where, and how to mend it, once where it is the same."""
    first, look = slips[0], one.session.look
    took = first.kind == _TOOK
    what = one.say("reply_took") if took else say(problem_catalogue()[first.kind]["title"], look.lang)
    same = not took and len({it.hint for it in slips}) == 1
    cells = (
        it.cell if same else one.say("reply_each", cell=it.cell, text=it.text if took else it.hint)
        for it in slips
    )
    text = one.say(
        "reply_nagged_in" if one.found.about else "reply_nagged",
        sheet=first.sheet,
        n=len(slips),
        what=what,
        cells=look.listed(cells),
    )
    return ReturnedSlip("warning", first.sheet, "", first.kind, text, first.hint if same else "")


def _down(one: Incoming, slip: ReturnedSlip) -> tuple[bool, int, int]:
    """Sheet by sheet, down the rows; what has no place comes last."""
    sheets = list(dict.fromkeys(row.sheet for row in one.found.rows.values()))
    place = sheets.index(slip.sheet) if slip.sheet in sheets else len(sheets)
    return not slip.cell, place, int(_row(slip.cell) or 0)


def _item(one: Incoming, slip: ReturnedSlip) -> ReturnedItem:
    """A slip as the note has it; a table has no sheets."""
    name, text = _named(one, slip.sheet, slip.cell), one.hinted(slip.text, slip.hint)
    return ReturnedItem(slip.sheet if one.found.about else "", slip.cell, name, text)


def _named(one: Incoming, sheet: str, cell: str) -> str:
    """What the row of a cell is about, as people call it; "" where it is about nothing."""
    for (part, subject, _), row in one.found.rows.items():
        if row.sheet == sheet and cell and _row(row.cells[""]) == _row(cell):
            return called(one.session.data(), part, subject, one.session.lang)
    return ""


def _row(cell: str) -> str:
    return cell.lstrip(ascii_uppercase)
