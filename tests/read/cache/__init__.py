"""What was read before: kept, and harmless."""
