"""The desk's camera as a scanner. Where a part or the camera is missing, words say so and the door goes on without."""

from __future__ import annotations

import importlib
import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QSizePolicy, QWidget

from desktop.gui.context import Context
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, aligned, column, grow, link, plain, row
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.log import log

OFF, STARTING, ON = "off", "starting", "on"
MISSING_QT, MISSING_READER, NO_CAMERA, FAILED = "missing_qt", "missing_reader", "no_camera", "failed"
WORKING = frozenset({STARTING, ON})
"""States in which the camera is switched on."""

_EVERY = 0.15
"""Seconds between two looks at the picture."""
_SAME = 4.0
"""A code seen again within so many seconds is the same badge still held there."""
_FORMATS = "QRCode,MicroQRCode,DataMatrix,Code128,Code39,EAN13,EAN8"
_REMEMBERED = "camera"

_TEXT: dict[str, Callable[[], str]] = {
    OFF: lambda: _("The camera is off."),
    STARTING: lambda: _("Starting the camera…"),
    ON: lambda: _("Hold the code of a badge or citizen card before the camera."),
    MISSING_QT: lambda: _(
        "The camera cannot be used: this computer lacks Qt's multimedia parts. A USB scanner and typing work as before."
    ),
    MISSING_READER: lambda: _(
        "The camera cannot be used: the package zxing-cpp, which reads codes, is missing. "
        "A USB scanner and typing work as before."
    ),
    NO_CAMERA: lambda: _("No camera was found. Plug one in and switch it on again."),
}


class CameraScanner(QObject):
    """Reads codes held before a camera. Nothing of the camera is loaded before `start`."""

    read = Signal(str)
    """What a code says; held there it is read once."""
    state_changed = Signal(str)
    seen = Signal(QImage)
    """The picture, a few times a second."""
    cameras_changed = Signal()

    _decoded = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.state = OFF
        self._reason = ""
        self._media: Any = None
        self._reader: Any = None
        self._devices: Any = None
        self._camera: Any = None
        self._session: Any = None
        self._sink: Any = None
        self._pictures: queue.SimpleQueue[QImage | None] | None = None
        self._looking = False
        self._looked_at = 0.0
        self._last_seen: dict[int, float] = {}
        """When each code was seen last, by its hash: a card's text is not to be kept."""
        self._decoded.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._release)

    # -- on and off -----------------------------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """The state in a sentence."""
        if self.state == FAILED:
            return _("The camera does not answer ({reason}). Perhaps another program is using it.").format(
                reason=self._reason
            )
        return _TEXT[self.state]()

    def start(self) -> None:
        """Switch on the camera remembered, or the system's first."""
        if self.state in WORKING:
            return
        if not self._load():
            return
        device = self._chosen()
        if device is None:
            self._say(NO_CAMERA)
            return
        self._say(STARTING)
        try:
            self._open(device)
        except (RuntimeError, TypeError) as error:  # a driver that Qt cannot talk to
            self._fail(str(error))

    def stop(self) -> None:
        """Switch it off."""
        self._close()
        self._say(OFF)

    def cameras(self) -> list[tuple[str, str]]:
        """The cameras there are: id and name. Empty before the first start."""
        if self._media is None:
            return []
        found = self._media.QMediaDevices.videoInputs()
        return [(bytes(device.id().data()).decode(errors="replace"), device.description()) for device in found]

    @property
    def camera_id(self) -> str:
        """The id of the camera in use, or chosen."""
        kept = self._context.remembered(_REMEMBERED)
        return kept if isinstance(kept, str) else ""

    def choose(self, camera_id: str) -> None:
        """Use another camera, now and at the next start."""
        self._context.remember(_REMEMBERED, camera_id)
        if self.state in WORKING:
            self._close()
            self._say(OFF)
            self.start()

    # -- parts ----------------------------------------------------------------------------------------------------

    def _load(self) -> bool:
        """Import what is needed; say what is missing."""
        for name, state, keep in (
            ("zxingcpp", MISSING_READER, "_reader"),
            ("PySide6.QtMultimedia", MISSING_QT, "_media"),
        ):
            if getattr(self, keep) is not None:
                continue
            try:
                setattr(self, keep, importlib.import_module(name))
            except (ImportError, OSError) as error:  # a system library that is not there is an ImportError too
                log.warning("no camera: %s", error)
                self._say(state)
                return False
        if self._devices is None:
            self._devices = self._media.QMediaDevices(self)
            self._devices.videoInputsChanged.connect(self._on_devices)
        return True

    def _chosen(self) -> Any:
        """The camera to use, or None."""
        found = self._media.QMediaDevices.videoInputs()
        wanted = self.camera_id.encode()
        return next((device for device in found if bytes(device.id().data()) == wanted), found[0] if found else None)

    def _open(self, device: Any) -> None:
        media = self._media
        self._camera = media.QCamera(device, self)
        self._camera.errorOccurred.connect(lambda _error, text: self._fail(text))
        self._session = media.QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self.open_sink())
        self._camera.start()

    def open_sink(self) -> Any:
        """Where frames go to be read: a QVideoSink. `start` connects the camera to it."""
        if self._sink is None:
            self._sink = self._media.QVideoSink(self)
            self._sink.videoFrameChanged.connect(self._on_frame)
            self._pictures = queue.SimpleQueue()
            arguments = (self._pictures, self._reader, self._decoded.emit)
            threading.Thread(target=_read_through, args=arguments, name="camera", daemon=True).start()
        return self._sink

    def _close(self) -> None:
        if self._camera is not None:
            self._camera.stop()
        if self._session is not None:
            self._session.setVideoSink(None)
        for part in (self._session, self._camera, self._sink):
            if part is not None:
                part.deleteLater()
        self._session = self._camera = self._sink = None
        self._release()
        self._looking = False
        self._last_seen.clear()

    def _release(self) -> None:
        """Let the reading thread end."""
        if self._pictures is not None:
            self._pictures.put(None)
            self._pictures = None

    def _on_devices(self) -> None:
        """A camera was plugged in or pulled out."""
        self.cameras_changed.emit()
        if self.state in WORKING and self._camera is not None:
            mine = bytes(self._camera.cameraDevice().id().data()).decode(errors="replace")
            if mine not in (key for key, _name in self.cameras()):
                self._close()
                self._say(NO_CAMERA)

    def _fail(self, reason: str) -> None:
        self._close()
        self._reason = reason or "?"
        self._say(FAILED)

    def _say(self, state: str) -> None:
        if state != self.state or state == FAILED:
            self.state = state
            self.state_changed.emit(state)

    # -- frames ---------------------------------------------------------------------------------------------------

    def _on_frame(self, frame: Any) -> None:
        now = time.monotonic()
        if self._looking or now - self._looked_at < _EVERY or self._pictures is None or not frame.isValid():
            return
        picture = _grey(frame, self._media)
        if picture.isNull():
            return
        self._looked_at = now
        self._looking = True
        if self.state != ON:
            self._say(ON)
        self.seen.emit(picture)
        self._pictures.put(picture)

    def _take(self, texts: list[str]) -> None:
        self._looking = False
        now = time.monotonic()
        for text in texts:
            before = self._last_seen.get(hash(text))
            self._last_seen[hash(text)] = now
            if before is None or now - before > _SAME:
                self.read.emit(text)


def _read_through(pictures: queue.SimpleQueue[QImage | None], reader: Any, tell: Callable[[list[str]], None]) -> None:
    """The camera's own thread: read each picture's codes."""
    formats = reader.barcode_formats_from_str(_FORMATS)
    while (picture := pictures.get()) is not None:
        texts: list[str] = []
        try:
            texts = [found.text.strip() for found in reader.read_barcodes(picture, formats=formats)]
        except Exception:  # noqa: BLE001 - one odd picture must not end the scanning
            log.exception("a picture could not be read")
        try:
            tell([text for text in texts if text])
        except RuntimeError:  # the scanner is gone
            return


def _grey(frame: Any, media: Any) -> QImage:
    """The frame in shades of grey. Most cameras send brightness apart from colour: it is taken as it is."""
    formats = media.QVideoFrameFormat.PixelFormat
    kind = frame.pixelFormat()
    planar = (formats.Format_NV12, formats.Format_NV21, formats.Format_YUV420P, formats.Format_YV12,
              formats.Format_YUV422P, formats.Format_Y8, formats.Format_IMC1)  # fmt: skip
    packed = {formats.Format_YUYV: 0, formats.Format_UYVY: 1}
    if kind not in planar and kind not in packed:
        image: QImage = frame.toImage()
        return image.convertToFormat(QImage.Format.Format_Grayscale8)
    if not frame.map(media.QVideoFrame.MapMode.ReadOnly):
        return QImage()
    try:
        data, stride = bytes(frame.bits(0)), frame.bytesPerLine(0)
    finally:
        frame.unmap()
    if kind in packed:
        data, stride = data[packed[kind] :: 2], stride // 2
    return QImage(data, frame.width(), frame.height(), stride, QImage.Format.Format_Grayscale8).copy()


class _Preview(QWidget):
    """What the camera sees, mirrored: a badge moved to the left goes to the left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = QImage()
        self.setAccessibleName(_("What the camera sees"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(144), self._theme.px(96))

    def show_picture(self, picture: QImage) -> None:
        """Show this; a null picture shows nothing."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("neutral_soft"))
        if self._picture.isNull():
            return
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._picture.flipped(Qt.Orientation.Horizontal))


class CameraPanel(QFrame):
    """The camera on the page: its picture, what to do, which camera. Hidden while off.

    `button` switches it; the page puts that where it likes.
    """

    read = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("card")
        self.scanner = CameraScanner(context, self)
        self.scanner.read.connect(self.read)
        self.button = QPushButton(_("Camera"))
        self.button.setCheckable(True)
        tooltip(self.button, _("Scan badges with this computer's camera"))
        self.button.toggled.connect(self._switch)
        self.preview = _Preview(context.theme)
        self.words = plain()
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Which camera"))
        self.choice.activated.connect(lambda place: self.scanner.choose(self.choice.itemData(place)))
        self._close = link(_("Switch off"), partial(self.button.setChecked, False))
        start = Qt.AlignmentFlag.AlignLeft
        beside = column(self.words, aligned(self.choice, start), STRETCH, aligned(self._close, start), spacing=4)
        edges = (GRID + 4, GRID + 4, GRID * 2, GRID)
        row(self.preview, grow(beside), on=self, spacing=GRID * 2, margins=edges)
        self.scanner.state_changed.connect(self._on_state)
        self.scanner.seen.connect(self.preview.show_picture)
        self.scanner.cameras_changed.connect(self._fill)
        self.hide()

    def _switch(self, on: bool) -> None:
        if on:
            self.scanner.start()
            self._fill()
            self._on_state(self.scanner.state)
        elif self.scanner.state in WORKING:
            self.scanner.stop()
        self.setVisible(on)

    def _on_state(self, state: str) -> None:
        self.words.setText(self.scanner.words)
        self.words.setAccessibleName(self.scanner.words)
        self._close.setText(_("Switch off") if state in WORKING else _("Close"))
        self.preview.setVisible(state in WORKING)
        if state not in WORKING:
            self.preview.show_picture(QImage())

    def _fill(self) -> None:
        found = self.scanner.cameras()
        self.choice.clear()
        for key, name in found:
            self.choice.addItem(name, key)
        place = next((n for n, (key, _name) in enumerate(found) if key == self.scanner.camera_id), 0)
        self.choice.setCurrentIndex(place)
        self.choice.setVisible(len(found) > 1)

    def hideEvent(self, event: QHideEvent) -> None:
        """A camera nobody sees is switched off: its light would go on shining."""
        if not event.spontaneous() and self.scanner.state in WORKING:
            self.scanner.stop()
            self.button.setChecked(False)
        super().hideEvent(event)
