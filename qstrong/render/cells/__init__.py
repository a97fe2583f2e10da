"""What can be said of a target, a task, an action, a unit: a row each, from which every table chooses."""
