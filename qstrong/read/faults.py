"""What is wrong with a file's bytes or YAML: a code and a place, until the file's path is known."""

from __future__ import annotations

import re
from dataclasses import field, replace

from qstrong.model.base import Text
from qstrong.model.problem import Place, Problem
from qstrong.model.shapes.value import dataclass
from qstrong.text.problems import ProblemWords, problem

MOST_PROBLEMS = 200
"""So many problems of one file are told; that there are more is told once."""
_SHOWN = 60
BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that YAML takes for letters, as a part of a pattern: no-break, ideographic, typographic ones."""
_BLANK = re.compile(f"[{BLANKS}]")


@dataclass(slots=True)
class FaultError(Exception):
    """A code, where it is meant (from 0; the end exclusive), and the words for its message."""

    code: str
    line: int
    column: int
    end_line: int = -1
    end_column: int = -1
    words: ProblemWords = field(default_factory=dict)
    in_plan: Text | None = None
    """Another hint for the plan's own files, which are neither filed nor deleted."""

    def problem(self, path: str, lines: list[str]) -> Problem:
        """The problem that it makes of the file *path* with these *lines*."""
        source = lines[self.line] if self.line < len(lines) else ""
        end_line = max(self.line, self.end_line)
        end_column = self.end_column if self.end_line >= self.line else self.column + 1
        if end_line > self.line:
            end_line, end_column = self.line, max(len(source), self.column + 1)
        place = Place(self.line + 1, self.column + 1, end_line + 1, end_column + 1, source)
        own: ProblemWords = {"hint": self.in_plan} if self.in_plan and "/" not in path else {}
        return replace(problem(self.code, path, **{**self.words, **own}), place=place)


def blank_in(text: str) -> str | None:
    """Which blank that is no plain one stands first in *text*: U+00A0."""
    found = _BLANK.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def plain_blanks(text: str) -> str:
    """*text* with plain blanks: of an ideographic one two, as wide as it is."""
    return _BLANK.sub(" ", text.replace("\u3000", "  "))


def clip(text: str) -> str:
    """*text*, short enough for a message."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def lines_of(text: str) -> list[str]:
    """The lines as the user counts them: ended by LF or CRLF, and by nothing else."""
    return text.replace("\r\n", "\n").split("\n")
