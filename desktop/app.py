"""Composition root."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QMainWindow


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window."""
    application = QApplication(["tap-huan", *(argv or [])])
    window = QMainWindow()
    window.setWindowTitle("Tập Huấn")
    window.show()
    return application.exec()
