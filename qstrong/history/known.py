"""What is in hand of a data folder: most of what git holds of it, at whatever commit, is still the same."""

from __future__ import annotations

from collections.abc import Callable

from qstrong.read.dataset import Loaded, PlanRead
from qstrong.read.filing import ReadFiling
from qstrong.read.source import PLAN_FILES, Source


class Known:
    """What the files of *source* came to, by what git calls their contents: such needn't be read again."""

    def __init__(self, source: Source, loaded: Loaded) -> None:
        self.loaded = loaded
        self.named: Callable[[str], str] | None = getattr(source, "blob_id", None)

    def filing(self, path: str, blob: str) -> ReadFiling | None:
        """What the filing *path* comes to where it holds *blob*; None where that isn't known."""
        found = self.loaded.filings.get(path)
        return found if found and found.filing and self._is(path, blob) else None

    def plan(self, blobs: tuple[str, ...]) -> PlanRead | None:
        """What the plan's own files come to where they hold *blobs*; None where that isn't known."""
        same = self.loaded.dataset is not None and all(map(self._is, PLAN_FILES, blobs))
        return self.loaded.declared if same else None

    def _is(self, path: str, blob: str) -> bool:
        return self.named is not None and self.named(path) == blob
