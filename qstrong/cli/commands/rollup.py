"""`qstrong rollup`: many plans in one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_choice

BY, SORTS = ("group", "theme"), ("plan", "completion")


@o.command("as_of", "lang", "format", "output", "color", "ascii_only", "strict", "no_cache", kind="rollup")
def rollup(
    options: o.Options,
    plans: Annotated[Path, o.argument("PLANS.YAML", "help.roll_plans")],
    by: Annotated[str, o.option("help.roll_by", "--by", complete=complete_choice(*BY))] = "group",
    theme: Annotated[o.Said, o.option("help.roll_theme", "--theme", metavar="THEME")] = None,
    reds: Annotated[bool, o.option("help.roll_reds", "--reds")] = False,
    missing: Annotated[bool, o.option("help.roll_missing", "--missing")] = False,
    changes: Annotated[bool, o.option("help.roll_changes", "--changes")] = False,
    sort: Annotated[str, o.option("help.roll_sort", "--sort", complete=complete_choice(*SORTS))] = "plan",
    level: Annotated[o.Several, o.option("help.roll_level", "--level")] = None,
    region: Annotated[o.Several, o.option("help.roll_region", "--region")] = None,
    jobs: Annotated[o.Said, o.option("help.roll_jobs", "--jobs", "-j", metavar="N")] = None,
    workers: Annotated[o.Said, o.option("help.roll_workers", "--workers", metavar="N")] = None,
    scheduler: Annotated[o.Said, o.option("help.roll_scheduler", "--scheduler", metavar="ADDRESS")] = None,
) -> int:
    """help.cmd.rollup"""
    from qstrong.cli.manyplans import ManyPlans, Where

    run = ManyPlans(options, plans)
    run.check("--by", by, BY)
    run.check("--sort", sort, SORTS)
    view = run.view(by, theme, {"--reds": reds, "--missing": missing, "--changes": changes})
    where = Where(run.whole("--jobs", jobs), run.whole("--workers", workers), scheduler)
    return run.tabulate(view, theme, where, level or [], region or [], by_completion=sort == "completion")
