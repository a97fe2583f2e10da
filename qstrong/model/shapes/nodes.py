"""What is used of libyaml's marks, events and nodes, as types; PyYAML gives them none so exact."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias


class Mark(Protocol):
    """A place in a text: its line and column, and the character it is at, each from 0."""

    line: int
    column: int
    index: int


class ParserEvent(Protocol):
    """One of the parser's events, with what only some have: those that are asked for it."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    version: object
    tags: object


class _Marked(Protocol):
    start_mark: Mark
    end_mark: Mark


class ScalarNode(_Marked, Protocol):
    """A text, with the sign of the quotes or block it stands in."""

    id: Literal["scalar"]
    value: str
    style: str | None


class SequenceNode(_Marked, Protocol):
    """A list of nodes, in brackets (`flow_style`) or behind dashes."""

    id: Literal["sequence"]
    value: list[Node]
    flow_style: bool


class MappingNode(_Marked, Protocol):
    """Keys and their nodes, in braces (`flow_style`) or on lines of their own."""

    id: Literal["mapping"]
    value: list[tuple[ScalarNode, Node]]
    flow_style: bool


Node: TypeAlias = "ScalarNode | SequenceNode | MappingNode"
