"""The user guide in a window of its own, and F1 that opens it at the page or dialog in front."""
