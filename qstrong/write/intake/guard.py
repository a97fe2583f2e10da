"""Before a spreadsheet library sees a workbook: whether it is one, and a harmless one.

A few kilobytes may unpack to gigabytes, or to so many elements that a reader takes minutes: so every part
is unpacked here first in small pieces, and its bytes and elements are counted.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from qstrong.model.base import Text

MOST_BYTES = 5 << 20
MOST_UNPACKED = 4 << 20
MOST_PARTS = 200
MOST_SHEETS = 20
"""Also across parts: which of them is the workbook, a file says itself."""
MOST_TAGS = 60_000
"""Of `<`, and a fifth of `=`: a form has up to 7,500 of them, one with coloured rows far more."""
MOST_SMALL = {"xl/workbook.xml": 64 << 10, "[Content_Types].xml": 64 << 10, ".rels": 16 << 10}
"""The parts that a reader goes through for each sheet, or twice over; how a name ends, and so many bytes."""
PIECE = 64 << 10
_DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What reading a damaged archive raises."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_SPACE = b"\xef\xbb\xbf \t\r\n"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STREAMS = {"encrypted": "EncryptedPackage", "document": "WordDocument"}
"""What stands in such a file that is no old workbook."""
_DOCUMENTS = (b"%PDF-", b"{\\rtf")


class RefusedError(Exception):
    """Why a workbook isn't read.

    The reason: gone, large, cells, packed, twice, number, encrypted, xls, xlsb, ods, document, macros, links,
    web, not_xlsx, no_form, no_heads; of tables not_text, encoding, form, quotes, no_columns, no_rows. What
    there is to say of single cells: *told*.
    """

    def __init__(self, reason: str, told: Iterable[tuple[str, Text]] = ()) -> None:
        super().__init__(reason)
        self.reason, self.told = reason, tuple(told)


def guard(data: bytes) -> None:
    """Raises `RefusedError` unless *data* is a workbook that can be read in little time and memory."""
    if len(data) > MOST_BYTES:
        raise RefusedError("large")
    refuse_foreign(data)
    try:
        with ZipFile(BytesIO(data)) as parts:
            _names(parts)
            _contents(parts)
    except _DAMAGED as error:
        raise RefusedError("not_xlsx") from error


def refuse_foreign(data: bytes) -> None:
    """Raises `RefusedError` where *data* begins as another kind of file does, whatever its name says."""
    if data.startswith(_OLE):
        inside = (reason for reason, stream in _STREAMS.items() if stream.encode("utf-16-le") in data)
        raise RefusedError(next(inside, "xls"))
    if data.startswith(_DOCUMENTS):
        raise RefusedError("document")
    if data.lstrip(_SPACE)[:1] == b"<":
        raise RefusedError("web")


def _names(parts: ZipFile) -> None:
    infos = parts.infolist()
    names = [info.filename for info in infos]
    if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in infos):
        raise RefusedError("packed")
    if "mimetype" in names:
        with parts.open("mimetype") as file:
            raise RefusedError("ods" if b"spreadsheet" in file.read(PIECE) else "document")
    if any(info.flag_bits & 1 for info in infos):
        raise RefusedError("encrypted")
    if "word/document.xml" in names:
        raise RefusedError("document")
    if "xl/workbook.bin" in names:
        raise RefusedError("xlsb")
    if len(set(names)) < len(names) or "xl/workbook.xml" not in names:
        raise RefusedError("not_xlsx")
    if any("vbaproject" in name.lower() or "macrosheets" in name.lower() for name in names):
        raise RefusedError("macros")
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        raise RefusedError("links")
    if len(names) > MOST_PARTS:
        raise RefusedError("large")


def _contents(parts: ZipFile) -> None:
    total, tags, sheets = 0, 0.0, 0
    for info in parts.infolist():
        tail, size = b"", 0
        most = next((most for end, most in MOST_SMALL.items() if info.filename.endswith(end)), MOST_UNPACKED)
        text = info.filename.endswith((".xml", ".rels", ".vml"))
        with parts.open(info) as part:
            while piece := part.read(PIECE):
                total, size = total + len(piece), size + len(piece)
                tags += piece.count(b"<") + piece.count(b"=") / 5
                sheets += len(_SHEET.findall(piece))
                if text and (b"\0" in piece or b"<!DOCTYPE" in tail + piece):
                    raise RefusedError("not_xlsx")
                if total > MOST_UNPACKED or size > most or sheets > MOST_SHEETS:
                    raise RefusedError("large")
                if tags > MOST_TAGS:
                    raise RefusedError("cells")
                tail = piece[-16:]
