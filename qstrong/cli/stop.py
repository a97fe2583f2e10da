"""How a command ends early: with an exit code, and words for standard error.

What is put into them may come from anywhere, and none of it reaches a terminal raw.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qstrong.model.base import Lang
from qstrong.render.document import visible
from qstrong.text import catalogue, families

if TYPE_CHECKING:
    from qstrong.write.files.atomic import WriteError


def safe_word(key: str, lang: Lang, /, **words: object) -> str:
    """The word or sentence *key*, with *words* put in: arguments, names of files, other programs' errors.

    They stay on one line, and what can't be seen in them is written out. KeyError where there is no such key.
    """
    return catalogue.word(key, lang, **{name: _safe(one) for name, one in words.items()})


def _safe(one: object) -> object:
    """*one* as a message may say it."""
    return visible(str(one)) if isinstance(one, str | os.PathLike | Exception) else one


class StopError(Exception):
    """Ends the run. Exit codes: 1 an error in the data, 2 usage, 3 no plan, 4 the machine failed."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.code, self.message = code, message


def unwritable(path: Path, error: OSError, lang: Lang) -> StopError:
    """The error for a file or folder that can't be written, with the cause in words where they are known."""
    return StopError(_code(error), safe_word("cannot_write", lang, path=path, why=why_not(error, lang)))


def machine_failed(error: OSError, lang: Lang) -> StopError:
    """The error for whatever else the system refused: output closed or full, the folder one is in gone."""
    if error.errno == errno.ENOENT:
        why = safe_word("why_gone", lang)
    elif error.filename and error.errno in (errno.EACCES, errno.EPERM):  # to read or to list
        why = safe_word("why_denied", lang, path=os.fsdecode(error.filename))
    else:
        why = why_not(error, lang)
    return StopError(_code(error, 4), safe_word("machine_failed", lang, why=why))


_MACHINES = ("EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EFBIG", "EIO", "EBADF", "EMFILE", "ENFILE")
"""What isn't for whoever typed the command to mend in it."""


def _code(error: OSError, otherwise: int = 2) -> int:
    name = errno.errorcode.get(error.errno or 0, "")
    return 4 if name in _MACHINES else 2 if name == "ENAMETOOLONG" else otherwise


def not_written(path: Path | str, error: WriteError, lang: Lang, code: int = 2) -> StopError:
    """The error for a file that wasn't replaced: somebody else was there, or the system refused."""
    cause = error.__cause__
    why = why_not(cause, lang) if isinstance(cause, OSError) else error.detail
    if isinstance(cause, OSError):
        code = _code(cause, code)
    return StopError(code, safe_word(families.WRITE.key(error.reason), lang, path=path, why=why))


EXTRAS = {
    "excel": ("xlsxwriter", "openpyxl"),
    "word": ("docx",),
    "html": ("jinja2",),
    "cluster": ("distributed",),
}
"""What each extra brings, by the names under which it is imported."""
_PUBLISHED = {"docx": "python-docx"}
_ADDING = {
    "pipx_metadata.json": "pipx inject qstrong {libraries}",
    "uv-receipt.toml": "uv tool install 'qstrong[{extra}]'",
}
"""By the file that whoever made the installation leaves in it."""


def libraries(extra: str) -> list[str]:
    """The libraries of an *extra*, by the names under which they are published."""
    return [_PUBLISHED.get(name, name) for name in EXTRAS[extra]]


def adding(extra: str) -> str:
    """The command that adds an *extra*: pipx and uv put qstrong where pip alone doesn't reach it."""
    made = (how for mark, how in _ADDING.items() if (Path(sys.prefix) / mark).exists())
    return next(made, "pip install 'qstrong[{extra}]'").format(
        extra=extra, libraries=" ".join(libraries(extra))
    )


def not_installed(error: ImportError, extra: str, lang: Lang) -> StopError:
    """The error for a library that isn't there, with how to install it; without an *extra*, that *error*."""
    if not extra:
        raise error
    return StopError(
        2, safe_word("not_installed", lang, libraries=", ".join(libraries(extra)), how=adding(extra))
    )


def why_not(error: OSError, lang: Lang) -> str:
    """What the system refused it for, in words where they are known."""
    name = errno.errorcode.get(error.errno or 0, "")
    known = name in families.SYSTEM.members
    return safe_word(families.SYSTEM.key(name), lang) if known else error.strerror or str(error)


def bad_choice(option: str, text: str, choices: Iterable[str], known: Iterable[str], lang: Lang) -> StopError:
    """The error for an option's value that isn't among *choices*; the nearest of *known* may be meant."""
    from difflib import get_close_matches

    near = get_close_matches(text, list(known), n=1)
    guess = safe_word("did_you_mean", lang, names=near[0]) if near else ""
    words = {"option": option, "text": text, "choices": ", ".join(choices)}
    return StopError(2, safe_word("bad_choice", lang, **words) + guess)


def day_of(text: str, lang: Lang) -> date:
    """The day that *text* states; raises `StopError` (2)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StopError(2, safe_word("record_bad_day", lang, text=text)) from None
