"""Revisions as commands name them; what git can't do becomes a sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qstrong.cli.stop import StopError, day_of
from qstrong.cli.stop import safe_word as word
from qstrong.history.git import GitError
from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.model.base import Lang
from qstrong.read.source import Folder, is_sparse
from qstrong.render.document import visible
from qstrong.text import families


@contextmanager
def git_errors(lang: Lang) -> Iterator[None]:
    """Turns git's errors into `StopError` (2)."""
    try:
        yield
    except GitError as error:
        raise StopError(2, git_sentence(error, lang)) from error


def git_sentence(error: GitError, lang: Lang) -> str:
    """What git can't do, in words."""
    return word(families.GIT.key(error.reason), lang, detail=visible(error.detail))


def data_on_disk(source: Folder, lang: Lang) -> Folder:
    """The data folder that *source* is, as git knows more of it than the disk; *source* where it doesn't.

    Says on standard error what of it is read as git has it.
    """
    from qstrong.history.worktree import Checkout, on_disk

    with git_errors(lang):
        found = on_disk(source.path)
    if not isinstance(found, Checkout):
        return source
    if kept := found.kept.leaves:
        names = ", ".join(visible(name) for name in list(kept)[:5])
        sys.stderr.write(word("git_sparse", lang, n=len(kept), names=names))
    return found


def kept_in_git(stated: Path | None, lang: Lang) -> Path | None:
    """The data folder *stated*, or that of the repository around here, which isn't on disk; None for none.

    Raises `StopError`: (2) where it hasn't been fetched, (3) where it is neither checked out nor sparse.
    """
    here = Path.cwd()
    top = next((up for up in (here, *here.parents) if (up / ".git").exists()), None)
    folder = stated or (top / "data" if top else None)
    if folder is None:
        return None
    try:
        with Tree(Repository.around(folder), "HEAD") as tree:
            known = "targets.yaml" in tree.leaves
    except GitError as error:
        if error.reason == "partial":
            raise StopError(2, git_sentence(error, lang)) from error
        return None
    if known and not is_sparse(folder):
        raise StopError(3, word("git_unchecked", lang, folder=folder))
    return folder if known else None


def tree_at(folder: Path, revision: str, lang: Lang, *, known_on: str | None = None) -> Tree:
    """The data folder as it stood at *revision*, or at the last commit before it by the day *known_on*.

    Raises `StopError` (2).
    """
    with git_errors(lang):
        repository = Repository.around(folder)
        if known_on:
            commit = repository.at_day(day_of(known_on, lang), revision)
            if commit is None:
                raise StopError(2, word("known_none", lang, day=known_on))
            revision = commit.sha
        return Tree(repository, revision)
