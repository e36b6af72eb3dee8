"""Signed PDFs that come back."""
