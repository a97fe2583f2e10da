"""All that is wrong with data: above `read` and `check`, of which neither knows the other."""

from __future__ import annotations

from datetime import date

from qstrong.check.registry import settled_problems
from qstrong.model.problem import Problem
from qstrong.read.bulletins import check_bulletins
from qstrong.read.dataset import Loaded
from qstrong.read.source import Source


def found_problems(source: Source, loaded: Loaded, day: date | None) -> tuple[Problem, ...]:
    """What reading the data, reading its bulletins and the rules find on that *day*, without its places."""
    if loaded.dataset is None:
        return loaded.problems
    found = (*loaded.problems, *check_bulletins(source, loaded.dataset))
    return settled_problems(loaded.dataset, found, day)
