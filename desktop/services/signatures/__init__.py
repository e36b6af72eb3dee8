"""Signed PDFs that come back: who signed, when, whether anything changed since. pyHanko is loaded only in their child process."""
