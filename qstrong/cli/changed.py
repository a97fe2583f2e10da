"""Which problems a branch brings: those of the files that it changes, and those that weren't there before."""

from __future__ import annotations

from datetime import date

from qstrong.check.changes.answers import unanswered
from qstrong.check.changes.appendonly import append_only
from qstrong.check.changes.eased import eased
from qstrong.check.registry import settled_problems
from qstrong.cli.revision import day_of, git_errors, git_sentence
from qstrong.cli.session import Session, today
from qstrong.cli.stop import StopError
from qstrong.history.git import GitError
from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.history.worktree import edited, staged
from qstrong.model.dataset import Dataset
from qstrong.model.problem import Problem
from qstrong.read.bulletins import check_bulletins
from qstrong.read.dataset import load
from qstrong.read.places import locate
from qstrong.render.findings.fingerprints import fingerprints
from qstrong.render.findings.problems import as_text


def only_changed(session: Session, problems: tuple[Problem, ...], base: str) -> tuple[Problem, ...]:
    """Those of *problems* in files that differ from where the branch left *base*, or that are new since.

    A change to the plan can spoil a filing that nobody touched: that is new, and told. What was wrong
    before, elsewhere, isn't this branch's. A branch that left in several places is held against each.
    """
    touched: set[str] = set()
    before: set[str] | None = None
    for tree in _starts(session, base):
        with tree:
            touched |= edited(tree, session.source)
            marks = set(_fingerprints(session, tree))
        before = marks if before is None else before & marks
    marked = zip(problems, fingerprints(problems), strict=True)
    return tuple(one for one, mark in marked if one.path in touched or mark not in (before or ()))


def with_history(session: Session, base: str | None, on: str | None = None) -> tuple[Problem, ...]:
    """The session's problems, and what was taken back of what had been filed where the branch left *base*.

    Without a *base*: whether a filing of the last commit is gone, on disk or from what is staged, where
    there is one that has data; what else may change is for whoever takes the commit. What has closed is the
    word of the base's plan, on the later of its `as_of` and the day *on*, or the machine's. Raises
    `StopError` where nothing is compared: the base is what is checked (2), or has no plan there that can
    be read (3).
    """
    if session.dataset is None or not (base or _committed(session)):
        return session.problems
    now = _day(session, on)
    heads = [session.dataset] if base else [session.dataset, _staged(session)]
    found: dict[Problem, None] = {}
    starts = _starts(session, base or "HEAD")
    for tree in starts:
        with git_errors(session.lang), tree:
            same = tree.commit == tree.repository.commit(session.options.at or "HEAD")
            if base and same and not edited(tree, session.source):
                raise GitError("itself", base)
            before = _before(session, tree, base)
        day = max(before.plan.as_of or date.min, now)
        for head in heads:
            found |= {one: None for one in append_only(before, head, day) if base or one.code == "Q702"}
        if base:
            found |= dict.fromkeys(eased(before, session.dataset))
    if base and len(starts) > 1:  # what *base* itself has changed since the one shows from the other
        with git_errors(session.lang), Tree(starts[0].repository, base) as tip:
            before = _before(session, tip, base)
        day = max(before.plan.as_of or date.min, now)
        again = (*append_only(before, session.dataset, day), *eased(before, session.dataset))
        still = {one.path for one in again}
        found = {one: None for one in found if one.path in still}
    return locate((*session.problems, *found), session.source)


def waiting(session: Session, base: str) -> tuple[Problem, ...]:
    """The session's questions about entries that the branch has added or altered since it left *base*."""
    if session.dataset is None:
        return ()
    bases = []
    for tree in _starts(session, base):
        with git_errors(session.lang), tree:
            loaded = load(tree)
        bases += [loaded.dataset] if loaded.dataset else []
    return unanswered(bases, session.dataset, session.problems)


def _before(session: Session, tree: Tree, base: str | None) -> Dataset:
    """The data of *tree*; raises `StopError` (3) where its plan can't be read."""
    loaded = load(tree)
    if loaded.dataset is None:
        prefix = f"{base}:{tree.repository.folder}"
        raise StopError(3, as_text(loaded.problems, session.lang, prefix=prefix).rstrip("\n"))
    return loaded.dataset


def _staged(session: Session) -> Dataset:
    """The data as the next commit will have it: what is on disk may be out of that, or not in it yet."""
    assert session.folder is not None
    with git_errors(session.lang), staged(Repository.around(session.folder)) as source:
        loaded = load(source)
    if loaded.dataset is None:
        raise StopError(3, as_text(loaded.problems, session.lang, prefix="(index)").rstrip("\n"))
    return loaded.dataset


def _day(session: Session, on: str | None) -> date:
    """The day that it is: *on*, or --as-of, where they are said; the change's own plan has no say."""
    if on:
        return day_of(on, session.lang)
    return session.check_day if session.options.as_of and session.check_day else today()


def _committed(session: Session) -> bool:
    """Whether the last commit has data."""
    assert session.folder is not None
    try:
        with Tree(Repository.around(session.folder), "HEAD") as tree:
            return bool(tree.leaves)
    except GitError as error:
        if error.reason in ("no_commits", "no_repository", "unknown_revision"):
            return False
        raise StopError(2, git_sentence(error, session.lang)) from error


def _starts(session: Session, base: str) -> list[Tree]:
    """The data wherever the branch left *base*; raises `StopError` (2)."""
    assert session.folder is not None
    with git_errors(session.lang):
        repository = Repository.around(session.folder)
        starts = repository.merge_bases(base, session.options.at or "HEAD")
        return [Tree(repository, start) for start in starts]


def _fingerprints(session: Session, tree: Tree) -> list[str]:
    loaded = load(tree)
    found = loaded.problems
    if loaded.dataset:
        found = (*found, *check_bulletins(tree, loaded.dataset))
        found = settled_problems(loaded.dataset, found, session.check_day)
    return fingerprints(locate(found, tree))
