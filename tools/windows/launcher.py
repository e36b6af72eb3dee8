"""TapHuan.exe and tap-huan.exe: icon, version data and manifest, compiled with mingw-w64."""

from __future__ import annotations

import os
import struct
import subprocess
from pathlib import Path

from tools.packing.systems import WINDOWS
from tools.windows import DATA, ROOT

_GCC, _WINDRES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Those that Windows asks for at 100 to 200 %."""
_SIDE = (328, 628)
"""Twice what NSIS shows at 100 %, so that it is sharp at 200 %."""
_COLOUR = "#0f6cbd"
_SIGN = ROOT / "resources" / "packaging" / "tap-huan.svg"
_RESOURCES = """\
#pragma code_page(65001)
1 ICON "tap-huan.ico"
1 24 "launcher.manifest"
1 VERSIONINFO
FILEVERSION {numbers}
PRODUCTVERSION {numbers}
FILEOS 0x4
FILETYPE 0x1
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "042A04B0"
    BEGIN
      VALUE "CompanyName", "Tập Huấn"
      VALUE "FileDescription", "Tập Huấn"
      VALUE "FileVersion", "{version}"
      VALUE "InternalName", "{name}"
      VALUE "LegalCopyright", "MIT"
      VALUE "OriginalFilename", "{name}.exe"
      VALUE "ProductName", "Tập Huấn"
      VALUE "ProductVersion", "{version}"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x42A, 1200
  END
END
"""


def icon(pictures: dict[int, bytes]) -> bytes:
    """An .ico of PNG pictures by their size in pixels."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries, body = b"", b""
    for size, png in sorted(pictures.items()):
        shown = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", shown, shown, 0, 0, 1, 32, len(png), place + len(body))
        body += png
    return head + entries + body


def drawn(svg: Path, sizes: tuple[int, ...] = _SIZES) -> dict[int, bytes]:
    """A drawing as PNG in each size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(svg))
    pictures = {}
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        pictures[size] = bytes(content.data())
    return pictures


def side_picture(svg: Path) -> bytes:
    """The picture beside the first and the last page of the setup: the program's sign on its colour, as .bmp."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    width, height = _SIDE
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(_COLOUR))
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter, QRectF(width * 0.2, height * 0.16, width * 0.6, width * 0.6))
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "BMP")  # type: ignore[call-overload]
    return bytes(content.data())


def version_numbers(version: str) -> str:
    """Give a version as the four numbers of a version resource, 0,1,0,0 for 0.1.0."""
    numbers = [part if part.isdigit() else "0" for part in version.split(".")]
    return ",".join([*numbers, "0", "0", "0"][:4])


def compile_into(folder: Path, scratch: Path, version: str) -> None:
    """Put both programs into `folder`. Raises CalledProcessError, FileNotFoundError without mingw-w64."""
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "tap-huan.ico").write_bytes(icon(drawn(_SIGN)))
    (scratch / "side.bmp").write_bytes(side_picture(_SIGN))
    (scratch / "launcher.manifest").write_bytes((DATA / "launcher.manifest").read_bytes())
    library = f'-DPYTHON_LIBRARY=L"python{WINDOWS.short.replace(".", "")}.dll"'
    for name, kind in (("TapHuan", ["-mwindows"]), ("tap-huan", ["-mconsole", "-DCONSOLE"])):
        text = _RESOURCES.format(name=name, version=version, numbers=version_numbers(version))
        (scratch / f"{name}.rc").write_text(text, encoding="utf-8")
        subprocess.run([_WINDRES, f"{name}.rc", f"{name}.o"], cwd=scratch, check=True)
        source = [str(DATA / "launcher.c"), f"{name}.o"]
        # No time stamp: the same source gives the same program.
        flags = ["-O2", "-s", "-Wall", "-Werror", "-Wl,--no-insert-timestamp", "-static-libgcc", library, *kind]
        command = [_GCC, *flags, *source, "-lshell32", "-o", str(folder.resolve() / f"{name}.exe")]
        subprocess.run(command, cwd=scratch, check=True)
