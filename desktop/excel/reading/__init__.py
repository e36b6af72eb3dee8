"""Bytes of a file to cells: what a file is, one reader for each kind, in a process of its own."""
