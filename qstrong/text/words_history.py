"""The words of history: diff, log, owners, Chinese and English: part of the catalogue, and of the help."""

from __future__ import annotations

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
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
    "help.at": ("看这个版本的数据 (提交、分支或标签), 不动工作区的文件。", "The data of this revision (a commit, branch or tag); the work tree stays as it is."),
}  # fmt: skip
"""Joins the help texts."""
