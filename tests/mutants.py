"""Mutants: small changes to the code, each of which some test should notice.

    python tests/mutants.py --seed 1 --most 1000       a sample of the rooms below, the same for one seed
    python tests/mutants.py --rooms timeline check     all of two rooms
    python tests/mutants.py --at timeline/owed.py:93   those of one file, or one line

Not part of the suite, and pytest doesn't collect it. The tests are those of the rooms' own folders, and
the peer. They are imported once; then every mutant gets a process of its own, where the function that
it changes is given its new code, and the tests that come past that line run, the quickest first, until
one fails. What changes a module's own level is tried from the start, the changed file in place of the
old one; and so is what lives, where test modules come past it while they are imported. Needs an
operating system with fork.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import importlib.machinery
import inspect
import json
import os
import pickle
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, Self

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {
    "assess": "assess/**/*.py",
    "timeline": "timeline/**/*.py",
    "check": "check/**/*.py",
    "edit": "write/**/edit.py",
    "strict": "read/**/strict.py",
    "owners": "history/**/owners.py",
}
"""What is mutated, by globs in the package; the tests are found by the first folder's name."""
BESIDE = ("peer", "problems", "render/views/test_recomputed.py")
"""Tests that serve every room."""
ENOUGH = 95
"""Of a hundred mutants so many should be killed."""
PEER_PLANS = "24"
MEMORY = 2 << 30
OVERLAY, CHOSEN = "QSTRONG_MUTANT", "QSTRONG_MUTANT_TESTS"

COMPARED: dict[type, tuple[str, ...]] = {
    ast.Lt: ("<=", ">="), ast.LtE: ("<", ">"), ast.Gt: (">=", "<="), ast.GtE: (">", "<"),
    ast.Eq: ("!=",), ast.NotEq: ("==",), ast.In: ("not in",), ast.NotIn: ("in",),
    ast.Is: ("is not",), ast.IsNot: ("is",),
}  # fmt: skip
RECKONED = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "/", ast.Mod: "*", ast.Pow: "*",
    ast.BitOr: "&", ast.BitAnd: "|",
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "reversed": "list", "sorted": "list"}
CODE = re.compile(r"[A-Za-z0-9_./-]+")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a file: what stands from `start` to `end` becomes `new`."""

    path: str
    line: int
    lines: tuple[int, int]
    """The statement's own lines: a test that runs one of them comes past the change."""
    function: str | None
    """The function whose code it is; None at the module's or a class's own level."""
    start: int
    end: int
    new: str

    def source(self) -> str:
        """The whole file with the change."""
        text = Path(self.path).read_text("utf-8")
        return text[: self.start] + self.new + text[self.end :]

    def __str__(self) -> str:
        old, new = Path(self.path).read_text("utf-8").splitlines(), self.source().splitlines()
        rows = [
            row
            for row in difflib.unified_diff(old, new, n=0, lineterm="")
            if row[:2] not in ("++", "--", "@@")
        ]
        return "\n".join(
            [f"{Path(self.path).relative_to(ROOT)}:{self.line}", *(f"    {row}" for row in rows)]
        )

    def among(self, places: dict[tuple[str, int], list[str]]) -> set[str]:
        """What comes past the statement that it changes."""
        first, last = self.lines
        return {name for line in range(first, last + 1) for name in places.get((self.path, line), ())}


class Maker(ast.NodeVisitor):
    """Finds the mutants of one file."""

    def __init__(self, path: Path) -> None:
        self.path, self.text = str(path), path.read_text("utf-8")
        self.starts = [0]
        for row in self.text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(row))
        self.rows = self.text.splitlines()
        self.scope: list[ast.FunctionDef | ast.ClassDef] = []
        self.statement: ast.stmt | None = None
        self.found: list[Mutant] = []
        self.visit(ast.parse(self.text))

    def place(self, line: int, column: int) -> int:
        return self.starts[line - 1] + len(self.rows[line - 1].encode()[:column].decode())

    def ends(self, node: Any) -> tuple[int, int]:
        return self.place(node.lineno, node.col_offset), self.place(node.end_lineno, node.end_col_offset)

    def add(self, node: Any, new: str) -> None:
        self.change(node.lineno, *self.ends(node), new)

    def change(self, line: int, start: int, end: int, new: str) -> None:
        if self.text[start:end] == new:
            return
        self.found.append(Mutant(self.path, line, self.span(), self.function(), start, end, new))

    def span(self) -> tuple[int, int]:
        at: Any = self.statement
        if at is None:
            return 0, 0
        body = getattr(at, "body", None)
        return at.lineno, max(at.lineno, body[0].lineno - 1) if isinstance(body, list) else at.end_lineno

    def function(self) -> str | None:
        """The outermost function that holds the place, with its class."""
        names = []
        for one in self.scope:
            names.append(one.name)
            if isinstance(one, ast.FunctionDef):
                return ".".join(names)
        return None

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.stmt):
            outer, self.statement = self.statement, node
            self.remove(node)
            super().visit(node)
            self.statement = outer
        else:
            super().visit(node)

    def remove(self, node: ast.stmt) -> None:
        value = getattr(node, "value", None)
        gone = isinstance(node, ast.AugAssign | ast.Raise | ast.Break | ast.Continue) or (
            isinstance(node, ast.Expr) and not isinstance(value, ast.Constant)
        )
        stored = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute | ast.Subscript)
        if gone or (stored and self.function()):
            self.add(node, "pass")
        if isinstance(node, ast.Return) and value is not None and ast.unparse(value) != "None":
            self.add(node, "return None")
        if isinstance(node, ast.Break | ast.Continue):
            self.add(node, "continue" if isinstance(node, ast.Break) else "break")
        if isinstance(node, ast.If | ast.While):
            self.negate(node.test)

    def negate(self, test: Any) -> None:
        if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            self.add(test, f"(not ({ast.get_source_segment(self.text, test)}))")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.scope.append(node)
        self.inside([*node.body], node.args.defaults + [one for one in node.args.kw_defaults if one])
        self.scope.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.scope.append(node)
        self.inside(node.body, [])
        self.scope.pop()

    def inside(self, body: list[ast.stmt], values: list[ast.expr]) -> None:
        for one in body:
            if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)):  # a docstring
                self.visit(one)
        held, self.scope = self.scope, self.scope[:-1]  # defaults belong to the level above
        for value in values:
            self.visit(value)
        self.scope = held

    def visit_Module(self, node: ast.Module) -> None:
        for one in node.body:
            if not isinstance(one, ast.Import | ast.ImportFrom | ast.Expr):
                self.visit(one)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Assert(self, node: ast.Assert) -> None:
        """Tells the type checker what is known."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None: ...

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if ast.unparse(node.value) != "Literal":
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Places inside f-strings aren't those of the file before Python 3.12."""

    def visit_Compare(self, node: ast.Compare) -> None:
        left: Any = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            start, end = self.ends(left)[1], self.ends(right)[0]
            old = ast.unparse(ast.Compare(ast.Name("a"), [operator], [ast.Name("b")]))[2:-2]
            at = self.text.index(old.split()[0], start, end)
            stop = self.text.index(old.split()[-1], at, end) + len(old.split()[-1])
            for new in COMPARED[type(operator)]:
                self.change(left.end_lineno, at, stop, new)
            left = right
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            between = range(self.ends(left)[1], self.ends(right)[0])
            at = self.text.index(old, between.start, between.stop)
            self.change(right.lineno, at, at + len(old), new)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        new = RECKONED.get(type(node.op))
        words = isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
        if new and not words:
            start, end = self.ends(node.left)[1], self.ends(node.right)[0]
            match = re.compile(r"\*\*|//|[-+*/%|&]").search(self.text, start, end)
            if match:
                self.change(node.lineno, *match.span(), new)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not | ast.USub):
            self.change(node.lineno, self.ends(node)[0], self.ends(node.operand)[0], "")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.negate(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self.negate(test)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self.add(node, str(not value))
        elif isinstance(value, int):
            self.add(node, str(value + 1))
            self.add(node, str(value - 1) if value else "-1")
        elif isinstance(value, str) and CODE.fullmatch(value) and '"' in self.text[slice(*self.ends(node))]:
            self.add(node, repr("x" + value))

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in NAMES and isinstance(node.ctx, ast.Load):
            self.add(node, NAMES[node.id])

    def visit_Yield(self, node: ast.Yield) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        if ast.unparse(node.func) not in ("TypeVar", "cast"):
            self.generic_visit(node)


def sound(mutant: Mutant) -> bool:
    """Whether it can be compiled."""
    try:
        compile(mutant.source(), mutant.path, "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def mutants(rooms: list[str], at: str | None) -> list[Mutant]:
    """All of *rooms*; or those of a file, or of one of its lines."""
    paths = {path for room in rooms for path in (ROOT / "qstrong").glob(ROOMS[room])}
    wanted, _, line = (at or "").partition(":")
    found = [one for path in sorted(paths) if str(path).endswith(wanted) for one in Maker(path).found]
    return [one for one in found if (not line or one.line == int(line)) and sound(one)]


# ── One process for each mutant ──


def put_in(mutant: Mutant) -> None:
    """Give the function that *mutant* changes its new code, in this process."""
    module = importlib.import_module(name_of(mutant.path))
    found: Any = module
    for part in (mutant.function or "").split("."):
        found = vars(found)[part]
    found = getattr(found, "func", None) or getattr(found, "fget", None) or getattr(found, "__func__", found)
    found = inspect.unwrap(found)
    code = compile(mutant.source(), mutant.path, "exec", dont_inherit=True)
    found.__code__ = next(one for one in codes(code) if one.co_qualname == mutant.function)


def codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from codes(one)


def name_of(path: str) -> str:
    return ".".join(Path(path).relative_to(ROOT).with_suffix("").parts)


def fork(work: Callable[[], int]) -> int:
    """A process that does *work* and says no word; its id."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        bound()
        code = work()
    finally:
        os._exit(code)


def bound() -> None:
    """A mutant may grow without end: so much memory, and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def timer(seconds: float) -> None:
    """The end of this process, unless the next test is done by then."""
    signal.setitimer(signal.ITIMER_REAL, 5 + 10 * seconds)


def run(
    items: list[Any], seconds: dict[str, float], room: Path, seen: Callable[[Any], None] | None = None
) -> bool:
    """Whether all of *items* pass; one that takes too long ends the process."""
    from _pytest.runner import runtestprotocol

    items[0].config._tmp_path_factory._basetemp = room  # noqa: SLF001 (pytest has no other way)
    for item, after in zip(items, [*items[1:], None], strict=True):
        timer(seconds.get(item.nodeid, 60))
        reports = runtestprotocol(item, log=False, nextitem=after)
        if seen:
            seen(item)
        elif any(report.failed for report in reports):
            return False
    return True


class Tracer:
    """Which lines of some files are run, as long as it is entered."""

    def __init__(self, paths: set[str]) -> None:
        self.paths = paths
        self.lines: set[tuple[str, int]] = set()

    def __enter__(self) -> Self:
        sys.settrace(self.overall)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def overall(self, frame: Any, event: str, _: Any) -> Any:
        return self.local(frame, event, _) if frame.f_code.co_filename in self.paths else None

    def local(self, frame: Any, _: str, __: Any) -> Any:
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self.local


class Runner:
    """A pytest plugin: once all is collected, it runs the mutants instead of the tests."""

    def __init__(self, chosen: list[Mutant], workers: int) -> None:
        self.chosen, self.workers = chosen, workers
        self.work = Path(tempfile.mkdtemp(prefix="mutants-"))
        self.seconds: dict[str, float] = {}
        self.past: dict[tuple[str, int], list[str]] = {}
        """By file and line: the tests that come past it."""
        self.imported: dict[tuple[str, int], list[str]] = {}
        """The test modules that do so while they are imported."""
        self.alive: list[Mutant] = []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: Any) -> Iterator[None]:
        with Tracer({one.path for one in self.chosen}) as tracer:
            yield
        if isinstance(collector, pytest.Module):
            for place in tracer.lines:
                self.imported.setdefault(place, []).append(collector.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: Any) -> bool:
        items = session.items
        began = time.monotonic()
        self.measure(items)
        print(f"{len(items)} tests measured in {time.monotonic() - began:.0f} s", flush=True)
        inner = [one for one in self.chosen if one.function]
        again = [one for one in self.chosen if not one.function]
        alive = self.each(inner, lambda one: fork(lambda: self.forked(one, items)), "inside functions")
        again += [one for one in alive if self.modules(one)]
        alive = [one for one in alive if not self.modules(one)]
        alive += self.each(again, lambda one: self.fresh(one, items), "from the start")
        self.alive = sorted(alive, key=self.chosen.index)
        shutil.rmtree(self.work, ignore_errors=True)
        return True

    def each(self, mutants: list[Mutant], start: Callable[[Mutant], int], what: str) -> list[Mutant]:
        """Those that live."""
        alive: list[Any] = []
        running: dict[Any, Any] = {}
        waiting = list(reversed(mutants))
        began, done = time.monotonic(), 0
        while running or waiting:
            while waiting and len(running) < self.workers:
                one = waiting.pop()
                running[start(one)] = one
            child, status = os.wait()
            one = running.pop(child, None)
            if one is None:
                continue
            done += 1
            if status == 0:
                alive.append(one)
                print(f"lives: {one}", flush=True)
            if done % 50 == 0 or not (running or waiting):
                print(
                    f"{what}: {done} of {len(mutants)}, {len(alive)} live, {time.monotonic() - began:.0f} s",
                    flush=True,
                )
        return sorted(alive, key=mutants.index)

    def measure(self, items: list[Any]) -> None:
        """How long each test takes, and which lines of the rooms it comes past."""
        paths = {one.path for one in self.chosen}
        children = {}
        for k in range(self.workers):
            out = self.work / f"seen-{k}"
            children[fork(partial(self.trace, items[k :: self.workers], paths, out))] = out
        while children:
            child, status = os.wait()
            out = children.pop(child)
            assert status == 0, "the tests themselves fail or can't be traced"
            for node, took, lines in pickle.loads(out.read_bytes()):
                self.seconds[node] = took
                for place in lines:
                    self.past.setdefault(place, []).append(node)

    def trace(self, items: list[Any], paths: set[str], out: Path) -> int:
        found = []
        began = [time.monotonic()]

        def seen(item: Any) -> None:
            found.append((item.nodeid, time.monotonic() - began[0], set(tracer.lines)))
            tracer.lines.clear()
            began[0] = time.monotonic()

        with Tracer(paths) as tracer:
            run(items, {}, self.room(), seen)
        out.write_bytes(pickle.dumps(found))
        return 0

    def room(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.work))

    def modules(self, mutant: Mutant) -> set[str]:
        """The test modules that come past it while they are imported."""
        return mutant.among(self.imported)

    def forked(self, mutant: Mutant, items: list[Any]) -> int:
        put_in(mutant)
        names = mutant.among(self.past)
        mine = sorted((one for one in items if one.nodeid in names), key=lambda one: self.seconds[one.nodeid])
        return 0 if not mine or run(mine, self.seconds, self.room()) else 1

    def fresh(self, mutant: Mutant, items: list[Any]) -> int:
        """From the start, with the file as changed.

        The tests of the modules that come past the line on import; for what isn't in a function all
        that come past the file, and those of its folder.
        """
        if mutant.function:
            folders = tuple(self.modules(mutant))
        else:
            folders = (f"tests/{Path(mutant.path).relative_to(ROOT / 'qstrong').parts[0]}/",)
        names = {one.nodeid for one in items if one.nodeid.startswith(folders)}
        if not mutant.function:
            names |= {node for (path, _), nodes in self.past.items() if path == mutant.path for node in nodes}
        room = self.room()
        (room / "overlay.json").write_text(json.dumps([mutant.path, mutant.source()]), "utf-8")
        (room / "tests.json").write_text(json.dumps({name: self.seconds[name] for name in names}), "utf-8")
        files = sorted({name.partition("::")[0] for name in names})
        room.joinpath("out").mkdir()
        return fork(lambda: fresh(room, files, 60 + 10 * sum(self.seconds[name] for name in names)))


def fresh(room: Path, files: list[str], most: float) -> int:
    env = os.environ | {OVERLAY: str(room / "overlay.json"), CHOSEN: str(room / "tests.json")}
    command = [sys.executable, __file__, "--basetemp", str(room / "out"), *files]
    try:
        done = subprocess.run(command, env=env, capture_output=True, timeout=most, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired:
        return 1
    shutil.rmtree(room, ignore_errors=True)
    return 1 if done.returncode else 0


class Chosen:
    """A pytest plugin: only the tests that were chosen, the quickest first."""

    def __init__(self) -> None:
        self.seconds = json.loads(Path(os.environ[CHOSEN]).read_text("utf-8"))

    def pytest_runtest_setup(self, item: Any) -> None:
        timer(self.seconds[item.nodeid])

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        seconds = self.seconds
        items[:] = sorted(
            (one for one in items if one.nodeid in seconds), key=lambda one: seconds[one.nodeid]
        )


def overlaid(arguments: list[str]) -> int:
    """The tests, with one file of the package as a mutant has it."""
    bound()
    path, text = json.loads(Path(os.environ[OVERLAY]).read_text("utf-8"))

    class Overlay(importlib.machinery.SourceFileLoader):
        def get_code(self, name: str) -> Any:
            if self.path == path:
                return compile(text, path, "exec", dont_inherit=True)
            return super().get_code(name)

    setattr(importlib.machinery, "SourceFileLoader", Overlay)  # noqa: B010 (a class is no variable)
    hook = importlib.machinery.FileFinder.path_hook(
        (Overlay, [".py"]), (importlib.machinery.ExtensionFileLoader, importlib.machinery.EXTENSION_SUFFIXES)
    )
    sys.path_hooks.insert(0, hook)
    sys.path_importer_cache.clear()
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *arguments], plugins=[Chosen()]))


def main() -> int:
    """Run the mutants; 1 where too many live."""
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    os.environ.setdefault("PEER_PLANS", PEER_PLANS)
    if os.environ.get(OVERLAY):
        return overlaid(sys.argv[1:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=0, help="how many; 0: all")
    parser.add_argument("--rooms", nargs="*", choices=ROOMS, default=list(ROOMS))
    parser.add_argument("--at", help="a file, or FILE:LINE")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--list", action="store_true", help="only show them")
    parser.add_argument("tests", nargs="*", help="instead of the rooms' own tests")
    given = parser.parse_args()
    found = mutants(given.rooms, given.at)
    if given.most and given.most < len(found):
        found = sorted(
            random.Random(given.seed).sample(found, given.most), key=lambda one: (one.path, one.start)
        )
    print(f"{len(found)} mutants", flush=True)
    if given.list or not found:
        print("\n".join(map(str, found)))
        return 0
    places = dict.fromkeys((*(glob.partition("/")[0] for glob in ROOMS.values()), *BESIDE))
    tests = given.tests or [f"tests/{place}" for place in places if (ROOT / "tests" / place).exists()]
    runner = Runner(found, given.workers)
    pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests], plugins=[runner])
    print("\nAlive:")
    print("\n".join(map(str, runner.alive)) or "none")
    killed = len(found) - len(runner.alive)
    print(f"\n{killed} of {len(found)} killed ({100 * killed / len(found):.1f} of 100)")
    return 0 if 100 * killed >= ENOUGH * len(found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
