"""The pipelines as they are shipped: their steps are run, on real repositories."""

import os
import re
import shutil
import subprocess
import sys
import threading
import venv
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run
from tests.history.repo import ENV, Repo
from tests.problems.specimens import HERE

pytestmark = pytest.mark.posix
FINANCE = "data/progress/finance/2025Q2.yaml"
BIN = Path(sys.executable).parent
PATH = f"{BIN}{os.pathsep}{os.environ['PATH']}"
AT_HAND = {"PIP_NO_BUILD_ISOLATION": "false"}
"""pip builds with this environment's own backend, and fetches none for each run."""
PROJECT = ("qstrong", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
"""What pip needs of this one."""


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo.new(tmp_path / "work")
    shutil.copytree(HERE / "base", made.path / "data")
    made.commit()
    return made


# ── A plain server ──


@pytest.fixture
def server(repo: Repo, tmp_path: Path) -> Path:
    """A bare repository behind file://, with the hook; there the day is one on which 2025Q2 is still open."""
    bare = tmp_path / "server.git"
    repo.git("clone", "-q", "--bare", str(repo.path), str(bare))
    shutil.copy(ROOT / "pipelines/pre-receive", bare / "hooks/pre-receive")
    repo.git("remote", "add", "origin", f"file://{bare}")
    return bare


@pytest.fixture
def push(repo: Repo, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Pushes; qstrong on the server is this one, on a day of the test's own."""
    program = tmp_path / "qstrong"
    program.write_text(
        f'#!/bin/sh\ncase $* in *--history*) set -- "$@" --on "$DAY" ;; esac\nexec {BIN / "python"} -P -m qstrong "$@"\n'
    )
    program.chmod(0o755)

    def run(*words: str, day: str = "2025-07-20", **env: str) -> tuple[int, str]:
        done = subprocess.run(
            ["git", "push", "-q", "origin", *words], cwd=repo.path, capture_output=True, text=True, check=False,
            env=ENV | {"PATH": PATH, "QSTRONG_LANG": "zh", "QSTRONG": str(program), "DAY": day} | env,
        )  # fmt: skip
        return done.returncode, done.stderr

    return run


def accounts(repo: Repo) -> str:
    """units.yaml with an account for each unit and the office; committed."""
    repo.edit("data/units.yaml", "kind: district, aliases", "kind: district, accounts: [caizheng], aliases")
    repo.edit(
        "data/units.yaml",
        "en: Market regulation}, kind: district",
        "en: Market regulation}, kind: district, accounts: [shichang]",
    )
    repo.edit("data/units.yaml", "groups:", "office: {accounts: [zhiliang]}\ngroups:")
    return repo.commit("账号")


def test_a_sound_push_is_taken(repo: Repo, server: Path, push: Callable[..., tuple[int, str]]) -> None:
    repo.edit(FINANCE, "62.15", "62.18")
    head = repo.commit()
    assert push("main")[0] == 0
    assert Repo(server).git("rev-parse", "main") == head


def test_a_broken_push_is_refused_with_the_place(
    repo: Repo, server: Path, push: Callable[..., tuple[int, str]]
) -> None:
    before = Repo(server).git("rev-parse", "main")
    repo.edit(FINANCE, "62.15", "62.15亿元")
    repo.commit()
    code, said = push("main")
    assert code
    assert f"{FINANCE}:8:12: error[Q204]" in said
    assert Repo(server).git("rev-parse", "main") == before
    assert push("main:refs/heads/draft")[0] == 0


@pytest.mark.usefixtures("server")
def test_attributes_hide_nothing_and_the_branch_stays(
    repo: Repo, push: Callable[..., tuple[int, str]]
) -> None:
    repo.write(".gitattributes", "data/** export-ignore\n")
    repo.edit(FINANCE, "62.15", "62.15亿元")
    repo.commit()
    assert "Q204" in push("main")[1]
    code, said = push(":main")
    assert code
    assert "不能删除" in said


@pytest.mark.usefixtures("server")
def test_what_has_closed_stands_on_a_server(repo: Repo, push: Callable[..., tuple[int, str]]) -> None:
    repo.edit(FINANCE, "62.15", "62.18")
    repo.commit()
    code, said = push("main", day="2025-08-01")
    assert code
    assert "Q701" in said
    repo.git("reset", "-q", "--hard", "HEAD~1")
    (repo.path / FINANCE).unlink()
    repo.commit()
    assert "Q702" in push("main")[1]


def test_a_server_takes_no_forced_push(
    repo: Repo, server: Path, push: Callable[..., tuple[int, str]]
) -> None:
    before = repo.git("rev-parse", "HEAD")
    repo.edit("data/units.yaml", "财政局]", "财局]")
    repo.git("add", "-A")
    repo.git("commit", "-q", "--amend", "-m", "改写")
    code, said = push("--force", "main")
    assert code
    assert "不能强制推送" in said
    assert Repo(server).git("rev-parse", "main") == before


def test_by_another_name_a_branch_is_the_same(
    repo: Repo, server: Path, push: Callable[..., tuple[int, str]]
) -> None:
    Repo(server).git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    repo.edit(FINANCE, "62.15", "62.15亿元")
    repo.commit()
    assert "Q204" in push("main:refs/heads/alias")[1]
    repo.git("replace", "HEAD", "HEAD~1")
    code, said = push("refs/replace/*:refs/replace/*")
    assert code
    assert "refs/replace/" in said


@pytest.mark.parametrize(
    "name", ["QSTRONG_ACTOR", "GL_USERNAME", "GITEA_PUSHER_NAME", "GL_USER", "REMOTE_USER"]
)
@pytest.mark.usefixtures("server")
def test_who_pushes_is_the_servers_word(repo: Repo, push: Callable[..., tuple[int, str]], name: str) -> None:
    accounts(repo)
    assert push("main")[0] == 0  # nobody has an account before this one
    repo.edit(FINANCE, "62.15", "62.18")
    repo.commit("改", "2025-07-20")
    code, said = push("main")
    assert code
    assert "QSTRONG_ACTOR" in said
    code, said = push("main", **{name: "shichang"})
    assert code
    assert FINANCE in said
    assert push("main", **{name: "caizheng"})[0] == 0


def test_the_first_data_of_a_server(repo: Repo, tmp_path: Path, push: Callable[..., tuple[int, str]]) -> None:
    """A branch that there isn't yet, or that has no data yet, has nothing to be held against."""
    bare = tmp_path / "new.git"
    Repo.new(tmp_path / "other").git("clone", "-q", "--bare", ".", str(bare))
    shutil.copy(ROOT / "pipelines/pre-receive", bare / "hooks/pre-receive")
    repo.git("remote", "add", "origin", f"file://{bare}")
    repo.git("checkout", "-q", "--orphan", "first")
    repo.git("rm", "-rqf", "--cached", ".")
    repo.write("README.md", "x")
    repo.git("add", "README.md")
    repo.git("commit", "-qm", "README")
    assert push("first:main")[0]  # no data, no branch that counts
    repo.git("push", "-q", "origin", "first:refs/heads/draft")
    Repo(bare).git("branch", "main", "draft")
    repo.git("add", "-A")
    repo.git("commit", "-qm", "数据")
    assert push("first:main")[0] == 0


def test_a_server_with_its_data_at_the_top(
    repo: Repo, tmp_path: Path, push: Callable[..., tuple[int, str]]
) -> None:
    top = Repo.new(tmp_path / "top")
    shutil.copytree(HERE / "base", top.path, dirs_exist_ok=True)
    top.commit()
    bare = tmp_path / "top.git"
    top.git("clone", "-q", "--bare", ".", str(bare))
    shutil.copy(ROOT / "pipelines/pre-receive", bare / "hooks/pre-receive")
    repo.git("remote", "add", "origin", f"file://{bare}")
    repo.git("fetch", "-q", "origin")
    repo.git("checkout", "-qfB", "top", "origin/main")
    repo.edit("progress/finance/2025Q2.yaml", "62.15", "62.18")
    repo.commit()
    assert "Q701" in push("top:main", day="2025-08-01", QSTRONG_FOLDER=".")[1]
    assert push("top:main", QSTRONG_FOLDER=".")[0] == 0


# ── GitHub, GitLab ──


def installed(path: str, tmp_path: Path) -> str:
    """A Python environment of its own, with this one's libraries and its pip, for what a pipeline installs."""
    venv.create(tmp_path / "env", symlinks=True)
    site = next((tmp_path / "env/lib").glob("python*/site-packages"))
    ours = [one for one in sys.path if one.endswith("site-packages")]
    (site / "ours.pth").write_text("\n".join(ours))
    there = tmp_path / "env/bin"
    (there / "pip").write_text(f'#!/bin/sh\nexec {there / "python"} -m pip "$@"\n')
    (there / "pip").chmod(0o755)
    return f"{there}{os.pathsep}{path}"


@pytest.fixture
def branch(tmp_path: Path) -> Repo:
    """A clone of this project with sample data, main, and a branch that breaks a value; main moves on."""
    made = Repo.new(tmp_path / "project")
    for name in PROJECT:
        there = ROOT / name
        (shutil.copytree if there.is_dir() else shutil.copy)(there, made.path / name)
    shutil.copytree(HERE / "base", made.path / "data")
    accounts(made)
    made.git("checkout", "-qb", "pr")
    made.edit(FINANCE, "62.15", "62.15亿元")
    made.commit("改")
    made.git("checkout", "-q", "main")
    made.write(
        "data/progress/market/2025Q3.yaml", "unit: market\nperiod: 2025Q3\nfiled: 2026-01-05\nactions: []\n"
    )
    made.commit("别人")
    return made


def run(script: str, repo: Repo, env: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=repo.path, env=ENV | env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


class GitHub:
    """The workflow's own steps, one after the other, as a runner would run them."""

    def __init__(self, repo: Repo, tmp_path: Path) -> None:
        flow = yaml.safe_load((ROOT / ".github/workflows/data.yml").read_text("utf-8"))
        self.repo, self.temp, self.job = repo, tmp_path, flow["jobs"]["validate"]
        self.steps = {step["name"]: step for step in self.job["steps"] if "run" in step}
        self.summary, self.output = tmp_path / "summary.md", tmp_path / "output"
        (tmp_path / "temp").mkdir()
        self.env = {
            **AT_HAND,
            "PATH": installed(PATH, tmp_path),
            "RUNNER_TEMP": str(tmp_path / "temp"),
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(repo.path),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
        }

    def start(self, event: str, **env: str) -> tuple[int, str]:
        """The first step, after which the base is known."""
        self.env |= {"GITHUB_EVENT_NAME": event}
        code, said = run(
            self.step("base revision")["run"], self.repo, self.env | {"QUEUED": "", "PUSHED": ""} | env
        )
        if code == 0:
            self.env["BASE"] = self.output.read_text().strip().removeprefix("sha=")
        return code, said

    def step(self, name: str) -> dict[str, Any]:
        return next(step for one, step in self.steps.items() if name in one)

    def run(self, name: str, **env: str) -> tuple[int, str]:
        return run(self.step(name)["run"], self.repo, self.env | env)


def test_the_github_workflow(branch: Repo, tmp_path: Path) -> None:
    github = GitHub(branch, tmp_path)
    branch.git("checkout", "-q", "--detach", "main")
    branch.git("merge", "-q", "--no-ff", "-m", "GitHub's own", "pr")
    assert github.start("pull_request")[0] == 0
    assert github.env["BASE"] == branch.git("rev-parse", "main")
    code, said = github.run("Validate")
    assert code == 1
    assert f"::error file={FINANCE},line=8,endLine=8,col=12" in said
    assert "Q204" in github.summary.read_text("utf-8")
    github.run("What changes")
    assert "<details" in github.summary.read_text("utf-8")
    code, said = github.run("another unit", ACTOR="shichang")
    assert code == 1
    assert FINANCE in said
    assert "market" not in said.splitlines()[0]  # what main did meanwhile isn't this one's


def test_a_rightful_pull_request_stays_green_once_main_has_moved(branch: Repo, tmp_path: Path) -> None:
    github = GitHub(branch, tmp_path)
    branch.git("checkout", "-q", "pr")
    branch.git("reset", "-q", "--hard", "HEAD~1")
    branch.write(
        "data/progress/finance/2025Q3.yaml", "unit: finance\nperiod: 2025Q3\nfiled: 2026-01-06\nactions: []\n"
    )
    branch.commit("报")
    branch.git("checkout", "-q", "--detach", "main")
    branch.git("merge", "-q", "--no-ff", "-m", "GitHub's own", "pr")
    assert github.start("pull_request")[0] == 0
    assert github.run("another unit", ACTOR="caizheng")[0] == 0
    _code, said = github.run("Validate")
    assert "Q7" not in said


def test_main_itself_and_the_merge_queue(branch: Repo, tmp_path: Path) -> None:
    before = branch.git("rev-parse", "main")
    branch.edit(FINANCE, "62.15", "63")
    branch.commit("直接推")
    github = GitHub(branch, tmp_path)
    assert github.start("push", PUSHED=before)[0] == 0
    code, said = github.run("Validate")
    assert (code, "Q701" in said) == (1, True)
    shutil.rmtree(tmp_path / "temp/base")
    branch.git("worktree", "prune")
    github.output.unlink()
    assert github.start("merge_group", QUEUED=before)[0] == 0
    assert github.env["BASE"] == before


def test_a_push_onto_nothing_and_onto_what_is_gone(branch: Repo, tmp_path: Path) -> None:
    github = GitHub(branch, tmp_path)
    assert github.start("push", PUSHED="1" * 40)[0]  # pushed over: what was there isn't
    assert github.start("push", PUSHED="0" * 40)[0] == 0
    assert github.env["BASE"] == ""
    assert "Q7" not in github.run("Validate")[1]


def test_what_a_workflow_is_bound_to() -> None:
    flow = yaml.safe_load((ROOT / ".github/workflows/data.yml").read_text("utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    assert set(flow[True]) == {"pull_request", "merge_group", "push"}
    assert not flow[True]["pull_request"]  # no path filter: it sees 300 files
    for name in ("ci", "data"):
        text = (ROOT / f".github/workflows/{name}.yml").read_text("utf-8")
        for job in yaml.safe_load(text)["jobs"].values():
            assert job["timeout-minutes"]
            for step in job["steps"]:
                if "uses" in step:
                    assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
                if "checkout" in step.get("uses", ""):
                    assert step["with"]["persist-credentials"] is False
    assert flow["jobs"]["validate"]["env"]["TZ"]
    assert yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["data"]["variables"]["TZ"]


def gitlab(repo: Repo, tmp_path: Path, **env: str) -> tuple[int, str, list[tuple[str, str]]]:
    """The job as a runner would run it; its exit code, its log and the report."""
    job = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["data"]
    mine = AT_HAND | {"GITLAB_CI": "true", "CI_PROJECT_DIR": str(repo.path)}
    if not (tmp_path / "env").exists():
        installed(PATH, tmp_path)
    mine["PATH"] = f"{tmp_path / 'env/bin'}{os.pathsep}{PATH}"
    code, said = run("\n".join(job["script"]), repo, mine | env)
    (report,) = job["artifacts"]["reports"].values()
    found = yaml.safe_load((repo.path / report).read_text("utf-8"))
    return code, said, [(one["check_name"], one["location"]["path"]) for one in found]


def test_the_gitlab_pipeline(branch: Repo, tmp_path: Path) -> None:
    start = branch.git("merge-base", "main", "pr")
    branch.git("checkout", "-q", "pr")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (branch.path / "qstrong-report").symlink_to(elsewhere)
    branch.commit("链接")
    for _ in range(2):  # the second job finds what the first has left
        code, said, found = gitlab(branch, tmp_path, CI_MERGE_REQUEST_DIFF_BASE_SHA=start)
        assert code == 1, said
        assert f"{FINANCE}:8:12: error[Q204]" in said
        assert found == [("Q204", FINANCE)]
    assert not list(elsewhere.iterdir())


def test_gitlab_reports_what_was_taken_back(branch: Repo, tmp_path: Path) -> None:
    start = branch.git("rev-parse", "main")
    branch.git("checkout", "-qB", "pr", "main")
    branch.edit(FINANCE, "62.15", "63")
    branch.commit("改了")
    code, _, found = gitlab(branch, tmp_path, CI_MERGE_REQUEST_DIFF_BASE_SHA=start)
    assert (code, ("Q701", FINANCE) in found) == (1, True)
    code, _, found = gitlab(branch, tmp_path, CI_COMMIT_BEFORE_SHA="0" * 40)
    assert (code, [one for one in found if one[0].startswith("Q7")]) == (0, [])


def test_gitlab_asks_who_wrote_the_merge_request(branch: Repo, tmp_path: Path) -> None:
    start = branch.git("rev-parse", "main")
    branch.git("checkout", "-qB", "pr", "main")
    branch.write(
        "data/progress/finance/2025Q3.yaml", "unit: finance\nperiod: 2025Q3\nfiled: 2026-01-06\nactions: []\n"
    )
    branch.commit("报")
    asked = []
    author = ""

    class Api(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["PRIVATE-TOKEN"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"author": {"username": "%s"}}' % author.encode())

        def log_message(self, *_: str) -> None:
            pass

    api = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=api.serve_forever, daemon=True).start()
    env = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": start,
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_PROJECT_ID": "3",
        "CI_API_V4_URL": f"http://127.0.0.1:{api.server_port}/api/v4",
        "GITLAB_USER_LOGIN": "zhiliang",  # who pressed the button
        "QSTRONG_OWNERS": "true",
        "QSTRONG_TOKEN": "geheim",
    }
    for who, expected in (("caizheng", 0), ("shichang", 1)):
        author = who
        code, said, _ = gitlab(branch, tmp_path, **env)
        assert ("自己的填报" in said) == (expected == 0), said
        assert code == expected
        assert "geheim" not in said
    api.shutdown()
    assert asked == [("/api/v4/projects/3/merge_requests/7", "geheim")] * 2


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", sorted((ROOT / ".github/workflows").glob("*.yml"))),
        ("vendor.dependabot", [ROOT / ".github/dependabot.yml"]),
        ("vendor.github-issue-forms", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))),
        ("vendor.github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("vendor.gitlab-ci", [ROOT / ".gitlab-ci.yml"]),
    ],
)
def test_the_forges_own_schemas(schema: str, files: list[Path]) -> None:
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing(tmp_path: Path, qstrong: Run) -> None:
    """In the project's own workflows, and in those that `init` writes."""
    zizmor = shutil.which("zizmor", path=PATH)
    if zizmor is None:
        pytest.skip("zizmor isn't installed")
    new = (
        "--title",
        "x",
        "--start",
        "2024",
        "--end",
        "2027",
        "--every",
        "quarter",
        "--unit",
        "A",
        "--ci",
        "github",
    )
    assert qstrong("init", "new", *new, cwd=tmp_path).code == 0
    for project in (ROOT, tmp_path / "new"):
        words = [zizmor, "--offline", "--no-progress", "--strict-collection", str(project / ".github")]
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "data.yml" in done.stderr


def test_every_action_is_pinned() -> None:
    """By a whole hash, with its version beside it; one hash for one version everywhere."""
    places = [*(ROOT / ".github").rglob("*.yml"), ROOT / "qstrong/write/plan/github.yml"]
    used = [found for path in places for found in re.findall(r"uses: *(.*)", path.read_text("utf-8"))]
    assert len(used) > 10
    for one in used:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one
    assert len({one.partition("@")[0] for one in used}) == len({*used})


def test_bugs_are_told_with_what_doctor_says() -> None:
    for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*bug*.yml"):
        asked = {one.get("id"): one for one in yaml.safe_load(path.read_text("utf-8"))["body"]}
        assert "qstrong doctor" in asked["doctor"]["attributes"]["label"]
        assert asked["doctor"]["validations"] == {"required": True}


def test_nothing_of_a_pull_request_is_executed() -> None:
    """No step runs Python with the checkout on its path, and the checker is the base's, outside of it."""
    for name, place in (
        (".github/workflows/data.yml", "$RUNNER_TEMP/base"),
        (".gitlab-ci.yml", "$checker/base"),
    ):
        text = (ROOT / name).read_text("utf-8")
        assert "python -m" not in text
        assert "python -c" not in text
        assert f'pip install --quiet "{place}"' in text
        assert "path: .base" not in text


# ── pre-commit ──


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repo, Path]:
    """The project as a repository of hooks, and where pre-commit keeps what it installs."""
    made = Repo.new(tmp_path_factory.mktemp("hooks"))
    for name in (*PROJECT, ".pre-commit-hooks.yaml"):
        there = ROOT / name
        (shutil.copytree if there.is_dir() else shutil.copy)(there, made.path / name)
    made.commit()
    return made, tmp_path_factory.mktemp("cache")


def link(repo: Repo) -> None:
    (repo.path / "data/progress/market/2025Q3.yaml").symlink_to("../finance/2025Q2.yaml")
    repo.git("add", "-A")


def link_for_the_folder(repo: Repo) -> None:
    repo.git("mv", "data", "elsewhere")
    (repo.path / "data").symlink_to("elsewhere")
    repo.git("add", "-A")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda repo: repo.edit(FINANCE, "62.15", "62.18"), None),
        (lambda repo: repo.edit(FINANCE, "62.15", "62.15亿元"), "Q204"),
        (lambda repo: repo.write("README.md", "x"), None),
        (link, "Q007"),
        (link_for_the_folder, "Q007"),
        (lambda repo: repo.git("rm", "-q", "data/tasks.yaml"), "Q002"),
        (lambda repo: repo.git("rm", "-q", FINANCE), "Q702"),
        (lambda repo: repo.git("rm", "-q", "--cached", FINANCE), "Q702"),
        (lambda repo: repo.git("mv", FINANCE, "data/progress/finance/2025Q3.yaml"), "Q702"),
    ],
)
def test_a_real_pre_commit_run(
    repo: Repo, hooks: tuple[Repo, Path], act: Callable[..., Any], code: str | None
) -> None:
    made, cache = hooks
    repo.write(
        ".pre-commit-config.yaml",
        f"repos: [{{repo: 'file://{made.path}', rev: {made.git('rev-parse', 'HEAD')}, hooks: [{{id: qstrong-validate}}]}}]\n",
    )
    repo.commit("配置")
    act(repo)
    if code != "Q702":
        repo.git("add", "-A")
    home = {"PRE_COMMIT_HOME": str(cache), "PATH": PATH, "QSTRONG_LANG": "zh"}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"], cwd=repo.path, env=ENV | home, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == (1 if code else 0), done.stdout
    assert not code or f"error[{code}]" in done.stdout


def test_a_first_commit_has_nothing_before_it(repo: Repo, qstrong: Run) -> None:
    repo.git("checkout", "-q", "--orphan", "new")
    assert qstrong("validate", "--uncommitted", cwd=repo.path).code == 0
