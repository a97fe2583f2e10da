"""Files put in their places, whole or not at all: written beside them, synced, then renamed.

This is the one way into a folder: for one file or several, new ones or in place of others.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

from qstrong.model.shapes.value import dataclass

ANYTHING = "*"
"""No digest: whatever file stands in a place, or none, is to be replaced."""

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_BY_HANDLE = os.open in os.supports_dir_fd
"""Whether names can be used in a folder that is held open, so that nobody can swap it meanwhile."""

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What systems say of a link on a memory stick, or a shared folder, that knows none."""
_STALE = 3600
"""Seconds after which another write's temporary file is taken for a leftover: none takes that long."""
_KEPT = 40
"""So much of a file's name is in its temporary one: names may be as long as systems allow."""


class WriteError(Exception):
    """Why nothing was written: `reason` is lost_race, exists, link, or failed with the system's words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


def digest(data: bytes) -> str:
    """What `replace_file` compares a file by."""
    return sha256(data).hexdigest()


def replace_file(root: Path, name: str, data: bytes, expected: str | None) -> None:
    """Make *data* the content of the file *name* (relative, with `/`) below *root*.

    *expected* is the `digest` of what was read from it; None where it mustn't be there yet. Folders
    that are missing are made; none of them, and not the file, may be a link. Raises `WriteError`, and
    leaves everything as it was.
    """
    path = PurePosixPath(name)
    try:
        place_files(root, {path.name: data}, expected, inner=str(path.parent))
    except OSError as error:
        raise WriteError("failed", error.strerror or str(error)) from error


def place_files(root: Path, files: Mapping[str, bytes], expected: str | None, *, inner: str = ".") -> None:
    """Put *files* into the folder *inner* of *root*, in their order, each *expected* as `replace_file` says.

    All are written beside their places before the first is put there. In each place stands the old file or
    the new one at any moment, with the old one's permissions; what a write that was cut off has left beside
    it goes away with the next one. Raises `WriteError` and OSError.
    """
    with _folder(root, PurePosixPath(inner)) as folder:
        beside: dict[str, str] = {}
        try:
            for name, data in files.items():
                mode = _check(folder, name, expected)
                beside[name] = f".{name[:_KEPT]}.{secrets.token_hex(6)}.tmp"
                written = _write(folder, beside[name], data, mode)
            for name, temporary in beside.items():
                _check(folder, name, expected)
                _place(folder, temporary, name, new=expected is None)
        except BaseException:
            for temporary in beside.values():
                with suppress(OSError):
                    os.unlink(folder.at(temporary), dir_fd=folder.handle)
            raise
        with suppress(OSError):  # from here on all is in place, and no failure takes that back
            _sweep(folder, files, written)
        with suppress(OSError):
            _sync(folder)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder, held open where the system can."""

    path: Path
    handle: int | None

    def at(self, name: str) -> str:
        """What the system calls the file *name* in it, together with the handle."""
        return name if self.handle is not None else str(self.path / name)


@contextmanager
def _folder(root: Path, inner: PurePosixPath) -> Iterator[_Folder]:
    """The folder *inner* of *root*; made where it isn't there."""
    folder = _Folder(root, os.open(root, _FOLDER) if _BY_HANDLE and os.access(root, os.R_OK) else None)
    try:
        for part in inner.parts:
            with suppress(FileExistsError):
                os.mkdir(folder.at(part), 0o777, dir_fd=folder.handle)
                _sync(folder)
            if stat.S_ISLNK(os.stat(folder.at(part), dir_fd=folder.handle, follow_symlinks=False).st_mode):
                raise WriteError("link", part)
            inside = None
            if folder.handle is not None:
                inside = os.open(part, _FOLDER | _NOFOLLOW, dir_fd=folder.handle)
                os.close(folder.handle)
            folder = _Folder(folder.path / part, inside)
        yield folder
    finally:
        if folder.handle is not None:
            os.close(folder.handle)


def _sync(folder: _Folder) -> None:
    """Let the names in *folder* outlive a power cut, on systems where a folder can be synced."""
    if folder.handle is not None:
        os.fsync(folder.handle)


def _check(folder: _Folder, name: str, expected: str | None) -> int | None:
    """The mode of the file that is there, where it is what *expected* says; raises `WriteError` where not."""
    try:
        about = os.stat(folder.at(name), dir_fd=folder.handle, follow_symlinks=False)
    except FileNotFoundError:
        if expected in (None, ANYTHING):
            return None
        raise WriteError("lost_race", name) from None
    if expected == ANYTHING:
        if stat.S_ISDIR(about.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        return stat.S_IMODE(about.st_mode) if stat.S_ISREG(about.st_mode) else None
    if not stat.S_ISREG(about.st_mode):
        raise WriteError("link", name)
    if expected is None:
        raise WriteError("exists", name)
    file = os.open(folder.at(name), os.O_RDONLY | _NOFOLLOW, dir_fd=folder.handle)
    with os.fdopen(file, "rb") as old:
        if digest(old.read()) != expected:
            raise WriteError("lost_race", name)
    return stat.S_IMODE(about.st_mode)


def _write(folder: _Folder, name: str, data: bytes, mode: int | None) -> float:
    """A new file of that *mode* (None: as new files have it), synced; when, by the file system's clock."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW
    file = os.open(folder.at(name), flags, 0o666 if mode is None else mode, dir_fd=folder.handle)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(file, view) :]
        if mode is not None and mode != stat.S_IMODE(os.fstat(file).st_mode):  # the umask took some off
            os.chmod(folder.at(name), mode, dir_fd=folder.handle)
        os.fsync(file)
        return os.fstat(file).st_mtime
    finally:
        os.close(file)


def _place(folder: _Folder, temporary: str, name: str, *, new: bool) -> None:
    """Rename; what mustn't be there yet is linked, which never overwrites, where the file system can."""
    source, target, handle = folder.at(temporary), folder.at(name), folder.handle
    if new:
        try:
            os.link(source, target, src_dir_fd=handle, dst_dir_fd=handle)
        except FileExistsError:
            raise WriteError("exists", name) from None
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _check(folder, name, None)
        else:
            os.unlink(source, dir_fd=handle)
            return
    os.replace(source, target, src_dir_fd=handle, dst_dir_fd=handle)


def _sweep(folder: _Folder, names: Mapping[str, bytes], now: float) -> None:
    """Remove old leftovers of these files; *now* by the clock of the file system that they are on."""
    ours = "|".join(re.escape(name[:_KEPT]) for name in names)
    leftover = re.compile(rf"\.(?:{ours})\.[0-9a-f]{{12}}\.tmp")
    for other in os.listdir(folder.path if folder.handle is None else folder.handle):  # noqa: PTH208
        if leftover.fullmatch(other):
            path = folder.at(other)
            if now - os.stat(path, dir_fd=folder.handle, follow_symlinks=False).st_mtime > _STALE:
                os.unlink(path, dir_fd=folder.handle)
