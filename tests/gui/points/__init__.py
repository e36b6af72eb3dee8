"""The points of a conference in the window."""
