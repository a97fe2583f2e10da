"""Filings that are written alike are read as the strict reader reads each of them, or given back to it."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qstrong.model.filing import Filing
from qstrong.model.grammar import MOST_CHARACTERS
from qstrong.model.period import Period
from qstrong.read.alike.filings import MOST_BYTES, MOST_SKELETONS, Alike
from qstrong.read.alike.skeleton import is_even, taken_apart
from qstrong.read.document import document_of
from qstrong.read.filing import read_filing
from tests.read.test_fuzz import EDITS, FUZZ, PIECES

PERIOD = Period.parse("2025Q1")
PATH = "progress/u/2025Q1.yaml"
FORM = """\
# 演示数据，全部虚构 / made-up data
unit: {}
period: {}
filed: {}
prepared_by:
signed: {}
observations:
  # 指标甲
  - indicator: {}
    value: {}
    flag: {}
    evidence: {}
  - {{indicator: {}, value: {}, period: {}}}
actions:
- action: {}
  state: {}
  note: {}
"""
"""Every form of line that is read so."""
VALUES = (
    *("u", "2025Q1", "2025-04-10", "深发改〔2025〕1号", "x", "10.50", "final", "报表"),
    *("'y'", "-5", '"2024"', '"1.1"', "done", "已完成，见附件（一）"),
)
FIRST = FORM.format(*VALUES)


def strictly(data: bytes) -> Filing | None:
    """What the strict reader makes of *data*; None where it has anything to say of them."""
    parsed, wrong = document_of(data, PATH)
    if parsed is None or wrong:
        return None
    found = read_filing(parsed, PATH, "u", PERIOD)
    return None if found.problems or found.voids else found.filing


def learned(*texts: str) -> Alike:
    alike = Alike()
    for text in texts:
        parsed, wrong = document_of(text.encode(), PATH)
        assert parsed is not None
        assert not wrong
        filing = read_filing(parsed, PATH, "u", PERIOD).filing
        assert filing is not None
        alike.learn(text.encode(), parsed, filing)
    return alike


def read(data: bytes, *known: str) -> Filing | None:
    alike = learned(*known)
    found = alike.filing(data, "u", PERIOD)
    alike.finish()
    return found


def with_value(place: int, text: str, values: Sequence[str] = VALUES) -> str:
    return FORM.format(*values[:place], text, *values[place + 1 :])


OTHER = (
    "u",
    "2025Q1",
    "2025-05-01",
    "'二'",
    "z.1",
    "-0",
    "revised",
    "甲 乙",
    "y",
    "5",
    "2023",
    "a-1",
    "suspended",
    "1/2",
)


def test_the_next_is_read_by_its_values() -> None:
    text = FORM.format(*OTHER)
    found = read(text.encode(), FIRST)
    assert found == strictly(text.encode())
    assert found is not None
    first, second = found.observations
    assert (first.indicator, first.value, first.flag, first.evidence) == (
        "z.1",
        Decimal(0),
        "revised",
        ("甲 乙",),
    )
    assert (second.indicator, second.value, second.period) == ("y", Decimal(5), Period.parse("2023"))
    assert (found.signed, found.prepared_by, found.actions[0].state) == ("二", None, "suspended")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        *((0, text) for text in ("v", "''", "null", "U")),  # another unit's, or none's
        *((1, text) for text in ("2025Q2", "2025Q5", "'2025'")),
        *((2, text) for text in ("2025-02-30", "2025-4-1", "2025-04-10 ", "2025-04-10 # 补报")),
        *(
            (3, text)
            for text in ("null", "NULL", "~", "a: b", "a #b", "a,", "[a]", "|\n  a", "a\n  b", "“甲”", "")
        ),
        *(
            (5, text)
            for text in ("1e5", "１", "1,000", "NaN", "''", "- 1", "-", "0x1F", "1_000", "12:30", "!!str 1")
        ),
        *((8, text) for text in ("a}", "a, flag: final", "a b", "&a b", "*a", "? a")),
        *(
            (13, text)
            for text in ("' '", '"\\u200b"', "\u202e", "a\tb", "x" * (MOST_CHARACTERS + 1), "é", "''''")
        ),
    ],
)
def test_whatever_is_unusual_is_given_back(place: int, text: str) -> None:
    assert read(with_value(place, text).encode(), FIRST) is None


@pytest.mark.parametrize(
    "data",
    [
        FIRST.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + FIRST.encode(),
        FIRST.encode("gbk"),
        FIRST.rstrip("\n").encode(),
        FIRST.replace("  flag", "   flag").encode(),
        FIRST.encode().replace("甲".encode(), b"\xff"),
        f"---\n{FIRST}".encode(),
        f"{FIRST}...\n".encode(),
        b"",
    ],
)
def test_so_is_any_other_skeleton(data: bytes) -> None:
    assert read(data, FIRST) is None


@pytest.mark.parametrize(
    "text",
    [
        FIRST.replace("# 指标甲", "# 指标甲: 5"),  # no value stands in a comment
        FIRST.replace("已完成，见附件（一）", "|\n    a: b"),
        FIRST.replace("已完成，见附件（一）", "'甲\n    b: 5'"),
        FIRST.replace("value: 10.50", "value: 10.50  # 快报"),
        FIRST.replace("note: ", '"note": '),
        FIRST.replace("evidence: 报表", "evidence: [报表, 表二]"),
    ],
)
def test_only_even_skeletons_are_learned(text: str) -> None:
    assert not learned(text).moulds
    assert learned(FIRST).moulds


def test_what_is_kept_is_bounded() -> None:
    long = FIRST + "- {action: a, state: done}\n" * (MOST_BYTES // 20)
    assert not learned(long).moulds
    assert read(long.encode(), FIRST) is None
    several = learned(*(f"{FIRST}# {k}\n" for k in range(MOST_SKELETONS + 5)))
    assert len(several.moulds) == MOST_SKELETONS


def test_a_value_twice_is_looked_at_once() -> None:
    alike = learned(FIRST)
    one, other = (alike.filing(FIRST.encode(), "u", PERIOD) for _ in range(2))
    alike.finish()
    assert one == other == strictly(FIRST.encode())
    assert one is not None
    assert other is not None
    assert one.observations[0].value is other.observations[0].value


PLAIN = st.text("0123456789abcdefghijklmnopqrstuvwxyz甲乙，。-./ ~:#'\"{}[]|>&*!%@`\\", max_size=8)
SAID = (
    st.sampled_from(VALUES + OTHER)
    | PLAIN
    | st.sampled_from(PIECES).map(lambda one: one.decode("utf-8", "replace"))
)


@FUZZ
@given(st.lists(SAID, min_size=len(VALUES), max_size=len(VALUES)))
@example([*OTHER])
def test_any_values(values: list[str]) -> None:
    text = FORM.format(*values)
    for place in range(len(values)):
        data = with_value(place, values[place]).encode("utf-8", "surrogatepass")
        assert read(data, FIRST) in (None, strictly(data))
    data = text.encode("utf-8", "surrogatepass")
    assert read(data, FIRST) in (None, strictly(data))


@FUZZ
@given(EDITS, EDITS)
def test_any_edit(edits: list[tuple[int, int, bytes]], more: list[tuple[int, int, bytes]]) -> None:
    """One text that is no more than valid, and another that is near it."""
    first = edited(FIRST.encode(), edits)
    known = first.decode() if strictly(first) else FIRST
    for data in (edited(known.encode(), more), edited(first, more)):
        assert read(data, known) in (None, strictly(data))


def edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for at, cut, piece in edits:
        start = at % (len(data) + 1)
        data = data[:start] + piece + data[start + cut :]
    return data


def test_a_skeleton_is_what_remains() -> None:
    skeleton, values = taken_apart(FIRST.encode())
    assert tuple(values) == VALUES
    assert is_even(skeleton)
    assert (
        "".join(
            piece + said for piece, said in zip(skeleton, (*(f": {one}" for one in values), ""), strict=True)
        )
        == FIRST
    )
