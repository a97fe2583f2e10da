"""A judge for each kind of target."""
