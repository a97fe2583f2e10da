"""Where the repository of a data folder is: never one that the tree under check could contain.

Found by `.git`, a name that git tracks for nobody, from the data folder upwards; or named by $GIT_DIR,
which a server sets for its hooks. A folder with HEAD, objects and refs is a repository for git, wherever
it lies: here it is one only where nothing of the data is on disk. And what a repository borrows from
elsewhere (its own folder, objects, settings) mustn't come from the work tree either.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qstrong.history.git import GitError, git_text, run
from qstrong.read.source import PLAN_FILES, link_above, tops_above

_PARTIAL = re.compile(r"extensions\.partialclone|remote\..*\.promisor")


class DataPlace(NamedTuple):
    """A repository, and where in it the data folder stands."""

    root: Path
    """The work tree's top, or the bare repository."""
    prefix: str
    """The data folder from the top, with `/`; empty where it is the top."""
    git_dir: Path
    bare: bool
    partial: bool
    """Whether contents may not have been fetched."""


def place_of(folder: Path) -> DataPlace:
    """The place of *folder*, which in a bare repository needn't be on disk; raises `GitError`."""
    here = Path(os.path.abspath(folder))  # noqa: PTH100 (`..` goes, links stay)
    on_disk = any(os.path.lexists(here / name) for name in PLAN_FILES)
    server = Path(os.path.abspath(os.environ["GIT_DIR"])) if os.environ.get("GIT_DIR") else None  # noqa: PTH100
    for up in (here, *here.parents):
        if up.name == ".git" or (up == server and not on_disk):
            return _bare(up, here)
        if os.path.lexists(up / ".git"):
            return _work_tree(here, tops_above(folder))
    up = next(up for up in (here, *here.parents) if up.is_dir())
    if on_disk or git_text(_discover(up, "--is-bare-repository", bare=True)) != "true\n":
        raise GitError("no_repository")
    return _bare(up, here)


def _bare(up: Path, here: Path) -> DataPlace:
    return DataPlace(up, _from(up, here), up, bare=True, partial=_settings(up, None))


def _work_tree(here: Path, tops: list[Path]) -> DataPlace:
    """The place of *here* in the work tree whose top is the first of *tops*; the others are around it."""
    top, *outer = tops
    link = link_above(here)
    if link:
        raise GitError("link", str(link))
    try:
        said = git_text(_discover(top, "--absolute-git-dir", "--git-common-dir"))
    except GitError as error:
        raise GitError("broken", str(top / ".git")) if error.reason == "no_repository" else error from error
    dirs = said.removesuffix("\n").split("\n")
    git_dir, common = (top / one for one in dirs)
    for borrowed in (git_dir, common, *_objects(common / "objects")):
        if any(_of_the_tree(borrowed, one) for one in tops):
            raise GitError("inside", str(borrowed))
    for one in outer:
        _tracked_by(one, top)
    return DataPlace(top.resolve(), _from(top, here), git_dir, bare=False, partial=_settings(git_dir, top))


def _from(top: Path, here: Path) -> str:
    return "" if here == top else here.relative_to(top).as_posix()


def _discover(folder: Path, *words: str, bare: bool = False) -> bytes:
    """What git by itself says of the repository whose top *folder* is: it refuses one that is another's."""
    setting = ("-c", f"safe.bareRepository={'all' if bare else 'explicit'}")
    return run(folder, *setting, "rev-parse", *words, more={"GIT_CEILING_DIRECTORIES": str(folder.parent)})


def _objects(folder: Path, depth: int = 5) -> Iterator[Path]:
    """The folders from which that of objects borrows, as git follows them."""
    try:
        lines = (folder / "info" / "alternates").read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines if depth else ():
        if line and not line.startswith(b"#"):
            other = folder / os.fsdecode(_unquoted(line))
            yield other
            yield from _objects(other, depth - 1)


def _unquoted(line: bytes) -> bytes:
    """A path of that list; git takes one in quotes as C has them."""
    if line[:1] != b'"' or line[-1:] != b'"':
        return line
    try:
        return line[1:-1].decode("unicode_escape").encode("latin-1")
    except UnicodeError:
        return line


def _of_the_tree(path: Path, top: Path) -> bool:
    """Whether *path*, which git would use, lies in the work tree *top*, and not below a `.git`."""
    real, root = path.resolve(), top.resolve()
    return real.is_relative_to(root) and ".git" not in real.relative_to(root).parts


def _tracked_by(outer: Path, top: Path) -> None:
    """Raises `GitError` where *top* is a submodule for the repository around it."""
    try:
        git_dir = git_text(_discover(outer, "--absolute-git-dir")).removesuffix("\n")
        parts = top.relative_to(outer).parts
        names = ["/".join(parts[:k]) for k in range(1, len(parts) + 1)]
        rows = git_text(run(Path(git_dir), f"--git-dir={git_dir}", "ls-tree", "-z", "HEAD", "--", *names))
    except GitError:  # another's, or without a commit: nothing to go by
        return
    for row in filter(None, rows.split("\0")):
        if row.startswith("16"):
            raise GitError("submodule", row.partition("\t")[2])


def _settings(git_dir: Path, top: Path | None) -> bool:
    """Whether the repository is a partial clone; raises `GitError` where settings come from its tree."""
    listed = git_text(run(git_dir, f"--git-dir={git_dir}", "config", "--list", "--show-origin", "-z"))
    parts = listed.split("\0")
    origins = [git_dir / one.removeprefix("file:") for one in parts[:-1:2] if one.startswith("file:")]
    root = top.resolve() if top else None
    names = {
        path.relative_to(root).as_posix()
        for origin in dict.fromkeys(origins)
        for path in (Path(os.path.normpath(origin)), origin.resolve())
        if root and path.is_relative_to(root) and ".git" not in path.relative_to(root).parts
    }
    if names and run(git_dir, f"--git-dir={git_dir}", "ls-tree", "HEAD", "--", *names, fine=(0, 128)):
        raise GitError("inside", ", ".join(sorted(names)))
    return any(_PARTIAL.fullmatch(one.partition("\n")[0]) for one in parts[1::2])
