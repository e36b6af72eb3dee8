"""questions add | list | remove: what a conference asks of its attendees beside the fields that all have."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.questions import Question, QuestionKind, QuestionTally
from desktop.i18n import _, ngettext
from desktop.wording.questions import kind_text, tally_text

if TYPE_CHECKING:
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "questions", _("what a conference asks of its attendees: lunch, transport …"))
    added = add_on_database(family, "add", add, _("ask a question"), json=True)
    arguments.conference(added)
    added.add_argument("title", metavar=_("TITLE"), help=_("the question, as short as a column's heading"))
    added.add_argument("--kind", choices=[str(kind) for kind in QuestionKind], required=True, help=_("kind of answer"))
    added.add_argument(
        "--choice", metavar=_("TEXT"), action="append", default=[], help=_("what there is to choose; may be repeated")
    )
    listed = add_on_database(family, "list", show, _("list the questions, with what was answered"), json=True)
    arguments.conference(listed)
    gone = add_on_database(family, "remove", remove, _("remove a question with its answers"), json=True)
    arguments.conference(gone)
    gone.add_argument("title", metavar=_("TITLE"), help=_("the question, or a part that fits only one"))


def add(database: Database, args: argparse.Namespace) -> int:
    """Ask a further question."""
    from desktop.services import conferences, questions

    def work(tx: Transaction) -> Question:
        view = conferences.find_conference(tx, args.conference)
        kind = QuestionKind(args.kind)
        return questions.add_question(tx, view.id, title=args.title, kind=kind, choices=args.choice)

    question = database.write(work)
    if args.json:
        output.document(_plain(question))
    else:
        output.table([_line(question)])
    return 0


def show(database: Database, args: argparse.Namespace) -> int:
    """List the questions, each with what those who are coming answered."""
    from desktop.services import conferences, questions

    def work(tx: Transaction) -> list[QuestionTally]:
        return questions.tallies(tx, conferences.find_conference(tx, args.conference).id)

    found = database.read(work)
    if args.json:
        output.document([{**_plain(each.question), **_counted(each)} for each in found])
        return 0
    if not found:
        output.say(_("Nothing is asked yet: “questions add CONFERENCE TITLE --kind …” asks something."))
    output.table([(*_line(each.question), tally_text(each)) for each in found])
    return 0


def remove(database: Database, args: argparse.Namespace) -> int:
    """Remove a question and all answers to it."""
    from desktop.services import conferences, questions

    def work(tx: Transaction) -> tuple[Question, int]:
        view = conferences.find_conference(tx, args.conference)
        question = questions.find_question(tx, view.id, args.title)
        return question, questions.remove_question(tx, question.id)

    question, answered = database.write(work)
    if args.json:
        output.document({**_plain(question), "answers": answered})
        return 0
    output.result(question.title)
    text = ngettext("{count} answer went with it.", "{count} answers went with it.", answered)
    output.say(text.format(count=answered))
    output.say(_("To undo it: Edit › Undo (Ctrl+Z) in the window."))
    return 0


def _line(question: Question) -> tuple[str, ...]:
    return question.title, kind_text(question.kind), "; ".join(question.choices)


def _plain(question: Question) -> dict[str, object]:
    return {"title": question.title, "kind": str(question.kind), "choices": list(question.choices)}


def _counted(each: QuestionTally) -> dict[str, object]:
    counts = [{"answer": answer, "count": count} for answer, count in each.counts]
    return {"counts": counts, "answered": each.answered, "unanswered": each.unanswered, "total": each.total}
