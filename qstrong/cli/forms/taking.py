"""Taking a workbook in: checked, shown, asked about, written."""

from __future__ import annotations

import sys

from qstrong.cli.forms.incoming import Incoming, Recorded
from qstrong.cli.recording.recording import confirm
from qstrong.cli.stop import StopError
from qstrong.cli.words import safe_word as word
from qstrong.model.problem import Problem


def take_in(one: Incoming, *, accept: bool, dry_run: bool) -> int:
    """Check, show, write; 1 where something is wrong with it, and nothing is written."""
    found, recording = one.found, one.recording
    for remark in (*(found.wrong or found.notes), *found.taken):
        _tell(one.at(remark.sheet, remark.cell, remark.text))
    if found.wrong:
        return _refuse(one)
    if not found.answers:
        _tell(one.say("import_nothing"))
        return 1
    recorded = one.recorded()
    for problem in recorded.problems:
        _tell(_problem(one, problem, recorded))
    if any(problem.severity == "error" for problem in recorded.problems):
        return _refuse(one)
    recording.text = recorded.text
    return _settle(one, accept=accept, dry_run=dry_run)


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")


def _refuse(one: Incoming) -> int:
    """Nothing was written."""
    _tell(one.say("import_refused_all"))
    return 1


def _problem(one: Incoming, problem: Problem, recorded: Recorded) -> str:
    """A finding at its cell, where there is one."""
    sheet, cell, text = one.placed(problem, recorded.places)
    if not cell or problem.path != one.recording.name:
        return one.recording.problems((problem,))
    return one.at(sheet, cell, f"{problem.severity}[{problem.code}] {text}")


def _settle(one: Incoming, *, accept: bool, dry_run: bool) -> int:
    """What was interpreted, what would change; then ask, and write."""
    found, recording, session = one.found, one.recording, one.session
    difference = recording.difference()
    if not difference:
        sys.stdout.write(word("import_same", session.lang, path=recording.shown) + "\n")
        return 0
    said = one.say("import_summary", name=recording.shown, n=len(found.answers), left=found.left)
    sys.stdout.write(said + "\n")
    if dry_run:
        sys.stdout.write("\n".join(difference) + "\n")
        return 0
    if found.taken and not accept:
        if not sys.stdin.isatty():
            raise StopError(1, word("import_accept", session.lang))
        if not confirm(word("import_confirm", session.lang)):
            return 1
    recording.write()
    rows = [*recording.afterwards([session.look.say("filings")]), *recording.to_fill_in()]
    sys.stdout.write("\n".join(rows) + "\n")
    return 0
