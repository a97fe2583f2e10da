"""Report and problems to text. Computes nothing."""
