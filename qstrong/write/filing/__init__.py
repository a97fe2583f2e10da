"""Filings: new ones, and single values with a minimal diff."""
