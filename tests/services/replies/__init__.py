"""Tests of replies before a conference."""
