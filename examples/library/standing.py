"""Where a plan stands, in pandas: by group, what is most behind, and one indicator's values in time.

Run: python examples/library/standing.py [FOLDER]
"""

import sys

import pandas as pd

import qstrong

plan = qstrong.open_plan(sys.argv[1] if len(sys.argv) > 1 else "examples/demo", lang="en")
report = plan.report()
print(f"{plan.title}, on {report.day}")

# rows are exact (Decimal); what pandas is to reckon with becomes floats where one says so
targets = pd.DataFrame(report.targets()).set_index("id")
shares = ["completion", "expected", "lead"]
targets[shares] = targets[shares].astype(float)

print("\nTargets by group and status")
print(pd.crosstab(targets["group"], targets["status"]).to_string())

print("\nMost behind the time that has passed")
behind = targets[targets["lead"] < 0].sort_values("lead")
print(behind[["value", "target", "uom", *shares]].head(5).round(3).to_string())

print("\nValues filed for air quality")
filed = pd.DataFrame(plan.observations())
air = filed[(filed["indicator"] == "good-air-share") & filed["value"].notna()]
print(air[["period", "value", "flag", "filed"]].to_string(index=False))

print("\nBetter or worse from the first to the third quarter of 2026")
changed = pd.DataFrame(plan.report("2026Q1").diff(plan.report("2026Q3"))["targets"])
for side in ("before", "after"):
    changed[side] = changed[side].str["label"]
moved = changed[changed["direction"].notna()]
print(moved[["id", "direction", "before", "after"]].to_string(index=False))
