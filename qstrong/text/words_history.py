"""The words of history: diff, log, owners, Chinese and English: part of the catalogue, and of the help."""

from __future__ import annotations

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "since_day": ("较 {day} 有 {n} 项状态变化: ", "since {day}, {n} statuses changed: "),
    "diff_title": ("数据的变化", "What changed"),
    "diff_between": ("从 {base} 到 {head}", "from {base} to {head}"),
    "diff_work_tree": ("工作区", "the work tree"),
    "diff_days": ("从 {before} 看到 {after}", "as of {before}, then {after}"),
    "diff_none": ("没有实质变化。", "Nothing changed in meaning."),
    "diff_statuses": ("状态变化", "Statuses"),
    "diff_observations": ("报送的数", "Values filed"),
    "diff_plan": ("方案的改动", "The plan"),
    "diff_actions": ("具体举措", "Actions"),
    "diff_before": ("原来", "Before"),
    "diff_after": ("现在", "After"),
    "diff_why": ("原因", "Why"),
    "diff_what": ("改动", "Change"),
    "diff_uom": ("计量单位", "In"),
    "diff_key": ("项目", "Key"),
    "diff_new": ("新报", "new"),
    "diff_changed": ("修改", "changed"),
    "diff_withdrawn": ("撤回", "withdrawn"),
    "diff_left_out": ("{title}: 篇幅所限没有列出", "{title}: left out for want of room"),
    "diff_action_new": ("新增举措", "new"),
    "diff_action_gone": ("取消", "gone"),
    "diff_action_edited": ("举措改动", "edited"),
    "diff_action_report": ("新报进展", "a new report"),
    "diff_action_withdrawn": ("进展撤回", "a report withdrawn"),
    "diff_action_time": ("时间推移", "time"),
    "git_no_git": ("这台电脑上没有 git; 装好再试。", "There is no git on this machine; install it and try again."),
    "git_no_repository": ("数据文件夹不在 git 仓库里{detail}。", "The data folder isn't in a git repository{detail}."),
    "git_dubious": ("git 不信任这个仓库的所有者; 确认无误后运行: git config --global --add safe.directory 仓库路径", "git doesn't trust this repository's owner; where you do, run: git config --global --add safe.directory PATH"),
    "git_unknown_revision": ("没有这个版本: {detail}。写提交号、分支或标签, 例如 HEAD~1、origin/main。", "No such revision: {detail}. Name a commit, branch or tag, such as HEAD~1 or origin/main."),
    "git_shallow": ("仓库只取了最近的提交, 找不到 {detail}; 先运行: git fetch --unshallow", "The repository has only the latest commits, and {detail} isn't among them; run: git fetch --unshallow"),
    "git_unrelated": ("当前分支和 {detail} 没有共同的提交。", "The branch has no commit in common with {detail}."),
    "git_failed": ("git 出错: {detail}", "git failed: {detail}"),
}  # fmt: skip
"""Joins the catalogue's."""

HELP: dict[str, Pair] = {
    "help.changes": ("列出较上一期状态有变化的指标和原因。", "List the targets whose status changed since the filing before, and why."),
    "help.cmd.diff": ("两个版本之间有什么实质变化, 状态因此怎样。", "What changed in meaning between two revisions, and what came of it."),
    "help.diff_base": ("从哪个版本 (提交、分支或标签)。", "From which revision (a commit, branch or tag)."),
    "help.diff_head": ("到哪个版本 (默认: 工作区的文件)。", "To which revision (default: the work tree's files)."),
    "help.merge_base": ("从当前分支离开 BASE 的地方比起。", "Compare from where the branch left BASE."),
    "help.base_as_of": ("从哪一天看 BASE (默认: 同一天)。", "The day from which to look at BASE (default: the same)."),
    "help.at": ("看这个版本的数据 (提交、分支或标签), 不动工作区的文件。", "The data of this revision (a commit, branch or tag); the work tree stays as it is."),
}  # fmt: skip
"""Joins the help texts."""
