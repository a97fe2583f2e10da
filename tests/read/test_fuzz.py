"""Anything at all, in place of any file: answered with problems, never with a traceback.

A longer run: FUZZ=20000 pytest tests/read/test_fuzz.py -n auto
"""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qstrong.assess.assess import assess
from qstrong.check.registry import blocks, settled_problems
from qstrong.model.problem import Problem
from qstrong.read.dataset import load, locate
from qstrong.render.findings.forges import github, gitlab, step_summary
from qstrong.render.findings.problems import Findings, as_json, findings_text
from qstrong.render.findings.sarif import sarif
from qstrong.render.formats.jsontext import dumps
from qstrong.render.formats.register import How
from tests.problems.specimens import HERE
from tests.read.test_reading import Memory

BASE = {
    str(path.relative_to(HERE / "base")): path.read_bytes()
    for path in sorted((HERE / "base").rglob("*"))
    if path.is_file()
}
DAY = date(2025, 7, 25)
FUZZ = settings(
    derandomize=True,
    deadline=None,
    max_examples=int(os.environ.get("FUZZ", "150")),
    suppress_health_check=list(HealthCheck),
)
PIECES = [
    *(piece.encode() for piece in ("- ", ": ", ":", "：", "\t", "\n", "\r\n", "\r", "#", " #", "'", '"', "{", "}", "[", "]", ",", "，", "|", ">", "&a ", "*a", "!!str ", "---\n", "...\n", "%YAML 1.1\n", "<<: ", "? ", "~", "null", "\u202e", "\u200b", "\ufeff", "\x85", "\u2028", "\x00", "１４５", "145亿元", "98%", "1e999", ".inf", "2025Q2", "2025-02-30", "<<<<<<< HEAD\n", "  ", "\\", '"\\u202e"')),
    b"\xff", b"\xd6\xd0", b"\xed\xa0\x80", b"9" * 400, b"[" * 40,
]  # fmt: skip


def run(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """Everything that `validate` and `status` do with a source; the problems."""
    source = Memory(files)
    loaded = load(source)
    found = settled_problems(loaded.dataset, loaded.problems, DAY) if loaded.dataset else loaded.problems
    placed = locate(found, source)
    for lang in ("zh", "en"):
        text = findings_text(Findings(placed, prefix="data", files=7), How(lang))
        assert not {char for char in text if ord(char) < 32} - {"\n"}
        json.loads(dumps(as_json(Findings(placed), lang)))
    for writer in (github, step_summary, gitlab, sarif):
        writer(Findings(placed), How("zh"))
    for one in placed:
        assert one.place is None or (one.place.line >= 1 <= one.place.column)
    if loaded.dataset and not blocks(found):
        assess(loaded.dataset, DAY)
    return placed


@FUZZ
@given(st.sampled_from(sorted(BASE)), st.binary(max_size=200))
@example("targets.yaml", b"")
def test_any_bytes(name: str, data: bytes) -> None:
    assert run(BASE | {name: data})


EDITS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 12), st.sampled_from(PIECES) | st.binary(max_size=3)),
    min_size=1,
    max_size=4,
)


@FUZZ
@given(st.sampled_from(sorted(BASE)), EDITS)
def test_any_edit(name: str, edits: list[tuple[int, int, bytes]]) -> None:
    data = BASE[name]
    for at, cut, piece in edits:
        start = at % (len(data) + 1)
        data = data[:start] + piece + data[start + cut :]
    run(BASE | {name: data})


SCALARS = st.text(max_size=12) | st.sampled_from(
    [
        "145",
        "-1",
        "0.98",
        "1,450",
        "finance",
        "pass-rate",
        "2025Q2",
        "2024",
        "1.1",
        "done",
        "true",
        "%",
        ">=",
        "Q215",
    ]
)
KEYS = st.sampled_from(
    ["plan", "targets", "groups", "id", "name", "zh", "unit", "period", "filed", "observations", "actions",
     "indicator", "value", "pending", "kind", "state", "accept", "history", "milestones", "filing", "due"]
) | st.text(max_size=5)  # fmt: skip
TREES = st.recursive(
    SCALARS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def set_in(tree: Any, path: list[int], value: Any) -> Any:
    """*tree* with something else at a place that is found by walking *path*."""
    if not path or not isinstance(tree, dict | list) or not tree:
        return value
    keys: Any = sorted(tree) if isinstance(tree, dict) else range(len(tree))
    key = list(keys)[path[0] % len(tree)]
    copy: Any = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[key] = set_in(tree[key], path[1:], value)
    return copy


@FUZZ
@given(st.sampled_from(sorted(BASE)), st.lists(st.integers(0, 30), max_size=6), TREES)
def test_any_structure(name: str, path: list[int], tree: dict[str, Any] | list[Any] | str | None) -> None:
    import yaml

    whole = set_in(yaml.load(BASE[name], Loader=yaml.BaseLoader), path, tree)  # noqa: S506
    run(BASE | {name: json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")})


@FUZZ
@given(st.text(max_size=12).filter(lambda name: "/" not in name and name not in ("", ".", "..")))
def test_any_name(name: str) -> None:
    files = {f"progress/{name}": b"x", f"progress/finance/{name}": b"x", f"progress/{name}/2025Q2.yaml": b"x"}
    assert run(BASE | files)


def test_the_base_is_read_whole() -> None:
    assert run(BASE) == ()
    assert Path(HERE / "base").is_dir()
