"""What a script's plan is read from, in which language, and the errors that this ends in: see `library`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qstrong.model.base import Lang
from qstrong.render.look import Look
from qstrong.text.language import LANGUAGES

if TYPE_CHECKING:
    from qstrong.model.dataset import Dataset
    from qstrong.model.problem import Problem
    from qstrong.read.dataset import Loaded
    from qstrong.read.source import Source

DataRow = dict[str, Any]
"""A row: str, int, Decimal, bool, None, and lists and dicts of these."""


class QstrongError(Exception):
    """Whatever this library raises by itself; its text is a sentence in the plan's language."""


class UnreadablePlanError(QstrongError):
    """The plan itself can't be used: no data folder, or an error in targets, tasks or units.

    A command would end with 3. `problems` are rows as `validate -f json` has them.
    """

    def __init__(self, message: str, problems: list[DataRow]) -> None:
        super().__init__(message)
        self.problems = problems


class RevisionError(QstrongError):
    """git can't give that revision; `reason` says why in a word: `unknown_revision`, `no_repository`."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class RequestError(QstrongError, ValueError):
    """What was asked for can't be: no day or period, no such language or table."""


def source_of(folder: Path, at: str | None, lang: Lang) -> Source:
    """The bytes of the folder, on disk or at a revision."""
    from qstrong.history.git import GitError
    from qstrong.history.revisions import Repository
    from qstrong.history.tree import Tree
    from qstrong.history.worktree import on_disk
    from qstrong.text import families

    try:
        if at is not None:
            return Tree(Repository.around(folder), at)
        return on_disk(folder)
    except GitError as error:
        sentence = Look(lang).say(families.GIT.key(error.reason), detail=error.detail)
        raise RevisionError(sentence, error.reason) from error


def language_of(stated: str | None, folder: Path, dataset: Dataset | None = None) -> Lang:
    """The language that is *stated*, else the plan's own, as far as it is known."""
    from qstrong.cli.folder import spoken
    from qstrong.text.help import language

    if stated is not None and stated not in LANGUAGES:
        raise RequestError(Look("en").say("library_choice", said=stated, names=", ".join(LANGUAGES)))
    return language(stated, {}, dataset.plan.language if dataset else spoken(folder))


def close_source(source: Source) -> None:
    """End what reads a revision: reading again starts it anew."""
    close = getattr(source, "close", None)
    if close:
        close()


def all_problems(source: Source, loaded: Loaded, day: date) -> tuple[Problem, ...]:
    """All that reading and checking find."""
    from qstrong.checked import found_problems

    found = found_problems(source, loaded, day)
    close_source(source)
    return found


def day_looked_from(dataset: Dataset | None) -> date:
    """The plan's `as_of`, else the calendar day."""
    from qstrong.timeline.owed import day_of_plan

    today = date.today()  # noqa: DTZ011
    return day_of_plan(dataset.plan, today) if dataset else today
