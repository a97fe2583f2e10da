"""Summaries that were made before, in one file for each plans.yaml in the user's cache folder.

A summary is taken where what its data goes by is the same. The file has a line that says where each stands,
and the summaries as they were packed; it is put in place whole, and what is wrong with it is as if it weren't
there.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from qstrong.read.cache import file as files

_Place = tuple[str, int, int]
"""What the data went by, and how long the two lines are."""


class KeptSummaries:
    """Those of one plans.yaml; nothing is kept where *file* is None."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._places: dict[str, tuple[str, int, int, int]] = {}
        self._new: dict[str, tuple[str, bytes, bytes]] = {}
        self._body = b""
        body = (files.read(file) if file else None) or b""
        first = body.find(b"\n") + 1
        try:
            at = first
            index: dict[str, _Place] = json.loads(body[:first]) if first else {}
            for name, (key, head, targets) in index.items():
                self._places[name] = (key, at, at + head, at + head + targets)
                at += head + targets
            self._body = body
        except Exception:  # noqa: BLE001 (whatever is wrong with it, it is nothing then)
            self._places.clear()

    def key(self, name: str) -> str | None:
        """What the data of the plan *name* went by when its summary was kept."""
        found = self._places.get(name)
        return found[0] if found else None

    def packed(self, name: str) -> tuple[bytes, bytes]:
        """The plan's summary and its targets, as they were packed."""
        _, start, middle, end = self._places[name]
        return self._body[start:middle], self._body[middle:end]

    def drop(self, name: str) -> None:
        """Forget what can't be read after all."""
        self._places.pop(name, None)

    def keep(self, name: str, key: str, packed: tuple[str, str]) -> None:
        """Keep the plan's summary."""
        head, targets = (one.encode("utf-8", "surrogatepass") for one in packed)
        self._new[name] = key, head, targets

    def save(self, names: Collection[str]) -> None:
        """Keep all this for the next run, of the plans *names* alone; a failure is nothing."""
        if self.file is None or not self._new:
            return
        index: dict[str, _Place] = {}
        parts: list[bytes | memoryview] = []
        before = memoryview(self._body)  # a slice of it is no copy
        for name in names:
            if name in self._new:
                key, *two = self._new[name]
                index[name] = key, len(two[0]), len(two[1])
                parts += two
            elif name in self._places:
                key, start, middle, end = self._places[name]
                index[name] = key, middle - start, end - middle
                parts.append(before[start:end])
        head = json.dumps(index, separators=(",", ":")).encode() + b"\n"
        try:
            files.write(self.file, b"".join((head, *parts)))
        except Exception:  # noqa: BLE001 (what can't be kept is made again)
            return
