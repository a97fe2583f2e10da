"""Files that are no text at all, under a filing's name: known by what they begin with.

An editor that saves one of them "as UTF-8" destroys it; so each is told what it is, and what to do with it.
"""

from __future__ import annotations

import re

from qstrong.model.shapes.value import dataclass
from qstrong.read.faults import FaultError
from qstrong.text import families
from qstrong.text.catalogue import words_of

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a kind of file begins with; where several do, what else stands in it."""

    starts: tuple[bytes, ...]
    kind: str
    inside: bytes = b""


_SIGNS = (
    _Sign(_ZIPS, "workbook", b"xl/workbook"),
    _Sign(_ZIPS, "document", b"word/document"),
    _Sign(_ZIPS, "archive"),
    _Sign((_OLE,), "encrypted", "EncryptedPackage".encode("utf-16-le")),
    _Sign((_OLE,), "workbook", "Workbook".encode("utf-16-le")),
    _Sign((_OLE,), "document"),
    _Sign((b"%PDF-", b"{\\rtf"), "document"),
    _Sign((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"), "archive"),
    _Sign((b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), "picture"),
    _Sign((b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML", b"<?xml"), "page"),
    _Sign((b"version https://git-lfs", b"version https://hawser"), "lfs"),
    _Sign((b"/annex/objects/", b".git/annex/objects/", b"../.git/annex/objects/"), "annex"),
    _Sign((b"\x00GITCRYPT\x00",), "git_crypt"),
    _Sign((b"-----BEGIN PGP", b"age-encryption.org/", b"-----BEGIN AGE", b"$ANSIBLE_VAULT;"), "encrypted"),
    _Sign((bytes(4),), "damaged"),
    _Sign((b"b\x14#e", b"Salted__", b"TSD-Header-", b"%TSD-Header"), "encrypted"),
)
"""The first that fits is it. The last row: what offices' encrypting programs and openssl write."""
_FILED = ("workbook", "document", "archive", "picture")
"""What a filing may be in: the hints tell how to file what it holds."""
_STARTS = tuple(start for sign in _SIGNS for start in sign.starts)


def foreign(data: bytes) -> FaultError | None:
    """Q052 where *data* is a workbook, an encrypted file, a pointer, or anything else that isn't text."""
    if not data.startswith(_STARTS):
        return None
    return next(_fault(sign.kind) for sign in _SIGNS if data.startswith(sign.starts) and sign.inside in data)


def binary(data: bytes) -> FaultError | None:
    """Q052 where *data*, which no encoding explains, has characters in it that no text has."""
    return _fault("damaged") if _CONTROLS.search(data) else None


def _fault(kind: str) -> FaultError:
    words = {"what": words_of(families.FOREIGN.key(kind)), "hint": words_of(families.FOREIGN_HINT.key(kind))}
    return FaultError("Q052", 0, 0, words=words, in_plan=words_of("plan_foreign") if kind in _FILED else None)
