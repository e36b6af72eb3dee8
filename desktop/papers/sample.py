"""A small conference of invented people to lay documents out with, where there is no real one: checking a template."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop import scratch
from desktop.domain.attendance import Status
from desktop.domain.dialogues import NewDialogue, NewQuestion
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.opinions import Comment, Filled, QuestionnaireAnswer
from desktop.domain.people import AttendeeInput
from desktop.domain.procedures import NewProposal, ProposalKind
from desktop.domain.seating import Filling, Room
from desktop.domain.tasks import NewConclusion, NewTask
from desktop.papers import certificates, making
from desktop.papers.certificates.options import CertificateOptions
from desktop.papers.document import AnyDocument, ContentT, Document, OptionsT
from desktop.services import (
    agenda,
    attendance,
    attendees,
    conferences,
    dialogues,
    opinions,
    procedures,
    quotas,
    rates,
    seating,
    tasks,
    units,
)
from desktop.services.opening import Transaction, open_location
from desktop.wording import questionnaires

_DAY = dt.date(2018, 5, 23)
_PEOPLE = (
    ("Nguyễn Thị Mẫu", "Chủ tịch", "UBND phường Bạch Đằng"),
    ("Trần Văn Thử", "Công chức Văn phòng - Thống kê", "UBND phường Bạch Đằng"),
    ("Lê Thị Hồng Ví Dụ", "Phó Trưởng phòng", "Phòng Nội vụ"),
    ("Phạm Minh Mẫu", "Hiệu trưởng", "Trường THCS Mẫu"),
    ("Đặng Thị Thuỳ Thử", "Giám đốc", "Trung tâm Văn hóa - Thông tin và Thể thao"),
    ("Võ An", "Chuyên viên", "Phòng Nội vụ"),
    ("Hồ Thị Riêng", "Giảng viên", ""),
)
"""The last one belongs to no unit, so that papers say what they say to a person."""


@contextmanager
def sample() -> Iterator[Callable[[AnyDocument], Any]]:
    """Gathers a document for the invented conference, its options as they are at first."""
    with scratch.folder() as folder:
        database = open_location(Path(folder) / "sample.db", desk="1")
        try:
            conference_id = database.write(_fill)
            yield lambda document: database.read(
                lambda tx: document.gather(tx, conference_id, EVERYONE, document.options())
            )
        finally:
            database.close()


def sample_content(document: Document[OptionsT, ContentT]) -> ContentT:
    """One document of the invented conference."""
    with sample() as content:
        found: ContentT = content(document)
        return found


def _fill(tx: Transaction) -> uuid.UUID:
    units.seed_units(tx, "hai-ba-trung")
    conference = conferences.create_conference(
        tx,
        title="Hội nghị tập huấn nghiệp vụ công tác cải cách hành chính năm 2018",
        starts_on=_DAY,
        ends_on=_DAY,
        venue="Hội trường UBND quận",
        superior_body="Ủy ban nhân dân thành phố Hà Nội",
        issuing_body="Ủy ban nhân dân quận Hai Bà Trưng",
        locality="Hai Bà Trưng",
        symbol="UBND",
        preparer="Lê Thu Mẫu",
        accountant="Trần Thị Sổ Mẫu",
        signer_authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer_name="Nguyễn Văn Mẫu",
        recipients="Như trên;\nLưu: VT.",
    )
    people = [
        attendees.add_attendee(
            tx, conference.id, AttendeeInput(full_name=name, position=position, unit=unit or None)
        ).id
        for name, position, unit in _PEOPLE
    ]
    for session in agenda.list_sessions(tx, conference.id):
        for place, key in enumerate(people):
            status = Status.EXCUSED if place == 4 else Status.ABSENT if place == 5 else Status.PRESENT
            attendance.set_status(tx, training_session_id=session.id, attendee_id=key, status=status)
    quotas.quotas_as_registered(tx, conference.id)
    rates.set_rate(tx, valid_from=_DAY, amount=100_000, basis="Quyết định mẫu")
    attendees.set_off_payroll(tx, people[:2], True)
    seating.save_room(tx, conference.id, Room(3, 4), name="Hội trường", version=0)
    seating.fill(tx, conference.id, Filling())
    making.make(tx, certificates.DOCUMENT, conference.id, EVERYONE, CertificateOptions())  # for their register
    task = NewTask(
        "Đối thoại với Nhân dân về thủ tục hành chính", _DAY, target="Hai cuộc", responsible="Nguyễn Thị Mẫu, Chủ tịch"
    )
    unit = units.find_unit(tx, "UBND phường Bạch Đằng")
    tasks.give(
        tx, conference.id, [unit] if unit else [], [task], NewConclusion("15/TB-UBND", _DAY, "Chủ tịch UBND quận")
    )
    said_afterwards(tx, conference.id)
    return conference.id


def said_afterwards(tx: Transaction, conference_id: uuid.UUID) -> None:
    """A round of opinions that six answered, a dialogue with a question, a proposal about a procedure."""
    new = questionnaires.preset("evaluation", ("Phường", "Trường"))
    held = opinions.add_round(tx, conference_id, dataclasses.replace(new, starts_on=_DAY, ends_on=_DAY, asked=8))
    count = len(held.questionnaire.items)
    for mark in (5, 4, 5, 4, 3, 5):
        marks = tuple(max(1, mark - place % 2) for place in range(count))
        opinions.enter(tx, held.id, Filled(QuestionnaireAnswer(marks, "Phường"), (Comment(0, "Cách tiếp nhận hồ sơ"),)))
    dialogue = NewDialogue(
        "Đối thoại với Nhân dân năm 2018",
        _DAY,
        "8 giờ 00",
        "trực tiếp",
        "Hội trường UBND quận",
        "Thủ tục hành chính về đất đai",
        "Đăng ký tại bộ phận một cửa",
        "Nguyễn Văn Mẫu, Chủ tịch",
        "Trần Thị Mẫu, Chủ tịch UBMTTQ",
        "Lê Thu Mẫu",
        "Đại diện các tổ dân phố",
        80,
        _DAY - dt.timedelta(days=9),
        _DAY + dt.timedelta(days=5),
        "Các phòng trả lời đúng hạn.",
    )
    view = dialogues.add_dialogue(tx, conference_id, dialogue)
    asked = NewQuestion(
        "Bao giờ cấp giấy?", "Người dân", "Đất đai", answer_by=_DAY + dt.timedelta(days=15), who="Phòng TNMT"
    )
    dialogues.add_question(tx, view.id, asked)
    proposal = NewProposal("Xác nhận tình trạng hôn nhân", ProposalKind.ABOLISH, "1.004873", "Hộ tịch")
    proposal = dataclasses.replace(proposal, reason="Dữ liệu đã có", changes="Bỏ giấy xác nhận", saved_days=3)
    procedures.add_proposal(
        tx, conference_id, dataclasses.replace(proposal, saved_cost=12_000_000, sent_to="Sở Tư pháp")
    )
