"""What a shell completes: ids, with their names, and the choices of options."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from qstrong.render.formats.register import OutputKind, formats_of

Found = Iterator[tuple[str, str]]


def _named(ctx: typer.Context, part: str, incomplete: str) -> Found:
    from qstrong.cli.folder import find_data, opened
    from qstrong.read.source import cache_of

    folder = find_data(ctx.params.get("data"))
    if not folder:
        return
    source = opened(Path(folder), cached=not ctx.params.get("no_cache"))
    known = cache_of(source).called(part)
    if known is None:
        from qstrong.model.index import listed_names
        from qstrong.read.dataset import load

        known = listed_names(getattr(load(source, only_plan=True).dataset, part, ()))
    yield from ((name, text) for name, text in known if name.startswith(incomplete))


def complete_targets(ctx: typer.Context, incomplete: str) -> Found:
    """Ids of targets."""
    yield from _named(ctx, "targets", incomplete)


def complete_groups(ctx: typer.Context, incomplete: str) -> Found:
    """Ids of groups of targets."""
    yield from _named(ctx, "groups", incomplete)


def complete_units(ctx: typer.Context, incomplete: str) -> Found:
    """Ids of units."""
    yield from _named(ctx, "units", incomplete)


def complete_tasks(ctx: typer.Context, incomplete: str) -> Found:
    """Ids of tasks."""
    yield from _named(ctx, "tasks", incomplete)


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
