"""The files of a new plan's folder, as texts: what is guessed has a comment that says so, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.resources import files

from qstrong.model.plan import FORMAT
from qstrong.text.catalogue import word
from qstrong.write.filing.scalar import in_braces, value
from qstrong.write.plan.outline import NewTarget, Outline
from qstrong.write.plan.told import Reason

DATA = "data"
PLATFORMS: Mapping[str, str] = {"github": ".github/workflows/data.yml", "gitlab": ".gitlab-ci.yml"}
"""Where CI's file stands, by platform."""
ATTRIBUTES = "*.yaml text eol=lf\n*.xlsx binary\n*.docx binary\n"
ZONES = {"zh": "Asia/Shanghai"}
"""By the plan's language where its day is; elsewhere UTC, until somebody says otherwise."""
ELSEWHERE = "  # from your package index; or from where you keep it: 'qstrong @ git+https://…'"
"""Said of a checker that is known by its version alone."""
DUE_DAYS, CLOSE_DAYS = 20, 30

_Say = Callable[..., str]
_Line = tuple[str, str]
"""A key, and what stands behind it."""


def plan_files(plan: Outline) -> dict[str, str]:
    """The plan's own files, by their paths in the new folder."""

    def say(key: str, **words: object) -> str:
        return word(key, plan.lang, **words)

    unit = plan.units[0][0]
    return {
        f"{DATA}/targets.yaml": "\n".join(_targets(plan, say)) + "\n",
        f"{DATA}/tasks.yaml": say("init_tasks_file", unit=unit) + "\n\nsections: []\ntasks: []\n",
        f"{DATA}/units.yaml": "\n".join(_units(plan, say)) + "\n",
        f"{DATA}/progress/README.md": say("init_progress_file", unit=unit) + "\n",
        "README.md": say("init_readme", title=_md(plan.title), new=f"qstrong new {unit}".ljust(24)) + "\n",
        ".gitattributes": ATTRIBUTES,
    }


def pipeline(platform: str, plan: Outline, checker: str) -> tuple[str, str]:
    """CI's file for a *platform*: its path, and its text; pip is to install the *checker*."""
    text = files(__package__).joinpath(f"{platform}.yml").read_text(encoding="utf-8")
    where = "" if "@" in checker else ELSEWHERE
    return PLATFORMS[platform], filled(text, f"'{checker}'{where}", ZONES.get(plan.lang, "UTC"))


def filled(template: str, checker: str, zone: str) -> str:
    """CI's file: what pip installs, and whose day it is."""
    return template.replace("@CHECKER@", checker).replace("@ZONE@", zone)


def _md(text: str) -> str:
    """A title as Markdown has it: nothing in it marks up."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>#|" else char for char in text)


def _targets(plan: Outline, say: _Say) -> Iterator[str]:
    yield from say("init_targets_file").split("\n")
    yield from ("", "plan:")
    yield from _marked(_plan_keys(plan), plan.why, say, "  ")
    if plan.groups:
        yield from ("", "groups:")
        yield from (f"  - {in_braces({'id': one, 'title': title})}" for one, title in plan.groups)
    else:
        yield from ("", "groups: []")
    if not plan.targets:
        yield from ("", *say("init_no_targets").split("\n"), "targets: []")
        return
    yield from ("", "targets:")
    for k, target in enumerate(plan.targets):
        yield from ([""] if k else [])
        if target.said:
            yield f"  # {say('init_said', said=_one_line(target.said))}"
        yield from (f"  # {say('init_unread', said=_one_line(cell))}" for cell in target.unread)
        first, *rest = _marked(_target_keys(target), target.why, say, "")
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)


def _plan_keys(plan: Outline) -> Iterator[_Line]:
    yield "schema", f"{FORMAT}"
    yield "language", plan.lang
    yield "id", value(plan.id, "id")
    yield "title", value(plan.title)
    yield "start", f"{plan.start}"
    yield "end", f"{plan.end}"
    if plan.year_starts != 1:
        yield "year", f"{{starts: {plan.year_starts}, named: end}}"
    begun = f", from: {plan.first}" if plan.first else ""
    yield "filing", f"{{every: {plan.every}, due_days: {DUE_DAYS}, close_days: {CLOSE_DAYS}{begun}}}"


def _marked(lines: Iterator[_Line], why: Mapping[str, Reason], say: _Say, indent: str) -> Iterator[str]:
    """Keys with their values; behind what is guessed, that it is, and why."""
    for key, text in lines:
        mark = _mark(why[key], say) if key in why else ""
        yield f"{indent}{key}: {text}{mark}"


def _mark(why: Reason, say: _Say) -> str:
    phrase, words = why
    told = say(phrase, **{name: _one_line(said) for name, said in words.items()})
    return f"  # {say('init_guess', why=told)}"


def _one_line(said: str) -> str:
    return "".join(char if char.isprintable() else " " for char in said)


def _target_keys(target: NewTarget) -> Iterator[_Line]:
    """The keys of a target in their order; of those that may be absent the ones that are there."""
    goal = target.goal
    name = in_braces({"zh": target.name, "en": target.english}) if target.english else value(target.name)
    past = ", ".join(_figure(*one) for one in target.history)
    steps = ", ".join(f"{period}: {figure:f}" for period, figure in target.milestones)
    keys = {
        "id": value(target.id, "id"),
        "name": name,
        "group": target.group and value(target.group),
        "kind": goal.kind,
        "op": goal.op and f'"{goal.op}"',
        "value": f"{goal.value:f}" if goal.value is not None else "",
        "between": goal.between and _listed(goal.between),
        "change": goal.change and f"{{{goal.change[0]}: {goal.change[1]:f}}}",
        "over": goal.over,
        "direction": goal.direction,
        "keep": "true" if goal.keep else "",
        "uom": f'"{goal.uom}"' if goal.uom in ("", "%") else value(goal.uom),
        "measure": target.measure,
        "frequency": target.frequency,
        "decimals": str(target.decimals),
        "reporters": value(target.reporters),
        "end": target.end and f"{target.end}",
        "baseline": target.baseline and _figure(*target.baseline),
        "history": past and f"[{past}]",
        "milestones": steps and f"{{{steps}}}",
        "limits": target.limits and _listed(target.limits),
        "binding": "true" if target.binding else "",
        **{key: value(text) for key, text in target.notes.items()},
    }
    return ((key, text) for key, text in keys.items() if text)


def _figure(period: str, figure: Decimal) -> str:
    return f"{{period: {period}, value: {figure:f}}}"


def _listed(numbers: Sequence[Decimal | int]) -> str:
    return "[" + ", ".join(f"{Decimal(one):f}" for one in numbers) + "]"


def _units(plan: Outline, say: _Say) -> Iterator[str]:
    yield from say("init_units_file").split("\n")
    yield from ("", "units:")
    mark = _mark(plan.why["units"], say) if "units" in plan.why else ""
    for unit, name in plan.units:
        yield f"  - {in_braces({'id': unit, 'name': name})}{mark}"
