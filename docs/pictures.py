"""The README's pictures, made by one command.

    python docs/pictures.py

docs/status.svg is written by qstrong itself; docs/page.png is the page of the demo in headless Chromium,
and docs/page.txt says which page it shows (the SHA-256 of its text), so that a test can tell when it is old.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATUS = ["status", "--data", "examples/demo", "--group", "economy", "--group", "industries"]
PAGE = ["bulletin", "2026Q3", "--data", "examples/demo"]
COLUMNS = "112"


def run(words: list[str], output: Path) -> bytes:
    """What a command writes into *output*, run in the repository's root."""
    from qstrong.cli.main import main

    os.chdir(HERE.parent)
    os.environ.update({"COLUMNS": COLUMNS, "QSTRONG_LANG": "zh"})
    if main([*words, "-o", str(output)]):
        raise SystemExit(1)
    return output.read_bytes()


def main() -> None:
    """Write all of them."""
    run(STATUS, HERE / "status.svg")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        mark = sha256(run(PAGE, page)).hexdigest()
        words = ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--window-size=1200,900"]
        picture = f"--screenshot={HERE / 'page.png'}"
        command = [shutil.which("chromium") or "chromium", *words, picture, page.as_uri()]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
    (HERE / "page.txt").write_text(mark + "\n", encoding="utf-8")
    sys.stdout.write("docs/status.svg docs/page.png docs/page.txt\n")


if __name__ == "__main__":
    main()
