"""Problems in each of their formats."""

from __future__ import annotations

from collections.abc import Sequence

from qstrong import __version__
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.render.findings.forges import github, gitlab, step_summary
from qstrong.render.findings.problems import as_json, as_text
from qstrong.render.findings.sarif import sarif
from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How
from qstrong.text.problems import problem_catalogue


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in how many *files*, and what goes before paths: from here, and in a repository."""

    problems: Sequence[Problem]
    files: int
    prefix: str
    root: str


def findings_text(found: Findings, how: How) -> str:
    """For people and editors."""
    return as_text(found.problems, how.lang, prefix=found.prefix, files=found.files, color=how.color)


def findings_json(found: Findings, how: How) -> str:
    """For scripts."""
    return dumps(as_json(found.problems, how.lang, prefix=found.prefix, files=found.files))


def findings_github(found: Findings, how: How) -> str:
    """Workflow commands."""
    return github(found.problems, how.lang, prefix=found.root, files=found.files)


def findings_step(found: Findings, how: How) -> str:
    """A step's summary."""
    return step_summary(found.problems, how.lang, prefix=found.root, files=found.files)


def findings_gitlab(found: Findings, how: How) -> str:
    """GitLab's Code Quality report."""
    return dumps(gitlab(found.problems, how.lang, prefix=found.root))


def findings_sarif(found: Findings, how: How) -> str:
    """SARIF."""
    rules = problem_catalogue()
    return dumps(sarif(found.problems, rules, how.lang, version=__version__, prefix=found.root))
