"""Model to files: what to ask for, edits with a minimal diff, workbooks. Every write is atomic."""
