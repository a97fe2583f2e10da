"""validate as CI and clerks call it: formats, selection, paths, exit codes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from qstrong.text.problems import problem_catalogue
from tests.conftest import Golden, Result, Run
from tests.problems.specimens import make


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Two errors and a warning, in two files."""
    make("Q204", tmp_path / "data")
    market = tmp_path / "data/progress/market/2025Q2.yaml"
    market.write_text(market.read_text("utf-8").replace("value: 97.2", "value: 972.15"), "utf-8")
    return tmp_path


def codes(result: Result) -> list[str]:
    return [one["code"] for one in json.loads(result.out)["problems"]]


def test_all_of_it(broken: Path, qstrong: Run) -> None:
    result = qstrong("validate", "-f", "json", cwd=broken)
    assert result.code == 1
    assert codes(result) == ["Q204", "Q212"]


@pytest.mark.parametrize(
    ("words", "shown", "err"),
    [
        (["--select", "Q204"], ["Q204"], "另有 1 处须改"),
        (["--select", "Q2"], ["Q204", "Q212"], ""),
        (["--select", "q204,Q212"], ["Q204", "Q212"], ""),
        (["--select", "Q5"], [], "另有 2 处须改"),
        (["--ignore", "Q204"], ["Q204", "Q212"], ""),
    ],
)
def test_errors_always_fail(broken: Path, qstrong: Run, words: list[str], shown: list[str], err: str) -> None:
    result = qstrong("validate", "-f", "json", *words, cwd=broken)
    assert codes(result) == shown
    assert result.code == 1
    assert err in result.err


def test_warnings(tmp_path: Path, qstrong: Run) -> None:
    make("Q215", tmp_path / "data")
    assert qstrong("validate", cwd=tmp_path).code == 0
    assert qstrong("validate", "--strict", cwd=tmp_path).code == 1
    assert qstrong("validate", "--strict", "--ignore", "Q215", cwd=tmp_path).code == 0
    assert qstrong("validate", "--strict", "--select", "Q214", cwd=tmp_path).code == 0


def test_a_code_that_there_is_not(broken: Path, qstrong: Run) -> None:
    for words in (["validate", "--select", "Q9"], ["validate", "--ignore", "X"], ["explain", "Q999"]):
        result = qstrong(*words, cwd=broken)
        assert result.code == 2
        assert "--list" in result.err


@pytest.mark.parametrize(
    ("env", "start"),
    [
        ({}, "data/progress"),
        ({"GITHUB_ACTIONS": "true"}, "::error file=data/progress"),
        ({"GITLAB_CI": "true"}, "[\n"),
    ],
)
def test_auto(
    broken: Path, qstrong: Run, env: dict[str, Any], start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    assert qstrong("validate", "-f", "auto", cwd=broken, **env).out.startswith(start)


def test_github_gets_a_summary_and_paths_from_its_workspace(broken: Path, qstrong: Run) -> None:
    summary = broken / "summary.md"
    env: dict[str, Any] = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(broken),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    result = qstrong("validate", "-f", "auto", cwd=broken / "data", **env)
    assert "file=data/progress/finance/2025Q2.yaml" in result.out
    assert summary.read_text("utf-8").count("\n| data/progress") == 2


def test_the_suffix_gives_the_format(broken: Path, qstrong: Run) -> None:
    result = qstrong("validate", "-o", "out.sarif", cwd=broken)
    assert json.loads((broken / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "2 处须改" in result.err


def test_only_below_a_path(broken: Path, qstrong: Run) -> None:
    assert codes(qstrong("validate", "data/progress/market", "-f", "json", cwd=broken)) == ["Q212"]
    assert qstrong("validate", "data/progress/finance/2025Q1.yaml", cwd=broken).code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_and_the_explanations(lang: str, qstrong: Run, golden: Golden) -> None:
    golden(f"validate-list.{lang}.txt", qstrong("validate", "--list", "--lang", lang).out)
    golden(f"explain.{lang}.txt", qstrong("explain", "Q204", "Q102", "Q016", "Q505", "--lang", lang).out)
    rules = json.loads(qstrong("explain", "--all", "-f", "json", "--lang", lang).out)["rules"]
    assert [one["code"] for one in rules] == sorted(problem_catalogue())


def test_a_changed_severity_shows(tmp_path: Path, qstrong: Run) -> None:
    make("Q215", tmp_path / "data")
    path = tmp_path / "data/targets.yaml"
    line = "  synthetic: true\n  severity: {Q215: {level: error, reason: 必须取整}}\n"
    path.write_text(path.read_text("utf-8").replace("  synthetic: true\n", line), "utf-8")
    assert qstrong("validate", cwd=tmp_path).code == 1
    assert qstrong("status", cwd=tmp_path).code == 1


def test_a_reporter_that_nobody_knows_is_told_beside_late_filings(tmp_path: Path, qstrong: Run) -> None:
    """Whoever looks for what came late asks what each unit owes."""
    data = tmp_path / "data"
    shutil.copytree("examples/demo", data)
    plan = (data / "targets.yaml").read_text(encoding="utf-8")
    (data / "targets.yaml").write_text(
        plan.replace("reporters: [ecology]", "reporters: [ecology, ecolog]", 1), encoding="utf-8"
    )
    result = qstrong("validate", "--data", data)
    assert result.code == 3
    assert "Q151" in result.out
