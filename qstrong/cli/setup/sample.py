"""The demo: a folder of made-up data, and what to try there."""

from __future__ import annotations

import json
import shlex
import sys
from importlib.resources import files
from pathlib import Path

from qstrong.cli.setup.placing import put_all
from qstrong.cli.stop import StopError
from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang

TRY = ("status --group economy", "show ai-output", "due", "bulletin 2026Q3 -o {bulletin}")
"""Commands that show something in the demo, in the order in which one looks."""


def demo_files() -> dict[str, str]:
    """The demo's texts by their paths in its folder; examples/make_demo.py has written them."""
    found: dict[str, str] = json.loads(files(__package__).joinpath("demo.json").read_text(encoding="utf-8"))
    return found


def write_demo(folder: Path, lang: Lang) -> int:
    """Write the demo into *folder*, which is new or empty, and say what to try. Raises `StopError`."""
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
        raise StopError(2, word("demo_exists", lang, path=folder))
    made = demo_files()
    put_all(folder, made, lang)
    out = sys.stdout
    out.write(word("demo_written", lang, n=len(made), folder=folder) + "\n" + word("demo_try", lang) + "\n")
    if folder.resolve() != Path.cwd():
        out.write(f"  cd {shlex.quote(str(folder))}\n")
    spoken = "" if lang == "zh" else f" --lang {lang}"  # the demo's plan names no language
    for one in TRY:
        out.write(f"  qstrong {one.format(bulletin=word('demo_bulletin', lang))}{spoken}\n")
    return 0
