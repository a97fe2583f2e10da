"""A git tree as a source: the data of a revision, without a checkout."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from functools import cached_property
from typing import Self

from qstrong.history.git import GitError, environment, git_command, git_text, naming
from qstrong.history.revisions import FILE, LINK, PROGRAM, SUBMODULE, Repository
from qstrong.model.shapes.value import dataclass
from qstrong.read.source import FileKind, UnreadableError, blob_id, most_bytes
from qstrong.read.top import READ

KINDS: dict[str, FileKind] = {FILE: "file", PROGRAM: "file", LINK: "link"}
"""What modes are; a submodule is something other."""
_SHORT = 40
"""The length of a name in git where it is a SHA-1."""
_NAMED = 5
"""So many files are named where contents haven't been fetched."""


class Blobs:
    """The contents of files by their names in git, from one process that stays open until `close`."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads blobs; reading again would start another."""
        _reading.discard(self)
        if self._reader:
            reader, self._reader = self._reader, None
            reader.communicate()

    @cached_property
    def _here(self) -> frozenset[str] | None:
        """Of a partial clone what it has: git, asked for anything else, would try to fetch it."""
        if not self.repository.partial:
            return None
        words = ("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)")
        return frozenset(git_text(self.repository.run(*words)).split())

    def fetched(self, name: str) -> bool:
        """Whether the content *name* is here, as far as a partial clone may lack it."""
        return self._here is None or name in self._here

    def blob(self, name: str) -> bytes:
        """The bytes of the blob *name* (hexadecimal); raises `UnreadableError` where git hasn't got it."""
        if not self.fetched(name):
            raise UnreadableError("unfetched")
        return self.content(name, b"blob")

    def content(self, name: str, kind: bytes) -> bytes:
        """The bytes of an object of that *kind* by any of git's names; raises `UnreadableError`."""
        reader = self._reader = self._reader or self._start()
        assert reader.stdin
        assert reader.stdout
        try:
            reader.stdin.write(f"{name}\n".encode())
            reader.stdin.flush()
        except OSError as error:  # it has ended
            raise UnreadableError("denied") from error
        head = reader.stdout.readline().split()
        if len(head) != 3:  # missing
            raise UnreadableError("gone")
        size = int(head[2])
        data = reader.stdout.read(size + 1)
        if head[1] != kind or len(data) != size + 1:
            raise UnreadableError("denied")
        return data[:-1]

    def _start(self) -> subprocess.Popen[bytes]:
        _reading.add(self)
        return subprocess.Popen(  # noqa: S603 (a list of arguments)
            git_command(self.repository.git_dir, "cat-file", "--batch"),
            cwd=self.repository.git_dir,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


_reading: set[Blobs] = set()
"""Those whose process is open."""


def close_all() -> None:
    """End all processes that read blobs: a command has no more use for them."""
    for one in list(_reading):
        one.close()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file, link or submodule as git lists it."""

    kind: FileKind
    blob: str
    size: int | None = None
    """In bytes; None where it isn't known."""


class Listed:
    """A source of what git has listed, out of *blobs*. Links and submodules are never followed.

    Raises `GitError` where something that would be read hasn't been fetched: it is named.
    """

    def __init__(self, blobs: Blobs, leaves: Mapping[str, Leaf]) -> None:
        self.blobs, self.repository = blobs, blobs.repository
        self.leaves = leaves
        """By their names from the data folder."""
        self.is_top = not self.repository.prefix
        lacking = [
            name
            for name, leaf in leaves.items()
            if leaf.kind == "file" and name.split("/")[0] in READ and not blobs.fetched(leaf.blob)
        ]
        if lacking:
            names = ", ".join(f"{self.repository.folder}{name}" for name in lacking[:_NAMED])
            raise GitError("partial", f"{names} … ({len(lacking)})" if len(lacking) > _NAMED else names)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.blobs.close()

    @cached_property
    def _folders(self) -> dict[str, dict[str, FileKind]]:
        found: dict[str, dict[str, FileKind]] = {}
        for path, leaf in self.leaves.items():
            name, kind = path, leaf.kind
            while name:
                name, _, last = name.rpartition("/")
                if last in found.setdefault(name, {}):
                    break
                found[name][last] = kind
                kind = "folder"
        return found

    def entries(self, folder: str) -> list[tuple[str, FileKind]]:
        """See `qstrong.read.source.Source`."""
        return sorted(self._folders.get(folder, {}).items())

    def read(self, name: str) -> bytes:
        """See `qstrong.read.source.Source`."""
        leaf = self.leaves.get(name)
        if leaf is None:
            raise UnreadableError("special" if name in self._folders else "gone")
        if leaf.kind != "file":
            raise UnreadableError("link" if leaf.kind == "link" else "special")
        if leaf.size is not None and leaf.size > most_bytes(name):
            raise UnreadableError("large")
        data = self.blobs.blob(leaf.blob)
        if len(data) > most_bytes(name):
            raise UnreadableError("large")
        return data

    def blob_id(self, name: str) -> str:
        """See `qstrong.read.source.Source`. As listed; read where git's names are longer ones."""
        named = self.leaves[name].blob
        return named if len(named) == _SHORT else blob_id(self.blobs.blob(named))


class Tree(Listed):
    """The data folder as it stood at a revision; what git can't do, `GitError`, shows when it is made."""

    def __init__(self, repository: Repository, revision: str) -> None:
        self.commit = repository.commit(revision)
        with naming(f"{revision}:{repository.prefix or '.'}"):
            _no_link(repository, self.commit)
            listed = self._listed(repository)
        super().__init__(Blobs(repository), listed)

    def _listed(self, repository: Repository) -> dict[str, Leaf]:
        sizes = () if repository.partial else ("-l",)
        words = ("ls-tree", "-r", *sizes, "-z", "--full-tree", self.commit)
        where = ("--", repository.folder) if repository.folder else ()
        leaves = {}
        for row in filter(None, git_text(repository.run(*words, *where)).split("\0")):
            about, _, path = row.partition("\t")
            mode, _, blob, *size = about.split()
            known = int(size[0]) if size and size[0].isdigit() else None
            leaves[path.removeprefix(repository.folder)] = Leaf(KINDS.get(mode, "other"), blob, known)
        return leaves


def _no_link(repository: Repository, commit: str) -> None:
    """Raises `GitError` where a link or a submodule stands on the way to the data folder."""
    parts = repository.prefix.split("/") if repository.prefix else []
    names = ["/".join(parts[:k]) for k in range(1, len(parts) + 1)]
    if not names:
        return
    rows = git_text(repository.run("ls-tree", "-z", "--full-tree", commit, "--", *names)).split("\0")
    for mode, _, path in ((row[:6], *row.partition("\t")[1:]) for row in filter(None, rows)):
        if mode in (LINK, SUBMODULE):
            raise GitError("link" if mode == LINK else "submodule", path)
