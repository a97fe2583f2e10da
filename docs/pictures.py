"""The pictures of README and of the clerk's guide, made by one command.

    python docs/pictures.py          # those that are old; --all: every one

In docs/zh and docs/en, each in its language: status.svg is written by qstrong itself, page*.png is the
demo's page in Chromium, and units-*.png are the sheets of a form as LibreOffice draws them (docs/sheets.py).
docs/pictures.txt holds a digest of what each shows, not of its pixels: so a test can tell which are old
without drawing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

import sheets

from qstrong.model.base import Lang

HERE = Path(__file__).resolve().parent
LANGS: tuple[Lang, ...] = ("zh", "en")
MARKS = HERE / "pictures.txt"
STATUS = ["status", "--data", "examples/demo", "--group", "economy", "--group", "industries"]
PAGE = ["bulletin", "2026Q3", "--data", "examples/demo"]
COLUMNS = "112"
NEEDED = {
    "chromium": "chromium fonts-noto-cjk",
    "soffice": "libreoffice-calc-nogui",
    "pdftoppm": "poppler-utils",
}
"""Programs, and the Debian packages that have them."""

Write = Callable[[list[str], Path], object]
"""Runs a command that writes into that file."""


def run(words: list[str], output: Path) -> None:
    """A command that writes into *output*, run in the repository's root."""
    from qstrong.cli.main import main as qstrong

    os.chdir(HERE.parent)
    os.environ["COLUMNS"] = COLUMNS
    if qstrong([*words, "-o", str(output)]):
        raise SystemExit(1)


def sources(folder: Path, write: Write, lang: Lang) -> tuple[Path, Path]:
    """What is drawn: the demo's page, and a form as its unit gets it."""
    page, form = folder / f"page.{lang}.html", folder / f"form.{lang}.xlsx"
    write([*PAGE, "--lang", lang], page)
    write([*sheets.FORM, "--lang", lang], form)
    return page, form


def marks(page: Path, form: Path, lang: Lang) -> dict[str, str]:
    """What each picture shows, as a digest."""
    shown = {name: page.read_bytes() for name in PAGES}
    shown |= {name: sheets.meaning(form, view).encode() for name, view in sheets.VIEWS.items()}
    return {f"{lang}/{name}": sha256(content).hexdigest() for name, content in shown.items()}


def known() -> Mapping[str, str]:
    """What docs/pictures.txt says that the pictures show."""
    lines = MARKS.read_text("utf-8").splitlines() if MARKS.exists() else []
    return {name: mark for mark, name in map(str.split, lines)}


def _draw_page(page: Path, picture: Path, *, dark: bool) -> None:
    words = ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--window-size=1200,900"]
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    command = [shutil.which("chromium") or "", *words, scheme, f"--screenshot={picture}", page.as_uri()]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
    sheets.few_colours(picture)


PAGES = {"page.png": partial(_draw_page, dark=False), "page-dark.png": partial(_draw_page, dark=True)}


def _ready() -> None:
    """Stops with what to install where something is missing."""
    missing = [packages for program, packages in NEEDED.items() if not shutil.which(program)]
    if missing:
        raise SystemExit(f"python docs/pictures.py needs: apt-get install {' '.join(missing)}")
    try:
        import PIL  # noqa: F401
    except ImportError:
        raise SystemExit("python docs/pictures.py needs: pip install -e '.[dev]'") from None


def main(*, every: bool) -> None:
    """Draw those whose digest is another than the one noted, or *every* one."""
    _ready()
    old = {} if every else known()
    noted: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        for lang in LANGS:
            run([*STATUS, "--lang", lang], HERE / lang / "status.svg")
            page, form = sources(Path(name), run, lang)
            new = marks(page, form, lang)
            for picture in (one for one in new if new[one] != old.get(one) or not (HERE / one).exists()):
                _draw(page, form, HERE / picture, Path(name))
                sys.stdout.write(f"docs/{picture}\n")
            noted |= new
    MARKS.write_text("".join(f"{mark}  {name}\n" for name, mark in noted.items()), encoding="utf-8")


def _draw(page: Path, form: Path, picture: Path, folder: Path) -> None:
    if picture.name in PAGES:
        PAGES[picture.name](page, picture)
    else:
        sheets.draw(form, sheets.VIEWS[picture.name], picture, folder)


if __name__ == "__main__":
    main(every="--all" in sys.argv[1:])
