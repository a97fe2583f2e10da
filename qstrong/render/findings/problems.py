"""Problems as text that editors and CI can parse and a clerk can act on, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from qstrong.model.base import Lang
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import visible, width
from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How
from qstrong.text import families
from qstrong.text.catalogue import word

COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[33m", "note": "\x1b[90m"}
BOLD, RESET = "\x1b[1m", "\x1b[0m"
MOST = 100
"""A longer line of the user's is cut around the caret."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in how many *files*, and what goes before paths: from here, and in a repository."""

    problems: Sequence[Problem]
    files: int = 0
    prefix: str = ""
    root: str = ""


def findings_text(found: Findings, how: How) -> str:
    """Each problem with its place, the user's own line, a caret and a hint; then one line of summary."""
    blocks = [_block(problem, how, found.prefix) for problem in found.problems]
    return "\n".join([*blocks, summary(found.problems, how.lang, found.files)]) + "\n"


def findings_json(found: Findings, how: How) -> str:
    """For scripts."""
    return dumps(as_json(found, how.lang))


def summary(problems: Sequence[Problem], lang: Lang, files: int) -> str:
    """2 处须改, 1 处请核, 在 312 个文件中的 1 个."""
    if not problems:
        return word("no_problems", lang, total=files)
    counts = Counter(problem.severity for problem in problems)
    parts = [
        word(families.SEVERITIES.key(severity), lang, n=counts[severity])
        for severity in ("error", "warning", "note")
        if counts[severity]
    ]
    hit = len({problem.path for problem in problems if problem.path})
    return ", ".join(parts) + (word("in_files", lang, total=files, n=hit) if files and hit else "")


def shown(text: str) -> str:
    """*text* on one line of a log: nothing hidden, and no command to the runner that keeps the log."""
    return visible(text).replace("##[", "# #[")


def _block(problem: Problem, how: How, prefix: str) -> str:
    place, colour = problem.place, COLOURS[problem.severity]

    def paint(text: str, code: str) -> str:
        return f"{code}{text}{RESET}" if how.color else text

    where = shown(shown_path(problem, prefix))
    if place:
        where += f":{place.line}:{place.column}"
    kind = paint(f"{problem.severity}[{problem.code}]", colour)
    head = f"{paint(where, BOLD)}: {kind} {shown(problem.message.say(how.lang))}"
    hint = shown(problem.hint.say(how.lang)) if problem.hint else ""
    if not place or not place.source:
        return f"{head}\n  {hint}" if hint else head
    number = f"  {place.line}"
    source, before, meant = _excerpt(place.source, place.column - 1, place.end_column - 1)
    caret = paint("^" * max(width(meant), 1), colour) + (f" {hint}" if hint else "")
    blank = " " * len(number)
    return f"{head}\n{number} │ {source}\n{blank} │ {' ' * width(before)}{caret}"


def shown_path(problem: Problem, prefix: str) -> str:
    """The problem's path as it is reported."""
    joined = "/".join(part for part in (prefix.rstrip("/"), problem.path) if part)
    return joined or "."


def _excerpt(source: str, start: int, end: int) -> tuple[str, str, str]:
    """The line as it can be shown, what stands before the caret, and what it is under."""
    first = max(0, start - MOST // 2) if len(source) > MOST else 0
    last = min(len(source), max(start + 1, min(end, first + MOST))) if len(source) > MOST else len(source)
    last = max(last, min(len(source), first + MOST))
    lead, tail = "…" if first else "", "…" if last < len(source) else ""
    before = lead + shown(source[first:start])
    meant = shown(source[start : min(end, last)])
    return lead + shown(source[first:last]) + tail, before, meant


def as_json(found: Findings, lang: Lang) -> dict[str, object]:
    """The contract for scripts; lines and columns count from 1 in characters."""
    counts = Counter(str(problem.severity) for problem in found.problems)
    names = {"errors": "error", "warnings": "warning", "notes": "note"}
    return {
        "schema": 1,
        "summary": {**{name: counts[severity] for name, severity in names.items()}, "files": found.files},
        "problems": [_one_json(problem, lang, found.prefix) for problem in found.problems],
    }


def _one_json(problem: Problem, lang: Lang, prefix: str) -> dict[str, object]:
    place = problem.place
    path = shown_path(problem, prefix).encode("utf-8", "backslashreplace").decode()  # a name of other bytes
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": path,
        **{key: getattr(place, key, None) for key in ("line", "column", "end_line", "end_column")},
        "pointer": problem.pointer,
        "message": visible(problem.message.say(lang)),
        "hint": visible(problem.hint.say(lang)) if problem.hint else None,
        "confirm": problem.confirm,
    }


def said(one: Problem, lang: Lang) -> str:
    """A problem in words: its message, and below it the hint."""
    hint = f"\n{one.hint.say(lang)}" if one.hint else ""
    return one.message.say(lang) + hint


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
