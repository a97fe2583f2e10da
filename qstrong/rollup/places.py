"""Where one plan's data is: opened_plan to read, and what it goes by while it stays the same."""

from __future__ import annotations

import os
import stat
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

from qstrong.history.git import GitError, git_text
from qstrong.history.revisions import Repository
from qstrong.history.tree import Tree
from qstrong.history.worktree import on_disk
from qstrong.model.bulletin import BULLETINS
from qstrong.model.shapes.value import dataclass
from qstrong.read.progress import PROGRESS
from qstrong.read.source import PLAN_FILES, Source, has_submodules, is_sparse, link_above

RACY = 2 * 10**9
"""A file changed so shortly (ns) before it is looked at may change again without its times showing it."""
LOOKED_INTO = (PROGRESS, BULLETINS)
"""The folders of which every file is looked at."""
_FIELDS = 5
_by_name = attrgetter("name")
_look = os.DirEntry.stat if os.name != "nt" else lambda entry, **_: os.lstat(entry.path)
"""Windows keeps in folders what a file was like a while ago."""


@dataclass(frozen=True, slots=True)
class PlanTask:
    """What a worker needs to know. Paths are absolute, and the same for every worker."""

    place: str
    """The data folder, or the repository."""
    as_of: str
    """A day, or a period, which stands for the day on which it closes in the plan's own calendar."""
    today: date
    """The day on which the table is made: what rules take for the future."""
    maker: str = ""
    """The program that makes the summary: one that was kept by another isn't taken."""
    revision: str | None = None
    """Of a repository the revision; None: a folder on disk is meant."""
    inside: str = "."
    """Where in the repository the data folder is."""


class NoFolderError(Exception):
    """The data folder isn't there."""


@contextmanager
def opened_plan(task: PlanTask) -> Iterator[Source]:
    """The plan's data to read; raises `GitError`, `NoFolderError`."""
    if task.revision is not None:
        with Tree(_repository(task), task.revision) as tree:
            yield tree
        return
    folder = Path(task.place)
    if not folder.is_dir():
        raise NoFolderError(task.place)
    yield on_disk(folder)


def _repository(task: PlanTask) -> Repository:
    """The repository that is named, and none around it."""
    place = Path(task.place)
    if not place.is_dir():
        raise GitError("no_repository")
    found = Repository.around(Path(os.path.normpath(place / task.inside)))
    if found.root.resolve() != place.resolve():
        raise GitError("no_repository")
    return found


def tree_key(task: PlanTask) -> str:
    """What the data at a revision goes by: the name of its tree in git; raises `GitError`."""
    assert task.revision is not None
    repository = _repository(task)
    commit = repository.commit(task.revision)
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{repository.prefix}")
    tree = git_text(repository.run(*words, fine=(0, 1, 128))).strip()
    return f"{tree or commit} {repository.prefix}"


def folder_key(place: str, now: int | None = None) -> str | None:
    """What the data folder *place* goes by: all its files' names, sizes, times and inodes, in one digest.

    None where it isn't there, or something in it may change again without that showing. *now*: the time (ns).
    Per file there is hardly more done than asking the system: a country has a million of them.
    """
    names: list[str] = []
    stamps = array("Q")
    waiting = [(place, "")]
    try:
        while waiting:
            folder, inner = waiting.pop()
            with os.scandir(folder) as found:
                entries = sorted(found, key=_by_name)
            for entry in entries:
                name = entry.name
                names.append(f"{inner}{name}")
                if not inner and name not in PLAN_FILES and name not in LOOKED_INTO:
                    stamps.extend((entry.is_dir(follow_symlinks=False), entry.is_symlink(), 0, 0, 0))
                    continue
                about = _look(entry, follow_symlinks=False)
                stamps.extend(
                    (about.st_mode, about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns)
                )
                if stat.S_ISDIR(about.st_mode):
                    waiting.append((entry.path, f"{inner}{name}/"))
        newest = max(max(stamps[3::_FIELDS], default=0), max(stamps[4::_FIELDS], default=0))
    except (OSError, OverflowError):
        return None
    if newest + RACY >= (time.time_ns() if now is None else now):
        return None
    above = Path(place)
    if is_sparse(above) or has_submodules(above):
        return None
    made = blake2b(stamps.tobytes(), digest_size=20)
    made.update("\0".join(names).encode("utf-8", "surrogateescape"))
    made.update(b"%d%d" % (link_above(above) is not None, os.path.lexists(f"{place}/.git")))
    return made.hexdigest()
