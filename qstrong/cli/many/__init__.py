"""Many plans at the command line."""
