"""Sources of bytes: a thing that lists names and gives bytes. A folder is one; a git tree is another."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from qstrong.model.index import Offered

MIB = 1024 * 1024
FILINGS = "progress/"
PLAN_FILES = ("targets.yaml", "tasks.yaml", "units.yaml")

FileKind = Literal["file", "folder", "link", "other"]


def most_bytes(name: str) -> int:
    """The size beyond which the file *name* isn't read: 1 MiB for a filing, 4 MiB for the plan's own."""
    return MIB if name.startswith(FILINGS) else 4 * MIB


class UnreadableError(Exception):
    """Bytes that can't be had; `reason` is one of gone, denied, link, special, large."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Stamp = tuple[int, int, int, int]
"""What tells one state of a file from another: size, time of change (ns), inode, and its own change (ns)."""
_RACY = 2 * 10**9
"""A file changed so shortly (ns) before it was read may change again without its times showing it: FAT's are
that coarse."""


class Cache(Protocol):
    """What was read before and found valid, by the files' names."""

    def find(self, name: str, given: object = None) -> object:
        """What the file *name* came to, where it is still the same; *given*: what else that depends on."""

    def keep(self, name: str, value: object, given: object = None) -> None:
        """Keep the *value* of the file *name*, which was read in this run and has no problem."""

    def called(self, part: str) -> Sequence[Offered] | None:
        """Ids and names of a *part* of the plan as it was read before; None where that must be read again."""

    def save(self) -> None:
        """Keep all this for the next run. What was neither found nor kept in this one is gone."""


class Source(Protocol):
    """Where a data folder's bytes come from. Names are relative, with `/`.

    One that knows that the folder is the top of a repository, where more than data stands, says so: `is_top`.
    One that can tell what a file or a link is called in git does: `blob_id`, which raises `UnreadableError`.
    One that has what was read before says so: `cache`, see `Cache`.
    """

    def entries(self, folder: str) -> list[tuple[str, FileKind]]:
        """The names in *folder* (empty: the top) with what each is, sorted; none where it isn't there.

        Raises `UnreadableError` where it is there and can't be listed.
        """

    def read(self, name: str) -> bytes:
        """The bytes of the regular file *name*; raises `UnreadableError`."""


class _Nothing:
    """What there is of a source that keeps nothing."""

    def find(self, *_: object) -> object:
        return None

    def keep(self, *_: object) -> None:
        pass

    def called(self, _: str) -> None:
        return None

    def save(self) -> None:
        pass


def cache_of(source: Source) -> Cache:
    """What was read before of *source*."""
    return getattr(source, "cache", None) or _Nothing()


def tops_above(folder: Path) -> list[Path]:
    """The tops of the work trees that *folder* is in, its own first; none where it is in none."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100 (`..` goes, links stay)
    return [up for up in (here, *here.parents) if os.path.lexists(up / ".git")]


def link_above(folder: Path) -> Path | None:
    """A link on the way from a work tree's top to *folder*: what is there isn't what git holds."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100
    last = next(reversed(tops_above(folder)), here)
    return next(
        (up for up in (here, *here.parents) if up.is_relative_to(last) and up != last and up.is_symlink()),
        None,
    )


def _git_of(folder: Path) -> Path | None:
    """Where git keeps what it notes of the work tree that *folder* is in; None where that isn't known."""
    entry = next((top / ".git" for top in tops_above(folder)), None)
    try:
        if entry and entry.is_file():
            entry = entry.parent / entry.read_text("utf-8").removeprefix("gitdir:").strip()
    except (OSError, ValueError):
        return None
    return entry


def is_sparse(folder: Path) -> bool:
    """Whether *folder* is, or was, in a sparse checkout, which keeps files out of it: git notes that."""
    git = _git_of(folder)
    return git is not None and (git / "info" / "sparse-checkout").is_file()


_SUBMODULE = (0o160000).to_bytes(4, "big")
"""How git's index says of an entry that it is one."""


def has_submodules(folder: Path) -> bool:
    """Whether the work tree of *folder* may have submodules: they are empty folders until fetched."""
    git = _git_of(folder)
    try:
        found = git and (git / "index").stat()
        return bool(git and found and _submodules_in(git / "index", found.st_ino, found.st_mtime_ns))
    except OSError:
        return False


@lru_cache(maxsize=4)
def _submodules_in(index: Path, _inode: int, _changed: int) -> bool:
    """The same of git's *index* as it is now: thousands of plans may lie in one repository."""
    return _SUBMODULE in index.read_bytes()


class Folder:
    """A folder on disk. Nothing is followed out of it, and only regular files are opened.

    Nor is it read through a link in its repository: what is there isn't what the repository holds.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._top = os.fspath(path)
        self.is_top = os.path.lexists(path / ".git")
        """Whether it is the top of a repository, where more than data stands."""
        self.cache: Cache | None = None
        self.stamps: dict[str, Stamp] = {}
        """Where there is a cache: of files that were read, in as far as any later change would show in it."""
        self._named: dict[str, str] = {}
        """What git calls each file that was read."""

    def entries(self, folder: str) -> list[tuple[str, FileKind]]:
        """See `Source`."""
        if not folder and link_above(self.path):
            raise UnreadableError("link")
        try:
            with os.scandir(self.path / folder if folder else self.path) as found:
                return sorted((entry.name, _kind(entry)) for entry in found)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise UnreadableError("denied") from error

    def read(self, name: str) -> bytes:
        """See `Source`. One bounded read; a link isn't followed, and a FIFO doesn't hang."""
        with _opened(f"{self._top}/{name}") as (handle, before):
            now = time.time_ns()
            data = _bounded(handle, before.st_size, most_bytes(name))
            after = os.fstat(handle) if self.cache is not None else before
        self._named[name] = blob_id(data)
        if self.cache is not None:
            self.stamps.pop(name, None)
            if _stamp(before) == _stamp(after) and max(before.st_mtime_ns, before.st_ctime_ns) + _RACY < now:
                self.stamps[name] = _stamp(before)
        return data

    def stamp(self, name: str) -> Stamp | None:
        """What the regular file *name* looks like from outside; None where there is none."""
        try:
            about = os.lstat(f"{self._top}/{name}")
        except OSError:
            return None
        return _stamp(about) if stat.S_ISREG(about.st_mode) else None

    def named(self, name: str, blob: str) -> None:
        """Take it that the file *name* is called so in git."""
        self._named[name] = blob

    def blob_id(self, name: str) -> str:
        """See `Source`. Of what was read, as it was then; of a link what it says, as git has it.

        A file of any other size is gone through a piece at a time.
        """
        if name in self._named:
            return self._named[name]
        try:
            return blob_id(os.fsencode(os.readlink(self.path / name)))  # noqa: PTH115 (Path normalizes)
        except OSError:
            pass  # no link
        with (
            _opened(f"{self._top}/{name}") as (handle, about),
            open(handle, "rb", closefd=False) as file,
        ):
            named = hashlib.sha1(b"blob %d\0" % about.st_size)  # noqa: S324 (git's names)
            while piece := file.read(MIB):
                named.update(piece)
            return named.hexdigest()


def blob_id(data: bytes) -> str:
    """What a content is called in git (in hexadecimal)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()  # noqa: S324 (git's names)


@contextmanager
def _opened(path: str) -> Iterator[tuple[int, os.stat_result]]:
    """The regular file *path*, to read, and what is known of it; raises `UnreadableError`."""
    try:
        handle = os.open(path, os.O_RDONLY | _FLAGS)
    except OSError as error:
        raise UnreadableError(_REASONS.get(error.errno or 0, "denied")) from error
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableError("special")
        yield handle, about
    except OSError as error:
        raise UnreadableError("denied") from error
    finally:
        os.close(handle)


_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_REASONS = {
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.ELOOP: "link",
    errno.EMLINK: "link",  # what FreeBSD says for O_NOFOLLOW
    errno.ENXIO: "special",  # a socket
}


def _bounded(handle: int, size: int, most: int) -> bytes:
    """All bytes, of which there seem to be *size* and may be *most*; raises `UnreadableError`.

    No room is asked for in vain.
    """
    data = b""
    while max(size, len(data)) <= most and (piece := os.read(handle, size + 1)):
        data += piece
    if max(size, len(data)) > most:
        raise UnreadableError("large")
    return data


def _stamp(about: os.stat_result) -> Stamp:
    return about.st_size, about.st_mtime_ns, about.st_ino, about.st_ctime_ns


def _kind(entry: os.DirEntry[str]) -> FileKind:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"
