"""Every key of the plan's files, a row each: by which rule a change of it is easier, or harder."""

from __future__ import annotations

from collections.abc import Mapping

from qstrong.model.plan import Group, Plan, Target
from qstrong.model.task import Action, Office, Task, Unit, UnitGroup
from qstrong.model.terms.settings import FilingRule, Method
from qstrong.timeline.edits.days import (
    added,
    closing,
    deadline,
    first_filing,
    handed_on,
    looked_from,
    own_end,
    own_start,
    rarer,
    single_due,
    unit_ends,
    withdrawal,
)
from qstrong.timeline.edits.ease import (
    AnyBoth,
    Ease,
    EaseRule,
    bounds,
    digits,
    fewer,
    less,
    meaning,
    more,
    neither,
    now_false,
    now_true,
    past,
    quantity,
    relative,
    revision,
    severity,
    start_value,
    step,
    strictness,
    to_reach,
    unclear,
    within,
)

RULES: Mapping[type[object], Mapping[str, EaseRule]] = {
    Plan: {
        "schema": neither, "id": neither, "title": neither, "issued": neither, "synthetic": neither,
        "language": neither, "office": neither,
        "start": more, "end": more, "year": unclear, "as_of": looked_from, "severity": severity,
    },
    FilingRule: {
        "every": rarer, "due_days": more, "close_days": closing, "from": first_filing, "due": single_due,
    },
    Method: {
        "name": unclear, "on_track": less, "at_risk": less, "ahead": less, "slack_on": more,
        "slack_risk": more, "worsening": more, "half_time": more, "catch_up": more, "borderline": neither,
        "single_step": more, "single_step_quarters": less, "near_days": less, "path_short": more,
        "trend_window": less, "coverage": less, "share": more, "provisional_baseline": now_true,
    },
    Target: {
        "id": neither, "name": neither, "group": neither, "definition": meaning, "data_source": neither,
        "clause": neither, "note": neither, "tasks": neither,
        "kind": unclear, "measure": unclear, "uom": unclear, "direction": unclear,
        "op": strictness, "value": to_reach, "baseline": start_value, "history": past, "milestones": step,
        "frequency": rarer, "due_days": more, "decimals": digits, "reporters": fewer, "limits": bounds,
        "of": unclear, "start": own_start, "end": own_end, "added": added, "withdrawn": withdrawal,
        "computed": unclear, "theme": neither, "change": relative, "between": within, "over": unclear,
        "method": unclear, "revised": revision,
        "binding": now_false, "keep": now_false, "provisional_baseline": now_true,
    },
    Task: {"id": neither, "section": neither, "title": neither, "lead": neither, "units": fewer},
    Action: {
        "id": neither, "title": neither, "quantity": quantity, "due": deadline, "units": fewer,
        "standing": now_true, "task": neither,
    },
    Unit: {"id": neither, "name": neither, "kind": neither, "aliases": neither, "contact": neither,
           "accounts": neither, "from": neither, "until": unit_ends, "successor": handed_on},
    UnitGroup: {"id": neither, "name": neither, "members": fewer},
    Group: {"id": neither, "title": neither},
    Office: {"accounts": neither},
}  # fmt: skip
"""By class and key. A test holds them against the model: a key without a row is `unclear`."""
BESIDE = frozenset({"source", "published", "note", "reason"})
"""Keys below another that say where it comes from, and change nothing."""
GONE: Mapping[type[object], Ease] = {Target: "easier", Action: "easier", Task: "easier"}
"""What it does that one of these is gone; a new one does the opposite. Of the others it is `neither`."""


def ease_of(key: str, both: AnyBoth) -> Ease:
    """What it does that the *key* of what stands in *both* changed so."""
    if both.at in BESIDE:
        return "neither"
    for model in type(both.after).__mro__:
        if rule := RULES.get(model, {}).get(key):
            return rule(both)
    return "unclear"


def ease_of_coming(thing: object, *, gone: bool) -> Ease:
    """What it does that *thing* is new in the plan, or is *gone* from it."""
    found = next((GONE[model] for model in type(thing).__mro__ if model in GONE), None)
    if found is None:
        return "neither"
    return found if gone else "harder"
