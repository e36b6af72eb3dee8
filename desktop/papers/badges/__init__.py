"""Badges and tents."""
