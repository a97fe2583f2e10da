"""Recording: one value, or one action's report, into the text of a filing; and what would come of it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath

from qstrong.check.registry import settled_problems
from qstrong.model.filing import PARTS, SUBJECTS, Part
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.read.dataset import Loaded, load
from qstrong.read.filing import period_of
from qstrong.read.places import locate
from qstrong.read.source import FileKind, Source, UnreadableError, most_bytes
from qstrong.read.strict import YamlMapping, YamlTree, decode, parse
from qstrong.write.filing.edit import BOM, EditError, append, remove, set_keys
from qstrong.write.filing.scalar import Value, value


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one indicator's period, or of one action. Keys that are None are taken away."""

    part: Part
    subject: str
    keys: Mapping[str, Value | None]
    period: Period | None = None
    """Where the value is for another period than the filing's."""
    removed: bool = False
    """Whether all that was filed of it is taken back."""


def read_text(source: Source, name: str) -> str | None:
    """The text of the file *name*, with its byte order mark; None where it isn't there.

    Raises `EditError` where it is there and can't be edited.
    """
    try:
        data = source.read(name)
    except UnreadableError as error:
        if error.reason == "gone":
            return None
        raise EditError(error.reason) from error
    if parse(data).faults:
        raise EditError("the file has errors")
    return (BOM if data.startswith(BOM.encode()) else "") + decode(data)


def begun(unit: str, period: Period, filed: date) -> str:
    """The first lines of a new filing."""
    return f"unit: {unit}\nperiod: {period}\nfiled: {filed.isoformat()}\n"


def recorded(text: str, period: Period, answer: Answer) -> str:
    """*text*, the filing for *period*, with *answer* in its entry, else in a new one; raises `EditError`."""
    index = find_entry(text, period, answer)
    if answer.removed:
        return text if index is None else remove(text, answer.part, index)
    if index is not None:
        return set_keys(text, answer.keys, answer.part, index)
    entry: dict[str, Value] = {SUBJECTS[answer.part]: answer.subject}
    if answer.period and answer.period.last != period.last:
        entry["period"] = str(answer.period)
    entry |= {key: new for key, new in answer.keys.items() if new is not None}
    return append(text, answer.part, entry)


def accepted(text: str, questions: Iterable[Problem], reason: str) -> str:
    """*text* with a yes to *questions* about its entries, and the *reason* for it; raises `EditError`."""
    codes: dict[tuple[Part, int], list[str]] = {}
    for one in questions:
        for part in PARTS:
            if one.pointer.startswith(f"{part}/"):
                codes.setdefault((part, int(one.pointer.split("/")[1])), []).append(one.code)
    for (part, index), mine in codes.items():
        entry = _entry(text, part, index)
        old, why = entry.get("accept"), entry.get("accept_reason")
        stood = old if isinstance(old, list) else [old]
        every = dict.fromkeys([*(one for one in stood if isinstance(one, str)), *mine])
        said: dict[str, Value | None] = {
            "accept": [*every],
            "accept_reason": why if isinstance(why, str) else reason,
        }
        text = set_keys(text, said, part, index)
    return text


def find_entry(text: str, period: Period, answer: Answer) -> int | None:
    """Where the entry stands that *answer* is about; None where there is none yet."""
    wanted = (answer.period or period).last
    for k, entry in enumerate(_entries(text, answer.part)):
        if isinstance(entry, dict) and entry.get(SUBJECTS[answer.part]) == answer.subject:
            covers = period_of(entry.get("period")) or period
            if answer.part == "actions" or covers.last == wanted:
                return k
    return None


def _entries(text: str, part: Part) -> list[YamlTree]:
    tree = parse(text.encode()).tree
    entries = tree.get(part) if isinstance(tree, dict) else None
    return entries if isinstance(entries, list) else []


def _entry(text: str, part: Part, index: int) -> YamlMapping:
    found = _entries(text, part)[index]
    return found if isinstance(found, dict) else {}


def stands(text: str, period: Period, answer: Answer) -> YamlMapping:
    """What the entry that *answer* is about says now; empty where there is none."""
    index = find_entry(text, period, answer)
    return dict(_entry(text, answer.part, index)) if index is not None else {}


def unfit(given: Value) -> bool:
    """Whether a filing can't hold this text: it has characters that hide, reorder, or aren't any."""
    try:
        return bool(parse(f"a: {value(given)}".encode()).faults)
    except UnicodeEncodeError:
        return True


def dated(text: str, filed: date, *, anew: bool = False) -> str:
    """*text* with its day of filing, where it has none yet, or is to get another one; raises `EditError`."""
    tree = parse(text.encode()).tree
    if not anew and isinstance(tree, dict) and tree.get("filed"):
        return text
    return set_keys(text, {"filed": filed.isoformat()})


class _Overlay:
    """*base* with *files* (name to bytes) over it; see `qstrong.read.source.Source`."""

    def __init__(self, base: Source, files: Mapping[str, bytes]) -> None:
        self.base, self.files = base, dict(files)

    def entries(self, folder: str) -> list[tuple[str, FileKind]]:
        """The base's names, and those of the files over it with their folders."""
        found = dict(self.base.entries(folder))
        for name in self.files:
            parts = PurePosixPath(name).parts
            above = PurePosixPath(folder).parts
            if parts[: len(above)] == above and len(parts) > len(above):
                found[parts[len(above)]] = "file" if len(parts) == len(above) + 1 else "folder"
        return sorted(found.items())

    def read(self, name: str) -> bytes:
        """The bytes of a file over the base, else the base's."""
        if name not in self.files:
            return self.base.read(name)
        if len(self.files[name]) > most_bytes(name):
            raise UnreadableError("large")
        return self.files[name]


def problems_with(source: Source, known: Loaded, name: str, text: str, day: date) -> tuple[Problem, ...]:
    """What would be wrong with the data, were *text* the file *name*; the other files are *known*."""
    over = _Overlay(source, {name: text.encode()})
    return problems_of(over, load(over, known, (name,)), day)


def problems_of(source: Source, loaded: Loaded, day: date) -> tuple[Problem, ...]:
    """What is wrong with the data that were *loaded* from *source*."""
    found = settled_problems(loaded.dataset, loaded.problems, day) if loaded.dataset else loaded.problems
    return locate(found, source)


def beyond(found: Iterable[Problem], known: Iterable[Problem]) -> tuple[Problem, ...]:
    """What of *found* isn't among the *known*, wherever in its file it has moved to."""
    before = Counter(map(_key, known))
    new = []
    for one in found:
        if before[_key(one)]:
            before[_key(one)] -= 1
        else:
            new.append(one)
    return tuple(new)


def is_gap(one: Problem, name: str) -> bool:
    """Whether it only says that something in the file *name* is still to be filled in."""
    return one.path == name and one.code == "Q103"


def _key(one: Problem) -> tuple[str, str, str, str]:
    record = one.place.record if one.place else ""
    return one.code, one.path, record, one.message.zh


def unified(before: str, after: str, name: str) -> list[str]:
    """The difference of two texts of the file *name*, as git shows it."""
    rows = difflib.unified_diff(
        before.lstrip(BOM).splitlines(), after.lstrip(BOM).splitlines(), f"a/{name}", f"b/{name}", lineterm=""
    )
    return list(rows)
