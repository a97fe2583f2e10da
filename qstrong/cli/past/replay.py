"""A target's verdicts from commit to commit, as `log --status` tells them."""

from __future__ import annotations

from qstrong.assess.assess import alone, assess_alone
from qstrong.assess.report import TargetReport
from qstrong.check.registry import raises, unusable
from qstrong.history.known import Known
from qstrong.history.snapshots import Snapshots
from qstrong.model.dataset import Dataset
from qstrong.model.event import Commit
from qstrong.read.dataset import Loaded, load
from qstrong.read.source import PLAN_FILES
from qstrong.timeline.course import reporters


class Replay:
    """A target's verdicts from commit to commit: what is *known*, or as it was, isn't read again.

    Nor is what has no say.
    """

    def __init__(self, snapshots: Snapshots, name: str, units: set[str], known: Known) -> None:
        self.snapshots, self.name, self.known = snapshots, name, known
        self.units: set[str] | None = units
        """Those of whose filings some may be about the target; None: anybody's may have a say."""
        self.blobs: dict[str, str] = {}
        self.loaded = Loaded(None, ())
        self.unusable = False

    def report(self, commit: Commit) -> TargetReport | None:
        """What the target came to on the commit's day."""
        before = self.loaded.declared
        loaded = self._load(commit)
        if loaded.dataset is None:
            return None
        if loaded.declared is not before and self._widened(loaded.dataset):
            loaded = self._load(commit)
        dataset = loaded.dataset
        if dataset and (loaded.declared is not before or self.units is None):
            self.unusable = unusable(dataset, loaded.problems, commit.day)
        return None if dataset is None or self.unusable else assess_alone(dataset, self.name, commit.day)

    def _load(self, commit: Commit) -> Loaded:
        """The data at a commit."""
        snapshot = self.snapshots.at(commit.sha, self.units)
        before, now = self.blobs, {path: leaf.blob for path, leaf in snapshot.leaves.items()}
        read, known = self.loaded.filings, self.known
        found = (
            (path, read.get(path) if before.get(path) == blob else known.filing(path, blob))
            for path, blob in now.items()
        )
        plan, old = (tuple(some.get(name, "") for name in PLAN_FILES) for some in (now, before))
        declared = self.loaded.declared if plan == old else known.plan(plan)
        in_hand = Loaded(None, (), {path: one for path, one in found if one}, declared)
        self.loaded, self.blobs = load(snapshot, in_hand), now
        return self.loaded

    def _widened(self, dataset: Dataset) -> bool:
        """Whether more units' filings may have a say than were looked at."""
        if self.units is None:
            return False
        some = alone(dataset, self.name).targets
        if raises(dataset.plan) or any(one.indicator != self.name for one in some):
            self.units = None
            return True
        every = set().union(*(reporters(dataset, one.reporters).units for one in some))
        more = every - self.units
        self.units |= more
        return bool(more)
