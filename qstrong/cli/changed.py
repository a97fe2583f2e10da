"""Which problems a branch brings: those of the files that it changes, and those that weren't there before."""

from __future__ import annotations

from qstrong.check.appendonly import append_only
from qstrong.check.registry import judge
from qstrong.cli.revision import git_errors
from qstrong.cli.session import Session
from qstrong.history.revisions import Repository, changes
from qstrong.history.tree import Tree
from qstrong.model.problem import Problem
from qstrong.read.dataset import load
from qstrong.read.places import locate
from qstrong.render.findings.fingerprints import fingerprints


def only_changed(session: Session, problems: tuple[Problem, ...], base: str) -> tuple[Problem, ...]:
    """Those of *problems* in files that differ from where the branch left *base*, or that are new since.

    A change to the plan can spoil a filing that nobody touched: that is new, and told. What was wrong
    before, elsewhere, isn't this branch's.
    """
    assert session.folder is not None
    with git_errors(session.lang):
        repository = Repository.around(session.folder)
        start = repository.merge_base(base, session.options.at or "HEAD")
        found = changes(repository, start, session.options.at)
        touched = {repository.inside(change.path) for change in found}
        before = set(_fingerprints(session, Tree(repository, start)))
    marks = zip(problems, fingerprints(problems), strict=True)
    return tuple(one for one, mark in marks if one.path in touched or mark not in before)


def with_history(session: Session, base: str) -> tuple[Problem, ...]:
    """The session's problems, and what was taken back of what had been filed where the branch left *base*.

    Where the plan can't be read on either side, the problems alone: its errors come first.
    """
    assert session.folder is not None
    with git_errors(session.lang):
        repository = Repository.around(session.folder)
        before = Tree(repository, repository.merge_base(base, session.options.at or "HEAD"))
        loaded = load(before)
    if loaded.dataset is None or session.dataset is None or session.check_day is None:
        return session.problems
    found = append_only(loaded.dataset, session.dataset, session.check_day)
    before.close()
    return locate((*session.problems, *found), session.source)


def _fingerprints(session: Session, tree: Tree) -> list[str]:
    loaded = load(tree)
    found = judge(loaded.dataset, loaded.problems, session.check_day) if loaded.dataset else loaded.problems
    marks = fingerprints(locate(found, tree))
    tree.close()
    return marks
