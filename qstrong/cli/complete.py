"""What a shell completes: ids, with their names, and the choices of options."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from qstrong.model.base import Lang
    from qstrong.model.index import Offered
    from qstrong.read.source import Source

Found = Iterator[tuple[str, str]]


def _named(ctx: typer.Context, incomplete: str, *parts: str) -> Found:
    """What begins so of these *parts* of the plan in hand, which is opened once."""
    from qstrong.cli.folder import opened
    from qstrong.read.source import cache_of

    folder = _folder(ctx)
    if not folder:
        return
    lang = _lang(ctx, folder)
    source = opened(folder, cached=not ctx.params.get("no_cache"))
    known = {part: cache_of(source).called(part) for part in parts}
    if None in known.values():
        known = _offered(source)
    for part in parts:
        for name, texts in known.get(part) or ():
            if name.startswith(incomplete):
                yield name, texts[lang]


def _folder(ctx: typer.Context) -> Path | None:
    """The data folder; while it is being typed, some versions of the library have --data as a text."""
    from qstrong.cli.folder import find_data

    typed = ctx.params.get("data")
    return find_data(Path(typed) if typed else None)


def _lang(ctx: typer.Context, folder: Path | None) -> Lang:
    """The language in which the command that is being typed would speak."""
    from qstrong.cli.folder import spoken
    from qstrong.text.help import language

    return language(ctx.params.get("lang"), os.environ, spoken(folder))


def _offered(source: Source) -> dict[str, Sequence[Offered] | None]:
    """The same of a plan that must be read; nothing where it can't be."""
    from qstrong.model.index import offered
    from qstrong.read.dataset import load

    data = load(source, only_plan=True).dataset
    return {**offered(data.plan, data.targets, data.groups, data.tasks, data.units)} if data else {}


def complete_parts(*parts: str) -> Callable[[typer.Context, str], Found]:
    """The names in these *parts* of the plan, as `model.index.offered` has them."""

    def found(ctx: typer.Context, incomplete: str) -> Found:
        yield from _named(ctx, incomplete, *parts)

    return found


complete_groups = complete_parts("groups")
complete_units = complete_parts("units")
complete_tasks = complete_parts("tasks")
complete_periods = complete_parts("periods")
complete_what = complete_parts("targets", "actions")
"""What is filed."""
complete_unit_or_period = complete_parts("units", "periods")
"""With `--all` a period may stand in the place of a unit."""
anything = complete_parts("targets", "actions", "units")
"""Whatever `show` can show."""


def complete_years(ctx: typer.Context, incomplete: str) -> Found:
    """The years of those periods."""
    yield from dict.fromkeys((name[:4], "") for name, _ in complete_periods(ctx, incomplete[:4]))


def complete_revisions(ctx: typer.Context, incomplete: str) -> Found:
    """Branches and tags, and the latest commit."""
    from qstrong.history.git import GitError, git_text
    from qstrong.history.revisions import Repository

    words = ("for-each-ref", "--format=%(refname:short)%09%(subject)", "refs/heads", "refs/tags")
    try:
        repository = Repository.around(_folder(ctx) or Path())
        rows = git_text(repository.run(*words)).splitlines()
    except GitError:
        return
    for name, _, subject in (row.partition("\t") for row in ["HEAD\t", "HEAD~1\t", *rows]):
        if name.startswith(incomplete):
            yield name, subject


def complete_codes(ctx: typer.Context, incomplete: str) -> Found:
    """Codes of problems, with what they are called in the reader's language."""
    from qstrong.text.language import say
    from qstrong.text.problems import problem_catalogue

    lang = _lang(ctx, _folder(ctx))
    for code, entry in sorted(problem_catalogue().items()):
        if code.startswith(incomplete.upper()):
            yield code, say(entry["title"], lang)


_TABLES = {
    "tables": ("qstrong.render.export.columns", "TABLES"),
    "statuses": ("qstrong.assess.verdict", "STATUSES"),
    "action_statuses": ("qstrong.assess.actions", "PRESSING"),
    "states": ("qstrong.timeline.state", "DATA_STATES"),
    "kinds": ("qstrong.model.kinds", "KINDS"),
    "columns": ("qstrong.render.views.status", "COLUMNS"),
}
"""Where there are names for a command line to choose from: imported when a shell asks."""


def complete_table(name: str) -> Callable[[str], list[str]]:
    """The names of a table; where several may stand with commas, for the last of them."""

    def found(incomplete: str) -> list[str]:
        module, table = _TABLES[name]
        before, comma, last = incomplete.rpartition(",")
        choices: Iterable[str] = getattr(import_module(module), table)
        given = before.split(",")
        return [f"{before}{comma}{one}" for one in choices if one.startswith(last) and one not in given]

    return found


def complete_choice(*choices: str) -> Callable[[str], list[str]]:
    """The *choices* that begin so."""

    def found(incomplete: str) -> list[str]:
        return [one for one in choices if one.startswith(incomplete)]

    return found
