"""The life of what was filed: every commit that touched it, and none that didn't."""

import json
from pathlib import Path
from typing import Any

import pytest

from qstrong.history.life import entry_events
from qstrong.history.revisions import Repository
from tests.conftest import Run
from tests.history.repos import Repo
from tests.problems.specimens import HERE

FINANCE, MARKET = "data/progress/finance/2025Q2.yaml", "data/progress/market/2025Q2.yaml"


def value(
    number: int, *more: str, indicator: str = "gdp", filed: str = "2025-07-10", period: str = "2025Q2"
) -> str:
    rows = "".join(f"    {row}\n" for row in more)
    head = f"unit: finance\nperiod: {period}\nfiled: {filed}\nobservations:\n"
    return f"{head}  - indicator: {indicator}\n    value: {number}\n{rows}"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The specimens' plan, and a value that is filed, edited, broken, mended, and revised."""
    import shutil

    made = Repo(tmp_path / "r")
    shutil.copytree(HERE / "base", made.data)
    shutil.rmtree(made.data / "progress")
    made.commit("方案", day="2025-06-01")
    made.commit(
        "报", day="2025-07-10", who="李四", **{FINANCE: value(1), MARKET: value(7, indicator="other")}
    )
    made.commit("改", day="2025-07-11", who="张三", **{FINANCE: value(2, "source: 统计局")})
    made.commit(
        "说明", day="2025-07-12", **{"README.md": "x", FINANCE: value(2, "source: 统计局") + "# 注\n"}
    )
    made.commit("坏", day="2025-07-13", **{FINANCE: "<<<<<<< HEAD\n"})
    made.commit("好", day="2025-07-14", **{FINANCE: value(2, "source: 统计局")})
    revised = value(
        3, "period: 2025Q2", "flag: revised", "reason: 年报修订", filed="2025-10-10", period="2025Q3"
    )
    made.commit("订", day="2025-10-10", **{FINANCE.replace("Q2", "Q3"): revised})
    gone: dict[str, Any] = {FINANCE: None}
    made.commit("删", day="2025-10-11", **gone)
    return made


def told(repo: Repo, *units: str, subject: str = "gdp", revision: str = "HEAD") -> list[tuple[Any, ...]]:
    events = entry_events(
        Repository.around(repo.data),
        units or ("finance", "market"),
        lambda _, name: name == subject,
        revision,
    )
    return [
        (one.commit.subject, one.commit.author, str(one.filing), str(one.period), *(getattr(entry, "value", None) for entry in (one.old, one.new)))
        for one in events
    ]  # fmt: skip


def test_each_value_with_its_commit(repo: Repo) -> None:
    assert told(repo) == [
        ("报", "李四", "2025Q2", "2025Q2", None, 1),
        ("改", "张三", "2025Q2", "2025Q2", 1, 2),
        ("坏", "王五", "2025Q2", "2025Q2", 2, None),
        ("好", "王五", "2025Q2", "2025Q2", None, 2),
        ("订", "王五", "2025Q3", "2025Q2", None, 3),
        ("删", "王五", "2025Q2", "2025Q2", 2, None),
    ]
    assert [row[0] for row in told(repo, revision="HEAD~5")] == ["报", "改"]
    assert told(repo, "nobody") == told(repo, subject="none") == []
    assert entry_events(Repository.around(repo.data), (), lambda _, __: True) == []


@pytest.mark.posix
def test_other_files_are_passed_over(repo: Repo) -> None:
    repo.commit(
        "杂", **{"data/progress/finance/notes.txt": "x", "data/progress/finance/2025Q4.yml": value(9)}
    )
    repo.commit("深", **{"data/progress/finance/old/2025Q4.yaml": value(9)})
    (repo.root / FINANCE).symlink_to("2025Q3.yaml")
    repo.commit("链")
    assert told(repo)[-1][0] == "删"


def test_what_a_merge_brings_stands_once(repo: Repo) -> None:
    later = value(4, period="2025Q4", filed="2026-01-10")
    repo.git("switch", "-q", "-c", "side")
    repo.commit("旁", **{FINANCE.replace("Q2", "Q4"): later})
    repo.git("switch", "-q", "main")
    repo.commit("别的", **{MARKET: value(8, indicator="other")})
    repo.git("merge", "-q", "--no-ff", "-m", "合", "side")
    assert [row[0] for row in told(repo)][-2:] == ["删", "旁"]


def test_what_a_merge_itself_changes_is_told(repo: Repo) -> None:
    repo.git("switch", "-q", "-c", "side")
    repo.commit("旁", **{FINANCE.replace("Q2", "Q4"): value(4, period="2025Q4", filed="2026-01-10")})
    repo.git("switch", "-q", "main")
    repo.commit("主", **{FINANCE.replace("Q2", "Q4"): value(5, period="2025Q4", filed="2026-01-10")})
    repo.git("merge", "-q", "--no-commit", "side", fine=True)
    repo.commit("合", **{FINANCE.replace("Q2", "Q4"): value(6, period="2025Q4", filed="2026-01-10")})
    assert told(repo)[-1] == ("合", "王五", "2025Q4", "2025Q4", 5, 6)


# The command


@pytest.fixture
def demo(tmp_path: Path) -> Repo:
    """The demo, a filing of which was edited in place, and a revision filed."""
    from tests.history.repos import demo_repo

    made = demo_repo(tmp_path / "demo")
    name = "data/progress/science/2026Q1.yaml"
    text = (made.root / name).read_text(encoding="utf-8")
    made.commit(
        "改", day="2026-11-02", who="张\x1b[2J三", **{name: text.replace("value: 4436", "value: 4437")}
    )
    return made


def test_a_target(demo: Repo, qstrong: Run) -> None:
    out = qstrong("log", "高新技术企业数", "--status", cwd=demo.root).out
    assert "[演示数据]" in out
    lines = out.splitlines()
    assert lines[-2].split()[:5] == ["2026-11-01", "王五", "2026Q1", "2025", "4436"]
    assert "填报写的是 2026-04-" in lines[-2]  # committed on another day than it says
    assert "4436 家 → 4437 家" in lines[-1]
    assert "原处改动" in lines[-1]
    assert "张\\x1b[2J三" in lines[-1]
    assert "已达目标" in lines[-1]
    assert "状态" not in qstrong("log", "high-tech-enterprises", cwd=demo.root).out
    assert "4436 家 -> 4437 家" in qstrong("log", "high-tech-enterprises", "--ascii", cwd=demo.root).out


@pytest.mark.parametrize(
    ("name", "said"),
    [("1.1", "推进中"), ("任务1", "1.1 支持企业"), ("区科创局", "高新技术企业数"), ("science", "累计3家")],
)
def test_an_action_a_task_and_a_unit(name: str, said: str, demo: Repo, qstrong: Run) -> None:
    result = qstrong("log", name, cwd=demo.root)
    assert result.code == 0
    assert said in result.out


def test_the_formats(demo: Repo, qstrong: Run) -> None:
    found = json.loads(qstrong("log", "high-tech-enterprises", "--status", "-f", "json", cwd=demo.root).out)
    assert found["plan"]["synthetic"]
    first, last = found["events"][-2:]
    assert (first["old"], first["new"]["value"], last["old"]["value"], last["new"]["value"]) == (
        None,
        4436,
        4436,
        4437,
    )
    assert (last["committed"], last["path"]) == ("2026-11-02T10:00:00+08:00", "progress/science/2026Q1.yaml")
    assert last["status"] == "achieved"
    actions = json.loads(qstrong("log", "1.1", "-f", "json", cwd=demo.root).out)["events"]
    assert actions[0]["new"]["state"] == "in_progress"
    for form in ("md", "csv", "html", "plain", "terminal"):
        assert "4437" in qstrong("log", "high-tech-enterprises", "-f", form, cwd=demo.root).out


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(columns: int, demo: Repo, qstrong: Run) -> None:
    from wcwidth import wcswidth

    for words in (("science",), ("high-tech-enterprises", "--status")):
        out = qstrong("log", *words, "-f", "terminal", cwd=demo.root, columns=columns).out
        assert max(map(wcswidth, out.splitlines())) <= columns


def test_what_is_not_committed_is_told(demo: Repo, qstrong: Run) -> None:
    assert "没提交" not in qstrong("log", "1.1", cwd=demo.root).out
    demo.write("README.md", "x")
    assert "没提交" not in qstrong("log", "1.1", cwd=demo.root).out
    path = "data/progress/science/2026Q2.yaml"
    demo.write(path, (demo.root / path).read_text(encoding="utf-8") + "\n")
    assert "没提交" in qstrong("log", "1.1", cwd=demo.root).out
    assert "没提交" not in qstrong("log", "1.1", "--at", "HEAD", cwd=demo.root).out


def test_a_history_that_is_cut_off_or_bare_or_not_there(demo: Repo, qstrong: Run, tmp_path: Path) -> None:
    demo.git("clone", "-q", "--depth=1", f"file://{demo.root}", str(tmp_path / "shallow"))
    assert "git fetch --unshallow" in qstrong("log", "1.1", cwd=tmp_path / "shallow").out
    demo.git("clone", "-q", "--bare", str(demo.root), str(tmp_path / "bare.git"))
    bare = qstrong("log", "high-tech-enterprises", "--at", "main", cwd=tmp_path / "bare.git")
    assert "4437" in bare.out
    result = qstrong("log", "1.1", "--data", "examples/demo", "--at", "no-such")
    assert result.code == 2


def test_an_empty_repository_and_none(tmp_path: Path, qstrong: Run) -> None:
    import shutil

    from tests.history.repos import DEMO

    shutil.copytree(DEMO, tmp_path / "data")
    result = qstrong("log", "1.1", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "git init" in result.err
    repo = Repo(tmp_path)
    result = qstrong("log", "1.1", cwd=tmp_path)
    assert result.code == 2
    assert "git commit" in result.err
    repo.write(".gitignore", "data\n")
    repo.commit()
    assert "还没有" in qstrong("log", "1.1", cwd=tmp_path).out


def test_an_unknown_name(demo: Repo, qstrong: Run) -> None:
    assert qstrong("log", "没有这个", cwd=demo.root).code == 2
