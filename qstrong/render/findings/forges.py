"""Problems for forges: GitHub's workflow commands and step summary, GitLab's Code Quality."""

from __future__ import annotations

from qstrong.model.base import Lang
from qstrong.model.problem import Problem
from qstrong.render.document import visible
from qstrong.render.findings.problems import Findings, fingerprints, said, shown, shown_path, summary
from qstrong.render.formats.flat import md, md_line
from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How
from qstrong.text import families
from qstrong.text.catalogue import word

KINDS = {"error": "error", "warning": "warning", "note": "notice"}
GITLAB = {"error": "major", "warning": "minor", "note": "info"}
MOST = 10
"""GitHub shows so many annotations of a kind for a step, and drops the others in silence."""
SUMMARY_BYTES = 1_000_000
"""GitHub takes 1 MiB of summary for a step."""


def github(found: Findings, how: How) -> str:
    """Annotations, the worst first, then one line of summary; nothing from a file can be a command."""
    rows = []
    for severity, kind in KINDS.items():
        mine = [one for one in found.problems if one.severity == severity]
        shown = mine if len(mine) <= MOST else mine[: MOST - 1]
        rows += [_command(kind, one, how.lang, found.root) for one in shown]
        if len(mine) > len(shown):
            rows.append(f"::{kind}::{command_text(word('and_more', how.lang, n=len(mine) - len(shown)))}")
    return "\n".join([*rows, summary(found.problems, how.lang, found.files)]) + "\n"


def _command(kind: str, one: Problem, lang: Lang, prefix: str) -> str:
    place = one.place
    where = {"file": shown_path(one, prefix)}
    if place:
        where |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # GitHub refuses columns of several lines
            where |= {"col": str(place.column), "endColumn": str(max(place.end_column - 1, place.column))}
    where["title"] = f"{one.code} {one.title.say(lang)}"
    properties = ",".join(f"{key}={command_property(text)}" for key, text in where.items())
    return f"::{kind} {properties}::{command_text(said(one, lang))}"


def command_text(text: str) -> str:
    """*text* as the data of a workflow command: the runner sees one line, and no other command in it."""
    return "%0A".join(shown(line).replace("%", "%25") for line in text.split("\n"))


def command_property(text: str) -> str:
    """*text* as a property of a workflow command."""
    return command_text(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(found: Findings, how: How) -> str:
    """All problems as one Markdown table, as far as GitHub takes it."""
    problems, lang = found.problems, how.lang
    heads = [word(key, lang) for key in ("place", "message", "hint")]
    rows = [f"### {word('report_title', lang)}", "", md_line(summary(problems, lang, found.files)), ""]
    if problems:
        rows += ["| " + " | ".join(heads) + " |", "|:--|:--|:--|"]
    size = sum(len(row.encode()) + 1 for row in rows)
    for k, one in enumerate(problems):
        row = _row(one, lang, found.root)
        size += len(row.encode("utf-8", "replace")) + 1
        if size > SUMMARY_BYTES:
            return "\n".join([*rows, "", word("and_more", lang, n=len(problems) - k)]) + "\n"
        rows.append(row)
    return "\n".join(rows) + "\n"


def _row(one: Problem, lang: Lang, prefix: str) -> str:
    where = shown_path(one, prefix) + (f":{one.place.line}:{one.place.column}" if one.place else "")
    kind = word(families.SEVERITY.key(one.severity), lang)
    hint = md(one.hint.say(lang)) if one.hint else ""
    return f"| {md(where)} | {kind} {one.code}: {md(one.message.say(lang))} | {hint} |"


def gitlab(found: Findings, how: How) -> str:
    """GitLab's Code Quality report."""
    report = [
        {
            "description": visible(said(one, how.lang)),
            "check_name": one.code,
            "fingerprint": mark,
            "severity": GITLAB[one.severity],
            "location": {
                "path": visible(shown_path(one, found.root)),
                "lines": {"begin": one.place.line if one.place else 1},
            },
        }
        for one, mark in zip(found.problems, fingerprints(found.problems), strict=True)
    ]
    return dumps(report)
