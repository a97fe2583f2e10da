"""Breaking lines where a reader of Chinese or English would: never inside GDP, 37.5 or before a full stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rich.cells import cell_len

from qstrong.render.document import JOINED

OPENING = frozenset("（《〈【「『“‘([{")
CLOSING = frozenset("）》〉】」』”’)]}，。、；：！？…%％·,.;:!?")
Run = tuple[str, str]
"""A text and its style."""


def pieces(text: str) -> Iterator[str]:
    """*text* cut at every place where a line may end; blanks stay with what is before them."""
    start = 0
    for k, (left, right) in enumerate(pairwise(text), 1):
        if _may_break(left, right):
            yield text[start:k]
            start = k
    yield text[start:]


def _may_break(left: str, right: str) -> bool:
    if left == " " or right == " ":
        return left == " " and right != " "
    if right in CLOSING or left in OPENING or JOINED in (left, right):
        return False
    return cell_len(left) > 1 or cell_len(right) > 1 or (left in CLOSING and right in OPENING)


def wrap(text: str, width: int) -> list[str]:
    """A cell's text in lines of at most *width* cells: at blanks where words fit, else inside them."""
    gap = "  " if "  " in text else " "  # 已完成 1  推进中 4: what belongs together stays together
    words = [f"{word}{gap}" for word in text.split(gap)]
    parts = [
        part for word in words for part in ((word,) if cell_len(word.rstrip()) <= width else pieces(word))
    ]
    lines = fill(((part, "") for part in parts), width)
    if (
        len(lines) > 1
        and len(lines[-1]) == 1
        and len(lines[-2]) > 2
        and cell_len(lines[-1][0][0].rstrip()) < 3
    ):
        lines[-1].insert(0, lines[-2].pop())  # a last character never stands alone
    return ["".join(part for part, _ in line).rstrip() for line in lines]


def fill(parts: Iterable[Run], width: int) -> list[list[Run]]:
    """Unbreakable *parts* in lines of at most *width* cells; what is wider than a line is folded."""
    lines: list[list[Run]] = [[]]
    used = 0
    for text, style in parts:
        if used and used + cell_len(text.rstrip()) > width:
            lines.append([])
            used = 0
        shown = text if used or len(lines) == 1 else text.lstrip(" ")
        for chunk in _folded(shown, width):
            if used and used + cell_len(chunk.rstrip()) > width:
                lines.append([])
                used = 0
            lines[-1].append((chunk.replace(JOINED, " "), style))
            used += cell_len(chunk)
    return lines


def _folded(text: str, width: int) -> Iterator[str]:
    """*text* in chunks that fit a line of their own: at the blanks that join its words, else inside them."""
    chunk = ""
    for word in text.replace(JOINED, f"{JOINED}\n").split("\n"):
        for part in (word,) if cell_len(word.rstrip()) <= width else word:
            if chunk and cell_len((chunk + part).rstrip()) > width:
                yield chunk
                chunk = ""
            chunk += part
    yield chunk
