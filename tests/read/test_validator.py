"""The readers' validators find what pydantic's own would, in the same words."""

from collections.abc import Hashable, Iterator
from copy import copy
from pathlib import Path
from typing import Any, cast

import pytest
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from qstrong.model.bulletin import Bulletin
from qstrong.model.filing import Filing
from qstrong.model.kinds import TargetsFile
from qstrong.model.task import TasksFile, UnitsFile
from qstrong.read.strict import parse
from qstrong.read.terms.validator import validator
from tests.conftest import ROOT

PLANS = sorted(one for one in (ROOT / "examples").iterdir() if (one / "targets.yaml").is_file())
FILES: list[tuple[type[Any], Path]] = [
    (kind, plan / name)
    for plan in PLANS
    for kind, name in ((TargetsFile, "targets.yaml"), (TasksFile, "tasks.yaml"), (UnitsFile, "units.yaml"))
]
FILES += [
    (kind, path)
    for kind, part in ((Filing, "progress"), (Bulletin, "bulletins"))
    for path in sorted(ROOT.glob(f"examples/demo/{part}/**/*.yaml"))[:3]
]


def found(one: Any, tree: Any) -> tuple[Any, Any]:
    try:
        return one.validate_python(tree), None
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def spoilt(tree: Any) -> Iterator[Any]:
    """*tree* with each of its values, one after the other, wanting, of another shape, or beside one more."""
    for path in places(tree, ()):
        for wrong in (None, "x", "", [], {}, ["x"], {"x": "1"}, {"kind": "x"}, {"zh": "x", "z": "y"}):
            yield with_(tree, path, wrong)
        if isinstance(path[-1], str):
            yield with_(tree, path, ...)


def places(tree: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree[:9]) if isinstance(tree, list) else ()
    for step, one in inside:
        yield from places(one, (*path, step))


def with_(tree: Any, path: tuple[Any, ...], wrong: Any) -> Any:
    """*tree* with something wrong at *path*; what isn't on the way there is the same object."""
    step, *rest = path
    new = copy(tree)
    if rest:
        new[step] = with_(tree[step], tuple(rest), wrong)
    elif wrong is ...:
        del new[step]
    else:
        new[step] = wrong
    return new


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda one: getattr(one, "name", None))
def test_what_is_found_is_what_pydantic_finds(kind: type[Any], path: Path) -> None:
    tree: Any = parse(path.read_bytes()).tree
    ours, theirs = validator(cast("Hashable", kind)), TypeAdapter(kind)
    assert found(ours, tree) == found(theirs, tree)
    tree = {key: one[:9] if isinstance(one, list) else one for key, one in tree.items()}
    wrong = 0
    for one in spoilt(tree):
        both = found(ours, one)
        assert both == found(theirs, one), one
        wrong += both[1] is not None
    assert wrong > 9


def test_an_annotation_that_isnt_known_is_no_surprise() -> None:
    with pytest.raises(TypeError):
        validator(set[int])
