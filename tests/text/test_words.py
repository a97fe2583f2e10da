"""Words and numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from string import Formatter
from typing import Any

import pytest

from qstrong.model.base import Text, UnitOfMeasure
from qstrong.model.period import Period
from qstrong.text import arithmetic, columns, fields
from qstrong.text import help as helps
from qstrong.text.catalogue import span_words
from qstrong.text.kinds import KIND_WORDS
from qstrong.text.labels import LABELS, SYMBOLS, label_word
from qstrong.text.language import LANGUAGES, period_words, say, template
from qstrong.text.numbers import day_words, month_words, number, percent, rounded
from qstrong.text.problems import problem_catalogue as catalogue
from qstrong.text.words.common import WORDS
from qstrong.text.words.help import EXAMPLES, FRAME, HELP


def phrases() -> Iterator[tuple[Any, ...]]:
    """Every phrase with something put in: where it stands, and its columns."""
    yield from WORDS.items()
    for code, entry in catalogue().items():
        yield from ((f"{code}.{part}", entry[part]) for part in ("title", "message", "hint") if part in entry)
    for words in KIND_WORDS.values():
        yield from words.rules.items()


def put_in(text: str) -> tuple[Any, ...]:
    """What a template has put in, and what it makes plurals of."""
    found = [(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name]
    return {name for name, spec in found if "|" not in spec}, {name for name, spec in found if "|" in spec}


def test_every_phrase_says_the_same_in_each_language() -> None:
    for key, phrase in phrases():
        assert len(phrase) == len(LANGUAGES), key
        shown = [put_in(text)[0] for text in phrase]
        counted = set().union(*(put_in(text)[1] for text in phrase))
        assert all(one - counted == shown[0] - counted for one in shown), key
        assert not put_in(phrase[0])[1], f"{key}: Chinese has no plurals"


def test_every_text_is_there_in_every_language() -> None:
    kinds = [(kind.__name__, one) for kind, words in KIND_WORDS.items()
             for one in (words.name, *words.labels.values(), *words.rules.values())]  # fmt: skip
    codes = [(code, entry[part]) for code, entry in catalogue().items()
             for part in ("title", "message", "hint", "why") if part in entry]  # fmt: skip
    usage = [*helps._USAGE.items(), ("usage", helps._WRONG), ("usage", helps._GUESS)]  # noqa: SLF001
    tried = {
        f"{name} {k}": one for name, pairs in EXAMPLES.items() for pair in pairs for k, one in enumerate(pair)
    }
    tables = (WORDS, HELP, FRAME, tried, LABELS, arithmetic._COMPARED)  # noqa: SLF001
    every = [*(pair for table in tables for pair in table.items()), *kinds, *codes, *usage]
    lacking = [str(key) for key, phrase in every if len(phrase) != len(LANGUAGES)]
    assert all(all(phrase) for key, phrase in every if key not in WORDS)  # in a sentence it may be nothing
    assert all(map(all, SYMBOLS.values()))
    for table in (fields.field_catalogue(), columns.columns()):
        for part, entries in table.items():
            for key, entry in entries.items():
                there = entry if isinstance(entry, dict) else dict(zip(LANGUAGES, entry, strict=False))
                if list(there) != list(LANGUAGES) or not all(map(all, there.values())):
                    lacking.append(f"[{part}] {key}")
    assert not lacking


COUNTS = {"n"}.union(*(put_in(text)[1] for _, phrase in phrases() for text in phrase))
"""The names under which numbers of things are put in."""
SINGULAR = {"is", "was", "has", "stands", "means", "status"}


@pytest.mark.parametrize("phrase", [pytest.param(phrase, id=key) for key, phrase in phrases()])
def test_one_is_said_of_one(phrase: list[str] | tuple[str, str]) -> None:
    names = set().union(*put_in(phrase[1]))
    one = say(phrase, "en", **{name: 1 if name in COUNTS else "x" for name in names})
    wrong = re.findall(r"\b1 (?:more |of |other )?(\w+s|are|were|have)\b", one)
    assert not set(wrong) - SINGULAR, one
    assert not re.search(r"\b1 \w+ (are|were|have|need)\b", one), one
    many = say(phrase, "en", **{name: 2 if name in COUNTS else "x" for name in names})
    assert not re.search(r"(?<!none of )\b2 (is|was|has|needs|\w+ (is|was|has|needs))\b", many), many


def test_a_plural_wants_a_number() -> None:
    assert [say(("", "{n} {n:file|files}"), "en", n=n) for n in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    with pytest.raises(ValueError, match="format specifier"):
        say(("", "{n} {n:file|files}"), "en", n="1")
    assert template(("", "{n} {n:file|files} of {total}"), "en") == "{n} files of {total}"


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("120.50"), "120.50"), (Decimal("1E+3"), "1000"), (Fraction(1, 3), "0.3333"), (Fraction(5, 2), "2.5"),
     (7, "7"), (None, "–"), (Fraction(-1, 8), "-0.125")],
)  # fmt: skip
def test_numbers(value: Decimal | Fraction | int | None, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(41, 61), "67.2%"), (Fraction(1, 2), "50.0%"), (Fraction(-163, 1000), "-16.3%"), (Fraction(25, 10000), "0.2%"),
     (Fraction(15, 10000), "0.2%"), (None, "–")],
)  # fmt: skip
def test_percentages_are_rounded_half_to_even(share: Fraction | None, text: str) -> None:
    assert percent(share) == text


def test_rounded() -> None:
    assert [rounded(Fraction(k, 2), 0) for k in (1, 3, 5, -1)] == ["0", "2", "2", "0"]


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [("2026", "2026 年", "2026"), ("2026H1", "2026 年上半年", "H1 2026"), ("2026Q2", "2026 年第二季度", "Q2 2026"),
     ("2026-06", "2026 年 6 月", "June 2026")],
)  # fmt: skip
def test_periods(period: str, zh: str, en: str) -> None:
    assert (period_words(Period.parse(period), "zh"), period_words(Period.parse(period), "en")) == (zh, en)


def test_days_and_spans() -> None:
    assert month_words(2026 * 12 + 6, "zh") == "2026 年 6 月底"
    assert day_words(Period.parse("2026").end, "en") == "31 December 2026"
    assert [span_words(n, "zh") for n in (36, 24, 18)] == ["三年", "两年", "18个月"]


def test_an_unknown_refinement_is_said_as_its_status() -> None:
    assert label_word("on_track.nonsense", "zh") == "达序时进度"


@pytest.mark.parametrize("phrase", [("{name} ({uom}), 目标 {goal}", "{name} ({uom}), target {goal}")])
def test_what_has_no_unit_of_measure_has_no_brackets_for_one(phrase: tuple[str, str]) -> None:
    words = {"name": "x", "goal": "≤3"}
    assert say(phrase, "en", uom="", **words) == "x, target ≤3"
    assert say(phrase, "zh", uom=UnitOfMeasure.of(Text(zh="")), **words) == "x, 目标 ≤3"
    assert say(phrase, "en", uom="kt", **words) == "x (kt), target ≤3"
