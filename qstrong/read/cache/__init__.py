"""What was read before and found valid, kept in the user's cache folder."""
