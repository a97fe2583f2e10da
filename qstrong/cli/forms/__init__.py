"""Workbooks for units to fill in: out, and back into filings."""
