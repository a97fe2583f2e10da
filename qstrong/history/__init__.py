"""git: a tree as a source, revisions and their authors, who may change what."""
