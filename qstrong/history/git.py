"""One safe way to run git: argument lists, no hooks, no pager, no prompts, nothing fetched or executed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Literal

Reason = Literal["no_git", "no_repository", "dubious", "unknown_revision", "shallow", "unrelated", "failed"]

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "protocol.allow=never",
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
}
SECONDS = 120


class GitError(Exception):
    """What git can't do here; `detail` is the revision that is meant, or git's own words."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


def command(*words: str) -> list[str]:
    """The command line for git with its settings made safe."""
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    return ["git", "--no-pager", *settings, *words]


def environment() -> dict[str, str]:
    """The process's environment, with git kept quiet; what a hook's caller has set stays."""
    return {**os.environ, **_ENVIRONMENT}


def run(folder: Path, *words: str) -> bytes:
    """What git prints when run in *folder*; raises `GitError`."""
    try:
        done = subprocess.run(  # noqa: S603 (a list of arguments)
            command(*words),
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise GitError("no_git" if folder.is_dir() else "no_repository") from error
    except subprocess.TimeoutExpired as error:
        raise GitError("failed", f"{words[0]}: {SECONDS} s") from error
    if done.returncode:
        raise _error(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def _error(said: str) -> GitError:
    if "dubious ownership" in said:
        return GitError("dubious")
    if "not a git repository" in said:
        return GitError("no_repository")
    return GitError("failed", said.strip().split("\n")[0].removeprefix("fatal: "))
