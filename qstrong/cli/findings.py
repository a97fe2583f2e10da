"""What `validate` found: which of it is shown, in which format, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from qstrong.cli.options import Options
from qstrong.cli.session import Session
from qstrong.cli.writer import Writer
from qstrong.model.problem import Problem
from qstrong.render.findings.problems import Findings, summary
from qstrong.render.formats.register import format_for
from qstrong.text.problems import problem_catalogue

PLAIN = "text"
"""The format where nothing says another."""
AUTO = {"GITHUB_ACTIONS": "github", "GITLAB_CI": "gitlab"}
"""What says, being true, in whose CI the run is."""
ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def with_format(options: Options) -> Options:
    """*options* with the format that the output's suffix says; `auto` goes by the CI around."""
    stated, output = options.format, options.output
    if stated == "auto":
        stated = next((name for key, name in AUTO.items() if os.environ.get(key) == "true"), PLAIN)
    elif stated is None:
        found = format_for("findings", output.name) if output else None
        stated = found.name if found else PLAIN
    return replace(options, format=stated)


def rules_writer(options: Options) -> Writer:
    """Where the list of all rules goes, which comes in the formats of a table."""
    listed = None if options.format == PLAIN else options.format
    return Writer(Options(lang=options.lang, format=listed, output=options.output, color=options.color))


class Shown:
    """The problems of one run. Errors count whether they are shown or not."""

    def __init__(
        self,
        session: Session,
        problems: tuple[Problem, ...],
        select: list[str],
        ignore: list[str],
        asked: tuple[Problem, ...] = (),
    ) -> None:
        self.session, self.lang, self.asked = session, session.lang, asked
        wanted, unwanted = self._codes(select), self._codes(ignore)
        self.all = problems
        self.shown = tuple(
            one
            for one in problems
            if one in asked
            or ((not wanted or one.code in wanted) and (one.severity == "error" or one.code not in unwanted))
        )

    def _codes(self, stated: Iterable[str]) -> set[str]:
        """All codes that begin with one of those stated; raises `StopError` (2) where none does."""
        found: set[str] = set()
        for prefix in (part.strip().upper() for text in stated for part in text.split(",")):
            mine = {code for code in problem_catalogue() if prefix and code.startswith(prefix)}
            if not mine:
                raise self.session.stop("no_such_code", code=prefix)
            found |= mine
        return found

    def write(self) -> None:
        """The problems in the session's format; on standard error what would be missed otherwise."""
        session, shown = self.session, self.shown
        found = Findings(shown, session.files, session.prefix, session.prefix_from(_root()))
        session.put(session.made(found))
        step = os.environ.get("GITHUB_STEP_SUMMARY")
        if step and session.format.has("step"):
            with Path(step).open("a", encoding="utf-8", newline="\n") as file:
                file.write(str(session.made(found, kind="step")))
        wrong, told = (sum(one.severity == "error" for one in some) for some in (self.all, shown))
        if wrong > told:
            session.err("not_selected", n=wrong - told)
        if self.asked:
            session.err("confirm_waiting", n=len(self.asked))
        if session.options.output and session.format.name != PLAIN:
            sys.stderr.write(summary(shown, self.lang, session.files) + "\n")

    def code(self) -> int:
        """3 where the plan can't be used; 1 with an error, or a question that waits for a yes; else 0.

        Under --strict 1 with a warning, too.
        """
        if self.session.dataset is None and any(one.severity == "error" for one in self.all):
            return 3
        strict = self.session.options.strict and any(one.severity == "warning" for one in self.shown)
        return int(strict or bool(self.asked) or any(one.severity == "error" for one in self.all))


def _root() -> Path:
    """The repository's folder, which forges reckon paths from."""
    stated = next((os.environ[name] for name in ROOTS if os.environ.get(name)), None)
    return Path(stated) if stated else Path.cwd()
