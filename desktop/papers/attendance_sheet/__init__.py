"""The attendance sheet."""
