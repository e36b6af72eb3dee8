"""What the file of a document is called: what it holds, of which conference or session, of when, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.documents.selection import Selection
from desktop.domain.file_names import joined_stem
from desktop.domain.people import ConferenceView, SessionView
from desktop.papers.document import AnyDocument


def stem(
    document: AnyDocument,
    conference: ConferenceView,
    selection: Selection,
    sessions: Iterable[SessionView] = (),
    *,
    whose: str = "",
) -> str:
    """Its name without an ending: "Danh sách điểm danh - Khai mạc - 23-05-2018 - UBND phường Bạch Đằng".

    `sessions` are the conference's; one chosen alone stands in the conference's place, with its day. `whose`: a unit's or
    person's, when it is for them alone.
    """
    chosen = [each for each in sessions if each.id in selection.session_ids]
    about, day = conference.title, conference.starts_on
    if len(chosen) == 1:
        about, day = chosen[0].title, chosen[0].starts_at.date()
    return joined_stem(document.title, about, f"{day:%d-%m-%Y}" if day else "", whose)
