"""The job of the child process that reads the codes in a picture: Qt decodes it, ZXing finds them.

It runs apart so that no picture can hold the program up, eat its memory or bring it down.
"""

from __future__ import annotations

from desktop.isolated import frames
from desktop.isolated.job import Job, Send, Work

Request = bytes
"""The file's bytes; the answer is ("codes", the text of each) or ("refused", why)."""
_MEGABYTES = 256
"""Of pixels, at most: more is no photograph."""


def _start() -> Work[Request]:
    try:
        # Here, once: every request needs them.
        import PySide6.QtGui  # noqa: F401
        import zxingcpp  # noqa: F401
    except ImportError:
        return _missing
    return _serve


def _missing(_request: Request, send: Send) -> bool:
    send(frames.pack(("refused", "no_reader")))
    return False


def _serve(request: Request, send: Send) -> bool:
    import zxingcpp
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageReader, QPainter

    QImageReader.setAllocationLimit(_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(request))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        send(frames.pack(("refused", "no_picture")))
        return True
    flat = QImage(image.size(), QImage.Format.Format_RGB32)  # what is transparent is white, as on paper
    flat.fill(0xFFFFFFFF)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    grey = flat.convertToFormat(QImage.Format.Format_Grayscale8)
    texts = [found.text for found in zxingcpp.read_barcodes(grey)]
    send(frames.pack(("codes", [text for text in texts if text])))
    return True


JOB = Job(__name__, _start, copied=True)
