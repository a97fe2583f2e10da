"""A source with some of its files replaced: the data as it would be, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from qstrong.read.source import FileKind, Source, UnreadableError, most_bytes


class Overlay:
    """*base* with *files* (name to bytes) over it; see `qstrong.read.source.Source`."""

    def __init__(self, base: Source, files: Mapping[str, bytes]) -> None:
        self.base, self.files = base, dict(files)

    def entries(self, folder: str) -> list[tuple[str, FileKind]]:
        """The base's names, and those of the files over it with their folders."""
        found = dict(self.base.entries(folder))
        for name in self.files:
            parts = PurePosixPath(name).parts
            above = PurePosixPath(folder).parts
            if parts[: len(above)] == above and len(parts) > len(above):
                found[parts[len(above)]] = "file" if len(parts) == len(above) + 1 else "folder"
        return sorted(found.items())

    def read(self, name: str) -> bytes:
        """The bytes of a file over the base, else the base's."""
        if name not in self.files:
            return self.base.read(name)
        if len(self.files[name]) > most_bytes(name):
            raise UnreadableError("large")
        return self.files[name]
