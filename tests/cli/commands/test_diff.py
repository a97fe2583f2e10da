"""diff on real repositories: what changed in meaning, and why."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Golden, Run
from tests.history.repo import ENV, Repo
from tests.problems.specimens import HERE

FINANCE = "data/progress/finance/2025Q2.yaml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo.new(tmp_path / "r")
    shutil.copytree(HERE / "base", made.path / "data")
    made.commit()
    return made


def found(repo: Repo, qstrong: Run, *words: Any) -> dict[str, Any]:
    result = qstrong("diff", "HEAD", *words, "-f", "json", cwd=repo.path)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_nothing_but_the_writing(repo: Repo, qstrong: Run) -> None:
    repo.edit(FINANCE, "  - {indicator: new-standards, value: 9, source: 标准平台}\n",
              "  # 换个写法\n  - source: '标准平台'\n    value: 9\n    indicator: \"new-standards\"\n")  # fmt: skip
    result = found(repo, qstrong)
    assert not result["targets"] + result["observations"] + result["actions"]
    assert "没有实质变化" in qstrong("diff", "HEAD", cwd=repo.path).out


@pytest.mark.parametrize(
    ("name", "old", "new", "why"),
    [
        (FINANCE, "62.15", "40.15", "revision"),
        ("data/targets.yaml", "    value: 145\n", "    value: 160\n", "target"),
        ("data/targets.yaml", "value: 125.02", "value: 120.02", "baseline"),
        ("data/targets.yaml", "as_of: 2025-07-25", "as_of: 2025-11-01", "time"),
    ],
)
def test_each_reason(repo: Repo, qstrong: Run, name: str, old: str, new: str, why: str) -> None:
    repo.edit(name, old, new)
    assert any(why in one["why"] for one in found(repo, qstrong)["targets"])


def test_a_value_that_is_new_and_one_that_is_gone(repo: Repo, qstrong: Run) -> None:
    repo.edit(FINANCE, "  - {indicator: new-standards, value: 9, source: 标准平台}\n", "")
    (gone,) = found(repo, qstrong)["observations"]
    assert (gone["change"], gone["before"], gone["after"]) == ("withdrawn", 9, None)
    repo.commit()
    repo.git("revert", "--no-edit", "HEAD")
    result = json.loads(qstrong("diff", "HEAD~1", "HEAD", "-f", "json", cwd=repo.path).out)
    assert [one["change"] for one in result["observations"]] == ["new"]


def test_from_where_the_branch_left(repo: Repo, qstrong: Run) -> None:
    repo.git("checkout", "-qb", "branch")
    repo.edit(FINANCE, "note: 上半年累计数", "note: 累计")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.edit(FINANCE, "62.15", "63.15")
    repo.commit()
    repo.git("checkout", "-q", "branch")
    result = json.loads(qstrong("diff", "main", "--merge-base", "-f", "json", cwd=repo.path).out)
    (one,) = result["observations"]
    assert one["edited"] == ["note"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The demo as a history: a commit for each quarter, on the day on which it closed."""
    out = tmp_path_factory.mktemp("demo")
    words = [sys.executable, str(ROOT / "examples/make_demo.py"), "--history", str(out)]
    subprocess.run(words, check=True, env=ENV)
    repo = Repo(out)
    assert repo.git("log", "--format=%as", "-1") == "2026-10-30"
    return repo


@pytest.mark.parametrize("k", range(1, 8))
def test_every_change_of_status_over_seven_quarters_is_explained(demo: Repo, qstrong: Run, k: int) -> None:
    tags = [None, "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"]
    base = f"{tags[k]}~1"
    days = ["--as-of", tags[k], "--base-as-of", tags[k - 1] or "2025-01-01"]
    result = json.loads(qstrong("diff", base, tags[k], *days, "-f", "json", cwd=demo.path).out)
    moved = [one for one in result["targets"] if one["before"]["status"] != one["after"]["status"]]
    assert moved
    assert all(one["why"] for one in result["targets"])
    before, after = (
        json.loads(qstrong("status", "--at", at, "--as-of", day, "-f", "json", cwd=demo.path).out)
        for at, day in ((base, days[3]), (tags[k], tags[k]))
    )
    old = {one["id"]: one["status"] for one in before["targets"]}
    assert {one["id"] for one in moved} == {
        one["id"] for one in after["targets"] if old[one["id"]] != one["status"]
    }
    assert result["counts"] == {"before": before["counts"], "after": after["counts"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("fmt", ["plain", "md"])
def test_how_it_looks(demo: Repo, qstrong: Run, golden: Golden, lang: str, fmt: str) -> None:
    result = qstrong("diff", "2026Q2", "2026Q3", "--lang", lang, "-f", fmt, cwd=demo.path)
    golden(f"diff.{lang}.{'txt' if fmt == 'plain' else 'md'}", result.out)
    assert "演示数据" in result.out or "made-up" in result.out


def test_the_markdown_fits_a_comment(demo: Repo, qstrong: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qstrong.render.views.changes.MOST_CHARACTERS", 4_000)
    text = qstrong("diff", "2025Q1~1", "2026Q3", "-f", "md", cwd=demo.path).out
    assert len(text) < 6_000
    assert "篇幅所限" in text
    assert len(re.findall("<details", text)) == len(re.findall("</details>", text))
