"""What is made when it is first asked for."""

from __future__ import annotations

from qstrong.model.shapes.later import Later


def test_it_is_made_once_and_only_when_asked_for() -> None:
    asked: list[int] = []

    def make() -> int:
        asked.append(1)
        return 7

    later = Later(make)
    assert not asked
    assert (later.made, later.made, asked) == (7, 7, [1])


def test_two_are_equal_where_what_they_make_is() -> None:
    assert Later(lambda: (1, 2)) == Later(lambda: (1, 2))
    assert Later(lambda: (1, 2)) != Later(lambda: (2, 1))
    assert Later(lambda: 1) != 1
    assert len({Later(lambda: "a"), Later(lambda: "a"), Later(lambda: "b")}) == 2
    assert repr(Later(lambda: "a")) == "'a'"
