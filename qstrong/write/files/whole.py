"""Outputs, written whole: what an earlier run left stands until all of the new one is there."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

_NOT_FILES = ("/dev/", "/proc/")
"""Where names stand for what is open already: /dev/stdout, the shell's >(…)."""


def write_whole(path: Path, data: bytes) -> None:
    """Make *data* the content of *path*, at once; what isn't a regular file is written into.

    A link stays, and what it leads to is replaced. Raises OSError; then an earlier file is as it was.
    """
    target = Path(os.path.realpath(path))
    if os.path.abspath(path).startswith(_NOT_FILES) or (target.exists() and not target.is_file()):  # noqa: PTH100
        path.write_bytes(data)
        return
    about = target.stat() if target.exists() else None
    if about and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    if about and not os.access(target.parent, os.W_OK):
        target.write_bytes(data)  # nothing can be put beside it
        return
    temporary = target.with_name(f".qstrong-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        if about:
            temporary.chmod(stat.S_IMODE(about.st_mode))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
