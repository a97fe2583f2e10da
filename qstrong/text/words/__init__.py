"""The catalogue's words, a module per part of the program."""
