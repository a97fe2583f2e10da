"""A small made-up plan that uses everything of the method's second part, in whichever language its author speaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

TONGUES = ("zh", "en", "de")
TEXTS: dict[str, tuple[str, str, str]] = {
    "plan": ("河湾区五年计划（虚构）", "River Bend five-year plan (made up)", "Fünfjahresplan Flussbogen (erfunden)"),
    "economy": ("经济", "Economy", "Wirtschaft"),
    "society": ("社会", "Society", "Gesellschaft"),
    "section": ("重点工作", "Priorities", "Schwerpunkte"),
    "task": ("改善生活环境", "Better places to live", "Bessere Wohnorte"),
    "action": ("整修两处公园", "Renew two parks", "Zwei Parks erneuern"),
    "action2": ("开设服务窗口", "Open a service desk", "Servicestelle öffnen"),
    "parks": ("公园面积", "Park area", "Parkfläche"),
    "parks-early": ("公园面积(前期)", "Park area, first stage", "Parkfläche, erste Stufe"),
    "waste": ("垃圾量", "Waste", "Abfall"),
    "output": ("产值年均增速", "Growth of output, on average", "Wachstum der Produktion im Mittel"),
    "trade": ("贸易累计增速", "Growth of trade, in all", "Wachstum des Handels insgesamt"),
    "prices": ("物价指数", "Price index", "Preisindex"),
    "visitors": ("游客数", "Visitors", "Besucher"),
    "tested": ("检验批次", "Lots inspected", "Geprüfte Lose"),
    "passed": ("合格批次", "Lots passed", "Bestandene Lose"),
    "pass-rate": ("合格率", "Pass rate", "Bestehensquote"),
    "tests": ("检验合计", "Inspections in all", "Prüfungen insgesamt"),
    "water": ("用水量", "Water use", "Wasserverbrauch"),
    "energy": ("能耗", "Energy use", "Energieverbrauch"),
    "schools": ("学校数", "Schools", "Schulen"),
    "survey": ("满意度", "Satisfaction", "Zufriedenheit"),
    "trust": ("信任度", "Trust", "Vertrauen"),
    "clinics": ("诊所数", "Clinics", "Praxen"),
    "stations": ("充电站", "Charging stations", "Ladestationen"),
    "museums": ("博物馆", "Museums", "Museen"),
    "town": ("市政厅", "Town Hall", "Rathaus"),
    "lab-old": ("检验所", "Old Laboratory", "Altes Prüflabor"),
    "lab": ("检验中心", "Test Centre", "Prüfzentrum"),
    "ha": ("公顷", "hectares", "Hektar"),
    "t": ("吨", "tonnes", "Tonnen"),
    "lots": ("批", "lots", "Lose"),
    "n": ("个", "in number", "Stück"),
    "points": ("点", "points", "Punkte"),
    "eased": ("土地减少", "less land to be had", "weniger Flächen"),
    "raised": ("提前达到", "reached early", "früh erreicht"),
    "stopped": ("改由省里统计", "counted by the province now", "zählt jetzt das Land"),
    "waiting": ("等年报", "waiting for the yearbook", "Jahrbuch steht aus"),
    "cause": ("雨季停工", "work stopped in the rains", "Regen unterbrach die Arbeit"),
    "measures": ("增加班次", "another shift", "eine weitere Schicht"),
    "source": ("统计年报", "yearbook", "Jahrbuch"),
    "where": ("检验台账", "inspection ledger", "Prüfbuch"),
    "begun": ("已开工", "work has begun", "begonnen"),
}  # fmt: skip
"""Every text of the folder, in Chinese, English and German."""
AS_OF = "2025-08-05"


class _Plain(yaml.SafeDumper):
    """Writes what is the same twice: the reader takes no anchors."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


class Author:
    """Writes texts in one language, as plain strings; or in two, by language."""

    def __init__(self, tongue: str | None) -> None:
        self.tongue = tongue

    def __call__(self, key: str) -> Any:
        if self.tongue is None:
            return dict(zip(("zh", "en"), TEXTS[key][:2], strict=True))
        return self.one(key)

    def one(self, key: str) -> str:
        """A text that has one language anyway."""
        return TEXTS[key][TONGUES.index(self.tongue or "zh")]


def targets(say: Author) -> Iterator[dict[str, Any]]:
    """A target for each thing that a goal may be; two years of four are over."""
    level = {"op": ">=", "measure": "stock", "group": "economy"}
    town = {"reporters": ["town"]}
    yearly = {"frequency": "annual", "due_days": 60}
    yield {
        "id": "parks", **level, **town, "value": 100, "uom": say("ha"), "frequency": "quarter",
        "baseline": {"period": 2022, "value": 60, "source": say.one("source")}, "binding": True,
        "milestones": {2024: 75}, "tasks": [1], "theme": "green-space",
        "revised": [{"on": "2025-03-01", "reason": say.one("eased"), "value": 90, "milestones": {2024: 72}}],
    }  # fmt: skip
    yield {"id": "parks-early", "of": "parks", "value": 75, "op": ">=", "end": "2025-03-31"}
    yield {
        "id": "waste", **level, **town, **yearly, "op": "<=", "change": {"percent": -18}, "uom": say("t"), "decimals": 1,
        "baseline": {"period": 2022, "value": "120.5"},
    }  # fmt: skip
    growth = {"kind": "growth", "measure": "rate", "uom": "%", "decimals": 1, **yearly, **town}
    yield {"id": "output", **growth, "op": ">=", "value": 5, "over": "average", "group": "economy"}
    yield {"id": "trade", **growth, "op": ">=", "value": 20, "over": "total", "group": "economy"}
    yield {
        "id": "prices", "kind": "range", "between": [95, 105], "measure": "rate", "uom": say("points"), "frequency": "half",
        "baseline": {"period": 2022, "value": 109}, **town, "group": "economy",
    }  # fmt: skip
    yield {
        "id": "visitors",
        "kind": "watch",
        **town,
        **yearly,
        "uom": say("n"),
        "group": "society",
        "measure": "stock",
    }
    lab = {
        "reporters": ["lab-old"],
        "measure": "stock",
        "frequency": "half",
        "uom": say("lots"),
        "group": "society",
    }
    yield {"id": "tested", "kind": "watch", **lab}
    yield {
        "id": "passed",
        "kind": "level",
        "op": ">=",
        "value": 950,
        **lab,
        "baseline": {"period": 2022, "value": 700},
    }
    yield {
        "id": "pass-rate", **level, "measure": "rate", "value": 97, "uom": "%", "decimals": 1, "frequency": "half",
        "computed": {"ratio": ["passed", "tested"], "times": 100}, "baseline": {"period": 2022, "value": "91.5"},
    }  # fmt: skip
    yield {
        "id": "tests", **level, "value": 2400, "uom": say("lots"), "computed": {"sum": ["passed", "tested"]},
        "frequency": "half", "baseline": {"period": 2022, "value": 1465},
    }  # fmt: skip
    history = [{"period": year, "value": 400 - 4 * (year - 2015)} for year in range(2015, 2022)]
    yield {
        "id": "water", **level, **town, **yearly, "op": "<=", "value": 340, "uom": say("t"), "method": "statcan",
        "baseline": {"period": 2022, "value": 372}, "history": history,
    }  # fmt: skip
    yield {
        "id": "energy", **level, **town, **yearly, "op": "<=", "value": 350, "uom": say("t"), "method": "dns",
        "baseline": {"period": 2022, "value": 372}, "history": history,
    }  # fmt: skip
    yield {
        "id": "schools", **level, **town, **yearly, "value": 24, "uom": say("n"), "added": "2025-04-01",
        "baseline": {"period": 2022, "value": 20}, "group": "society", "limits": [None, 40],
    }  # fmt: skip
    survey = {"measure": "rate", "uom": "%", "decimals": 1, "due_days": 60, **town, "group": "society"}
    yield {
        "id": "survey", **level, **survey, "value": 90, "frequency": {"years": 2},
        "baseline": {"period": 2022, "value": "84.0"},
    }  # fmt: skip
    yield {
        "id": "trust", **level, **survey, "change": {"points": 5}, "frequency": {"in": [2024, 2026]},
        "baseline": {"period": 2022, "value": "70.0"},
    }  # fmt: skip
    yield {
        "id": "clinics", **level, **town, "value": 30, "uom": say("n"), "frequency": "quarter", "group": "society",
        "baseline": {"period": 2022, "value": 20}, "withdrawn": {"on": "2025-06-01", "reason": say.one("stopped")},
    }  # fmt: skip
    yield {
        "id": "stations", **level, **town, "change": {"times": 2}, "uom": say("n"), "frequency": "quarter",
        "baseline": {"period": 2022, "value": 30},
        "revised": [{"on": "2024-09-01", "reason": say.one("raised"), "change": {"times": 3}, "end": "2026-09-30"}],
    }  # fmt: skip
    yield {
        "id": "museums", "kind": "increment", "op": ">=", "value": 2, "measure": "since_plan", "uom": say("n"), **town,
        "frequency": "quarter", "start": "2022-09-30", "end": "2026-09-30", "group": "society",
    }  # fmt: skip


def plan(say: Author) -> dict[str, Any]:
    """targets.yaml: a plan of four years that begin in April."""
    spoken = {} if say.tongue is None else {"language": say.tongue}
    head = {
        "id": "river-bend-2027", "title": say("plan"), "start": "2023-03-31", "end": "2027-03-31", **spoken,
        "filing": {"every": "quarter", "due_days": 20, "close_days": 35}, "year": {"starts": 4, "named": "start"},
        "method": {"trend_window": 3}, "synthetic": True, "as_of": AS_OF,
        "severity": {"Q308": {"level": "off", "reason": say.one("waiting")}},
    }  # fmt: skip
    listed = [{"name": say(one["id"]), **one} for one in targets(say)]
    groups = [{"id": name, "title": say(name)} for name in ("economy", "society")]
    return {"plan": head, "groups": groups, "targets": listed}


def tasks(say: Author) -> dict[str, Any]:
    """tasks.yaml: one task of two actions."""
    actions = [
        {"id": "1.1", "title": say("action"), "due": "2025-06-30", "units": ["town"],
         "quantity": {"op": ">=", "value": 2, "uom": say("n")}},
        {"id": "1.2", "title": say("action2"), "units": ["lab"]},
    ]  # fmt: skip
    task = {"id": 1, "section": "s", "title": say("task"), "units": ["town", "lab"], "actions": actions}
    return {"sections": [{"id": "s", "title": say("section")}], "tasks": [task]}


def units(say: Author) -> dict[str, Any]:
    """units.yaml: one unit gives way to another."""
    town = {"id": "town", "name": say("town"), "kind": "district"}
    old = {
        "id": "lab-old",
        "name": say("lab-old"),
        "kind": "other",
        "until": "2024-09-30",
        "successor": "lab",
    }
    return {"units": [town, old, {"id": "lab", "name": say("lab"), "kind": "other", "from": "2024-09-30"}]}


FILED: dict[str, dict[str, dict[str, Any]]] = {
    "2023Q1": {"town": {"parks": 62, "clinics": 21, "stations": 33, "museums": 0}},
    "2023Q2": {
        "town": {"parks": 63, "clinics": 22, "stations": 38, "museums": 0, "prices": 108},
        "lab-old": {"tested": 800, "passed": 740},
    },
    "2023Q3": {"town": {"parks": 64, "clinics": 22, "stations": 41, "museums": 0}},
    "2023Q4": {
        "town": {"parks": 66, "clinics": 23, "stations": 45, "museums": 0, "prices": 107},
        "lab-old": {"tested": 850, "passed": 790},
    },
    "2024Q1": {
        "town": {
            "parks": 67, "clinics": 23, "stations": 50, "museums": 1, "waste@2023": "115.2", "output@2023": "6.1",
            "trade@2023": "3.0", "visitors@2023": 5100, "water@2023": 368, "energy@2023": 366, "schools@2023": 21,
        },
    },
    "2024Q2": {
        "town": {"parks": 68, "clinics": 24, "stations": 58, "museums": 1, "prices": 106},
        "lab": {"tested": 900, "passed": 845},
    },
    "2024Q3": {"town": {"parks": 69, "clinics": 24, "stations": 62, "museums": 1}},
    "2024Q4": {
        "town": {"parks": 71, "clinics": 25, "stations": 70, "museums": 1, "prices": 104},
        "lab": {"tested": 950, "passed": 910},
    },
    "2025Q1": {
        "town": {
            "parks": 72, "stations": 75, "museums": 1, "waste@2024": "112.0", "output@2024": "4.4", "trade@2024": "5.5",
            "visitors@2024": 5400, "water@2024": 371, "energy@2024": 361, "survey@2024": "86.5",
        },
    },
}  # fmt: skip
"""By filing and unit what was filed, of another period where it says so."""


def filings(say: Author) -> Iterator[tuple[str, dict[str, Any]]]:
    """The progress folder: its files with their paths."""
    year = 2023
    for period, by_unit in FILED.items():
        year, quarter = int(period[:4]), int(period[-1])
        month = {1: "07", 2: "10", 3: "01", 4: "04"}[quarter]
        day = f"{year + (quarter > 2)}-{month}-15"
        for unit, values in by_unit.items():
            entries = []
            for key, value in values.items():
                name, _, own = key.partition("@")
                entry = {
                    "indicator": name,
                    "value": value,
                    "source": say.one("source"),
                    "evidence": say.one("where"),
                }
                entries.append(entry | ({"period": own} if own else {}))
            if period == "2025Q1":
                entries[0] |= {
                    "cause": say.one("cause"),
                    "measures": say.one("measures"),
                    "measures_by": "2025-12-31",
                }
                entries.append({"indicator": "trust", "period": 2024, "pending": say.one("waiting")})
            acts = [{"action": "1.1", "state": "in_progress", "progress": say.one("begun"), "quantity": 1}]
            filed = {"unit": unit, "period": period, "filed": day, "observations": entries}
            yield f"progress/{unit}/{period}.yaml", filed | ({"actions": acts} if unit == "town" else {})


def write(folder: Path, tongue: str | None) -> Path:
    """The folder, written by an author of one language, or of two (None)."""
    say = Author(tongue)
    files = {
        "targets.yaml": plan(say),
        "tasks.yaml": tasks(say),
        "units.yaml": units(say),
        **dict(filings(say)),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder
