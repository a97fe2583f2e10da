"""Published methods that may judge instead of the project's own rules: a module each."""
