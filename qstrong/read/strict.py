"""The strict reader: bytes to a tree of dict, list and text, by libyaml's events.

YAML 1.2 in a strict subset: UTF-8 alone, one document, no tags, anchors, aliases, directives, merge
or complex keys, no duplicate keys, bounded depth and length, no character that hides or reorders
text. Every scalar stays text; what it means is for its field's grammar to say. Of the two parsers of
PyYAML, which differ in corners, libyaml's is the one.

How: three passes, and each looks only at what the one before let through. `decode` settles the
encoding, since libyaml would guess it. `_look` searches the text for characters that no one can see:
libyaml drops or accepts them, so that a reader of the file and a reader of the tree would differ. Then
one recursive descent over the events, a function for each collection; a fault that leaves the tree's
shape clear (a tag, a key twice) is noted and passed over, so that one run tells them all, and what
makes it unclear is raised and ends the file. Depth, length and the number of faults are bounded on the
way down, before anything is built from them. A key left empty is taken out of its mapping and
remembered in `empties`, by the mapping's identity: absent and empty read alike, and are told apart.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import field
from itertools import islice
from types import ModuleType
from typing import TypeAlias, cast

from qstrong.model.base import Text
from qstrong.model.grammar import MOST_CHARACTERS
from qstrong.model.shapes.nodes import Mark, ParserEvent
from qstrong.model.shapes.value import dataclass
from qstrong.read.causes import syntax_fault
from qstrong.read.faults import MOST_PROBLEMS, FaultError, clip, lines_of
from qstrong.read.foreign import binary, foreign
from qstrong.read.oddities import is_ordinary, oddities
from qstrong.text import families
from qstrong.text.catalogue import words_of

YamlTree: TypeAlias = "dict[str, YamlTree] | list[YamlTree] | str | None"
YamlMapping = dict[str, YamlTree]
"""A mapping of it."""

MOST_DEPTH = 12
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
NULL_MATTERS = "limits"
"""The one key whose explicit null, or one among its items, says something else than its absence."""

_NONCHARACTERS = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_HIDDEN = (
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, and NEL, which breaks lines for libyaml
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # without a width
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # without a width, or turning the direction
    "\ufe00-\ufe0f\ufff0-\ufffd\ufdd0-\ufdef\U000e0000-\U000e0fff"  # variants, replacement, tags
    f"{_NONCHARACTERS}"
    "]"
)
FORBIDDEN = re.compile(rf"{_HIDDEN}|\r(?!\n)")
_RUN = re.compile(rf"({_HIDDEN})\1*")
"""The same one over and over, as where a disk filled up the end of a file: that is one thing to be told."""
_LONE = re.compile(r"\r(?!\n)")
"""A line end that only very old programs know; libyaml takes it for one, and no editor shows it so."""
_BLOCKS = (">", "|")
_SIZED = re.compile(r"[>|][+-]?[1-9]")
"""A number behind the sign of a block says how deep it is; who wrote >5 meant more than 5."""
MOST_HIDDEN = 20
"""So many of those are told."""
_SIDES = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)


@dataclass(slots=True)
class Parsed:
    """What a file's bytes came to: the tree, or None, and all that is wrong with them."""

    tree: YamlTree = None
    empties: dict[int, set[str]] = field(default_factory=dict)
    """Keys that were left empty, by the `id` of the mapping in `tree` that doesn't hold them."""
    faults: list[FaultError] = field(default_factory=list)
    oddities: list[FaultError] = field(default_factory=list)
    """What is well-formed but hardly meant; it stops nothing."""


def parse(data: bytes) -> Parsed:
    """Read *data*; never raises, whatever the bytes."""
    try:
        text = decode(data)
    except FaultError as fault:
        return Parsed(faults=[fault])
    faults = _look(text)
    if faults:
        return Parsed(faults=faults)
    parsed = _build(text)
    if not parsed.faults:
        parsed.oddities = oddities(text)
    return parsed


def decode(data: bytes) -> str:
    """The text of *data* without its byte order mark; raises `FaultError` where it isn't text in UTF-8."""
    if strange := foreign(data):
        raise strange
    wide = _wide_encoding(data)
    if wide:
        raise FaultError("Q010", 0, 0, words={"encoding": wide})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        before = data[: mark + error.start]  # the decoder counts from behind the mark
        line = before.count(b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace"))
        if strange := binary(data):
            raise strange from error
        if not _is_gbk(data):
            raise FaultError("Q036", line, column) from error
        raise FaultError("Q010", line, column, words={"encoding": "GBK"}) from error


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, where a mark or the many zero bytes say so."""
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return "UTF-32"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    if b"\x00" in data[:2] and data.count(0) * 4 >= len(data) > 1:
        return "UTF-16BE" if data[0] == 0 else "UTF-16LE"
    return None


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _look(text: str) -> list[FaultError]:
    """What can be seen before parsing: characters that hide, and an unfinished merge."""
    if is_ordinary(text) and not any(sign in text for sign in _SIDES):
        return []
    hidden = islice(_RUN.finditer(text), MOST_HIDDEN)
    found = [_at(text, match, "Q011", char=_name(match[0])) for match in hidden]
    if "\r" in text and (lone := _LONE.search(text)):
        found.append(_at(text, lone, "Q055"))
    if not found and (conflict := CONFLICT.search(text)):
        found = [_at(text, conflict, "Q012")]
    return found


def _at(text: str, match: re.Match[str], code: str, **words: object) -> FaultError:
    start = match.start()
    line = text.count("\n", 0, start)
    column = start - (text.rfind("\n", 0, start) + 1)
    return FaultError(code, line, column, line, column + max(len(match[0]), 1), words)


def _name(run: str) -> Text | str:
    """What a character is called, and how often it stands there in a row."""
    name = f"U+{ord(run[0]):04X}"
    return name if len(run) == 1 else words_of("hidden_run", char=name, n=len(run))


def _build(text: str) -> Parsed:
    import yaml
    from yaml._yaml import CParser

    parsed = Parsed()
    try:
        parsed.tree = _Builder(
            cast("Callable[[], ParserEvent]", CParser(text).get_event), text, parsed
        ).document()
    except FaultError as fault:
        parsed.faults.append(fault)
    except yaml.YAMLError as error:
        parsed.faults.append(syntax_fault(text, error))
    except Exception as error:  # noqa: BLE001 (PyYAML raises much besides on crafted input)
        parsed.faults.append(FaultError("Q013", 0, 0, words={"detail": type(error).__name__}))
    return parsed


class _Builder:
    """One document's events to a tree. What can be told and passed over is noted; the rest is raised."""

    def __init__(self, events: Callable[[], ParserEvent], source: str, parsed: Parsed) -> None:
        import yaml.events

        kinds: ModuleType = yaml.events  # their stubs know no event that is sure to have a place

        self.next = events
        self.source, self.parsed = source, parsed
        self.nulls = False
        """Whether an explicit null among the items says something."""
        self.kinds = kinds
        self.scalar, self.mapping = kinds.ScalarEvent, kinds.MappingStartEvent
        self.sequence, self.alias = kinds.SequenceStartEvent, kinds.AliasEvent
        self.mapping_end, self.sequence_end = kinds.MappingEndEvent, kinds.SequenceEndEvent

    def document(self) -> YamlTree:
        self.next()
        start = self.next()
        if start.__class__ is self.kinds.StreamEndEvent:
            raise FaultError("Q023", 0, 0, in_plan=words_of("plan_emptied"))
        if start.version or start.tags:
            self.refuse(start, "directive")
        tree = self.node(self.next(), 1)
        self.next()
        after = self.next()
        if after.__class__ is not self.kinds.StreamEndEvent:
            raise _fault("Q022", after)
        return tree

    def note(self, code: str, event: ParserEvent, **words: object) -> None:
        """Keep a fault; the one too many ends the reading."""
        if len(self.parsed.faults) >= MOST_PROBLEMS:
            raise _fault("Q030", event, most=MOST_PROBLEMS)
        self.parsed.faults.append(_fault(code, event, **words))

    def refuse(self, event: ParserEvent, what: str) -> None:
        self.note("Q018", event, what=words_of(families.YAML.key(what)))

    def rest(self, mark: Mark) -> str:
        """The line from a *mark* on."""
        line: str = lines_of(self.source)[mark.line]
        return line[mark.column :]

    def node(self, event: ParserEvent, depth: int) -> YamlTree:
        kind = event.__class__
        if kind is self.scalar:
            return self.scalar_of(event)
        if kind is self.alias:
            self.refuse(event, "alias")
            return None
        if event.anchor:
            self.refuse(event, "anchor")
        if event.tag:
            self.refuse(event, "tag")
        if depth > MOST_DEPTH:
            raise _fault("Q020", event, most=MOST_DEPTH)
        return self.items(depth) if kind is self.sequence else self.pairs(depth)

    def scalar_of(self, event: ParserEvent) -> str | None:
        """A scalar's text; None for an explicit or empty null."""
        if event.anchor:
            self.refuse(event, "anchor")
        if event.tag:
            self.refuse(event, "tag")
        value: str = event.value
        if not event.style:
            if value in NULLS:
                return None
            if len(value) <= MOST_CHARACTERS:
                return value
        if event.style in _BLOCKS and not value.strip() and _SIZED.match(self.rest(event.start_mark)):
            self.note("Q029", event, char=event.style, hint=words_of("found_block", char=event.style))
        if len(value) > MOST_CHARACTERS:
            self.note("Q021", event, most=MOST_CHARACTERS)
        if event.style == '"' and (hidden := FORBIDDEN.search(value)):
            self.note("Q011", event, char=_name(hidden[0]))
        return value

    def items(self, depth: int) -> list[YamlTree]:
        found = []
        while (event := self.next()).__class__ is not self.sequence_end:
            item = self.node(event, depth + 1)
            if item is None and event.__class__ is self.scalar and not (self.nulls and event.value):
                self.note("Q025", event)
            found.append(item)
        return found

    def pairs(self, depth: int) -> dict[str, YamlTree]:
        found: dict[str, YamlTree] = {}
        places: dict[str, ParserEvent] = {}
        scalar, following, text = self.scalar, self.next, self.scalar_of
        while (event := following()).__class__ is not self.mapping_end:
            if event.__class__ is not scalar or (key := text(event)) is None:
                raise _fault("Q026", event)
            if key == "<<" and not event.style:
                self.refuse(event, "merge")
            value_event = following()
            self.nulls = key == NULL_MATTERS
            is_text = value_event.__class__ is scalar
            value = text(value_event) if is_text else self.node(value_event, depth + 1)
            if key in places:
                first = places[key].start_mark.line + 1
                self.note("Q019", event, key=clip(key), first=first)
            else:
                places[key] = event
            if value is None and not (key == NULL_MATTERS and value_event.value):
                self.parsed.empties.setdefault(id(found), set()).add(key)
            else:
                found[key] = value
        return found


def _fault(code: str, event: ParserEvent, **words: object) -> FaultError:
    start, end = event.start_mark, event.end_mark
    return FaultError(code, start.line, start.column, end.line, end.column, words)
