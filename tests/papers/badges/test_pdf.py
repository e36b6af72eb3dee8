"""Badges and table name tents, read back: codes that scan, texts inside their piece, both sides readable."""

from __future__ import annotations

import base64
import dataclasses
import random
import uuid

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from desktop.domain.badge_roles import BadgeRole
from desktop.domain.codes import badge_code, is_badge_code
from desktop.domain.documents.selection import EVERYONE
from desktop.papers import documents, render
from desktop.papers.badges.colours import OF_ROLES, PALETTE
from desktop.papers.badges.geometry import impose
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.frame import square
from desktop.papers.squares import digits_square
from desktop.papers.tents.geometry import impose as impose_tents
from desktop.papers.tents.options import TentOptions
from tests.papers.conferences import LONG
from tests.papers.pages import MM, ink, picture, read


def drawn(colour, width, height):
    """A PNG of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(data, "PNG")
    return bytes(data.data().data())


EMBLEM = base64.b64encode(drawn(QColor("red"), 8, 8)).decode()
SIZES = {
    "a6": BadgeOptions(),
    "a6 to fold": BadgeOptions(sides="fold"),
    "card": BadgeOptions(size="card", sort="name"),
    "card to fold": BadgeOptions(size="card", sides="fold"),
    "card, both sides": BadgeOptions(size="card", sides="duplex"),
    "upright card": BadgeOptions(size="custom", width=54, height=86),
    "lying, both sides": BadgeOptions(size="custom", width=64, height=90, sides="duplex"),
    "least": BadgeOptions(size="custom", width=54, height=50),
    "large": BadgeOptions(size="custom", width=200, height=140),
    "low": BadgeOptions(size="custom", width=140, height=50),
    "tall": BadgeOptions(size="custom", width=60, height=200, sides="fold", crop_marks=False),
}


def gathered(printable, options, count=None):
    """The first `count` cards, the second with a seat and the code of somebody registered at the door."""
    name = "badges" if isinstance(options, BadgeOptions) else "tents"
    cards = printable.database.read(
        lambda tx: documents.find(name).gather(tx, printable.conference_id, EVERYONE, options)
    )
    people = list(cards.people)
    people[1] = dataclasses.replace(people[1], seat="B12", code=badge_code(101, 123_456))
    return dataclasses.replace(cards, people=tuple(people[:count]))


def scanned(pdf, page):
    """Every QR code on a page as a badge scanner would see it at 150 dpi: text and corner, in millimetres."""
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    seen = zxing.read_barcodes(picture(pdf, page, dpi=150))
    return [(code.text, code.position.top_left.x / 150 * 25.4, code.position.top_left.y / 150 * 25.4) for code in seen]


@pytest.mark.parametrize("options", SIZES.values(), ids=SIZES)
def test_every_code_scans_and_stands_on_the_badge_of_its_bearer(qapp, case, options):
    laid = impose(options)
    cards = gathered(case, options, len(laid.places) + 1)
    pdf = render.pdf(documents.find("badges"), cards)
    codes = [bearer.code for bearer in cards.people[: len(laid.places)]]
    seen = scanned(pdf, 0)
    assert sorted({text for text, _x, _y in seen}) == sorted(codes)
    assert len(seen) == len(codes) * (2 if laid.fold else 1)
    assert all(is_badge_code(text) for text, _x, _y in seen)
    for text, x, y in seen:
        left, top = laid.places[codes.index(text)]
        assert left < x < left + laid.width
        assert top < y < top + laid.height
    (first, *_rest) = read(pdf)
    for bearer in cards.people[: len(laid.places)]:
        assert bearer.code in first.text
        assert bearer.group in first.text


NARROW = {name: SIZES[name] for name in ("a6 to fold", "card", "upright card", "least", "low", "tall")}


@pytest.mark.parametrize(
    "options", [*NARROW.values(), TentOptions(), TentOptions(size="a5")], ids=[*NARROW, "tent", "small tent"]
)
def test_long_names_and_texts_stay_inside_their_piece_and_the_printers_margin(qapp, hostile, options):
    badges = isinstance(options, BadgeOptions)
    cards = gathered(hostile, options)
    odd = [bearer for bearer in cards.people if not bearer.full_name.startswith("Lê Thị Thử")]
    # The emblem is the worse case: it leaves less room for everything else.
    cards = dataclasses.replace(cards, people=(*odd, *cards.people[2:4]), emblem=EMBLEM if badges else "")
    laid = impose(options) if badges else impose_tents(options)
    white = 3.9
    pdf = render.pdf(documents.find("badges" if badges else "tents"), cards)
    assert min(ink(pdf, 0)) >= 4.7
    pages = read(pdf)
    sides = 2 if badges and options.sides == "duplex" else 1
    assert len(pages) == -(-len(cards.people) // len(laid.places)) * sides
    whole = " ".join(page.text for page in pages)
    assert len([word for word in whole.split() if word == "Công-Tằng-Tôn-Nữ"]) >= (2 if laid.fold or sides == 2 else 1)
    for page in pages:
        assert "\ufffd" not in page.raw
        start = 0
        for line in page.raw.splitlines(keepends=True):
            words = line.rstrip()
            if words:
                place = page.place_of(start, len(words))
                inside = [
                    left * MM <= place.left() - white * MM + 0.5
                    and place.right() + white * MM - 0.5 <= (left + laid.width) * MM
                    and top * MM <= place.top() + 0.5
                    and place.bottom() <= (top + laid.height) * MM + 0.5
                    for left, top in laid.places
                ]
                assert any(inside), (words, place)
            start += len(line)


def test_a_name_of_sixty_letters_keeps_two_lines_at_most(qapp, hostile):
    cards = gathered(hostile, BadgeOptions(size="card"))
    (long,) = [bearer for bearer in cards.people if bearer.full_name == LONG]
    (page,) = read(render.pdf(documents.find("badges"), dataclasses.replace(cards, people=(long,))))
    start, end = page.raw.index("Công-Tằng"), page.raw.index("Nghiêng") + len("Nghiêng")
    lines = {round(page.place_of(place, 1).bottom()) for place in range(start, end) if page.raw[place] in "ngi"}
    assert len(page.raw[start:end].splitlines()) == 2, lines


def test_a_group_is_named_on_its_colour_and_who_has_none_has_no_colour(qapp, case):
    cards = gathered(case, BadgeOptions(role=False), 4)
    groups = tuple(uuid.uuid4() for _group in range(10))
    people = [
        dataclasses.replace(person, group_id=None, group="")
        if place is None
        else dataclasses.replace(person, group_id=groups[place])
        for person, place in zip(cards.people, (0, 1, 9, None), strict=True)
    ]
    cards = dataclasses.replace(cards, people=tuple(people), groups=groups)
    data = render.data_of(documents.find("badges"), cards)
    assert [card["colour"] for card in data["cards"]] == [0, 1, 1, None]
    (page,) = read(render.pdf(documents.find("badges"), cards))
    assert page.text.count(people[0].group) == 3
    assert page.text.count("Đại biểu") == 1


def test_the_band_says_the_role_over_its_colour_and_the_group_under_it(qapp, case):
    cards = gathered(case, BadgeOptions(), 4)
    groups = tuple(uuid.uuid4() for _group in range(3))
    titles = ("Cơ quan chuyên môn", "Khách mời", "Phóng viên")
    people = [
        dataclasses.replace(person, group_id=group, group=title)
        for person, group, title in zip(cards.people, (*groups, None), (*titles, ""), strict=True)
    ]
    cards = dataclasses.replace(cards, people=tuple(people), groups=groups, role_words=("", "", "báo chí"))
    data = render.data_of(documents.find("badges"), cards)
    colours = [data["colours"][card["colour"]] for card in data["cards"]]
    attendee, guest = (dataclasses.asdict(OF_ROLES[role]) for role in (BadgeRole.ATTENDEE, BadgeRole.GUEST))
    assert colours == [attendee, guest, dataclasses.asdict(PALETTE[2]), attendee]
    (page,) = read(render.pdf(documents.find("badges"), cards))
    assert [page.text.count(word) for word in ("ĐẠI BIỂU", "KHÁCH MỜI", "BÁO CHÍ")] == [2, 1, 1]
    assert "Cơ quan chuyên môn" in page.text
    assert "Khách mời" not in page.text  # the word says it already
    by_group = dataclasses.replace(cards, options=BadgeOptions(colours="group"))
    shown = render.data_of(documents.find("badges"), by_group)["cards"]
    assert [card["colour"] for card in shown] == [0, 1, 2, None]


@pytest.mark.parametrize("options", [BadgeOptions(), BadgeOptions(size="card")], ids=["a6", "card"])
@pytest.mark.parametrize("emblem", ["", EMBLEM], ids=["plain", "emblem"])
def test_a_unit_is_read_from_two_metres_and_the_conference_in_the_hand(qapp, case, options, emblem):
    cards = gathered(case, options)
    (who,) = [bearer for bearer in cards.people if bearer.unit == "UBND phường Bạch Đằng"][:1]
    (page,) = read(render.pdf(documents.find("badges"), dataclasses.replace(cards, people=(who,), emblem=emblem)))
    unit = page.place_of(page.raw.index("UBND phường"), 4).height() / MM
    conference = page.place_of(page.raw.index("Tập huấn"), 3).height() / MM
    # The height of capitals: 1 cm for every 3 m where there is room, and what a healthy eye reads where there is not.
    assert unit >= (2.9 if options.size == "card" else 6.3)
    assert conference >= 1.9


def test_everything_moves_together_for_stock_printed_beforehand(qapp, case):
    pages = []
    for options in (BadgeOptions(size="card"), BadgeOptions(size="card", shift_x=3, shift_y=-2)):
        (page,) = read(render.pdf(documents.find("badges"), gathered(case, options, 2)))
        pages.append(page)
    still, moved = pages
    for words in ("UBND", "STT 2"):
        one, other = (page.place_of(page.raw.index(words), 3) for page in (still, moved))
        assert (other.left() - one.left()) / MM == pytest.approx(3, abs=0.4)
        assert (other.top() - one.top()) / MM == pytest.approx(-2, abs=0.4)


@pytest.mark.parametrize("options", [BadgeOptions(), BadgeOptions(size="card")], ids=["a6", "card"])
def test_a_code_scans_on_a_dark_picture(qapp, case, options):
    cards = gathered(case, dataclasses.replace(options, lightening=0), 2)
    black = base64.b64encode(drawn(QColor("black"), 40, 60)).decode()
    pdf = render.pdf(documents.find("badges"), dataclasses.replace(cards, background=black, emblem=EMBLEM))
    assert sorted(text for text, _x, _y in scanned(pdf, 0)) == sorted(bearer.code for bearer in cards.people)


def test_a_badge_bears_no_phone_and_its_number_only_when_asked(qapp, case):
    cards = gathered(case, BadgeOptions(), 2)
    (page,) = read(render.pdf(documents.find("badges"), cards))
    for words in ("STT 1", "STT 2", "Ghế", "B12", "UBND QUẬN HAI BÀ TRƯNG", "23/05/2018", cards.people[0].unit):
        assert words in page.text
    assert not any(word.startswith("09") for word in page.text.split())
    (page,) = read(render.pdf(documents.find("badges"), dataclasses.replace(cards, options=BadgeOptions(number=False))))
    assert "STT" not in page.text


@pytest.mark.parametrize("options", [TentOptions(), TentOptions(size="a5", conference=False)], ids=["a4", "a5"])
def test_a_tent_can_be_read_from_both_sides(qapp, case, options):
    cards = gathered(case, options, 1)
    pdf = render.pdf(documents.find("tents"), cards)
    (page,) = read(pdf)
    laid = impose_tents(options)
    assert (page.width > page.height) == (options.size == "a4")
    assert page.text.count(cards.people[0].full_name) == 2
    assert page.text.count(cards.conference_title) == (2 if options.conference else 0)
    # Turned by half a turn the piece looks the same.
    grey = picture(pdf, 0)
    wide, high = round(laid.width * 4), round(laid.height * 4)
    data, stride = bytes(grey.constBits()), grey.bytesPerLine()
    rows = [data[y * stride : y * stride + wide] for y in range(high)]
    cut = 10 * 4  # where the marks to cut are
    dark = sum(level < 128 for row in rows[:-cut] for level in row)
    other = [row[::-1] for row in reversed(rows)]
    differing = sum(
        (one < 128) != (two < 128)
        for mine, turned in zip(rows[cut:-cut], other[cut:-cut], strict=True)
        for one, two in zip(mine, turned, strict=True)
    )
    assert dark > 2000
    assert differing < dark * 0.25  # only the edges of letters, off by a pixel


@pytest.mark.parametrize("length", [8, 10, 11, 20])
def test_codes_laid_over_each_other_are_those_of_a_qr_library(length):
    import segno

    dice = random.Random(length)
    for _turn in range(5):
        digits = "".join(dice.choice("0123456789") for _place in range(length))
        whole = segno.make(digits, error="m", mode="numeric", micro=False, boost_error=False, mask=3).matrix
        assert _modules(digits_square(digits)) == [[bool(module) for module in row] for row in whole]
    assert _modules(square("10100019")) != _modules(digits_square("10100027"))


def _modules(svg: str) -> list[list[bool]]:
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    size = 21
    image = QImage(size * 4, size * 4, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * 4, size * 4))
    painter.end()
    return [[image.pixelColor(4 * x + 2, 4 * y + 2).red() < 128 for x in range(size)] for y in range(size)]
