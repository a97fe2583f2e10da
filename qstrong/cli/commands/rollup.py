"""`qstrong rollup`: many plans in one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qstrong.cli import options as o
from qstrong.cli.complete import complete_choice

BY, SORTS = ("group", "theme"), ("plan", "completion")
ByOption = Annotated[str, typer.Option("--by", help="help.roll_by", autocompletion=complete_choice(*BY))]


@o.command("as_of", "lang", "format", "output", "color", "ascii_only", "strict", "no_cache", kind="rollup")
def rollup(
    options: o.Options,
    plans: Annotated[Path, typer.Argument(metavar="PLANS.YAML", help="help.roll_plans")],
    by: ByOption = "group",
    theme: Annotated[str | None, typer.Option("--theme", metavar="THEME", help="help.roll_theme")] = None,
    reds: Annotated[bool, typer.Option("--reds", help="help.roll_reds")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="help.roll_missing")] = False,
    changes: Annotated[bool, typer.Option("--changes", help="help.roll_changes")] = False,
    sort: Annotated[
        str, typer.Option("--sort", help="help.roll_sort", autocompletion=complete_choice(*SORTS))
    ] = "plan",
    level: Annotated[list[str] | None, typer.Option("--level", help="help.roll_level")] = None,
    region: Annotated[list[str] | None, typer.Option("--region", help="help.roll_region")] = None,
    jobs: Annotated[str | None, typer.Option("--jobs", "-j", metavar="N", help="help.roll_jobs")] = None,
    workers: Annotated[str | None, typer.Option("--workers", metavar="N", help="help.roll_workers")] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="help.roll_scheduler")
    ] = None,
) -> int:
    """help.cmd.rollup"""
    from qstrong.cli.many.plans import ManyPlans
    from qstrong.cli.many.where import Where

    run = ManyPlans(options, plans)
    run.check("--by", by, BY)
    run.check("--sort", sort, SORTS)
    view = run.view(by, theme, {"--reds": reds, "--missing": missing, "--changes": changes})
    where = Where(run.whole("--jobs", jobs), run.whole("--workers", workers), scheduler)
    return run.tabulate(view, theme, where, level or [], region or [], by_completion=sort == "completion")
