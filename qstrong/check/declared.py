"""Rules on values that contradict what is known already of the same period."""

from __future__ import annotations

from collections.abc import Iterator

from qstrong.check.rule import Context
from qstrong.model.problem import Problem
from qstrong.text import families
from qstrong.text.catalogue import words_of
from qstrong.timeline.conflicts import conflicts


def contradicting(context: Context) -> Iterator[Problem]:
    """Q311: a value filed otherwise than declared. Q312: a `last_year` other than the figure of that year."""
    for target in context.indicators:
        for one in conflicts(context.dataset.plan, target, context.known.of[target.id]):
            yield context.at_entry(
                "Q311" if one.key == "value" else "Q312",
                one.entry,
                one.key,
                name=target.name,
                period=one.period,
                value=one.filed,
                old=one.other,
                uom=target.uom,
                where=words_of("conflict_declared" if one.declared else "conflict_filed"),
                judges=words_of(families.JUDGES.key(one.judges)),
            )
