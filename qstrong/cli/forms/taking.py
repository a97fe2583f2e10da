"""Taking a workbook in: checked, shown, asked about, written."""

from __future__ import annotations

import sys
from typing import get_args

from qstrong.cli.forms.incoming import AnswerChange, ChangeKind, Incoming, Recorded
from qstrong.cli.recording.prompt import confirm
from qstrong.cli.recording.recording import ask_reason
from qstrong.model.problem import Problem


def take_in(one: Incoming, *, accept: bool, reason: str | None, dry_run: bool) -> int:
    """Check, show, write; 1 where something is wrong with it, and nothing is written.

    With *accept* all that waits for a yes has it, for that *reason* where one is given.
    """
    found, recording = one.found, one.recording
    for remark in (*(found.wrong or found.notes), *found.taken):
        _tell(one.at(remark.sheet, remark.cell, remark.text))
    if found.wrong or not found.answers:
        _tell(one.say("import_refused_all" if found.wrong else "import_nothing"))
        return 1
    recorded = one.recorded()
    for problem in recorded.problems:
        _tell(_problem(one, problem, recorded))
    if any(problem.severity == "error" for problem in recorded.problems):
        _tell(one.say("import_refused_all"))
        return 1
    recording.text = recorded.text
    asked = recording.questions(recorded.problems)
    return _settle(one, asked, accept=accept, reason=reason, dry_run=dry_run)


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")


def _problem(one: Incoming, problem: Problem, recorded: Recorded) -> str:
    """A finding at its cell, where there is one."""
    at = one.placed(problem, recorded.places)
    if not at.cell or problem.path != one.recording.name:
        return one.recording.problems((problem,))
    text = one.hinted(at.said, at.hint)
    return one.at(at.sheet, at.cell, f"{problem.severity}[{problem.code}] {text}")


def _settle(
    one: Incoming, asked: tuple[Problem, ...], *, accept: bool, reason: str | None, dry_run: bool
) -> int:
    """What would change, by name; what waits for a yes; then ask, and write."""
    found, recording, session = one.found, one.recording, one.session
    difference = recording.difference()
    if not difference:
        session.out("filing_same", path=recording.shown)
        return 0
    changes = one.changes()
    sys.stdout.writelines(f"  {_change(one, change)}\n" for change in changes if change.kind != "same")
    counts = {kind: sum(change.kind == kind for change in changes) for kind in get_args(ChangeKind)}
    said = one.say("import_summary", name=recording.shown, n=len(found.answers), left=found.left, **counts)
    sys.stdout.write(said + "\n")
    replaced = [change for change in changes if change.replaces]
    removed = [change for change in changes if change.kind == "removed"]
    older = [change for change in (*replaced, *removed) if found.about and change.late]
    for key, some in (("import_older", older), ("import_replaces", replaced), ("import_removes", removed)):
        if some:
            names = session.look.listed(dict.fromkeys(change.name for change in some))
            _tell(one.say(key, n=len(some), names=names))
    if dry_run:
        sys.stdout.write("\n".join(difference) + "\n")
        return 0
    if (found.taken or asked or replaced or removed) and not accept:
        if not sys.stdin.isatty():
            raise session.stop("import_accept", 1)
        if not confirm(session.say("import_confirm")):
            return 1
        reason = reason or (ask_reason(session.lang) if asked else None)
    rows = recording.settle(asked, reason, [session.say("filings")])
    one.session = session.after(recording.name)
    sys.stdout.write("\n".join(rows) + "\n")
    return 0


def _change(one: Incoming, change: AnswerChange) -> str:
    """One answer: 新, 改 258.8 → 248.8."""
    some = "import_changed" if change.replaces else "import_added"
    key = "import_new" if change.kind == "new" else "import_removed" if change.kind == "removed" else some
    return one.session.say(key, name=change.name, old=change.old, new=change.new)
