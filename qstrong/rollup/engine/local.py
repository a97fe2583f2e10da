"""One process, or several of this machine: what the standard library has."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from qstrong.rollup.engine.run import Engine

P = ParamSpec("P")
T = TypeVar("T")
WORTH = 6
"""A process is started for so many plans: fewer are done sooner than it has started."""


class Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The result is there when this returns."""
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def cores() -> int:
    """How many processes this one may use at a time."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def local_engine(workers: int | None, jobs: int) -> Engine:
    """So many *workers*, else one for each core, but no more than *jobs* are worth; one is this process."""
    wanted = min(cores(), -(-jobs // WORTH)) if workers is None else min(workers, max(jobs, 1))
    if wanted <= 1:
        return Engine(Here, 1)
    return Engine(lambda: _pool(wanted), wanted)


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Processes that are begun anew: a fork would take half of a program with threads along."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _quiet() -> None:
    """^C is for the process that was started by hand: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
