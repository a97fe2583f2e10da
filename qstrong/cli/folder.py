"""Where the data folder is."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qstrong.read.source import Folder

_BLOCK = r"""(?mx)^(['"]?)plan\1[ ]*:[ \t]*(?:[&!]\S+[ \t]*)?(?:\#.*)?\r?\n   # and no more in that line
        (?:[ \t]*(?:\#.*)?\r?\n)*                                  # blank lines and comments
        (?P<lines>(?P<indent>[ ]+)[^\s{].*(?:\r?\n|\Z)
        (?:(?:(?P=indent).*|[ \t]*(?:\#.*)?)(?:\r?\n|\Z))*)"""
_FLOW = r"""(?m)^(?:(['"]?)plan\1[ ]*:[ \t\r\n]*|(?:---\s+)?)\{"""
_PIECE = r"""(?x)(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')
        | (?<!\S)\#.* | (?P<sign>[{}\[\],]|:(?=[\s"'{\[]))
        | (?P<plain>[^\s{}\[\],"'](?:(?!:\s|\s\#)[^{}\[\],\r\n])*)"""
_KEY = r"""(?m)^{indent}(['"]?)language\1[ ]*:[ \t]*(['"]?)([a-z]{{2,3}})\2[ \t]*(?:\#.*)?\r?$"""
"""Looked for without the library that reads YAML, which is slow to start; compiled when they are needed."""


_MOST = 1_000_000
"""So many characters of targets.yaml are looked at before it is read."""


def spoken(folder: Path | None) -> str | None:
    """The language of a folder's plan, where it says one: messages are said before anything is read.

    A pipe or a device of that name isn't opened: one would wait for it.
    """
    path = (folder or Path()) / "targets.yaml"
    try:
        if not path.is_file():
            return None
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            text = file.read(_MOST)
    except OSError:
        return None
    return said_by(text) if "language" in text else None


def said_by(text: str) -> str | None:
    """`plan.language` of the text of a targets.yaml."""
    block = re.search(_BLOCK, text)
    if block:
        found = re.search(_KEY.format(indent=block["indent"]), block["lines"])
        return found[3] if found else None
    flow = re.search(_FLOW, text)
    return _in_flow(text[flow.end() :], ["plan"] if "plan" in flow[0] else []) if flow else None


def _in_flow(text: str, within: list[str]) -> str | None:
    """The same in braces: *text* stands right behind the one that is open at the key *within*."""
    keys, last, outside = [*within, ""], "", len(within)
    for token in re.finditer(_PIECE, text):
        sign, word = token["sign"], token["quoted"] or token["plain"]
        if word:
            last = word.rstrip().strip("\"'")
            if keys == ["plan", "language"]:
                return last if re.fullmatch("[a-z]{2,3}", last) else None
        elif sign == ":":
            keys[-1] = last
        elif sign == ",":
            keys[-1] = ""
        elif sign in ("{", "["):
            keys.append("")
        elif sign:
            keys.pop()
            if len(keys) == outside:
                return None
    return None


def plan_in(folder: Path) -> Path:
    """The *folder* with a plan's files, or the `data` in it that has them where it has none."""
    inner = folder / "data"
    return inner if (inner / "targets.yaml").exists() and not (folder / "targets.yaml").exists() else folder


def find_data(stated: Path | None) -> Path | None:
    """--data, else $QSTRONG_DATA, else the nearest data/targets.yaml upwards from here.

    OSError where there is no way to know where here is: a working directory that was removed.
    """
    if stated or os.environ.get("QSTRONG_DATA"):
        return plan_in(stated or Path(os.environ["QSTRONG_DATA"]))
    here = Path.cwd()
    return next(
        (up / "data" for up in (here, *here.parents) if (up / "data" / "targets.yaml").is_file()), None
    )


def _stated_data(argv: list[str]) -> Path | None:
    """The folder of --data, wherever it stands."""
    for k, word in enumerate(argv):
        if word == "--data" and k + 1 < len(argv):
            return Path(argv[k + 1])
        if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
    return None


def folders_own(argv: list[str]) -> str | None:
    """The language of the plan that is asked about, where it says one and can be found."""
    try:
        return spoken(find_data(_stated_data(argv)))
    except OSError:
        return None  # the command itself says what is the matter


_NO = ("", "0", "off", "no", "false")


def cache_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where what was read is kept: $QSTRONG_CACHE, else in the user's own cache folder; None: nowhere.

    That is so where $QSTRONG_CACHE says off, where nobody has a home, and in CI, which begins anew each time.
    """
    stated = environ.get("QSTRONG_CACHE", "")
    if stated:
        return None if stated.lower() in _NO else Path(stated).absolute()
    if environ.get("CI", "").lower() not in _NO:
        return None
    home = environ.get("HOME", "")
    if platform == "win32":
        found = environ.get("LOCALAPPDATA", "")
    elif platform == "darwin":
        found = f"{home}/Library/Caches" if home else ""
    else:
        found = environ.get("XDG_CACHE_HOME", "")  # to be ignored, says its specification, if not absolute
        found = found if Path(found).is_absolute() else f"{home}/.cache" if home else ""
    return Path(found) / "qstrong" if Path(found).is_absolute() else None


def opened(data: Path, *, cached: bool = True) -> Folder:
    """The *data* folder to read, together with what is kept of it unless it isn't to be *cached*."""
    from qstrong.read.source import Folder

    source = Folder(data)
    where = cache_folder(os.environ) if cached else None
    if where and not where.resolve().is_relative_to(data.resolve()):  # never among the data
        from qstrong.read.cache.file import file_for
        from qstrong.read.cache.store import Store

        source.cache = Store(source, file_for(where, data))
    return source


def typed_path(text: str) -> Path | str:
    """The path that was typed; a blank stays one: it would be this folder, which nobody has named."""
    return Path(text) if text.strip() else text
