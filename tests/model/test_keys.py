"""The list of an entry's keys, and what is made from it: forms, options, exports."""

from dataclasses import field, fields, make_dataclass

import pytest

from qstrong.cli.commands.record import key_options
from qstrong.model import keys as model_keys
from qstrong.model.filing import ENTRIES, PARTS, SUBJECTS, Explained, Part
from qstrong.model.grammar import Str
from qstrong.model.keys import (
    as_written,
    asked_of_who_is_behind,
    asked_of_who_promised,
    explaining,
    in_order,
    keys,
    said_keys,
)
from qstrong.render.export.columns import OBSERVATION, REPORT
from qstrong.text import families
from qstrong.text.fields import key_word
from qstrong.write.form.fields import DAYS, FLAGS, KEYS, NUMBERS, SEVERAL, SHEETS, STATES, VALUES


@pytest.mark.parametrize("part", PARTS)
def test_every_key_of_the_model_is_there_once(part: Part) -> None:
    names = sorted(one.name for one in fields(ENTRIES[part]))
    assert sorted(keys(part)) == sorted(one.name for one in as_written(part)) == names
    assert keys(part)[SUBJECTS[part]].asked == "about"


def test_what_a_key_takes() -> None:
    kinds = {name: one.kind for part in PARTS for name, one in keys(part).items()}
    assert kinds == {
        "indicator": "id", "action": "id", "value": "number", "last_year": "number", "quantity": "number",
        "period": "period", "on": "day", "measures_by": "day", "flag": "word", "state": "word",
        "evidence": "texts", "accept": "words",
        **dict.fromkeys(
            ("pending", "reason", "source", "progress", "outcome", "cause", "measures", "owner", "request", "note",
             "accept_reason"), "text",
        ),
    }  # fmt: skip
    assert [name for part in PARTS for name, one in keys(part).items() if one.always] == [
        "indicator", "flag", "action", "state",
    ]  # fmt: skip


def test_an_order_names_what_stands_first_and_drops_nothing() -> None:
    first = in_order("actions", "on", "state", without=("note",))
    names = [one.name for one in first]
    assert names[:4] == ["on", "state", "progress", "quantity"]
    said = {name for name, one in keys("actions").items() if one.asked in ("freely", "behind", "promised")}
    assert set(names) == said - {"note"}
    assert len(names) == len(said) - 1
    with pytest.raises(KeyError):
        in_order("actions", "value")


def test_what_is_asked_of_whom() -> None:
    assert asked_of_who_is_behind() == ("cause", "measures", "owner", "measures_by")
    assert asked_of_who_promised() == ("outcome",)
    assert explaining() == ("outcome", "cause", "measures", "owner", "measures_by", "request")
    by_hand = {"accept", "accept_reason"}
    assert by_hand.isdisjoint(one.name for one in said_keys())
    assert by_hand <= set(OBSERVATION) & set(REPORT)


def test_forms_say_what_is_filled_in() -> None:
    assert NUMBERS == ("value", "last_year", "quantity", "corrected")
    assert DAYS == ("measures_by", "on", "filed")
    assert SEVERAL == ("evidence",)
    assert FLAGS == ("final", "preliminary", "revised")
    assert STATES == ("not_started", "in_progress", "done", "suspended")
    assert all(KEYS[kind] for kind in SHEETS)


def test_a_new_key_of_the_model_is_asked_for_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field of the class that all entries share is all that a new key needs, but for its words."""
    more = make_dataclass("More", [("lesson", Str | None, field(default=None, metadata={"asked": "behind"}))],
                          bases=(Explained,), kw_only=True)  # fmt: skip
    made = {part: make_dataclass(model.__name__, [], bases=(model, more), kw_only=True)
            for part, model in ENTRIES.items()}  # fmt: skip
    monkeypatch.setattr(model_keys, "ENTRIES", made)
    monkeypatch.setattr(model_keys, "Explained", more)
    keys.cache_clear()
    try:
        assert asked_of_who_is_behind()[-1] == "lesson"
        assert "lesson" in explaining()
        assert "lesson" in {one.name for one in said_keys()}
        assert all("lesson" in {one.name for one in as_written(part)} for part in PARTS)

        names = [one.name for one in key_options()]
        assert names == [one.name for one in said_keys()]
    finally:
        keys.cache_clear()


def test_a_column_s_word_may_be_shorter_on_a_form() -> None:
    assert key_word("last_year", "zh", families.FORM) == "上年同期"
    assert key_word("last_year", "en") != key_word("last_year", "en", families.FORM)
    assert len({field.key for field in VALUES}) == len(VALUES)
