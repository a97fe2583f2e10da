"""How severe a problem is, once the plan and the filings have had their say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from qstrong.check.rule import TARGETS
from qstrong.model.dataset import Dataset, filing_path, placed_entries
from qstrong.model.filing import Explained
from qstrong.model.problem import Problem
from qstrong.text.problems import problem, problem_catalogue, problem_of_key


def settle(dataset: Dataset, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """*problems* without those that a filing accepts or the plan switches off, at the plan's severities.

    An error stays one: what voids a value is the method's to say. An `accept` or a `severity` that
    changes nothing is a problem itself (Q505 … Q507, Q613).
    """
    found = list(problems)
    kept = [*_accepted(dataset, found), *_settings(dataset)]
    levels = dataset.plan.severity
    return tuple(
        _at_level(one, levels[one.code].level) if one.code in levels else one
        for one in kept
        if one.severity == "error" or one.code not in levels or levels[one.code].level != "off"
    )


def _at_level(one: Problem, level: str) -> Problem:
    if one.severity == "error" or level not in ("error", "warning", "note"):
        return one
    return replace(one, severity=level)  # type: ignore[arg-type]


def _settings(dataset: Dataset) -> Iterator[Problem]:
    for code in dataset.plan.severity:
        entry = problem_catalogue().get(code)
        if entry is None or entry["severity"] == "error":
            kind = "Q613" if entry else "Q617"
            yield problem_of_key(kind, TARGETS, f"plan/severity/{code}", code=code)


def _accepted(dataset: Dataset, problems: list[Problem]) -> Iterator[Problem]:
    """What isn't accepted, and what is wrong with the accepting."""
    accepted: dict[tuple[str, str], set[str]] = {}
    for path, pointer, entry in _accepting(dataset):
        found = {
            one.code: one.severity for one in problems if one.path == path and _inside(one.pointer, pointer)
        }
        for k, code in enumerate(entry.accept):
            severity = found.get(code)
            if severity is None or severity == "error":
                wrong = "Q505" if severity is None else "Q507"
                yield problem(wrong, path, f"{pointer}/accept/{k}", code=code)
        if entry.accept_reason is None:
            yield problem("Q506", path, f"{pointer}/accept", codes=", ".join(entry.accept))
        else:
            accepted[path, pointer] = set(entry.accept)
    by_path: dict[str, dict[str, set[str]]] = {}
    for (path, pointer), codes in accepted.items():
        by_path.setdefault(path, {})[pointer] = codes
    for one in problems:
        entries = by_path.get(one.path, {})
        codes = entries.get("/".join(one.pointer.split("/")[:2]), set())
        if one.severity == "error" or one.code not in codes:
            yield one


def _inside(pointer: str, entry: str) -> bool:
    return pointer == entry or pointer.startswith(f"{entry}/")


def _accepting(dataset: Dataset) -> Iterator[tuple[str, str, Explained]]:
    """The entries that accept something, each with its file and its place there."""
    for filing, pointer, entry in placed_entries(dataset, attrgetter("accept")):
        yield filing_path(filing.unit, filing.period), pointer, entry
