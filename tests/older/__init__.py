"""Folders and forms that earlier versions made."""
