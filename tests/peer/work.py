"""Random tasks, what units report on their actions, and the filings as files."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.peer.draft import Draft, written


@dataclass
class Act:
    id: str
    units: list[str]
    quantity: int | None


def tasks(d: Draft) -> tuple[list[dict[str, Any]], list[Act]]:
    R, found = d.R, list[dict[str, Any]]()
    acts: list[Act] = []
    for k in (1, 2):
        named = R.choice(
            [["unit-a", "unit-b"], ["unit-c", "all-ab"], ["all-ab", "unit-d"], ["unit-b", "unit-d", "unit-a"]]
        )
        members = [m for u in named for m in (["unit-a", "unit-b"] if u == "all-ab" else [u])]
        own = [action(d, f"{k}.{j}", members, acts) for j in range(1, R.randint(2, 5))]
        title = {"zh": f"任务{k}", "en": f"Task {k}"}
        found.append({"id": k, "section": "s1", "title": title, "units": named, "lead": None, "actions": own})
    return found, acts


def action(d: Draft, name: str, members: list[str], acts: list[Act]) -> dict[str, Any]:
    R, units, quantity = d.R, members, None
    a: dict[str, Any] = {"id": name, "title": {"zh": f"行动{name}", "en": "Action"}}
    if d.maybe(0.5):
        units = a["units"] = R.sample(members, R.randint(1, len(members)))
    if d.maybe(0.4):
        quantity = R.randint(2, 9)
        a["quantity"] = {"op": R.choice([">=", ">=", ">"]), "value": str(quantity), "uom": "项"}
    if d.maybe(0.65):
        a["due"] = d.cal.last(d.t0) + timedelta(days=R.randint(20, (d.t1 - d.t0) * 30))
    if d.maybe(0.12):
        a["standing"] = True
    acts.append(Act(name, units, quantity))
    return a


def reports(d: Draft, acts: list[Act]) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """By unit and filing."""
    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for act in acts:
        for u in act.units:
            state = 0
            for e in d.filings:
                if d.maybe(0.45):
                    continue
                state = min(3, state + d.R.choice([0, 0, 1, 1, 2]))
                found.setdefault((u, e), []).append(report(d, act, e, state))
    return found


def report(d: Draft, act: Act, e: int, state: int) -> dict[str, Any]:
    R = d.R
    s = "suspended" if d.maybe(0.08) else ["not_started", "in_progress", "in_progress", "done"][state]
    said: dict[str, Any] = {"action": act.id, "state": s, "progress": "进展"}
    if act.quantity and d.maybe(0.9):
        said["quantity"] = str(R.choice([0, act.quantity - 1, act.quantity, act.quantity, act.quantity + 1]))
    if s == "done" and d.maybe(0.7):
        said["on"] = d.cal.last(e) - timedelta(days=R.choice([0, 3, 20, 60, 200, 400]))
    if s == "done" and d.maybe(0.85):
        said["evidence"] = "深龙华发〔2026〕1号"
    return said


def filed(d: Draft, e: int) -> date:
    R, x = d.R, d.R.random() * (0.8 if d.tidy else 1)
    end, due = d.cal.last(e), d.due(e)
    if x < 0.72:
        return end + timedelta(days=R.randint(1, max(2, (due - end).days)))
    if x < 0.8:
        return due
    return due + timedelta(days=R.randint(1, 60)) if x < 0.97 else end - timedelta(days=R.randint(1, 10))


def write(d: Draft, done: dict[tuple[str, int], list[dict[str, Any]]], out: Path) -> None:
    """The filings; some are missing, and some can't be read as a whole."""
    for u, e in sorted(set(d.obs) | set(done)):
        if d.maybe(0.005 if d.tidy else 0.04):
            continue
        name = d.cal.name(e, d.every)
        lines = [f"unit: {u}", f"period: {name}", f"filed: {filed(d, e)}"]
        for key, items in (("observations", d.obs.get((u, e))), ("actions", done.get((u, e)))):
            if items:
                lines += [f"{key}:", *(f"  - {written(one)}" for one in items)]
        data = ("\n".join(lines) + "\n").encode()
        if d.maybe(0.02):
            data = broken(d, data, u, name)
        (out / "progress" / u).mkdir(parents=True, exist_ok=True)
        (out / "progress" / u / f"{name}.yaml").write_bytes(data)


def broken(d: Draft, data: bytes, u: str, name: str) -> bytes:
    other = d.R.choice([x for x in d.units if x != u])
    return d.R.choice(
        [
            data + b"\xff\n",
            data + b"a: [\n",
            data.replace(f"unit: {u}".encode(), f"unit: {other}".encode(), 1),
            data.replace(f"period: {name}\n".encode(), b"period: 2021\n", 1),
            b"",
        ]
    )
