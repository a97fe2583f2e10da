"""Many plans in one table, in lists, in JSON, and on one page."""
