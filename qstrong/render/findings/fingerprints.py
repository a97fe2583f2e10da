"""What a problem is known by from run to run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from qstrong.model.problem import Problem


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """What each problem is known by from run to run: its code, path and record, never its line number.

    Where nothing is known of the record, the line's own text stands for it; equals are numbered.
    """
    seen: Counter[str] = Counter()
    found = []
    for one in problems:
        record = one.place.record or one.place.source.strip() if one.place else ""
        key = f"{one.code}\0{one.path}\0{record}"
        found.append(sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
        seen[key] += 1
    return found
