"""What there is: frozen values with types and nothing else. No file, no clock, no third-party import."""
