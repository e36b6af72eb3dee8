"""Composition root."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from desktop import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="tap-huan")
    parser.add_argument("--version", action="version", version=f"tap-huan {__version__}")
    parser.parse_args(argv)
    return 0
