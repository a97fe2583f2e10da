"""Bytes to model: sources, the strict YAML reader, the schema, places."""
