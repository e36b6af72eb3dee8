"""The report after a conference."""
