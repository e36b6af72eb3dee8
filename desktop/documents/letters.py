"""What the template of the letters gets, and the letters as a Word file."""

from __future__ import annotations

import dataclasses

from desktop.documents.frame import Json, frame_data
from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.letters import InvitationContent, Letter
from desktop.i18n import _, pgettext
from desktop.wording.documents import letters as wording

_MANY, _FIRST = 12, 3


def data(_kind: DocumentKind, content: InvitationContent) -> Json:
    """The letters for `invitation.typ`."""
    heading, rows = wording.programme(content.programme)
    shown = content.options.programme and bool(rows)
    return {
        "frame": frame_data(wording.frame(content)),
        "summons": content.options.form == "summons",
        "words": wording.own_words(content.options.form),
        "subject": wording.about(content),
        "heading": {
            "quota": [_("No."), _("Count"), _("Participants"), _("Note")],
            "names": [_("No."), _("Full name"), _("Position")],
            "programme": list(heading),
        },
        "letters": [_letter(content, one) for one in content.letters],
        "programme": [list(row) for row in rows] if shown else [],
    }


def beginning(_kind: DocumentKind, content: InvitationContent) -> InvitationContent | None:
    """The first letters, when there are so many that a preview would be waited for."""
    if len(content.letters) <= _MANY:
        return None
    return dataclasses.replace(content, letters=content.letters[:_FIRST])


def _letter(content: InvitationContent, one: Letter) -> Json:
    words = wording.letter(content, one)
    quota = [[str(place), *line] for place, line in enumerate(words.quota, start=1)]
    points = [
        ("content", words.content, [], ""),
        ("chairs", words.chairs, [], ""),
        ("who", _who(words), quota or [list(name) for name in words.names], "quota" if quota else "names"),
        ("time", words.time, [], ""),
        ("place", words.place, [], ""),
        ("requirements", words.requirements, [], ""),
        ("register", words.register, [], ""),
        ("contact", words.contact, [], ""),
    ]
    return {
        "address": words.address,
        "opening": words.opening,
        "points": [
            {"label": label, "text": text, "rows": rows, "table": table if rows else ""}
            for label, text, rows, table in points
            if text or rows
        ],
        "closing": words.closing,
    }


def _who(words: wording.LetterWords) -> str:
    """The sentence, or over a table of quotas how many they are together."""
    if words.quota:
        return pgettext("letter", "{count} in all, namely:").format(count=f"{words.count:02d}")
    return words.who
