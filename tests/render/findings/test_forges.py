"""Annotations, step summaries, Code Quality and SARIF: limits, places, fingerprints, schemas."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from qstrong.model.base import Text
from qstrong.model.problem import Place, Problem
from qstrong.model.terms.settings import Severity
from qstrong.render.findings.forges import github, gitlab, step_summary
from qstrong.render.findings.problems import Findings, fingerprints
from qstrong.render.findings.sarif import sarif
from qstrong.render.formats.register import How
from qstrong.text.problems import problem_catalogue
from tests.build import said
from tests.conftest import ROOT, Run

WORDS = Text(zh="话", en="words")


def made(
    n: int = 1,
    severity: Severity = "error",
    path: str = "progress/u/2025Q1.yaml",
    record: str = "observations/x/value",
) -> Problem:
    place = Place(n, 12, n, 17, "    value: 145亿元", record)
    return Problem("Q204", severity, said(WORDS, WORDS, WORDS), path, "observations/0/value", place=place)


def test_an_annotation() -> None:
    assert github(Findings([made(7)], 9, root="data"), How("zh")) == (
        "::error file=data/progress/u/2025Q1.yaml,line=7,endLine=7,col=12,endColumn=16,title=Q204 话::话%0A话\n"
        "1 处须改, 在 9 个文件中的 1 个\n"
    )


@pytest.mark.parametrize(("n", "shown", "more"), [(1, 1, None), (10, 10, None), (11, 9, 2), (300, 9, 291)])
def test_no_more_than_github_shows(n: int, shown: int, more: int | None) -> None:
    problems = [made(k + 1, severity) for severity in ("error", "warning", "note") for k in range(n)]
    rows = github(Findings(problems), How("zh")).splitlines()
    for kind in ("error", "warning", "notice"):
        assert sum(row.startswith(f"::{kind} file=") for row in rows) == shown
        rest = [row for row in rows if row.startswith(f"::{kind}::")]
        assert rest == ([f"::{kind}::还有 {more} 处没有列出, 见摘要或运行 qstrong validate"] if more else [])


def test_the_summary_has_all_that_there_is_room_for() -> None:
    problems = [made(k + 1) for k in range(300)]
    assert step_summary(Findings(problems), How("en")).count("\n| progress/u") == 300
    long = Text(zh="长" * 5000)
    many = [replace(made(k + 1), said=said(WORDS, long, WORDS)) for k in range(200)]
    text = step_summary(Findings(many), How("zh"))
    assert len(text.encode()) <= 1_048_576
    shown = text.count("\n| progress/u")
    assert f"还有 {200 - shown} 处" in text


def test_code_quality() -> None:
    (one,) = json.loads(gitlab(Findings([made(7)], root="data"), How("zh")))
    assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert one["location"] == {"path": "data/progress/u/2025Q1.yaml", "lines": {"begin": 7}}


def test_a_fingerprint_stays_where_lines_move() -> None:
    a, b = made(7), made(70)
    assert fingerprints([a]) == fingerprints([b])
    assert (
        len(set(fingerprints([a, b, made(7, path="tasks.yaml"), made(7, record="observations/y/value")])))
        == 4
    )


@pytest.fixture(scope="module")
def schema() -> Any:
    text = (ROOT / "tests/schemas/sarif-2.1.0.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", [*sorted(problem_catalogue())[::9], "Q001", "Q010"])
def test_sarif_is_what_its_schema_says(
    code: str, lang: str, schema: Any, tmp_path: Path, qstrong: Run
) -> None:
    from tests.problems.specimens import make

    make(code, tmp_path / "data")
    result = qstrong("validate", "-f", "sarif", "--lang", lang, "--data", "data", cwd=tmp_path)
    log = json.loads(result.out)
    schema.validate(log)
    plain = json.loads(qstrong("validate", "-f", "json", "--lang", lang, "--data", "data", cwd=tmp_path).out)
    found = log["runs"][0]["results"]
    assert [one["ruleId"] for one in found] == [one["code"] for one in plain["problems"]]
    for one, other in zip(found, plain["problems"], strict=True):
        region = one["locations"][0]["physicalLocation"].get("region")
        assert region is None or (region["startLine"], region["startColumn"]) == (
            other["line"],
            other["column"],
        )
        assert log["runs"][0]["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]


def test_paths_are_uris() -> None:
    one = replace(made(), path="progress/财政局/a b.yaml")
    log: Any = json.loads(sarif(Findings([one], root="data"), How("zh")))
    (result,) = log["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "data/progress/%E8%B4%A2%E6%94%BF%E5%B1%80/a%20b.yaml"
    assert re.fullmatch(r"[!-~]+", uri)
