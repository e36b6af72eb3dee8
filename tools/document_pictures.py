"""Pictures of the documents, of the sample conference after its day: small ones on the cards of In ấn, others in the guide."""

from __future__ import annotations

import datetime as dt
import sys
import uuid
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from desktop import paths
from desktop.domain.attendance import Status
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError
from desktop.domain.tasks import Indicator, NewConclusion, NewTask, ProgressEntry
from desktop.papers import certificates, documents, making, render
from desktop.papers.document import AnyDocument
from desktop.papers.sample import said_afterwards
from desktop.services import agenda, attendance, attendees, conferences, demo, lookup, tasks
from desktop.services.opening import Database, open_location
from tools.document_guide import write_guide

FOLDER = paths.resources() / "documents" / "pictures"
SIZE = QSize(168, 224)
"""What a card has room for with text at 200 %."""
_DPI = 100
_ABSENT, _LATE = 29, 13
_GIVEN = certificates.DOCUMENT
"""Given to all who attended enough, so that the register has something to tell."""


def write_pictures(scratch: Path, only: str = "") -> None:
    """Draw every document anew; a document that has nothing to show for the sample keeps its empty paper."""
    conference = sample_after_its_day(scratch / "giay-to.db")
    database = open_location(scratch / "giay-to.db", desk="1")
    try:
        FOLDER.mkdir(exist_ok=True)
        for document in documents.every():
            if only in document.name:
                _draw(database, conference, document)
        write_guide(database, conference, only)
    finally:
        database.close()


def sample_after_its_day(path: Path) -> uuid.UUID:
    """A data file with the sample conference, nearly everyone of which came; return its id."""
    database = open_location(demo.new_sample(path).path, desk="1")
    try:
        (view,) = database.read(conferences.list_conferences)
        database.write(lambda tx: _attend(tx, view.id))
        database.write(lambda tx: making.make(tx, _GIVEN, view.id, EVERYONE, making.kept(tx, view.id, _GIVEN)))
        return view.id
    finally:
        database.close()


def _attend(tx: Any, conference: Any) -> None:
    people = attendees.list_attendees(tx, conference)
    for session in agenda.list_sessions(tx, conference):
        for place, person in enumerate(people):
            status = Status.ABSENT if place % _ABSENT == 3 else Status.LATE if place % _LATE == 5 else Status.PRESENT
            attendance.set_status(tx, training_session_id=session.id, attendee_id=person.id, status=status)
    day = dt.date(2018, 6, 30)
    given = [
        NewTask("Đối thoại với Nhân dân về thủ tục hành chính", day, target="Hai cuộc trong quý"),
        NewTask("Rà soát thủ tục hành chính, đề xuất bãi bỏ", day, indicator=Indicator("Số thủ tục", "TTHC", 0, 12)),
    ]
    paper = NewConclusion("15/TB-UBND", dt.date(2018, 5, 25), "Chủ tịch UBND quận")
    for place, task in enumerate(tasks.give(tx, conference, lookup.units_of_kind(tx, "ward"), given, paper).tasks):
        if place % 3:  # two of three are done, every fourth of those late
            done = day + dt.timedelta(days=9 if place % 4 == 1 else -5)
            tasks.report(tx, task.id, ProgressEntry(done, percent=100, text="Đã hoàn thành"))
    said_afterwards(tx, conference)


def _draw(database: Database, conference: Any, document: AnyDocument) -> None:
    try:
        content = database.read(
            lambda tx: document.gather(tx, conference, EVERYONE, making.kept(tx, conference, document))
        )
    except AppError as error:
        sys.stderr.write(f"{document.name}: no picture ({error.code})\n")
        return
    page = QImage.fromData(next(render.pictures(document, content, dpi=_DPI)), "PNG")  # type: ignore[arg-type]
    small = page.scaled(SIZE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    few = small.convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither)
    few.save(str(FOLDER / f"{document.name}.png"), "PNG", 0)  # type: ignore[call-overload]
