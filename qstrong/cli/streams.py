"""Standard input, output and error, whatever they are: closed, full, unable to print all characters.

Asked for before anything else: it imports what Python itself has imported already.
"""

from __future__ import annotations

import codecs
import os
import sys
from errno import EBADF
from io import TextIOBase

TYPE_CHECKING = False  # so `typing` isn't imported before --version is answered
if TYPE_CHECKING:
    from qstrong.model.base import Lang

_HANDLER = "qstrong"
_SIGNS = str.maketrans({
    "✔": "[+]", "●": "[o]", "▲": "[!]", "■": "[x]", "▼": "[v]", "✖": "[-]", "≥": ">=", "≤": "<=",
    "↑": "^", "↗": "/", "→": "->", "↓": "v", "•": ".", "·": ".", "–": "-", "—": "-", "−": "-", "│": "|",
    "┤": "|", "└": "`", "─": "-", "▪": "*", "\xa0": " ", "\u202f": " ", "“": '"', "”": '"', "‘": "'",
    "’": "'", "…": "...", "×": "x", "⌊": "[", "⌋": "]", "⠂": ".", "⠒": "-",
})  # fmt: skip
"""What stands for characters that a console can't print; for all others a question mark."""
_OWN = ("strict", "surrogateescape")
"""What Python does by itself with such characters, the second in the C locale: raise, in both."""
_lost: set[str] = set()
"""The characters that couldn't be printed so far."""


class _Closed(TextIOBase):
    """A stream that nobody opened: writing to it fails as it does to a closed one."""

    def write(self, _text: str) -> int:
        """Raises OSError."""
        raise OSError(EBADF, os.strerror(EBADF))


def prepare() -> None:
    """Make all safe to use, once at the beginning: a standard input that is closed is an empty one."""
    codecs.register_error(_HANDLER, _replaced)
    _lost.clear()
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 (it stays open)
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (it stays open)
    if hasattr(sys.stdout, "reconfigure") and sys.stdout.errors in _OWN:
        sys.stdout.reconfigure(errors=_HANDLER)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """The codecs' handler: signs that a console knows in place of those that it doesn't."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    _lost.update(text)
    said = text.translate(_SIGNS)
    return "".join(char if char.isascii() else "?" for char in said), error.end


def not_printed(lang: Lang) -> str:
    """That some characters couldn't be printed, in words that can be; empty where all could."""
    if not _lost:
        return ""
    from contextlib import suppress

    from qstrong.text.catalogue import word
    from qstrong.text.language import LANGUAGES

    text, chars = "", " ".join(f"U+{ord(one):04X}" for one in sorted(_lost)[:5])
    for one in (lang, *LANGUAGES):
        text = word("cannot_print", one, chars=chars) + "\n"
        with suppress(UnicodeEncodeError):
            text.encode(sys.stderr.encoding or "utf-8")
            break
    return text


def escaped(text: str) -> str:
    """JSON *text* that standard output can hold: what it can't is written as JSON escapes it."""
    from contextlib import suppress

    encoding = sys.stdout.encoding or "utf-8"
    with suppress(UnicodeEncodeError, LookupError):
        text.encode(encoding)
        return text
    return "".join(char if _fits(char, encoding) else _escape(char) for char in text)


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _escape(char: str) -> str:
    pairs = char.encode("utf-16-be")
    return "".join(f"\\u{pairs[k]:02x}{pairs[k + 1]:02x}" for k in range(0, len(pairs), 2))


def give_up(which: str) -> None:
    """Write no more to stdout or stderr: what is left in it would fail again when the program ends."""
    from contextlib import suppress

    stream = getattr(sys, which)
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
