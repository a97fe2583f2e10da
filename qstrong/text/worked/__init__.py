"""The arithmetic of a verdict in words, every number that it takes put in."""
