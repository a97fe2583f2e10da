"""The top of a data folder: the plan's files, what belongs beside them, and nothing of git's own; its id."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

from qstrong.model.base import Text
from qstrong.model.bulletin import BULLETINS
from qstrong.model.problem import Problem
from qstrong.read.document import twin
from qstrong.read.progress import PROGRESS
from qstrong.read.source import PLAN_FILES, FileKind, Source, UnreadableError
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem

TARGETS, TASKS, UNITS = PLAN_FILES
READ = (*PLAN_FILES, PROGRESS, BULLETINS)
"""What of a data folder is ever read."""
BESIDE: Mapping[str, FileKind] = {"schemas": "folder"}
"""What may stand beside what is read, as any README."""
GITS = ("head", "config", "objects", "refs")
"""By these names, in any case, git knows a repository, and runs what its config says."""


def check_top(source: Source, there: Mapping[str, FileKind], known: tuple[str, ...]) -> Iterator[Problem]:
    """Q050: a name of those *there* that isn't among the *known*. Q051: one of git's own.

    Where the folder is the top of a repository, other names aren't the data's concern.
    """
    is_top = getattr(source, "is_top", False)
    for name, kind in there.items():
        if name.lower() in GITS:
            yield problem("Q051", name, name=name)
        elif not (is_top or name in known or BESIDE.get(name) == kind or _is_readme(name, kind)):
            yield problem("Q050", name, name=name, hint=_meant(source, there, name, known))


def _meant(source: Source, there: Mapping[str, FileKind], name: str, known: tuple[str, ...]) -> Text | None:
    """Which of the *known* names is meant, and what to do where that is there already."""
    from difflib import get_close_matches

    near = next(iter(get_close_matches(name.lower(), known, n=1, cutoff=0.75)), None)
    if near is None:
        return None
    if near not in there:
        return words_of("found_near", name=near)
    return twin(source, name, near) if there[name] == there[near] == "file" else None


def _is_readme(name: str, kind: FileKind) -> bool:
    return kind == "file" and name.upper().startswith("README")


def data_id(source: Source, listed: Mapping[str, Sequence[tuple[str, FileKind]]] = {}) -> str:
    """What the data go by: the first 12 hexadecimal digits of a SHA-256 over each file's path and git name.

    So a folder and a git tree with the same bytes have the same; empty where a source can't name its files.
    What is *listed* already, by folder, isn't listed again.
    """
    named: Callable[[str], str] | None = getattr(source, "blob_id", None)
    if named is None:
        return ""
    made = sha256()
    for path in sorted(_data_files(source, listed), key=os.fsencode):
        try:
            name = named(path)
        except UnreadableError as error:
            name = error.reason
        made.update(b"%s\0%s\n" % (os.fsencode(path), name.encode()))
    return made.hexdigest()[:12]


def _data_files(source: Source, listed: Mapping[str, Sequence[tuple[str, FileKind]]]) -> Iterator[str]:
    """The plan's own files, and every .yaml, a link too, of the filings and the bulletins."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = listed[folder] if folder in listed else source.entries(folder)
        except UnreadableError:
            continue
        for name, kind in entries:
            path = f"{folder}/{name}" if folder else name
            if kind == "folder" and (folder or name in (PROGRESS, BULLETINS)):
                folders.append(path)
            elif kind in ("file", "link") and (path in PLAN_FILES or (folder and name.endswith(".yaml"))):
                yield path
