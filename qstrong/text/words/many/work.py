"""The words of many plans' work: where it is done and what goes wrong with it: part of the catalogue."""

from __future__ import annotations

from qstrong.text.language import Phrase

WORDS: dict[str, Phrase] = {
    "rollup_no_file": ("没有 {path}: 写一个 plans.yaml, 列出有哪些方案, 例如\n  plans:\n    - {{id: a, name: 甲区, level: district, path: 甲区/data}}\n全部的键: qstrong schema plans", "There is no {path}: write a plans.yaml that lists the plans, such as\n  plans:\n    - {{id: a, name: District A, level: district, path: district-a/data}}\nAll keys: qstrong schema plans"),
    "rollup_no_repository": ("那里没有 git 仓库 (repository 写仓库的顶层或裸仓库)", "There is no git repository there (repository is a work tree's top, or a bare one)"),
    "rollup_reading": ("汇总", "Plans"),
    "rollup_bad_theme": ("没有这个主题: {text}。主题由 plans.yaml 的 themes 或指标的 theme 写明", "No such theme: {text}. Themes are those of plans.yaml, and what targets say under theme"),
    "rollup_no_themes": ("没有主题: 在 targets.yaml 的指标里写 theme, 或在 plans.yaml 里写 themes", "There are no themes: write theme in the targets of targets.yaml, or themes in plans.yaml"),
    "rollup_bad_day": ("读不懂 --as-of {text}: 写成日期 2026-06-30, 或期次 2026Q2", "What day is --as-of {text}? Write a date such as 2026-06-30, or a period such as 2026Q2"),
    "rollup_bad_number": ("{option} 要写 1 以上的整数, 不是 {text}", "{option} takes a whole number from 1, not {text}"),
    "rollup_one_view": ("{names} 只能用一个", "Only one of {names} at a time"),
    "rollup_one_engine": ("--jobs、--workers、--scheduler 只能用一个", "Only one of --jobs, --workers and --scheduler at a time"),
    "rollup_nothing_chosen": ("没有这样的方案 (--level、--region)", "There is no such plan (--level, --region)"),
    "rollup_errors": ("{n} 份方案有错误或读不了; 逐份查: qstrong validate --data 数据文件夹", "{n} {n:plan has|plans have} errors or can't be read; look at each with qstrong validate --data FOLDER"),
    "rollup_no_scheduler": ("连不上 Dask 的调度程序 {address}: {why}", "No Dask scheduler answers at {address}: {why}"),
    "rollup_gone": ("与 Dask 的调度程序断了联系 ({why}); 什么也没有写", "The Dask scheduler no longer answers ({why}); nothing was written"),
    "rollup_lost": ("Dask 的工作进程没有做完就没了; 什么也没有写", "Dask's workers ended before the work was done; nothing was written"),
    "rollup_no_workers": ("Dask 的调度程序没有工作进程: 先启动 dask worker", "The Dask scheduler has no workers: start some with dask worker"),
    "rollup_worker_lacks": ("Dask 的工作进程 {worker} 用不了 qstrong ({why}): 在那里装同一个版本的 qstrong", "The Dask worker {worker} can't use qstrong ({why}): install the same version of qstrong there"),
    "rollup_worker_version": ("Dask 的工作进程 {worker} 装的是 qstrong {theirs}, 这里是 {ours}: 装同一个版本", "The Dask worker {worker} has qstrong {theirs}, and this is {ours}: install the same version"),
    "rollup_versions": ("提示: {package} 的版本不一致 ({versions}); Dask 建议处处相同", "Note: versions of {package} differ ({versions}); Dask advises to have the same everywhere"),
}  # fmt: skip
