"""The lines of a verdict's arithmetic, as values: by what they compare."""
