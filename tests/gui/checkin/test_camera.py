"""The camera as a scanner: fed with frames that hold real codes, and with its parts taken away."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import segno
from PySide6.QtGui import QImage, QPainter, Qt
from pytestqt.qtbot import QtBot

from desktop.gui.checkin import camera
from desktop.gui.checkin.camera import CameraPanel, CameraScanner

zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
try:
    multimedia: Any = importlib.import_module("PySide6.QtMultimedia")
except ImportError as error:  # pragma: no cover - a machine without the system's sound libraries
    pytest.skip(f"QtMultimedia does not load here: {error}", allow_module_level=True)


class _Context:
    """As much of a window's surroundings as the scanner asks for."""

    def __init__(self) -> None:
        self.kept: dict[str, object] = {}
        self.theme = SimpleNamespace(px=round, colour=lambda _name: Qt.GlobalColor.gray)

    def remember(self, name: str, value: object) -> None:
        self.kept[name] = value

    def remembered(self, name: str) -> object:
        return self.kept.get(name)


@pytest.fixture
def context() -> Any:
    return _Context()


@pytest.fixture
def scanner(qtbot: QtBot, context: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[CameraScanner]:
    """A scanner whose sink waits for frames; it looks at every one."""
    monkeypatch.setattr(camera, "_EVERY", 0.0)
    scanner = CameraScanner(context)
    assert scanner._load()
    scanner.open_sink()
    yield scanner
    scanner.stop()


def picture(*texts: str) -> QImage:
    """What a camera of 1280×720 sees of badges held before it, on a grey wall."""
    seen = QImage(1280, 720, QImage.Format.Format_RGB32)
    seen.fill(Qt.GlobalColor.lightGray)
    painter = QPainter(seen)
    for place, text in enumerate(texts):
        if text.startswith("|"):
            bars = zxingcpp.create_barcode(text[1:], zxingcpp.BarcodeFormat.Code128)
            code = QImage.fromData(bars.to_svg(scale=3).encode())
            if code.isNull():  # no SVG plug-in
                shown = memoryview(bars.to_image(scale=3))
                height, width = shown.shape[0], shown.shape[1]
                code = QImage(bytes(shown), width, height, width, QImage.Format.Format_Grayscale8).copy()
        else:
            held = io.BytesIO()
            segno.make(text, micro=False).save(held, kind="png", scale=6, border=4)
            code = QImage.fromData(held.getvalue())
        painter.drawImage(120 + 560 * place, 200, code)
    painter.end()
    return seen


def show(scanner: CameraScanner, seen: QImage) -> None:
    scanner._sink.setVideoFrame(multimedia.QVideoFrame(seen))


def planar(seen: QImage) -> Any:
    """The same picture as most cameras send it: brightness in a plane of its own."""
    kind = multimedia.QVideoFrameFormat.PixelFormat.Format_NV12
    frame = multimedia.QVideoFrame(multimedia.QVideoFrameFormat(seen.size(), kind))
    assert frame.map(multimedia.QVideoFrame.MapMode.ReadWrite)
    grey = seen.convertToFormat(QImage.Format.Format_Grayscale8)
    stride, lines = frame.bytesPerLine(0), frame.bits(0)
    for row in range(grey.height()):
        lines[row * stride : row * stride + grey.width()] = bytes(grey.constScanLine(row))[: grey.width()]
    frame.unmap()
    return frame


@pytest.mark.parametrize("text", ["10234567", "|10234567"], ids=["QR", "Code 128"])
def test_a_code_held_before_the_camera_is_read(qtbot: QtBot, scanner: CameraScanner, text: str) -> None:
    with qtbot.waitSignal(scanner.read, timeout=10_000) as told:
        show(scanner, picture(text))
    assert told.args == ["10234567"]
    assert scanner.state == camera.ON


def test_a_frame_with_brightness_apart_is_read(qtbot: QtBot, scanner: CameraScanner) -> None:
    with qtbot.waitSignal(scanner.read, timeout=10_000) as told:
        scanner._sink.setVideoFrame(planar(picture("10234567")))
    assert told.args == ["10234567"]


def test_a_badge_held_still_is_read_once_and_again_after_a_while(
    qtbot: QtBot, scanner: CameraScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    scanner.read.connect(told.append)
    for _time in range(3):
        with qtbot.waitSignal(scanner._decoded, timeout=10_000):
            show(scanner, picture("10234567"))
        qtbot.waitUntil(lambda: not scanner._looking)
    assert told == ["10234567"]
    monkeypatch.setattr(camera, "_SAME", 0.0)
    with qtbot.waitSignal(scanner.read, timeout=10_000):
        show(scanner, picture("10234567"))


def test_two_badges_in_one_picture_are_both_read(qtbot: QtBot, scanner: CameraScanner) -> None:
    told: list[str] = []
    scanner.read.connect(told.append)
    show(scanner, picture("10234567", "10234575"))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    assert sorted(told) == ["10234567", "10234575"]


def test_a_picture_without_a_code_reads_nothing_and_the_next_is_looked_at(qtbot: QtBot, scanner: CameraScanner) -> None:
    with qtbot.waitSignal(scanner._decoded, timeout=10_000) as seen:
        show(scanner, picture())
    assert seen.args == [[]]
    qtbot.waitUntil(lambda: not scanner._looking)
    with qtbot.waitSignal(scanner.read, timeout=10_000):
        show(scanner, picture("10234567"))


@pytest.mark.parametrize(("part", "word"), [("PySide6.QtMultimedia", "đa phương tiện"), ("zxingcpp", "zxing-cpp")])
def test_a_missing_part_is_told_in_words(
    qtbot: QtBot, context: Any, monkeypatch: pytest.MonkeyPatch, part: str, word: str
) -> None:
    monkeypatch.setitem(sys.modules, part, None)
    panel = CameraPanel(context)
    qtbot.addWidget(panel)
    qtbot.addWidget(panel.button)
    panel.button.setChecked(True)
    assert word in panel.words.text()
    assert panel.isVisible()
    assert panel.preview.isHidden()
    panel.button.setChecked(False)
    assert not panel.isVisible()


def test_a_computer_without_a_camera_is_told_so(qtbot: QtBot, context: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multimedia.QMediaDevices, "videoInputs", list)
    panel = CameraPanel(context)
    qtbot.addWidget(panel)
    qtbot.addWidget(panel.button)
    panel.button.setChecked(True)
    assert panel.scanner.state == camera.NO_CAMERA
    assert "camera" in panel.words.text()
    panel.button.setChecked(False)


def test_a_camera_that_fails_says_why(qtbot: QtBot, scanner: CameraScanner) -> None:
    with qtbot.waitSignal(scanner.state_changed):
        scanner._fail("Device busy")
    assert "Device busy" in scanner.words


def test_the_camera_chosen_is_remembered(context: Any, qtbot: QtBot) -> None:
    CameraScanner(context).choose("/dev/video2")
    assert CameraScanner(context).camera_id == "/dev/video2"
