"""Git repositories for tests, made by real git, with nobody's settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.conftest import ROOT

DEMO = ROOT / "examples" / "demo"
WHO = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "王五",
    "GIT_AUTHOR_EMAIL": "wang@example.org",
    "GIT_COMMITTER_NAME": "王五",
    "GIT_COMMITTER_EMAIL": "wang@example.org",
}


class Repo:
    """A repository in a folder, to write into and commit."""

    def __init__(self, root: Path, *, data: str = "data", init: bool = True) -> None:
        self.root, self.data = root, root / data
        root.mkdir(parents=True, exist_ok=True)
        if init:
            self.git("init", "-q", "-b", "main")

    def git(self, *words: str, fine: bool = False, **env: str) -> str:
        full = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | WHO | env
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=full, capture_output=True, text=True, check=False
        )
        assert fine or done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str | None) -> None:
        path = self.root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")

    def commit(
        self, message: str = "改", day: str = "2026-01-15", who: str = "王五", **files: str | None
    ) -> str:
        for name, text in files.items():
            self.write(name, text)
        self.git("add", "-A")
        when = f"{day}T10:00:00+0800"
        env: dict[str, Any] = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_NAME": who}
        quick = ("-c", "maintenance.auto=false")  # tidying up afterwards takes longer than the commit
        self.git(*quick, "commit", "-q", "--allow-empty", "-m", message, **env)
        return self.git("rev-parse", "HEAD")


@cache
def _committed(data: str, units: tuple[str, ...]) -> TemporaryDirectory[str]:
    """Made once, as long as this process lasts."""
    folder = TemporaryDirectory()
    repo = Repo(Path(folder.name), data=data)
    shutil.copytree(DEMO, repo.data, ignore=shutil.ignore_patterns("progress") if units else None)
    for unit in units:
        shutil.copytree(DEMO / "progress" / unit, repo.data / "progress" / unit)
    repo.commit("演示", day="2026-11-01")
    return folder


def demo_repo(root: Path, data: str = "data", units: tuple[str, ...] = ()) -> Repo:
    """A repository with the demo in a folder of it, committed once; with *units*, their filings alone."""
    shutil.copytree(_committed(data, units).name, root, symlinks=True, dirs_exist_ok=True)
    return Repo(root, data=data, init=False)
