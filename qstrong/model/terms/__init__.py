"""What the terms of a goal are made of: exact numbers, changes, and what begins and ends."""
