"""Many plans in one table: what plans.yaml declares, one plan's summary, and the table of them."""
