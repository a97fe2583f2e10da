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


def test_the_colour_of_a_part_of_a_text() -> None:
    run = "<x:r><x:rPr>{}</x:rPr><x:t>{}</x:t></x:r>"
    cells = "".join(
        run.format(*one)
        for one in (
            ('<x:color theme="1"/>', "98.9"),
            ('<x:color rgb="FFFFFFFF"/>', "2"),
            ('<x:color theme="0"/>', "3"),
            ("", "4"),
        )
    )
    found = marks(part(f'<x:row r="5"><x:c r="A5" t="inlineStr"><x:is>{cells}</x:is></x:c></x:row>'))
    assert found.inks == {(5, 1): [("98.9", "000000"), ("2", "FFFFFFFF"), ("3", "FFFFFF")]}


def test_conditional_formats_of_all_times() -> None:
    old = '<x:conditionalFormatting sqref="G5:G9 H7"><x:cfRule type="cellIs" dxfId="3"/></x:conditionalFormatting>'
    bar = '<x:conditionalFormatting sqref="G5"><x:cfRule type="dataBar"><x:dataBar {}/></x:cfRule></x:conditionalFormatting>'
    new = (
        "<x:extLst><x:ext><x:conditionalFormattings><x:conditionalFormatting>{}<x:sqref>G6</x:sqref>"
        "</x:conditionalFormatting></x:conditionalFormattings></x:ext></x:extLst>"
    )
    styled = new.format('<x:cfRule type="cellIs"><x:f>1</x:f><x:dxf><x:font/></x:dxf></x:cfRule>')
    found = marks(part("", old + bar.format("") + bar.format('showValue="0"') + styled))
    assert [(one.ranges, one.style, one.veils) for one in found.rules] == [
        ("G5:G9 H7", 3, False),
        ("G5", None, False),
        ("G5", None, True),
        ("G6", None, True),
    ]


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(RefusedError):
        marks(b"<worksheet>")


@pytest.mark.parametrize(
    ("text", "at"), [("A1", (1, 1)), ("XFD1048576", (1048576, 16384)), ("$A$1", None), ("", None)]
)
def test_addresses(text: str, at: CellPlace | None) -> None:
    assert place(text) == at
