"""Makers of the guide and of its pictures."""
