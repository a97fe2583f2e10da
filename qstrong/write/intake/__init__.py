"""The way back from a workbook to a filing."""
