"""Names of kinds, languages and methods stand as strings in the modules that have their rows, and nowhere else.

Elsewhere the code asks what a kind, a language or a method can do; a new one would be a row, and no search.
And where a type has no name: the modules that have `Any`, and why.
"""

from __future__ import annotations

import ast
from typing import get_args

import pytest

from qstrong.model.base import Lang
from qstrong.model.kinds import KINDS
from qstrong.model.terms.course import FOREIGN_METHODS
from tests.test_architecture import MODULES, PACKAGE, imports

KIND_ROWS = {
    "model/plan.py", "model/kinds.py", "text/kinds.py",
    "assess/kinds/compound.py", "assess/kinds/growth.py", "assess/kinds/range.py", "assess/kinds/record.py",
    "assess/kinds/trend.py", "assess/kinds/watch.py",
    "write/plan/entries.py", "write/plan/goals.py",  # which kind the words of a goal mean
}  # fmt: skip
OTHER_WORDS = {
    "cli/app.py": {"record"}, "text/words/help.py": {"record"},  # the command
    "render/findings/sarif.py": {"level"},  # SARIF's own
    "render/rollup/data.py": {"level"}, "render/rollup/lists.py": {"level"},  # a region's
    "timeline/wanted.py": {"record"},  # what a figure is wanted for
    "timeline/edits/ease.py": {"record"},  # the one kind whose way is up without saying so
    "render/bulletin/overview.py": {"watch"},  # why a target isn't counted
}  # fmt: skip
"""Words that are the same as a kind's, and mean something else; with whose they are."""
LANGUAGE_ROWS = {
    "model/base.py", "text/language.py", "text/help.py", "cli/app.py", "cli/names.py", "render/look.py",
    "render/office/word_styles.py", "cli/setup/founding.py", "cli/setup/known.py", "write/plan/files.py",
    "cli/setup/sample.py",  # of what is in the package, whose plan names no language
    "reading.py",  # what a script's maker is told of its own arguments
}  # fmt: skip
METHOD_ROWS = {
    "model/kinds.py", "model/terms/course.py", "text/arithmetic.py", "assess/kinds/level.py",
    "assess/kinds/trend.py", "assess/methods/dns.py", "assess/methods/statcan.py",
    "assess/reach.py", "timeline/comparable.py", "timeline/wanted.py",  # what their methods need of a baseline
}  # fmt: skip
UNTYPED = {
    "model/dataset.py": "what a function worked out of the data is of that function's type",
    "reading.py": "a script's rows: what stands under a key goes by the key, as in any JSON",
    "render/editors/jsonschema.py": "what stands under a keyword of JSON Schema goes by the keyword",
    "render/export/columns.py": "each table is of things of its own, and all of them are made alike",
    "rollup/pack.py": "what is read is of the type that an annotation says, and that is a value",
    "timeline/edits/ease.py": "a rule takes the values of those keys beside which it stands in a table",
}
"""The modules that may use `Any`, each with the reason; in parameters and results ruff refuses it everywhere."""


def said(names: frozenset[str]) -> dict[str, set[str]]:
    """By module, which of the *names* stand in it as strings."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                found.setdefault(path.relative_to(PACKAGE).as_posix(), set()).add(str(node.value))
    return found


@pytest.mark.parametrize(
    ("names", "rows", "others"),
    [
        (frozenset(KINDS), KIND_ROWS, OTHER_WORDS),
        (frozenset(get_args(Lang)), LANGUAGE_ROWS, {}),
        (FOREIGN_METHODS, METHOD_ROWS, {}),
    ],
    ids=["kinds", "languages", "methods"],
)
def test_names_stand_in_their_rows_alone(
    names: frozenset[str], rows: set[str], others: dict[str, set[str]]
) -> None:
    found = said(names)
    assert {name: words for name, words in found.items() if name not in rows} == others
    assert not rows - set(found), "a module that has no such name any more needs no place in the list"


def test_any_stands_where_there_is_a_reason() -> None:
    found = {path.relative_to(PACKAGE).as_posix() for path in MODULES if "typing.Any" in imports(path)}
    assert found == set(UNTYPED)
