"""What was read and found valid, file by file: of each that is still the same, nothing is read again.

A file is the same where its size, its inode and both of its times are. Where they differ, or where it was
changed so shortly before it was read that a later change might not show in them, as git has it, its bytes are
read and compared by their digest. Only files without any problem are kept, and only what they hold: rules
and verdicts are made anew each time, and so is the list of files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qstrong.read.cache import file as files
from qstrong.read.source import FILINGS, PLAN_FILES, Folder, Stamp, UnreadableError

if TYPE_CHECKING:
    from qstrong.model.index import Offered

_Entry = tuple[Stamp | None, str, object]
"""A file's stamp where it can be relied on, what git calls its bytes, and what else its value depends on."""


class Store:
    """See `qstrong.read.source.Cache`: that of a folder, in *file*, or from now on there."""

    def __init__(self, folder: Folder, file: Path) -> None:
        self.folder, self.file = folder, file
        self.known: dict[str, _Entry] = {}
        """What is there from earlier runs; of filings, once the first of them is asked for."""
        self.values: dict[str, object] = {}
        """By file, what it came to: those of filings as they are, the others as JSON has them."""
        self.used: dict[str, tuple[_Entry, object]] = {}
        """What was found or kept in this run."""
        self.changed = False
        self._called: dict[str, Sequence[Offered]] = {}
        first, _, self._rest = (files.read(file) or b"").partition(b"\n")
        self._take(first, lambda found: found)

    def _take(self, line: bytes, made: Callable[..., Sequence[object]]) -> None:
        """Know what stands in a *line* of the file; *made* makes the values of it."""
        try:
            found = json.loads(line) if line else {}
            self._called |= found.pop("called", {})
            values = made(found.pop("values", []))
            for name, stamp, *rest in zip(*(found[key] for key in _KEYS if found), values, strict=True):
                self.known[name] = (tuple(stamp) if stamp else None, rest[0], rest[1])
                self.values[name] = rest[2]
        except Exception:  # noqa: BLE001 (whatever is wrong with it, it is nothing then)
            self.known.clear()

    def find(self, name: str, given: object = None) -> object:
        """See `Cache`."""
        is_filing = name.startswith(FILINGS)
        if is_filing and self._rest:
            from qstrong.read.cache.columns import filings_of

            self._take(self._rest, filings_of)
            self._rest = b""
        self.used.pop(name, None)
        entry = self.known.get(name)
        if entry is None or entry[2] != given or not (entry := self._same(name, entry)):
            return None
        value = self.values[name]
        if not is_filing:
            from qstrong.read.cache.plain import decoded

            try:
                value = decoded(value)
            except Exception:  # noqa: BLE001 (as above)
                return None
        self.used[name] = entry, value
        self.folder.named(name, entry[1])
        return value

    def called(self, part: str) -> Sequence[Offered] | None:
        """Ids and names of a *part* of the plan, without the classes that hold it; None: it must be read."""
        entries = ((name, self.known.get(name)) for name in PLAN_FILES)
        as_it_was = all(entry is not None and self._same(name, entry) for name, entry in entries)
        return self._called.get(part) if as_it_was else None

    def _same(self, name: str, entry: _Entry) -> _Entry | None:
        """The entry of a file that is as it was, with the stamp that it has now; None where it isn't."""
        stamp, blob, given = entry
        if stamp and stamp == self.folder.stamp(name):
            return entry
        try:
            self.folder.read(name)
        except UnreadableError:
            return None
        if self.folder.blob_id(name) != blob:
            return None
        now = self.folder.stamps.get(name)
        self.changed |= now != stamp
        return now, blob, given

    def keep(self, name: str, value: object, given: object = None) -> None:
        """See `Cache`."""
        self.used[name] = (self.folder.stamps.get(name), self.folder.blob_id(name), given), value
        self.changed = True

    def save(self) -> None:
        """See `Cache`."""
        same = self.used.keys() == self.known.keys() and not self._rest
        if not self.used or (same and not self.changed):
            return
        try:
            files.write(self.file, self._made())
        except Exception:  # noqa: BLE001 (what can't be kept is read again)
            return
        self.changed = False

    def _made(self) -> bytes:
        """What the file is to hold: a line for the plan's own files and the like, and one for the filings."""
        from qstrong.read.cache.columns import table
        from qstrong.read.cache.plain import encoded, named_parts

        lines = []
        makers: dict[bool, Callable[..., object]] = {
            False: lambda values: list(map(encoded, values)),
            True: table,
        }
        for filings, made in makers.items():
            names = [name for name in self.used if name.startswith(FILINGS) == filings]
            entries = [self.used[name] for name in names]
            columns = [names, *([one[0][k] for one in entries] for k in range(3))]
            found = {**dict(zip(_KEYS, columns, strict=True)), "values": made([one[1] for one in entries])}
            if not filings:
                plan = (self.used[name][1] if name in self.used else None for name in PLAN_FILES)
                found["called"] = named_parts(*plan)
            lines.append(json.dumps(found, ensure_ascii=False, separators=(",", ":")) if names else "")
        return "\n".join(lines).encode("utf-8", "surrogatepass")


_KEYS = ("names", "stamps", "ids", "given")
