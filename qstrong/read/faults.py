"""What is wrong with a file's bytes or YAML, with its place, and the cause of libyaml's errors in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from qstrong.model.problem import Place, Problem
from qstrong.text.problems import problem

_GLUED = re.compile(r"^\s*(?:- )?([A-Za-z_][A-Za-z0-9_]*):(\S.*)$")
_WIDE = re.compile(r"^\s*(?:- )?([A-Za-z_][A-Za-z0-9_]*)\s*：\s*(.*)$")
_TAB = re.compile(r"^ *\t")


@dataclass(slots=True)
class FaultError(Exception):
    """A code, where it is meant (from 0; the end exclusive), and the words for its message."""

    code: str
    line: int
    column: int
    end_line: int = -1
    end_column: int = -1
    words: dict[str, Any] = field(default_factory=dict)

    def problem(self, path: str, lines: list[str]) -> Problem:
        """The problem that it makes of the file *path* with these *lines*."""
        source = lines[self.line] if self.line < len(lines) else ""
        end_line = max(self.line, self.end_line)
        end_column = self.end_column if self.end_line >= self.line else self.column + 1
        if end_line > self.line:
            end_line, end_column = self.line, max(len(source), self.column + 1)
        place = Place(self.line + 1, self.column + 1, end_line + 1, end_column + 1, source)
        return problem(self.code, path, place=place, **self.words)


def syntax_fault(text: str, error: Any) -> FaultError:
    """The fault for one of libyaml's errors: its cause where a line near its mark shows one.

    libyaml's mark is often a line late; where the context's mark is earlier, that one is meant.
    """
    lines = text.splitlines()
    marks = [
        mark for mark in (getattr(error, "context_mark", None), getattr(error, "problem_mark", None)) if mark
    ]
    if not marks:
        return FaultError("Q013", 0, 0, words={"detail": str(error)[:80]})
    quoted = "quoted scalar" in str(getattr(error, "context", ""))
    if quoted:
        return _whole_line("Q017", lines, marks[0].line, marks[0].column)
    last = marks[-1].line
    for number in dict.fromkeys([mark.line for mark in marks] + [last - 1, last]):
        if 0 <= number < len(lines) and (found := _cause(lines, number)):
            return found
    mark = marks[0] if "simple key" in str(getattr(error, "context", "")) else marks[-1]
    return _whole_line("Q013", lines, mark.line, mark.column, detail=_short(error))


def _cause(lines: list[str], number: int) -> FaultError | None:
    line = lines[number]
    if match := _WIDE.match(line):
        words = {"key": match[1], "right": f"{match[1]}: {match[2]}"}
        return FaultError("Q015", number, line.index("："), number, line.index("：") + 1, words)
    if match := _GLUED.match(line):
        words = {"key": match[1], "right": f"{match[1]}: {match[2]}"}
        return FaultError("Q014", number, match.start(1), number, len(line), words)
    if match := _TAB.match(line):
        return FaultError("Q016", number, match.end() - 1, number, match.end())
    return None


def _whole_line(code: str, lines: list[str], line: int, column: int, **words: object) -> FaultError:
    line = min(line, max(len(lines) - 1, 0))
    length = len(lines[line]) if lines else 0
    return FaultError(code, line, min(column, length), line, max(length, column + 1), words)


def _short(error: Any) -> str:
    return str(getattr(error, "problem", "") or error)[:80]
