"""How a help looks: the usage, what a command is for, examples, arguments and options, in the reader's words.

Lines are folded by what they take on a screen, where a Chinese character takes two columns.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeGuard

from qstrong.text.language import say
from qstrong.text.words.help import EXAMPLES, FRAME, HELP

if TYPE_CHECKING:
    from typer._click import Command, Context, Parameter
    from typer.core import TyperArgument, TyperOption

    from qstrong.model.base import Lang

WIDEST = 100
"""Longer lines aren't easy to read."""
_FIRST = 28
"""What stands left of a text takes at most so many columns: a longer one has a line of its own."""
_WIDE = "⺀"
"""From here on characters take two columns: of a help, which is our own, all are Chinese or full-width."""
_OPENING, _CLOSING = frozenset("（“《([{"), frozenset("，。、；：！？）”》…)],.;:!?}")
COMMON = frozenset((
    "data", "as_of", "at", "known_on", "lang", "format", "output", "color", "ascii_only", "strict",
    "no_cache", "help",
))  # fmt: skip
"""The options that stand below a command's own: those of `Options`, which would take long to import here."""
OWN = {
    "help": "help.own.help",
    "install_completion": "help.own.install_completion",
    "show_completion": "help.own.show_completion",
}
"""What is said of the options that the library adds."""
_Row = tuple[str, str]


def taken(text: str) -> int:
    """How many columns *text* takes."""
    return len(text) if text.isascii() else sum(1 + (char >= _WIDE) for char in text)


def broken_lines(text: str, most: int) -> list[str]:
    """*text* in lines of at most *most* columns; what can't be broken may be longer."""
    lines, used = [""], 0
    for piece in _pieces(text):
        size = taken(piece)
        if used and used + taken(piece.rstrip()) > most:
            lines.append("")
            used = 0
        lines[-1] += piece
        used += size
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """*text* cut wherever a line may end: behind blanks, and around Chinese characters that stand free."""
    if text.isascii():
        yield from (f"{word} " for word in text.split(" "))
        return
    start = 0
    for k, (left, right) in enumerate(pairwise(text), 1):
        free = left >= _WIDE or right >= _WIDE
        if left == " " != right or (free and right != " " and right not in _CLOSING and left not in _OPENING):
            yield text[start:k]
            start = k
    yield text[start:]


def help_of(
    command: Command, ctx: Context, lang: Lang, groups: Mapping[str, Sequence[_Row]] | None = None
) -> str:
    """The help of one *command*; of all of them, where their *groups* are given, by the heading's key."""
    room = max(min(shutil.get_terminal_size().columns, WIDEST) - 1, 40)
    params = command.get_params(ctx)
    arguments = [one for one in params if _is_argument(one)]
    options = [one for one in params if _is_option(one)]
    common = [one for one in options if groups is None and one.name in COMMON]
    own = [one for one in options if one not in common]
    pieces = [
        _usage(ctx.command_path, arguments, lang, many=groups is not None),
        "",
        *_prose(command.help or "", room),
    ]
    pieces += _examples((command.name or "") if groups is None else "", lang)
    pieces += _table("arguments", [_argument(one, lang) for one in arguments], lang, room)
    widest = max((len(name) for rows in (groups or {}).values() for name, _ in rows), default=0)
    for heading, rows in (groups or {}).items():
        pieces += _table(heading, rows, lang, room, first=widest)
    pieces += _table("options", [_option(one, lang) for one in own], lang, room)
    pieces += _table("common", [_option(one, lang) for one in common], lang, room)
    if groups is not None:
        pieces.append("")
        for text in (say(HELP["help.exit_codes"], lang), *say(HELP["help.more"], lang).split("\n")):
            pieces += broken_lines(text, room)
    return "\n".join(pieces)


def _usage(path: str, arguments: Iterable[TyperArgument], lang: Lang, *, many: bool) -> str:
    rest = [say(FRAME["command"], lang)] if many else [_shown(one) for one in arguments]
    return " ".join([say(FRAME["usage"], lang), path, *rest, say(FRAME["some_options"], lang)])


def _prose(text: str, room: int) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from (f"  {line}" for line in broken_lines(paragraph, room - 2))


def _examples(name: str, lang: Lang) -> Iterator[str]:
    if name in EXAMPLES:
        yield from ("", say(FRAME["examples"], lang))
        for line, what in EXAMPLES[name]:
            yield f"  # {say(what, lang)}"
            yield f"  $ {say(line, lang)}"


def _table(heading: str, rows: Sequence[_Row], lang: Lang, room: int, first: int = 0) -> Iterator[str]:
    """Rows of two columns below a heading; nothing where there are none."""
    if not rows:
        return
    yield from ("", say(FRAME[heading], lang))
    sizes = [taken(name) for name, _ in rows]
    first = first or max((size for size in sizes if size <= _FIRST), default=min(sizes))
    for name, text in rows:
        lines = broken_lines(text, max(room - first - 4, 20))
        if taken(name) > first:
            yield f"  {name}"
        else:
            yield f"  {name}{' ' * (first - taken(name))}  {lines.pop(0) if lines else ''}".rstrip()
        yield from (f"  {' ' * first}  {line}" for line in lines)


def _is_argument(one: Parameter) -> TypeGuard[TyperArgument]:
    return one.param_type_name == "argument"


def _is_option(one: Parameter) -> TypeGuard[TyperOption]:
    return one.param_type_name == "option"


def _shown(argument: TyperArgument) -> str:
    """An argument in the usage: in brackets where it may be left out."""
    return argument.metavar or argument.name.upper()


def _argument(one: TyperArgument, lang: Lang) -> _Row:
    needed = f" ({say(FRAME['required'], lang)})" if one.required else ""
    return _shown(one), f"{one.help or ''}{needed}"


def _option(one: TyperOption, lang: Lang) -> _Row:
    """An option with what it takes, and its default where that is a word."""
    names = ", ".join(sorted(one.opts, key=len))
    if one.secondary_opts:
        names += f" / {', '.join(one.secondary_opts)}"
    if not one.is_flag:
        names += f" {one.metavar or one.name.rpartition('_')[2].upper()}"
    default = one.default if isinstance(one.default, str) and one.default else None
    said = say(HELP[OWN[one.name]], lang) if one.name in OWN else one.help or ""
    return names, f"{said} ({say(FRAME['default'], lang, value=default)})" if default else said
