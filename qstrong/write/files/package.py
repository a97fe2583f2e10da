"""Several files in one folder, all or none as far as a file system lets one."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


class ForeignFolderError(Exception):
    """The folder holds something else: nothing was written."""


def write_package(folder: Path, files: Mapping[str, bytes], descriptor: str, maker: str) -> None:
    """Write *files*, of which *descriptor* names *maker* as its generator, into *folder*.

    The folder is new, empty, or holds an earlier package, whose files are replaced; others in it stay.
    All files are written beside their places before the first is put there, the descriptor last.
    Raises `ForeignFolderError` and OSError; what was written beside is removed then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not _ours(folder / descriptor, maker):
        raise ForeignFolderError(folder)
    mark = secrets.token_hex(4)
    beside = {name: folder / f".{name}.{mark}.tmp" for name in files}
    try:
        for name, data in files.items():
            with beside[name].open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for name in sorted(files, key=lambda name: name == descriptor):
            beside[name].replace(folder / name)
    finally:
        for path in beside.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _ours(path: Path, maker: str) -> bool:
    try:
        about = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(about, dict) and about.get("generator") == maker
