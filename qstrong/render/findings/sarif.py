"""Problems as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

from urllib.parse import quote

from qstrong import __version__
from qstrong.model.base import Lang
from qstrong.model.problem import Problem
from qstrong.render.document import visible
from qstrong.render.findings.problems import Findings, fingerprints, shown_path
from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How
from qstrong.text.language import say
from qstrong.text.problems import problem_catalogue


def sarif(found: Findings, how: How) -> str:
    """One run with all rules as a table of values; places in code points, paths as relative URIs."""
    lang, rules = how.lang, problem_catalogue()
    codes = sorted(rules)
    driver = {
        "name": "qstrong",
        "semanticVersion": __version__,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": say(rules[code]["title"], lang)},
                "fullDescription": {"text": say(rules[code]["why"], lang)},
                "help": {"text": say(rules[code]["hint"], lang)},
                "defaultConfiguration": {"level": rules[code]["severity"]},
            }
            for code in codes
        ],
    }
    results = [
        _result(one, codes.index(one.code), mark, lang, found.root)
        for one, mark in zip(found.problems, fingerprints(found.problems), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return dumps({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _result(one: Problem, rule: int, mark: str, lang: Lang, prefix: str) -> dict[str, object]:
    uri = quote(shown_path(one, prefix).encode("utf-8", "backslashreplace"))
    location: dict[str, object] = {"artifactLocation": {"uri": uri}}
    if one.place:
        start = {"startLine": one.place.line, "startColumn": one.place.column}
        location["region"] = start | {"endLine": one.place.end_line, "endColumn": one.place.end_column}
    hint = f"  {one.hint.say(lang)}" if one.hint else ""
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": one.severity,
        "message": {"text": visible(one.message.say(lang) + hint)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"qstrong/v1": mark},
    }
