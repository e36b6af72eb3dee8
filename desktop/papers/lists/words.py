"""Words that the lists which go with an office's papers share: annexes, signatures, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.names import normalise
from desktop.i18n import _
from desktop.papers.words import OptionWords
from desktop.wording.attendance import in_the_place_of
from desktop.wording.formats import full_name_text
from desktop.wording.frame import DOTS, FrameWords, frame_words

ANNEX: Mapping[str, OptionWords] = {
    "annex": OptionWords(
        lambda: _("Number of the annex"), hint=lambda: _("1 prints “Annex I”; 0 when it is the only annex.")
    ),
    "paper": OptionWords(
        lambda: _("Enclosed with"),
        hint=lambda: _("For example: Giấy mời số 05/GM-UBND ngày 10/5/2018 của UBND quận"),
    ),
}
SIGNATURE: Mapping[str, OptionWords] = {
    "signature": OptionWords(
        lambda: _("Signatures at the end"), hint=lambda: _("An annex is signed on the paper it belongs to.")
    )
}


def framed(letterhead: Letterhead) -> FrameWords:
    """The official frame, with somebody to confirm the list even when no signer is known."""
    frame = frame_words(letterhead)
    return frame if frame.signer_lines else replace(frame, signer_lines=(_("Confirmed by").upper(),))


def name_text(row: PersonOnPaper) -> str:
    """The name with its honorific; on a line below, in whose place somebody comes."""
    name = normalise(full_name_text(row))
    return f"{name}\n{in_the_place_of(normalise(row.substitute_for))}" if row.substitute_for else name


def unknown_paper() -> str:
    """The line under an annex's title, to be filled in by hand, where nobody said to which paper it belongs."""
    return _("(Enclosed with {dots} no. {dots} dated {dots} of {dots})").format(dots=DOTS)
