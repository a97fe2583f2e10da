"""What `doctor` looks at: this installation, the terminal, git and the data folder."""

from __future__ import annotations

import locale
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from qstrong import __version__
from qstrong.cli.folder import cache_folder, find_data
from qstrong.cli.options import Options
from qstrong.cli.stop import EXTRAS, adding, libraries
from qstrong.render.views.doctor import Finding, Health

LEAST_PYTHON, LEAST_GIT = (3, 11), (2, 31)
NARROW = 80
SHELLS = {
    "bash": (".bashrc",),
    "zsh": (".zshrc", ".zfunc/_qstrong"),
    "fish": (".config/fish/completions/qstrong.fish",),
}
"""By shell, the files of a home folder that name qstrong where completion is installed."""
WIDE, SIGNS = "质量", "✔●▲■▼✖"
"""What a terminal must be able to print."""


def examine(options: Options) -> list[Finding]:
    """Everything that `doctor` tells, in its order."""
    environ = os.environ
    return [
        found("qstrong", "good", "doctor_version", version=__version__),
        *of_python(sys.version_info[:3]),
        *_yaml(),
        *_git(),
        *of_encoding(getattr(sys.stdout, "encoding", None) or "ascii", _locale(environ)),
        *of_terminal(shutil.get_terminal_size().columns if sys.stdout.isatty() else None, environ),
        *_extras(),
        *of_completion(environ),
        of_cache(None if options.no_cache else cache_folder(environ)),
        _folder(options),
    ]


def of_python(version: tuple[int, ...]) -> Iterator[Finding]:
    """Whether Python is new enough."""
    fine = version[:2] >= LEAST_PYTHON
    words = {"version": _dotted(version), "least": _dotted(LEAST_PYTHON)}
    yield found(
        "Python", "good" if fine else "bad", "doctor_version" if fine else "doctor_python_old", **words
    )


def _yaml() -> Iterator[Finding]:
    import yaml

    fine = bool(yaml.__with_libyaml__)
    key = "doctor_yaml" if fine else "doctor_no_yaml"
    yield found("libyaml", "good" if fine else "bad", key, version=yaml.__version__)


def _git() -> Iterator[Finding]:
    from qstrong.history.git import GitError, run

    try:
        said = run(Path.cwd(), "--version").decode(errors="replace")
    except (GitError, OSError):
        yield found("git", "warn", "doctor_no_git")
        return
    number = re.search(r"(\d+)\.(\d+)[\d.]*", said)
    fine = bool(number) and (int(number[1]), int(number[2])) >= LEAST_GIT  # type: ignore[index]
    words = {"version": number[0] if number else said.strip(), "least": _dotted(LEAST_GIT)}
    yield found("git", "good" if fine else "warn", "doctor_version" if fine else "doctor_git_old", **words)


def _locale(environ: Mapping[str, str]) -> str:
    named = (environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return next(filter(None, named), None) or locale.getlocale()[0] or "C"


def of_encoding(encoding: str, name: str) -> Iterator[Finding]:
    """Whether Chinese and signs can be printed in an *encoding*; *name* is the locale's."""
    words = {"encoding": encoding.lower(), "locale": name}
    missing = [
        key for key, text in (("doctor_wide", WIDE), ("doctor_signs", SIGNS)) if not _holds(encoding, text)
    ]
    for key in missing:
        yield found("encoding", "warn", key, **words)
    if not missing:
        yield found("encoding", "good", "doctor_encoding", **words)


def _holds(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def of_terminal(width: int | None, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Its *width* in columns, None where the output goes to none; and whether it has colours."""
    if width is None:
        yield found("terminal", "note", "doctor_pipe")
        return
    fine = width >= NARROW
    key = "doctor_width" if fine else "doctor_narrow"
    yield found("terminal", "good" if fine else "warn", key, width=width, least=NARROW)
    plain = environ.get("NO_COLOR") or environ.get("TERM") == "dumb"
    yield found("colours", "note" if plain else "good", "doctor_plain" if plain else "doctor_colours")


def _extras() -> Iterator[Finding]:
    for extra, names in EXTRAS.items():
        published = libraries(extra)
        missing = [one for one, name in zip(published, names, strict=True) if find_spec(name) is None]
        if missing:
            yield found(extra, "note", "doctor_no_extra", names=", ".join(missing), how=adding(extra))
        else:
            yield found(extra, "good", "doctor_extra", names=", ".join(published))


def of_completion(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Whether the shell's own files name this program."""
    shell, home = Path(environ.get("SHELL", "")).name, environ.get("HOME")
    if not (home and shell in SHELLS):
        yield found("completion", "note", "doctor_no_shell")
        return
    there = any("qstrong" in _text(Path(home) / place) for place in SHELLS[shell])
    key = "doctor_completion" if there else "doctor_no_completion"
    yield found("completion", "good" if there else "note", key, shell=shell)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def of_cache(folder: Path | None) -> Finding:
    """What is kept of data folders, in a *folder*; None: nothing is."""
    if folder is None:
        return found("cache", "note", "doctor_no_cache")
    from qstrong.read.cache.file import kept_sizes

    there = next(up for up in (folder, *folder.parents) if os.path.exists(up))  # noqa: PTH110 (not to be looked at is not to be had)
    if not (there.is_dir() and os.access(there, os.W_OK)):
        return found("cache", "note", "doctor_cache_denied", path=folder)
    kept = kept_sizes(folder)
    return found("cache", "good", "doctor_cache", path=folder, n=len(kept), size=-(-sum(kept) // 1024))


def _folder(options: Options) -> Finding:
    """The data folder, checked as `validate` checks it."""
    from qstrong.cli.session import Session
    from qstrong.cli.stop import StopError

    folder = find_data(options.data)
    if folder is None:
        return found("data", "note", "doctor_no_data")
    try:
        session = Session(Options(data=folder, lang=options.lang, no_cache=options.no_cache), "findings")
    except StopError:
        return found("data", "bad", "doctor_unreadable", path=folder)
    errors = sum(one.severity == "error" for one in session.problems)
    data = session.dataset
    if data is None:
        return found("data", "bad", "doctor_unreadable", path=folder)
    words = {"n": len(data.targets), "units": len(data.units), "filings": len(data.filings)}
    key = "doctor_data_errors" if errors else "doctor_data"
    return found("data", "warn" if errors else "good", key, path=folder, errors=errors, **words)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def found(what: str, health: Health, key: str, **words: object) -> Finding:
    """A finding of its phrase and its words."""
    return Finding(what, health, key, words)
