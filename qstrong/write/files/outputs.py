"""Outputs, written whole: what an earlier run left stands until all of the new one is there."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path

from qstrong.write.files.atomic import ANYTHING, place_files

_NOT_FILES = ("/dev/std", "/dev/fd/", "/proc/")
"""Where names stand for what is open already, which may be a file: /dev/stdout, the shell's >(…)."""


def write_whole(path: Path, data: bytes) -> None:
    """Make *data* the content of *path*, at once; what isn't a regular file is written into.

    A link stays, and what it leads to is replaced. Raises OSError; then an earlier file is as it was.
    """
    target, put = Path(os.path.realpath(path)), True
    if os.path.abspath(path).startswith(_NOT_FILES) or (target.exists() and not target.is_file()):  # noqa: PTH100
        put = False
    elif target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        put = os.access(target.parent, os.W_OK)  # else nothing can be put beside it
    if put:
        place_files(target.parent, {target.name: data}, ANYTHING)
    else:
        path.write_bytes(data)


class ForeignFolderError(Exception):
    """The folder holds something else: nothing was written."""


def write_package(folder: Path, files: Mapping[str, bytes], descriptor: str, maker: str) -> None:
    """Write *files*, of which *descriptor* names *maker* as its generator, into *folder*.

    The folder is new, empty, or holds an earlier package, whose files are replaced, the descriptor last;
    others in it stay. Raises `ForeignFolderError` and OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not _ours(folder / descriptor, maker):
        raise ForeignFolderError(folder)
    others = {name: data for name, data in files.items() if name != descriptor}
    place_files(folder, others | {descriptor: files[descriptor]}, ANYTHING)


def _ours(path: Path, maker: str) -> bool:
    try:
        about = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(about, dict) and about.get("generator") == maker
