"""What is dragged between the people's list and the seats: somebody's id."""

from __future__ import annotations

import uuid

from PySide6.QtCore import QByteArray, QMimeData

MIME = "application/x-tap-huan-attendee"


def mime_of(key: uuid.UUID) -> QMimeData:
    """Somebody to drag."""
    data = QMimeData()
    data.setData(MIME, QByteArray(key.hex.encode()))
    return data


def id_of(data: QMimeData) -> uuid.UUID | None:
    """Who is dragged; None for anything else."""
    return uuid.UUID(bytes(data.data(MIME).data()).decode()) if data.hasFormat(MIME) else None
