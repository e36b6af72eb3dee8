"""Reminders of units: the text for each, copied, opened as a letter or saved, and the office's own wording."""
