"""Where lines end."""

import pytest
from wcwidth import wcswidth

from qstrong.render.document import JOINED, Cell, Column, Document, Section, Table
from qstrong.render.formats.register import How
from qstrong.render.formats.terminal import terminal
from qstrong.render.formats.wrap import fill, pieces, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("数字经济核心产业增加值占GDP比重", 24, ["数字经济核心产业增加值占", "GDP比重"]),
        ("研究与试验发展经费支出", 20, ["研究与试验发展经费", "支出"]),  # no last character alone
        ("报送率降到37.5%。", 8, ["报送率降", "到", "37.5%。"]),
        ("暂不评价: 缺上年同期数", 16, ["暂不评价:", "缺上年同期数"]),
        (f"3392.03{JOINED}→ >3700{JOINED}亿元", 18, ["3392.03 →", ">3700 亿元"]),
        (
            JOINED.join("20000 people below the baseline".split()),
            15,
            ["20000 people", "below the", "baseline"],
        ),
        (f"xy{JOINED}abcdefghij", 6, ["xy abc", "defghi", "j"]),
        ("已完成 1  推进中 3  未启动 1", 20, ["已完成 1  推进中 3", "未启动 1"]),
        ("R&D expenditure of firms", 12, ["R&D", "expenditure", "of firms"]),
        ("“广东老字号”“中华老字号”", 14, ["“广东老字号”", "“中华老字号”"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 4, [""]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines
    assert all(wcswidth(line) <= width for line in lines)


def test_pieces_lose_nothing() -> None:
    text = "责任单位: 区发展改革局、区科技创新局 (R&D) “圳品”。"
    assert "".join(pieces(text)) == text


def test_a_symbol_stays_with_its_word() -> None:
    runs = [("■ 滞后 3  ", "bad"), ("▼ 差于基期 1", "bad")]
    assert [len(line) for line in fill(runs, 14)] == [1, 1]


def words_of_table(*cells: str) -> Table:
    columns = (Column("#"), *(Column(f"h{k}", flexible=True) for k in range(len(cells))))
    return Table(columns, (Section("", ((Cell("1"), *map(Cell, cells)),)),))


def test_no_word_is_broken_that_a_line_could_hold() -> None:
    """Columns are as wide as their longest words; where they can't be, cells stand one below the other."""
    cells = ("Government Services and Data Bureau", "Standing work", "a programme of chain-wide upgrading")
    table = words_of_table(*cells)
    for width in range(10, 100):
        shown = terminal(Document("t", (table,), ""), How("en", width))
        assert all(wcswidth(line) <= width for line in shown.split("\n"))
        assert {*" ".join(cells).split()} <= {*shown.split()} or width < len("Government"), width
    narrow, wide = (terminal(Document("t", (table,), ""), How("en", width)) for width in (30, 60))
    assert "h0  Government Services and\nData Bureau\n" in narrow
    assert "h0" in wide.split("\n")[1]
    assert "h1" in wide.split("\n")[1]


def test_chinese_is_broken_between_signs_in_narrow_columns() -> None:
    table = words_of_table("首台套和技改补助，确保四条新产线年内满产", "区工业和信息化局")
    shown = terminal(Document("t", (table,), ""), How("zh", 24))
    assert "h0" in shown.split("\n")[1]
    assert "h1" in shown.split("\n")[1]
