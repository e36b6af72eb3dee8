"""Units and the directory of people."""
