"""Widgets used in more than one place."""
