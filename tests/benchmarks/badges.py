"""How long 172 badges with QR take, beside a bare Typst document of the same boxes and texts, its QR codes made before."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from desktop.domain.codes import badge_code
from desktop.domain.documents.people import PersonOnPaper
from desktop.papers import render
from desktop.papers.badges import DOCUMENT
from desktop.papers.badges.options import BadgeOptions
from desktop.papers.cards.content import Cards
from desktop.papers.fonts import typeface
from desktop.papers.frame import square

PEOPLE = 172
GROUPS = tuple(uuid.uuid4() for _group in range(5))
BARE = """#set page(paper: "a4", margin: 0pt)
#set text(font: "{font}", size: 15pt)
#let data = json(bytes(sys.inputs.data))
#let at(x, y, body) = place(top + left, dx: x * 1mm, dy: y * 1mm, block(width: 93mm, align(center, body)))
#for part in data.chunks(4) {
  block(width: 100%, height: 100%, for (place-of, card) in part.enumerate() {
    place(top + left, dx: calc.rem(place-of, 2) * 105mm, dy: calc.quo(place-of, 2) * 148mm, block(width: 105mm, height: 148mm, {
      at(6, 6, text(9pt, card.issuing))
      at(6, 10, text(13pt, strong(card.title)))
      at(6, 21, text(10pt, emph(card.dates)))
      place(top + left, dx: 6mm, dy: 28mm, line(length: 93mm, stroke: 0.5pt))
      at(6, 40, text(34pt, strong(card.name)))
      at(6, 60, card.position)
      at(6, 70, emph(card.unit))
      at(6, 93, image(bytes(card.square), format: "svg", width: 27mm))
      at(6, 121, text(11pt, card.code))
      at(6, 129, block(width: 93mm, height: 13mm, fill: blue, radius: 1mm, text(17pt, strong(card.group))))
      place(top + left, dx: 6mm, dy: 121mm, text(10pt, card.number))
    }))
  })
}
"""


def cards(turn: str) -> Cards[BadgeOptions]:
    """Badges never seen before, so that nothing is remembered from another turn."""
    start = uuid.uuid4().int % 9000
    people = tuple(
        PersonOnPaper(
            number,
            uuid.uuid4(),
            f"Nguyễn Thị {turn} {number:03d}",
            position="Công chức Văn phòng - Thống kê",
            unit=f"UBND phường số {number % 31}",
            group=f"Nhóm {number % 5}",
            group_id=GROUPS[number % 5],
            code=badge_code(100 + hash(turn) % 900, (start + number) % 10_000),
        )
        for number in range(1, PEOPLE + 1)
    )
    return Cards(
        f"Tập huấn nghiệp vụ cải cách hành chính {turn}", "UBND quận", None, None, people, BadgeOptions(), GROUPS
    )


def bench_badges(rounds: int = 15) -> list[tuple[str, float, float, float, float]]:
    """(name, ours, reference, ratio, limit) in seconds, medians of interleaved runs."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.typ"
        bare.write_text(BARE.replace("{font}", typeface().family), encoding="utf-8")
        compiler = typst.Compiler(str(bare), root=folder, font_paths=typeface().fonts, ignore_system_fonts=True)
        ours, theirs = [], []
        for turn in range(-1, rounds):
            content, other = cards(f"A{turn}"), cards(f"B{turn}")
            squares = [square(bearer.code) for bearer in other.people]

            def reference(content: Cards[BadgeOptions] = other, squares: list[str] = squares) -> object:
                data = [_plain(content, bearer, qr) for bearer, qr in zip(content.people, squares, strict=True)]
                return compiler.compile(format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_tags=False)

            mine = _seconds(lambda content=content: render.pdf(DOCUMENT, content))
            bare_one = _seconds(reference)
            if turn >= 0:  # the first is to warm up
                ours.append(mine)
                theirs.append(bare_one)
    mine, bare_one = statistics.median(ours), statistics.median(theirs)
    return [("badges PDF, 172 with QR / bare typst", mine, bare_one, mine / bare_one, 1.5)]


def _plain(content: Cards[BadgeOptions], bearer: PersonOnPaper, qr: str) -> dict[str, str]:
    return {
        "issuing": content.issuing_body.upper(),
        "title": content.conference_title,
        "dates": "23/05/2018",
        "name": bearer.full_name,
        "position": bearer.position,
        "unit": bearer.unit,
        "group": bearer.group,
        "number": f"STT {bearer.number}",
        "code": bearer.code,
        "square": qr,
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
