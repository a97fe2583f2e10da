"""Repositories and revisions: where the data stands, what changed from one to another, who changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import UTC, date, datetime
from pathlib import Path

from qstrong.history.git import GitError, GitReason, git_text, naming, run
from qstrong.history.place import DataPlace, place_of
from qstrong.model.event import Commit
from qstrong.model.shapes.value import dataclass

ABSENT, FILE, PROGRAM, LINK, SUBMODULE = "000000", "100644", "100755", "120000", "160000"
"""git's modes; the first where there is nothing."""
_RAW = ("--raw", "-r", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none")
"""A .gitmodules in the change itself could have its submodules ignored otherwise."""
_FIELDS = ("%H", "%aI", "%cI", "%an", "%s")
_MARK = "commit"


class Repository(DataPlace):
    """A repository, and where in it the data folder stands."""

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that *folder* is in; in a bare one the folder needn't be on disk."""
        return cls(*place_of(folder))

    def run(self, *words: str, fine: tuple[int, ...] = (0,), more: Mapping[str, str] | None = None) -> bytes:
        """What git prints, run here; see `qstrong.history.git.run`."""
        return run(self.git_dir, f"--git-dir={self.git_dir}", *words, fine=fine, more=more)

    @property
    def folder(self) -> str:
        """The data folder from the top with `/` at its end, to put before a path; empty for the top."""
        return f"{self.prefix}/" if self.prefix else ""

    def commit(self, revision: str) -> str:
        """The full id of the commit that *revision* names; raises `GitError`."""
        if not revision.strip():
            raise GitError("unknown_revision", f"'{revision}'")
        if revision.startswith("-") or not revision.isprintable():
            raise GitError("unknown_revision", revision)
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = git_text(self.run(*words, fine=(0, 1, 128))).removesuffix("\n").rpartition("\n")[2]
        if len(found) in (40, 64) and found.isalnum():
            return found
        self.run("rev-parse", "--git-dir")  # is it one at all?
        if revision == "HEAD" or not self.run("rev-list", "--all", "--max-count=1"):
            raise GitError("no_commits", revision)
        raise GitError(self._why("unknown_revision"), revision)

    def _why(self, otherwise: GitReason) -> GitReason:
        """Why something isn't found: the history is cut off, or *otherwise*."""
        return "shallow" if self.shallow else otherwise

    @property
    def shallow(self) -> bool:
        """Whether the history is cut off."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def merge_bases(self, base: str, head: str = "HEAD") -> list[str]:
        """All best common ancestors of the two, usually one; raises `GitError`."""
        words = ("merge-base", "--all", self.commit(base), self.commit(head))
        found = git_text(self.run(*words, fine=(0, 1))).split()
        if not found:
            raise GitError(self._why("unrelated"), base)
        return found

    def inside(self, path: str) -> str | None:
        """*path*, from the repository's top, as the data folder has it; None where it is outside."""
        return path.removeprefix(self.folder) if path.startswith(self.folder) else None

    def log(self, *paths: str, revision: str = "HEAD") -> list[tuple[Commit, list[PathChange]]]:
        """The commits that touched one of *paths* (from the data folder), the latest first, with its changes.

        Of a merge only what differs from all that it merged.
        """
        where = [f"{self.folder}{path}" for path in paths] or [self.prefix or "."]
        form = f"--format={'%x00'.join((_MARK, *_FIELDS))}"
        words = ("log", "--topo-order", "-c", "--root", *_RAW, form, self.commit(revision), "--", *where)
        with naming(f"{revision}: {self.prefix or '.'}"):
            return _logged(git_text(self.run(*words)))

    def touching(self, *paths: str, revision: str | None = None) -> list[Commit]:
        """The commits that touched one of *paths*, merges too, the latest first: *revision*'s, or all.

        Raises `GitError`.
        """
        where = [f"{self.folder}{path}" for path in paths]
        since = (self.commit(revision),) if revision else (self.commit("HEAD"), "--all")
        return list(self._commits("--full-history", *since, "--", *where))

    def _commits(self, *words: str) -> Iterator[Commit]:
        """The commits that `git log` with these *words* lists."""
        parts = git_text(self.run("log", "-z", f"--format={'%x00'.join(_FIELDS)}", *words)).split("\0")
        for k in range(0, len(parts) - len(_FIELDS) + 1, len(_FIELDS)):
            yield _commit(parts[k : k + len(_FIELDS)])

    def at_day(self, day: date, revision: str = "HEAD") -> Commit | None:
        """The last commit of *revision*'s own line by the end of *day*; None where none is that old.

        Raises `GitError` (shallow) where the history is cut off before that.
        """
        for commit in self._commits("--first-parent", self.commit(revision)):
            if commit.day <= day:
                return commit
        if self.shallow:
            raise GitError("shallow", str(day))
        return None


@dataclass(frozen=True, slots=True)
class PathChange:
    """One path that differs between two revisions; modes are git's (100644, 120000), 000000 for none."""

    path: str
    """From the repository's top."""
    before: str
    after: str
    status: str
    """A, D, M or T; renames are a D and an A."""
    old_blob: str = field(default="", compare=False)
    """The content's name in git; zeros or empty where it has none."""
    blob: str = field(default="", compare=False)


def changed_paths(repository: Repository, base: str, head: str) -> tuple[PathChange, ...]:
    """What differs from the commit *base* to *head*, by path."""
    with naming(f"{base}, {head}"):
        raw = repository.run("diff-tree", *_RAW, repository.commit(base), repository.commit(head), "--")
    return tuple(sorted(_rows(git_text(raw)), key=lambda one: one.path))


def changed_since(repository: Repository, base: str, head: str) -> tuple[PathChange, ...]:
    """What *head* changed since it left *base*, by path.

    Where it left in several places, since any of them: a merge that undoes what *base* has done
    would else look like no change. What is as *base* has it by now is none.
    """
    starts = repository.merge_bases(base, head)
    differs = {one.path for one in changed_paths(repository, base, head)}
    found = {one.path: one for start in starts for one in changed_paths(repository, start, head)}
    return tuple(found[path] for path in sorted(differs & found.keys()))


def _rows(text: str) -> Iterator[PathChange]:
    """The rows of git's raw format, ended by NUL."""
    parts = iter(text.split("\0"))
    for part in parts:
        if part.startswith(":"):
            yield _row(part, next(parts))


def _row(head: str, path: str) -> PathChange:
    """One row; of a merge's, which has a colon for each parent, the first parent's side."""
    parents = len(head) - len(head.lstrip(":"))
    fields = head.lstrip(":").split()
    modes, blobs = fields[: parents + 1], fields[parents + 1 : 2 * parents + 2]
    return PathChange(path, modes[0], modes[-1], fields[-1][-1], blobs[0], blobs[-1])


def _logged(text: str) -> list[tuple[Commit, list[PathChange]]]:
    """Commits with their rows. Read in order: a path or a subject may look like anything."""
    found: list[tuple[Commit, list[PathChange]]] = []
    parts = iter(text.split("\0"))
    for part in parts:
        head = part.lstrip("\n")
        if head == _MARK:
            found.append((_commit([next(parts) for _ in _FIELDS]), []))
        elif head.startswith(":"):
            found[-1][1].append(_row(head, next(parts)))
    return found


def _commit(fields: list[str]) -> Commit:
    sha, authored, committed, author, subject = fields
    return Commit(sha, _moment(authored), _moment(committed), author, subject)


def _moment(text: str) -> datetime:
    """A commit's time. It may state anything: one that no calendar has is past all days."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
