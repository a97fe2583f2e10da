"""Dataset to problems: one rule, one function, one code."""
