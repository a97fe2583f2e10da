"""Tests of what classes and tables are made with."""
