"""Tests of tasks after a conference."""
