"""Tests of the page of replies."""
