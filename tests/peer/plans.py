"""Random plans: valid plan files, and filings with every kind of slip that the method speaks of."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.peer.draft import Draft, draw, written
from tests.peer.goals import target
from tests.peer.linked import linked
from tests.peer.observed import observe
from tests.peer.work import reports, tasks, write


def make(seed: int, out: Path) -> list[str]:
    """A plan's folder; some days to look at it from."""
    d = draw(seed)
    made = []
    for n in range(d.R.randint(3, 9)):
        made.append(target(d, n))
        observe(d, made[-1])
    for _ in range(d.R.randint(0, 2)):
        d.put(d.R.choice(sorted(d.units)), d.R.choice(d.filings), {"indicator": "no-such", "value": "1"})
    entries = [one.entry for one in made] + linked(d, made)
    work, acts = tasks(d)
    out.mkdir(parents=True, exist_ok=True)
    plan = {"id": f"p-{seed}", "title": {"zh": "计划", "en": "Plan"}} | d.plan
    groups = [{"id": k, "title": {"zh": k, "en": k}} for k in ("g1", "g2")]
    units = [
        {"id": u, "name": {"zh": f"单位{u[-1]}", "en": u}, "kind": "district"} | more
        for u, more in d.units.items()
    ]
    both = {"id": "all-ab", "name": {"zh": "两家", "en": "AB"}, "members": ["unit-a", "unit-b"]}
    files: dict[str, dict[str, Any]] = {
        "targets.yaml": {"plan": plan, "groups": groups, "targets": entries},
        "tasks.yaml": {"sections": [{"id": "s1", "title": {"zh": "一部分", "en": "S1"}}], "tasks": work},
        "units.yaml": {"units": units, "groups": [both]},
    }
    for name, tree in files.items():
        lines = [
            f"{key}: {written(value)}"
            if isinstance(value, dict)
            else "\n".join([f"{key}:", *(f"  - {written(x)}" for x in value)])
            for key, value in tree.items()
        ]
        (out / name).write_text("\n".join(lines) + "\n", "utf-8")
    (out / "progress").mkdir(exist_ok=True)
    write(d, reports(d, acts), out)
    return days(d)


def days(d: Draft) -> list[str]:
    R, last = d.R, d.cal.last
    span = (last(d.t1) - last(d.t0)).days
    pool = [
        last(d.t0) + timedelta(days=R.randint(1, span + 60)),
        last(d.t0) + timedelta(days=R.randint(span // 3, span + 60)),
        R.choice([d.due(R.choice(d.filings)), last(d.t1) + timedelta(days=R.randint(15, 420))]),
    ]
    return sorted(day.isoformat() for day in pool)
