"""One run of a command: the data it reads, the day it looks from, and where its output goes.

The clock, the environment and the terminal come in here and nowhere else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qstrong.cli.folder import find_data, opened
from qstrong.cli.options import Options
from qstrong.cli.writer import Writer
from qstrong.model.dataset import Dataset
from qstrong.model.period import Period
from qstrong.model.plan import Plan
from qstrong.model.problem import Problem
from qstrong.read.source import Source
from qstrong.render.document import Document
from qstrong.render.formats.register import OutputKind
from qstrong.text.language import LANGUAGES, period_short

if TYPE_CHECKING:
    from qstrong.assess.report import Report
    from qstrong.read.dataset import Loaded
    from qstrong.timeline.explained import Explanation


def today() -> date:
    """The calendar day, wherever one is."""
    return date.today()  # noqa: DTZ011


class Session(Writer):
    """The data of one run, read and checked; `report` is made when it is asked for."""

    def __init__(self, options: Options, kind: OutputKind = "document") -> None:
        super().__init__(options, kind)
        from qstrong.read.dataset import load
        from qstrong.read.source import cache_of, has_submodules, is_sparse

        self.check_day: date | None = None
        at, known_on = self.options.at, self.options.known_on
        folder = find_data(self.options.data)
        if folder is None and at:
            folder = Path("data")  # a bare repository has nothing to look for
        if not (at or known_on or (folder and os.path.lexists(folder))):
            from qstrong.cli.revision import kept_in_git

            folder = kept_in_git(folder, self.lang) or folder
        if folder is None:
            raise self.stop("no_data", 3)
        self.folder = folder
        found = opened(folder, cached=not (at or known_on or self.options.no_cache))
        self.source: Source = found
        if at or known_on:
            from qstrong.cli.revision import tree_at

            self.source = tree_at(folder, at or "HEAD", self.lang, known_on=known_on)
        elif is_sparse(folder) or has_submodules(folder):
            from qstrong.cli.revision import data_on_disk

            self.source = data_on_disk(found, self.lang)
        self.take(load(self.source))
        cache_of(self.source).save()

    def after(self, name: str) -> Session:
        """The session that follows on the writing of the filing *name*: no other file is read again."""
        from qstrong.read.dataset import load

        new = copy(self)
        vars(new).pop("problems", None)
        new.take(load(self.source, self.loaded, (name,)))
        return new

    def take(self, loaded: Loaded) -> None:
        """Check what was read."""
        from qstrong.check.registry import blocks
        from qstrong.checked import found_problems
        from qstrong.timeline.owed import day_of_plan

        self.loaded = loaded
        if loaded.dataset:
            plan = loaded.dataset.plan
            looked_from = self.kind == "findings"  # else --as-of is no day of the checks
            self.check_day = self._day(plan) if looked_from else day_of_plan(plan, today())
        self.found = found_problems(self.source, loaded, self.check_day)
        """What reading and checking found; most commands only count it."""
        self.dataset = None if blocks(self.found) else loaded.dataset
        if self.dataset:
            self.look = replace(self.look, statistics=self.dataset.plan.office.statistics)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What was found, with its places."""
        if not self.found:
            return ()
        from qstrong.read.places import locate

        return locate(self.found, self.source)

    @property
    def prefix(self) -> str:
        """The data folder as it is said from the working directory."""
        return self.prefix_from(Path.cwd())

    def prefix_from(self, root: Path) -> str:
        """The data folder as it is said from *root*."""
        return os.path.relpath(self.folder, root).replace(os.sep, "/")

    @property
    def files(self) -> int:
        """How many files were read."""
        return self.dataset.files if self.dataset else 0

    def data(self) -> Dataset:
        """The dataset; raises `StopError` (3) with the problems where the plan itself can't be used."""
        if self.dataset is None:
            raise self.unusable(self.problems, self.prefix, color=self.color(sys.stderr))
        return self.dataset

    def put_filing(self, name: str, text: str, expected: str | None, code: int = 2) -> None:
        """Make *text* the data's file *name*, see `replace_file`; raises `StopError` where it can't be."""
        from qstrong.cli.stop import not_written
        from qstrong.write.files.atomic import WriteError, replace_file

        try:
            replace_file(self.folder, name, text.encode(), expected)
        except WriteError as error:
            raise not_written(f"{self.prefix}/{name}", error, self.lang, code) from error

    def only_below(self, paths: list[Path]) -> tuple[Problem, ...]:
        """The problems in *paths*, or all where none is named."""
        if not paths:
            return self.problems
        wanted = [os.path.relpath(path.absolute(), self.folder.absolute()) for path in paths]
        return tuple(
            problem
            for problem in self.problems
            if any(path == "." or f"{problem.path}/".startswith(f"{path}/") for path in wanted)
        )

    def day(self) -> date:
        """The day from which one looks: --as-of, else the plan's, else today."""
        return self._day(self.data().plan)

    def _day(self, plan: Plan) -> date:
        from qstrong.timeline.owed import day_meant, day_of_plan

        stated = self.options.as_of
        if stated is None:
            return day_of_plan(plan, today())
        try:
            return day_meant(plan, stated)
        except ValueError:
            raise self.stop("bad_day", text=stated) from None

    def filing_period(self, stated: str | None, day: date) -> Period:
        """The filing that *stated* names; without it the one in hand on *day*."""
        from qstrong.timeline.inhand import filing_in_hand
        from qstrong.timeline.owed import filings_from

        plan = self.data().plan
        if not stated:
            return filing_in_hand(self.data(), day)
        period = self.stated_period(stated)
        near = filings_from(plan, period)
        if near[0].last != period.last:
            names = LANGUAGES[self.lang].listed(period_short(one, self.lang) for one in near)
            raise self.stop("no_such_filing", period=period, names=names)
        return near[0]

    def stated_period(self, text: str) -> Period:
        """The period of the plan's calendar that *text* is, of whatever length; raises `StopError` (2)."""
        try:
            return self.data().plan.period(text)
        except ValueError:
            raise self.stop("bad_period", text=text) from None

    def year(self, stated: str) -> Period:
        """The year of the plan that *stated* names: 2026, 2026/27; raises `StopError` (2)."""
        from qstrong.assess.year import years_of

        plan = self.data().plan
        years = years_of(plan)
        try:
            found = plan.period(stated)
        except ValueError:
            found = None
        if found not in years:
            names = ", ".join(map(self.look.year, years))
            raise self.stop("no_such_year", text=stated, names=names)
        return found

    def report(self) -> Report:
        """The report for that day."""
        from qstrong.assess.assess import assess

        return assess(self.data(), self.day())

    def explanations(self, period: Period) -> tuple[Explanation, ...]:
        """What is to be explained with the filing for *period*, and by whom."""
        from qstrong.assess.outstanding import unexplained

        return unexplained(self.report(), period)

    def answer(self, document: Document, json: Callable[[], object], own: object = None) -> int:
        """Write what a command has to say, see `write`; the exit code."""
        self.write(document, json, own)
        return self.finish()

    def finish(self) -> int:
        """The exit code; problems in filings are summed up on standard error."""
        errors = sum(problem.severity == "error" for problem in self.found)
        warnings = sum(problem.severity == "warning" for problem in self.found)
        if errors:
            self.err("problems_summary", errors=errors)
        elif warnings and self.options.strict:
            self.err("warnings_summary", warnings=warnings)
        return 1 if errors or (warnings and self.options.strict) else 0
