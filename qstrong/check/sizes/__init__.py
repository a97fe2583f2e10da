"""Rules that question the size of a value: yardsticks, slips of the pen, codes for what is missing."""
