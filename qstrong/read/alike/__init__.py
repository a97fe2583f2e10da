"""Filings that are written alike: read by what differs."""
