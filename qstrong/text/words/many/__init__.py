"""The words of many plans in one table."""
