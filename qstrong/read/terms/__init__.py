"""What targets.yaml leaves unsaid, and the calendar that its periods are in."""
