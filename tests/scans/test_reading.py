"""Photographs of signed pages: laid on the page as printed, and each cell judged."""

from __future__ import annotations

import io

import numpy as np
import pytest

from desktop.domain.scanned_sheets import CellVerdict
from desktop.scans import codes, ink, laying
from desktop.scans.pictures import NoPicture, pictures
from tests.scans.signed_pages import Pen, photographed, signature, signed_page, stroke

CAMERAS = {
    "flatbed": {"longest": 2400, "quality": 90, "turned": 1.0, "tilt": 0.0, "curl": 0.0},
    "phone": {"longest": 2600, "quality": 80},
    "sent by chat": {"longest": 1600, "quality": 55},
    "upside down": {"longest": 2600, "quality": 80, "upside_down": True},
}


def laid(picture, page):
    (seen,) = codes.seen(picture)
    assert seen.code.page == page.places.page
    flat = laying.lay(picture, seen.corners, page.places)
    assert flat is not None
    return flat


@pytest.mark.parametrize("camera", CAMERAS)
def test_no_signature_is_taken_for_nothing_nor_a_mark_or_blank_cell_for_a_signature(pages, camera):
    wrong, decided, signed = [], 0, 0
    for number, page in enumerate(pages):
        written = signed_page(page, 100 + number)
        flat = laid(photographed(written.picture, number, **CAMERAS[camera]), page)
        for each in ink.judge(flat, page.places):
            truth = written.truth[each.cell.row, each.cell.column]
            if each.verdict is CellVerdict.SIGNED and truth != "signed":
                wrong.append((each.cell, truth))
            if each.verdict is CellVerdict.BLANK and truth != "blank":
                wrong.append((each.cell, truth))
            signed += truth == "signed"
            decided += truth == "signed" and each.verdict is CellVerdict.SIGNED
    assert wrong == []
    assert decided > 0.8 * signed  # the others are asked about


def test_a_page_nobody_signed_is_blank_in_every_cell(pages):
    for number, page in enumerate(pages):
        flat = laid(photographed(page.picture, 40 + number), page)
        assert {each.verdict for each in ink.judge(flat, page.places)} == {CellVerdict.BLANK}


def test_a_stroke_that_hangs_into_a_blank_cell_is_asked_about_there_and_counts_at_home(pages):
    page = pages[0]
    home, below = list(page.places.cells)[2], list(page.places.cells)[4]
    assert below.row == home.row + 1
    picture = page.picture.copy()
    pen = Pen(np.random.default_rng(4), 0.9, 0.4, 0.5)
    signature(picture, home, pen)
    x, y = home.box.x + 6, home.box.y + home.box.height - 3
    stroke(picture, np.array([[x, y - 2], [x + 2, y + 2], [x + 3, y + 5.5], [x + 7, y + 6], [x + 8, y + 1]]), pen)
    verdicts = {each.cell: each.verdict for each in ink.judge(laid(photographed(picture, 5), page), page.places)}
    assert (verdicts[home], verdicts[below]) == (CellVerdict.SIGNED, CellVerdict.ASK)


def test_of_two_cells_with_one_stroke_the_one_with_less_of_it_is_asked_about(pages):
    page = pages[0]
    upper, lower = list(page.places.cells)[2], list(page.places.cells)[4]
    picture = page.picture.copy()
    top, bottom = upper.box.y + 0.8, lower.box.y + 0.75 * lower.box.height
    turns = np.linspace(0, 9, 60)
    across = upper.box.x + 4 + 14 * turns / 9
    down = (top + bottom) / 2 + (bottom - top) / 2 * np.sin(turns * 2.5)
    stroke(picture, np.column_stack([across, down]), Pen(np.random.default_rng(4), 0.9, 0.4, 0.5))
    verdicts = {each.cell: each.verdict for each in ink.judge(laid(photographed(picture, 5), page), page.places)}
    assert verdicts[lower] is CellVerdict.ASK
    assert verdicts[upper] is not CellVerdict.BLANK


def test_what_lies_at_the_edge_of_a_cell_beside_another_signature_is_asked_about(pages):
    page = pages[0]
    home, below = list(page.places.cells)[2], list(page.places.cells)[4]
    picture = page.picture.copy()
    pen = Pen(np.random.default_rng(4), 0.9, 0.4, 0.5)
    x, y = home.box.x + 5, home.box.y + home.box.height
    turns = np.linspace(0, 12, 80)
    stroke(picture, np.column_stack([x + 1.4 * turns, y - 2.2 + 1.2 * np.sin(turns * 2)]), pen)
    stroke(
        picture, np.column_stack([x + 1.4 * turns, y + 1.4 + 0.6 * np.sin(turns * 2 + 1)]), pen
    )  # a run, lifted once
    verdicts = {each.cell: each.verdict for each in ink.judge(laid(photographed(picture, 5), page), page.places)}
    assert verdicts[below] is CellVerdict.ASK


@pytest.mark.parametrize("lines", [1, -1])
def test_a_page_is_not_laid_a_whole_row_too_low_or_too_high(pages, lines):
    page = pages[0]
    picture = photographed(page.picture, 8, **CAMERAS["flatbed"])
    seen = codes.seen(picture)[0]
    (right, *_others) = laying._by_outer_ruling(picture, seen.corners, page.places)
    flat = laying.lay_on(picture, right, page.places)
    assert flat is not None
    assert flat.held >= laying._BEYOND_DOUBT
    wrong = right @ np.array([[1, 0, 0], [0, 1, lines * page.places.rows[1].height], [0, 0, 1]])
    assert laying.lay_on(picture, wrong, page.places) is None


def test_of_two_ways_to_lay_a_page_the_one_that_holds_more_of_the_ruling_counts(pages, monkeypatch):
    page = pages[0]
    picture = photographed(page.picture, 8, **CAMERAS["flatbed"])
    (seen,) = codes.seen(picture)
    (right, *_others) = laying._by_outer_ruling(picture, seen.corners, page.places)
    half, calm = laying.FlatPage(np.zeros((2, 2)), np.ones((2, 2), bool), 0.8), laying.lay_on
    first = iter([half])
    monkeypatch.setattr(laying, "_by_outer_ruling", lambda *_given: iter([right, right]))
    monkeypatch.setattr(laying, "lay_on", lambda *given: next(first, None) or calm(*given))
    flat = laying.lay(picture, seen.corners, page.places)
    assert flat is not half
    assert flat is not None


def test_cells_outside_the_picture_are_asked_about(pages):
    page = pages[0]
    picture = photographed(page.picture, 7, turned=0, tilt=0, curl=0)
    seen = codes.seen(picture)[0]
    narrow = picture[:, int(picture.shape[1] * 0.30) :]  # the names are cut off, the cells to sign in are there
    flat = laying.lay(narrow, seen.corners - [picture.shape[1] * 0.30, 0], page.places)
    assert flat is None or all(each.verdict is not CellVerdict.SIGNED for each in ink.judge(flat, page.places))


def test_a_picture_without_a_page_has_no_code(pages):
    assert codes.seen(np.full((900, 700), 230, np.uint8)) == []


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>no</body></html>", b"%PDF-1.7 and no more", b"\xff\xd8\xff\xe0 torn"]
)
def test_what_is_no_picture_is_told(data):
    with pytest.raises(NoPicture, match=r"scan\.not_a_picture"):
        list(pictures(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "PDF"])
def test_every_kind_of_picture_is_read_upright_and_grey(kind):
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (120, 200), "white").save(buffer, kind)
    (grey,) = pictures(buffer.getvalue())
    assert grey.dtype == np.uint8
    assert grey.shape[0] > grey.shape[1]
    assert grey.min() > 250


@pytest.mark.parametrize("shades", ["uint16", "int32", "float32"])
def test_pale_ink_is_no_paper_in_a_scan_of_finer_shades(shades):
    from PIL import Image

    page = np.full((200, 120), 255.0)
    page[50:60], page[100:110] = 0, 120  # print, and the ink of a pen
    finer = page / 255 if shades == "float32" else page * 257
    buffer = io.BytesIO()
    Image.fromarray(finer.astype(shades)).save(buffer, "TIFF")
    (grey,) = pictures(buffer.getvalue())
    assert [int(grey[row, 60]) for row in (20, 55, 105)] == pytest.approx([255, 0, 120], abs=2)


def test_a_pdf_with_a_password_is_told_so():
    from PIL import Image
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    buffer, locked = io.BytesIO(), io.BytesIO()
    Image.new("L", (120, 200), 255).save(buffer, "PDF")
    writer = copy_into_new_writer(PdfFileReader(buffer, strict=False))
    writer.encrypt("chủ", "mở")
    writer.write(locked)
    with pytest.raises(NoPicture, match=r"scan\.locked"):
        list(pictures(locked.getvalue()))


def test_a_picture_with_more_pixels_than_any_camera_has_is_refused_before_it_is_unpacked():
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("1", (40_000, 5_000)).save(buffer, "PNG")
    with pytest.raises(NoPicture, match=r"scan\.too_large"):
        list(pictures(buffer.getvalue()))
