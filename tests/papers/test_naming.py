"""What the files of documents are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.papers import naming, saving
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.services import agenda, conferences


def test_a_document_of_all_is_called_by_its_conference_and_day(case):
    def work(tx):
        view, sessions = (
            conferences.get_conference(tx, case.conference_id),
            agenda.list_sessions(tx, case.conference_id),
        )
        every = naming.stem(DOCUMENT, view, EVERYONE, sessions)
        one = naming.stem(DOCUMENT, view, Selection(session_ids=(sessions[-1].id,)), sessions, whose="UBND phường Thử")
        return view, sessions[-1], every, one

    view, session, every, one = case.database.read(work)
    day = f"{view.starts_on:%d-%m-%Y}"
    assert every.startswith("Danh sách điểm danh - Tập huấn nghiệp vụ")
    assert every.endswith(f" - {day}")
    assert one == f"Danh sách điểm danh - {session.title} - {session.starts_at:%d-%m-%Y} - UBND phường Thử"


@pytest.mark.parametrize(
    ("typed", "form", "name"),
    [
        ("ds.pdf", "pdf", "ds.pdf"),
        ("ds.PDF", "pdf", "ds.PDF"),
        ("ds", "pdf", "ds.pdf"),
        ("ds.xlsx", "pdf", "ds.pdf"),
        ("ds 23.05.2018", "docx", "ds 23.05.2018.docx"),
        ("P. Bạch Đằng", "xlsx", "P. Bạch Đằng.xlsx"),
    ],
)
def test_no_file_gets_two_endings(typed, form, name):
    assert saving.with_ending(Path("/tmp", typed), form).name == name
