"""The data at many commits is what each commit's tree is; a target's verdicts there are those of the whole report."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qstrong.assess.assess import assess, assess_alone
from qstrong.check.registry import blocks, settled_problems
from qstrong.history.git import GitError
from qstrong.history.life import entry_events
from qstrong.history.revisions import Repository
from qstrong.history.snapshots import Snapshots
from qstrong.history.tree import Blobs, Tree
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.anyplan.folder import write
from tests.conftest import ROOT, Run
from tests.history.repos import Repo
from tests.problems.specimens import HERE

FINANCE = "data/progress/finance/2025Q2.yaml"


def value(
    number: float, filed: str = "2025-07-10", indicator: str = "rd-expenditure", unit: str = "finance"
) -> str:
    return (
        f"unit: {unit}\nperiod: 2025Q2\nfiled: {filed}\nobservations:\n"
        f"  - indicator: {indicator}\n    value: {number}\n    source: 统计局\n"
    )


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The specimens' plan, whose goals, filings and files change in ways that have a say in verdicts."""
    made = Repo(tmp_path / "r")
    shutil.copytree(HERE / "base", made.data)
    shutil.rmtree(made.data / "progress")
    made.commit("方案", day="2025-06-01")
    plan = (made.data / "targets.yaml").read_text("utf-8")
    gone: dict[str, Any] = {FINANCE: None}
    spelt = value(3, "2025-07-12").replace("rd-expenditure", '"\\x72d-expenditure"')
    made.commit("报", day="2025-07-10", **{FINANCE: value(1), "data/bulletins/README.md": "x"})
    made.commit("别人", day="2025-07-11", **{"data/progress/market/2025Q2.yaml": value(5, unit="market")})
    made.commit("拼", day="2025-07-12", **{FINANCE: spelt})
    made.commit("坏", day="2025-07-13", **{FINANCE: "<<<<<<< HEAD\n"})
    made.commit(
        "破了的方案", day="2025-07-14", **{"data/targets.yaml": "x\n", FINANCE: value(4, "2025-07-12")}
    )
    made.commit(
        "好了的方案", day="2025-07-15", **{"data/targets.yaml": plan, FINANCE: value(6, "2025-07-12")}
    )
    made.commit("删", day="2025-07-16", **gone)
    made.commit("又报", day="2025-07-17", **{FINANCE: value(7, "2025-07-17")})
    return made


def commits(repo: Repo) -> list[str]:
    return repo.git("log", "--reverse", "--format=%H").split()


def test_each_commit_is_as_its_tree(repo: Repo) -> None:
    here = Repository.around(repo.data)
    with Snapshots(here) as snapshots:
        for commit in commits(repo):
            with Tree(here, commit) as tree:
                found = snapshots.at(commit)
                assert {name: leaf.blob for name, leaf in found.leaves.items()} == {
                    name: leaf.blob for name, leaf in tree.leaves.items()
                }
                assert load(found) == load(tree)
                some = snapshots.at(commit, {"finance"})
                assert {name for name in tree.leaves if not name.startswith("progress/market")} == {
                    *some.leaves
                }


def nested(repo: Repo, levels: int, times: int) -> str:
    """A commit in which progress/deep holds folders in each other: few objects, many paths."""

    def made(rows: str) -> str:
        command = ["git", "mktree"]
        done = subprocess.run(command, cwd=repo.root, input=rows, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    blob = repo.git("hash-object", "-w", "data/units.yaml")
    name = made(f"100644 blob {blob}\tx.yaml\n")
    for _ in range(levels):
        name = made("".join(f"040000 tree {name}\td{k}\n" for k in range(times)))
    for folder, child in (("data/progress", "deep"), ("data", "progress"), ("", "data")):
        others = [
            row for row in repo.git("ls-tree", f"HEAD:{folder}").split("\n") if not row.endswith(f"\t{child}")
        ]
        name = made("\n".join([*others, f"040000 tree {name}\t{child}"]) + "\n")
    repo.git("update-ref", "HEAD", repo.git("commit-tree", name, "-p", "HEAD", "-m", "deep"))
    return repo.git("rev-parse", "HEAD")


@pytest.mark.posix
@pytest.mark.parametrize(
    "words",
    [
        ("validate", "--at", "HEAD"),
        ("validate", "--at", "HEAD", "--history", "HEAD~1"),
        ("validate", "--at", "HEAD~1", "--history", "HEAD~1"),
        ("log", "finance"),
        ("log", "--data-id", "0000"),
        ("status", "--at", "HEAD"),
        ("diff", "HEAD~1", "HEAD"),
        ("owners", "--check", "--base", "HEAD~1", "--unit", "finance"),
    ],
)
def test_folders_may_be_as_deep_as_anybody_likes(words: tuple[str, ...], repo: Repo, qstrong: Run) -> None:
    """Deeper than a function may call itself: a problem of the data, and no fault of the program."""
    nested(repo, 1200, 1)
    done = qstrong(*words, cwd=repo.root)
    assert done.code in (0, 1, 2)
    if words[:3] == ("validate", "--at", "HEAD"):
        assert "data/progress/deep: error[Q004]" in done.out


def test_more_files_than_anybody_could_hold(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few objects may list them: so many are taken, and no more."""
    commit, here = nested(repo, 4, 10), Repository.around(repo.data)
    with Snapshots(here) as snapshots:
        assert len(snapshots.at(commit).leaves) > 10_000
    monkeypatch.setattr("qstrong.history.snapshots._MOST", 9_999)
    monkeypatch.setattr("qstrong.history.git.MOST", 100_000)
    with Snapshots(here) as snapshots, pytest.raises(GitError) as caught:
        snapshots.at(commit)
    assert caught.value.reason == "large"
    with pytest.raises(GitError) as caught:
        Tree(here, commit)
    assert caught.value.reason == "large"


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The processes that read blobs."""
    found: list[Any] = []
    start = Blobs._start  # noqa: SLF001

    def counted(self: Blobs) -> Any:
        found.append(start(self))
        return found[-1]

    monkeypatch.setattr(Blobs, "_start", counted)
    return found


def test_one_process_reads_all_and_is_ended(repo: Repo, begun: list[Any]) -> None:
    with Snapshots(Repository.around(repo.data)) as snapshots:
        for commit in commits(repo):
            load(snapshots.at(commit))
        assert [one.returncode for one in begun] == [None]
    assert [one.returncode for one in begun] == [0]


@pytest.mark.parametrize(
    "words",
    [("status", "--at", "HEAD"), ("diff", "HEAD~1", "HEAD"), ("show", "1.1", "--known-on", "2025-07-12")],
)
def test_a_command_leaves_no_process_behind(
    words: tuple[str, ...], repo: Repo, begun: list[Any], qstrong: Run
) -> None:
    assert qstrong(*words, cwd=repo.root).code in (0, 1)
    assert begun
    assert all(one.returncode == 0 for one in begun)


def test_no_link_leads_to_the_data(tmp_path: Path) -> None:
    made = Repo(tmp_path / "r")
    shutil.copytree(HERE / "base", made.data)
    made.commit("方案")
    here = Repository.around(made.data)
    (made.root / "data").rename(made.root / "other")
    (made.root / "data").symlink_to("other")
    made.commit("换成链接")
    with Snapshots(here) as snapshots:
        assert "targets.yaml" in snapshots.at(commits(made)[0]).leaves
        with pytest.raises(GitError, match="link: data"):
            snapshots.at(commits(made)[-1])
        with pytest.raises(GitError, match="failed"):
            snapshots.at("0" * 40)


@pytest.mark.parametrize("severity", ["", "severity: {Q404: {level: error, reason: 从严}}"])
def test_what_log_says_is_what_the_whole_report_says(repo: Repo, qstrong: Run, severity: str) -> None:
    if severity:
        plan = (repo.data / "targets.yaml").read_text("utf-8")
        severe = plan.replace("plan:\n", f"plan:\n  {severity}\n", 1)
        assert severe != plan
        repo.commit(
            "从严", day="2025-07-24", **{"data/targets.yaml": severe, FINANCE: value(8, "2025-07-17")}
        )
        repo.commit("放宽", day="2025-07-25", **{"data/targets.yaml": plan, FINANCE: value(9, "2025-07-17")})
    result = qstrong("log", "rd-expenditure", "--status", "-f", "json", cwd=repo.root)
    assert result.out, result.err
    shown = json.loads(result.out)["events"]
    here = Repository.around(repo.data)
    days = {
        one.commit.sha: one.commit.day
        for one in entry_events(here, ("finance", "market"), lambda _, s: s == "rd-expenditure")
    }
    expected = {}
    for sha, day in days.items():
        with Tree(here, sha) as tree:
            loaded = load(tree)
        if loaded.dataset and not blocks(settled_problems(loaded.dataset, loaded.problems, day)):
            expected[sha] = next(
                one for one in assess(loaded.dataset, day).targets if one.target.id == "rd-expenditure"
            ).status
    assert [(one["commit"], one["status"]) for one in shown if one["status"]] == [
        (one["commit"], expected[one["commit"]]) for one in shown if one["commit"] in expected
    ]
    assert len(shown) >= 8
    assert len(expected) < len(days)  # with a broken plan there is no verdict


@pytest.mark.parametrize("tongue", ["both", "demo", "data"])
def test_a_target_alone_comes_to_what_it_comes_to_among_all(tongue: str, tmp_path: Path) -> None:
    places = {"demo": ROOT / "examples/demo", "data": ROOT / "data"}
    folder = places[tongue] if tongue in places else write(tmp_path / "plan", None)
    dataset = load(Folder(folder)).dataset
    assert dataset
    ends = sorted({one.filed for one in dataset.filings} | {dataset.plan.end})
    for day in ends[:: max(1, len(ends) // 6)]:
        whole = {one.target.id: one for one in assess(dataset, day).targets}
        for target in dataset.targets:
            assert assess_alone(dataset, target.id, day) == whole.get(target.id)
