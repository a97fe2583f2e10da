"""Which commits hold the data that a paper names: whoever doubts it can make it again from them."""

from __future__ import annotations

from qstrong.history.revisions import Repository
from qstrong.history.snapshots import Snapshots
from qstrong.model.event import Commit
from qstrong.read.top import READ, data_id


def holders(repository: Repository, wanted: str, revision: str | None = None) -> list[Commit]:
    """The commits after which the data's id was, or began with, *wanted*, the latest first.

    Of *revision*'s history, else of all branches' and tags'. Named are only commits that touched the data:
    what comes after one of them holds the same, up to the next. Raises `GitError`.
    """
    commits = repository.touching(*READ, revision=revision)
    with Snapshots(repository) as snapshots:
        return [one for one in commits if data_id(snapshots.at(one.sha)).startswith(wanted)]
