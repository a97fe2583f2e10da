"""The cache's files: one for each data folder, the user's alone, put in place whole; failures are nothing.

A file is one line that says what wrote it and what the rest's digest is, and the rest. What isn't exactly so,
isn't the user's own or could be written by others is as if it weren't there.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from qstrong import __version__

LARGEST = 512 * 1024 * 1024
"""A larger file is none of ours."""
MOST, DAYS = 32, 60
"""So many folders' files are kept, and so long after they were last used."""
_OURS = r"(?P<whole>[0-9a-f]{24})(\.[0-9a-f])?\.qstrong(?P<cut>\.[0-9a-f]{12}\.tmp)?"
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder can be deleted at any time.\n"
"""By CACHEDIR.TAG programs that make backups know what they needn't keep (bford.info/cachedir)."""
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def file_for(folder: Path, data: Path) -> Path:
    """Where in the cache *folder* that of the folder *data* is."""
    python = f"{sys.implementation.cache_tag} {sys.version_info[2]}"
    said = "\0".join((os.path.realpath(data), __version__, python))
    return folder / f"{hashlib.blake2b(os.fsencode(said), digest_size=12).hexdigest()}.qstrong"


def part_of(file: Path, digit: str) -> Path:
    """The part with a hexadecimal *digit* of what is kept as *file*, where all of it would be too much."""
    return file.with_name(f"{file.stem}.{digit}{file.suffix}")


def parts(file: Path) -> list[Path]:
    """All of them, whether they are there or not."""
    return [part_of(file, digit) for digit in "0123456789abcdef"]


def maker() -> str:
    """What reads and writes here: the version, Python's, and this program's own files.

    In a checkout the version stays while the code changes; so what the reading depends on is looked at.
    """
    said = [__version__, sys.version]
    top = Path(__file__).parents[2]
    for folder in ("model", "model/shapes", "model/terms", "read", "read/alike", "read/cache", "read/terms"):
        with suppress(OSError), os.scandir(top / folder) as found:
            said += sorted(f"{one.name} {_age(one)}" for one in found if one.name.endswith(".py"))
    return hashlib.blake2b("\n".join(said).encode(), digest_size=12).hexdigest()


def _age(entry: os.DirEntry[str]) -> str:
    about = entry.stat()
    return f"{about.st_size} {about.st_mtime_ns}"


def read(file: Path) -> bytes | None:
    """What was kept in *file*; None where that isn't whole, ours, and of this very program."""
    try:
        handle = os.open(file, os.O_RDONLY | _FLAGS)
    except OSError:
        return None
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST or not _is_ours(about):
            return None
        with open(handle, "rb", closefd=False) as opened:
            head, body = opened.readline(200), opened.read()
    except (OSError, MemoryError):
        return None
    finally:
        os.close(handle)
    if head != head_of(body):  # bytes that were changed, or another version's
        return None
    with suppress(OSError):
        if time.time() - about.st_mtime > 24 * 3600:
            os.utime(file)  # it is in use
    return body


def head_of(body: bytes) -> bytes:
    """The line that stands before the rest of a file."""
    return f"qstrong {maker()} {hashlib.blake2b(body, digest_size=20).hexdigest()}\n".encode()


def _is_ours(about: os.stat_result) -> bool:
    """Whether it is the user's, and nobody else may write it; where there are no users, it is."""
    return not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & 0o022)


def write(file: Path, body: bytes) -> None:
    """Keep *body* in *file*, or not: a full disk or a folder that can't be written is no one's concern."""
    import secrets  # most runs keep nothing new

    beside = file.with_name(f"{file.name}.{secrets.token_hex(6)}.tmp")
    try:
        if not file.parent.is_dir():
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            (file.parent / "CACHEDIR.TAG").write_bytes(_TAG)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.writelines((head_of(body), body))
            beside.replace(file)
        except OSError:
            beside.unlink()
            raise
        _prune(file.parent, file.name)
    except OSError:
        pass


def kept_sizes(folder: Path) -> list[int]:
    """How large what is kept in the cache *folder* is, of each data folder or list of plans."""
    sizes: dict[str, int] = {}
    with suppress(OSError), os.scandir(folder) as found:
        for one in found:
            if (match := re.fullmatch(_OURS, one.name)) and not match["cut"]:
                sizes[match["whole"]] = sizes.get(match["whole"], 0) + one.stat().st_size
    return list(sizes.values())


def _prune(folder: Path, own: str) -> None:
    """Take away what hasn't been used for long, is more than `MOST`, or was left by a write cut off."""
    with os.scandir(folder) as found:
        others = [
            (one, match) for one in found if (match := re.fullmatch(_OURS, one.name)) and one.name != own
        ]
    aged = [
        (one.stat(follow_symlinks=False).st_mtime, bool(match["cut"]), match["whole"], Path(one.path))
        for one, match in others
    ]
    now, mine = time.time(), own.partition(".")[0]
    stay = {mine}
    for used, cut, whole, path in sorted(aged, reverse=True):
        if len(stay) < MOST:
            stay.add(whole)
        old = now - used > (3600 if cut else DAYS * 24 * 3600)
        if whole not in stay or (old and (cut or whole != mine)):
            with suppress(OSError):
                path.unlink()
