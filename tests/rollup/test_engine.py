"""The same work wherever it is done: the same bytes, and no worker's end is the end of the run."""

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from qstrong.rollup.engine.local import Here, local_engine
from qstrong.rollup.engine.run import Engine, EngineError
from qstrong.rollup.listed import plan_tasks
from qstrong.rollup.pack import unpack
from qstrong.rollup.work import PlanDone, PlanJob, job_of
from tests.rollup.made import DAY, TODAY, done_of, plans_of, small_plans


def jobs_of(path: Path) -> list[PlanJob]:
    return [job_of(k, one, None) for k, one in enumerate(plan_tasks(plans_of(path), path, DAY, TODAY))]


def ordered(found: Sequence[PlanDone]) -> list[Any]:
    return [one.packed for one in sorted(found, key=lambda one: one.index)]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return small_plans(tmp_path, 9, "- {id: gone, name: 无, path: gone}\n")


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_say_what_one_says(workers: int, plans: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = list(local_engine(workers, 10).run(jobs_of(plans)))
    assert ordered(found) == ordered(done_of(plans))
    assert capfd.readouterr() == ("", "")


def test_threads_say_so_too(plans: Path) -> None:
    found = list(Engine(lambda: ThreadPoolExecutor(3), 3).run(jobs_of(plans)))
    assert ordered(found) == ordered(done_of(plans))


def test_few_plans_need_no_process() -> None:
    assert local_engine(None, 3).open_executor is Here
    assert local_engine(4, 1).open_executor is Here
    assert local_engine(4, 2).workers == 2


class Breaks(Executor):
    """Its worker ends with the job of that index, so often."""

    def __init__(self, index: int, times: list[int]) -> None:
        self.index, self.times = index, times

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.times[0] and any(job.index == self.index for job in args[0]):
            self.times[0] -= 1
            future.set_exception(BrokenExecutor("ended"))
        else:
            future.set_result(fn(*args))
        return future


@pytest.mark.parametrize(("times", "lost"), [(1, False), (2, True)])
def test_a_worker_that_ends_is_replaced(times: int, lost: bool, plans: Path) -> None:
    left = [times]
    found = list(Engine(lambda: Breaks(4, left), 2).run(jobs_of(plans)))
    assert sorted(one.index for one in found) == list(range(10))
    assert left == [0]
    each = {one.index: one for one in found}
    packed = each[4].packed
    assert packed
    unread = unpack(*packed).unread
    assert (unread.reason if unread else None) == ("lost" if lost else None)
    assert ordered([one for one in found if one.index != 4]) == [
        one.packed for one in done_of(plans) if one.index != 4
    ]


def test_an_executor_that_went_is_said(plans: Path) -> None:
    class Silent(Executor):
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            return Future()

    def ask() -> None:
        raise EngineError("rollup_gone", why="x")

    @contextmanager
    def opened() -> Iterator[Executor]:
        yield Silent()

    engine = Engine(opened, 2, ask)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qstrong.rollup.engine.run.wait", lambda sent, **_: (set(), sent))  # no time passes
        with pytest.raises(EngineError, match="rollup_gone"):
            list(engine.run(jobs_of(plans)))
