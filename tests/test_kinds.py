"""A kind of target is a row in each table: which one is wanting, and in which file, is said here by name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest

from qstrong.assess.kinds.judges import JUDGES
from qstrong.model import plan
from qstrong.model.kinds import KINDS, Pathed, limits_of
from qstrong.model.plan import AnyTarget, GrowthTarget, LevelTarget, RangeTarget, Target
from qstrong.model.steps import reach, step, years
from qstrong.render.charts.levels import LEVELS
from qstrong.text.arithmetic import ARITHMETIC
from qstrong.text.fields import field_catalogue
from qstrong.text.kinds import GOALS, KIND_WORDS
from qstrong.text.labels import LABELS
from qstrong.timeline.wanted import LACKING
from tests.build import KIND as BUILT
from tests.build import dataset, target

PACKAGE = Path(__file__).parents[1] / "qstrong"


def derived(module: ModuleType, base: type[Any]) -> list[type[Any]]:
    """The classes of a module that are made from *base*; what slots left behind isn't among them."""
    found = (one for one in vars(module).values() if isinstance(one, type))
    return [one for one in found if issubclass(one, base) and one is not base]


MODELS = derived(plan, Target)


def kind_of(model: type[Any]) -> str:
    """The word that targets.yaml has for a class of targets."""
    found: str = get_args(get_type_hints(model)["kind"])[0]
    return found


BY_CLASS = {
    "AnyTarget in qstrong/model/plan.py": get_args(AnyTarget),
    "JUDGES in qstrong/assess/kinds/judges.py": JUDGES,
    "KIND_WORDS in qstrong/text/kinds.py": KIND_WORDS,
    "GOALS in qstrong/text/kinds.py": GOALS,
    "LACKING in qstrong/timeline/wanted.py": LACKING,
    "LEVELS in qstrong/render/charts/levels.py": LEVELS,
}
BY_WORD = {
    "KINDS in qstrong/model/kinds.py": KINDS,
    "KIND in tests/build.py": BUILT,
    "[value] in qstrong/text/fields.toml": field_catalogue()["value"],
}


@pytest.mark.parametrize("table", BY_CLASS)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_kind_has_a_row_in_every_table(model: type[Any], table: str) -> None:
    assert model in BY_CLASS[table], f"a row for {model.__name__} is wanted by {table}"


@pytest.mark.parametrize("table", BY_WORD)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_kind_is_known_by_its_word(model: type[Any], table: str) -> None:
    assert kind_of(model) in BY_WORD[table], f"a row for {kind_of(model)} is wanted by {table}"


@pytest.mark.parametrize("table", BY_CLASS)
def test_no_table_has_rows_besides(table: str) -> None:
    assert set(BY_CLASS[table]) <= set(MODELS)


def test_a_row_is_of_its_own_class() -> None:
    assert {kind: traits.model for kind, traits in KINDS.items()} == {kind_of(one): one for one in MODELS}


def test_what_a_kind_may_do_its_class_has_the_keys_for() -> None:
    for traits in KINDS.values():
        keys = set(get_type_hints(traits.model))
        assert traits.path is (traits.model in get_args(Pathed))
        assert not traits.path or keys >= {"op", "value", "milestones"}
        assert not traits.positive or "value" in keys
        assert traits.provisional is ("provisional_baseline" in keys)
        # what the guards in model/kinds.py say of a target's type
        assert not traits.provisional or traits.model in (LevelTarget, RangeTarget)
        assert traits.bounds is (traits.model is RangeTarget) is ("between" in keys)
        assert traits.rates is (traits.model is GrowthTarget) is ("over" in keys)
        assert traits.relative is (traits.model is LevelTarget) is ("change" in keys)
        assert (len(traits.methods) > 1) is ("method" in keys)
        assert traits.judged is ("revised" in keys)


YEAR = {"period": 2023, "value": 50}


@pytest.mark.parametrize(
    ("spec", "low", "high"),
    [
        ({}, 0, None),
        ({"uom": "%", "measure": "rate"}, 0, 100),
        ({"kind": "record"}, 0, 100),
        ({"kind": "record", "uom": "点"}, 0, None),
        ({"kind": "increment"}, 0, None),
        ({"kind": "growth"}, None, None),
        ({"kind": "trend"}, None, None),  # of a rate
        ({"kind": "trend", "measure": "stock"}, 0, None),
        ({"kind": "trend", "measure": "stock", "uom": "%"}, 0, None),
        # a side beyond which a figure of the plan lies is open
        ({"uom": "%", "value": 101}, 0, None),
        ({"uom": "%", "op": "<=", "value": -1}, None, 100),
        ({"uom": "%", "value": 100}, 0, 100),
        ({"uom": "%", "history": [YEAR, {"period": 2022, "value": "100.1"}]}, 0, None),
        ({"uom": "%", "baseline": {"period": 2024, "value": "-0.1"}}, None, 100),
        ({"uom": "%", "milestones": {2025: 105, 2026: -1}}, None, None),
        ({"kind": "record", "history": [{"period": 2023, "value": 100}]}, 0, 100),
        # what is stated holds, whatever the kind
        ({"limits": [-5, 7], "kind": "growth"}, -5, 7),
        ({"limits": None, "uom": "%"}, None, None),
    ],
)
def test_limits(spec: dict[str, Any], low: int | None, high: int | None) -> None:
    assert limits_of(dataset([target(**spec)]).targets[0]) == (low, high)


def asked(tree: Any) -> Iterator[str]:
    """The places where a class of targets is asked for, or a kind's word compared."""
    classes, words = {model.__name__ for model in MODELS} | {"Pathed"}, set(KINDS)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance":
            about = node.args[1]
        elif isinstance(node, ast.MatchClass):
            about = node.cls
        elif isinstance(node, ast.Compare) and ".kind" in ast.unparse(node):
            about = node
        else:
            continue
        names = {one.id for one in ast.walk(about) if isinstance(one, ast.Name)}
        said = {one.value for one in ast.walk(about) if isinstance(one, ast.Constant)}
        if names & classes or said & words:
            yield f"{node.lineno}: {ast.unparse(node)}"


def test_the_code_asks_what_a_kind_can_do_not_which_one_it_is() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{place}"
        for path in PACKAGE.rglob("*.py")
        for place in asked(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert not found


def test_that_the_test_before_would_notice() -> None:
    for text in ("isinstance(x, LevelTarget | TrendTarget)", "x.kind == 'growth'", "x.kind in ('trend',)"):
        assert list(asked(ast.parse(text)))
    assert not list(asked(ast.parse("isinstance(x, Target) and x.kind == 'red'")))


def test_every_step_of_the_arithmetic_has_its_words() -> None:
    found = {one for module in (step, reach, years) for one in derived(module, step.Step)}
    assert set(ARITHMETIC) == found


def test_every_label_that_a_judge_gives_has_its_word() -> None:
    label = re.compile(
        r'"((?:achieved|on_track|at_risk|off_track|worsening|missed|not_assessable)\.[a-z_]+)"'
    )
    given = {
        found
        for path in (PACKAGE / "assess").rglob("*.py")
        for found in label.findall(path.read_text(encoding="utf-8"))
    }
    assert given
    assert given <= set(LABELS)
