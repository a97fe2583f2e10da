"""A git tree as a source: the data of a revision, without a checkout."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import IO

from qstrong.history.git import GitError, command, environment, run
from qstrong.history.revisions import Repository
from qstrong.read.source import Kind, UnreadableError, most_bytes

KINDS: dict[str, Kind] = {"100644": "file", "100755": "file", "120000": "link", "040000": "folder"}


@dataclass(frozen=True, slots=True)
class _Node:
    kind: Kind
    blob: str
    size: int


class Tree:
    """The data folder as it stood at a revision. Links and submodules are never followed."""

    def __init__(self, repository: Repository, revision: str) -> None:
        self.repository = repository
        self.commit = repository.commit(revision)
        self._reader: subprocess.Popen[bytes] | None = None

    @cached_property
    def _nodes(self) -> dict[str, _Node]:
        return dict(self._listed())

    def _listed(self) -> Iterator[tuple[str, _Node]]:
        where = f"{self.commit}:{self.repository.prefix}"
        try:
            listed = run(self.repository.root, "ls-tree", "-r", "-t", "-z", "-l", "--full-tree", where)
        except GitError as error:
            if error.reason != "failed":
                raise
            return  # the folder isn't there at that revision
        for row in listed.split(b"\0"):
            if row:
                about, _, path = row.partition(b"\t")
                mode, _, blob, size = about.decode().split()
                yield (
                    os.fsdecode(path),
                    _Node(KINDS.get(mode, "other"), blob, int(size) if size != "-" else 0),
                )

    @cached_property
    def _folders(self) -> dict[str, list[tuple[str, Kind]]]:
        found: dict[str, list[tuple[str, Kind]]] = {}
        for path, node in self._nodes.items():
            parent, name = str(PurePosixPath(path).parent), PurePosixPath(path).name
            found.setdefault("" if parent == "." else parent, []).append((name, node.kind))
        return {folder: sorted(entries) for folder, entries in found.items()}

    def entries(self, folder: str) -> list[tuple[str, Kind]]:
        """See `qstrong.read.source.Source`."""
        return list(self._folders.get(folder, []))

    def read(self, name: str) -> bytes:
        """See `qstrong.read.source.Source`."""
        node = self._nodes.get(name)
        if node is None:
            raise UnreadableError("gone")
        if node.kind != "file":
            raise UnreadableError("link" if node.kind == "link" else "special")
        if node.size > most_bytes(name):
            raise UnreadableError("large")
        return self._blob(node.blob)

    def _blob(self, blob: str) -> bytes:
        asked, given = self._pipes()
        asked.write(f"{blob}\n".encode())
        asked.flush()
        head = given.readline().split()
        if len(head) != 3:  # missing, as in a partial clone
            raise UnreadableError("gone")
        data = given.read(int(head[2]) + 1)
        return data[:-1]

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._reader is None:
            self._reader = subprocess.Popen(  # noqa: S603 (a list of arguments)
                command("cat-file", "--batch"),
                cwd=self.repository.root,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        assert self._reader.stdin
        assert self._reader.stdout
        return self._reader.stdin, self._reader.stdout

    def close(self) -> None:
        """End the process that reads blobs."""
        if self._reader:
            self._reader.communicate()
            self._reader = None
