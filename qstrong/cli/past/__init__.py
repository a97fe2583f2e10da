"""What the data was before: at the base of a branch, and from commit to commit."""
