"""A new plan's folder: from answers, or from a table of indicators as governments print them."""
