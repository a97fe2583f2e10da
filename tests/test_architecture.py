"""Who may import whom: the table of rooms, enforced."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "qstrong"
ROOMS = {
    "model": set(),
    "text": {"model"},
    "timeline": {"model", "text"},
    "read": {"model", "text"},
    "check": {"model", "text", "timeline"},
    "assess": {"model", "text", "timeline"},
    "write": {"model", "text", "timeline", "read", "check"},
    "history": {"model", "text", "read"},
    "render": {"model", "text", "timeline", "assess"},
    "cli": {"model", "text", "timeline", "read", "check", "assess", "write", "history", "render"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))
PURE = ("model", "text", "timeline", "check", "assess", "render")
EDGES = {"os", "subprocess", "socket", "time", "shutil", "tempfile"}


def imports(path):
    """Every module that *path* imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path):
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


def test_the_rooms_are_those_of_the_table():
    assert {room(path) for path in MODULES} - {None} <= set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_down(path):
    home = room(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "qstrong" and len(parts) > 1 and parts[1] in ROOMS and home:
            assert parts[1] in ROOMS[home] | {home}, f"{path} imports {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) == "model"], ids=lambda path: path.name)
def test_the_model_needs_the_standard_library_only(path):
    for name in imports(path):
        top = name.split(".")[0]
        # a grammar asks for pydantic inside the function that pydantic itself calls
        assert top in sys.stdlib_module_names or top in ("qstrong", "pydantic_core")


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room(p) in PURE], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_pure_rooms_touch_no_edge(path):
    assert not {name.split(".")[0] for name in imports(path)} & EDGES
    assert ".today(" not in path.read_text(encoding="utf-8")
    assert ".now(" not in path.read_text(encoding="utf-8")


def test_modules_stay_small():
    long = {
        path.name: n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 305
    }
    assert not long


def public(tree):
    """Public functions, classes and methods of public classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    one for one in node.body if isinstance(one, ast.FunctionDef) and one.name[0] != "_"
                )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_public_says_what_it_means(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert not [node.name for node in public(tree) if not ast.get_docstring(node)]


def defined(tree):
    """What a module calls things, in public: classes and names for types, and functions."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [one.id for one in targets if isinstance(one, ast.Name)]
            yield from (name for name in names if name[0].isupper() and not name.isupper())


def test_one_word_is_one_thing():
    """No two public classes, types or functions of one name, wherever in the package."""
    places = {}
    for path in MODULES:
        for name in defined(ast.parse(path.read_text(encoding="utf-8"))):
            if not name.startswith("_"):
                places.setdefault(name, set()).add(str(path.relative_to(PACKAGE)))
    assert not {name: sorted(found) for name, found in places.items() if len(found) > 1}
