"""Tập Huấn: training conferences of Vietnamese public offices."""

__version__ = "0.1.0"
