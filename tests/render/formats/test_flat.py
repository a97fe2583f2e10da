"""Flat text: tables as a pipe has them."""

from __future__ import annotations

from wcwidth import wcswidth

from qstrong.render.document import _WIDTHS, Cell, Column, Document, Section, Table, width
from qstrong.render.formats.flat import comma_separated, plain_text


def test_a_table_without_heads_has_all_its_rows() -> None:
    rows = ((Cell("a"), Cell("1")), (Cell("b"), Cell("2")))
    table = Table((Column(""), Column("")), (Section("", rows),))
    assert plain_text(Document("t", (table,))).split("\n") == ["t", "a  1", "b  2", ""]


def test_a_papers_tables_end_with_where_they_come_from() -> None:
    table = Table((Column("a"),), (Section("", ((Cell("1"),),)),))
    assert comma_separated(Document("t", (table,), origin="Data 0a1b, day")) == 'a\n1\n\n"Data 0a1b, day"\n'
    assert comma_separated(Document("t", (table,))) == "a\n1\n"


def test_characters_are_as_wide_as_they_are_elsewhere_said_to_be() -> None:
    texts = [chr(code) for first, last, _ in _WIDTHS for code in range(first, last + 1)]
    texts += [
        "",
        "a\tb",
        "e\u0301",
        "👍🏽",
        "▲ 略低于序时进度 · GDP",
        "한글",
        "\u3099",
        "soft\xadhyphen",
        "ａｂｃ",
    ]
    assert [text for text in texts if width(text) != max(wcswidth(text), 0)] == []
