"""What classes and tables are made with: frozen values, and functions by class."""
