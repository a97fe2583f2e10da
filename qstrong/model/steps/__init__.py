"""The lines of a verdict's arithmetic, as values: by what they compare."""

from typing import Literal

Quality = Literal["good", "flat", "bad"]
"""What a year's step is to a trend: favourable, adverse, or no more than a reporting unit."""
