"""The data on disk against what git holds: read by this program itself, byte for byte.

git would do so by the attributes, filters and settings that lie beside the data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from qstrong.history.git import decode
from qstrong.history.revisions import Repository
from qstrong.history.tree import KINDS, Leaf, Listed, Tree
from qstrong.read.dataset import READ
from qstrong.read.source import Folder, Kind, Source, UnreadableError


class Checkout(Folder):
    """A folder on disk, with what a sparse checkout has kept out of it, as git's index has that."""

    def __init__(self, path: Path, kept: Listed) -> None:
        super().__init__(path)
        self.kept = kept

    def entries(self, folder: str) -> list[tuple[str, Kind]]:
        """See `qstrong.read.source.Source`."""
        return sorted(dict([*self.kept.entries(folder), *super().entries(folder)]).items())

    def read(self, name: str) -> bytes:
        """See `qstrong.read.source.Source`."""
        try:
            return super().read(name)
        except UnreadableError as error:
            if error.reason == "gone" and name in self.kept.leaves:
                return self.kept.read(name)
            raise


def on_disk(folder: Path) -> Folder:
    """The data folder on disk, whole even where it is checked out in part; raises `GitError`."""
    repository = Repository.around(folder)
    words = ("ls-files", "-t", "-s", "-z", "--", repository.prefix or ".")
    leaves = {}
    for row in decode(repository.run(*words)).split("\0"):
        about, _, path = row.partition("\t")
        name = path.removeprefix(repository.folder)
        if about.startswith("S ") and not (folder / name).exists():
            _, mode, blob, _ = about.split()
            leaves[name] = Leaf(KINDS.get(mode, "other"), blob)
    return Checkout(folder, Listed(repository, leaves)) if leaves else Folder(folder)


def edited(tree: Tree, source: Source) -> set[str]:
    """The names of what is read of a data folder in which *source* differs from *tree*.

    A file that differs by CRLF alone doesn't: so git may have checked it out.
    """
    now = dict(_walk(source, ""))
    found = {name for name in tree.leaves if name.split("/")[0] in READ and name not in now}
    for name, kind in now.items():
        leaf = tree.leaves.get(name)
        if leaf is None or leaf.kind != kind or (kind == "file" and not _same(source, name, leaf.blob)):
            found.add(name)
    return found


def _walk(source: Source, folder: str) -> Iterator[tuple[str, Kind]]:
    """All that isn't a folder, of what is read."""
    for name, kind in source.entries(folder):
        path = f"{folder}/{name}" if folder else name
        if kind == "folder" and (folder or name in READ):
            yield from _walk(source, path)
        elif folder or name in READ:
            yield path, kind


def _same(source: Source, name: str, blob: str) -> bool:
    try:
        data = source.read(name)
    except UnreadableError:
        return False
    return blob in (_named(data, blob), _named(data.replace(b"\r\n", b"\n"), blob))


def _named(data: bytes, like: str) -> str:
    """git's name for a content, by the function that the name *like* comes from."""
    made = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return made(b"blob %d\0" % len(data) + data).hexdigest()
