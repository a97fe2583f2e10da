"""A git tree as a source: the data of a revision, without a checkout."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Self

from qstrong.history.git import GitError, command, decode, environment
from qstrong.history.revisions import FILE, LINK, PROGRAM, Repository
from qstrong.read.source import Kind, UnreadableError, most_bytes

KINDS: dict[str, Kind] = {FILE: "file", PROGRAM: "file", LINK: "link"}
"""What modes are; a submodule is something other."""


class Blobs:
    """The contents of files by their names in git, from one process that stays open until `close`."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads blobs; reading again would start another."""
        if self._reader:
            reader, self._reader = self._reader, None
            reader.communicate()

    def blob(self, name: str) -> bytes:
        """The bytes of the blob *name* (hexadecimal); raises `UnreadableError` where git hasn't got it."""
        reader = self._reader = self._reader or self._start()
        assert reader.stdin
        assert reader.stdout
        try:
            reader.stdin.write(f"{name}\n".encode())
            reader.stdin.flush()
        except OSError as error:  # it has ended
            raise UnreadableError("denied") from error
        head = reader.stdout.readline().split()
        if len(head) != 3:  # missing, as in a partial clone
            raise UnreadableError("gone")
        size = int(head[2])
        data = reader.stdout.read(size + 1)
        if head[1] != b"blob" or len(data) != size + 1:
            raise UnreadableError("denied")
        return data[:-1]

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 (a list of arguments)
                command(*self.repository.named, "cat-file", "--batch"),
                cwd=self.repository.root,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            raise GitError("no_git") from error


@dataclass(frozen=True, slots=True)
class _Leaf:
    kind: Kind
    blob: str
    size: int | None
    """In bytes; None where it isn't known."""


class Tree(Blobs):
    """The data folder as it stood at a revision. Links and submodules are never followed.

    It is listed when it is made: what git can't do, `GitError`, shows then.
    """

    def __init__(self, repository: Repository, revision: str) -> None:
        super().__init__(repository)
        self.commit = repository.commit(revision)
        self._leaves = self._list()

    def _list(self) -> dict[str, _Leaf]:
        """All files, links and submodules, by their names from the data folder."""
        folder = self.repository.folder
        where = ("--", folder) if folder else ()
        listed = self.repository.run("ls-tree", "-r", "-l", "-z", "--full-tree", self.commit, *where)
        found = {}
        for row in filter(None, decode(listed).split("\0")):
            about, _, path = row.partition("\t")
            mode, _, blob, size = about.split()
            leaf = _Leaf(KINDS.get(mode, "other"), blob, int(size) if size.isdigit() else None)
            found[path.removeprefix(folder)] = leaf
        return found

    @cached_property
    def _folders(self) -> dict[str, dict[str, Kind]]:
        found: dict[str, dict[str, Kind]] = {}
        for path, leaf in self._leaves.items():
            name, kind = path, leaf.kind
            while name:
                name, _, last = name.rpartition("/")
                if last in found.setdefault(name, {}):
                    break
                found[name][last] = kind
                kind = "folder"
        return found

    def entries(self, folder: str) -> list[tuple[str, Kind]]:
        """See `qstrong.read.source.Source`."""
        return sorted(self._folders.get(folder, {}).items())

    def read(self, name: str) -> bytes:
        """See `qstrong.read.source.Source`."""
        leaf = self._leaves.get(name)
        if leaf is None:
            raise UnreadableError("special" if name in self._folders else "gone")
        if leaf.kind != "file":
            raise UnreadableError("link" if leaf.kind == "link" else "special")
        if leaf.size is not None and leaf.size > most_bytes(name):
            raise UnreadableError("large")
        return self.blob(leaf.blob)
