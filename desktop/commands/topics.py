"""Which file of this folder each command stands in, so that a call imports that of its own command and no other.

The order is that of `--help`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.commands.subcommands import Subcommands


def _demo(commands: Subcommands) -> None:
    from desktop.commands import demo

    demo.add_to(commands)


def _conferences(commands: Subcommands) -> None:
    from desktop.commands import conferences

    conferences.add_to(commands)


def _importing(commands: Subcommands) -> None:
    from desktop.commands import importing

    importing.add_to(commands)


def _inspecting(commands: Subcommands) -> None:
    from desktop.commands import inspecting

    inspecting.add_to(commands)


def _attendees(commands: Subcommands) -> None:
    from desktop.commands import attendees

    attendees.add_to(commands)


def _registration_form(commands: Subcommands) -> None:
    from desktop.commands import registration_form

    registration_form.add_to(commands)


def _reviewing(commands: Subcommands) -> None:
    from desktop.commands import reviewing

    reviewing.add_to(commands)


def _tidying(commands: Subcommands) -> None:
    from desktop.commands import tidying

    tidying.add_to(commands)


def _training(commands: Subcommands) -> None:
    from desktop.commands import training

    training.add_to(commands)


def _periods(commands: Subcommands) -> None:
    from desktop.commands import periods

    periods.add_to(commands)


def _attendance_sheet(commands: Subcommands) -> None:
    from desktop.commands import attendance_sheet

    attendance_sheet.add_to(commands)


def _signed_sheets(commands: Subcommands) -> None:
    from desktop.commands import signed_sheets

    signed_sheets.add_to(commands)


def _scanned_sheets(commands: Subcommands) -> None:
    from desktop.commands import scanned_sheets

    scanned_sheets.add_to(commands)


def _documents(commands: Subcommands) -> None:
    from desktop.commands import documents

    documents.add_to(commands)


def _badges(commands: Subcommands) -> None:
    from desktop.commands import badges

    badges.add_to(commands)


def _certificates(commands: Subcommands) -> None:
    from desktop.commands import certificates

    certificates.add_to(commands)


def _certificate_codes(commands: Subcommands) -> None:
    from desktop.commands import certificate_codes

    certificate_codes.add_to(commands)


def _seating(commands: Subcommands) -> None:
    from desktop.commands import seating

    seating.add_to(commands)


def _templates(commands: Subcommands) -> None:
    from desktop.commands import templates

    templates.add_to(commands)


def _questions(commands: Subcommands) -> None:
    from desktop.commands import questions

    questions.add_to(commands)


def _role_groups(commands: Subcommands) -> None:
    from desktop.commands import role_groups

    role_groups.add_to(commands)


def _quotas(commands: Subcommands) -> None:
    from desktop.commands import quotas

    quotas.add_to(commands)


def _points(commands: Subcommands) -> None:
    from desktop.commands import points

    points.add_to(commands)


def _replies(commands: Subcommands) -> None:
    from desktop.commands import replies

    replies.add_to(commands)


def _rates(commands: Subcommands) -> None:
    from desktop.commands import rates

    rates.add_to(commands)


def _checkin(commands: Subcommands) -> None:
    from desktop.commands import checkin

    checkin.add_to(commands)


def _move_marks(commands: Subcommands) -> None:
    from desktop.commands import move_marks

    move_marks.add_to(commands)


def _walk_ins(commands: Subcommands) -> None:
    from desktop.commands import walk_ins

    walk_ins.add_to(commands)


def _attendance(commands: Subcommands) -> None:
    from desktop.commands import attendance

    attendance.add_to(commands)


def _desk(commands: Subcommands) -> None:
    from desktop.commands import desk

    desk.add_to(commands)


def _server(commands: Subcommands) -> None:
    from desktop.commands import server

    server.add_to(commands)


def _backups(commands: Subcommands) -> None:
    from desktop.commands import backups

    backups.add_to(commands)


def _encryption(commands: Subcommands) -> None:
    from desktop.commands import encryption

    encryption.add_to(commands)


def _word_forms(commands: Subcommands) -> None:
    from desktop.commands import word_forms

    word_forms.add_to(commands)


def _sign_check(commands: Subcommands) -> None:
    from desktop.commands import sign_check

    sign_check.add_to(commands)


def _tasks(commands: Subcommands) -> None:
    from desktop.commands import tasks

    tasks.add_to(commands)


def _opinions(commands: Subcommands) -> None:
    from desktop.commands import opinions

    opinions.add_to(commands)


def _dialogues(commands: Subcommands) -> None:
    from desktop.commands import dialogues

    dialogues.add_to(commands)


def _procedures(commands: Subcommands) -> None:
    from desktop.commands import procedures

    procedures.add_to(commands)


def _person(commands: Subcommands) -> None:
    from desktop.commands import person

    person.add_to(commands)


def _audit(commands: Subcommands) -> None:
    from desktop.commands import audit

    audit.add_to(commands)


def _version(commands: Subcommands) -> None:
    from desktop.commands import version

    version.add_to(commands)


TOPICS: Mapping[tuple[str, ...], Callable[[Subcommands], None]] = {
    ("demo",): _demo,
    ("conference", "session"): _conferences,
    ("import", "undo-import"): _importing,
    ("inspect",): _inspecting,
    ("attendees", "join", "export"): _attendees,
    ("template",): _registration_form,
    ("review",): _reviewing,
    ("tidy",): _tidying,
    ("history", "figures", "figures-layout"): _training,
    ("periods",): _periods,
    ("sheet",): _attendance_sheet,
    ("sheets", "mark"): _signed_sheets,
    ("scan-sheets", "undo-scan"): _scanned_sheets,
    ("documents", "document"): _documents,
    ("pictures", "role-word"): _badges,
    ("certificates",): _certificates,
    ("certificate-check", "certificate-key"): _certificate_codes,
    ("seats",): _seating,
    ("template-check",): _templates,
    ("questions",): _questions,
    ("role-groups",): _role_groups,
    ("quotas",): _quotas,
    ("points",): _points,
    ("replies", "invite", "decline", "remind", "calendar"): _replies,
    ("rates",): _rates,
    ("check-in", "undo-mark"): _checkin,
    ("move-marks",): _move_marks,
    ("cancel", "substitute", "walk-in"): _walk_ins,
    ("attendance", "to-look-at"): _attendance,
    ("desk",): _desk,
    ("server",): _server,
    ("backup", "backups", "restore"): _backups,
    ("encrypt", "change-key", "decrypt"): _encryption,
    ("word-form", "word-check"): _word_forms,
    ("sign-check",): _sign_check,
    ("tasks",): _tasks,
    ("opinions",): _opinions,
    ("dialogues",): _dialogues,
    ("procedures",): _procedures,
    ("person",): _person,
    ("audit",): _audit,
    ("version",): _version,
}
"""The commands that each topic adds, and what adds them."""
_WITH_VALUE = ("--data", "--language")
"""What may stand before the command and is followed by a value."""


def add_for(words: Sequence[str], commands: Subcommands) -> None:
    """Add the command that a call asks for with its topic, or all where none is known: then all are to be listed."""
    name = _command_of(words)
    for names, add in TOPICS.items():
        if name in names:
            add(commands)
            return
    for add in TOPICS.values():
        add(commands)


def _command_of(words: Sequence[str]) -> str:
    """The first word that is no option of every command; "" where another option comes before it, such as `--help`."""
    place = 0
    while place < len(words) and words[place].startswith("-"):
        option, given, _value = words[place].partition("=")
        if option not in _WITH_VALUE:
            return ""
        place += 1 if given else 2
    return words[place] if place < len(words) else ""
