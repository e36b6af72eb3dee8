"""The printed sheet of six people, on both databases."""

from tests.services.signed_sheets.conftest import beginning, desk

__all__ = ["beginning", "desk"]
