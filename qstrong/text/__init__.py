"""The words that users read, in Chinese and English, and how numbers and periods are written."""
