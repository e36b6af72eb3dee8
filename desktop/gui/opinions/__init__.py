"""Opinions: rounds and what they came to, answers typed by key, counted by hand or taken from files."""
