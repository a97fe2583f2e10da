"""What a worker does: jobs to summaries, packed. It prints nothing; whatever goes wrong is a plan's row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from qstrong import __version__
from qstrong.history.git import GitError
from qstrong.model.base import Text
from qstrong.model.rollup.summary import SUMMARY, Summary, Unread, UnreadPlan
from qstrong.model.shapes.value import dataclass
from qstrong.rollup.pack import pack
from qstrong.rollup.places import NoFolderError, PlanTask, folder_key, opened_plan, tree_key
from qstrong.rollup.summarise import asked_day, summarise
from qstrong.text import families
from qstrong.text.catalogue import words_of


@dataclass(frozen=True, slots=True)
class PlanJob:
    """A task as a worker gets it."""

    index: int
    """Which plan it is of."""
    task: PlanTask
    key: str | None = None
    """What the data goes by, where that is known already."""
    known: str | None = None
    """What the data went by when its summary was kept: then it need not be made again."""


@dataclass(frozen=True, slots=True)
class PlanDone:
    """What came of a job."""

    index: int
    key: str | None
    """What the data goes by; None: its summary can't be kept."""
    packed: tuple[str, str] | None
    """The summary and its targets, see `qstrong.rollup.pack`; None: the kept one holds."""


def work(jobs: Sequence[PlanJob]) -> list[PlanDone]:
    """Each job done, in their order; never raises."""
    return [_done(one) for one in jobs]


def _done(job: PlanJob) -> PlanDone:
    key = job.key
    try:
        if key is None and job.task.revision is not None:
            key = whole_key(job.task, tree_key(job.task))
            if key == job.known:
                return PlanDone(job.index, key, None)
        with opened_plan(job.task) as source:
            found = summarise(source, job.task.as_of, job.task.today)
    except NoFolderError:
        key, found = None, _unread(job.task, "folder", Text(zh=job.task.place))
    except GitError as error:
        key, found = None, _unread(job.task, "git", git_words(error), error.reason)
    except Exception as error:  # noqa: BLE001 (one plan's misfortune is never the others')
        key, found = None, _unread(job.task, "failed", Text(zh=f"{type(error).__name__}: {error}"))
    return PlanDone(job.index, key, pack(found))


def git_words(error: GitError) -> Text:
    """What git can't do, in words."""
    if error.reason == "no_repository":
        return words_of("rollup_no_repository")
    return words_of(families.GIT.key(error.reason), detail=error.detail)


def _unread(task: PlanTask, why: Unread, detail: Text, code: str = "") -> Summary:
    return Summary(asked_day(task.as_of, task.today), UnreadPlan(why, detail, code))


def lost(job: PlanJob) -> PlanDone:
    """What comes of a job whose workers ended, one after the other."""
    return PlanDone(job.index, None, pack(_unread(job.task, "lost", Text())))


def job_of(index: int, task: PlanTask, known: str | None) -> PlanJob:
    """The job of a plan; what the data goes by is found out here where it is in a folder on disk."""
    found = folder_key(task.place) if task.revision is None else None
    return PlanJob(index, task, whole_key(task, found) if found else None, known)


def whole_key(task: PlanTask, data: str) -> str:
    """What a summary goes by: the data, the day, and the program that makes it."""
    said = (task.maker, task.as_of, task.today.isoformat(), task.place, data)
    return blake2b("\0".join(said).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


@cache
def program() -> str:
    """The program: its version, the summary's, and its own files, which in a checkout change before that."""
    top = Path(__file__).parents[1]
    said = [__version__, str(SUMMARY)]
    for path in sorted(top.rglob("*")):
        apart = path.relative_to(top).parts[0] in ("cli", "render", "write")
        if path.suffix in (".py", ".toml") and not apart:
            about = path.stat()
            said.append(f"{path.relative_to(top).as_posix()} {about.st_size} {about.st_mtime_ns}")
    return blake2b("\n".join(said).encode(), digest_size=12).hexdigest()
