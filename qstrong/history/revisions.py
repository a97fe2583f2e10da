"""Repositories and revisions: where the data stands in them, what changed from one to another."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from qstrong.history.git import GitError, Reason, run


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, and where in it the data folder stands."""

    root: Path
    """Where git is run: the work tree's top, or the bare repository."""
    prefix: str
    """The data folder from the top, with `/`; empty where it is the top."""

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that *folder* is in; in a bare one the folder needn't be on disk."""
        there = folder.absolute()
        missing: list[str] = []
        while not there.is_dir():
            missing.insert(0, there.name)
            there = there.parent
        bare, inside = (
            run(there, "rev-parse", "--is-bare-repository", "--show-prefix").decode().split("\n")[:2]
        )
        if bare == "true":
            return cls(there, "/".join(missing))
        top = Path(os.fsdecode(run(there, "rev-parse", "--show-toplevel").rstrip(b"\n")))
        return cls(top, "/".join([*[part for part in inside.split("/") if part], *missing]))

    def commit(self, revision: str) -> str:
        """The full id of the commit that *revision* names; raises `GitError`."""
        if not revision or revision.startswith("-") or "\0" in revision:
            raise GitError("unknown_revision", revision)
        try:
            found = run(self.root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        except GitError as error:
            if error.reason == "failed":
                raise GitError(self._why_unknown(), revision) from error
            raise
        return found.decode().strip()

    def _why_unknown(self) -> Reason:
        shallow = run(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        return "shallow" if shallow else "unknown_revision"

    def merge_base(self, base: str, head: str = "HEAD") -> str:
        """The commit at which *head* branched off *base*; raises `GitError`."""
        one, other = self.commit(base), self.commit(head)
        try:
            return run(self.root, "merge-base", one, other).decode().split("\n")[0]
        except GitError as error:
            if error.reason == "failed":
                why = self._why_unknown()
                raise GitError("shallow" if why == "shallow" else "unrelated", base) from error
            raise

    def inside(self, path: str) -> str | None:
        """*path*, from the repository's top, as the data folder has it; None where it is outside."""
        if not self.prefix:
            return path
        return path.removeprefix(f"{self.prefix}/") if path.startswith(f"{self.prefix}/") else None


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs between two revisions; modes are git's (100644, 120000), 000000 for none."""

    path: str
    """From the repository's top."""
    before: str
    after: str
    status: str
    """A, D, M or T; renames are a D and an A."""


def changes(repository: Repository, base: str, head: str | None = None) -> tuple[Change, ...]:
    """What differs from the commit *base* to *head*, or to the work tree with what isn't tracked yet."""
    words = ["diff", "--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--abbrev=40", base]
    fields = run(repository.root, *words, *([head] if head else []), "--").split(b"\0")
    found = []
    for about, path in zip(fields[::2], fields[1::2], strict=False):
        before, after, _, _, status = about.decode().lstrip(":").split(" ")
        found.append(Change(os.fsdecode(path), before, after, status[:1]))
    if head is None:
        new = run(repository.root, "ls-files", "-z", "--others", "--exclude-standard", "--full-name")
        found += [Change(os.fsdecode(path), "000000", "100644", "A") for path in new.split(b"\0") if path]
    return tuple(sorted(found, key=lambda one: one.path))
