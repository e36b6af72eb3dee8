"""The list at the door."""
