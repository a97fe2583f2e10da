"""Edits with a minimal diff: text surgery, guided by the parser's marks.

Only the lines of what is edited change: comments, order, quoting, indentation and line ends stay. After
each edit the text is read again by the strict reader, and the edit refused unless it reads as meant.

How: libyaml composes the text to nodes with marks, and an edit is a list of cuts (from, to, new text)
computed on the unedited text and applied from its end backwards, so that no cut moves another. Marks
need care in three places. A block's own mark ends at the next token, behind comments that aren't its:
`last_line` walks down to the last leaf instead. A block scalar (| or >) ends where indentation says, so
its last line is found among the rows. And an empty value has no extent: what is new goes behind the
colon. The second reading makes all of this safe rather than merely careful: a case that was not
thought of raises `EditError`, and the file stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from qstrong.model.filing import PARTS, Part
from qstrong.model.shapes.nodes import MappingNode, Node, ScalarNode, SequenceNode
from qstrong.read.places import nodes_of
from qstrong.read.strict import YamlMapping, YamlTree, parse
from qstrong.write.filing.marks import (
    Cut,
    cut_out,
    ending_of,
    filled_lines,
    inside,
    last_line,
    leaf_end,
    line_end,
)
from qstrong.write.filing.scalar import Value, in_braces, in_lines, value

BOM = "\ufeff"
_WIDE = 100


class EditError(Exception):
    """A text that can't be edited so that it reads as meant; nothing is lost, nothing written."""


def set_keys(text: str, changes: Mapping[str, Value | None], part: Part | None = None, index: int = 0) -> str:
    """*text* with keys of its top, or of the entry *index* of a *part*, set; None takes a key's value away.

    A key that is to go makes room for one that is new, where there is such a pair: `pending` becomes
    `value`. Where there isn't, it is left empty, which reads as absent. Raises `EditError`.
    """
    bare, mark, root, wanted = _opened(text)
    node = inside(inside(root, part), index) if part else root
    if node is None or node.id != "mapping":
        raise EditError("no such entry")
    edited = cut_out(bare, _set(bare, node, changes))
    entry = _entries(wanted, part)[index] if part else wanted
    assert isinstance(entry, dict)
    for key, new in changes.items():
        if new is None:
            entry.pop(key, None)
        else:
            entry[key] = new if isinstance(new, str) else list(new)
    return mark + _checked(edited, wanted)


def append(text: str, part: Part, entry: Mapping[str, Value]) -> str:
    """*text* with one more entry at the end of a *part*, in the style of the others; raises `EditError`."""
    bare, mark, root, wanted = _opened(text)
    edited = cut_out(bare, [_appended(bare, root, part, entry)])
    plain: YamlMapping = {key: one if isinstance(one, str) else list(one) for key, one in entry.items()}
    wanted[part] = [*_entries(wanted, part), plain]
    return mark + _checked(edited, wanted)


def remove(text: str, part: Part, index: int) -> str:
    """*text* without the entry *index* of a *part*, its lines with all that is on and between them.

    Of a part's last entry the key stays; in a filing that says nothing else with an empty list, since
    one part there must be. Raises `EditError`.
    """
    bare, mark, root, wanted = _opened(text)
    node = inside(root, part)
    if node is None or node.id != "sequence" or index >= len(node.value):
        raise EditError("no such entry")
    entries = _entries(wanted, part)
    del entries[index]
    rest = "" if any(wanted.get(one) for one in PARTS) else "[]"
    if not entries and not rest:
        del wanted[part]
    return mark + _checked(cut_out(bare, _removed(bare, root, node, index, rest)), wanted)


def _opened(text: str) -> tuple[str, str, MappingNode, YamlMapping]:
    """*text* without its byte order mark, which would shift every place by one; the mark; its nodes and tree.

    Raises `EditError`.
    """
    mark, bare = BOM if text.startswith(BOM) else "", text.removeprefix(BOM)
    parsed = parse(bare.encode())
    if parsed.faults or not isinstance(parsed.tree, dict):
        raise EditError("the file has errors")
    root = nodes_of(bare)
    assert root is not None
    assert root.id == "mapping"
    return bare, mark, root, parsed.tree


def _entries(tree: YamlMapping, part: Part) -> list[YamlTree]:
    """The entries of a *part*, themselves; none where it has none."""
    found = tree.get(part)
    return found if isinstance(found, list) else []


def _checked(edited: str, wanted: YamlTree) -> str:
    parsed = parse(edited.encode())
    if parsed.faults or _settled(parsed.tree) != _settled(wanted):
        raise EditError("the edit would read as something else")
    return edited


def _settled(tree: YamlTree) -> YamlTree:
    """*tree* without line ends at texts' ends: a block that ends the file gains one with the next line."""
    if isinstance(tree, dict):
        return {key: _settled(one) for key, one in tree.items()}
    if isinstance(tree, list):
        return [_settled(one) for one in tree]
    return tree.rstrip("\n") if isinstance(tree, str) else tree


def _set(text: str, node: MappingNode, changes: Mapping[str, Value | None]) -> list[Cut]:
    pairs = {key.value: (key, one) for key, one in node.value}
    flow = bool(node.flow_style)
    gone = [key for key, new in changes.items() if new is None and key in pairs and not _empty(pairs[key][1])]
    cuts: list[Cut] = []
    more: dict[str, Value] = {}
    for key, new in changes.items():
        if new is None:
            continue
        if key in pairs:
            cuts.append(_revalued(text, *pairs[key], value(new, key, flow=flow)))
        elif gone:
            old, one = pairs[gone.pop(0)]
            cuts.append(Cut(old.start_mark.index, old.end_mark.index, key))
            cuts.append(_revalued(text, old, one, value(new, key, flow=flow)))
        else:
            more[key] = new
    cuts += [_emptied(text, *pairs[key], flow=flow) for key in gone]
    return [*cuts, *([_inserted(text, node, more)] if more else [])]


def _revalued(text: str, key: ScalarNode, node: Node, new: str) -> Cut:
    """A key's value replaced: from behind the colon where it is empty or stands on lines of its own."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.id == "scalar" and node.style not in ("|", ">") and end > start:
        return Cut(start, end, new)
    if node.id != "scalar" and node.flow_style:
        return Cut(start, end, new)
    colon = text.index(":", key.end_mark.index) + 1
    return Cut(colon, max(colon, line_end(text, last_line(text, node))) if end > start else colon, f" {new}")


def _emptied(text: str, key: ScalarNode, node: Node, *, flow: bool) -> Cut:
    """A key's value taken away, with the blank before it; a comment behind it stays."""
    cut = _revalued(text, key, node, "")
    return Cut(cut.start if flow else text.index(":", key.end_mark.index) + 1, cut.end, "")


def _empty(node: Node) -> bool:
    """Whether nothing stands behind the colon."""
    return bool(node.id == "scalar" and node.start_mark.index == node.end_mark.index)


def _inserted(text: str, node: MappingNode, more: Mapping[str, Value]) -> Cut:
    """New keys behind the last one of a mapping."""
    if node.flow_style:
        at = leaf_end(node.value[-1][1]) if node.value else node.start_mark.index + 1
        inner = in_braces(more)[1:-1]
        return Cut(at, at, f", {inner}" if node.value else inner)
    indent = " " * node.value[0][0].start_mark.column
    return _behind(text, last_line(text, node), [indent + row for row in in_lines(more)])


def _appended(text: str, root: MappingNode, part: Part, entry: Mapping[str, Value]) -> Cut:
    node = inside(root, part)
    if root.flow_style:
        return _inserted_flow(root, node, part, entry)
    if node is None:
        rows = [f"{part}:", *_item(entry, 2, 2)]
        return _behind(text, len(filled_lines(text)) - 1, rows)
    if node.id == "scalar":
        key = next(key for key, one in root.value if one is node)
        return _behind(text, key.start_mark.line, _item(entry, 2, 2))
    if node.id == "mapping":
        raise EditError("no list")
    if node.flow_style and not node.value:
        start, ending = len(text[: node.start_mark.index].rstrip(" ")), ending_of(text)
        return Cut(start, node.end_mark.index, "".join(ending + row for row in _item(entry, 2, 2)))
    if node.flow_style:
        at = leaf_end(node.value[-1])
        return Cut(at, at, f", {in_braces(entry)}")
    column = node.start_mark.column
    offset = node.value[-1].start_mark.column - column
    short = all(one.id == "mapping" and one.flow_style for one in node.value)
    rows = _item(entry, column, max(offset, 2))
    if short and len(in_braces(entry)) + column + 2 <= _WIDE:
        rows = [" " * column + "-" + " " * (max(offset, 2) - 1) + in_braces(entry)]
    return _behind(text, last_line(text, node), rows)


def _inserted_flow(root: MappingNode, node: Node | None, part: Part, entry: Mapping[str, Value]) -> Cut:
    if node is not None and node.id == "sequence":
        at = leaf_end(node.value[-1]) if node.value else node.start_mark.index + 1
        return Cut(at, at, f"{', ' if node.value else ''}{in_braces(entry)}")
    if node is not None:
        at = node.end_mark.index
        return Cut(at, at, f" [{in_braces(entry)}]")
    at = leaf_end(root.value[-1][1])
    return Cut(at, at, f", {part}: [{in_braces(entry)}]")


def _removed(text: str, root: MappingNode, node: SequenceNode, index: int, rest: str) -> list[Cut]:
    """An item of a list taken out; *rest* stands for a list that becomes empty."""
    item, alone = node.value[index], len(node.value) == 1
    if node.flow_style and alone:
        return [Cut(node.start_mark.index, node.end_mark.index, rest)]
    if node.flow_style:
        start, end = item.start_mark.index, leaf_end(item)
        comma = text.index(",", leaf_end(node.value[index - 1]) if index else end)
        behind = comma + 1 if index else len(text) - len(text[comma + 1 :].lstrip(" "))
        return [Cut(len(text[:start].rstrip(" ")) if index else start, end, ""), Cut(comma, behind, "")]
    rows, dash = text.split("\n"), item.start_mark.line
    while rows[dash][node.start_mark.column : node.start_mark.column + 1] != "-":
        dash -= 1
    last = _own_comments(rows, last_line(text, item), node.start_mark.column)
    start, end = (len("\n".join(rows[:at])) + 1 for at in (dash, last + 1))
    colon = text.index(":", next(key for key, one in root.value if one is node).end_mark.index) + 1
    return [Cut(start, end, ""), *([Cut(colon, colon, f" {rest}")] if alone and rest else [])]


def _own_comments(rows: list[str], last: int, column: int) -> int:
    """The last line of an item with the comments under it that stand deeper than its dash: they are its own.

    Left behind, they could become words of a text in block style that then stands before them.
    """
    for at in range(last + 1, len(rows)):
        bare = rows[at].lstrip(" ")
        own = bare.startswith("#") and len(rows[at]) - len(bare) > column
        if bare.strip() and not own:
            break
        last = at if own else last
    return last


def _item(entry: Mapping[str, Value], column: int, offset: int) -> list[str]:
    """An item of a list in block style: the dash in *column*, the keys *offset* behind it."""
    first, *rest = in_lines(entry)
    indent = " " * column
    return [f"{indent}-{' ' * (offset - 1)}{first}", *(indent + " " * offset + row for row in rest)]


def _behind(text: str, line: int, rows: list[str]) -> Cut:
    """New lines behind a line; the file ends as it did before."""
    ending = ending_of(text)
    at = line_end(text, line)
    return Cut(at, at, "".join(ending + row for row in rows) if text else ending.join(rows))
