"""Tests of the page after the conference."""
