"""The attendance record."""
