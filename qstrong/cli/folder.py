"""Where the data folder is."""

from __future__ import annotations

import os
import re
from pathlib import Path

_LANGUAGE = re.compile(r"^plan:.*?^ +language: *['\"]?([a-z]{2,3})\b", re.MULTILINE | re.DOTALL)
_HEAD = 8192
"""So many characters of targets.yaml are looked at before it is read."""


def spoken(folder: Path | None) -> str | None:
    """The language of a folder's plan, where it says one: messages are said before anything is read."""
    try:
        with ((folder or Path()) / "targets.yaml").open(encoding="utf-8", errors="replace") as file:
            found = _LANGUAGE.search(file.read(_HEAD))
    except OSError:
        return None
    return found[1] if found else None


def find_data(stated: Path | None) -> Path | None:
    """--data, else $QSTRONG_DATA, else the nearest data/targets.yaml upwards from here.

    OSError where there is no way to know where here is: a working directory that was removed.
    """
    if stated or os.environ.get("QSTRONG_DATA"):
        return stated or Path(os.environ["QSTRONG_DATA"])
    here = Path.cwd()
    return next(
        (up / "data" for up in (here, *here.parents) if (up / "data" / "targets.yaml").is_file()), None
    )
