"""What a rule is: a function from what is known to problems, under the code that it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from qstrong.model.base import Text
from qstrong.model.dataset import Dataset, entry_pointer, filing_path
from qstrong.model.filing import Filing
from qstrong.model.index import index
from qstrong.model.plan import AnyTarget
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Unit
from qstrong.text.catalogue import words_of
from qstrong.text.language import listed
from qstrong.text.problems import problem
from qstrong.timeline.computed import vintages
from qstrong.timeline.owed import first_month, last_month, own_plan
from qstrong.timeline.values import Entry
from qstrong.timeline.vintages import Vintages

TARGETS, TASKS, UNITS = "targets.yaml", "tasks.yaml", "units.yaml"


@dataclass(frozen=True, slots=True)
class Context:
    """What rules look at: the dataset, with all that was ever filed."""

    dataset: Dataset
    known: Vintages
    targets: Mapping[str, AnyTarget]
    units: Mapping[str, Unit]
    day: date | None
    """The day from which one looks; without one nothing is in the future, and nothing overdue."""

    @classmethod
    def of(cls, dataset: Dataset, day: date | None = None) -> Context:
        """The context of *dataset*; filings count whatever the day, so that none goes unchecked."""
        found = index(dataset)
        return cls(dataset, vintages(dataset, date.max), found.targets, found.units, day)

    @property
    def indicators(self) -> tuple[AnyTarget, ...]:
        """The targets under whose ids values are filed: none `of` another, and none that is computed."""
        return tuple(one for one in self.dataset.targets if not one.of and not one.computed)

    def in_plan(self, target: AnyTarget, month: int) -> bool:
        """Whether a period that ends with *month* is within the target's time."""
        own = own_plan(self.dataset.plan, target)
        return first_month(own) < month <= last_month(own)

    def at_entry(self, code: str, entry: Entry, key: str, /, **words: object) -> Problem:
        """The problem *code* at the *key* of an observation."""
        pointer = entry_pointer(self.dataset, entry.filing, "observations", entry.index)
        return at_place(code, entry.filing, pointer, key, **words)

    def target_name(self, name: str) -> Text:
        """The official name of the target *name*, or the id itself where there is none."""
        return self.targets[name].name if name in self.targets else Text(zh=name)

    def unit_name(self, name: str) -> Text:
        """The official name of the unit *name*, or the id itself where there is none."""
        return self.units[name].name if name in self.units else Text(zh=name)

    def unit_names(self, names: tuple[str, ...]) -> Text:
        """Several units' official names, one after the other."""
        return listed(map(self.unit_name, names))


RuleOnPlan = Callable[[Dataset], Iterator[Problem]]
"""Looks at the plan's own files."""
RuleOnFilings = Callable[[Context], Iterator[Problem]]
"""Looks at what was filed; runs wherever the plan's own time makes sense."""


def at_target(code: str, i: int, target: AnyTarget, place: str, /, **words: object) -> Problem:
    """A problem at a *place* of a target, the *i*-th of its file."""
    return problem(code, TARGETS, f"targets/{i}/{place}", name=target.name, **words)


def at_place(code: str, filing: Filing, pointer: str, key: str, /, **words: object) -> Problem:
    """The problem *code* at the *key* of the entry of *filing* that stands at *pointer*."""
    return problem(code, filing_path(filing.unit, filing.period), f"{pointer}/{key}", **words)


def nth(pointer: str, path: str = "") -> Text:
    """An item of a list as people count: `targets/0` is targets 第 1 项."""
    part, _, index = pointer.rpartition("/")
    n = int(index) + 1
    return words_of("found_nth", path=f"{path}{part}", n=n)
