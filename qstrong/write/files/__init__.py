"""Putting files in place, whole or not at all."""
