"""The data at many commits of one repository: read by one process, and each of git's folders once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from qstrong.history.git import GitError, git_text
from qstrong.history.revisions import LINK, SUBMODULE, Repository
from qstrong.history.tree import KINDS, Blobs, Leaf, Listed
from qstrong.model.event import Commit
from qstrong.read.progress import PROGRESS
from qstrong.read.source import UnreadableError
from qstrong.read.top import READ, data_id

_FOLDER = "40000"
_LEVELS = 64
"""So many folders in each other are gone into; filings lie in two."""
_MOST = 1_000_000
"""So many files are listed of a commit."""
_Rows = Mapping[str, tuple[str, str]]
"""By name the mode and git's name of what is in a folder."""


class Snapshots(Blobs):
    """The data folder at any commit; `close` when done."""

    def __init__(self, repository: Repository) -> None:
        super().__init__(repository)
        self._folders: dict[str, _Rows] = {}
        self._leaves: dict[tuple[str, int], Mapping[str, Leaf]] = {}

    def at(self, commit: str, units: Collection[str] | None = None) -> Listed:
        """The data as *commit* has it, without the filings of other units where *units* are named.

        Raises `GitError`.
        """
        top = self._rows(f"{commit}^{{tree}}")
        parts = self.repository.prefix.split("/") if self.repository.prefix else []
        for k, part in enumerate(parts, 1):
            mode, name = top.get(part, ("", ""))
            if mode in (LINK, SUBMODULE):
                raise GitError("link" if mode == LINK else "submodule", "/".join(parts[:k]))
            top = self._rows(name) if mode == _FOLDER else {}
        return Listed(self, dict(self._within(top, units)))

    def _within(self, top: _Rows, units: Collection[str] | None) -> Iterator[tuple[str, Leaf]]:
        """The files below the data folder *top*, by their paths."""
        for name, (mode, blob) in top.items():
            if mode != _FOLDER:
                yield name, _leaf(mode, blob)
            elif name != PROGRESS or units is None:
                yield from ((f"{name}/{path}", leaf) for path, leaf in self._below(blob).items())
            else:
                for unit, (kind, inner) in self._rows(blob).items():
                    if unit in units and kind == _FOLDER:
                        found = self._below(inner).items()
                        yield from ((f"{name}/{unit}/{path}", leaf) for path, leaf in found)

    def _below(self, folder: str, levels: int = _LEVELS) -> Mapping[str, Leaf]:
        """All files below a folder, by their paths from it; what lies deeper than that is nothing to read.

        Raises `GitError` (large) where they are too many: folders in each other, several times, soon are.
        """
        key = folder, levels
        if key not in self._leaves:
            found: dict[str, Leaf] = {}
            for name, (mode, inner) in self._rows(folder).items():
                if mode == _FOLDER and levels:
                    below = self._below(inner, levels - 1)
                    found |= {f"{name}/{path}": leaf for path, leaf in below.items()}
                else:
                    found[name] = _leaf(mode, inner)
                if len(found) > _MOST:
                    raise GitError("large")
            self._leaves[key] = found
        return self._leaves[key]

    def _rows(self, folder: str) -> _Rows:
        """What is in a folder, by git's name for it; raises `GitError` where it isn't there."""
        if folder not in self._folders:
            try:
                data = self.content(folder, b"tree")
            except UnreadableError as error:
                raise GitError("partial" if self.repository.partial else "failed", folder) from error
            self._folders[folder] = dict(_parsed(data, len(folder.partition("^")[0]) // 2))
        return self._folders[folder]


def holders(repository: Repository, wanted: str, revision: str | None = None) -> list[Commit]:
    """The commits after which the data's id was, or began with, *wanted*, the latest first.

    Of *revision*'s history, else of all branches' and tags'. Named are only commits that touched the data:
    what comes after one of them holds the same, up to the next. Raises `GitError`.
    """
    commits = repository.touching(*READ, revision=revision)
    with Snapshots(repository) as snapshots:
        return [one for one in commits if data_id(snapshots.at(one.sha)).startswith(wanted)]


def _parsed(data: bytes, size: int) -> Iterator[tuple[str, tuple[str, str]]]:
    """The rows of git's own tree format: a mode, a name, NUL, and a name of so many bytes."""
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + size
        yield git_text(name), (mode.decode(), data[end + 1 : at].hex())


def _leaf(mode: str, blob: str) -> Leaf:
    return Leaf(KINDS.get(mode, "other"), blob)
