"""Jobs through an executor: in chunks, a few of them waiting at a time, each yielded once it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager
from itertools import islice

from qstrong.rollup.work import PlanDone, PlanJob, lost, work

CHUNK = 8
"""At most so many jobs are sent at once: few enough that ^C and a lost worker cost little."""
WAITING = 3
"""So many chunks for each worker are under way."""
MOST_LOST = 5
"""So many plans whose workers ended are given up one by one; then all that are left."""
SECONDS = 5
"""How often one asks whether the executor is still there, where nothing comes back."""


class EngineError(Exception):
    """The executor itself failed: nothing more will come. `key` is the word that says why, with *words*."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key, self.words = key, words


class Engine:
    """Where jobs are done. *open_executor* gives a new executor, which is closed with its context."""

    def __init__(
        self,
        open_executor: Callable[[], AbstractContextManager[Executor]],
        workers: int,
        ask: Callable[[], None] = lambda: None,
    ) -> None:
        self.open_executor, self.workers = open_executor, workers
        self.ask = ask
        """Raises `EngineError` where the executor has gone."""

    def run(self, jobs: Sequence[PlanJob]) -> Iterator[PlanDone]:
        """Each of *jobs* done, as they come."""
        size = max(1, min(CHUNK, len(jobs) // (self.workers * WAITING)))
        every = room = self.workers * WAITING
        left: dict[int, PlanJob] = {one.index: one for one in jobs}
        given_up = 0
        while left and given_up < MOST_LOST:
            with self.open_executor() as executor:
                try:
                    for done in self._through(executor, chunks(list(left.values()), size), room):
                        del left[done.index]
                        yield done
                except BrokenExecutor:
                    # first each job by itself, then one at a time: so it shows whose fault it is
                    if room == 1:
                        yield lost(left.pop(next(iter(left))))
                        given_up, room = given_up + 1, every
                    elif size == 1:
                        room = 1
                    size = 1
        yield from (lost(one) for one in left.values())

    def _through(self, executor: Executor, waiting: Iterator[list[PlanJob]], room: int) -> Iterator[PlanDone]:
        sent: set[Future[list[PlanDone]]] = set()
        try:
            while True:
                for chunk in islice(waiting, room - len(sent)):
                    sent.add(executor.submit(work, chunk))
                if not sent:
                    return
                done, sent = wait(sent, timeout=SECONDS, return_when=FIRST_COMPLETED)
                if not done:
                    self.ask()
                for one in done:
                    yield from one.result()
        except CancelledError as error:
            self.ask()
            raise EngineError("rollup_lost") from error
        finally:
            for each in sent:
                each.cancel()


def chunks(jobs: Iterable[PlanJob], size: int) -> Iterator[list[PlanJob]]:
    """*jobs*, so many at a time."""
    left = iter(jobs)
    while chunk := list(islice(left, size)):
        yield chunk
