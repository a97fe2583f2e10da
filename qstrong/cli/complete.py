"""What a shell completes: ids, with their names, and the choices of options."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from qstrong.render.formats.register import OutputKind, formats_of

Found = Iterator[tuple[str, str]]


def _named(ctx: typer.Context, part: str, incomplete: str, title: str) -> Found:
    from qstrong.cli.folder import find_data, opened
    from qstrong.read.dataset import load

    folder = find_data(ctx.params.get("data"))
    cached = not ctx.params.get("no_cache")
    dataset = load(opened(Path(folder), cached=cached), only_plan=True).dataset if folder else None
    for one in getattr(dataset, part, ()):
        if one.id.startswith(incomplete):
            yield one.id, getattr(one, title).first


def complete_targets(ctx: typer.Context, incomplete: str) -> Found:
    """Ids of targets."""
    yield from _named(ctx, "targets", incomplete, "name")


def complete_groups(ctx: typer.Context, incomplete: str) -> Found:
    """Ids of groups of targets."""
    yield from _named(ctx, "groups", incomplete, "title")


def complete_units(ctx: typer.Context, incomplete: str) -> Found:
    """Ids of units."""
    yield from _named(ctx, "units", incomplete, "name")


def complete_tasks(ctx: typer.Context, incomplete: str) -> Found:
    """Ids of tasks."""
    yield from _named(ctx, "tasks", incomplete, "title")


def anything(ctx: typer.Context, incomplete: str) -> Found:
    """Whatever `show` can show."""
    yield from complete_targets(ctx, incomplete)
    yield from complete_units(ctx, incomplete)


def complete_choice(*choices: str) -> Callable[[str], list[str]]:
    """The *choices* that begin so."""

    def found(incomplete: str) -> list[str]:
        return [one for one in choices if one.startswith(incomplete)]

    return found


def complete_formats(kind: OutputKind) -> Callable[[str], list[str]]:
    """The formats of that *kind* of output."""
    return complete_choice(*formats_of(kind))
