"""One safe way to run git: argument lists, no hooks, no pager, no prompts, nothing fetched or executed.

Nor does what it prints depend on anybody's settings. Which repository is meant is always said: git that
looks for one by itself takes any folder with HEAD, objects and refs for one, and runs what its config names.
It is run in the repository's own folder and asked for objects alone: no work tree, so neither attributes nor
filters, nor anything else of the tree under check.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

GitReason = Literal[
    "no_git", "no_repository", "no_commits", "dubious", "unknown_revision", "shallow", "partial",
    "unrelated", "link", "submodule", "inside", "itself", "broken", "large", "slow", "failed",
]  # fmt: skip

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "core.sshCommand=false",
    "color.ui=false",
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
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # a setting for one protocol would outdo protocol.allow
}
_KEPT = ("GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES")
_PUSHED = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
"""Where what a push brings lies while a server's hook runs; elsewhere the first two mean nothing here."""
_SIGNS: tuple[tuple[str, GitReason], ...] = (
    ("dubious ownership", "dubious"),
    ("unsafe repository", "dubious"),  # what git said before 2.35.3
    ("not a git repository", "no_repository"),
    ("promisor", "partial"),
    ("' not allowed", "partial"),  # the transport by which it would have fetched
)
SECONDS = 120
MOST = 64 * 1024 * 1024
"""So many bytes are taken of what git prints: names of half a million files. A few small trees, each in the
other several times, may name more than anybody could hold."""


class GitError(Exception):
    """What git can't do here; `detail` is the revision that is meant, or git's own words."""

    def __init__(self, reason: GitReason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


def environment() -> dict[str, str]:
    """The process's environment without what leads git elsewhere, or names programs for it to run."""
    kept = (*_KEPT, *(_PUSHED if "GIT_QUARANTINE_PATH" in os.environ else ()))
    mine = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CONFIG_") or name in kept
    }
    return {**mine, **_ENVIRONMENT}


def _program() -> str:
    """git itself, by the absolute entries of $PATH: no folder that one happens to be in counts."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = (shutil.which(str(Path(one) / "git")) for one in folders if Path(one).is_absolute())
    program = next(filter(None, found), None)
    if program is None:
        raise GitError("no_git")
    return program


def _safe() -> list[str]:
    """git, with its settings made safe."""
    return [_program(), "--no-pager", *(part for setting in _SETTINGS for part in ("-c", setting))]


def git_command(git_dir: Path, *words: str) -> list[str]:
    """The command line for git in the repository *git_dir*, with its settings made safe."""
    return [*_safe(), f"--git-dir={git_dir}", *words]


def run(
    folder: Path, *words: str, fine: tuple[int, ...] = (0,), more: Mapping[str, str] | None = None
) -> bytes:
    """What git prints when run in *folder*; raises `GitError` where its exit code isn't one of *fine*.

    *words* say which repository is meant; *more* are variables of git's environment.
    """
    try:
        code, printed, said = _done([*_safe(), *words], folder, {**environment(), **(more or {})})
    except (FileNotFoundError, NotADirectoryError) as error:
        raise GitError("no_repository") from error
    except subprocess.TimeoutExpired as error:
        raise GitError("slow", words[0]) from error
    except (OSError, ValueError) as error:  # arguments that no process can be given
        raise GitError("failed", str(error)) from error
    if len(printed) > MOST:
        raise GitError("large")
    if code not in fine:
        raise _error(said.decode("utf-8", "replace"))
    return printed


def _done(command: list[str], folder: Path, env: Mapping[str, str]) -> tuple[int, bytes, bytes]:
    """The exit code of a *command*, and what it printed and said; ended where it prints more than `MOST`."""
    said: list[bytes] = []
    with subprocess.Popen(  # noqa: S603 (a list of arguments)
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        out, err = process.stdout, process.stderr
        assert out
        assert err
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(SECONDS, give_up)
        listening = threading.Thread(target=lambda: said.append(err.read()))
        for one in (timer, listening):
            one.daemon = True  # who is interrupted doesn't wait for them
            one.start()
        try:
            printed = out.read(MOST + 1)
            process.kill() if len(printed) > MOST else process.wait()
        finally:
            timer.cancel()
        listening.join()
    if late.is_set():
        raise subprocess.TimeoutExpired(command, SECONDS)
    return process.returncode, printed, said[0]


def _error(said: str) -> GitError:
    """What git *said* on standard error, with its reason."""
    for sign, reason in _SIGNS:
        if sign in said:
            return GitError(reason, _first(said) if reason == "partial" else "")
    return GitError("failed", _first(said))


def _first(said: str) -> str:
    """What git gave up for; it may have warned and advised before."""
    lines = said.strip().split("\n")
    k = next((k for k, line in enumerate(lines) if line.startswith("fatal: ")), 0)
    more = lines[k + 1].strip() if lines[k].endswith(":") and len(lines) > k + 1 else ""
    return f"{lines[k]} {more}".removeprefix("fatal: ").removeprefix("warning: ").rstrip()


@contextmanager
def naming(what: str) -> Iterator[None]:
    """Says that *what* is meant, where a partial clone hasn't got what git is asked for."""
    try:
        yield
    except GitError as error:
        raise GitError("partial", what) if error.reason == "partial" else error from error


def git_text(data: bytes) -> str:
    """git's bytes as text; names that aren't UTF-8 keep their bytes, as those of a folder do."""
    return data.decode("utf-8", "surrogateescape")
