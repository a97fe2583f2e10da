"""Problems for GitLab: its Code Quality report."""

from __future__ import annotations

from collections.abc import Sequence

from qstrong.model.base import Lang
from qstrong.model.problem import Problem
from qstrong.render.document import visible
from qstrong.render.findings.fingerprints import fingerprints
from qstrong.render.findings.problems import said, shown_path

GITLAB = {"error": "major", "warning": "minor", "note": "info"}


def gitlab(problems: Sequence[Problem], lang: Lang, *, prefix: str = "") -> list[dict[str, object]]:
    """GitLab's Code Quality report."""
    return [
        {
            "description": visible(said(one, lang)),
            "check_name": one.code,
            "fingerprint": mark,
            "severity": GITLAB[one.severity],
            "location": {
                "path": visible(shown_path(one, prefix)),
                "lines": {"begin": one.place.line if one.place else 1},
            },
        }
        for one, mark in zip(problems, fingerprints(problems), strict=True)
    ]
