"""One safe way to run git: argument lists, no hooks, no pager, no prompts, nothing fetched or executed.

Nor does what it prints depend on anybody's settings. Which repository is meant is always said: git that
looks for one by itself takes any folder with HEAD, objects and refs for one, and runs what its config names.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Literal

Reason = Literal[
    "no_git",
    "no_repository",
    "no_commits",
    "dubious",
    "unknown_revision",
    "shallow",
    "partial",
    "unrelated",
    "bare",
    "link",
    "slow",
    "failed",
]

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "core.sshCommand=false",
    "diff.orderFile=/dev/null",
    "diff.relative=false",
    "diff.renames=false",
    "i18n.logOutputEncoding=UTF-8",
    "log.follow=false",
    "log.showSignature=false",  # it would run gpg, or what the repository names in its place
    "protocol.allow=never",
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
)
"""The rest of the user's own settings stand: safe.directory is among them."""
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # a setting for one protocol would outdo protocol.allow
}
_KEPT = (
    "GIT_EXEC_PATH",
    "GIT_CEILING_DIRECTORIES",
    "GIT_OBJECT_DIRECTORY",  # this and the next: what a push brings, in a server's hook
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
)
_SIGNS: tuple[tuple[str, Reason], ...] = (
    ("dubious ownership", "dubious"),
    ("unsafe repository", "dubious"),  # what git said before 2.35.3
    ("not a git repository", "no_repository"),
    ("promisor", "partial"),
    ("' not allowed", "partial"),  # the transport by which it would have fetched
)
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
    """The process's environment without what leads git elsewhere, or names programs for it to run.

    A hook's caller sets GIT_DIR, relative, and GIT_INDEX_FILE: the folder says where to look.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG") or name in _KEPT
    }
    return {**kept, **_ENVIRONMENT}


def named(git_dir: Path, work_tree: Path | None = None) -> tuple[str, ...]:
    """The words that say which repository is meant."""
    return (f"--git-dir={git_dir}", *((f"--work-tree={work_tree}",) if work_tree else ()))


def run(folder: Path, *words: str, fine: tuple[int, ...] = (0,), ceiling: Path | None = None) -> bytes:
    """What git prints when run in *folder*; raises `GitError` where its exit code isn't one of *fine*.

    It looks for a repository below *ceiling* only.
    """
    try:
        done = subprocess.run(  # noqa: S603 (a list of arguments)
            command(*words),
            cwd=folder,
            env={**environment(), **({"GIT_CEILING_DIRECTORIES": str(ceiling)} if ceiling else {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise GitError("no_git" if folder.is_dir() else "no_repository") from error
    except subprocess.TimeoutExpired as error:
        raise GitError("slow", words[0]) from error
    except (OSError, ValueError) as error:  # arguments that no process can be given
        raise GitError("failed", str(error)) from error
    if done.returncode not in fine:
        raise _error(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def _error(said: str) -> GitError:
    """What git *said* on standard error, with its reason."""
    for sign, reason in _SIGNS:
        if sign in said:
            return GitError(reason)
    return GitError("failed", said.strip().split("\n")[0].removeprefix("fatal: "))


def decode(data: bytes) -> str:
    """git's bytes as text; names that aren't UTF-8 keep their bytes, as those of a folder do."""
    return data.decode("utf-8", "surrogateescape")
