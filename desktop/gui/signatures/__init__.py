"""Signed PDFs that come back: their signatures checked, and the roots the office trusts."""
