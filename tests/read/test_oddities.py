"""What is well-formed but hardly meant: found where it stands, and nowhere else."""

import unicodedata

import pytest

from qstrong.read.oddities import is_ordinary, oddities
from qstrong.read.strict import FORBIDDEN


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("note: 见附件 #3", "Q044", 0, 10),
        ("note: 完成 A # 后面", "Q044", 0, 11),
        ("note: 'x'# y", "Q044", 0, 9),
        ("a: [x, y]# z", "Q044", 0, 9),
        ("a: [x,# z\n y]", "Q044", 0, 6),
        ("note: “全部”", "Q045", 0, 6),
        ("- ＂全部＂", "Q045", 0, 2),
        ("a: 1\nb: x\ue000", "Q042", 1, 4),
        ("# x\ue000", "Q042", 0, 3),
        ("b: x\u0302\u0303", "Q043", 0, 4),
        ("b: e\u0301", "Q041", 0, 3),
        ("b: \u2f8f", None, 0, 0),
        ("b: \uf900", "Q041", 0, 3),
        ("a: 1\r\nb: 2\n", "Q040", 1, 0),
        ("a: 文字\n  cause：x", "Q046", 1, 2),
        ("a: 文字\n  cause:x", "Q046", 1, 2),
        ("note: 完成  # 注释", None, 0, 0),
        ("value: 145 # 亿元", None, 0, 0),
        ("# 见 #3\nvalue: 145", None, 0, 0),
        ("note: '见 #3'", None, 0, 0),
        ("note: |\n  见 #3\n  “全部”", None, 0, 0),
        ("note: “甲”和“乙”", None, 0, 0),
        ("note: 他说“全部”", None, 0, 0),
        ("note: 见#3", None, 0, 0),
        ("a: 1\r\nb: 2\r\n", None, 0, 0),
        ("note: 文字\n  接着写", None, 0, 0),
        ("note: |\n  文字\n  cause：x", None, 0, 0),
        ("a: https://example.org/x#y", None, 0, 0),
        ("name: é", None, 0, 0),
    ],
)
def test_oddities(text: str, code: str | None, line: int, column: int) -> None:
    found = [(one.code, one.line, one.column) for one in oddities(text)]
    assert found == ([(code, line, column)] if code else [])


def test_ordinary_characters_are_never_odd() -> None:
    every = "".join(char for char in map(chr, range(0x110000)) if is_ordinary(char))
    assert len(every) > 20_000
    assert not FORBIDDEN.search(every)
    assert unicodedata.is_normalized("NFC", every + every[::-1])
    assert not any(unicodedata.combining(char) for char in every)
    assert "\r" not in every
    assert not set(every) & set("：“”‘’「」『』＂＇\t")
    for char in (one for one in every if not "\u4e10" <= one <= "\u9ff0"):
        if char not in "#:\"'":
            assert oddities(f"note: {char}字\n") == [], char
