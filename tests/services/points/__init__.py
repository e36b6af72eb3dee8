"""Points of a conference."""
