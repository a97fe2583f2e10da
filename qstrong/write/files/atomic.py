"""One file, written whole or not at all: a temporary file beside it, synced, then put in its place."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _NOFOLLOW
_BY_HANDLE = os.open in os.supports_dir_fd
"""Whether names can be opened in a folder that is held open, so that nobody can swap it meanwhile."""

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What systems say of a link on a memory stick, or a shared folder, that knows none."""
_STALE = 3600
"""Seconds after which another write's temporary file is taken for a leftover: none takes that long."""


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
    that are missing are made; none of them, and not the file, may be a link. The old file or the new
    one stands there at any moment; what a write that was cut off has left beside it goes away with the
    next one. Raises `WriteError`, and leaves everything as it was.
    """
    path = PurePosixPath(name)
    try:
        with _folder(root, path.parent) as (handle, folder):
            _put(handle, folder, path.name, data, expected)
    except OSError as error:
        raise WriteError("failed", error.strerror or str(error)) from error


@contextmanager
def _folder(root: Path, inner: PurePosixPath) -> Iterator[tuple[int | None, Path]]:
    """The folder *inner* of *root*, held open where the system can; made where it isn't there."""
    handle = os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)) if _BY_HANDLE else None
    folder = root
    try:
        for part in inner.parts:
            folder = folder / part
            with suppress(FileExistsError):
                os.mkdir(_at(handle, folder), 0o777, dir_fd=handle)
            if stat.S_ISLNK(os.stat(_at(handle, folder), dir_fd=handle, follow_symlinks=False).st_mode):
                raise WriteError("link", part)
            if handle is not None:
                inside = os.open(part, _FOLDER, dir_fd=handle)
                os.close(handle)
                handle = inside
        yield handle, folder
    finally:
        if handle is not None:
            os.close(handle)


def _at(handle: int | None, path: Path) -> str:
    return path.name if handle is not None else str(path)


def _put(handle: int | None, folder: Path, name: str, data: bytes, expected: str | None) -> None:
    mode = _check(handle, folder / name, expected)
    temporary = folder / f".{name}.{secrets.token_hex(6)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW
    file = os.open(_at(handle, temporary), flags, mode, dir_fd=handle)
    try:
        try:
            _write(file, data)
            os.fsync(file)
            written = os.fstat(file).st_mtime
        finally:
            os.close(file)
        _check(handle, folder / name, expected)
        _place(handle, temporary, folder / name, new=expected is None)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(_at(handle, temporary), dir_fd=handle)
        raise
    with suppress(OSError):
        _sweep(handle, folder, name, written)
    if handle is not None:
        os.fsync(handle)


def _sweep(handle: int | None, folder: Path, name: str, now: float) -> None:
    """Remove old leftovers of the file *name*; *now* by the clock of the file system that they are on."""
    leftover = re.compile(rf"\.{re.escape(name)}\.[0-9a-f]{{12}}\.tmp")
    for other in os.listdir(folder if handle is None else handle):  # noqa: PTH208 (by the handle)
        if leftover.fullmatch(other):
            path = _at(handle, folder / other)
            if now - os.stat(path, dir_fd=handle, follow_symlinks=False).st_mtime > _STALE:
                os.unlink(path, dir_fd=handle)


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _check(handle: int | None, path: Path, expected: str | None) -> int:
    """The file's mode, where it is what *expected* says; raises `WriteError` where it isn't."""
    try:
        about = os.stat(_at(handle, path), dir_fd=handle, follow_symlinks=False)
    except FileNotFoundError:
        if expected is None:
            return 0o666
        raise WriteError("lost_race", path.name) from None
    if not stat.S_ISREG(about.st_mode):
        raise WriteError("link", path.name)
    if expected is None:
        raise WriteError("exists", path.name)
    file = os.open(_at(handle, path), os.O_RDONLY | _NOFOLLOW, dir_fd=handle)
    with os.fdopen(file, "rb") as old:
        if digest(old.read()) != expected:
            raise WriteError("lost_race", path.name)
    return stat.S_IMODE(about.st_mode)


def _place(handle: int | None, temporary: Path, path: Path, *, new: bool) -> None:
    """Rename; what mustn't be there yet is linked, which never overwrites, where the file system can."""
    source, target = _at(handle, temporary), _at(handle, path)
    if not new:
        os.replace(source, target, src_dir_fd=handle, dst_dir_fd=handle)
        return
    try:
        os.link(source, target, src_dir_fd=handle, dst_dir_fd=handle)
    except FileExistsError:
        raise WriteError("exists", path.name) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _check(handle, path, None)
        os.replace(source, target, src_dir_fd=handle, dst_dir_fd=handle)
        return
    os.unlink(source, dir_fd=handle)
