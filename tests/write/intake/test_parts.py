"""A sheet's part as it is written: what the library passes over."""

from __future__ import annotations

import pytest

from qstrong.write.intake.guard import RefusedError
from qstrong.write.intake.parts import CellPlace, marks, place

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def part(rows: str, rest: str = "") -> bytes:
    return (
        f'<x:worksheet xmlns:x="{NAMESPACE}"><x:sheetData>{rows}</x:sheetData>{rest}</x:worksheet>'.encode()
    )


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ('<x:c r="G5"><x:f>1+1</x:f><x:v>2</x:v></x:c>', (5, 7)),
        ('<x:c r="G5"><!-- a --><x:f>1+1</x:f></x:c>', (5, 7)),
        ('<x:c r="g5"><?pi?><x:f/></x:c>', (5, 7)),
        ("<x:c><x:v>1</x:v></x:c><x:c><x:f>1+1</x:f></x:c>", (5, 2)),
        ('<x:c r="C5"/><x:c><x:f>1+1</x:f></x:c>', (5, 4)),
        ('<x:c r="AA5"><x:v>2</x:v><x:f>1+1</x:f></x:c>', (5, 27)),
    ],
)  # fmt: skip
def test_formulas_wherever_they_stand(cell: str, at: CellPlace) -> None:
    assert marks(part(f'<x:row r="5">{cell}</x:row>')).formulas == {at}
    assert marks(part(f"{'<x:row/>' * 4}<x:row>{cell}</x:row>")).formulas == {at}


def test_a_formula_that_gives_an_empty_text_is_as_good_as_empty() -> None:
    found = marks(
        part(
            '<x:row r="5"><x:c r="A5" t="str"><x:f>x</x:f><x:v></x:v></x:c><x:c r="B5"><x:f>x</x:f></x:c></x:row>'
        )
    )
    assert found.blank == {(5, 1)}
    assert found.formulas == {(5, 1), (5, 2)}


def test_what_is_raised_or_struck_out() -> None:
    run = "<x:r><x:rPr>{}</x:rPr><x:t>{}</x:t></x:r>"
    cells = "".join(
        run.format(*one)
        for one in (
            ("", "98.9"),
            ('<x:vertAlign val="superscript"/>', "2"),
            ("<x:strike/>", "7"),
            ('<x:strike val="0"/>', "8"),
            ('<x:vertAlign val="baseline"/>', "9"),
        )
    )
    found = marks(part(f'<x:row r="5"><x:c r="A5" t="inlineStr"><x:is>{cells}</x:is></x:c></x:row>'))
    assert found.raised == {(5, 1): ["2", "7"]}


def test_a_cell_given_twice_and_the_last_row_with_something_in_it() -> None:
    row = '<x:row r="900"><x:c r="A900"><x:v>1</x:v></x:c><x:c r="A900"><x:v>2</x:v></x:c></x:row><x:row r="950"><x:c r="A950" s="3"/></x:row>'
    found = marks(part(row, '<x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells>'))
    assert (found.twice, found.last, found.merged) == ("A900", 900, ["A1:B2"])


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(RefusedError):
        marks(b"<worksheet>")


@pytest.mark.parametrize(
    ("text", "at"), [("A1", (1, 1)), ("XFD1048576", (1048576, 16384)), ("$A$1", None), ("", None)]
)
def test_addresses(text: str, at: CellPlace | None) -> None:
    assert place(text) == at
