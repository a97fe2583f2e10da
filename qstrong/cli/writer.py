"""Where the output of one run goes, in which language and format."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from qstrong.cli.folder import find_data, spoken
from qstrong.cli.options import COLORS, Options
from qstrong.cli.stop import StopError, bad_choice, not_installed, unwritable
from qstrong.cli.stop import safe_word as word
from qstrong.cli.streams import escaped
from qstrong.model.base import Lang
from qstrong.model.problem import Problem
from qstrong.render.document import Document
from qstrong.render.formats.register import FORMATS, Format, How, OutputKind, format_for, formats_of
from qstrong.render.look import Look
from qstrong.text.help import language
from qstrong.text.language import LANGUAGES

Separate = tuple[str, str, object, Callable[[], object]]
"""What goes into a file of its own: what that is called, an id, the thing itself, and what JSON has."""
T = TypeVar("T")


MANY = 8
"""So many things take long enough to say how far one has got."""


class Writer:
    """Where the output of one run goes, in which language and format; *kind* is what it is."""

    def __init__(self, options: Options, kind: OutputKind = "document") -> None:
        self.options, self.kind = options, kind
        self.lang = language(options.lang, os.environ, spoken(find_data(options.data)))
        self.look = Look(self.lang, options.ascii_only)
        if options.lang:
            self.check("--lang", options.lang, tuple(LANGUAGES))
        self.format = self._format()
        self.check("--color", options.color, COLORS)

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue in the reader's language; see `safe_word`."""
        return word(key, self.lang, **words)

    def stop(self, key: str, code: int = 2, /, **words: object) -> StopError:
        """The error that ends the run with that *code*, for the reason that the word *key* says."""
        return StopError(code, self.say(key, **words))

    def unusable(self, problems: tuple[Problem, ...], prefix: str, *, color: bool = False) -> StopError:
        """The error (3) for a plan whose own files have *problems*, which it shows."""
        from qstrong.render.findings.problems import Findings, findings_text
        from qstrong.render.formats.register import How

        told = findings_text(Findings(problems, prefix=prefix), How(self.lang, color=color))
        return StopError(3, told.rstrip("\n"))

    def out(self, key: str, **words: object) -> None:
        """A line on standard output."""
        sys.stdout.write(self.say(key, **words) + "\n")

    def err(self, key: str, **words: object) -> None:
        """A line on standard error."""
        sys.stderr.write(self.say(key, **words) + "\n")

    def check(self, option: str, text: str, choices: tuple[str, ...]) -> None:
        """Raises `StopError` (2) for an option's value that isn't one of *choices*."""
        if text not in choices:
            raise bad_choice(option, text, choices, choices, self.lang)

    def _format(self) -> Format:
        stated, output = self.options.format, self.options.output
        formats = formats_of(self.kind)
        if stated:
            self.check("--format", stated, tuple(formats))
            return formats[stated]
        if output is None:
            terminal, plain, *_ = FORMATS
            return terminal if sys.stdout.isatty() else plain
        found = format_for(self.kind, output.name)
        if found is None:
            suffixes = dict.fromkeys(f"*{one.suffix}" for one in formats.values() if one.suffix)
            raise bad_choice("--output", output.name, suffixes, suffixes, self.lang)
        return found

    def color(self, stream: TextIO) -> bool:
        """Whether to write colours to *stream*."""
        if self.options.color != "auto":
            return self.options.color == "always"
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return not plain and not self.options.output and stream.isatty()

    @contextmanager
    def following(self, things: Iterable[T], count: int, key: str) -> Iterator[Iterable[T]]:
        """So many *things* to go through; at a terminal standard error shows how far one has got with many.

        What is done with them is said by the word *key*. Nothing of it stays on the screen.
        """
        if count < MANY or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            yield things
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        console = Console(stderr=True, no_color=not self.color(sys.stderr))
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True, redirect_stdout=False) as shown:
            yield shown.track(things, count, description=self.say(key))

    def write(self, document: Document, json: Callable[[], object], own: object = None) -> None:
        """*document* in the chosen format; *json* gives what JSON has instead.

        *own* is what is written of this kind where a format has a writer of its own for it.
        """
        self.put(self.made(own if self.kind in self.format.own else document, json))

    def made(
        self, thing: object, json: Callable[[], object] = dict, kind: OutputKind | None = None
    ) -> str | bytes:
        """*thing* in the chosen format; raises `StopError` (2) where a library is missing."""
        width = shutil.get_terminal_size().columns
        how = How(self.lang, width, self.color(sys.stdout), json)
        try:
            return self.format.write(kind or self.kind, thing, how)
        except ImportError as error:
            raise not_installed(error, self.format.needs, self.lang) from error

    def put(self, made: str | bytes, encoding: str | None = None, *, to: Path | None = None) -> None:
        """What was *made* to a file, the output's if no other, else to standard output; bytes need a file."""
        output = to or self.options.output
        if isinstance(made, bytes):
            if output is None:
                raise self.stop("needs_output", format=self.format.name)
            put_file(output, made, self.lang, parents=to is not None)
        elif output is None:
            sys.stdout.write(escaped(made) if self.format.suffix == ".json" else made)
        else:
            self.put(made.encode(encoding or self.format.encoding or "utf-8"), to=to)

    def put_each(self, folder: Path, papers: Sequence[Separate], key: str) -> None:
        """A file in *folder* for each of *papers*, in place of an earlier one; *key* says so."""
        from qstrong.cli.names import file_names

        names = file_names([(name, own) for name, own, *_ in papers])
        for name, (_, _, thing, json) in zip(names, papers, strict=True):
            self.put(self.made(thing, json), to=folder / f"{name}{self.format.suffix}")
        self.err(key, path=folder, n=len(papers))


def put_file(path: Path, data: bytes, lang: Lang, *, parents: bool = False) -> None:
    """*data* as the whole of an output file; raises `StopError` (2) where it can't be written."""
    from qstrong.write.files.outputs import write_whole

    try:
        if parents:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise unwritable(path, error, lang) from error
