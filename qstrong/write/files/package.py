"""Several files in one folder that belong together, and nobody else's folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from qstrong.write.files.atomic import ANYTHING, place_files


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
