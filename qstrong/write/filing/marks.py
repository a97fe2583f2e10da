"""Places in a text of YAML by the parser's marks, and cuts at them."""

from __future__ import annotations

from qstrong.model.shapes.nodes import Node
from qstrong.model.shapes.value import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """What stands from `start` to `end` becomes `new`."""

    start: int
    end: int
    new: str


def cut_out(text: str, cuts: list[Cut]) -> str:
    """*text* with all *cuts*, from its end backwards, so that none moves another."""
    for cut in sorted(cuts, key=lambda one: one.start, reverse=True):
        text = text[: cut.start] + cut.new + text[cut.end :]
    return text


def inside(node: Node | None, step: str | int) -> Node | None:
    """The value of a key, or an item of a list; None where there is none."""
    if node is not None and node.id == "mapping":
        return next((one for key, one in node.value if key.value == step), None)
    if node is not None and node.id == "sequence" and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def ending_of(text: str) -> str:
    """The file's own line end."""
    return "\r\n" if "\r\n" in text else "\n"


def filled_lines(text: str) -> list[str]:
    """The lines that have something in them, up to the last such."""
    return text.rstrip("\r\n ").split("\n")


def line_end(text: str, line: int) -> int:
    """Where a line ends, before its line end."""
    at = -1
    for _ in range(line + 1):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return at - 1 if text[at - 1] == "\r" else at


def last_line(text: str, node: Node) -> int:
    """The last line of a node's own text: marks of blocks end at the next token, past comments."""
    while node.id != "scalar" and not node.flow_style and node.value:
        node = node.value[-1][1] if node.id == "mapping" else node.value[-1]
    line: int = node.end_mark.line
    if node.id == "scalar" and node.style in ("|", ">"):
        rows = text.split("\n")
        line = max(node.start_mark.line, line - (node.end_mark.column == 0))
        while line > node.start_mark.line and not rows[line].strip():
            line -= 1
    return line


def leaf_end(node: Node) -> int:
    """Where a node inside brackets ends."""
    end: int = node.end_mark.index
    return end
