"""Which commits hold the data that a paper names: whoever doubts it can make it again from them."""

from __future__ import annotations

from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.model.event import Commit
from qstrong.read.top import READ, data_id


def holders(repository: Repository, wanted: str, revision: str | None = None) -> list[Commit]:
    """The commits after which the data's id was, or began with, *wanted*, the latest first.

    Of *revision*'s history, else of all branches' and tags'. Named are only commits that touched the data:
    what comes after one of them holds the same, up to the next. Raises `GitError`.
    """
    commits = repository.touching(*READ, revision=revision)
    return [one for one in commits if _held(repository, one).startswith(wanted)]


def _held(repository: Repository, commit: Commit) -> str:
    """The id of the data at a commit, from its listing."""
    with Tree(repository, commit.sha) as tree:
        return data_id(tree)
