"""Rules on what a plan of any kind may say: terms of goals, and units that begin and end."""
