"""The strict reader: what it makes of a file's bytes, what it refuses, and exactly where."""

from typing import Any

import pytest

from qstrong.model.grammar import MOST_CHARACTERS
from qstrong.read import strict
from qstrong.read.faults import MOST_PROBLEMS
from qstrong.read.strict import parse
from qstrong.text.catalogue import words_of

NOWHERE = (-1, -1)
"""The end of a fault that is about the whole."""


def tree(text: str) -> Any:
    parsed = parse(text.encode())
    assert parsed.faults == []
    return parsed.tree


def faults(data: bytes | str) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Each fault with its place: line and column of its start and end, from 0."""
    parsed = parse(data if isinstance(data, bytes) else data.encode())
    return [(one.code, (one.line, one.column), (one.end_line, one.end_column)) for one in parsed.faults]


def words(data: str) -> list[Any]:
    parsed = parse(data if isinstance(data, bytes) else data.encode())
    return [one.words for one in parsed.faults]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\n", {"a": "1"}),
        ("a: '~'\nb: \"null\"\nc: 'null'\n", {"a": "~", "b": "null", "c": "null"}),
        ("a: ~\nb: null\nc: Null\nd: NULL\ne:\nf: ''\n", {"f": ""}),
        ("limits: null\n", {"limits": None}),
        ("limits: ~\n", {"limits": None}),
        ("limits:\n", {}),
        ("a: null\n", {}),
        ("a: [1, [2, 3], {b: 4}]\n", {"a": ["1", ["2", "3"], {"b": "4"}]}),
        ("- a\n- 'null'\n", ["a", "null"]),
        ("- ''\n", [""]),
        ("- limits: [~, 1]\n", [{"limits": [None, "1"]}]),
        ("text\n", "text"),
        ("{}\n", {}),
        ("a: {}\nb: []\n", {"a": {}, "b": []}),
        ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", {"a": "x\ny\n", "b": "x y"}),
        ("'<<': 1\n", {"<<": "1"}),
        ("--- \na: 1\n...\n", {"a": "1"}),
        ("a: 😀\U0001fffd\U0010fffd\n", {"a": "😀\U0001fffd\U0010fffd"}),
    ],
)
def test_what_is_read(text: str, found: dict[str, Any] | list[str] | str) -> None:
    assert tree(text) == found


def test_keys_that_were_left_empty_are_known_by_their_mapping() -> None:
    parsed = parse(b"a:\nb: {c: , d: 1}\ne: ~\n")
    whole: Any = parsed.tree
    assert parsed.empties == {id(whole): {"a", "e"}, id(whole["b"]): {"c"}}


@pytest.mark.parametrize("data", [b"", b"\n", b"# a\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_nothing(data: bytes) -> None:
    assert faults(data) == [("Q023", (0, 0), NOWHERE)]


@pytest.mark.parametrize(
    ("text", "code", "start", "end"),
    [
        ("a: 1\nbc: x\u200by\n", "Q011", (1, 5), (1, 6)),
        ("\u200b", "Q011", (0, 0), (0, 1)),
        ("\n\u200b", "Q011", (1, 0), (1, 1)),
        ("\n\n=======\n", "Q012", (2, 0), (2, 7)),
        ("a: \ufffe", "Q011", (0, 3), (0, 4)),
        ("a: \U0001fffe", "Q011", (0, 3), (0, 4)),
        ("a: \U0001ffff", "Q011", (0, 3), (0, 4)),
        ("a: \U0010fffe", "Q011", (0, 3), (0, 4)),
        ("a: \U0010ffff", "Q011", (0, 3), (0, 4)),
        ("甲: 一\n乙: 二\u202e\n", "Q011", (1, 4), (1, 5)),
        ("a: 1\n" + "\0" * 512, "Q011", (1, 0), (1, 512)),
        ("a: 1\rb: 2\n", "Q055", (0, 4), (0, 5)),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n", "Q012", (1, 0), (1, 7)),
        ("a: 1\n=======\n", "Q012", (1, 0), (1, 7)),
        (">>>>>>> x\n", "Q012", (0, 0), (0, 7)),
        ("a: 1\n|||||||", "Q012", (1, 0), (1, 7)),
        ("a: &x 1\n", "Q018", (0, 3), (0, 7)),
        ("a: 1\nb: *a\n", "Q018", (1, 3), (1, 5)),
        ("a: !!int 1\n", "Q018", (0, 3), (0, 10)),
        ("a: 1\n<<: 2\n", "Q018", (1, 0), (1, 2)),
        ("%YAML 1.1\n---\na: 1\n", "Q018", (0, 0), (1, 3)),
        ("%TAG ! tag:x\n---\na: 1\n", "Q018", (0, 0), (1, 3)),
        ("a: 1\nb: 2\na: 3\n", "Q019", (2, 0), (2, 1)),
        ("a: 1\n---\nb: 2\n", "Q022", (1, 0), (1, 3)),
        ("a:\n  - 1\n  -\n", "Q025", (2, 3), (2, 3)),
        ("a: [1, ~]\n", "Q025", (0, 7), (0, 8)),
        ("- 1\n- ~\n", "Q025", (1, 2), (1, 3)),
        ("[1]: 2\n", "Q026", (0, 0), (0, 1)),
        ("? {a: 1}\n: 2\n", "Q026", (0, 2), (0, 3)),
        ("a: 1\n~: 2\n", "Q026", (1, 0), (1, 1)),
        ('a: "x\\u200By"\n', "Q011", (0, 3), (0, 13)),
    ],
)
def test_what_is_refused_and_where(
    text: str, code: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    assert faults(text) == [(code, start, end)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: x\u200by\n", {"char": "U+200B"}),
        ("a: x\U000e0001y\n", {"char": "U+E0001"}),
        ('a: "\\x01"\n', {"char": "U+0001"}),
        ("a: 1\nb: 2\nb: 3\n", {"key": "b", "first": 2}),
        ("a: &x 1\n", {"what": ("锚点", "anchor")}),
        ("a: *x\n", {"what": ("引用", "alias")}),
        ("a: !x 1\n", {"what": ("标签", "tag")}),
        ("<<: 1\n", {"what": ("合并键", "merge")}),
        ("%YAML 1.1\n---\na: 1\n", {"what": ("指令", "directive")}),
    ],
)
def test_what_is_said_of_it(text: str, said: dict[str, Any]) -> None:
    (found,) = words(text)
    plain = {key: (one.zh, one.en) if hasattr(one, "zh") else one for key, one in found.items()}
    assert plain == said


def test_a_key_three_times_is_told_twice_and_the_last_counts() -> None:
    parsed = parse(b"a: 1\na: 2\na: 3\n")
    assert [one.words["first"] for one in parsed.faults] == [1, 1]
    assert parsed.tree == {"a": "3"}


def test_what_can_be_told_of_one_file_together() -> None:
    text = "a: &x 1\nb: *x\nc: 1\nc: 2\nd: [~]\n"
    assert [code for code, *_ in faults(text)] == ["Q018", "Q018", "Q019", "Q025"]


def test_what_is_no_yaml_is_one_fault() -> None:
    for text in ("a: [1\n", "a: 'x\n", "a: 1\n b: 2\n", "a: {b\n", "\tb: 1\n"):
        assert len(faults(text)) == 1
        assert parse(text.encode()).tree is None


def test_the_bounds() -> None:
    assert (strict.MOST_DEPTH, MOST_CHARACTERS, strict.MOST_HIDDEN) == (12, 10_000, 20)


def nested(depth: int) -> str:
    return "[" * depth + "1" + "]" * depth


def test_depth() -> None:
    assert tree("a: " + nested(strict.MOST_DEPTH - 1))
    assert [code for code, *_ in faults("a: " + nested(strict.MOST_DEPTH))] == ["Q020"]
    assert tree(nested(strict.MOST_DEPTH))
    assert words(nested(strict.MOST_DEPTH + 1)) == [{"most": strict.MOST_DEPTH}]
    maps = "".join(f"{' ' * k}a:\n" for k in range(strict.MOST_DEPTH)) + " " * strict.MOST_DEPTH + "b: 1\n"
    assert [code for code, *_ in faults(maps)] == ["Q020"]


def test_length() -> None:
    assert tree("a: " + "x" * MOST_CHARACTERS)
    (fault,) = faults("a: " + "x" * (MOST_CHARACTERS + 1))
    assert fault == ("Q021", (0, 3), (0, MOST_CHARACTERS + 4))
    assert words("a: " + "x" * (MOST_CHARACTERS + 1)) == [{"most": MOST_CHARACTERS}]


def test_so_many_hidden_characters_are_told() -> None:
    assert len(faults("\u200b\n" * strict.MOST_HIDDEN)) == strict.MOST_HIDDEN
    assert len(faults("\u200b\n" * (strict.MOST_HIDDEN + 1))) == strict.MOST_HIDDEN


def test_the_same_one_over_and_over_is_told_once() -> None:
    assert words("a: 1\n" + "\0" * 512) == [{"char": words_of("hidden_run", char="U+0000", n=512)}]


def test_hidden_characters_come_before_a_merge() -> None:
    assert [code for code, *_ in faults("\u200b\n<<<<<<< a\n")] == ["Q011"]


def test_the_one_fault_too_many_ends_the_reading() -> None:
    assert len(faults("- &a 1\n" * MOST_PROBLEMS)) == MOST_PROBLEMS
    found = faults("- &a 1\n" * (MOST_PROBLEMS + 5))
    assert [code for code, *_ in found] == ["Q018"] * MOST_PROBLEMS + ["Q030"]
    assert found[-1][1] == (MOST_PROBLEMS, 2)
    assert words("- &a 1\n" * (MOST_PROBLEMS + 1))[-1] == {"most": MOST_PROBLEMS}


@pytest.mark.parametrize(
    ("data", "code", "place", "encoding"),
    [
        ("a: 1\n乙: 乙\n".encode("gbk"), "Q010", (1, 0), "GBK"),
        ("一: 1\n".encode() + "b: 乙乙".encode("gbk"), "Q036", (1, 3), None),  # neither the one nor the other
        (b"\xef\xbb\xbfab: \xff\n", "Q036", (0, 4), None),
        (b"\xef\xbb\xbfa: 1\nb: \xff\n", "Q036", (1, 3), None),
        ("乙: ".encode() + b"\xff", "Q036", (0, 3), None),
        (b"a: 1\nb: \xff\n", "Q036", (1, 3), None),
        ("a: 1\n".encode("utf-16"), "Q010", (0, 0), "UTF-16"),
        ("a: 1\n".encode("utf-16-be"), "Q010", (0, 0), "UTF-16BE"),
        ("a: 1\n".encode("utf-16-le"), "Q010", (0, 0), "UTF-16LE"),
        (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), "Q010", (0, 0), "UTF-16"),
        ("a: 1\n".encode("utf-32"), "Q010", (0, 0), "UTF-32"),
        (b"\x00\x00\xfe\xff" + "a: 1\n".encode("utf-32-be"), "Q010", (0, 0), "UTF-32"),
        (b"\x00aaaaaaa", "Q011", (0, 0), None),  # one zero byte is a character that is forbidden
        (b"\x00aaa", "Q010", (0, 0), "UTF-16BE"),
        (b"\x00aaaa", "Q011", (0, 0), None),
        (b"a\x00aa", "Q010", (0, 0), "UTF-16LE"),
        (b"aa\x00\x00", "Q011", (0, 2), None),
        (b"\x00a", "Q010", (0, 0), "UTF-16BE"),
        (b"\x00", "Q011", (0, 0), None),
    ],
)
def test_what_is_not_utf_8(data: bytes, code: str, place: tuple[int, int], encoding: str | None) -> None:
    first = parse(data).faults[0]
    assert (first.code, (first.line, first.column), first.words.get("encoding")) == (code, place, encoding)


def test_what_is_hardly_meant_is_told_only_where_nothing_is_wrong() -> None:
    odd = "a: “x”\n"
    assert parse(odd.encode()).oddities
    assert not parse((odd + "a: 1\n").encode()).oddities


def test_what_a_parser_may_raise_besides_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Any) -> None:
        raise RecursionError

    monkeypatch.setattr("qstrong.read.strict._Builder.document", broken)
    assert words("a: 1\n") == [{"detail": "RecursionError"}]
    assert faults("a: 1\n") == [("Q013", (0, 0), NOWHERE)]
