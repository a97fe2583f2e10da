"""Summaries that were made before, in a few files for each plans.yaml in the user's cache folder.

A summary is taken where what its data goes by is the same. A file has a line that says where each stands, and
the summaries as they were packed; it is put in place whole, and what is wrong with it is as if it weren't
there. Each plan has its part, so that one that changed doesn't have all of them written anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from qstrong.model.shapes.value import dataclass
from qstrong.read.cache import file as files

ENOUGH = 16 << 20
"""So many bytes are held at most until they are put in place."""


@dataclass(frozen=True, slots=True)
class _Kept:
    key: str
    """What the data went by."""
    head: bytes | memoryview
    targets: bytes | memoryview


class KeptSummaries:
    """Those of one plans.yaml; nothing is kept where *file* is None."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._known: dict[str, _Kept] = {}
        self._new: dict[str, _Kept] = {}
        self._size = 0
        for part in files.parts(file) if file else ():
            self._known |= _read(part)

    def key(self, name: str) -> str | None:
        """What the data of the plan *name* went by when its summary was kept."""
        found = self._known.get(name)
        return found.key if found else None

    def packed(self, name: str) -> tuple[bytes, bytes]:
        """The plan's summary and its targets, as they were packed."""
        found = self._known[name]
        return bytes(found.head), bytes(found.targets)

    def keep(self, name: str, key: str, packed: tuple[str, str]) -> None:
        """Keep the plan's summary, with others where there are many."""
        head, targets = (one.encode("utf-8", "surrogatepass") for one in packed)
        self._new[name] = _Kept(key, head, targets)
        self._size += len(head) + len(targets)
        if self._size > ENOUGH:
            self.save()

    def save(self, names: Collection[str] | None = None) -> None:
        """Keep all this for the next run, beside it only plans of *names*, else all; a failure is nothing."""
        new, self._new, self._size = self._new, {}, 0
        if self.file is None:
            return
        parts: dict[Path, dict[str, _Kept]] = defaultdict(dict)
        for name, one in new.items():
            parts[files.part_of(self.file, _digit(name))][name] = one
        for part, added in parts.items():
            held = {name: one for name, one in _read(part).items() if names is None or name in names}
            try:
                _write(part, held | added)
            except Exception:  # noqa: BLE001, S112 (what can't be kept is made again)
                continue


def _digit(name: str) -> str:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=1).hexdigest()[0]


def _read(file: Path) -> dict[str, _Kept]:
    """What is kept in *file*, by plan; nothing where anything is wrong with it."""
    whole, found = files.read(file) or b"", {}
    at, body = whole.find(b"\n") + 1, memoryview(whole)  # a slice of it is no copy
    try:
        index: dict[str, tuple[str, int, int]] = json.loads(whole[:at]) if at else {}
        for name, (key, head, targets) in index.items():
            found[name] = _Kept(key, body[at : at + head], body[at + head : at + head + targets])
            at += head + targets
    except Exception:  # noqa: BLE001 (whatever is wrong with it)
        return {}
    return found


def _write(file: Path, kept: dict[str, _Kept]) -> None:
    index = {name: (one.key, len(one.head), len(one.targets)) for name, one in kept.items()}
    first = json.dumps(index, separators=(",", ":")).encode() + b"\n"
    files.write(file, b"".join((first, *(part for one in kept.values() for part in (one.head, one.targets)))))
