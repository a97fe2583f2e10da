"""What `validate` found: which of it is shown, in which format, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from qstrong import __version__
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.model.problem import Problem
from qstrong.render.findings.github import github, step_summary
from qstrong.render.findings.gitlab import gitlab
from qstrong.render.findings.problems import as_json, as_text, summary
from qstrong.render.findings.sarif import sarif
from qstrong.render.formats.jsontext import dumps
from qstrong.text.catalogue import word
from qstrong.text.problems import problem_catalogue

SUFFIXES = {".json": "json", ".sarif": "sarif"}
ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def chosen_format(stated: str | None, output: Path | None) -> str:
    """The format that is stated, or that the output's suffix says; `auto` goes by the CI around."""
    if stated == "auto":
        if os.environ.get("GITHUB_ACTIONS") == "true":
            return "github"
        return "gitlab" if os.environ.get("GITLAB_CI") == "true" else "text"
    return stated or SUFFIXES.get(output.suffix if output else "", "text")


class Findings:
    """The problems of one run. Errors count whether they are shown or not."""

    def __init__(
        self, session: Session, problems: tuple[Problem, ...], select: list[str], ignore: list[str]
    ) -> None:
        self.session, self.lang = session, session.lang
        wanted, unwanted = self._codes(select), self._codes(ignore)
        self.all = problems
        self.shown = tuple(
            one
            for one in problems
            if (not wanted or one.code in wanted) and (one.severity == "error" or one.code not in unwanted)
        )

    def _codes(self, stated: Iterable[str]) -> set[str]:
        """All codes that begin with one of those stated; raises `StopError` (2) where none does."""
        found: set[str] = set()
        for prefix in (part.strip().upper() for text in stated for part in text.split(",")):
            mine = {code for code in problem_catalogue() if prefix and code.startswith(prefix)}
            if not mine:
                raise StopError(2, word("no_such_code", self.lang, code=prefix))
            found |= mine
        return found

    def write(self) -> None:
        """The problems in the session's format; on standard error what would be missed otherwise."""
        session, lang, shown = self.session, self.lang, self.shown
        prefix, files = session.prefix, session.files
        if session.format == "text":
            text = as_text(shown, lang, prefix=prefix, files=files, color=session.color(sys.stdout))
        elif session.format == "json":
            text = dumps(as_json(shown, lang, prefix=prefix, files=files))
        else:
            prefix = session.prefix_from(self._root())
            if session.format == "github":
                text = github(shown, lang, prefix=prefix, files=files)
                self._summarise(step_summary(shown, lang, prefix=prefix, files=files))
            elif session.format == "gitlab":
                text = dumps(gitlab(shown, lang, prefix=prefix))
            else:
                text = dumps(sarif(shown, problem_catalogue(), lang, version=__version__, prefix=prefix))
        session.put(text)
        hidden = sum(one.severity == "error" for one in self.all) - self._errors()
        if hidden:
            sys.stderr.write(word("not_selected", lang, n=hidden) + "\n")
        if session.options.output and session.format != "text":
            sys.stderr.write(summary(shown, lang, files) + "\n")

    def _errors(self) -> int:
        return sum(one.severity == "error" for one in self.shown)

    def _root(self) -> Path:
        """The repository's folder, which forges reckon paths from."""
        stated = next((os.environ[name] for name in ROOTS if os.environ.get(name)), None)
        return Path(stated) if stated else Path.cwd()

    def _summarise(self, text: str) -> None:
        path = os.environ.get("GITHUB_STEP_SUMMARY")
        if path:
            with Path(path).open("a", encoding="utf-8", newline="\n") as file:
                file.write(text)

    def code(self) -> int:
        """3 where the plan can't be used, 1 with an error, under --strict also with a warning, else 0."""
        if self.session.dataset is None and any(one.severity == "error" for one in self.all):
            return 3
        strict = self.session.options.strict and any(one.severity == "warning" for one in self.shown)
        return int(strict or any(one.severity == "error" for one in self.all))
