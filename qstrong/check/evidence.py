"""Rules on what stands behind a value."""

from __future__ import annotations

from collections.abc import Iterator

from qstrong.check.rule import Context
from qstrong.check.values import valued_entries
from qstrong.model.problem import Problem


def sourceless(context: Context) -> Iterator[Problem]:
    """Q503: a value without source or evidence, where the target doesn't say where it comes from."""
    for one in valued_entries(context):
        observation = one.entry.observation
        if not (observation.source or observation.evidence or one.target.data_source):
            yield context.at_entry("Q503", one.entry, "value", name=one.target.name)
