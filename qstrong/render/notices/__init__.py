"""Letters to units: reminders, and what was sent back."""
