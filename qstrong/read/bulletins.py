"""data/bulletins: the office's own words for the bulletin of each period; all of it is optional."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qstrong.model.bulletin import BULLETINS, Bulletin, bulletin_path
from qstrong.model.dataset import Dataset
from qstrong.model.index import names_of
from qstrong.model.period import MONTHS, Period
from qstrong.model.problem import Problem
from qstrong.read.document import read_document, twin, unreadable
from qstrong.read.filing import period_of
from qstrong.read.progress import meant_by
from qstrong.read.source import FileKind, Source, UnreadableError, cache_of
from qstrong.text.catalogue import words_of
from qstrong.text.problems import guess, problem, problem_of_key

if TYPE_CHECKING:
    from qstrong.read.terms.classes import PointerStep


def load_bulletin(
    source: Source, period: Period, dataset: Dataset
) -> tuple[Bulletin | None, tuple[Problem, ...]]:
    """The words for the bulletin of *period*, or None where there are none or they have an error.

    Problems of the schema and of ids have their places once `locate` is run over them.
    """
    path = bulletin_path(period)
    try:
        there = dict(source.entries(BULLETINS))
    except UnreadableError as error:
        return None, (unreadable(error, BULLETINS),)
    if PurePosixPath(path).name not in there:
        return None, ()
    words, wrong = _words(source, path)
    unknown = tuple(_unknown(words, path, dataset)) if words else ()
    return (None if unknown else words), (*wrong, *unknown)


def _words(source: Source, path: str) -> tuple[Bulletin | None, tuple[Problem, ...]]:
    """What stands in a file, whatever the data are, and what is wrong with it."""
    cache = cache_of(source)
    if isinstance(found := cache.find(path), Bulletin):
        return found, ()
    parsed, wrong = read_document(source, path)
    if parsed is None:
        return None, tuple(wrong)
    from qstrong.read.schema import validate_tree

    checked = validate_tree(Bulletin, parsed, path)
    if checked.value and not (wrong or checked.problems):
        cache.keep(path, checked.value)
    return checked.value, (*wrong, *checked.problems)


def check_bulletins(source: Source, dataset: Dataset) -> tuple[Problem, ...]:
    """What is wrong with the files in bulletins, names first: for `validate`."""
    try:
        top = dict(source.entries(""))
        entries = source.entries(BULLETINS) if top.get(BULLETINS) == "folder" else []
    except UnreadableError as error:
        return (unreadable(error, BULLETINS),)
    if top.get(BULLETINS) not in (None, "folder"):
        return (problem("Q037", BULLETINS, name=BULLETINS),)
    beside = {name for name, _ in entries}
    return tuple(found for name, kind in entries for found in _entry(source, dataset, name, kind, beside))


def _entry(
    source: Source, dataset: Dataset, name: str, kind: FileKind, beside: set[str]
) -> Iterator[Problem]:
    path, stem, suffix = f"{BULLETINS}/{name}", PurePosixPath(name).stem, PurePosixPath(name).suffix
    period = period_of(stem)
    if name == "README.md" and kind == "file":
        return
    if kind == "folder" or suffix.lower() not in (".yaml", ".yml"):
        yield problem("Q003", path, name=name, hint=words_of("found_only_periods"))
    elif period is None or suffix != ".yaml":
        meant = f"{meant_by(name)}.yaml"
        hint = twin(source, path, meant) if meant in beside else words_of("found_only_periods")
        yield problem("Q008", path, name=name, hint=hint)
    elif period.months != MONTHS[dataset.plan.filing.every]:
        months = MONTHS[dataset.plan.filing.every]
        right = Period.ending(-(-period.last // months) * months, months)
        yield problem("Q161", path, period=period, right=f"{right}.yaml")
    else:
        yield from load_bulletin(source, period, dataset)[1]


def _unknown(bulletin: Bulletin, path: str, dataset: Dataset) -> Iterator[Problem]:
    """Indicators that there aren't."""
    from qstrong.read.schema import join

    known = names_of(dataset.targets)
    named: list[tuple[tuple[PointerStep, ...], str]] = [
        (("opinions", name), name) for name in bulletin.opinions
    ]
    named += [(("main", k), name) for k, name in enumerate(bulletin.main)]
    for place, name in named:
        if name not in known:
            say = problem_of_key if place[0] == "opinions" else problem
            yield say("Q160", path, join(place), name=name, guess=guess(name, known))
