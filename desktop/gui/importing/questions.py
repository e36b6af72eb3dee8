"""What the preview asks about a row, and the answers it offers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.fields import FIELDS, SENSITIVE_FIELDS
from desktop.domain.importing import Clue, Problem, Severity
from desktop.gui.importing.draft import PreviewRow, RowKey, SamePerson
from desktop.gui.widgets.text import literal
from desktop.i18n import _
from desktop.wording import row_clues, sentence
from desktop.wording.import_preview import aside_sentence, field_label, kinds_text, shown_value
from desktop.wording.import_questions import WHETHER, person_button, person_question

_CANDIDATES = 3
"""So many units a question may offer as buttons; more are chosen from the list."""
_PEOPLE = 6
"""So many people."""

_REASONS = 3
_LONGEST = 120


class QuestionAnswer(StrEnum):
    """What the organizer may say."""

    THIS_UNIT = "this_unit"
    WHOLE_SHEET = "whole_sheet"
    NEW_UNIT = "new_unit"
    PICK_UNIT = "pick_unit"
    TAKE_NEW = "take_new"
    KEEP_OLD = "keep_old"
    THIS_PERSON = "this_person"
    PICK_FIELDS = "pick_fields"
    OTHER_PERSON = "other_person"
    LEAVE_OUT = "leave_out"
    TAKE_IN = "take_in"
    PERSON = "person"
    NO_PERSON = "no_person"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under a question."""

    answer: QuestionAnswer
    label: str
    primary: bool = False
    unit_id: uuid.UUID | None = None
    """The unit that THIS_UNIT means."""
    name: str = ""
    """The unit of all rows of the sheet that WHOLE_SHEET means."""
    person: int = -1
    """Which of the people whom a row may be THIS_PERSON means."""


@dataclass(frozen=True, slots=True)
class Side:
    """One line of the two sides of a suspected duplicate."""

    label: str
    registered: str
    file: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What the panel under the table shows for a row."""

    place: str
    sentences: tuple[str, ...]
    severity: Severity | None
    choices: tuple[Choice, ...] = ()
    sides: tuple[Side, ...] = ()
    headings: tuple[str, str] = ("", "")
    """What the two sides are."""
    problem: Problem | None = None
    alike: int = 0
    """Other rows that the same answer would settle, when the organizer says so."""


def is_unit_question(problem: Problem) -> bool:
    """Whether the question is which unit a spelling means."""
    return problem.severity is Severity.QUESTION and problem.field == "unit"


def open_question(line: PreviewRow) -> Problem | None:
    """The first question of a row that waits for an answer."""
    return next((problem for problem in line.row.problems if problem.severity is Severity.QUESTION), None)


def alike(problem: Problem, line: PreviewRow, everything: Iterable[PreviewRow]) -> list[PreviewRow]:
    """Other rows asking the same kind of question."""
    code, found = problem.code, dict[RowKey, PreviewRow]()
    for other in everything:
        for asked in other.row.problems:
            if asked.code == code:
                found[other.key] = other
    found.pop(line.key, None)
    return list(found.values())


def asks_whether_to_take(line: PreviewRow) -> bool:
    """Whether the question is if the row is a person who comes at all."""
    return any(problem.code in WHETHER and problem.severity is Severity.QUESTION for problem in line.row.problems)


def to_say(line: PreviewRow) -> bool | None:
    """What one key says of a row: that it is a person, or that it is none; None: it takes back what was said."""
    if line.said is not None:
        return None
    return line.aside is not None or asks_whether_to_take(line)


def like(line: PreviewRow, everything: Iterable[PreviewRow], *, whole_file: bool = False) -> list[PreviewRow]:
    """The rows of its sheet, or of its file, of which the same may be said at once; of a plain person only itself."""

    def state(one: PreviewRow) -> tuple[object, ...]:
        return one.aside.kind if one.aside else "", one.said, asks_whether_to_take(one)

    wanted, file = state(line), line.file.file
    if wanted == ("", None, False):
        return [line]
    return [
        other
        for other in everything
        if (whole_file or other.sheet is line.sheet) and other.file.file == file and state(other) == wanted
    ]


def ask(line: PreviewRow, everything: Iterable[PreviewRow], *, left_out: bool, person: int = -1) -> Ask:
    """What to show for a row; `person`: which of the people whom it may be is asked about, once that was chosen."""
    place = _("Row {row}, {file}").format(row=line.row.row, file=line.file_name)
    if line.aside is not None:
        return _ask_aside(line, place, everything)
    question = open_question(line)
    if question is None or left_out:
        return _told(line, place, left_out=left_out)
    others = [problem for problem in line.row.problems if problem is not question]
    sentences = (sentence(question.code, question.details), *(sentence(p.code, p.details) for p in others))
    if is_unit_question(question):
        return Ask(place, sentences, Severity.QUESTION, _unit_choices(question), problem=question)
    people = people_asked(question)
    if len(people) > 1 and not 0 <= person < len(people):
        return Ask(place, sentences, Severity.QUESTION, _people_choices(people), problem=question)
    count = len(alike(question, line, everything))
    if question.code in WHETHER:
        no, yes = WHETHER[question.code]()
        choices = (Choice(QuestionAnswer.NO_PERSON, no), Choice(QuestionAnswer.PERSON, yes, primary=True))
        cells = " | ".join(" ".join(str(cell).split()) for cell in line.row.raw if cell not in (None, ""))
        held = (f"“{_cut(cells)}”",) if cells else ()
        sentences = (sentences[0], *held, *_why(line.row.why), *sentences[1:])
        return Ask(place, sentences, Severity.QUESTION, choices, problem=question, alike=count)
    told = people[person] if len(people) > 1 else question.details
    if len(people) > 1:  # each row has its own people: no answer holds for others
        sentences, count = (person_button(told, plain=True), *sentences[1:]), 0
    else:
        sentences = (person_question(question), *sentences[1:])
    return Ask(
        place, sentences, Severity.QUESTION, _person_choices(question, told, person), _sides(line, told),
        headings(told), question, count,
    )  # fmt: skip


def _ask_aside(line: PreviewRow, place: str, everything: Iterable[PreviewRow]) -> Ask:
    """Nothing to answer, but the reader's judgement and the way back from it."""
    assert line.aside is not None
    why = line.aside.why if line.said is None else ()
    choices = (Choice(QuestionAnswer.PERSON, _("A &person")),)
    count = len(like(line, everything)) - 1
    told = (f"“{_cut(line.aside.text)}”", aside_sentence(line.aside, line.said), *_why(why))
    return Ask(place, told, Severity.INFO, choices, alike=count)


def ask_of_fold(lines: Sequence[PreviewRow]) -> Ask:
    """What stands under a fold, and the keys that go on from here."""
    first, last = lines[0], lines[-1]
    place = _("Rows {first}–{last}, {file}").format(first=first.row.row, last=last.row.row, file=first.file_name)
    told = _("set aside, nobody is named in them ({kinds}).").format(
        kinds=kinds_text(line.aside for line in lines if line.aside)
    )
    return Ask(
        place, (told, _("Enter shows them one by one. Space on one of them imports it as a person.")), Severity.INFO
    )


def _why(why: tuple[Clue, ...]) -> tuple[str, ...]:
    """The strongest reasons in one sentence."""
    reasons = "; ".join(row_clues.reasons(why[:_REASONS]))
    return (_("Why: {reasons}.").format(reasons=reasons),) if reasons else ()


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _person_choices(question: Problem, told: Mapping[str, object], person: int) -> tuple[Choice, ...]:
    """1 leaves what is known, 2 takes the row: the sides in the order in which they are shown."""
    out = Choice(QuestionAnswer.LEAVE_OUT, _("&Leave this row out"))
    other = Choice(QuestionAnswer.OTHER_PERSON, _("An&other person"))
    pick = Choice(QuestionAnswer.PICK_FIELDS, _("Choose &field by field…"), person=person)
    if question.code == "match.cancelled":
        return (
            Choice(QuestionAnswer.KEEP_OLD, _("&Stays cancelled, leave this row out")),
            Choice(QuestionAnswer.TAKE_NEW, _("&Coming after all"), primary=True, person=person),
            pick,
            other,
        )
    in_file = row_told(told) is not None
    keep = (
        _("Same person, &keep row {row}").format(row=told.get("row"))
        if in_file
        else _("Same person, &keep what we have")
    )
    return (
        Choice(QuestionAnswer.KEEP_OLD, keep, primary=in_file, person=person),
        Choice(QuestionAnswer.TAKE_NEW, _("Same person, take this &row"), primary=not in_file, person=person),
        pick,
        other,
        out,
    )


def _people_choices(people: Sequence[Mapping[str, object]]) -> tuple[Choice, ...]:
    """One of the people whom a row may be, another person, or none of it."""
    choices = [
        Choice(QuestionAnswer.THIS_PERSON, person_button(told), person=place)
        for place, told in enumerate(people[:_PEOPLE])
    ]
    return (
        *choices,
        Choice(QuestionAnswer.OTHER_PERSON, _("An&other person")),
        Choice(QuestionAnswer.LEAVE_OUT, _("&Leave this row out")),
    )


def people_asked(question: Problem) -> list[Mapping[str, object]]:
    """Everybody whom a row may be, with what is known of them."""
    people = question.details.get("people")
    if not isinstance(people, (list, tuple)):
        return [question.details]
    return [{**told, "after": question.details.get("after")} for told in people]


def row_told(told: Mapping[str, object]) -> RowKey | None:
    """The other row of the import that is this person."""
    file, sheet, key = told.get("file"), told.get("sheet"), told.get("key")
    return (file, sheet, key) if isinstance(file, str) and isinstance(sheet, str) and isinstance(key, int) else None


def same_as(told: Mapping[str, object], picks: Mapping[str, bool] | None = None) -> SamePerson:
    """The answer that the row is this person; `picks`: whose values win, field by field."""
    return SamePerson(as_uuid(told.get("attendee_id")), row_told(told), picks or {})


KEEP_ALL: Mapping[str, bool] = dict.fromkeys((*FIELDS, *SENSITIVE_FIELDS), False)
"""Nothing of the row is taken."""


def _unit_choices(question: Problem) -> tuple[Choice, ...]:
    if question.code == "unit.doubtful":
        either = str(question.details["unit"]), str(question.details["other"])
        whole = tuple(Choice(QuestionAnswer.WHOLE_SHEET, literal(name), name=name) for name in either)
        return (Choice(QuestionAnswer.PICK_UNIT, _("Choose &another…")), *whole)
    choices = [
        Choice(QuestionAnswer.PICK_UNIT, _("Choose &another…")),
        Choice(QuestionAnswer.NEW_UNIT, _("A ne&w unit")),
    ]
    suggested = question.details.get("suggestion_id")
    if suggested is not None:
        choices.append(Choice(QuestionAnswer.THIS_UNIT, _("&Yes, remember it"), True, as_uuid(suggested)))
    candidates = question.details.get("candidate_ids")
    if isinstance(candidates, (list, tuple)):
        names = question.details.get("candidates")
        if isinstance(names, (list, tuple)) and len(names) == len(candidates) <= _CANDIDATES:
            pairs = zip(names, candidates, strict=True)
            choices += [
                Choice(QuestionAnswer.THIS_UNIT, literal(str(name)), unit_id=as_uuid(unit)) for name, unit in pairs
            ]
    return tuple(choices)


def as_uuid(value: object) -> uuid.UUID | None:
    """An id as a problem's details carry it."""
    if isinstance(value, uuid.UUID) or value is None:
        return value
    return uuid.UUID(str(value))


def _told(line: PreviewRow, place: str, *, left_out: bool) -> Ask:
    problems = line.row.problems
    severity = next((s for s in Severity if any(p.severity is s for p in problems)), None)
    sentences = (*(sentence(problem.code, problem.details) for problem in problems), *_why(line.row.why))
    if left_out:
        back = (Choice(QuestionAnswer.TAKE_IN, _("&Take this row in")),)
        return Ask(place, sentences, Severity.INFO, back)
    out = (Choice(QuestionAnswer.LEAVE_OUT, _("&Leave this row out")),)
    return Ask(place, sentences, severity, out, _sides(line), headings({}))


def headings(told: Mapping[str, object]) -> tuple[str, str]:
    """Two rows of the import stand against each other, or a row against the list."""
    if row_told(told) is not None:
        return _("Row {row}").format(row=told.get("row", "")), _("This row")
    return _("Registered"), _("In the file")


def _sides(line: PreviewRow, told: Mapping[str, object] | None = None) -> tuple[Side, ...]:
    """The values that differ, both sides."""
    pairs = [(change.field, change.before, change.after) for change in line.row.changes]
    if told is not None:
        pairs = [(pair.name, pair.before, pair.after) for pair in both_sides(told) if pair.before != pair.after]
    return tuple(Side(field_label(name), shown_value(name, old), shown_value(name, new)) for name, old, new in pairs)


@dataclass(frozen=True, slots=True)
class Values:
    """What is known of somebody and what the row says, of one field."""

    name: str
    before: str
    after: str
    wins: bool
    """Whether the row's value is the likelier one: it says more, or otherwise."""


def both_sides(told: Mapping[str, object]) -> list[Values]:
    """The fields of which the row says anything."""
    before, after, better = told.get("before"), told.get("after"), told.get("fields")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping) or not isinstance(better, (tuple, list)):
        return []
    return [
        Values(name, str(before.get(name, "")), str(after[name]), name in better)
        for name in (*FIELDS, *SENSITIVE_FIELDS)
        if after.get(name)
    ]
