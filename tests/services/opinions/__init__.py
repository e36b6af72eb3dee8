"""Tests of `desktop.services.opinions`."""
