"""opinions list | new | enter | import | results, and opinion_sheets: what people say, without anybody being known."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, opinion_sheets, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.backups import Reason
from desktop.domain.errors import InvalidInput
from desktop.i18n import _
from desktop.wording import opinions as words
from desktop.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.opinion_import import AnswerPlan
    from desktop.domain.opinion_results import OpinionResults
    from desktop.domain.opinions import NewRound, Questionnaire, RoundView
    from desktop.services.opening import Database, Transaction

PRESETS = ("evaluation", "evaluation-10", "service")
"""Names of `wording.questionnaires.PRESETS`, said here so that `--help` waits for none of their words."""


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "opinions", _("opinions of trainees, citizens and businesses"))
    listed = add_on_database(family, "list", show, _("list the rounds of opinions"), json=True)
    arguments.conference(listed)
    _add_new(family)
    _add_enter(family)
    opinion_sheets.add_to(family)
    taken = add_on_database(family, "import", take, _("take answers from workbooks and form exports"), json=True)
    arguments.conference(taken)
    taken.add_argument("files", metavar=_("FILE"), nargs="+", help=_("workbooks, or folders of them"))
    _round(taken)
    taken.add_argument("--dry-run", action="store_true", help=_("only say what each row would do"))
    text = _("take also answers that an earlier file brought (unless told, a newer export adds only what is new)")
    taken.add_argument("--all", action="store_true", help=text)
    told = add_on_database(family, "results", tell, _("say what a round came to"), json=True)
    arguments.conference(told)
    _round(told)
    told.add_argument("-o", "--output", metavar="OUT.xlsx", default="", help=_("workbook to write the results into"))


def _add_new(family: Subcommands) -> None:
    new = add_on_database(family, "new", add, _("begin a round of opinions"), json=True)
    arguments.conference(new)
    new.add_argument("--title", metavar=_("TEXT"), default="", help=_("what it is called"))
    new.add_argument("--preset", choices=PRESETS, default=PRESETS[0], help=_("questionnaire to begin with"))
    text = _("text file with other questions: one a line, sections with Roman numbers (“I. Content”)")
    new.add_argument("--questions", metavar=_("FILE"), default="", help=text)
    new.add_argument(
        "--question", metavar=_("TEXT"), action="append", default=[], help=_("one question; may be repeated")
    )
    new.add_argument("--open", metavar=_("TEXT"), action="append", help=_("an open question; may be repeated"))
    new.add_argument(
        "--group", metavar=_("TEXT"), action="append", help=_("who answers, one to choose; may be repeated")
    )
    new.add_argument("--scale", type=int, choices=(5, 10), help=_("five levels, or marks from 1 to 10"))
    text = _("what a level is called, the lowest first; may be repeated, five times for five levels")
    new.add_argument("--label", metavar=_("TEXT"), action="append", help=text)
    new.add_argument("--from", dest="starts_on", metavar=_("DATE"), type=arguments.date, help=_("first day"))
    new.add_argument("--to", dest="ends_on", metavar=_("DATE"), type=arguments.date, help=_("last day"))
    new.add_argument("--asked", metavar="N", type=int, help=_("how many are asked"))
    new.add_argument("--channel", metavar=_("TEXT"), default="", help=_("how: on paper, by a form …"))


def _add_enter(family: Subcommands) -> None:
    entered = add_on_database(family, "enter", enter, _("write down answers from paper"), json=True)
    arguments.conference(entered)
    _round(entered)
    text = _("the marks of one paper in the order of its questions: “5 4 - 3” or “54-3”; may be repeated")
    entered.add_argument("--marks", metavar=_("MARKS"), action="append", default=[], help=text)
    entered.add_argument("--group", metavar=_("TEXT"), default="", help=_("who answers"))
    text = _("an answer to an open question: its number, =, the text; may be repeated")
    entered.add_argument("--comment", metavar="N=TEXT", action="append", default=[], help=text)
    text = _("papers counted by hand: for each question in its order how often each level was chosen, “0 1 4 20 30”")
    entered.add_argument("--counts", metavar=_("COUNTS"), action="append", default=[], help=text)
    entered.add_argument("--papers", metavar="N", type=int, default=0, help=_("how many valid papers were counted"))
    entered.add_argument("--invalid", metavar="N", type=int, default=0, help=_("how many invalid papers there were"))


def _round(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--round", metavar="N", type=int, default=0, help=_("number of the round (the newest unless told)")
    )


def show(database: Database, args: argparse.Namespace) -> int:
    """List the rounds, the newest first."""
    from desktop.services import conferences, opinions

    found = database.read(lambda tx: opinions.list_rounds(tx, conferences.find_conference(tx, args.conference).id))
    if args.json:
        output.document({"rounds": [plain_round(each) for each in found]})
        return 0
    output.table(
        [(str(each.number), each.title, words.kind_text(each.kind), words.answers_text(each.answers)) for each in found]
    )
    if not found:
        output.say(sentence("opinion.none"))
    return 0


def add(database: Database, args: argparse.Namespace) -> int:
    """Begin a round from a preset, with what was said otherwise."""
    from desktop.services import conferences, opinions

    new = _new_round(args)
    view = database.write(lambda tx: opinions.add_round(tx, conferences.find_conference(tx, args.conference).id, new))
    if args.json:
        output.document(plain_round(view))
    else:
        output.table([(str(view.number), view.title, words.kind_text(view.kind))])
    return 0


def _new_round(args: argparse.Namespace) -> NewRound:
    from dataclasses import replace

    from desktop.domain.opinions import FIVE, read_sections
    from desktop.wording import questionnaires

    new = questionnaires.preset(args.preset)
    asked = new.questionnaire
    if args.questions or args.question:
        text = _text_of(args.questions) if args.questions else ""
        sections = read_sections("\n".join([text, *args.question]))
        asked = replace(asked, sections=sections, open=())
    if args.scale and args.scale != asked.scale:
        labels = questionnaires.satisfaction() if args.scale == FIVE else ()
        asked = replace(asked, scale=args.scale, labels=labels)
    asked = replace(
        asked,
        open=asked.open if args.open is None else tuple(args.open),
        groups=asked.groups if args.group is None else tuple(args.group),
        labels=asked.labels if args.label is None else tuple(args.label),
    )
    return replace(
        new,
        title=args.title or new.title,
        questionnaire=asked,
        starts_on=args.starts_on,
        ends_on=args.ends_on,
        asked=args.asked,
        channel=args.channel,
    )


def _text_of(name: str) -> str:
    from desktop.domain.errors import UnreadableFile

    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile("file.damaged", file=name) from error


def enter(database: Database, args: argparse.Namespace) -> int:
    """Write down papers one by one, or counted by hand."""
    from desktop.domain.opinions import Filled, HandTally, QuestionnaireAnswer, read_marks
    from desktop.services import conferences, opinions

    if bool(args.marks) == bool(args.counts):
        raise InvalidInput("opinion.marks_or_counts")

    def work(tx: Transaction) -> RoundView:
        view = opinions.find_round(tx, conferences.find_conference(tx, args.conference).id, args.round)
        asked = view.questionnaire
        if args.counts:
            opinions.enter_tally(tx, view.id, HandTally(args.papers, tuple(map(_counts, args.counts)), args.invalid))
            return opinions.get_round(tx, view.id)
        filled = [Filled(QuestionnaireAnswer(read_marks(text, asked), args.group)) for text in args.marks]
        comments = _comments(args.comment, asked)
        entered = [
            opinions.enter(tx, view.id, Filled(each.answer, comments if place == 0 else ()))
            for place, each in enumerate(filled)
        ]
        opinions.tell(tx, view.id, entered)
        return opinions.get_round(tx, view.id)

    view = database.write(work)
    if args.json:
        output.document(plain_round(view))
    else:
        output.say(f"{view.title}: {words.answers_text(view.answers)}")
    return 0


_DIGITS = 9
"""Of a number that can be meant; Python reads no number of any length."""


def _counts(text: str) -> tuple[int, ...]:
    parts = text.replace(",", " ").replace(";", " ").split()
    if not all(part.isdecimal() and len(part) <= _DIGITS for part in parts):
        raise InvalidInput("opinion.tally_number", value=text)
    return tuple(map(int, parts))


def _comments(given: Sequence[str], asked: Questionnaire) -> tuple[Any, ...]:
    from desktop.domain.opinions import Comment

    found = []
    for each in given:
        number, _sign, text = each.partition("=")
        if not number.strip().isdecimal() or len(number) > _DIGITS or not 1 <= int(number) <= len(asked.open):
            raise InvalidInput("opinion.no_such_question")
        found.append(Comment(int(number) - 1, text))
    return tuple(found)


def take(database: Database, args: argparse.Namespace) -> int:
    """Read the files, plan, and unless it is a dry run write; 1 when a row or a file is refused."""
    from desktop.services import backups, conferences, importing, opinions
    from desktop.services.opinions import importing as taking

    with output.quiet_stdout(), output.progress(_("Reading")) as progress:
        loaded = importing.load(args.files, progress=progress)

    def look(tx: Transaction) -> tuple[RoundView, AnswerPlan]:
        view = opinions.find_round(tx, conferences.find_conference(tx, args.conference).id, args.round)
        return view, taking.plan(tx, view.id, loaded, again=args.all)

    view, plan = database.read(look)
    written = not args.dry_run and bool(plan.answers)
    if written:
        backups.before(database, Reason.IMPORT)
        database.write(lambda tx: taking.apply(tx, plan))
    if args.json:
        output.document(_plain_plan(view, plan, written=written))
    else:
        _tell_plan(plan, written=written)
    return 1 if plan.refused else 0


def _plain_plan(view: RoundView, plan: AnswerPlan, *, written: bool) -> dict[str, Any]:
    good = [row for row in plan.rows if row.filled is not None]
    return {
        "round": view.number,
        "title": view.title,
        "written": written,
        "totals": {
            "rows": len(plan.rows),
            "new": len(plan.answers),
            "known": plan.known,
            "valid": sum(row.valid for row in good),
            "invalid": sum(not row.valid for row in good),
            "refused": plan.refused,
        },
        "files": [
            {
                "file": file.file,
                "error": output.message(file.error.code, file.error.details) if file.error else None,
                "by_order": file.by_order,
                "missing": list(file.missing),
                "columns": [{"heading": each.heading, "use": str(each.use)} for each in file.columns],
                "refused": [
                    {"sheet": row.sheet, "row": row.number, **output.message(row.problem.code, row.problem.details)}
                    for row in file.rows
                    if row.problem is not None
                ],
            }
            for file in plan.files
        ],
    }


def _tell_plan(plan: AnswerPlan, *, written: bool) -> None:
    for file in plan.files:
        if file.error is not None:
            output.result(f"{file.file}: {sentence(file.error.code, file.error.details)}")
        for item in file.missing:
            output.say(_("{file} has no column for “{item}”").format(file=file.file, item=item))
        if file.by_order:
            output.say(
                _("{file}: no heading is a question; the columns of marks were taken in their order").format(
                    file=file.file
                )
            )
        for row in file.rows:
            if row.problem is not None:
                where = _("{file} [{sheet}] row {row}").format(file=file.file, sheet=row.sheet, row=row.number)
                output.result(f"{where}: {sentence(row.problem.code, row.problem.details)}")
    line = _("New answers {new}, there already {known}, refused {refused}")
    if not written:
        line = _("New answers {new}, there already {known}, refused {refused}: nothing written")
    output.result(line.format(new=len(plan.answers), known=plan.known, refused=plan.refused))


def tell(database: Database, args: argparse.Namespace) -> int:
    """Say what a round came to."""
    from desktop.services import conferences, opinions

    def work(tx: Transaction) -> tuple[str, OpinionResults]:
        conference = conferences.find_conference(tx, args.conference)
        return conference.title, opinions.results(tx, opinions.find_round(tx, conference.id, args.round).id)

    title, found = database.read(work)
    if args.output:
        from desktop.services import exporting
        from desktop.services.opinions.exporting import tables

        first, *further = tables(found)
        output.say(str(exporting.save(first, args.output, *further)))
    if args.json:
        output.document({"conference": title, **plain_results(found)})
    else:
        _say_results(found)
    return 0


def _say_results(found: OpinionResults) -> None:
    output.result(found.round.title)
    for line in (words.counted_text(found), words.asked_text(found), words.mean_line(found)):
        if line:
            output.result(line)
    if found.hidden:
        output.say(words.hidden_text())
    rows = []
    for place, section in enumerate(found.sections, start=1):
        rows.append((words.mean_text(section.mean), words.section_title(section.title, place), section.band))
        rows += [
            (words.mean_text(item.mean), f"  {item.text}", " ".join(map(str, item.counts))) for item in section.items
        ]
    output.table(rows)
    output.table(
        [(words.mean_text(each.mean), words.group_name(each.name), str(each.answers)) for each in found.groups]
    )
    for comment in found.comments:
        output.result(comment.question)
        output.table([(f"  {count}", text) for text, count in comment.texts])


def plain_round(view: RoundView) -> dict[str, Any]:
    """A round as JSON holds it."""
    asked = view.questionnaire
    return {
        "round": view.number,
        "title": view.title,
        "kind": str(view.kind),
        "scale": asked.scale,
        "sections": [{"title": section.title, "items": list(section.items)} for section in asked.sections],
        "open": list(asked.open),
        "groups": list(asked.groups),
        "from": view.starts_on.isoformat() if view.starts_on else None,
        "to": view.ends_on.isoformat() if view.ends_on else None,
        "asked": view.asked,
        "channel": view.channel,
        "answers": view.answers,
    }


def plain_results(found: OpinionResults) -> dict[str, Any]:
    """What a round came to as JSON holds it; null for what is kept back of too few answers."""
    return {
        "round": found.round.number,
        "title": found.round.title,
        "kind": str(found.round.kind),
        "scale": found.round.questionnaire.scale,
        "asked": found.round.asked,
        "total": found.total,
        "valid": found.valid,
        "invalid": found.invalid,
        "unanswered_limit": found.most_unanswered,
        "hidden": found.hidden,
        "mean": _rounded(found.mean),
        "band": found.band,
        "satisfied_percent": _rounded(found.satisfied),
        "sections": [
            {
                "title": section.title,
                "mean": _rounded(section.mean),
                "band": section.band,
                "before": _rounded(section.before),
                "items": [
                    {
                        "text": item.text,
                        "mean": _rounded(item.mean),
                        "answered": item.answered,
                        "counts": list(item.counts),
                        "satisfied_percent": _rounded(item.satisfied),
                        "before": _rounded(item.before),
                    }
                    for item in section.items
                ],
            }
            for section in found.sections
        ],
        "groups": [{"name": each.name, "answers": each.answers, "mean": _rounded(each.mean)} for each in found.groups],
        "comments": [
            {"question": each.question, "texts": [{"text": text, "count": count} for text, count in each.texts]}
            for each in found.comments
        ],
        "before": {"title": found.before_title, "mean": _rounded(found.before)} if found.before_title else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
