"""What a new user meets first: a folder for a new plan, and what is wrong with this installation."""
