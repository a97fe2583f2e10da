"""A target's course as characters and as SVG."""
