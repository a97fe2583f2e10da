"""Asking at a terminal: one answer at a time, with a way back, an end and help."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.shapes.value import dataclass

BACK, END, HELP, NONE = "<", ".", "?", "-"
TYPED = {"《": BACK, "〈": BACK, "＜": BACK, "。": END, "．": END, "？": HELP, "－": NONE, "—": NONE}
"""What a Chinese keyboard gives for the same keys."""


class BackError(Exception):
    """The person wants the question before."""


class EndError(Exception):
    """The person has nothing more to say."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The terminal, in the reader's language."""

    lang: Lang

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue."""
        return word(key, self.lang, **words)

    def tell(self, *lines: str) -> None:
        """Print lines."""
        sys.stdout.write("".join(f"{row}\n" for row in lines))

    def prose(self, *lines: str) -> None:
        """Print lines, broken where a reader would break them, each under its own indentation."""
        from qstrong.render.document import JOINED
        from qstrong.render.formats.wrap import wrap

        width = shutil.get_terminal_size().columns
        for line in lines:
            indent = " " * (len(line) - len(line.lstrip(" ")))
            joined = re.sub(r"(?<![^ ,;])([-<.?]) ", rf"\1{JOINED}", line.strip())  # a key and what it does
            self.tell(*(indent + row for row in wrap(joined, width - len(indent))))

    def ask(self, prompt: str, choices: Iterable[str] = (), offer: str = "") -> str:
        """One answer, stripped; empty where nothing is typed. Raises `BackError`, `EndError`."""
        _complete(sorted(set(choices)))
        while True:
            try:
                said = input(f"{prompt} [{offer}]: " if offer else f"{prompt}: ").strip()
            except EOFError:
                self.tell("")
                raise EndError from None
            except UnicodeDecodeError:
                self.tell("  " + self.say("record_encoding"))
                continue
            said = TYPED.get(said, said)
            if said == BACK:
                raise BackError
            if said == END:
                raise EndError
            if said != HELP:
                return said
            self.prose(*self.say("record_help").split("\n"))

    def agreed(self) -> bool:
        """Whether the person wants it written; asks again where that can't be told. Raises `BackError`."""
        said = None
        while said is None:
            try:
                said = consent(self.ask(self.say("record_confirm").strip()))
            except EndError:
                return False
        return said


def consent(answer: str) -> bool | None:
    """What is said to [Y/n]: the empty answer agrees; None for what may be a slip of the finger."""
    said = unicodedata.normalize("NFKC", answer).strip().lower()
    if said in ("", "y", "yes", "是", "好"):
        return True
    return False if said in ("n", "no", "否", "不") else None


def confirm(question: str) -> bool:
    """Whether the person at the terminal agrees; asks again where that can't be told."""
    said = None
    while said is None:
        sys.stdout.write(question)
        sys.stdout.flush()
        answer = sys.stdin.readline()
        said = consent(answer) if answer else False
    return said


def _complete(names: list[str]) -> None:
    """Let the tab key complete *names*, where the system can."""
    with suppress(ImportError):
        import readline

        readline.set_completer_delims("")
        readline.parse_and_bind("tab: complete")
        readline.set_completer(
            lambda text, k: next(iter([one for one in names if one.startswith(text)][k:]), None)
        )
