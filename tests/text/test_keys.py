"""The catalogue and the code: every key that is asked for is there, every key is used, and gets what it names."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest

import qstrong
from qstrong.assess.compare import ActionWhy, ChangeReason, Direction, Sort
from qstrong.assess.verdict import Colour, Status
from qstrong.history.git import GitReason
from qstrong.history.owners import BreachReason
from qstrong.model.filing import ENTRIES
from qstrong.model.steps.reach import Outlook
from qstrong.model.terms.settings import Method
from qstrong.render.filed import STYLES
from qstrong.render.notices.letters import LetterKind
from qstrong.text import families
from qstrong.text.families import Family
from qstrong.text.language import Phrase
from qstrong.text.words.common import WORDS
from qstrong.text.words.help import HELP
from qstrong.timeline.conflicts import Judging
from qstrong.timeline.edits.ease import Ease
from qstrong.timeline.state import DataState, OwedState
from qstrong.timeline.values import Origin
from qstrong.timeline.wanted import Why as WantedWhy
from tests.there import there

PACKAGE = Path(qstrong.__file__).parent
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "words"]
FAMILIES = {name: one for name, one in vars(families).items() if isinstance(one, Family)}
METHODS = {"say": 0, "stop": 0, "out": 0, "err": 0, "complain": 1}
FUNCTIONS = {"word": 0, "safe_word": 0, "words_of": 0, "fact": 1}
"""What says a word of the catalogue, and where among its arguments the key stands."""
OWN = {
    "lang",  # of `word`
    "path",  # of an import's own `say`, which puts it in
}


@cache
def trees() -> dict[Path, ast.Module]:
    """Every module, read when a test asks: nobody who only collects the tests waits for it."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


@cache
def named() -> frozenset[str]:
    """The families that some module names."""
    return frozenset(
        node.attr
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "families"
    )


def names(phrase: Phrase) -> set[str]:
    """What a phrase has put in, in any of its languages."""
    return {name for text in phrase for _, name, _, _ in Formatter().parse(text) if name}


def keys_in(node: Any) -> list[str] | None:
    """The keys that an argument may be; None where it is no expression for one."""
    match node:
        case ast.Constant(str() as key):
            return [key]
        case ast.IfExp(_, one, other):
            found = [keys_in(one), keys_in(other)]
            return None if None in found else list(chain.from_iterable(map(there, found)))
        case ast.Name() | ast.Attribute(_, "key"):  # it came from a constant, which is found as such
            return []
        case ast.Call(ast.Attribute(ast.Name(), "key"), [_], []):  # a family that was handed in
            return []
        case ast.Call(ast.Attribute(ast.Attribute(ast.Name("families"), family), "key"), [_], []):
            assert family in FAMILIES
            return list(FAMILIES[family].keys())
    return None


def calls() -> Iterator[tuple[Any, ...]]:
    """Every call that says a word: where, the key's expression, the names of what is put in, whether all are seen."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
                continue
            at = (
                FUNCTIONS.get(node.func.id)
                if isinstance(node.func, ast.Name)
                else METHODS.get(node.func.attr)
            )
            if at is None or len(node.args) <= at or ast.unparse(node.args[0]).endswith("lang"):
                continue  # a Text says itself in a language
            yield (
                f"{path.relative_to(PACKAGE)}:{node.lineno}",
                node,
                node.args[at],
                {one.arg for one in node.keywords},
            )


def test_every_key_that_is_asked_for_is_there() -> None:
    asked = list(calls())
    assert len(asked) > 500
    for where, _, argument, _ in asked:
        keys = keys_in(argument)
        assert keys is not None, f"{where}: a key that grep can't find: {ast.unparse(argument)}"
        assert set(keys) <= set(WORDS), f"{where}: {set(keys) - set(WORDS)}"


def test_every_call_gives_what_the_phrase_names() -> None:
    for where, node, argument, given in calls():
        if None in given or ast.unparse(node.func) == "fact":  # **words: seen when it runs, in test_language
            continue
        wanted = [names(WORDS[key]) for key in there(keys_in(argument))]
        for one in wanted:
            assert given | OWN >= one, f"{where}: lacks {one - given}"
        if wanted:  # one member of a family may need less than another
            assert set().union(*wanted) | OWN >= given, f"{where}: names no {given - set().union(*wanted)}"


def test_every_key_is_used() -> None:
    used = {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for path in PACKAGE.rglob("*.j2"):
        used |= set(re.findall(r"[\"'](\w+)[\"']", path.read_text(encoding="utf-8")))
    used |= {key for family in FAMILIES.values() for key in family.keys()}  # noqa: SIM118 (no dict)
    assert set(WORDS) <= used, sorted(set(WORDS) - used)
    used |= {f"help.record_{field}" for entry in ENTRIES.values() for field in entry.__dataclass_fields__}
    assert set(HELP) <= used, sorted(set(HELP) - used)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_is_whole(name: str) -> None:
    family = FAMILIES[name]
    assert set(family.keys()) <= set(WORDS)
    assert name in named()
    with pytest.raises(KeyError):
        family.key("nonsense")


@pytest.mark.parametrize(
    ("family", "names"),
    [
        (families.DATA, get_args(DataState)),
        (families.OWED, get_args(OwedState)),
        (families.OUTLOOK, get_args(Outlook)),
        (families.COLOUR, get_args(Colour)),
        (families.ORIGIN, get_args(Origin)),
        (families.CHANGE, get_args(ChangeReason)),
        (families.MOVE, (*get_args(Direction), "assessed", "lost", "otherwise")),
        (families.SORT, get_args(Sort)),
        (families.ACTION_CHANGE, get_args(ActionWhy)),
        (families.FILED, STYLES),
        (families.SHEET, {*STYLES, "broken"} - {"idle"}),
        (families.WANTED, get_args(WantedWhy)),
        (families.LETTER, get_args(LetterKind)),
        (families.STATUS, get_args(Status)),
        (families.BREACH, get_args(BreachReason)),
        (families.GIT, get_args(GitReason)),
        (families.EASE, get_args(Ease)),
        (families.JUDGES, get_args(Judging)),
        (families.CONSTANT, tuple(Method().constants())),
    ],
)
def test_a_family_has_the_names_of_its_enumeration(
    family: Family, names: dict[str, str] | set[str] | tuple[str, ...]
) -> None:
    assert set(family.members) == set(names)
