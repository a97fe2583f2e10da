"""`qstrong log`: the life of a target, a task, an action or a unit: who filed what, when, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import anything

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qstrong.assess.report import TargetReport
    from qstrong.cli.session import Session
    from qstrong.history.known import Known
    from qstrong.history.life import EntryTest
    from qstrong.history.snapshots import Snapshots
    from qstrong.model.event import Event
    from qstrong.model.plan import AnyTarget
    from qstrong.model.task import Action, Task, Unit, UnitGroup

_DATA_ID = re.compile(r"[0-9a-f]{4,12}")
"""The digits that a paper has, or the first of them."""


@o.command("data", "at", "lang", "format", "output", "color", "ascii_only", "strict", "no_cache")
def log(
    session: Session,
    name: Annotated[o.Said, o.argument("[ID]", "help.log_id", anything)] = None,
    status: Annotated[bool, o.option("help.log_status", "--status")] = False,
    data_id: Annotated[o.Said, o.option("help.log_data_id", "--data-id", metavar="HEX")] = None,
) -> int:
    """help.cmd.log"""
    if (name is None) == (data_id is None):
        raise session.stop("log_one_of")
    return _life(session, name, status=status) if name else _holders(session, str(data_id))


def _holders(session: Session, stated: str) -> int:
    """Names the commits that hold the data with that id; raises `StopError` (2) where there is none."""
    from qstrong.cli.revision import git_errors
    from qstrong.history.revisions import Repository
    from qstrong.history.snapshots import holders
    from qstrong.read.top import data_id
    from qstrong.render.views.life import holders_document, holders_json

    look, wanted = session.look, stated.strip().lower()
    if not _DATA_ID.fullmatch(wanted):
        raise session.stop("log_bad_data_id", text=stated)
    here = not session.options.at and data_id(session.source).startswith(wanted)
    with git_errors(session.lang):
        repository = Repository.around(session.folder)
        commits = holders(repository, wanted, session.options.at)
        shallow = repository.shallow
    if not commits and not here:
        raise session.stop("log_no_holder", id=wanted, more=look.say("log_shallow") if shallow else "")
    document = holders_document(wanted, commits, look, here=here)
    session.write(document, lambda: holders_json(wanted, commits, here=here))
    return 0


def _life(session: Session, name: str, *, status: bool) -> int:
    """What was filed for what *name* names."""
    import sys

    from qstrong.cli.revision import git_errors, git_sentence
    from qstrong.history.git import GitError
    from qstrong.history.known import Known
    from qstrong.history.life import entry_events as events_of
    from qstrong.history.revisions import Repository
    from qstrong.history.snapshots import Snapshots
    from qstrong.model.plan import Target
    from qstrong.render.views.life import life_document, life_json

    dataset, look = session.data(), session.look
    found, title, units, wanted, subjects = _meant(session, name)
    with git_errors(session.lang):
        repository = Repository.around(session.folder)
        at = session.options.at
        lacking: list[str] = []
        known = Known(session.source, session.loaded)
        events = events_of(repository, units, wanted, at or "HEAD", lacking, subjects, known)
        with Snapshots(repository) as snapshots:
            notes = _notes(snapshots, session, changed=at is None)
            judged = status and isinstance(found, Target)
            reports = _reports(session, snapshots, events, found.id, known) if judged else {}
    if lacking:
        named = ", ".join(lacking[:5]) + (f" … ({len(lacking)})" if len(lacking) > 5 else "")
        sys.stderr.write(git_sentence(GitError("partial", named), session.lang) + "\n")
    document = life_document(
        dataset, title, events, look, statuses=reports, notes=notes, complete=not lacking
    )
    return session.answer(document, lambda: life_json(dataset, found.id, events, look, statuses=reports))


def _meant(
    session: Session, name: str
) -> tuple[Action | AnyTarget | Task | Unit | UnitGroup, str, tuple[str, ...], EntryTest, tuple[str, ...]]:
    """What *name* names, its name, the units that file it, which entries are meant, and under which ids.

    Whoever reports an indicator now: but any unit may have done so before, so that all are looked at. Of
    a unit every entry is meant, whatever its id.
    """
    from qstrong.cli.names import find_anything
    from qstrong.model.index import index
    from qstrong.model.task import Action, Task, Unit, UnitGroup

    dataset, look = session.data(), session.look
    every = tuple(unit.id for unit in dataset.units)
    found = find_anything(dataset, name, session.lang)
    title = look.name(found.title if isinstance(found, Action | Task) else found.name)
    if isinstance(found, Unit | UnitGroup):
        return found, title, index(dataset).members((found.id,)), lambda _, __: True, ()
    if isinstance(found, Action | Task):
        own = (found.id,) if isinstance(found, Action) else tuple(action.id for action in found.actions)
        return found, title, every, lambda part, subject: part == "actions" and subject in own, own
    only = ("observations", found.id)
    return found, title, every, lambda part, subject: (part, subject) == only, (found.id,)


def _notes(snapshots: Snapshots, session: Session, *, changed: bool) -> list[str]:
    """What the log doesn't hold: what isn't committed, and what was cut off."""
    from qstrong.history.worktree import edited
    from qstrong.read.source import FILINGS

    repository = snapshots.repository
    notes = [session.look.say("log_shallow")] if repository.shallow else []
    if changed and not repository.bare:
        differs = edited(snapshots.at(repository.commit("HEAD")), session.source)
        if any(name.startswith(FILINGS) for name in differs):
            notes.append(session.look.say("log_dirty"))
    return notes


def _reports(
    session: Session, snapshots: Snapshots, events: Sequence[Event], name: str, known: Known
) -> dict[str, TargetReport]:
    """What the target came to on the day of each commit, by what was known then; where it can be said."""
    from qstrong.cli.past.replay import Replay

    commits = {event.commit.sha: event.commit for event in events}
    following = session.following(commits.values(), len(commits), "log_judging")
    with following as each:
        replay = Replay(snapshots, name, {event.unit for event in events}, known)
        found = {commit.sha: replay.report(commit) for commit in each}
    return {sha: report for sha, report in found.items() if report}
