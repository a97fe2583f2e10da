"""What a shell completes: ids, with their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

Found = Iterator[tuple[str, str]]


def _dataset() -> object:
    from qstrong.cli.session import find_data
    from qstrong.read.dataset import load
    from qstrong.read.source import Folder

    folder = find_data(None)
    return load(Folder(Path(folder))).dataset if folder else None


def _named(part: str, incomplete: str, title: str) -> Found:
    for one in getattr(_dataset(), part, ()):
        if one.id.startswith(incomplete):
            yield one.id, getattr(one, title).zh


def complete_targets(incomplete: str) -> Found:
    """Ids of targets."""
    yield from _named("targets", incomplete, "name")


def complete_groups(incomplete: str) -> Found:
    """Ids of groups of targets."""
    yield from _named("groups", incomplete, "title")


def complete_units(incomplete: str) -> Found:
    """Ids of units."""
    yield from _named("units", incomplete, "name")


def complete_tasks(incomplete: str) -> Found:
    """Ids of tasks."""
    yield from _named("tasks", incomplete, "title")


def anything(incomplete: str) -> Found:
    """Whatever `show` can show."""
    yield from complete_targets(incomplete)
    yield from complete_units(incomplete)
