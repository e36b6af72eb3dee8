"""Backups of the data file: made by themselves, saved as a copy, restored."""
