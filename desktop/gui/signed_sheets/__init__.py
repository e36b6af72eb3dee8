"""Entering what a signed attendance sheet says."""
