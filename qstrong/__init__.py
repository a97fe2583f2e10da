"""qstrong: plain-text accounting for public targets."""

__version__ = "0.1.0"
