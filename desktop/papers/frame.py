"""The official frame as the templates get it (`official.typ`)."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from desktop.papers.document import Json
from desktop.wording.frame import FrameWords


def frame_data(words: FrameWords) -> Json:
    """Every line of the frame, its names as Typst writes them."""
    return {name.replace("_", "-"): value for name, value in dataclasses.asdict(words).items()}


def word_frame(words: FrameWords) -> Json:
    """The frame's fields of a Word form (`domain.documents.word`)."""
    return {
        "co_quan_cap_tren": words.superior,
        "co_quan_ban_hanh": words.issuing,
        "so_ky_hieu": words.number,
        "noi_ngay_thang": words.place_and_date,
        "chuc_vu_ky": "\n".join(words.signer_lines),
        "nguoi_ky": words.signer,
        "noi_nhan": "\n".join("- " + line.lstrip("- ") for line in words.recipients),
    }


def square(text: str) -> str:
    """A QR code as SVG, one run of dark modules a stroke."""
    import segno

    return drawn(segno.make(text, error="m", micro=False, boost_error=False).matrix)


def drawn(matrix: Sequence[Sequence[int]]) -> str:
    """The modules of a QR code as SVG."""
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        for dark, run in itertools.groupby(row):
            length = len(list(run))
            if dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    size = len(matrix)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{"".join(runs)}"/></svg>'
