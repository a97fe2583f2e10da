"""Real git repositories for tests, made by scripts; nobody's configuration is read."""

import os
import subprocess
from pathlib import Path

ENV = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "张三",
    "GIT_AUTHOR_EMAIL": "z@example.org",
    "GIT_COMMITTER_NAME": "张三",
    "GIT_COMMITTER_EMAIL": "z@example.org",
}


class Repo:
    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def new(cls, path: Path) -> "Repo":
        path.mkdir(parents=True, exist_ok=True)
        repo = cls(path)
        repo.git("init", "-q", "-b", "main")
        return repo

    def git(self, *words: str, ok: bool = True, **env: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.path, env={**ENV, **env}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or not ok, done.stderr
        return done.stdout.strip() if ok else done.stderr

    def write(self, name: str, text: str) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def commit(self, message: str = "x", day: str = "2025-07-25") -> str:
        self.git("add", "-A")
        stamp = f"{day}T12:00:00+08:00"
        quick = ("-c", "maintenance.auto=false")  # tidying up afterwards takes longer than the commit
        words = ("commit", "-q", "--allow-empty", "-m", message)
        self.git(*quick, *words, GIT_AUTHOR_DATE=stamp, GIT_COMMITTER_DATE=stamp)
        return self.git("rev-parse", "HEAD")
