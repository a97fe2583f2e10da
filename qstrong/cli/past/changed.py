"""Which problems a branch brings: those of the files that it changes, and those that weren't there before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from qstrong.check.changes.answers import unanswered
from qstrong.check.changes.appendonly import append_only
from qstrong.check.changes.eased import eased
from qstrong.checked import found_problems
from qstrong.cli.revision import git_errors, git_sentence
from qstrong.cli.session import Session, today
from qstrong.cli.stop import StopError, day_of
from qstrong.history.git import GitError
from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.history.worktree import edited, staged
from qstrong.model.dataset import Dataset
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.read.dataset import Loaded, load
from qstrong.read.places import locate
from qstrong.render.findings.problems import fingerprints


@dataclass(frozen=True, slots=True)
class Start:
    """The data where a branch left its base."""

    tree: Tree
    loaded: Loaded
    touched: frozenset[str]
    """The files that differ from there."""


class Branch:
    """What is checked beside its bases, of which each is read once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._known: dict[str, tuple[Start, ...]] = {}

    def starts(self, base: str) -> tuple[Start, ...]:
        """The data wherever the branch left *base*; raises `StopError` (2)."""
        if base not in self._known:
            self._known[base] = tuple(self._read(base))
        return self._known[base]

    def _read(self, base: str) -> Iterator[Start]:
        session = self.session
        with git_errors(session.lang):
            repository = Repository.around(session.folder)
            for start in repository.merge_bases(base, session.options.at or "HEAD"):
                with Tree(repository, start) as tree:
                    yield Start(tree, load(tree), frozenset(edited(tree, session.source)))

    def only_changed(self, problems: tuple[Problem, ...], base: str) -> tuple[Problem, ...]:
        """Those of *problems* in files that differ from where the branch left *base*, or that are new since.

        A change to the plan can spoil a filing that nobody touched: that is new, and told. What was wrong
        before, elsewhere, isn't this branch's. A branch that left in several places is held against each.
        """
        starts = self.starts(base)
        touched = frozenset[str]().union(*(one.touched for one in starts))
        before = [set(_fingerprints(self.session, one)) for one in starts]
        known = set.intersection(*before) if before else set()
        marked = zip(problems, fingerprints(problems), strict=True)
        return tuple(one for one, mark in marked if one.path in touched or mark not in known)

    def with_history(self, base: str | None, on: str | None = None) -> tuple[Problem, ...]:
        """The session's problems, and what was taken back of what had been filed when it left *base*.

        Without a *base*: whether a filing of the last commit is gone, on disk or from what is staged, where
        there is one that has data; what else may change is for whoever takes the commit. What has closed is
        the word of the base's plan, on the later of its `as_of` and the day *on*, or the machine's. Raises
        `StopError` where nothing is compared: the base is what is checked (2), or has no plan there that can
        be read (3).
        """
        session = self.session
        head = session.dataset
        if head is None or not (base or _committed(session)):
            return session.problems
        now = _day(session, on)

        def filings(before: Dataset, after: Dataset) -> Iterator[Problem]:
            return append_only(before, after, _later(before, now))

        if base:
            with git_errors(session.lang):
                self._differs(base)
            found = self._since(
                base, lambda before: (*filings(before, head), *eased(before, head, _later(before, now)))
            )
        else:
            (start,) = self.starts("HEAD")
            before = self._plan_of(start.loaded, start.tree, None)
            every = (one for after in (head, _staged(session)) for one in filings(before, after))
            found = tuple(dict.fromkeys(one for one in every if one.code == "Q702"))
        return locate((*session.problems, *found), session.source)

    def with_eased(self, base: str, on: str | None = None) -> tuple[Problem, ...]:
        """The session's problems, and what became easier in the plan since the branch left *base*."""
        head = self.session.dataset
        if head is None or any(one.loaded.dataset is None for one in self.starts(base)):
            return self.session.problems
        now = _day(self.session, on)
        found = self._since(base, lambda before: eased(before, head, _later(before, now)))
        return locate((*self.session.problems, *found), self.session.source)

    def with_questions(self, base: str) -> tuple[Problem, ...]:
        """The session's problems, and the questions that wait although the branch has switched them off.

        What is asked about its entries is the word of *base*'s plan.
        """
        session, head = self.session, self.session.dataset
        if head is None:
            return session.problems
        bases = self._bases(base)
        known = {(one.code, one.path, one.pointer) for one in session.problems}
        asked: dict[tuple[str, str, str], Problem] = {}
        for severity in (one.plan.severity for one in bases if one.plan.severity != head.plan.severity):
            judged = replace(
                session.loaded, dataset=replace(head, plan=replace(head.plan, severity=severity))
            )
            for one in unanswered(bases, head, found_problems(session.source, judged, session.check_day)):
                asked[one.code, one.path, one.pointer] = one
        missing = (one for key, one in asked.items() if key not in known)
        return locate((*session.problems, *missing), session.source)

    def waiting(self, base: str) -> tuple[Problem, ...]:
        """The session's questions about entries that the branch has added or altered since it left *base*."""
        if self.session.dataset is None:
            return ()
        return unanswered(self._bases(base), self.session.dataset, self.session.problems)

    def _bases(self, base: str) -> list[Dataset]:
        return [one.loaded.dataset for one in self.starts(base) if one.loaded.dataset]

    def _differs(self, base: str) -> None:
        """Raises `GitError` where a thing would be compared with itself."""
        for one in self.starts(base):
            same = one.tree.commit == one.tree.repository.commit(self.session.options.at or "HEAD")
            if same and not one.touched:
                raise GitError("itself", base)

    def _since(self, base: str, compare: Callable[[Dataset], Iterable[Problem]]) -> tuple[Problem, ...]:
        """What *compare* finds between any place where the branch left *base* and what is checked.

        What *base* itself has changed since the one place shows from the other, and isn't the branch's.
        """
        starts = self.starts(base)
        plans = [self._plan_of(one.loaded, one.tree, base) for one in starts]
        found = tuple(dict.fromkeys(problem for before in plans for problem in compare(before)))
        if len(starts) < 2:
            return found
        with git_errors(self.session.lang), Tree(starts[0].tree.repository, base) as tip:
            still = {one.path for one in compare(self._plan_of(load(tip), tip, base))}
        return tuple(one for one in found if one.path in still)

    def _plan_of(self, loaded: Loaded, tree: Tree, base: str | None) -> Dataset:
        """The data of *tree*; raises `StopError` (3) where its plan can't be read."""
        if loaded.dataset is None:
            raise self.session.unusable(loaded.problems, f"{base}:{tree.repository.folder}")
        return loaded.dataset


def _staged(session: Session) -> Dataset:
    """The data as the next commit will have it: what is on disk may be out of that, or not in it yet."""
    with git_errors(session.lang), staged(Repository.around(session.folder)) as source:
        loaded = load(source)
    if loaded.dataset is None:
        raise session.unusable(loaded.problems, "(index)")
    return loaded.dataset


def _day(session: Session, on: str | None) -> date:
    """The day that it is: *on*, or --as-of, where they are said; the change's own plan has no say."""
    if on:
        return day_of(on, session.lang)
    return session.check_day if session.options.as_of and session.check_day else today()


def _later(base: Dataset, now: date) -> date:
    """The day by which things have closed: that of *base*'s plan, or *now*."""
    return max(base.plan.as_of or date.min, now)


def _committed(session: Session) -> bool:
    """Whether the last commit has data."""
    try:
        with Tree(Repository.around(session.folder), "HEAD") as tree:
            return bool(tree.leaves)
    except GitError as error:
        if error.reason in ("no_commits", "no_repository", "unknown_revision"):
            return False
        raise StopError(2, git_sentence(error, session.lang)) from error


def _fingerprints(session: Session, start: Start) -> list[str]:
    with start.tree as tree:
        return fingerprints(locate(found_problems(tree, start.loaded, session.check_day), tree))
