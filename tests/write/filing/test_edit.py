"""Edits: what was meant is what is read, and nothing else changes."""

import difflib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qstrong.model.filing import Part
from qstrong.read.strict import parse
from qstrong.write.filing.edit import EditError, _settled, append, remove, set_keys
from qstrong.write.filing.scalar import scalar

PLAIN = """\
unit: u
period: 2025Q1   # 期次

# 指标
observations:
  - indicator: x   # 甲
    value: 10.50
    note: |
      两行
      说明

    # 下一项
  - {indicator: y, pending: 等统计}
actions:
- action: "1.1"
  state: in_progress
# 完
"""


def tree(text: str) -> dict[str, Any]:
    parsed = parse(text.encode())
    assert not parsed.faults
    assert isinstance(parsed.tree, dict)
    return parsed.tree


def changed(old: str, new: str) -> tuple[Any, ...]:
    """The lines taken away and added."""
    rows = list(difflib.ndiff(old.splitlines(keepends=True), new.splitlines(keepends=True)))
    return [row for row in rows if row[0] == "-"], [row for row in rows if row[0] == "+"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("part", "index", "changes", "gone", "come"),
    [
        ("observations", 0, {"value": "11"}, 1, 1),
        ("observations", 0, {"source": "月报"}, 0, 1),
        ("observations", 0, {"note": "一句"}, 3, 1),
        ("observations", 0, {"value": None, "pending": "8月"}, 1, 1),
        ("observations", 1, {"pending": None, "value": "3"}, 1, 1),
        ("observations", 1, {"source": "a, b"}, 1, 1),
        ("actions", 0, {"state": "done", "on": "2025-03-01", "evidence": ["甲", "乙: 丙"]}, 1, 3),
        (None, 0, {"filed": "2025-04-10"}, 0, 1),
    ],
)
def test_only_the_lines_of_what_is_edited(
    part: Part | None, index: int, changes: dict[str, Any], gone: int, come: int, ending: str, bom: str
) -> None:
    text = bom + PLAIN.replace("\n", ending)
    edited = set_keys(text, changes, part, index)
    minus, plus = changed(text, edited)
    assert (len(minus), len(plus)) == (gone, come)
    entry = tree(edited)[part][index] if part else tree(edited)
    for key, new in changes.items():
        assert entry.get(key) == new
    assert ("\r\n" in edited) == (ending == "\r\n")
    assert edited.replace("\r\n", "").count("\n") == (0 if ending == "\r\n" else edited.count("\n"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (PLAIN, ["  - indicator: z", "    value: 1"]),
        ("unit: u\n", ["observations:", "  - indicator: z", "    value: 1"]),
        ("unit: u", ["observations:", "  - indicator: z", "    value: 1"]),
        ("unit: u\nobservations:\n", ["  - indicator: z", "    value: 1"]),
        ("unit: u\nobservations:\n- {indicator: y, value: 2}\n", ["- {indicator: z, value: 1}"]),
        (
            "unit: u\nobservations:\n    -   indicator: y\n        value: 2\n# 完\n",
            ["    -   indicator: z", "        value: 1"],
        ),
        ("unit: u\nobservations: []  # 空\n", None),
        ("unit: u\nobservations: [{indicator: y, value: 2}]\n", None),
        ("{unit: u, observations: [{indicator: y, value: 2}]}\n", None),
        ("{unit: u, period: 2025Q1}\n", None),
        ("{unit: u, observations: }\n", None),
    ],
)
def test_one_more_entry(text: str, rows: list[str] | None) -> None:
    edited = append(text, "observations", {"indicator": "z", "value": "1"})
    assert tree(edited)["observations"][-1] == {"indicator": "z", "value": "1"}
    assert tree(edited)["observations"][:-1] == (tree(text).get("observations") or [])
    if rows:
        assert [
            row[2:].rstrip("\n") for row in changed(text, edited)[1] if row[2:].strip() != "unit: u"
        ] == rows
    assert edited.endswith("\n") == text.endswith("\n")


@pytest.mark.parametrize("text", ["a: [", "- a\n", "", "unit: u\nobservations: 3\n",
                                  "unit: u\nobservations: {}\n", "unit: u\nobservations: {x: 1}\n",
                                  "unit: u\nobservations:\n  x: 1\n"])  # fmt: skip
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        append(text, "observations", {"indicator": "z", "value": "1"})


SCAFFOLD = """\
filed:   # 报送日
observations:
  - indicator: x
    value:
    pending: 等统计   # 还没有数
    source: 月报
  - {indicator: y, value: 3, pending: }
"""


@pytest.mark.parametrize(
    ("part", "index", "changes", "gone", "come"),
    [
        (None, 0, {"filed": "2025-04-10"}, "filed:   # 报送日", "filed: 2025-04-10   # 报送日"),
        ("observations", 1, {"value": "4", "pending": None}, "value: 3", "value: 4"),
        ("observations", 0, {"source": None}, "    source: 月报", "    source:"),
        ("observations", 1, {"value": None}, "value: 3", "value: "),
    ],
)
def test_gaps_are_filled_and_made(
    part: Part | None, index: int, changes: dict[str, Any], gone: str, come: str
) -> None:
    """What `new` left empty stays empty; what is taken away leaves a gap, and its comment."""
    edited = set_keys(SCAFFOLD, changes, part, index)
    assert edited == SCAFFOLD.replace(gone, come)


def test_a_value_in_place_of_its_reason_to_be_pending() -> None:
    edited = set_keys(SCAFFOLD, {"value": "7", "pending": None}, "observations", 0)
    assert edited == SCAFFOLD.replace("    value:\n", "    value: 7\n", 1).replace(" 等统计 ", " ")


# ── Laws ──

HARD = ["", " a", "a ", "a: b", "a #b", "#a", "- a", "?", ":", "null", "~", "'", '"', "it's", "“a”", "[a]", "{a", "a, b",
        "a\nb", "a\tb", "\\", "a\\b", "@x", "`x", "%", "&a", "*a", "!a", "|", ">", "<<", "=", "true", "2025-01-01", "1.1",
        "说明：完成", "见 D:\\材料", "---", "...", "1_000", "０", "a:b", "a:", "深质字〔2025〕3号", "😀"]  # fmt: skip
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn", "Cf", "Zl", "Zp", "Mn"]),
    min_size=1, max_size=30,
).filter(lambda text: text.strip()) | st.sampled_from([one for one in HARD if one.strip()])  # fmt: skip
LAW = settings(derandomize=True, deadline=None, max_examples=300)


@LAW
@given(TEXT, st.booleans())
def test_a_scalar_reads_as_it_was_meant(text: str, flow: bool) -> None:
    written = f"{{a: {scalar(text, flow=True)}}}" if flow else f"a: {scalar(text)}"
    parsed = parse(written.encode())
    assume(not any(fault.code == "Q011" for fault in parsed.faults))
    assert not parsed.faults
    assert parsed.tree == {"a": text}


COMMENTS = st.sampled_from(["", "", "  # 注", "   "])
BLANKS = st.sampled_from(["", "", "\n", "# 一行\n", "\n    # 深\n"])


@st.composite
def entries(draw: Callable[..., Any]) -> dict[str, str] | None:
    """An entry in one of the styles in which people write them."""
    keys = draw(st.dictionaries(st.sampled_from(["source", "note", "cause", "flag"]), TEXT, max_size=3))
    found: dict[str, str] | None = {
        "indicator": draw(st.sampled_from(["x", "y", "rd-expenditure"])),
        "value": str(draw(st.integers(0, 999))),
    } | keys
    return found


@st.composite
def filings(draw: Callable[..., Any]) -> str | None:
    """A filing's text as somebody may have written it."""
    column, gap = draw(st.sampled_from([0, 2, 4])), draw(st.sampled_from([1, 1, 3]))
    rows = ["unit: u" + draw(COMMENTS), draw(BLANKS) + "period: 2025Q1", "filed: 2025-04-10" + draw(COMMENTS)]
    rows.append("observations:" + draw(COMMENTS))
    for entry in draw(st.lists(entries(), min_size=1, max_size=3)):
        indent = " " * column
        if draw(st.booleans()):
            inner = ", ".join(f"{key}: {scalar(one, key, flow=True)}" for key, one in entry.items())
            rows.append(f"{draw(BLANKS)}{indent}-{' ' * gap}{{{inner}}}{draw(COMMENTS)}")
        else:
            deep = indent + " " * (gap + 1)
            first, *rest = (f"{key}: {scalar(one, key)}{draw(COMMENTS)}" for key, one in entry.items())
            rows.append(f"{draw(BLANKS)}{indent}-{' ' * gap}{first}")
            rows += [f"{deep}{row}" for row in rest]
            if draw(st.booleans()):
                rows.append(f"{deep}measures: |\n{deep}  一\n\n{deep}  二")
    if draw(st.booleans()):
        rows += [draw(BLANKS) + "actions:", '  - {action: "1.1", state: done}']
    text = "\n".join(rows) + draw(st.sampled_from(["\n", "", "\n\n# 完\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    text = draw(st.sampled_from(["", "\ufeff"])) + text
    assume(not parse(text.encode()).faults)
    found: str | None = text
    return found


@LAW
@given(
    filings(),
    st.integers(0, 5),
    st.dictionaries(st.sampled_from(["value", "source", "note", "owner"]), TEXT, min_size=1),
)
def test_setting_keys(text: str, index: int, changes: dict[str, str]) -> None:
    before: Any = _settled(parse(text.encode()).tree)
    index %= len(before["observations"])
    assume(all(parse(f"a: {scalar(new)}".encode()).tree for new in changes.values()))
    edited = set_keys(text, changes, "observations", index)
    after: Any = _settled(parse(edited.encode()).tree)
    assert after["observations"][index] == before["observations"][index] | changes
    before["observations"][index] = after["observations"][index]
    assert after == before
    gone, come = changed(text, edited)
    assert len(gone) <= len(come) + 5
    assert len(come) <= len(changes) + 1


@LAW
@given(filings(), entries())
def test_appending(text: str, entry: dict[str, str]) -> None:
    before: Any = _settled(parse(text.encode()).tree)
    assume(
        not parse(
            ("a: [" + ", ".join(scalar(one, flow=True) for one in entry.values()) + "]").encode()
        ).faults
    )
    edited = append(text, "observations", entry)
    after: Any = _settled(parse(edited.encode()).tree)
    assert after["observations"] == [*before["observations"], entry]
    assert {key: one for key, one in after.items() if key != "observations"} == {
        key: one for key, one in before.items() if key != "observations"
    }
    kept = [row for row in edited.splitlines() if row in text.splitlines()]
    assert len(kept) >= len(text.splitlines()) - 1


@LAW
@given(filings(), st.integers(0, 5), st.integers(1000, 9999))
def test_one_value_is_one_hunk_of_its_own_line(text: str, index: int, value: int) -> None:
    index %= len(tree(text)["observations"])
    edited = set_keys(text, {"value": str(value)}, "observations", index)
    rows = zip(text.splitlines(), edited.splitlines(), strict=True)
    assert sum(old != new for old, new in rows) == 1


@LAW
@given(filings(), st.integers(0, 5))
def test_an_entry_goes_alone(text: str, index: int) -> None:
    before = tree(text)
    index %= len(before["observations"])
    edited = remove(text, "observations", index)
    after = tree(edited)
    del before["observations"][index]
    assert _settled({"observations": [], **after}) == _settled(before)
    if before["observations"] and "[" not in text:
        assert not changed(text, edited)[1]


def test_a_comment_under_an_entry_goes_with_it() -> None:
    head = "unit: u\nobservations:\n- indicator: x\n  measures: |\n    一\n"
    text = (
        head
        + "- {indicator: y, value: 0}\n\n    # 乙的\n# 以下是举措\nactions:\n- {action: '1.1', state: done}\n"
    )
    assert (
        remove(text, "observations", 1) == head + "# 以下是举措\nactions:\n- {action: '1.1', state: done}\n"
    )


REMOVED = """\
unit: u
observations:   # 指标
  # 甲的说明
  - indicator: x   # 甲
    value: 1
    note: |
      两行

      说明

  # 乙的说明
  -
    indicator: y
    pending:
  # 丙的说明
  - {indicator: z, value: 2}
# 完
actions: []
"""


@pytest.mark.parametrize(
    ("text", "index", "edited"),
    [
        (REMOVED, 0, REMOVED[: REMOVED.index("  - indicator: x")] + REMOVED[REMOVED.index("\n  # 乙") :]),
        (REMOVED, 1, REMOVED.replace("  -\n    indicator: y\n    pending:\n", "")),
        (REMOVED, 2, REMOVED.replace("  - {indicator: z, value: 2}\n", "")),
        (
            "a: 1\nobservations: [{x: 1}, {x: 2}, {x: 3}] # 三\n",
            0,
            "a: 1\nobservations: [{x: 2}, {x: 3}] # 三\n",
        ),
        (
            "a: 1\nobservations: [{x: 1}, {x: 2}, {x: 3}] # 三\n",
            2,
            "a: 1\nobservations: [{x: 1}, {x: 2}] # 三\n",
        ),
        ("observations: # 一\n- x: 1\n  y: 2", 0, "observations: [] # 一\n"),
        ("observations:\n- x: 1\nactions:\n- y: 1\n", 0, "observations:\nactions:\n- y: 1\n"),
        ("{a: 1, observations: [{x: 1}]}\n", 0, "{a: 1, observations: []}\n"),
        ("observations: [{x: 1}]\nactions: [{y: 1}]\n", 0, "observations: \nactions: [{y: 1}]\n"),
        (
            "observations: [\n  {x: 1}, # 甲\n  {x: 2}, # 乙\n]\n",
            0,
            "observations: [\n  # 甲\n  {x: 2}, # 乙\n]\n",
        ),
    ],
)
def test_an_entry_is_taken_out(text: str, index: int, edited: str) -> None:
    assert remove(text, "observations", index) == edited
    assert remove("\ufeff" + text, "observations", index) == "\ufeff" + edited


def test_what_is_not_there_is_not_taken_out() -> None:
    for index in (1, 5):
        with pytest.raises(EditError):
            remove("observations: [{x: 1}]\n", "observations", index)
    with pytest.raises(EditError):
        remove("observations: [{x: 1}]\n", "actions", 0)


@pytest.mark.parametrize(
    ("text", "index", "edited"),
    [
        ("observations: [{x: 1},{y: 2}]\n", 0, "observations: [{y: 2}]\n"),
        ("observations: [{x: 1},{y: 2}]\n", 1, "observations: [{x: 1}]\n"),
        ("observations: [{x: 1}, {y: 2}]\n", 0, "observations: [{y: 2}]\n"),
        ("observations: [{x: 1} ,  {y: 2}]\n", 0, "observations: [ {y: 2}]\n"),
        ("observations: [{x: 1},{y: 2},{z: 3}]\n", 1, "observations: [{x: 1},{z: 3}]\n"),
        ("observations: [{x: 1}, {y: 2}, {z: 3}]\n", 1, "observations: [{x: 1}, {z: 3}]\n"),
    ],
)
def test_an_item_taken_out_of_a_list_in_brackets(text: str, index: int, edited: str) -> None:
    assert remove(text, "observations", index) == edited
    assert len(tree(edited)["observations"]) == len(tree(text)["observations"]) - 1
