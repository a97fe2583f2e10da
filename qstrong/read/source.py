"""Sources of bytes: a thing that lists names and gives bytes. A folder is one; a git tree is another."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

MOST_BYTES = 4 * 1024 * 1024
"""A file larger than this isn't read."""

Kind = Literal["file", "folder", "link", "other"]


class UnreadableError(Exception):
    """Bytes that can't be had; `reason` is one of gone, denied, link, special, large."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Source(Protocol):
    """Where a data folder's bytes come from. Names are relative, with `/`."""

    def entries(self, folder: str) -> list[tuple[str, Kind]]:
        """The names in *folder* (empty: the top) with what each is, sorted; none where it isn't there."""

    def read(self, name: str) -> bytes:
        """The bytes of the regular file *name*; raises `UnreadableError`."""


class Folder:
    """A folder on disk. Nothing is followed out of it, and only regular files are opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self, folder: str) -> list[tuple[str, Kind]]:
        """See `Source`."""
        try:
            with os.scandir(self.path / folder if folder else self.path) as found:
                return sorted((entry.name, _kind(entry)) for entry in found)
        except OSError:
            return []

    def read(self, name: str) -> bytes:
        """See `Source`. One bounded read; a link, a FIFO or a device is refused before it is opened."""
        try:
            handle = os.open(self.path / name, os.O_RDONLY | _FLAGS)
        except FileNotFoundError as error:
            raise UnreadableError("gone") from error
        except PermissionError as error:
            raise UnreadableError("denied") from error
        except OSError as error:
            raise UnreadableError("link") from error
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError("special")
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise UnreadableError("large")
        return data


_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def files_below(source: Source, folder: str) -> Iterator[tuple[str, Kind]]:
    """Everything in *folder* and the folders in it, by path; folders themselves too."""
    for name, kind in source.entries(folder):
        path = f"{folder}/{name}" if folder else name
        yield path, kind
        if kind == "folder":
            yield from files_below(source, path)
