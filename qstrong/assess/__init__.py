"""Dataset and a day to a Report: the published method, on exact numbers."""
