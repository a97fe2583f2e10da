"""Where lines end."""

import pytest
from wcwidth import wcswidth

from qstrong.render.document import JOINED
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
