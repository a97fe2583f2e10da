"""What changed in the plan itself: each key with what that does to it."""
