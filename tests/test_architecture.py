"""Who may import whom: docs/architecture.md has the table and the drawing, and is held against the imports."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "qstrong"
DOC = ROOT / "docs" / "architecture.md"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in MODULES}
PURE = ("model", "text", "timeline", "check", "assess", "render")
EDGES = {"os", "subprocess", "socket", "time", "shutil", "tempfile"}
FULL = {"qstrong/cli/commands"}
"""Folders that hold one module for each of what there are many, and may hold more than fifteen."""


def imports(path: Path) -> list[str]:
    """Every module that *path* imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            found += [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


def place(name: str) -> str:
    """Where a module stands in the drawing of its room: its folder (`render.bulletin`), or by itself."""
    return name.rpartition(".")[0] if name.count(".") > 1 else name


def room(name: str) -> str:
    """The room on the first level: `render`; empty for the package's own modules."""
    return name.partition(".")[0] if "." in name else ""


@cache
def arrows() -> dict[str, set[str]]:
    """By module: the modules of the package that it imports."""
    return {
        name: {
            told
            for one in imports(path)
            if one.startswith("qstrong.")
            and (told := one.removeprefix("qstrong.")) in NAMES
            and not told.endswith("__init__")
        }
        for name, path in NAMES.items()
    }


ROOMS: dict[str, set[str]] = {
    found[1]: set(re.findall(r"`(\w+)`", found[2]))
    for found in re.finditer(r"^\| `(\w+)` \|(.*)\|$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
}
"""By room: the rooms that it may import, as the document's table has it."""


def between(rooms: dict[str, str]) -> dict[str, set[str]]:
    """The arrows between rooms, where *rooms* gives each module's."""
    found: dict[str, set[str]] = {name: set() for name in sorted(set(rooms.values()))}
    for name, told in arrows().items():
        if name in rooms:
            found[rooms[name]] |= {rooms[one] for one in told if one in rooms} - {rooms[name]}
    return found


def drawing() -> str:
    """The house in text, and each room that has rooms inside: floor by floor, with what each imports."""
    parts = [between({name: room(name) for name in NAMES if room(name)})]
    for top in ROOMS:
        within = {name: place(name) for name in NAMES if room(name) == top and not name.endswith("__init__")}
        if any(name.count(".") > 1 for name in within):
            parts.append(between(within))
    return "\n\n".join(map(_floors, parts))


def _floors(arrows: dict[str, set[str]]) -> str:
    """The highest floor first; a room stands one above the highest that it imports."""
    floor: dict[str, int] = {}
    for name in TopologicalSorter(arrows).static_order():  # raises CycleError where there is a circle
        floor[name] = 1 + max((floor[one] for one in arrows[name]), default=0)
    width = max(map(len, arrows))
    rows = sorted(arrows, key=lambda name: (-floor[name], name))
    return "\n".join(
        f"{floor[name]}  {name:{width}}  {'→ ' if arrows[name] else ''}{', '.join(sorted(arrows[name]))}".rstrip()
        for name in rows
    )


def test_the_drawing_shows_the_imports(request: pytest.FixtureRequest) -> None:
    """Drawn anew with --update-golden. A circle between rooms can't be drawn."""
    text = DOC.read_text(encoding="utf-8")
    head, start, rest = text.partition("<!-- drawing -->\n```text\n")
    old, end, tail = rest.partition("```\n")
    assert start
    assert end
    new = drawing() + "\n"
    if request.config.getoption("--update-golden"):
        DOC.write_text(head + start + new + end + tail, encoding="utf-8", newline="\n")
    assert new == old or request.config.getoption("--update-golden")


def test_the_rooms_are_those_of_the_table() -> None:
    assert {room(name) for name in NAMES} - {""} == set(ROOMS)


@pytest.mark.parametrize("name", [name for name in NAMES if room(name)])
def test_imports_run_down(name: str) -> None:
    home = room(name)
    assert {room(told) for told in arrows()[name]} - {home, ""} <= ROOMS[home]


def test_modules_form_no_circle() -> None:
    order = list(TopologicalSorter(arrows()).static_order())  # raises CycleError where there is one
    assert len(order) == len(arrows())


@pytest.mark.parametrize("name", [name for name in NAMES if room(name) == "model"])
def test_the_model_needs_the_standard_library_only(name: str) -> None:
    # a grammar asks for pydantic inside the function that pydantic itself calls
    tops = {told.split(".")[0] for told in imports(NAMES[name])}
    assert tops <= sys.stdlib_module_names | {"qstrong", "pydantic_core"}


@pytest.mark.parametrize("name", [name for name in NAMES if room(name) in PURE])
def test_pure_rooms_touch_no_edge(name: str) -> None:
    path = NAMES[name]
    assert not {told.split(".")[0] for told in imports(path)} & EDGES
    assert ".today(" not in path.read_text(encoding="utf-8")
    assert ".now(" not in path.read_text(encoding="utf-8")


def test_modules_stay_small() -> None:
    long = {name: n for name, path in NAMES.items() if (n := path.read_text("utf-8").count("\n")) > 300}
    assert not long


def test_folders_stay_small() -> None:
    held: dict[str, int] = {}
    for path in MODULES:
        if path.name != "__init__.py":
            folder = path.parent.relative_to(ROOT).as_posix()
            held[folder] = held.get(folder, 0) + 1
    assert not {folder: n for folder, n in held.items() if n > 15 and folder not in FULL}


def public(tree: ast.Module) -> list[ast.FunctionDef | ast.ClassDef]:
    """Public functions, classes and methods of public classes."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name[0] != "_"]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_public_says_what_it_means(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert not [node.name for node in public(tree) if not ast.get_docstring(node)]


def defined(tree: ast.Module) -> Iterator[str]:
    """What a module calls things, in public: classes and names for types, and functions."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [one.id for one in targets if isinstance(one, ast.Name)]
            yield from (name for name in names if name[0].isupper() and not name.isupper())


def test_one_word_is_one_thing() -> None:
    """No two public classes, types or functions of one name, wherever in the package."""
    places: dict[str, set[str]] = {}
    for path in MODULES:
        for name in defined(ast.parse(path.read_text(encoding="utf-8"))):
            if not name.startswith("_"):
                places.setdefault(name, set()).add(str(path.relative_to(PACKAGE)))
    assert not {name: sorted(found) for name, found in places.items() if len(found) > 1}
