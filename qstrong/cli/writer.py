"""Where the output of one run goes, in which language and format."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qstrong.cli.stop import StopError, bad_choice, unwritable
from qstrong.render.document import Document
from qstrong.render.look import Look
from qstrong.text.catalogue import word
from qstrong.text.help import language
from qstrong.text.language import LANGUAGES

FORMATS = ("terminal", "plain", "md", "csv", "json", "html", "svg")


SUFFIXES = {
    ".txt": "plain",
    ".md": "md",
    ".csv": "csv",
    ".json": "json",
    ".html": "html",
    ".svg": "svg",
    ".docx": "docx",
    ".xlsx": "xlsx",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the common options say."""

    data: Path | None = None
    lang: str | None = None
    as_of: str | None = None
    format: str | None = None
    output: Path | None = None
    color: str = "auto"
    ascii_only: bool = False
    strict: bool = False
    checks_as_of: bool = False
    """Whether --as-of is also the day of the checks."""
    at: str | None = None
    """The revision whose data is meant, rather than the folder's."""
    known_on: str | None = None
    """The day by which the data had been committed."""


class Writer:
    """Where the output of one run goes, in which language and format."""

    def __init__(self, options: Options, formats: tuple[str, ...] = FORMATS) -> None:
        self.options = options
        self.lang = language(options.lang, os.environ)
        if options.lang and options.lang not in LANGUAGES:
            raise self.usage("--lang", options.lang, tuple(LANGUAGES))
        self.look = Look(self.lang, options.ascii_only)
        self.format = self._format(formats)
        if options.color not in ("auto", "always", "never"):
            raise self.usage("--color", options.color, ("auto", "always", "never"))

    def usage(self, option: str, text: str, choices: tuple[str, ...]) -> StopError:
        """The error for an option's value that isn't one of *choices*."""
        return bad_choice(option, text, choices, choices, self.lang)

    def _format(self, formats: tuple[str, ...]) -> str:
        stated, output = self.options.format, self.options.output
        if stated and stated not in formats:
            raise self.usage("--format", stated, formats)
        if stated:
            return stated
        if output:
            found = SUFFIXES.get(output.suffix)
            if found is None or found not in formats:
                raise self.usage(
                    "--output", output.name, tuple(f"*{s}" for s, f in SUFFIXES.items() if f in formats)
                )
            return found
        return "terminal" if sys.stdout.isatty() else "plain"

    def color(self, stream: Any) -> bool:
        """Whether to write colours to *stream*."""
        if self.options.color != "auto":
            return self.options.color == "always"
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return not plain and not self.options.output and stream.isatty()

    def write(self, document: Document, json: Callable[[], Any]) -> None:
        """*document* in the chosen format; *json* gives what JSON has instead."""
        from qstrong.render.formats.write import write

        width = shutil.get_terminal_size().columns
        text = write(document, self.format, self.lang, width=width, color=self.color(sys.stdout), json=json)
        self.put(text)

    def put(self, text: str) -> None:
        """*text* to the output file, else to standard output."""
        output = self.options.output
        if output is None:
            sys.stdout.write(text)
            return
        encoding = "utf-8-sig" if self.format == "csv" else "utf-8"  # spreadsheets need the mark
        self._put(output, text.encode(encoding))

    def put_bytes(self, data: bytes) -> None:
        """*data* to the output file, which must be named."""
        output = self.options.output
        if output is None:
            raise StopError(2, word("needs_output", self.lang, format=self.format))
        self._put(output, data)

    def _put(self, output: Path, data: bytes) -> None:
        from qstrong.write.files.whole import write_whole

        try:
            write_whole(output, data)
        except OSError as error:
            raise unwritable(output, error, self.lang) from error
