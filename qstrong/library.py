"""A plan for scripts: what the commands say, as plain rows.

Everything here is what a command prints with `-f json`, from the same functions: rows are dicts whose keys
are those of the pages on JSON and export. Numbers are `int` or `Decimal`, exact (shares, which are
fractions, to 12 decimals); days and periods are texts, as in JSON; what isn't known is None. Each call makes
new rows: nothing that is done to them comes back.

Nothing is printed or written, no environment variable and no setting of the terminal has a say, and nothing
that stands in the data is ever run. Where a day isn't said it is the plan's `as_of`, else today.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from qstrong.reading import (
    DataRow,
    RequestError,
    UnreadablePlanError,
    all_problems,
    close_source,
    day_looked_from,
    language_of,
    source_of,
)
from qstrong.render.look import Look
from qstrong.text.numbers import json_number

if TYPE_CHECKING:
    from qstrong.assess.report import Report
    from qstrong.model.period import Period
    from qstrong.model.problem import Problem


def open_plan(path: str | os.PathLike[str], at: str | None = None, *, lang: str | None = None) -> OpenPlan:
    """The plan in the folder *path*, or in its `data`; *at* a revision of git as it stood there.

    *lang* is the language of titles, labels and messages: `zh` or `en`, else the plan's own. Raises
    `UnreadablePlanError` and `RevisionError`; `RequestError` for another language. What is wrong with filings
    raises nothing: see `OpenPlan.problems`.
    """
    from qstrong.cli.folder import plan_in

    return OpenPlan(plan_in(Path(path)), at, lang)


class OpenPlan:
    """A plan that was read: what it declares, what was filed, what is wrong with it. Made by `open_plan`.

    It has `id`, `title`, `start`, `end`, `synthetic`, `data_id`, `lang`, `folder` and `at`.
    """

    def __init__(self, folder: Path, at: str | None, lang: str | None) -> None:
        from qstrong.check.registry import blocks
        from qstrong.read.dataset import load

        self.folder = folder
        """The data folder, as it was named."""
        self.at = at
        """The revision that was read; None: what is on disk."""
        self._source = source_of(folder, at, language_of(lang, folder))
        self._loaded = load(self._source)
        dataset = self._loaded.dataset
        self.lang = language_of(lang, folder, dataset)
        """The language of titles, labels and messages."""
        found = all_problems(self._source, self._loaded, day_looked_from(dataset))
        if dataset is None or blocks(found):
            rows = self._rows(found)
            first = next((one for one in rows if one["severity"] == "error"), rows[0])
            raise UnreadablePlanError("{path}: {code} {message}".format_map(first), rows)
        plan = dataset.plan
        self.id: str = plan.id
        """The plan's id."""
        self.title: str = plan.title.say(self.lang)
        """The plan's title."""
        self.start, self.end = plan.start, plan.end
        """T0, the last day of the base period, and T1, by which the targets are to be reached."""
        self.synthetic: bool = plan.synthetic
        """Whether the data are made up."""
        self.data_id: str = dataset.data_id
        """What names exactly these data, as papers and JSON have it."""
        self._dataset = dataset
        self._look = Look(self.lang, statistics=plan.office.statistics)
        self._reports: dict[date, PlanReport] = {}

    def __repr__(self) -> str:
        return f"<qstrong plan {self.id} in {self.folder}{f' at {self.at}' if self.at else ''}>"

    def problems(self, day: date | str | None = None) -> list[DataRow]:
        """Every problem, as `validate -f json` has them; what is late or in the future goes by *day*.

        Paths begin with the folder as it was named. Raises `RequestError`.
        """
        return self._rows(all_problems(self._source, self._loaded, self._day(day)))

    def report(self, day: date | str | None = None) -> PlanReport:
        """Where all stands on a *day*, or when a period closes: `2026-10-30`, `2026Q3`.

        Only what was filed by then counts. Raises `RequestError`.
        """
        from qstrong.assess.assess import assess

        when = self._day(day)
        if when not in self._reports:
            self._reports[when] = PlanReport(assess(self._dataset, when), self._look, self.at)
        return self._reports[when]

    def diff(self, other: OpenPlan, day: date | str | None = None) -> DataRow:
        """What changed in meaning from this to the *other*, and what came of it: as `diff -f json` has it.

        Without a *day* each is looked at from its own. Raises `RequestError`.
        """
        return self.report(day).diff(other.report(day))

    def export(self, day: date | str | None = None) -> dict[str, list[DataRow]]:
        """Every table of `export` by its name, each a list of rows; datapackage.json tells their columns.

        Raises `RequestError`.
        """
        return self.report(day).export()

    def targets(self) -> list[DataRow]:
        """The targets as declared: the table `targets` of `export`. Where they stand is in the report."""
        return self.export()["targets"]

    def tasks(self) -> list[DataRow]:
        """The tasks as declared: the table `tasks` of `export`."""
        return self.export()["tasks"]

    def actions(self) -> list[DataRow]:
        """The actions with their states on the plan's day: the table `actions` of `export`."""
        return self.export()["actions"]

    def units(self) -> list[DataRow]:
        """The units as declared: the table `units` of `export`."""
        return self.export()["units"]

    def observations(self, day: date | str | None = None) -> list[DataRow]:
        """Every value filed by *day*, with whether it counts: the table `observations` of `export`."""
        return self.export(day)["observations"]

    def _day(self, stated: date | str | None) -> date:
        from qstrong.timeline.owed import day_meant

        if stated is None:
            return day_looked_from(self._dataset)
        try:
            return day_meant(self._dataset.plan, str(stated))
        except ValueError:
            raise RequestError(self._look.say("library_day", said=stated)) from None

    def _rows(self, found: tuple[Problem, ...]) -> list[DataRow]:
        from qstrong.read.places import locate
        from qstrong.render.findings.problems import Findings, as_json

        told = Findings(locate(found, self._source), prefix=self.folder.as_posix())
        said = as_json(told, self.lang)
        close_source(self._source)
        return _rows(said["problems"])


class PlanReport:
    """Where a plan's targets, tasks and units stand on a day. Made by `OpenPlan.report`."""

    def __init__(self, report: Report, look: Look, at: str | None) -> None:
        self.day: date = report.as_of
        """The day from which one looks."""
        self._report, self._look, self._at = report, look, at

    def __repr__(self) -> str:
        return f"<qstrong report of {self._report.dataset.plan.id} on {self.day}>"

    def summary(self) -> DataRow:
        """The plan, the method, counts, coverage and colour: `status -f json` but for its `targets`."""
        return {key: value for key, value in self.status().items() if key != "targets"}

    def status(self) -> DataRow:
        """All that `status -f json` has."""
        from qstrong.render.views.status import status_json

        return _row(status_json(self._report, self._report.targets, self._report.overall, self._look))

    def targets(self) -> list[DataRow]:
        """Each target with its value, gap, completion and status, as `status -f json` has it."""
        found: list[DataRow] = self.status()["targets"]
        return found

    def tasks(self) -> list[DataRow]:
        """Each task with the states of its actions, as `tasks -f json` has it."""
        from qstrong.render.views.tasks import tasks_json

        return _rows(tasks_json(self._report, self._report.dataset.tasks, self._look)["tasks"])

    def units(self, period: str | None = None) -> list[DataRow]:
        """What each unit owes and has filed for a *period*, as `units -f json` has it.

        Without one it is the filing in hand. Raises `RequestError` for what is no filing of the plan.
        """
        from qstrong.render.views.units import units_json
        from qstrong.timeline.duties import duties

        owing = list(duties(self._report.dataset, self._filing(period), self.day))
        return _rows(units_json(self._report, owing, self._look)["units"])

    def diff(self, other: PlanReport) -> DataRow:
        """What changed in meaning from this to the *other*, and what came of it: as `diff -f json` has it."""
        from qstrong.assess.compare import Comparison
        from qstrong.render.views.changes import Changes, changes_json

        here = self._look.say("diff_work_tree")
        found = Comparison(self._report, other._report)
        return _row(changes_json(Changes(found, self._look, self._at or here, other._at or here)))

    def export(self) -> dict[str, list[DataRow]]:
        """Every table of `export` by its name, each a list of rows; datapackage.json tells their columns."""
        from qstrong.render.export.columns import tables
        from qstrong.render.export.tables import json_rows

        made = tables(self._report, self._look.lang)
        return {table.name: _rows(json_rows(table)) for table in made}

    def _filing(self, stated: str | None) -> Period:
        from qstrong.timeline.inhand import filing_in_hand
        from qstrong.timeline.owed import filings_from

        plan = self._report.dataset.plan
        if stated is None:
            return filing_in_hand(self._report.dataset, self.day)
        try:
            period = plan.period(stated)
        except ValueError:
            raise RequestError(self._look.say("bad_period", text=stated)) from None
        near = filings_from(plan, period)
        if near[0].last != period.last:
            names = ", ".join(map(str, near))
            raise RequestError(self._look.say("no_such_filing", period=period, names=names))
        return near[0]


def _rows(found: object) -> list[DataRow]:
    """A list of objects of JSON as rows."""
    assert isinstance(found, list | tuple)
    return list(map(_row, found))


def _row(found: Mapping[str, object]) -> DataRow:
    return {key: _plain(one) for key, one in found.items()}


def _plain(value: object) -> object:
    """What JSON would have, with numbers as they are."""
    if isinstance(value, Decimal | Fraction):
        return json_number(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, str):
        return str(value)  # a unit of measure knows more
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
