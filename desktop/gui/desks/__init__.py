"""Data files, servers and several desks."""
