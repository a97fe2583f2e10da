"""Tidy tables for other programs, and the data package that describes them."""
