"""A new folder's files put in their places, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from qstrong.cli.stop import not_written
from qstrong.model.base import Lang
from qstrong.write.files.atomic import WriteError, replace_file


def put_all(folder: Path, files: Mapping[str, str], lang: Lang) -> None:
    """Write all *files*, by their paths in *folder*, or leave nothing of them: also where somebody stops it.

    Raises `StopError`, whose message is said in *lang*.
    """
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    done: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            inner = [up for up in (folder / name).parents if folder in up.parents and not up.exists()]
            made = [*inner, *made]
            done.append(folder / name)
            replace_file(folder, name, text.encode(), None)
    except BaseException as error:
        _undo(done, made, lost_race=isinstance(error, WriteError) and error.reason in ("exists", "lost_race"))
        if isinstance(error, WriteError):
            raise not_written(done[-1], error, lang) from error
        raise


def _undo(done: Sequence[Path], made: Sequence[Path], *, lost_race: bool) -> None:
    """Take away what was written; the last file is somebody else's where the race was lost."""
    for path in done[: -1 if lost_race else None]:
        path.unlink(missing_ok=True)
    for path in made:
        with suppress(OSError):
            path.rmdir()
