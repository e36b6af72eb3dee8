"""The commands about one conference: itself, its replies, documents, and what comes after it."""

from __future__ import annotations

from desktop.gui.command import BesideDocument, Command, InMenu, OnPage
from desktop.gui.commands import after_openers, openers, reply_openers, task_openers
from desktop.gui.commands.openers import on_page
from desktop.i18n import _

CONFERENCE = (
    Command(
        "conference.edit", lambda: _("Conference &details…"), "", openers.edit_conference,
        needs_conference=True, when="open", where=(InMenu("conference"), InMenu("switcher")),
    ),
    Command(
        "conference.frame", lambda: _("&Letterhead and signer…"), "", openers.letterhead,
        where=(InMenu("conference"), BesideDocument()),
    ),
    Command(
        "pictures", lambda: _("Emblem and &pictures…"), "", openers.pictures,
        where=(InMenu("conference"), BesideDocument(frozenset({"badges"}))),
    ),
    Command(
        "groups", lambda: _("R&ole groups…"), "", openers.groups, needs_conference=True,
        where=(InMenu("conference"), InMenu("attendees", 1, -1), InMenu("switcher")),
    ),
    Command(
        "points", lambda: _("Points…"), "", openers.points, needs_conference=True,
        where=(InMenu("conference"),),
    ),
    Command(
        "questions", lambda: _("Custo&m questions…"), "", openers.questions, needs_conference=True,
        where=(InMenu("conference"), InMenu("attendees", 1, -1)),
    ),
    Command(
        "ranks", lambda: _("Order of positio&ns…"), "", openers.ranks, needs_conference=True,
        where=(InMenu("conference"), InMenu("attendees", 1, -1)),
    ),
    Command(
        "documents.quota", lambda: _("&Quotas of the units…"), "", openers.quotas, needs_conference=True,
        where=(InMenu("conference", 1), BesideDocument(frozenset({"quota-annex"}), needed=True)),
    ),
    Command(
        "figures", lambda: _("Fi&gures of a span of time…"), "", openers.figures,
        where=(InMenu("conference", 1),),
    ),
    Command(
        "periods", lambda: _("Reported periods…"), "", openers.periods,
        where=(InMenu("conference", 1),),
    ),
    Command(
        "documents.rates", lambda: _("Daily ra&tes…"), "", openers.rates,
        where=(InMenu("conference", 1), BesideDocument(frozenset({"payment"}), needed=True)),
    ),
    Command(
        "documents.seating", lambda: _("&Arrange the seats…"), "", openers.seating, needs_conference=True,
        where=(InMenu("conference", 1), BesideDocument(frozenset({"seat-plan"}), needed=True)),
    ),
    Command(
        "documents.certificates", lambda: _("&Who gets a certificate…"), "", openers.certificates,
        needs_conference=True,
        where=(
            InMenu("conference", 1),
            BesideDocument(frozenset({"certificates", "certificate-register"}), needed=True),
        ),
    ),
    Command(
        "certificates.check", lambda: _("Check a certi&ficate…"), "", openers.certificate_check,
        where=(InMenu("conference", 1),),
    ),
    Command(
        "conference.close", lambda: _("Clo&se the conference"), "", openers.close_conference,
        needs_conference=True, when="open", where=(InMenu("conference", 2),),
    ),
    Command(
        "conference.reopen", lambda: _("R&eopen the conference"), "", openers.reopen_conference,
        needs_conference=True, when="closed", where=(InMenu("conference", 2),),
    ),
    Command(
        "conference.copy", lambda: _("&Copy the conference…"), "", openers.copy_conference,
        needs_conference=True, where=(InMenu("conference", 2), InMenu("switcher")),
    ),
    Command(
        "conference.remove", lambda: _("&Remove the conference…"), "", openers.remove_conference,
        needs_conference=True, where=(InMenu("conference", 2),),
    ),
    Command("conference.bin", lambda: _("&Bin…"), "", openers.conference_bin, where=(InMenu("conference", 2),)),
)  # fmt: skip

REPLIES = (
    Command(
        "replies.invite", lambda: _("Invitations sent…"), "", reply_openers.invite,
        needs_conference=True, when="open", where=(InMenu("attendees", 3),),
    ),
    Command(
        "replies.remind", lambda: _("Remind units of their reply…"), "", reply_openers.remind,
        needs_conference=True, where=(InMenu("attendees", 3),),
    ),
    Command(
        "replies.calendar", lambda: _("Save calendar files…"), "", reply_openers.calendar,
        needs_conference=True, where=(InMenu("attendees", 3),),
    ),
)  # fmt: skip

TASKS = (
    Command(
        "tasks.give", lambda: _("Give tasks to units…"), "", task_openers.give,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
    Command(
        "tasks.given", lambda: _("Tasks given and conclusions…"), "", task_openers.given,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
    Command(
        "tasks.sheets", lambda: _("Save task sheets…"), "", task_openers.sheets,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
    Command(
        "tasks.take", lambda: _("Take task sheets…"), "", task_openers.take,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
    Command(
        "tasks.remind", lambda: _("Remind the late…"), "", task_openers.remind,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
)  # fmt: skip

AFTER = tuple(
    Command(name, text, "", opens, needs_conference=True, where=(InMenu("conference", group),))
    for group, name, text, opens in (
        (4, "opinions.new", lambda: _("New round of opinions…"), after_openers.new_round),
        (4, "opinions.enter", lambda: _("Enter answers from paper…"), after_openers.enter_answers),
        (4, "opinions.tally", lambda: _("Enter a count of papers…"), after_openers.enter_tally),
        (4, "opinions.import", lambda: _("Import answers…"), after_openers.import_answers),
        (4, "opinions.scan", lambda: _("Questionnaires from pictures…"), after_openers.read_papers),
        (5, "dialogues.new", lambda: _("New dialogue…"), after_openers.new_dialogue),
        (5, "procedures.new", lambda: _("New proposal on a procedure…"), after_openers.new_proposal),
        (5, "after.limits", lambda: _("Limits and bands of opinions and dialogues…"), after_openers.limits),
    )
)

DOCUMENTS = (
    Command(
        "documents.word", lambda: _("The office's own Word file…"), "", openers.word_form, needs_conference=True,
        where=(BesideDocument(frozenset({"invitation", "report"}), takes_name=True),),
    ),
    Command(
        "documents.wording", lambda: _("Change the wording…"), "", openers.document_wording, needs_conference=True,
        where=(BesideDocument(takes_name=True),),
    ),
)  # fmt: skip

BUTTONS = tuple(
    Command(f"page.{name}", text, "", on_page(f"page.{name}"), where=(OnPage(page),))
    for page, name, text in (
        ("go.printing", "save", lambda: _("Save the document…")),
        ("go.replies", "invitation", lambda: _("Invitation of the unit…")),
        ("go.replies", "decline", lambda: _("The unit declined, or comes after all…")),
        ("go.replies", "reminder_copy", lambda: _("Copy the reminder")),
        ("go.replies", "reminder_letter", lambda: _("Send the reminder by e-mail")),
        ("go.replies", "reminder_save", lambda: _("Save the reminder…")),
        ("go.tasks", "commitment", lambda: _("Commitment to a task…")),
        ("go.tasks", "progress", lambda: _("Progress of a task…")),
        ("go.tasks", "extension", lambda: _("Extension of a task…")),
        ("go.tasks", "question", lambda: _("New question…")),
        ("go.tasks", "answer", lambda: _("Answer of a question…")),
        ("go.tasks", "question_remove", lambda: _("Remove the question")),
        ("go.tasks", "dialogue_notice", lambda: _("Print the announcement")),
        ("go.tasks", "dialogue_minutes", lambda: _("Print the minutes")),
        ("go.tasks", "questionnaire", lambda: _("Print the questionnaire")),
        ("go.tasks", "opinion_sheet", lambda: _("Print the questionnaire to be scanned")),
        ("go.tasks", "results", lambda: _("Print the results")),
        ("go.tasks", "results_save", lambda: _("Save the results…")),
        ("go.tasks", "procedure_list", lambda: _("Print the list of proposals")),
        ("go.tasks", "procedure_form", lambda: _("Print the forms of proposals")),
    )
)
"""What buttons of a page do with what is chosen on it."""
