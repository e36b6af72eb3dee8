"""One person and hundreds: nobody is missing from any document, and every page but the first bears its number."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.attendance import Status
from desktop.domain.documents.selection import EVERYONE
from desktop.papers import certificates, documents, making, render
from desktop.papers.certificates.options import CertificateOptions
from desktop.papers.invitation.options import InvitationOptions
from desktop.services import agenda, attendance, attendees, importing, quotas, rates
from desktop.services.units import list_units, seed_units
from desktop.store.database import Database
from tests.papers.conferences import seat_everybody, with_opinions, with_tasks
from tests.papers.pages import read
from tests.papers.samples import DAY, FRAME

OPTIONS = {"invitation": InvitationOptions(who="names")}
BY_FIGURES = {"quota-annex", "report"}
"""Documents that count people; the others name each of them."""
OF_NOBODY = {
    *(
        "agenda",
        "task-sheet",
        "task-tracking",
        "task-reminder",
        "task-conclusion",
        "task-report",
        "questionnaire",
        "opinion-sheet",
        "opinion-results",
    ),
    *("dialogue-notice", "dialogue-minutes", "procedure-list", "procedure-form"),
}


def numbered(tx: Any, people: int, folder: Path) -> uuid.UUID:
    """People called "… 0001X" in forty units: all came, none draws a salary, all have a certificate and a seat."""
    from desktop.services import conferences

    seed_units(tx, "hai-ba-trung")
    conference = conferences.create_conference(
        tx, title="Hội nghị đông người", starts_on=DAY, issuing_body=FRAME.issuing_body, locality="Hà Nội"
    )
    units = [unit.name for unit in list_units(tx) if unit.kind != "other"][:40]
    rows = [(f"Lê Thị Thử {number + 1:04d}X", "Công chức", units[number % 40]) for number in range(people)]
    importing.apply(tx, importing.plan(tx, conference.id, importing.load([_workbook(folder, rows)])))
    keys = [person.id for person in attendees.list_attendees(tx, conference.id)]
    assert len(keys) == people
    for session in agenda.list_sessions(tx, conference.id):
        attendance.fill_rest(tx, session.id, Status.PRESENT)
    quotas.quotas_as_registered(tx, conference.id)
    rates.set_rate(tx, valid_from=DAY, amount=150_000, basis="Quyết định thử")
    attendees.set_off_payroll(tx, keys, True)
    making.make(tx, certificates.DOCUMENT, conference.id, EVERYONE, CertificateOptions())
    seat_everybody(tx, conference.id)
    with_tasks(tx, conference.id)
    with_opinions(tx, conference.id)
    return conference.id


def _workbook(folder: Path, rows: list[tuple[str, ...]]) -> Path:
    """The list as a unit would send it: quicker in than one by one."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    for row in (("Họ và tên", "Chức vụ", "Đơn vị công tác"), *rows):
        sheet.append(row)
    book.save(folder / "danh-sach.xlsx")
    return folder / "danh-sach.xlsx"


@pytest.mark.parametrize("people", [1, 300])
def test_nobody_is_missing_from_any_document(qapp, sqlite: Database, tmp_path: Path, people: int):
    conference_id = sqlite.write(lambda tx: numbered(tx, people, tmp_path))
    everyone = {f"{number + 1:04d}X" for number in range(people)}
    for document in documents.every():
        content = sqlite.read(
            lambda tx, document=document: document.gather(
                tx,
                conference_id,
                EVERYONE,
                OPTIONS.get(document.name) or making.kept(tx, conference_id, document),
            )
        )
        pages = read(render.pdf(document, content))
        assert all(page.text for page in pages), document.name
        if document.name in OF_NOBODY:
            continue
        if document.name in BY_FIGURES:
            figures = f"{people:,}".replace(",", ".")
            assert any(figures in page.text or str(people) in page.text for page in pages), document.name
        else:
            assert everyone - set(re.findall(r"\d{4}X", " ".join(page.raw for page in pages))) == set(), document.name
