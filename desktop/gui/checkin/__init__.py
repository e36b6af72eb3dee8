"""Checking people in: the page at the door, the board, and what is looked at again."""
