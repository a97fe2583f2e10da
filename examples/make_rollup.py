"""Writes the roll-up's example: six made-up districts of a made-up city, and the list of their plans.

    python examples/make_rollup.py [OUT_DIR]

Four districts have part of the plan in data/, in its years; two have the five years of examples/five-year,
moved on by two and by three. A seeded die says how each one's values go. One plan can't be read, one
district has filed nothing. The same bytes each time, on every Python from 3.11 on.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

NOTICE = "# 演示数据，全部虚构 / made-up data\n"
BY = (
    "# 由 examples/make_rollup.py 写成，请勿手改。/ Written by examples/make_rollup.py: don't edit by hand.\n"
)
SOURCE = "{zh: 演示数据, en: made-up data}"
AS_OF = "2026-10-30"
QUARTERS = {"2025Q4": 12, "2026Q1": 15, "2026Q2": 18, "2026Q3": 21}
"""The filings, and the months from the plan's start to the end of each."""
MONTHS = 36
FILED = {"2025Q4": "2026-01-{}", "2026Q1": "2026-04-{}", "2026Q2": "2026-07-{}", "2026Q3": "2026-10-{}"}


@dataclass(frozen=True)
class District:
    """A district: its names, how its values go, and what is odd about it."""

    id: str
    zh: str
    en: str
    pace: float = 0.0
    """How much of the way its values have gone, against the time that has passed; 0: a five-year plan."""
    moved: int = 0
    """By how many years its five-year plan is moved on."""
    silent: tuple[str, ...] = ()
    """Units that haven't filed for the last quarter; `*` where nobody has ever filed."""
    broken: bool = False
    """Whether its targets can't be read."""


DISTRICTS = (
    District("wanglan", "望澜区", "Wanglan District", pace=1.08),
    District("qinghe", "青禾区", "Qinghe District", pace=0.74, silent=("ecology",)),
    District("beizhu", "北渚区", "Beizhu District", pace=1.0, broken=True),
    District("songshi", "松石区", "Songshi District", pace=1.0, silent=("*",)),
    District("yunxi", "云溪区", "Yunxi District", moved=2),
    District("nanli", "南篱区", "Nanli District", moved=3),
)

CHOSEN: dict[str, tuple[float, str]] = {
    "high-tech-enterprises": (3600, "high-tech-enterprises"),
    "services-growth": (5.0, ""),
    "digital-economy-share": (36.5, ""),
    "ai-output": (210, ""),
    "food-pass-rate": (97.0, ""),
    "manufactured-goods-pass-rate": (93.6, "product-pass-rate"),
    "green-buildings-share": (82, "green-buildings"),
    "public-services-satisfaction": (79, "satisfaction"),
    "new-standards": (0, "new-standards"),
    "certified-enterprises": (4200, ""),
    "energy-per-gdp": (0.198, ""),
    "good-air-share": (94.6, ""),
}
"""Of the plan in data/: the indicator; about where a district starts; its theme, where it says that."""
FIVE_YEAR_THEMES = {
    "pass-rate": "product-pass-rate", "green-buildings": "green-buildings", "satisfaction": "satisfaction",
    "standards": "new-standards",
}  # fmt: skip
MAPPED = {
    "energy-per-gdp": ("energy-per-gdp", "energy-per-gdp"),
    "food-pass-rate": ("food-pass-rate", "food-pass-rate"),
    "good-air-share": ("good-air-share", ""),
    "product-pass-rate": ("", "pass-rate"),  # of which the five years have another goal, too
}
"""The themes that plans.yaml says: the indicator in the plan of data/, and in the five-year plan."""
NAMES_OF_THEMES = {
    "product-pass-rate": ("产品质量合格率", "Pass rate of products"),
    "green-buildings": ("绿色建筑比例", "Share of green buildings"),
    "satisfaction": ("公共服务满意度", "Satisfaction with public services"),
    "new-standards": ("新增标准", "New standards"),
    "good-air-share": ("空气质量优良率", "Days with good air"),
    "food-pass-rate": ("食品抽检合格率", "Pass rate of food"),
}
YEARS_BEFORE = ("2021", "2022", "2023", "2024")
NAMES = ("张三", "李四", "王五", "赵六", "钱七", "孙八")
YEAR = re.compile(r"(?<![\d.])20(2\d)(?=[-—–年HQ,\]}:.]|\s|$)", re.MULTILINE)

CONFLICT = """\
<<<<<<< HEAD
    value: 4000
=======
    value: 4400
>>>>>>> 调整目标值
"""
"""What a merge leaves behind that nobody has finished."""

README = """\
# 多个方案汇总（演示数据）

**本文件夹里的省、市、区、方案、单位、数值、姓名全部虚构。** 一个市六个区，各有各的方案和填报，
列在 `plans.yaml` 里：

```
qstrong rollup examples/rollup/plans.yaml
```

| 看什么 | 在哪里 |
|---|---|
| 同一份三年方案，进展不同 | 望澜区、青禾区（2025—2027 年，按季报送；摘自 `data/` 的方案） |
| 年份不同的五年计划，每半年报一次 | 云溪区、南篱区（照 `examples/five-year` 顺延两年、三年） |
| 读不了的方案 | 北渚区：`targets.yaml` 里留着没有合并完的冲突 |
| 从没有报送 | 松石区 |
| 一个单位本期未报送 | 青禾区的市生态环境局青禾管理局，2026 年第三季度 |
| 同一指标，各方案里写明 `theme:` | 产品合格率、绿色建筑、满意度、新增标准、高新技术企业 |
| 同一指标，由 `plans.yaml` 的 `themes:` 对应 | 单位 GDP 能耗、食品抽检合格率、空气质量优良率 |
| 编号相同、口径不同，因而不算同一指标 | 服务业增速：三年方案看逐年提高，五年计划看年均 |

各方案从 2026 年 10 月 30 日看。全部文件由 `examples/make_rollup.py` 写成，请勿手改：

```
python examples/make_rollup.py
```

## In English

A made-up city of six made-up districts, each with its own plan and filings, and the list of their plans in
`plans.yaml`. Two districts are at different points of the same three years (parts of the plan in `data/`),
two have five-year plans of other years (those of `examples/five-year`, moved on), one plan can't be read, and
one district has never filed. Some indicators are the same by `theme:`, some by `themes:` in `plans.yaml`; one
has the same id in all plans and is another thing in two of them, so that it isn't matched. Nothing here is
real, and every output says so.
"""

PLAN = """\
{notice}{by}# 指标的名称、方向、目标值摘自 data/targets.yaml，其余虚构。
# Names, directions and goals of indicators are those of data/targets.yaml; all else is made up.

plan:
  schema: 1
  id: {id}-quality-2027
  title:
    zh: {zh}质量强区培育建设工作方案（2025—2027年）（演示数据）
    en: {en}, work plan for quality 2025–2027 (made-up data)
  issued: 2025-03-10
  start: 2024-12-31
  end: 2027-12-31
  filing: {{every: quarter, due_days: 20, close_days: 30, from: 2025Q4}}
  as_of: {as_of}
  synthetic: true
  severity:
    Q404: {{level: "off", reason: {{zh: 演示缺报, en: the demo lacks values}}}}

"""


def die(*words: object) -> random.Random:
    """The die for one thing, the same each time."""
    return random.Random("/".join(map(str, words)))


class FromData:
    """A district's plan and filings made of the plan in data/."""

    def __init__(self, district: District, data: Path) -> None:
        self.district = district
        targets, tasks, units = (
            yaml.load((data / f"{name}.yaml").read_bytes(), yaml.CSafeLoader)
            for name in ("targets", "tasks", "units")
        )
        self.groups = targets["groups"]
        self.targets = [one for one in targets["targets"] if one["id"] in CHOSEN]
        self.numbers = {number for one in self.targets for number in one["tasks"]}
        self.tasks, self.sections = tasks["tasks"], tasks["sections"]
        reporters = {name for one in self.targets for name in one["reporters"]}
        self.units = [one for one in units["units"] if one["id"] in reporters]

    def files(self) -> Iterator[tuple[str, str]]:
        """Paths and texts."""
        yield "targets.yaml", self._targets()
        yield "tasks.yaml", self._tasks()
        yield "units.yaml", self._units()
        for quarter in QUARTERS:
            for k, unit in enumerate(self.units):
                if self._files(unit["id"], quarter) and (entries := list(self._entries(unit["id"], quarter))):
                    day = FILED[quarter].format(die(self.district.id, unit["id"], quarter).randint(12, 19))
                    head = f"unit: {unit['id']}\nperiod: {quarter}\nfiled: {day}\nprepared_by: {NAMES[k]}\n"
                    text = f"{NOTICE}{head}observations:\n{''.join(entries)}"
                    yield f"progress/{unit['id']}/{quarter}.yaml", text

    def _files(self, unit: str, quarter: str) -> bool:
        silent = self.district.silent
        return "*" not in silent and not (unit in silent and quarter == "2026Q3")

    def _targets(self) -> str:
        one = self.district
        head = PLAN.format(notice=NOTICE, by=BY, id=one.id, zh=one.zh, en=one.en, as_of=AS_OF)
        used = {target["group"] for target in self.targets}
        groups = "".join(
            f"  - {{id: {group['id']}, title: {_text(group['title'])}}}\n"
            for group in self.groups
            if group["id"] in used
        )
        text = f"{head}groups:\n{groups}\ntargets:\n" + "\n".join(map(self._target, self.targets))
        return text.replace("    value: 4400\n", CONFLICT) if one.broken else text

    def _target(self, target: dict[str, Any]) -> str:
        keys = (
            "group", "kind", "op", "direction", "value", "measure", "frequency", "due_days", "decimals",
        )  # fmt: skip
        lines = [f"  - id: {target['id']}", f"    name: {self._own(_text(target['name']))}"]
        lines += [f"    {key}: {_scalar(target[key])}" for key in keys if key in target]
        uom = target["uom"]
        lines.append(f"    uom: {_text(uom) if isinstance(uom, dict) else _scalar(uom)}")
        lines += [f"    reporters: [{', '.join(target['reporters'])}]", f"    tasks: {target['tasks']}"]
        theme = CHOSEN[target["id"]][1]
        lines += [f"    theme: {theme}"] * bool(theme)
        if target["kind"] == "trend":
            lines.append("    history:")
            for year in YEARS_BEFORE:
                value = self._value(target, -12 * (2024 - int(year)))
                lines.append(f"      - {{period: {year}, value: {value}, source: {SOURCE}}}")
        elif target["kind"] == "level":
            value = self._value(target, 0)
            lines.append(f"    baseline: {{period: 2024, value: {value}, source: {SOURCE}}}")
        return "\n".join(lines) + "\n"

    def _tasks(self) -> str:
        there = {unit["id"] for unit in self.units}
        chosen = [task for task in self.tasks if task["id"] in self.numbers]
        sections = {task["section"] for task in chosen}
        lines = [NOTICE + BY + "sections:"]
        lines += [
            f"  - {{id: {one['id']}, title: {_text(one['title'])}}}"
            for one in self.sections
            if one["id"] in sections
        ]
        lines.append("\ntasks:")
        for task in chosen:
            units = ", ".join(unit for unit in task["units"] if unit in there)
            lines += [f"  - id: {task['id']}", f"    section: {task['section']}"]
            lines += [f"    title: {self._own(_text(task['title']))}", f"    units: [{units}]"]
        return "\n".join(lines) + "\n"

    def _units(self) -> str:
        rows = (
            f"  - {{id: {one['id']}, name: {self._own(_text(one['name']))}, kind: {one['kind']}}}"
            for one in self.units
        )
        return NOTICE + BY + "units:\n" + "\n".join(rows) + "\n"

    def _entries(self, unit: str, quarter: str) -> Iterator[str]:
        for target in self.targets:
            if target["reporters"] == [unit] and (told := self._told(target, quarter)):
                yield f"  - {{indicator: {target['id']}, {told}, source: 演示数据}}\n"

    def _told(self, target: dict[str, Any], quarter: str) -> str:
        """What is filed of a target for a quarter; nothing where its frequency has no value then."""
        month, annual = QUARTERS[quarter], target["frequency"] == "annual"
        if annual:
            # a year's figure comes with the first filing after as many days as the plan has it
            comes = {0: "2025Q4", 90: "2026Q1", 180: "2026Q2", 270: "2026Q3", 45: "2026Q1"}
            if comes.get(target.get("due_days", 0)) != quarter:
                return ""
            period = "" if quarter == "2025Q4" else ", period: 2025"
            return f"value: {self._value(target, 12)}{period}"
        if target["frequency"] == "half" and quarter[5] in "13":
            return ""
        if target["measure"] == "flow_ytd":
            part = (month - 1) % 12 + 1
            now, before = (self._part(target, end, part) for end in (12 * (-(-month // 12)), month - part))
            return f"value: {now}, last_year: {before}"
        return f"value: {self._value(target, month)}"

    def _part(self, target: dict[str, Any], end: int, part: int) -> str:
        """The value from January on of the year that ends after *end* months, *part* of its months in."""
        return _rounded(float(self._value(target, end)) * part / 12, target["decimals"])

    def _value(self, target: dict[str, Any], month: int) -> str:
        """The value so many months after the start: on a line from the start at the district's own pace."""
        rng = die(self.district.id, target["id"])
        start = CHOSEN[target["id"]][0]
        pace = self.district.pace * rng.uniform(0.7, 1.3)
        if target["kind"] == "trend":
            up = 1 if target["direction"] == "up" else -1
            return _rounded(start * (1 + up * 0.02 * pace * month / 12), target["decimals"])
        gone = pace * month / MONTHS
        level = start * rng.uniform(0.99, 1.0)
        return _rounded(level + (float(target["value"]) - level) * gone, target["decimals"])

    def _own(self, text: str) -> str:
        return text.replace("龙华", self.district.zh[:-1]).replace("Longhua", self.district.en.split()[0])


def _rounded(value: float, decimals: int) -> str:
    return f"{min(value, 99.9) if 90 < value < 110 and decimals else value:.{decimals}f}"


def _scalar(value: object) -> str:
    """A scalar of YAML; what isn't a word stands in quotes."""
    return f'"{value}"' if isinstance(value, str) and not value[:1].isalpha() else str(value)


def _text(text: dict[str, str]) -> str:
    """A text in both languages."""
    return f"{{zh: {_quoted(text['zh'])}, en: {_quoted(text['en'])}}}"


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"[,:{}\[\]&'’“]", text) else text


class FromFiveYears:
    """A district's plan and filings: those of examples/five-year, moved on by some years."""

    def __init__(self, district: District, folder: Path) -> None:
        self.district, self.folder = district, folder

    def files(self) -> Iterator[tuple[str, str]]:
        """Paths and texts; nothing from after the day from which it is looked at."""
        for path in sorted(self.folder.rglob("*.yaml")):
            name = self._moved(path.relative_to(self.folder).as_posix())
            text = self._renamed(self._moved(path.read_text("utf-8")))
            if name == "targets.yaml":
                yield name, self._targets(text)
            elif not name.startswith("progress/"):
                yield name, text.replace(NOTICE, NOTICE + BY, 1)
            elif self._filed(text) <= AS_OF:
                yield name, self._values(text)

    def _moved(self, text: str) -> str:
        return YEAR.sub(lambda found: f"20{int(found[1]) + self.district.moved}", text)

    def _renamed(self, text: str) -> str:
        one = self.district
        return text.replace("云溪区", one.zh).replace("Yunxi", one.en.split()[0]).replace("yunxi", one.id)

    def _filed(self, text: str) -> str:
        found = re.search(r"^filed: (\S+)", text, re.MULTILINE)
        return found[1] if found else ""

    def _targets(self, text: str) -> str:
        for name, theme in FIVE_YEAR_THEMES.items():
            text = re.sub(rf"^(  - id: {name}\n)", rf"\1    theme: {theme}\n", text, flags=re.MULTILINE)
        if self.district.id == "nanli":  # another method for one indicator, so that a table has both
            text = text.replace("  - id: pass-rate\n", "  - id: pass-rate\n    method: statcan\n", 1)
        text = re.sub(r"^  as_of: \S+ .*$", f"  as_of: {AS_OF}", text, flags=re.MULTILINE)
        return text.replace(NOTICE, NOTICE + BY, 1)

    def _values(self, text: str) -> str:
        """The filing's values a little higher or lower, each indicator's all alike."""
        name = ""
        lines = []
        for line in text.splitlines(keepends=True):
            if found := re.search(r"indicator: ([\w-]+)", line):
                name = found[1]
            lines.append(re.sub(r"value: (\d+)(\.\d+)?", partial(self._value, name), line))
        return "".join(lines)

    def _value(self, name: str, told: re.Match[str]) -> str:
        whole, decimals = told[1], len(told[2] or ".") - 1
        share = die(self.district.id, name.removesuffix("-inspected").removesuffix("-passed")).uniform(-1, 1)
        value = float(f"{whole}{told[2] or ''}")
        return f"value: {value * (1 + share * (0.004 if decimals else 0.04)):.{decimals}f}"


def plans_text() -> str:
    """The list of the plans."""
    lines = [
        NOTICE + BY.rstrip(),
        "title: {zh: 清川市各区质量工作（演示数据）, en: Quality in Qingchuan's districts (made-up data)}",
        "synthetic: true",
        f"as_of: {AS_OF}",
        "",
        "regions:",
        "  - {id: yunjiang, name: {zh: 云江省, en: Yunjiang Province}, level: province}",
        "  - {id: qingchuan, name: {zh: 清川市, en: Qingchuan City}, level: city, parent: yunjiang}",
        "",
        "plans:",
    ]
    lines += [
        f"  - {{id: {one.id}, name: {{zh: {one.zh}, en: {one.en}}}, level: district, parent: qingchuan,"
        f" path: {one.id}}}"
        for one in DISTRICTS
    ]
    lines += [
        "",
        "# 各方案里没有写 theme: 的，在这里对应。/ What the plans don't say by `theme:` themselves.",
        "themes:",
    ]
    for theme, (ours, theirs) in MAPPED.items():
        named = {one.id: theirs if one.moved else ours for one in DISTRICTS}
        pairs = (f"{district}: {name}" for district, name in named.items() if name)
        lines.append(f"  {theme}: {{{', '.join(pairs)}}}")
    lines += ["", "# 主题的名称。/ What themes are called.", "names:"]
    lines += [f"  {theme}: {{zh: {zh}, en: {en}}}" for theme, (zh, en) in NAMES_OF_THEMES.items()]
    return "\n".join(lines) + "\n"


def write(out: Path, root: Path) -> None:
    """Write it all into *out*, which is empty or holds what was written before."""
    listed = out / "plans.yaml"
    if listed.exists() and not listed.read_text("utf-8").startswith(NOTICE):
        raise SystemExit(f"{out}: 不是演示数据，没有覆盖 / not a demo, left alone")
    files = {"README.md": README, "plans.yaml": plans_text()}
    for one in DISTRICTS:
        made = FromFiveYears(one, root / "examples/five-year") if one.moved else FromData(one, root / "data")
        files |= {f"{one.id}/{name}": text for name, text in made.files()}
        shutil.rmtree(out / one.id, ignore_errors=True)
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def main() -> None:
    """Write it into the folder named on the command line, or beside this script."""
    here = Path(__file__).resolve().parent
    write(Path(sys.argv[1]) if sys.argv[1:] else here / "rollup", here.parent)


if __name__ == "__main__":
    main()
