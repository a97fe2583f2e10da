"""`qstrong rollup`: what it asks for, what it refuses, and that what is kept changes nothing."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from qstrong.rollup.summarise import summarise
from tests.conftest import ROOT, Result, Run
from tests.rollup.made import small_plans, write_plans

SHIPPED = ROOT / "examples" / "rollup" / "plans.yaml"
REGIONS = "regions: [{id: city, name: 市, level: city}]\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    path = small_plans(tmp_path / "in", 4, REGIONS)
    for one in path.parent.rglob("*"):
        os.utime(one, (1, 1))
    return path


def told(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.out)
    return found


def names(result: Result) -> list[str]:
    return [one["id"] for one in told(result)["rows"]]


def test_it_ends_with_1_where_a_plan_has_errors(qstrong: Run, plans: Path) -> None:
    assert qstrong("rollup", plans, "-f", "json").code == 0
    (plans.parent / "p2/targets.yaml").write_text("x")
    result = qstrong("rollup", plans, "-f", "json")
    assert result.code == 1
    assert "1 份方案" in result.err
    assert [one["id"] for one in told(result)["rows"]] == ["p0", "p1", "p2", "p3"]


def test_it_ends_with_3_where_plans_yaml_has_one(qstrong: Run, plans: Path) -> None:
    plans.write_text(plans.read_text("utf-8").replace("id: p1", "id: p0"), "utf-8")
    for lang, said in (("zh", "编号 p0 已经用过"), ("en", "the id p0 stands already")):
        result = qstrong("rollup", plans, "-f", "json", "--lang", lang)
        assert (result.code, result.out) == (3, "")
        assert "plans.yaml:3:8: error[Q803]" in result.err
        assert said in result.err
    assert qstrong("rollup", plans.with_name("none.yaml")).code == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--by units", "--by"),
        ("--sort name", "--sort"),
        ("--theme x --reds", "--theme, --reds"),
        ("--reds --missing", "--reds, --missing"),
        ("--theme x", "没有主题"),
        ("--level town", "--level"),
        ("--region nowhere", "--region"),
        ("--as-of 2026-13-01", "2026-13-01"),
        ("--as-of soon", "soon"),
        ("--jobs 0", "--jobs"),
        ("--jobs x", "--jobs"),
        ("--workers ９", "--workers"),
        ("--jobs 1 --workers 2", "--jobs"),
        ("-f xlsx", "--format"),
    ],
)
def test_what_makes_no_sense_is_refused(words: str, said: str, qstrong: Run, plans: Path) -> None:
    result = qstrong("rollup", plans, *words.split())
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_all_look_from_one_day(qstrong: Run, plans: Path) -> None:
    def days(*words: str) -> set[str]:
        rows = told(qstrong("rollup", plans, "-f", "json", *words))["rows"]
        return {one["plan"]["as_of"] for one in rows}

    assert days("--as-of", "2025-09-01") == {"2025-09-01"}
    plans.write_text(plans.read_text("utf-8") + "as_of: 2025-08-01\n", "utf-8")
    assert days() == {"2025-08-01"}
    assert len(days("--as-of", "2025Q2")) == 1


def test_only_what_was_asked_for_is_read(qstrong: Run, plans: Path) -> None:
    text = plans.read_text("utf-8").replace(
        "level: district, path: p1", "level: town, parent: city, path: p1"
    )
    plans.write_text(text, "utf-8")
    assert names(qstrong("rollup", plans, "-f", "json", "--level", "town")) == ["city", "p1"]
    assert names(qstrong("rollup", plans, "-f", "json", "--region", "city")) == ["city", "p1"]
    assert names(qstrong("rollup", plans, "-f", "json", "--region", "p3", "--region", "p0")) == ["p0", "p3"]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plans that are summed up from now on, in this process."""
    seen: list[str] = []
    real = summarise

    def summed(source: Any, *rest: Any) -> Any:
        seen.append(source.path.name)
        return real(source, *rest)

    monkeypatch.setattr("qstrong.rollup.work.summarise", summed)
    return seen


def test_only_what_changed_is_made_again(
    qstrong: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qstrong.rollup.places.RACY", 0)
    seen = counted(monkeypatch)

    def run(*words: str, cache: str = "cache") -> tuple[list[str], str]:
        seen.clear()
        found = qstrong(
            "rollup", plans, "-f", "json", "--as-of", "2025-09-01", "--jobs", "1", *words,
            QSTRONG_CACHE=str(tmp_path / cache),
        )  # fmt: skip
        return sorted(seen), found.out

    every = ["p0", "p1", "p2", "p3"]
    first, text = run()
    assert first == every
    assert run() == ([], text)
    assert run("--no-cache") == (every, text)
    assert run(cache="off") == (every, text)
    again, other = run("--as-of", "2025-09-02")
    assert again == every
    assert other != text
    assert run()[0] == every  # another day was kept in between
    path = plans.parent / "p2/targets.yaml"
    path.write_bytes(path.read_bytes() + b"# x\n")
    changed, after = run()
    assert changed == ["p2"]
    assert after == run("--no-cache")[1]
    assert run("--level", "district", "--by", "theme")[0] == []
    shutil.rmtree(plans.parent / "p1")
    assert run()[0] == []
    for file in (tmp_path / "cache").glob("*.qstrong"):
        file.write_bytes(file.read_bytes()[:-5])
    assert run()[0] == ["p0", "p2", "p3"]


def test_what_was_done_before_it_was_stopped_is_kept(
    qstrong: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qstrong.rollup.places.RACY", 0)
    monkeypatch.setattr("qstrong.rollup.engine.run.CHUNK", 1)
    real = summarise

    def stopped(source: Any, *rest: Any) -> Any:
        if source.path.name == "p3":
            raise KeyboardInterrupt
        return real(source, *rest)

    out = tmp_path / "out.json"
    words = ("rollup", plans, "-o", out, "--jobs", "1")
    with monkeypatch.context() as patch:
        patch.setattr("qstrong.rollup.work.summarise", stopped)
        assert qstrong(*words, QSTRONG_CACHE=str(tmp_path / "cache")).code == 130
    assert not out.exists()
    seen = counted(monkeypatch)
    assert qstrong(*words, QSTRONG_CACHE=str(tmp_path / "cache")).code == 0
    assert out.exists()
    assert "p3" in seen


def test_processes_write_what_one_writes(qstrong: Run, plans: Path) -> None:
    one = qstrong("rollup", plans, "-f", "json", "--jobs", "1")
    assert one.code == 0
    assert qstrong("rollup", plans, "-f", "json", "--jobs", "2") == one


def test_what_is_shipped(qstrong: Run) -> None:
    result = qstrong("rollup", SHIPPED, "-f", "json")
    rows = {one["id"]: one for one in told(result)["rows"]}
    assert result.code == 1
    assert {name for name, one in rows.items() if one["plan"] and one["plan"]["unread"]} == {"beizhu"}
    assert told(qstrong("rollup", SHIPPED, "-f", "json", "--by", "theme"))["view"] == "theme"


def test_no_plans_at_all(qstrong: Run, tmp_path: Path) -> None:
    result = qstrong("rollup", write_plans(tmp_path, "plans: []\n"), "-f", "json")
    assert (result.code, told(result)["rows"]) == (0, [])


def test_a_folder_stands_for_its_list_and_what_is_not_there_is_said(
    qstrong: Run, plans: Path, tmp_path: Path
) -> None:
    assert qstrong("rollup", plans.parent).out == qstrong("rollup", plans).out
    for missing in (tmp_path / "nowhere.yaml", tmp_path):
        found = qstrong("rollup", missing, "--lang", "en")
        assert (found.code, found.out) == (3, "")
        assert "yaml: write a plans.yaml that lists the plans" in found.err
