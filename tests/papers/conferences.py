"""Conferences to print: the one of the case, and a hostile one. Invented people throughout."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import uuid
from typing import Any

from desktop.domain import tasks
from desktop.domain.attendance import Status
from desktop.domain.dialogues import NewDialogue, NewQuestion
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.opinions import Comment, Filled, QuestionnaireAnswer, read_sections
from desktop.domain.people import AttendeeInput
from desktop.domain.procedures import NewProposal, ProposalKind
from desktop.domain.seating import Filling
from desktop.papers import certificates, making
from desktop.papers.certificates.options import CertificateOptions
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
)
from desktop.services import groups as role_groups
from desktop.services import tasks as task_services
from desktop.wording import questionnaires

LONG = "Công-Tằng-Tôn-Nữ Thị Nguyễn Hoàng Phương Trường Xuân Quỳnh Nghiêng"
"""A name of more than 60 letters."""
MARKUP = r"#eval(1) $x^2$ *Lê* @Thị _Thử_ <nhãn> `mã` [a] {b} \n // /* ~ = - + ' Đoàn"
FORMULA = "=cmd|'/c calc'!A1"
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def every_letter() -> str:
    """Every Vietnamese letter with every tone, small and capital, in words of eight."""
    import unicodedata

    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES] + ["đ"]
    text = "".join(small) + "".join(small).upper()
    return " ".join(text[place : place + 8] for place in range(0, len(text), 8))


def hostile(tx: Any, people: int = 40) -> uuid.UUID:
    """Names that break layouts and templates, an empty group, a unit with one person, somebody with nothing but a name."""
    conference = conferences.create_conference(
        tx,
        title="Hội nghị #let x = 1 *tập huấn* $nghiệp vụ$ _cải cách_ @hành chính; " + "nội dung rất dài " * 6,
        starts_on=dt.date(2018, 5, 5),
        ends_on=dt.date(2018, 5, 6),
        venue="Hội trường #2 [tầng 3] <cửa B>",
        superior_body="Ủy ban nhân dân thành phố có tên rất dài và rất khó xuống dòng cho đẹp",
        issuing_body="Ủy ban nhân dân quận #Hai $Bà *Trưng*",
        locality="Hai Bà Trưng",
        preparer=LONG,
        signer_authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        signer_name="Đặng #Thử",
    )
    dice = random.Random(7)
    groups = role_groups.list_groups(tx, conference.id)
    names = [LONG, MARKUP, FORMULA, every_letter()[:250], "An", "Nguyễn Thị " + "Thuỳ " * 10 + "Dương"]
    long_unit = "Trung tâm Văn hóa - Thông tin và Thể thao, Hội Khuyến học và các đơn vị hiệp quản #5 phường Nguyễn Du"
    for number in range(people):
        name = names[number] if number < len(names) else f"Lê Thị Thử {number + 1:04d}X"
        attendees.add_attendee(
            tx,
            conference.id,
            AttendeeInput(
                full_name=name,
                honorific="" if number % 5 else "PGS. TS.",
                position="" if number == 4 else "Phó Trưởng phòng phụ trách " + "công tác " * dice.randrange(0, 5),
                unit=None if number == 4 else long_unit if number % 3 else f"Đơn vị {number % 7}",
                # The last group stays empty.
                role_group_id=None if number == 4 else groups[number % (len(groups) - 1)].id,
                birth="1975" if number % 2 else "23/5/1975",
                gender=("", "male", "female")[number % 3],
                note="Ghi chú #1 rất dài " * (number % 4),
            ),
        )
    for session in agenda.list_sessions(tx, conference.id):
        attendance.fill_rest(tx, session.id, Status.PRESENT)
    _certified(tx, conference.id, CertificateOptions())
    seat_everybody(tx, conference.id)
    for_papers(tx, conference.id)
    return conference.id


WIDE = "Nguyễnthượngwmm Trươngquỳnhmnwg Hoàngphươngmwmt NGHIÊMXUÂNGMWMQ"
"""A name of four words of fifteen wide letters, the last in capitals."""


def of_long_words(tx: Any) -> uuid.UUID:
    """Names, positions, units and groups of four words of fifteen letters each: all came, one in another's place, one late."""
    conference = conferences.create_conference(
        tx,
        title=f"Hội nghị {WIDE}",
        starts_on=dt.date(2018, 5, 23),
        ends_on=dt.date(2018, 5, 23),
        venue=WIDE,
        superior_body=WIDE,
        issuing_body=WIDE,
        locality="Hai Bà Trưng",
        symbol="UBND",
        preparer=WIDE,
        accountant=WIDE,
        signer_authority="TM. ỦY BAN NHÂN DÂN",
        signer_title=WIDE,
        signer_name=WIDE,
        recipients=f"{WIDE};\nLưu: VT.",
    )
    group = role_groups.list_groups(tx, conference.id)[0]
    people = [
        attendees.add_attendee(
            tx,
            conference.id,
            AttendeeInput(
                full_name=WIDE.replace("wmm", letters), position=WIDE, unit=WIDE, role_group_id=group.id, note=WIDE
            ),
        ).id
        for letters in ("wmm", "mmw", "wgm", "mgm", "ggm", "wwm")
    ]
    for session in agenda.list_sessions(tx, conference.id):
        for key, status in zip(people, (*[Status.LATE] * 2, Status.ABSENT, *[Status.EXCUSED] * 2), strict=False):
            attendance.set_status(tx, training_session_id=session.id, attendee_id=key, status=status)
        attendance.fill_rest(tx, session.id, Status.PRESENT)
    _certified(tx, conference.id, CertificateOptions(least="count", count=1))
    seat_everybody(tx, conference.id)
    for_papers(tx, conference.id)
    attendees.set_off_payroll(tx, people, True)
    return conference.id


def for_papers(tx: Any, conference_id: uuid.UUID) -> None:
    """What lists need: a quota for each unit with people, two rates, and every fourth person without a state salary."""
    quotas.quotas_as_registered(tx, conference_id)
    for number, line in enumerate(quotas.list_quotas(tx, conference_id)):
        if line.count and number % 3 == 0:
            who = "lãnh đạo phụ trách và công chức làm công tác cải cách hành chính"
            quotas.set_quota(tx, conference_id, line.unit_id, line.count + number % 2, who=who)
    rates.set_rate(tx, valid_from=dt.date(2017, 7, 1), amount=150_000, basis="Thông tư số 40/2017/TT-BTC")
    rates.set_rate(tx, valid_from=dt.date(2018, 5, 6), amount=200_000, basis="Quyết định #7 [thử]")
    people = [person.id for person in attendees.list_attendees(tx, conference_id)]
    attendees.set_off_payroll(tx, people[::4], True)
    with_tasks(tx, conference_id)
    with_opinions(tx, conference_id)


def with_tasks(tx: Any, conference_id: uuid.UUID) -> None:
    """Two overdue tasks for each of three units with people, the second told of and extended."""
    found = [line.unit_id for line in quotas.list_quotas(tx, conference_id) if line.registered][:3]
    due = dt.date(2018, 6, 30)
    new = [
        tasks.NewTask("Đối thoại với Nhân dân về thủ tục hành chính #1 [thử]", due, target="Hai cuộc"),
        tasks.NewTask("Rà soát thủ tục hành chính", due, indicator=tasks.Indicator("Số TTHC", "thủ tục", 0, 12)),
    ]
    paper = tasks.NewConclusion("15/TB-UBND", dt.date(2018, 5, 25), "Chủ tịch")
    for each in task_services.give(tx, conference_id, found, new, paper).tasks[1::2]:
        told = tasks.ProgressEntry(dt.date(2018, 6, 1), value=6, text="Đã xong 6/12")
        task_services.report(tx, each.id, told)
        task_services.extend(tx, each.id, tasks.Extension(dt.date(2018, 7, 15), "mưa bão"))


def with_opinions(tx: Any, conference_id: uuid.UUID) -> None:
    """What is said after a conference, in hostile words: a round of marks, a dialogue, proposals of a unit and of none."""
    unit = next(line.unit_id for line in quotas.list_quotas(tx, conference_id) if line.registered)
    new = questionnaires.preset("evaluation", (MARKUP, WIDE))
    asked = dataclasses.replace(
        new.questionnaire,
        sections=read_sections(f"I. {MARKUP}\n{MARKUP}\n{WIDE}\nII. Tổ chức #1 [thử]\n=cmd|'/c calc'!A1\n{LONG}"),
        open=(MARKUP, "Góp ý khác"),
    )
    held = opinions.add_round(
        tx, conference_id, dataclasses.replace(new, questionnaire=asked, asked=12, purpose=MARKUP)
    )
    for place in range(11):
        words = Comment(place % 2, (MARKUP, WIDE, FORMULA, every_letter())[place % 4])
        answer = QuestionnaireAnswer((5, 4, 3 if place else None, 1 + place % 5), (MARKUP, WIDE)[place % 2])
        opinions.enter(tx, held.id, Filled(answer, (words,)))
    day = dt.date(2018, 6, 20)
    told: dict[str, Any] = {each.name: MARKUP for each in dataclasses.fields(NewDialogue)}
    told |= {
        "held_on": day,
        "attended": 80,
        "announced_on": day - dt.timedelta(days=8),
        "results_on": day,
        "time": "8 giờ 00",
    }
    view = dialogues.add_dialogue(tx, conference_id, NewDialogue(**told))
    for place in range(7):
        said = "" if place % 2 else WIDE
        question = NewQuestion(MARKUP, WIDE, WIDE, said, bool(said), None if said else day, None, WIDE)
        dialogues.add_question(tx, view.id, question)
    for key in (unit, None):
        proposal = NewProposal(
            MARKUP, ProposalKind.REPLACE, WIDE, WIDE, MARKUP, WIDE, key, MARKUP, WIDE, 3.5, 12e6, WIDE, day
        )
        procedures.add_proposal(tx, conference_id, dataclasses.replace(proposal, answer=MARKUP, answered_on=day))


def of_the_case(tx: Any, people: int = 172) -> uuid.UUID:
    """The conference of the case, its first half-day attended: present, late, excused, absent, not recorded."""
    from tests.sample_record import fill

    conference_id = fill(tx, people)
    for_papers(tx, conference_id)
    session = agenda.list_sessions(tx, conference_id)[0]
    for place, person in enumerate(attendees.list_attendees(tx, conference_id)):
        if place % 10 == 7:
            attendance.set_status(tx, training_session_id=session.id, attendee_id=person.id, status=Status.ABSENT)
        elif place % 10 == 8:
            attendance.set_status(tx, training_session_id=session.id, attendee_id=person.id, status=Status.EXCUSED)
        elif place % 10 < 7:
            late = dt.timedelta(minutes=25 if place % 10 == 6 else -5)
            attendance.check_in(
                tx,
                training_session_id=session.id,
                attendee_id=person.id,
                token=uuid.uuid4(),
                at=(session.starts_at + late).astimezone(),
            )
    _certified(tx, conference_id, CertificateOptions(least="count", count=1))
    seat_everybody(tx, conference_id)
    return conference_id


def _certified(tx: Any, conference_id: uuid.UUID, rule: CertificateOptions) -> None:
    """Certificates issued to all who attended enough."""
    making.make(tx, certificates.DOCUMENT, conference_id, EVERYONE, rule)


def seat_everybody(tx: Any, conference_id: uuid.UUID) -> None:
    """Put everybody on a seat of a room that is just large enough."""
    proposed = seating.seating_of(tx, conference_id)
    seating.save_room(tx, conference_id, proposed.room, name="Phòng #1", version=0)
    seating.fill(tx, conference_id, Filling())
