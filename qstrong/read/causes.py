"""libyaml's errors: their causes in a clerk's words, at the place that is meant.

libyaml's mark is often a line late, where the next line no longer makes sense; so the lines around
its marks are searched for the slips that offices make, and else its context's mark is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qstrong.model.shapes.nodes import Mark
from qstrong.read.faults import BLANKS, FaultError, blank_in, clip, lines_of, plain_blanks
from qstrong.text.catalogue import words_of

_START = r"^[ ]*(?:- +)?"
_GLUED = re.compile(_START + r"(?P<key>[A-Za-z_][A-Za-z0-9_]*):(?P<rest>\S.*)$")
_WIDE = re.compile(_START + r"(?P<key>[A-Za-z_][A-Za-z0-9_]*)\s*：\s*(?P<rest>.*)$")
_DASH = re.compile(r"^ *-(?P<rest>[A-Za-z_][A-Za-z0-9_]*\s*:.*)$")
_BULLET = re.compile(
    rf"^[ {BLANKS}]*(?P<char>[－–—―−‐‑‒﹣•·●○▪■◦‣∙・◆*])[ {BLANKS}]*"
    r"(?P<rest>[A-Za-z_][A-Za-z0-9_]*\s*[:：].*)$"
)
_BLANK = re.compile(
    rf"^(?P<head>[ {BLANKS}]*(?:-[ {BLANKS}]+)?[A-Za-z_][A-Za-z0-9_]*[ {BLANKS}]*:[ {BLANKS}]*)(?P<rest>.*)$"
)
"""A line as far as its value, with blanks of any kind between its parts."""
_ODD = re.compile(f"[{BLANKS}]+")
_LAST_KEY = re.compile(r"[A-Za-z_]+ *$")
_TAB = re.compile(r"^[ -]*\t")
_DETAILS = {"could not find expected ':'": "found_no_colon"}
_MISPLACED = re.compile("(sequence entries|mapping keys) are not allowed")
_OPENING = ("[", "{")
_SIGNS = ("while scanning an anchor", "while scanning an alias", "while scanning a tag")
_PAIR = re.compile(_START + r"(?P<key>[A-Za-z_][A-Za-z0-9_]*): +(?P<rest>.*)$")
_DASHES = re.compile(r"[-\s]*")
_SIGNED = re.compile(r"(?P<sign>[-+<>=≥≤≈~]+)\s*(?P<number>[0-9][0-9.]*)\s*")


def syntax_fault(text: str, error: Exception) -> FaultError:
    """The fault for one of libyaml's errors: its cause where that can be told, else its own words."""
    lines = lines_of(text)
    context, said = str(getattr(error, "context", "") or ""), str(getattr(error, "problem", "") or error)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return FaultError("Q013", 0, 0, words={"detail": clip(said)})
    first = getattr(error, "context_mark", None) or mark
    if "quoted scalar" in context:
        return _in_quotes(lines, first, mark, said)
    for number in dict.fromkeys([first.line, mark.line, mark.line - 1]):
        if 0 <= number < len(lines) and (found := _slip(lines[number], number)):
            return found
    found = _by_message(lines, context, said, first, mark)
    if found:
        return found
    best = first if "simple key" in context else mark
    key = _DETAILS.get(said)
    detail = words_of(key) if key else clip(said)
    return to_the_end("Q013", lines, best.line, best.column, detail=detail)


def _slip(line: str, number: int) -> FaultError | None:
    """What can be seen from a line alone."""
    if match := _BULLET.match(line):
        words = {"char": match["char"], "right": f"- {clip(match['rest'])}"}
        return FaultError("Q053", number, match.start("char"), number, match.end("char"), words)
    if (match := _BLANK.match(line)) and (odd := _ODD.search(match["head"])):
        words = {"char": blank_in(odd[0]), "right": clip(plain_blanks(line).strip())}
        return FaultError("Q054", number, odd.start(), number, odd.end(), words)
    if match := _WIDE.match(line):
        at = line.index("：")
        return FaultError("Q015", number, at, number, at + 1, _written(match))
    if match := _GLUED.match(line):
        return FaultError("Q014", number, match.start("key"), number, len(line), _written(match))
    if match := _DASH.match(line):
        words = {"right": f"- {clip(match['rest'])}"}
        return FaultError("Q027", number, match.start("rest") - 1, number, match.start("rest"), words)
    if match := _TAB.match(line):
        return FaultError("Q016", number, match.end() - 1, number, match.end())
    return None


def _written(match: re.Match[str]) -> dict[str, str]:
    return {"key": clip(match["key"]), "right": clip(f"{match['key']}: {match['rest']}")}


def _in_quotes(lines: list[str], first: Mark, mark: Mark, said: str) -> FaultError:
    if "end of stream" in said or "document indicator" in said:
        return to_the_end("Q017", lines, first.line, first.column)
    return FaultError("Q035", mark.line, mark.column, mark.line, mark.column + 2)


def _by_message(lines: list[str], context: str, said: str, first: Mark, mark: Mark) -> FaultError | None:
    """What libyaml's words and marks say together."""
    line, before = _line(lines, mark.line), _line(lines, mark.line)[: mark.column]
    if "cannot start any token" in said or context in _SIGNS:
        return _odd_start(lines, first)
    pair = _PAIR.match(line)
    signs = pair and "mapping values" in said and _no_value(pair["key"], pair["rest"])
    if pair and ("block scalar" in context or _MISPLACED.search(said) or signs):
        return _odd_value(pair, mark.line)
    if "flow" in context:
        return _in_brackets(lines, first, mark)
    if "mapping values are not allowed" in said:
        if pair and pair.start("rest") <= mark.column:
            words = {"key": clip(pair["key"]), "right": _quoted(pair)}
            return FaultError("Q031", mark.line, mark.column, mark.line, mark.column + 1, words)
        return to_the_end("Q032", lines, mark.line, _indent(line))
    if "did not find expected" in said and "parsing a block" in context:
        if not before.strip():
            return to_the_end("Q032", lines, mark.line, mark.column)
        if before.rstrip().endswith(("'", '"')):
            opened = _open_quote(lines, mark.line)
            return opened or to_the_end("Q033", lines, mark.line, mark.column)
        if pair and pair["rest"][:1] in _OPENING and before.rstrip().endswith(("]", "}")):
            return _odd_value(pair, mark.line)
    return None


def _open_quote(lines: list[str], last: int) -> FaultError | None:
    """A quote before line *last* that its own line doesn't close: what follows ran into it."""
    for number in range(last - 1, max(last - 20, -1), -1):
        pair = _PAIR.match(lines[number])
        quote = pair["rest"][:1] if pair else ""
        if pair and quote in ("'", '"') and quote not in pair["rest"][1:]:
            return to_the_end("Q017", lines, number, pair.start("rest"))
    return None


def _odd_start(lines: list[str], mark: Mark) -> FaultError:
    line = _line(lines, mark.line)
    pair = _PAIR.match(line)
    right = _quoted(pair) if pair else f'"{clip(line[mark.column :])}"'
    words: dict[str, object] = {"char": line[mark.column : mark.column + 1], "right": right}
    if pair:
        words |= _no_value(pair["key"], pair["rest"])
    return FaultError("Q029", mark.line, mark.column, mark.line, mark.column + 1, words)


def _odd_value(pair: re.Match[str], line: int) -> FaultError:
    """A value that begins with a dash, a bracket or one of > and |, each of which is YAML's own there."""
    start, text = pair.start("rest"), pair["rest"].rstrip()
    return FaultError("Q029", line, start, line, start + 1, _words(pair["key"], text))


def _words(key: str, text: str) -> dict[str, object]:
    """The words for a *text* that can't stand behind *key* as it begins, with what to write instead."""
    inside = text.replace("'", "''")
    words: dict[str, object] = {"char": text[:1], "right": clip(f"{key}: '{inside}'"), **_no_value(key, text)}
    signed = _SIGNED.fullmatch(text)
    if key != "value" and _DASHES.fullmatch(text):
        words["hint"] = words_of("found_dash", key=clip(key))
    elif key == "value" and signed:
        sign = "-" if signed["sign"] == "-" else ""
        words["hint"] = words_of("found_bare", right=f"value: {sign}{signed['number']}")
    return words


def _no_value(key: str, text: str) -> dict[str, object]:
    """The hint for signs where a value should stand: they say that there is none."""
    signs = key == "value" and not re.search(r"\w", text)
    return {"hint": words_of("found_dash_value")} if signs else {}


def _in_brackets(lines: list[str], first: Mark, mark: Mark) -> FaultError:
    """A full-width comma between the bracket and the mark, a comma that is missing, or no closing bracket."""
    for number, start, end in _stretch(lines, first, mark):
        at = _line(lines, number).find("，", start, end)
        if at >= 0:
            return FaultError("Q028", number, at, number, at + 1)
    line = _line(lines, mark.line)
    if first.line == mark.line and line[mark.column :].strip()[:1] not in ("", "]", "}"):
        column = len(_LAST_KEY.sub("", line[: mark.column]))
        return to_the_end("Q039", lines, mark.line, column, right=f", {clip(line[column:])}")
    char = _line(lines, first.line)[first.column : first.column + 1]
    words = {"char": char, "right": "]" if char == "[" else "}"}
    return FaultError("Q034", first.line, first.column, first.line, first.column + 1, words)


def _stretch(lines: list[str], first: Mark, mark: Mark) -> Iterator[tuple[int, int, int]]:
    for number in range(first.line, min(mark.line, first.line + 20) + 1):
        start = first.column if number == first.line else 0
        yield number, start, mark.column if number == mark.line else len(_line(lines, number))


def _quoted(pair: re.Match[str]) -> str:
    """The pair with its value in quotes, those inside doubled as YAML has it."""
    inside = pair["rest"].rstrip().replace("'", "''")
    return clip(f"{pair['key']}: '{inside}'") if len(inside) < 40 else f"{clip(pair['key'])}: '…'"


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def to_the_end(code: str, lines: list[str], line: int, column: int, **words: object) -> FaultError:
    """The fault *code* from a place to the end of its line."""
    line = min(line, max(len(lines) - 1, 0))
    length = len(_line(lines, line))
    return FaultError(code, line, min(column, length), line, max(length, column + 1), words)
