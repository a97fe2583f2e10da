"""Revisions as commands name them; what git can't do becomes a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from qstrong.cli.stop import StopError
from qstrong.history.git import GitError
from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.model.base import Lang
from qstrong.render.document import visible
from qstrong.text import families
from qstrong.text.catalogue import word


@contextmanager
def git_errors(lang: Lang) -> Iterator[None]:
    """Turns git's errors into `StopError` (2)."""
    try:
        yield
    except GitError as error:
        raise StopError(
            2, word(families.GIT.key(error.reason), lang, detail=visible(error.detail))
        ) from error


def tree_at(folder: Path, revision: str, lang: Lang, *, known_on: str | None = None) -> Tree:
    """The data folder as it stood at *revision*, or at the last commit before it by the day *known_on*.

    Raises `StopError` (2).
    """
    with git_errors(lang):
        repository = Repository.around(folder)
        if known_on:
            commit = repository.at_day(_day(known_on, lang), revision)
            if commit is None:
                raise StopError(2, word("known_none", lang, day=known_on))
            revision = commit.sha
        return Tree(repository, revision)


def _day(text: str, lang: Lang) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StopError(2, word("record_bad_day", lang, text=text)) from None
