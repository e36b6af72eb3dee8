"""What the template of the register of certificates gets."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.i18n import _
from desktop.papers.certificate_register import words as wording
from desktop.papers.certificate_register.options import RegisterContent
from desktop.papers.certificates.words import reasons
from desktop.papers.document import Json, Run
from desktop.papers.frame import frame_data
from desktop.papers.lists import office
from desktop.papers.lists.words import framed
from desktop.papers.page import ROW_TO_SIGN
from desktop.papers.tables import breakable_row
from desktop.wording.formats import full_name_text
from desktop.wording.listing import HeadingCell, ListBlock, ListCell, Listing

_WIDTHS = (9, 31, 38, 21, 29, 35, 21, 30, 21, 27)
_CENTRED = (0, 1, 3, 6)
_SIZE = 11
_REFUSED = (10, 55, 48, 60, 20, 69)


def data(content: RegisterContent) -> Json:
    """The register for `certificate-register.typ`."""
    frame = framed(content.letterhead)
    return {
        "frame": frame_data(frame),
        "landscape": True,
        "size": _SIZE,
        "row-mm": ROW_TO_SIGN,
        "words": {
            "title": wording.title(),
            "preparer-title": _("Prepared by").upper(),
            "refused-title": wording.refused_title(),
            "everybody": wording.everybody_qualifies(),
        },
        "subject": normalise(content.conference_title),
        "preparer": normalise(content.letterhead.preparer),
        "widths": _WIDTHS,
        "heading": wording.headings(),
        "rows": [{**row, "texts": breakable_row(row["texts"], _WIDTHS, _SIZE)} for row in _rows(content)],
        "total": wording.total_text(content),
        "refused": None if content.refused is None else _refused(content),
    }


def runs(data: Json) -> list[Run]:
    """The certificates; then, on pages of their own, who does not qualify."""
    held, refused = data["rows"], data["refused"]
    found = [Run(len(held), lambda start, stop: {**data, "rows": held[start:stop], "refused": None})]
    if refused is not None:
        rows = refused["rows"]

        def part(start: int, stop: int) -> Json:
            return {**data, "rows": None, "refused": {**refused, "rows": rows[start:stop]}}

        found.append(Run(len(rows), part))
    return found


def listing(content: RegisterContent) -> Listing:
    """The register for Excel and Word; who does not qualify stands below it."""
    made = data(content)
    wide = len(_WIDTHS)
    rows = [
        tuple(map(ListCell, texts))
        if len(texts) == wide
        else (*map(ListCell, texts[:2]), ListCell(texts[2], columns=wide - 2, align="left"))
        for texts in (list(map(office.plain, row["texts"])) for row in made["rows"])
    ]
    blocks = [ListBlock((), tuple(rows))]
    if content.refused:
        texts = [list(map(office.plain, row)) for row in made["refused"]["rows"]]
        told = [(*row[:4], f"{row[4]} {row[5]}".strip()) for row in texts]
        spans = (1, 2, 1, 2, wide - 6)
        blocks.append(
            ListBlock(
                (made["words"]["refused-title"],),
                tuple(
                    tuple(ListCell(text, columns=span) for text, span in zip(row, spans, strict=True)) for row in told
                ),
            )
        )
    return Listing(
        title=made["words"]["title"],
        subject=made["subject"],
        frame=office.frame(made),
        widths=tuple(map(float, _WIDTHS)),
        aligns=tuple("center" if x in _CENTRED else "left" for x in range(wide)),
        heading=tuple(HeadingCell(text, x) for x, text in enumerate(made["heading"])),
        blocks=tuple(blocks),
        size=made["size"],
        landscape=True,
        row_mm=ROW_TO_SIGN,
        under=(made["total"],),
        signers=office.preparer_and_signer(made),
    )


def _rows(content: RegisterContent) -> list[Json]:
    """The certificates and the numbers nobody bears, by number; then lines to write in."""
    rows: list[tuple[int, Json]] = [
        (line.number, {"texts": wording.row(place, line), "gone": not line.stands})
        for place, line in enumerate(content.held, start=1)
    ]
    for void in content.void:
        numbers, why = wording.void_words(void)
        rows.append((void.first, {"texts": ["", numbers, why], "gone": True}))
    rows.sort(key=lambda row: row[0])
    blank = {"texts": [""] * len(_WIDTHS), "gone": False}
    return [row for _number, row in rows] + [blank] * content.blank_lines


def _refused(content: RegisterContent) -> Json:
    people = content.refused or ()
    return {
        "widths": _REFUSED,
        "heading": wording.refused_headings(),
        "rows": [
            breakable_row(
                [
                    str(place),
                    normalise(full_name_text(who.person)),
                    normalise(who.person.position),
                    normalise(who.person.unit),
                    f"{who.verdict.attended}/{who.verdict.expected}" if who.verdict.expected else "",
                    "; ".join(reasons(who.verdict)),
                ],
                _REFUSED,
                _SIZE,
            )
            for place, who in enumerate(people, start=1)
        ],
    }
