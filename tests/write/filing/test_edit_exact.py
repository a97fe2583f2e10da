"""Edits: the text before and the text after, character by character."""

from typing import Any

import pytest

from qstrong.write.filing.edit import EditError, append, set_keys

ONE = {"indicator": "z", "value": "1"}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("a: 1\nb: 2\n", {"a": "3"}, "a: 3\nb: 2\n"),
        ("a: 1\nb: 2\n", {"c": "3"}, "a: 1\nb: 2\nc: 3\n"),
        ("a: 1\nb: 2", {"c": "3", "d": "4"}, "a: 1\nb: 2\nc: 3\nd: 4"),
        ("a: 1  # x\nb: '2'   # y\n", {"a": "3", "b": "4"}, "a: 3  # x\nb: 4   # y\n"),
        ("a:\nb: 2\n", {"a": "3"}, "a: 3\nb: 2\n"),
        ("a:   # x\nb: 2\n", {"a": "3"}, "a: 3   # x\nb: 2\n"),
        ("a: 1 # x\nb: 2\n", {"a": None}, "a: # x\nb: 2\n"),
        ("a: 1\nb: 2\n", {"b": None}, "a: 1\nb:\n"),
        ("a: 1\nb:\n", {"b": None}, "a: 1\nb:\n"),  # nothing to take away
        ("a: 1\nb: 2\n", {"c": None}, "a: 1\nb: 2\n"),
        ("a:\nb: 2\n", {"a": None, "c": "3"}, "a:\nb: 2\nc: 3\n"),  # what is empty makes no room
        ("\n\na: 1\n", {"b": "2"}, "\n\na: 1\nb: 2\n"),
        ("a:\n\n# c\n", {"b": "2"}, "a:\nb: 2\n\n# c\n"),
        ("a: 1\nb: 2\n", {"a": None, "c": "3"}, "c: 3\nb: 2\n"),
        ("a: 1\nb: 2\nc: 3\n", {"a": None, "c": None, "d": "4"}, "d: 4\nb: 2\nc:\n"),
        ("a: 1\nb: 2\nc: 3\n", {"a": None, "c": None, "d": "4", "e": "5"}, "d: 4\nb: 2\ne: 5\n"),
        ("a: 1\n", {"a": None, "d": "4", "e": "5"}, "d: 4\ne: 5\n"),
        ("a: |\n  x\n  y\nb: 2\n", {"a": "3"}, "a: 3\nb: 2\n"),
        ("a: |\n  x\n\n\n# c\nb: 2\n", {"a": "3"}, "a: 3\n\n\n# c\nb: 2\n"),
        ("b: 2\na: |\n  x\n  y\n", {"a": "3"}, "b: 2\na: 3\n"),
        ("b: 2\na: >\n  x", {"a": "3"}, "b: 2\na: 3"),
        ("a: |\n  x\n  # part of it\n# not\nb: 2\n", {"a": "3"}, "a: 3\n# not\nb: 2\n"),
        ("a: |\n    x\n    # part of it\n  # not\nb: 2\n", {"a": "3"}, "a: 3\n  # not\nb: 2\n"),
        ("a: |\n    x\n\n  # not\n\nb: 2\n", {"a": "3"}, "a: 3\n\n  # not\n\nb: 2\n"),
        ("a: |\n\n  x\n# not\nb: 2\n", {"a": "3"}, "a: 3\n# not\nb: 2\n"),
        ("a: |\n  # part of it\nb: 2\n", {"a": "3"}, "a: 3\nb: 2\n"),
        ("a: |\nb: 2\n", {"a": "3"}, "a: 3\nb: 2\n"),
        ("a: >1\n      # all\n   # of it\nb: 2\n", {"a": "3"}, "a: 3\nb: 2\n"),
        ("a: |2\n      x\n  # of it\n # not\nb: 2\n", {"a": "3"}, "a: 3\n # not\nb: 2\n"),
        ("a: |\n# not\nb: 2\n", {"a": "3"}, "a: 3\n# not\nb: 2\n"),
        ("a: |\n  x\n", {"b": "2"}, "a: |\n  x\nb: 2\n"),
        ("a: |\n  x\n\n\n# c\n", {"b": "2"}, "a: |\n  x\nb: 2\n\n\n# c\n"),
        ("a: [x, y]\nb: 2\n", {"a": ["z"]}, "a: [z]\nb: 2\n"),
        ("a:\n  - x\n  - y\nb: 2\n", {"a": ["z"]}, "a: [z]\nb: 2\n"),
        ("a:\n- x\n- y\n# c\nb: 2\n", {"a": "z"}, "a: z\n# c\nb: 2\n"),
        ("b: 2\na:\n  - x\n  - y\n\n# c\n", {"c": "3"}, "b: 2\na:\n  - x\n  - y\nc: 3\n\n# c\n"),
        ("a: {}\nb: 2\n", {"a": "3"}, "a: 3\nb: 2\n"),
        ("'a': 1\n\"b\": 2\n", {"a": "3", "b": None}, "'a': 3\n\"b\":\n"),
        ("a : 1\n", {"a": "3"}, "a : 3\n"),
        ("a: 'x: y'\n", {"a": "p: q"}, "a: 'p: q'\n"),
        ("a: x\n  y\nb: 2\n", {"a": "3"}, "a: 3\nb: 2\n"),
        ("{a: 1, b: 2}\n", {"a": "3"}, "{a: 3, b: 2}\n"),
        ("{a: 1, b: 2}\n", {"c": "3, 4"}, "{a: 1, b: 2, c: '3, 4'}\n"),
        ("{a: 1, b: 2}\n", {"b": None}, "{a: 1, b: }\n"),
        ("{a: 1, b: 2}\n", {"b": None, "c": "x, y"}, "{a: 1, c: 'x, y'}\n"),
        ("{a: , b: 2}\n", {"a": "3"}, "{a: 3 , b: 2}\n"),
        ("{}\n", {"a": "3", "b": "4"}, "{a: 3, b: 4}\n"),
        ("  {a: 1}\n", {"b": "2"}, "  {a: 1, b: 2}\n"),
    ],
)
def test_keys_are_set(before: str, changes: dict[str, Any], after: str, ending: str) -> None:
    before, after = before.replace("\n", ending), after.replace("\n", ending)
    assert set_keys(before, changes) == after
    assert set_keys("\ufeff" + before, changes) == "\ufeff" + after


@pytest.mark.parametrize(
    ("before", "index", "changes", "after"),
    [
        ("o:\n", 0, {"a": "1"}, None),
        ("observations:\n  - a: 1\n", 1, {"a": "2"}, None),
        ("observations:\n  - a: 1\n  - a: 2\n", 1, {"a": "3"}, "observations:\n  - a: 1\n  - a: 3\n"),
        ("observations:\n  - a: 1\n  - a: 2\n", 0, {"b": "3"}, "observations:\n  - a: 1\n    b: 3\n  - a: 2\n"),
        ("observations:\n-   a: 1\n\n# c\n-   a: 2\n", 0, {"b": "3"}, "observations:\n-   a: 1\n    b: 3\n\n# c\n-   a: 2\n"),
        ("observations:\n- {a: 1}  # c\n", 0, {"b": "3"}, "observations:\n- {a: 1, b: 3}  # c\n"),
        ("observations: [{a: 1}, {a: 2}]\n", 1, {"a": "3"}, "observations: [{a: 1}, {a: 3}]\n"),
        ("observations:\n- x\n", 0, {"b": "3"}, None),
        ("observations: x\n", 0, {"b": "3"}, None),
    ],
)  # fmt: skip
def test_keys_of_an_entry_are_set(
    before: str, index: int, changes: dict[str, str], after: str | None
) -> None:
    if after is None:
        with pytest.raises(EditError):
            set_keys(before, changes, "observations", index)
    else:
        assert set_keys(before, changes, "observations", index) == after


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 1\nobservations:\n  - indicator: z\n    value: 1\n"),
        ("a: 1\n\n\n", "a: 1\nobservations:\n  - indicator: z\n    value: 1\n\n\n"),
        ("a: 1\n# c\n", "a: 1\n# c\nobservations:\n  - indicator: z\n    value: 1\n"),
        ("observations:\na: 1\n", "observations:\n  - indicator: z\n    value: 1\na: 1\n"),
        ("observations:  # c\na: 1\n", "observations:  # c\n  - indicator: z\n    value: 1\na: 1\n"),
        ("observations: ~\na: 1\n", None),
        ("observations: []\na: 1\n", "observations:\n  - indicator: z\n    value: 1\na: 1\n"),
        ("observations:   []  # c\na: 1\n", "observations:\n  - indicator: z\n    value: 1  # c\na: 1\n"),
        ("observations: [{a: 1}]\n", "observations: [{a: 1}, {indicator: z, value: 1}]\n"),
        ("observations: [{a: 1}, {a: 2}]\n", "observations: [{a: 1}, {a: 2}, {indicator: z, value: 1}]\n"),
        (
            "observations:\n-   a: 1\n- a: 2\n",
            "observations:\n-   a: 1\n- a: 2\n- indicator: z\n  value: 1\n",
        ),
        (
            "observations:\n- a: 1\n-   a: 2\n",
            "observations:\n- a: 1\n-   a: 2\n-   indicator: z\n    value: 1\n",
        ),
        ("observations:\n-\n a: 1\n", "observations:\n-\n a: 1\n- indicator: z\n  value: 1\n"),
        ("observations:\n-\n {a: 1}\n", "observations:\n-\n {a: 1}\n- {indicator: z, value: 1}\n"),
        (
            "observations:\n- a: 1\n# c\nb: 2\n",
            "observations:\n- a: 1\n- indicator: z\n  value: 1\n# c\nb: 2\n",
        ),
        (
            "observations:\n  - {a: 1}\n\n  - {a: 2}\n",
            "observations:\n  - {a: 1}\n\n  - {a: 2}\n  - {indicator: z, value: 1}\n",
        ),
        (
            "observations:\n  -   {a: 1}\n",
            "observations:\n  -   {a: 1}\n  -   {indicator: z, value: 1}\n",
        ),
        (
            "observations:\n  - {a: 1}\n  - a: 2\n",
            "observations:\n  - {a: 1}\n  - a: 2\n  - indicator: z\n    value: 1\n",
        ),
        (
            "observations:\n  - a: |\n      x\n\n    # c\nb: 2\n",
            "observations:\n  - a: |\n      x\n  - indicator: z\n    value: 1\n\n    # c\nb: 2\n",
        ),
        ("{a: 1}\n", "{a: 1, observations: [{indicator: z, value: 1}]}\n"),
        ("{a: 1, b: 2}\n", "{a: 1, b: 2, observations: [{indicator: z, value: 1}]}\n"),
        (
            "{observations: [{a: 1}, {a: 2}]}\n",
            "{observations: [{a: 1}, {a: 2}, {indicator: z, value: 1}]}\n",
        ),
        ("{observations: [], a: 1}\n", "{observations: [{indicator: z, value: 1}], a: 1}\n"),
        ("{observations: [{a: 1}], a: 1}\n", "{observations: [{a: 1}, {indicator: z, value: 1}], a: 1}\n"),
        ("{observations: , a: 1}\n", "{observations:  [{indicator: z, value: 1}], a: 1}\n"),
    ],
)
def test_an_entry_is_appended(before: str, after: str | None, ending: str) -> None:
    before = before.replace("\n", ending)
    if after is None:
        with pytest.raises(EditError):
            append(before, "observations", ONE)
        return
    after = after.replace("\n", ending)
    assert append(before, "observations", ONE) == after
    assert append("\ufeff" + before, "observations", ONE) == "\ufeff" + after


def test_a_file_without_a_line_end_gets_none() -> None:
    assert append("a: 1", "observations", ONE) == "a: 1\nobservations:\n  - indicator: z\n    value: 1"


def long(n: int) -> dict[str, str]:
    """An entry that takes *n* characters in braces."""
    return {"note": "x" * (n - len("{note: }"))}


@pytest.mark.parametrize(
    ("column", "n", "short"), [(0, 98, True), (0, 99, False), (2, 96, True), (2, 97, False)]
)
def test_an_entry_that_is_too_long_for_one_line(column: int, n: int, short: bool) -> None:
    indent = " " * column
    before = f"observations:\n{indent}- {{a: 1}}\n"
    entry = long(n)
    row = f"- {{note: {entry['note']}}}" if short else f"- note: {entry['note']}"
    assert append(before, "observations", entry) == f"{before}{indent}{row}\n"
    if short and column == 0:
        assert len(row) == 100


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "- a\n", "x\n", "a: &b 1\n", ""])
def test_a_file_with_errors_is_not_edited(text: str) -> None:
    with pytest.raises(EditError, match="the file has errors"):
        set_keys(text, {"b": "1"})


def test_the_first_entry_unless_another_is_named() -> None:
    before = "observations:\n- a: 1\n- a: 2\n- a: 3\n"
    assert set_keys(before, {"a": "4"}, "observations") == before.replace("1", "4")


def test_what_would_read_as_something_else_is_refused() -> None:
    with pytest.raises(EditError, match="would read as something else"):
        set_keys("b: 1\n", {"'a'": "3"})


def test_a_list_is_appended_as_a_list() -> None:
    assert append("a: 1\n", "actions", {"action": "1.1", "evidence": ["x", "y"]}) == (
        'a: 1\nactions:\n  - action: "1.1"\n    evidence: [x, y]\n'
    )
