"""Checking signed PDFs in the window."""
