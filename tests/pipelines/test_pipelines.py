"""The pipelines as they are shipped: their steps are run, on real repositories."""

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.history.repo import ENV, Repo
from tests.problems.specimens import HERE

FINANCE = "data/progress/finance/2025Q2.yaml"
BIN = Path(sys.executable).parent
PATH = f"{BIN}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture
def repo(tmp_path):
    made = Repo.new(tmp_path / "work")
    shutil.copytree(HERE / "base", made.path / "data")
    made.commit()
    return made


# ── A plain server ──


@pytest.fixture
def server(repo, tmp_path):
    """A bare repository behind file://, with the hook."""
    bare = tmp_path / "server.git"
    repo.git("clone", "-q", "--bare", str(repo.path), str(bare))
    shutil.copy(ROOT / "pipelines/pre-receive", bare / "hooks/pre-receive")
    repo.git("remote", "add", "origin", f"file://{bare}")
    return bare


def push(repo, *words):
    done = subprocess.run(
        ["git", "push", "-q", "origin", *words], cwd=repo.path, env=ENV | {"PATH": PATH, "QSTRONG_LANG": "zh"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def test_a_sound_push_is_taken(repo, server):
    repo.edit(FINANCE, "62.15", "62.18")
    head = repo.commit()
    assert push(repo, "main")[0] == 0
    assert Repo(server).git("rev-parse", "main") == head


def test_a_broken_push_is_refused_with_the_place(repo, server):
    before = Repo(server).git("rev-parse", "main")
    repo.edit(FINANCE, "62.15", "62.15亿元")
    repo.commit()
    code, said = push(repo, "main")
    assert code
    assert f"{FINANCE}:8:12: error[Q204]" in said
    assert Repo(server).git("rev-parse", "main") == before
    assert push(repo, "main:refs/heads/draft")[0] == 0


def test_attributes_hide_nothing_and_the_branch_stays(repo, server):
    repo.write(".gitattributes", "data/** export-ignore\n")
    repo.edit(FINANCE, "62.15", "62.15亿元")
    repo.commit()
    assert "Q204" in push(repo, "main")[1]
    code, said = push(repo, ":main")
    assert code
    assert "不能删除" in said


# ── GitHub, GitLab ──


def installed(path, tmp_path):
    """A Python environment of its own, with this one's libraries, for what a pipeline installs."""
    venv.create(tmp_path / "env", with_pip=True, symlinks=True)
    site = next((tmp_path / "env/lib").glob("python*/site-packages"))
    ours = [one for one in sys.path if one.endswith("site-packages")]
    (site / "ours.pth").write_text("\n".join(ours))
    return f"{tmp_path / 'env/bin'}{os.pathsep}{path}"


@pytest.fixture
def branch(tmp_path):
    """A clone of this project's tree, with a branch that breaks a value and another that doesn't."""
    made = Repo.new(tmp_path / "project")
    for name in ("qstrong", "pyproject.toml", "README.md", "data"):
        there = ROOT / name
        (shutil.copytree if there.is_dir() else shutil.copy)(there, made.path / name)
    base = made.commit()
    shutil.rmtree(made.path / "data")
    shutil.copytree(HERE / "base", made.path / "data")
    made.edit(FINANCE, "62.15", "62.15亿元")
    made.commit()
    return made, base


def run(script, repo, env):
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=repo.path, env=ENV | env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.posix
def test_the_github_workflow(branch, tmp_path):
    repo, base = branch
    flow = yaml.safe_load((ROOT / ".github/workflows/data.yml").read_text("utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    steps = flow["jobs"]["validate"]["steps"]
    assert all(
        step["with"].get("persist-credentials") is False
        for step in steps
        if "checkout" in step.get("uses", "")
    )
    repo.git("worktree", "add", "-q", "--detach", ".base", base)
    summary = tmp_path / "summary.md"
    env = {
        "PATH": installed(PATH, tmp_path),
        "BASE": base,
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(repo.path),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    install, validate, diff, owners = (step for step in steps if "run" in step)
    code, said = run(install["run"], repo, env)
    assert code == 0, said
    code, said = run(validate["run"], repo, env)
    assert code == 1
    assert f"::error file={FINANCE},line=8,endLine=8,col=12" in said
    assert "Q204" in summary.read_text("utf-8")
    run(diff["run"], repo, env)
    assert "<details" in summary.read_text("utf-8")
    assert "QSTRONG_OWNERS" in owners["if"]
    code, said = run(owners["run"], repo, env | {"ACTOR": "nobody"})
    assert code == 1
    assert FINANCE in said or "nobody" in said


@pytest.mark.posix
def test_the_gitlab_pipeline(branch, tmp_path):
    repo, base = branch
    job = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["data"]
    env = {
        "PATH": installed(PATH, tmp_path),
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "GITLAB_CI": "true",
        "CI_PROJECT_DIR": str(repo.path),
    }
    code, said = run("\n".join(job["script"]), repo, env)
    assert code == 1, said
    assert f"{FINANCE}:8:12: error[Q204]" in said
    (report,) = job["artifacts"]["reports"].values()
    found = yaml.safe_load((repo.path / report).read_text("utf-8"))
    assert [(one["check_name"], one["location"]["path"]) for one in found] == [("Q204", FINANCE)]


@pytest.mark.posix
@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", sorted((ROOT / ".github/workflows").glob("*.yml"))),
        ("vendor.gitlab-ci", [ROOT / ".gitlab-ci.yml"]),
    ],
)
def test_the_forges_own_schemas(schema, files):
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_of_a_pull_request_is_executed():
    """No step runs Python with the checkout on its path, and the checker is the base's."""
    for name in (".github/workflows/data.yml", ".gitlab-ci.yml"):
        text = (ROOT / name).read_text("utf-8")
        assert "python -m" not in text
        assert re.search(r"pip install --quiet \./\.base", text)


# ── pre-commit ──


@pytest.mark.posix
@pytest.mark.parametrize(("old", "new", "code"), [("62.15", "62.18", 0), ("62.15", "62.15亿元", 1)])
def test_a_real_pre_commit_run(repo, tmp_path, old, new, code):
    hooks = Repo.new(tmp_path / "hooks")
    for name in ("qstrong", "pyproject.toml", "README.md", ".pre-commit-hooks.yaml"):
        there = ROOT / name
        (shutil.copytree if there.is_dir() else shutil.copy)(there, hooks.path / name)
    revision = hooks.commit()
    repo.write(
        ".pre-commit-config.yaml",
        f"repos: [{{repo: 'file://{hooks.path}', rev: {revision}, hooks: [{{id: qstrong-validate}}]}}]\n",
    )
    repo.edit(FINANCE, old, new)
    repo.git("add", "-A")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "PATH": PATH, "QSTRONG_LANG": "zh"}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"], cwd=repo.path, env=ENV | home, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout
    assert ("error[Q204]" in done.stdout) == bool(code)
