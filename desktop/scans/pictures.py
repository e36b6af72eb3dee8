"""A file's bytes become grey pictures: photographs, scans of several pages, PDFs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from desktop.scans.laying import Grey

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST = 120_000_000
"""Pixels of a picture, at most: more is no photograph."""
_LONGEST = 4200
"""Pixels of its longer side that are of use: 14 in a millimetre of the page."""
_MOST_PAGES = 600
_DPI = 200


class NoPicture(Exception):
    """What is no picture that can be read; the reason is its code."""


def pictures(data: bytes) -> Iterator[Grey]:
    """The pictures in a file, upright as its camera said. Raises NoPicture: scan.not_a_picture, scan.too_large, scan.locked."""
    return (grey for _number, grey in numbered(data))


def numbered(data: bytes, turn: tuple[int, int] = (0, 1)) -> Iterator[tuple[int, Grey]]:
    """The same with their numbers, from 1; `turn` (first, step): only every so many of them, from the first on (from 0)."""
    first, step = turn
    if data[:1024].lstrip().startswith(b"%PDF-"):
        yield from _of_pdf(data, turn)
        return
    import pi_heif
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # our own limit, told in words
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "TIFF", "HEIF", "BMP")) as opened:
            for number, frame in enumerate(ImageSequence.Iterator(opened)):
                if frame.width * frame.height > _LARGEST or number >= _MOST_PAGES:
                    raise NoPicture("scan.too_large")
                if number % step != first:
                    if opened.format != "TIFF":
                        return
                    continue
                upright = ImageOps.exif_transpose(frame)
                if upright.mode in ("RGBA", "LA", "P"):  # what is transparent is white, as on paper
                    upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright.convert("RGBA"))
                yield number + 1, _of_use(_grey(upright))
                if opened.format not in ("TIFF",):
                    return
    except UnidentifiedImageError as error:
        raise NoPicture("scan.not_a_picture") from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
    ) as error:  # damaged: Pillow's way of saying so differs by format
        raise NoPicture("scan.not_a_picture") from error


def _grey(picture: Image) -> Grey:
    """Shades from 0 to 255. Pillow cuts off what is finer or without bounds: pale ink would be paper."""
    if not picture.mode.startswith(("I", "F")):
        return np.asarray(picture.convert("L"))
    shades = np.nan_to_num(np.asarray(picture, np.float64), posinf=0.0, neginf=0.0)
    darkest, lightest = float(shades.min()), float(shades.max())
    return np.asarray((shades - darkest) * (255 / max(lightest - darkest, 1e-9)), np.uint8)


def pages_of(pdf: bytes, per_mm: float) -> Iterator[Grey]:
    """The pages of a PDF of our own, by so many pixels a millimetre."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield np.array(page.render(scale=per_mm * 25.4 / 72, grayscale=True).to_numpy(), np.uint8)
    finally:
        document.close()


def _of_pdf(data: bytes, turn: tuple[int, int]) -> Iterator[tuple[int, Grey]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise NoPicture("scan.locked" if locked else "scan.not_a_picture") from error
    try:
        if len(document) > _MOST_PAGES:
            raise NoPicture("scan.too_large")
        for number in range(turn[0], len(document), turn[1]):
            page = document[number]
            width, height = page.get_size()
            scale = min(_DPI / 72, _LONGEST / max(width, height, 1))
            yield number + 1, np.array(page.render(scale=scale, grayscale=True).to_numpy(), np.uint8)
    finally:
        document.close()


def _of_use(grey: Grey) -> Grey:
    """A picture no larger than is of use."""
    import cv2

    scale = _LONGEST / max(grey.shape)
    if scale >= 1:
        return grey
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
