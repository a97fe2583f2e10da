"""The data on disk against what git holds: read by this program itself, byte for byte.

git would do so by the attributes, filters and settings that lie beside the data.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from qstrong.history.git import GitError, git_text
from qstrong.history.revisions import Repository
from qstrong.history.tree import KINDS, Blobs, Leaf, Listed
from qstrong.read.source import FileKind, Folder, Source, UnreadableError, has_submodules, is_sparse
from qstrong.read.top import READ


class Checkout(Folder):
    """A folder on disk, with what a sparse checkout has kept out of it, as git's index has that.

    Nor is a submodule a folder, for it is none for git: whatever lies there isn't the repository's.
    """

    def __init__(self, path: Path, kept: Listed, submodules: frozenset[str]) -> None:
        super().__init__(path)
        self.kept, self.submodules = kept, submodules

    def entries(self, folder: str) -> list[tuple[str, FileKind]]:
        """See `qstrong.read.source.Source`."""
        if folder in self.submodules:
            return []
        found = dict([*self.kept.entries(folder), *super().entries(folder)])
        for name in found:
            if (f"{folder}/{name}" if folder else name) in self.submodules:
                found[name] = "other"
        return sorted(found.items())

    def read(self, name: str) -> bytes:
        """See `qstrong.read.source.Source`."""
        try:
            return super().read(name)
        except UnreadableError as error:
            if error.reason == "gone" and name in self.kept.leaves:
                return self.kept.read(name)
            raise

    def blob_id(self, name: str) -> str:
        """See `qstrong.read.source.Source`."""
        kept = name in self.kept.leaves and not os.path.lexists(self.path / name)
        return self.kept.blob_id(name) if kept else super().blob_id(name)


def on_disk(folder: Path) -> Folder:
    """The data folder on disk, whole even where it is checked out in part; raises `GitError` where it is."""
    sparse = is_sparse(folder)
    if not (sparse or has_submodules(folder)):
        return Folder(folder)
    try:
        repository = Repository.around(folder)
        listed = list(_index(repository))
    except GitError:
        if sparse:
            raise
        return Folder(folder)
    kept = {name: leaf for name, mark, leaf in listed if mark == "S" and not (folder / name).exists()}
    submodules = frozenset(name for name, _, leaf in listed if leaf.kind == "other")
    whole = not (kept or submodules)
    return Folder(folder) if whole else Checkout(folder, Listed(Blobs(repository), kept), submodules)


def staged(repository: Repository) -> Listed:
    """The data folder as the next commit will have it, which may not be as it is on disk; raises `GitError`.

    A hook's caller names the index of a commit of some files only: one in the repository's own folder.
    """
    stated = os.environ.get("GIT_INDEX_FILE")
    index = (repository.root / stated).resolve() if stated else None
    ours = index is not None and index.is_relative_to(repository.git_dir.resolve())
    more = {"GIT_INDEX_FILE": str(index)} if ours else None
    return Listed(Blobs(repository), {name: leaf for name, _, leaf in _index(repository, more)})


def _index(repository: Repository, more: Mapping[str, str] | None = None) -> Iterator[tuple[str, str, Leaf]]:
    """What git's index has of the data folder, and how it marks that (S: not checked out)."""
    words = ("ls-files", "-t", "-s", "-z", "--", repository.prefix or ".")
    for row in filter(None, git_text(repository.run(*words, more=more)).split("\0")):
        about, _, path = row.partition("\t")
        mark, mode, blob, _ = about.split()
        yield path.removeprefix(repository.folder), mark, Leaf(KINDS.get(mode, "other"), blob)


def edited(tree: Listed, source: Source) -> set[str]:
    """The names of what is read of a data folder in which *source* differs from *tree*.

    A file that differs by CRLF alone doesn't: so git may have checked it out.
    """
    now = dict(_walk(source))
    found = {name for name in tree.leaves if name.split("/")[0] in READ and name not in now}
    for name, kind in now.items():
        leaf = tree.leaves.get(name)
        if leaf is None or leaf.kind != kind or (kind == "file" and not _same(source, name, leaf.blob)):
            found.add(name)
    return found


def _walk(source: Source) -> Iterator[tuple[str, FileKind]]:
    """All that isn't a folder, of what is read; and a folder that can't be listed, as something other."""
    folders = [""]  # as deep as anybody likes
    while folders:
        folder = folders.pop()
        try:
            entries = source.entries(folder)
        except UnreadableError:
            yield folder, "other"
            continue
        for name, kind in entries:
            path = f"{folder}/{name}" if folder else name
            if kind == "folder" and (folder or name in READ):
                folders.append(path)
            elif folder or name in READ:
                yield path, kind


def _same(source: Source, name: str, blob: str) -> bool:
    named: Callable[[str], str] | None = getattr(source, "blob_id", None)
    try:
        if named and named(name) == blob:
            return True
        data = source.read(name)
    except UnreadableError:
        return False
    return blob in (_named(data, blob), _named(data.replace(b"\r\n", b"\n"), blob))


def _named(data: bytes, like: str) -> str:
    """git's name for a content, by the function that the name *like* comes from."""
    made = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return made(b"blob %d\0" % len(data) + data).hexdigest()
