"""The plan's and the filings' say: severities, what is switched off, what is accepted."""

from datetime import date
from itertools import chain
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qstrong.check.levels import settle
from qstrong.check.registry import settled_problems
from qstrong.model.problem import Problem
from qstrong.text.problems import problem, problem_catalogue
from tests.build import dataset, filing, observation, target


def found(*, severity: dict[str, str] | None = None, **entry: Any) -> list[tuple[str, str]]:
    only = filing("2025Q1", "2025-04-10", observation(entry.pop("period", "2025Q1"), "10.123", **entry))
    levels = {code: {"level": level, "reason": "口径"} for code, level in (severity or {}).items()}
    data = dataset([target()], [only], plan={"severity": levels} if levels else None)
    return sorted((one.code, one.severity) for one in settled_problems(data, ()))


def test_a_warning_at_each_level() -> None:
    assert found() == [("Q215", "warning")]
    assert found(severity={"Q215": "error"}) == [("Q215", "error")]
    assert found(severity={"Q215": "note"}) == [("Q215", "note")]
    assert found(severity={"Q215": "off"}) == []


def test_an_error_stays_one() -> None:
    wrong = {"period": "2025Q2"}
    assert found(severity={"Q302": "off"}, **wrong) == [
        ("Q301", "error"),
        ("Q302", "error"),
        ("Q613", "warning"),
    ]


def test_a_code_that_there_is_not() -> None:
    assert found(severity={"Q999": "off"}) == [("Q215", "warning"), ("Q617", "warning")]


def test_what_is_accepted() -> None:
    assert found(accept=["Q215"], accept_reason="口径如此") == []
    assert found(accept=["Q215"]) == [("Q215", "warning"), ("Q506", "warning")]
    assert found(accept=["Q214", "Q215"], accept_reason="口径如此") == [("Q505", "warning")]


def test_an_error_is_not_accepted() -> None:
    codes = found(accept=["Q301", "Q215"], accept_reason="口径", period="2025Q2")
    assert ("Q301", "error") in codes
    assert ("Q507", "warning") in codes


def test_only_the_entry_that_accepts_it() -> None:
    both = filing(
        "2025Q1",
        "2025-04-10",
        observation("2025Q1", "10.123"),
        observation("2025Q1", "10.123", indicator="y", accept=["Q215"], accept_reason="口径"),
    )
    problems = settled_problems(dataset([target(), target(id="y", name={"zh": "乙"})], [both]), ())
    assert [(one.code, one.pointer) for one in problems] == [("Q215", "observations/0/value")]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from(sorted(problem_catalogue())), st.sampled_from(["error", "warning", "note", "off"])
    )
)
def test_no_setting_loses_an_error(levels: dict[str, Any]) -> None:
    plan = {"severity": {code: {"level": level, "reason": "x"} for code, level in levels.items()}}
    errors = [code for code, entry in problem_catalogue().items() if entry["severity"] == "error"]
    given_problems = [problem_of(code) for code in errors]
    kept = settle(dataset([], plan=plan), given_problems)
    assert {one.code for one in kept if one.severity == "error"} >= set(errors)


class Anything(dict[str, str]):
    def __missing__(self, key: Any) -> str:
        return "…"


def problem_of(code: str) -> Problem:
    import re

    entry = problem_catalogue()[code]
    said = "".join(chain.from_iterable(entry[key] for key in ("title", "message", "hint")))
    words: dict[str, Any] = dict.fromkeys(re.findall(r"{(\w+)}", said), "…") | dict.fromkeys(
        re.findall(r"{(\w+):", said), 2
    )
    return problem(code, "units.yaml", **words)


def action(*, accept: list[str] | tuple[()] = ()) -> list[tuple[str, str]]:
    """Problems of a filing that says that an action is done, and proves it by nothing; and one of a value."""
    actions = [{"id": "1.1", "title": {"zh": "甲"}}, {"id": "1.2", "title": {"zh": "乙"}}]
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": actions}]
    said = [
        {"action": "1.1", "state": "in_progress"},
        {"action": "1.2", "state": "done"}
        | ({"accept": list(accept), "accept_reason": "口径"} if accept else {}),
    ]
    filed = filing("2025Q1", "2025-04-10", observation("2025Q1", "10.123"), actions=said)
    data = dataset([target()], [filed], tasks=tasks)
    return sorted((one.code, one.pointer) for one in settled_problems(data, ()))


def test_what_an_action_accepts() -> None:
    value, proof = ("Q215", "observations/0/value"), ("Q502", "actions/1/state")
    assert action() == [value, proof]
    assert action(accept=["Q502"]) == [value]
    assert action(accept=["Q215"]) == [value, proof, ("Q505", "actions/1/accept/0")]


def test_only_what_is_in_the_entry_is_accepted() -> None:
    """Neither another file's warning, nor one of an entry whose place begins alike."""
    wrong, right = observation("2025Q1", "10.123"), observation("2025Q1", "10.12")
    accepts = {"accept": ["Q215"], "accept_reason": "口径"}
    entries = (
        [right | accepts] + [right | {"indicator": f"y{k}"} for k in range(9)] + [wrong | {"indicator": "z"}]
    )
    specs = [target(id=name, name={"zh": name}) for name in ("x", *(f"y{k}" for k in range(9)), "z")]
    other = filing("2025Q1", "2025-04-10", wrong, unit="w")
    specs[0]["reporters"] = ["u", "w"]
    problems = settled_problems(dataset(specs, [filing("2025Q1", "2025-04-10", *entries), other]), ())
    found = [(one.code, one.path[9], one.pointer) for one in problems if one.code in ("Q215", "Q505")]
    assert sorted(found) == [
        ("Q215", "u", "observations/10/value"),
        ("Q215", "w", "observations/0/value"),
        ("Q505", "u", "observations/0/accept/0"),
    ]


def test_a_severity_that_changes_nothing_is_told_at_its_key() -> None:
    levels = {"Q212": {"level": "off", "reason": "口径"}, "Q999": {"level": "off", "reason": "口径"}}
    problems = [
        one
        for one in settled_problems(dataset([], plan={"severity": levels}), ())
        if "severity" in one.pointer
    ]
    assert [(one.code, one.pointer, one.on_key) for one in problems] == [
        ("Q613", "plan/severity/Q212", True),
        ("Q617", "plan/severity/Q999", True),
    ]


def test_a_note_made_a_warning() -> None:
    data = dataset([target()], plan={"severity": {"Q404": {"level": "warning", "reason": "口径"}}})
    found = settled_problems(data, (), date(2025, 4, 20))
    assert [(one.code, one.severity) for one in found if one.code == "Q404"] == [("Q404", "warning")]
