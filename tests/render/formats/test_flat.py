"""Flat text: tables as a pipe has them."""

from __future__ import annotations

from qstrong.render.document import Cell, Column, Document, Section, Table
from qstrong.render.formats.flat import comma_separated, plain_text


def test_a_table_without_heads_has_all_its_rows() -> None:
    rows = ((Cell("a"), Cell("1")), (Cell("b"), Cell("2")))
    table = Table((Column(""), Column("")), (Section("", rows),))
    assert plain_text(Document("t", (table,))).split("\n") == ["t", "a  1", "b  2", ""]


def test_a_papers_tables_end_with_where_they_come_from() -> None:
    table = Table((Column("a"),), (Section("", ((Cell("1"),),)),))
    assert comma_separated(Document("t", (table,), origin="Data 0a1b, day")) == 'a\n1\n\n"Data 0a1b, day"\n'
    assert comma_separated(Document("t", (table,))) == "a\n1\n"
