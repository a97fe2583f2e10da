"""How a command ends early: with an exit code, and words for standard error."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

from qstrong.model.base import Lang
from qstrong.text.catalogue import WORDS, word


class StopError(Exception):
    """Ends the run. Exit codes: 1 an error in the data, 2 usage, 3 the plan itself can't be read."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.code, self.message = code, message


def unwritable(path: Path, error: OSError, lang: Lang) -> StopError:
    """The error for a file or folder that can't be written, with the cause in words where they are known."""
    key = f"why_{errno.errorcode.get(error.errno or 0)}"
    why = word(key, lang) if key in WORDS else error.strerror
    return StopError(2, word("cannot_write", lang, path=path, why=why))


def bad_choice(option: str, text: str, choices: Iterable[str], known: Iterable[str], lang: Lang) -> StopError:
    """The error for an option's value that isn't among *choices*; the nearest of *known* may be meant."""
    from difflib import get_close_matches

    near = get_close_matches(text, list(known), n=1)
    guess = word("did_you_mean", lang, names=near[0]) if near else ""
    words = {"option": option, "text": text, "choices": ", ".join(choices)}
    return StopError(2, word("bad_choice", lang, **words) + guess)
