"""The top of a data folder: the plan's files, what belongs beside them, and nothing of git's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from qstrong.model.problem import Problem
from qstrong.read.source import FileKind
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem

BESIDE: Mapping[str, FileKind] = {"schemas": "folder"}
"""What may stand beside what is read, as any README."""
GITS = ("head", "config", "objects", "refs")
"""By these names, in any case, git knows a repository, and runs what its config says."""


def check_top(there: Mapping[str, FileKind], known: tuple[str, ...], *, is_top: bool) -> Iterator[Problem]:
    """Q050: a name that isn't among the *known*. Q051: one of git's own.

    Where the folder is the top of a repository (*is_top*), other names aren't the data's concern.
    """
    for name, kind in there.items():
        if name.lower() in GITS:
            yield problem("Q051", name, name=name)
        elif not (is_top or name in known or BESIDE.get(name) == kind or _is_readme(name, kind)):
            near = get_close_matches(name.lower(), known, n=1, cutoff=0.75)
            hint = words_of("found_near", name=near[0]) if near else None
            yield problem("Q050", name, name=name, hint=hint)


def _is_readme(name: str, kind: FileKind) -> bool:
    return kind == "file" and name.upper().startswith("README")
