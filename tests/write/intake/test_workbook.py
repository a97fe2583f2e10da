"""A workbook's own shapes: strict Open XML, which the library doesn't know by its names."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from qstrong.write.intake.parts import STRICT
from qstrong.write.intake.workbook import transitional

pytest.importorskip("openpyxl", reason="needs the excel extra")


def _workbook() -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    assert book.active is not None
    book.active["B2"] = 98.5
    book.save(out)
    return out.getvalue()


def _strict(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as book, ZipFile(out, "w") as new:
        for info in book.infolist():
            part = book.read(info)
            for strict, usual in STRICT.items():
                part = part.replace(usual, strict)
            new.writestr(info.filename, part)
    return out.getvalue()


def test_strict_open_xml_is_read_as_the_usual_one() -> None:
    from openpyxl import load_workbook

    usual = _workbook()
    strict = _strict(usual)
    with ZipFile(BytesIO(strict)) as book:
        assert any(name in book.read("xl/workbook.xml") for name in STRICT)
    sheet = load_workbook(BytesIO(transitional(strict))).active
    assert sheet is not None
    assert sheet["B2"].value == 98.5


def test_the_usual_one_stays_as_it_is() -> None:
    data = _workbook()
    assert transitional(data) is data
