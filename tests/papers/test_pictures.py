"""An office's own picture: whatever it was, a PNG of bounded size is kept; what can hurt or is none is refused by its name."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from desktop import wording
from desktop.domain.errors import Conflict, UnreadableFile
from desktop.domain.pictures import PictureKind
from desktop.papers import pictures as files
from desktop.services import conferences, pictures, undoing

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    b'<rect width="50" height="50" fill="red"/><script>alert(1)</script></svg>'
)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def photograph(width, height, kind):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(data, kind)
    return bytes(data.data().data())


def written(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("logo.svg", SVG, (900, 450)),
        ("named wrong.png", SVG, (900, 450)),
        ("large.jpg", photograph(3000, 1500, "JPG"), (900, 450)),
        ("small.png", photograph(40, 60, "PNG"), (40, 60)),
    ],
)
def test_every_picture_becomes_a_png_of_bounded_size(tmp_path, name, data, size):
    made = QImage.fromData(files.taken(written(tmp_path, name, data), PictureKind.EMBLEM))
    assert (made.width(), made.height()) == size
    if "svg" in name:
        assert made.pixelColor(10, 10) == QColor("red")
        assert made.pixelColor(800, 10).alpha() == 0  # what was clear stays so


BOMB = (
    b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (b"bcdefgh"[place], b"&%c;" % b"abcdefg"[place] * 10) for place in range(7))
    + b']><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&h;</text></svg>'
)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("none.png", b"", "picture.unknown"),
        ("list.png", b"Nguy\xe1\xbb\x85n Th\xe1\xbb\x8b An", "picture.unknown"),
        ("report.pdf", b"%PDF-1.7 <a>", "picture.unknown"),
        ("bomb.png", png(60_000, 60_000, zlib.compress(bytes(1_000_000))), "picture.too_many_pixels"),
        ("lying.png", png(600, 600, zlib.compress(b"short")), "picture.broken"),
        ("lol.svg", BOMB, "picture.broken"),
        ("nothing.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>', "picture.broken"),
        ("heavy.png", b"\x89PNG\r\n\x1a\n" + bytes(files.LARGEST), "picture.too_large"),
    ],
)
def test_what_is_no_picture_or_would_hurt_is_refused_by_its_name(tmp_path, name, data, code):
    with pytest.raises(UnreadableFile) as told:
        files.taken(written(tmp_path, name, data), PictureKind.EMBLEM)
    assert (told.value.code, told.value.details["file"]) == (code, name)


def test_an_svg_reads_no_other_file(tmp_path):
    written(tmp_path, "secret.png", photograph(10, 10, "PNG"))
    link = b'<image width="50" height="50" href="%s"/>' % (tmp_path / "secret.png").as_posix().encode()
    path = written(tmp_path, "logo.svg", SVG.replace(b"<script>", link + b"<script>"))
    try:
        made = QImage.fromData(files.taken(path, PictureKind.EMBLEM))
    except UnreadableFile:
        return
    assert made.pixelColor(10, 10) == QColor("red")


def test_a_conferences_own_picture_stands_over_the_offices_and_each_change_is_undone(database):
    conference = database.write(lambda tx: conferences.create_conference(tx, title="Tập huấn").id)

    def shown():
        kept = database.read(lambda tx: pictures.shown(tx, conference, PictureKind.EMBLEM))
        return base64.b64decode(kept)

    def undo():
        entry = database.read(lambda tx: undoing.last_undoable(tx, desk=tx.desk))
        database.write(lambda tx: undoing.undo(tx, entry.id))

    assert shown() == b""
    database.write(lambda tx: pictures.put(tx, PictureKind.EMBLEM, "a/quận.png", b"office"))
    assert shown() == b"office"
    database.write(lambda tx: pictures.put(tx, PictureKind.EMBLEM, "hn.png", b"own", conference_id=conference))
    assert shown() == b"own"
    database.write(lambda tx: pictures.clear(tx, PictureKind.EMBLEM, conference_id=conference))
    assert shown() == b"office"
    undo()
    assert shown() == b"own"
    database.write(lambda tx: pictures.put(tx, PictureKind.EMBLEM, "hn.png", b"other", conference_id=conference))
    undo()
    assert shown() == b"own"
    names = database.read(lambda tx: [(each.name, each.conference_id) for each in pictures.kept(tx, conference)])
    assert sorted(names, key=lambda each: each[0]) == [("hn.png", conference), ("quận.png", None)]


def test_of_two_desks_that_change_one_picture_the_later_is_told_who_did(database):
    conference = database.write(lambda tx: conferences.create_conference(tx, title="Tập huấn").id)
    for desk, version in (("Bàn 1", 0), ("Bàn 2", 1)):
        database.desk = desk
        database.write(
            lambda tx, version=version: pictures.put(
                tx, PictureKind.BACKGROUND, "a.png", b"a" + tx.desk.encode(), conference_id=conference, version=version
            )
        )
    with pytest.raises(Conflict) as told:
        database.write(
            lambda tx: pictures.put(tx, PictureKind.BACKGROUND, "b.png", b"b", conference_id=conference, version=1)
        )
    assert "Bàn 2" in wording.error(told.value)
