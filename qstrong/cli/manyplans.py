"""One run over many plans: what was kept, what is to be done and where, and the table that comes of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from qstrong.cli import session
from qstrong.cli.folder import cache_folder
from qstrong.cli.options import Options
from qstrong.cli.stop import StopError, bad_choice, not_installed
from qstrong.cli.writer import Writer
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.rollup.plans import ListedPlan
from qstrong.model.rollup.summary import Summary
from qstrong.model.rollup.table import Rollup, RollupView
from qstrong.model.shapes.value import dataclass
from qstrong.read.cache.file import file_for
from qstrong.rollup.engine.run import Engine, EngineError
from qstrong.rollup.kept import KeptSummaries
from qstrong.rollup.listed import placed, plan_tasks, read_plans
from qstrong.rollup.pack import unpack
from qstrong.rollup.places import PlanTask
from qstrong.rollup.table import TableMaker
from qstrong.rollup.tree import choose_plans
from qstrong.rollup.work import PlanDone, PlanJob, job_of, work
from qstrong.text.help import language

PLANS = "plans.yaml"
"""What the list of plans is called, where a folder is given."""


@dataclass(frozen=True, slots=True)
class Where:
    """At most one of them is given."""

    jobs: int | None
    """So many processes of this machine; one is this process."""
    workers: int | None
    """So many workers of a Dask cluster that is started for the run."""
    scheduler: str | None
    """The address of a Dask scheduler."""

    @contextmanager
    def engine(self, count: int, writer: Writer) -> Iterator[Engine]:
        """The engine for so many plans; raises `StopError`: (2) where Dask is missing, (4) where it fails."""
        if sum(one is not None for one in (self.jobs, self.workers, self.scheduler)) > 1:
            raise writer.stop("rollup_one_engine")
        if self.workers is None and self.scheduler is None:
            from qstrong.rollup.engine.local import local_engine

            yield local_engine(self.jobs, count)
            return
        from qstrong.rollup.engine.cluster import cluster_engine

        try:
            with cluster_engine(self.scheduler, self.workers, writer.err) as engine:
                yield engine
        except EngineError as error:
            raise writer.stop(error.key, 4, **error.words) from error
        except ImportError as error:
            if (error.name or "").partition(".")[0] not in ("distributed", "dask"):
                raise
            raise not_installed(error, "cluster", writer.lang) from error


class ManyPlans(Writer):
    """The plans of the file *path*, or of a folder's list; raises `StopError` (3) where it can't be read."""

    def __init__(self, options: Options, path: Path) -> None:
        super().__init__(options, "rollup")
        self.path = path = path / PLANS if path.is_dir() else path
        if not path.exists():
            raise self.stop("rollup_no_file", 3, path=path)
        file, found = read_plans(path)
        if file is not None and file.language:
            self.lang = language(options.lang, os.environ, file.language)
            self.look = replace(self.look, lang=self.lang)
        self.found = found
        if file is None:
            raise self._wrong(found)
        self.file = file
        self.today = session.today()

    def _wrong(self, problems: tuple[Problem, ...]) -> StopError:
        prefix = os.path.relpath(self.path.parent).replace(os.sep, "/")
        return self.unusable(problems, prefix, color=self.color(sys.stderr))

    def whole(self, option: str, text: str | None) -> int | None:
        """The number that an option says; raises `StopError` (2)."""
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) == int(text)):
            raise self.stop("rollup_bad_number", option=option, text=text)
        return int(text)

    def view(self, by: str, theme: str | None, lists: Mapping[str, bool]) -> RollupView:
        """What is to be shown; raises `StopError` (2) where two things are."""
        asked = [name for name, said in {"--theme": theme is not None, **lists}.items() if said]
        if len(asked) > 1:
            raise self.stop("rollup_one_view", names=", ".join(asked))
        named: dict[str, RollupView] = {
            "--theme": "one", "--reds": "reds", "--missing": "missing", "--changes": "changes",
        }  # fmt: skip
        return named[asked[0]] if asked else "theme" if by == "theme" else "group"

    def as_of(self) -> str:
        """The day, or the period, from which all plans are looked at; raises `StopError` (2)."""
        stated = self.options.as_of
        if stated is None:
            return (self.file.as_of or self.today).isoformat()
        try:
            return date.fromisoformat(stated).isoformat()
        except ValueError:
            pass
        for shift in (0, 3):  # 2024/25 is one where years don't begin in January
            try:
                Period.parse(stated, shift)
            except ValueError:
                continue
            return stated
        raise self.stop("rollup_bad_day", text=stated)

    def chosen(self, levels: Sequence[str], regions: Sequence[str]) -> list[ListedPlan]:
        """The plans that are asked for; raises `StopError` (2)."""
        regions_and_plans = (one.id for part in (self.file.regions, self.file.plans) for one in part)
        known = {
            "--level": dict.fromkeys(one.level for one in self.file.plans if one.level),
            "--region": dict.fromkeys(regions_and_plans),
        }
        for option, said in (("--level", levels), ("--region", regions)):
            for one in said:
                if one not in known[option]:
                    raise bad_choice(option, one, list(known[option])[:20], known[option], self.lang)
        found = choose_plans(self.file, levels, regions)
        if not found and self.file.plans:
            raise self.stop("rollup_nothing_chosen")
        return found

    def tabulate(
        self,
        view: RollupView,
        theme: str | None,
        where: Where,
        levels: Sequence[str],
        regions: Sequence[str],
        *,
        by_completion: bool,
    ) -> int:
        """Make the table and write it; the exit code."""
        from qstrong.render.rollup.data import rollup_json
        from qstrong.render.rollup.views import rollup_document

        day, plans = self.as_of(), self.chosen(levels, regions)
        maker = TableMaker(self.file, self.path.name, plans, view, theme)
        for plan, found in self._summaries(plans, day, where, targets=maker.needs_targets):
            maker.add(plan, found)
        table = maker.table(day, self.today, self.found, by_completion=by_completion)
        table = replace(table, problems=placed(table.problems, self.path))
        if theme is not None and not table.columns:
            raise self._no_theme(theme, maker)
        self.write(rollup_document(table, self.look), lambda: rollup_json(table, self.look), own=table)
        return self._code(table)

    def _no_theme(self, theme: str, maker: TableMaker) -> StopError:
        known = maker.known_themes()
        if not known:
            return self.stop("rollup_no_themes")
        return bad_choice("--theme", theme, known[:20], known, self.lang)

    def _summaries(
        self, plans: Sequence[ListedPlan], day: str, where: Where, *, targets: bool
    ) -> Iterator[tuple[ListedPlan, Summary]]:
        """Each plan with its summary, kept or made, with its *targets* where they are wanted."""
        folder = None if self.options.no_cache else cache_folder(os.environ)
        kept = KeptSummaries(file_for(folder, self.path) if folder else None)
        every = plan_tasks(self.file, self.path, day, self.today)
        tasks = {one.id: task for one, task in zip(self.file.plans, every, strict=True)}
        todo: list[PlanJob] = []
        for k, plan in enumerate(plans):
            job = job_of(k, tasks[plan.id], kept.key(plan.id))
            same = job.key is not None and job.key == job.known
            found = self._kept(kept, plan, targets=targets) if same else None
            if found:
                yield plan, found
            else:
                todo.append(replace(job, known=None) if same else job)
        try:
            with (
                where.engine(len(todo), self) as engine,
                self.following(engine.run(todo), len(todo), "rollup_reading") as shown,
            ):
                for done in shown:
                    plan = plans[done.index]
                    yield plan, self._made(kept, plan, tasks[plan.id], done, targets=targets)
        finally:  # what was done before ^C is not done again
            kept.save({one.id for one in self.file.plans})

    def _kept(self, kept: KeptSummaries, plan: ListedPlan, *, targets: bool) -> Summary | None:
        """The summary that was kept; None where it can't be read after all."""
        try:
            head, some = kept.packed(plan.id)
            return unpack(head, some) if targets else unpack(head)
        except Exception:  # noqa: BLE001 (whatever is wrong with it, it is nothing then)
            return None

    def _made(
        self, kept: KeptSummaries, plan: ListedPlan, task: PlanTask, done: PlanDone, *, targets: bool
    ) -> Summary:
        """The summary of a plan that a worker has done, kept from now on where that is any use."""
        if done.packed is None:
            if found := self._kept(kept, plan, targets=targets):
                return found
            (done,) = work([PlanJob(done.index, task)])
            assert done.packed
        if done.key:
            kept.keep(plan.id, done.key, done.packed)
        return unpack(*done.packed) if targets else unpack(done.packed[0])

    def _code(self, table: Rollup) -> int:
        """The exit code; what is wrong is summed up on standard error."""
        if table.problems:
            sys.stderr.write(self._wrong(table.problems).message + "\n")
        summaries = [one.summary for one in (*table.rows, *table.left_out) if one.summary]
        wrong = sum(one.unread is not None or one.errors > 0 for one in summaries)
        if wrong:
            self.err("rollup_errors", n=wrong)
        if wrong or any(one.severity == "error" for one in table.problems):
            return 1
        warned = table.problems or any(one.warnings for one in summaries)
        return 1 if warned and self.options.strict else 0
