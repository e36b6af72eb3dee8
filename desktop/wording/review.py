"""The cases of the queue in words: what each is about, its reason, and what settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop.domain.attendance import Doubt, DoubtfulAttendance, Mark, MarkKind
from desktop.domain.reviewing import Case, CaseKind, Choice, ReviewAnswer
from desktop.i18n import _
from desktop.wording import attendance, attendance_log, field, import_preview, sentence, signed_sheets
from desktop.wording.formats import desk_text, moment_text

SIGNS: Mapping[CaseKind, str] = {
    CaseKind.REFUSED: "✕",
    CaseKind.ATTENDANCE: "✓",
    CaseKind.DUPLICATE: "≈",
    CaseKind.UNIT: "?",
    CaseKind.FIELD: "!",
}
"""The sign of each kind, so that colour never speaks alone."""

_KINDS: Mapping[CaseKind, Callable[[], str]] = {
    CaseKind.REFUSED: lambda: _("Not taken by the server"),
    CaseKind.ATTENDANCE: lambda: _("Attendance"),
    CaseKind.DUPLICATE: lambda: _("Perhaps one person"),
    CaseKind.UNIT: lambda: _("Unit"),
    CaseKind.FIELD: lambda: _("Doubts of an import"),
}

_SHORT: Mapping[str, Callable[[], str]] = {
    "twice": lambda: _("let in twice"),
    "contradiction": lambda: _("contradiction"),
    "off_the_list": lambda: _("off the list, yet let in"),
    "both": lambda: _("came beside the substitute"),
    "two_instead": lambda: _("two substitutes"),
    "outside": lambda: _("outside its time"),
    "duplicate.at_the_door": lambda: _("maybe twice"),
    "duplicate.agree": lambda: _("maybe twice"),
    "duplicate.name_only": lambda: _("maybe twice"),
    "unit.missing": lambda: _("no unit"),
    "unit.unknown": lambda: _("unknown unit"),
}

_REASONS: Mapping[str, Callable[[], str]] = {
    "duplicate.at_the_door": lambda: _(
        "A walk-in, and somebody of this name is on the list already: it may be the same person."
    ),
    "duplicate.agree": lambda: _("On the list twice: it may be the same person."),
    "duplicate.name_only": lambda: _("On the list twice, and nothing beside the name tells whether it is one person."),
    "unit.missing": lambda: _("No unit is named."),
    "unit.unknown": lambda: _("The directory does not have the unit “{value}”."),
    "unit.suggestion": lambda: _("The unit “{value}” came in as a new one; the directory has one that is like it."),
    "unit.ambiguous": lambda: _("The unit “{value}” came in as a new one, and may be one that the directory has."),
    "unit.doubtful": lambda: _("“{sheet}” may be the list of {unit} or of {other}."),
    "row.perhaps_absent": lambda: _("The note says “{value}”: this person may not come."),
}


def kind(value: CaseKind) -> str:
    """What a kind of case is called."""
    return _KINDS[value]()


def nothing() -> str:
    """That no case is left."""
    return _("✓ Nothing to review.")


def short(case: Case) -> str:
    """The reason in the two words of a list."""
    if case.kind is CaseKind.REFUSED:
        return _("not taken")
    known = _SHORT.get(case.code)
    return known() if known else import_preview.problem_label(case.code)


def tag(cases: Iterable[Case]) -> str:
    """What stands at the end of an attendee's row; "" for nobody to be reviewed."""
    first = next(iter(cases), None)
    if first is None:
        return ""
    return _("maybe twice") if first.kind is CaseKind.DUPLICATE else _("to review")


def of_whom(case: Case, count: int) -> str:
    """Whom an answer settled: by name, or how many cases."""
    return case.full_name if count == 1 else _("{count} cases").format(count=count)


def settled(case: Case, count: int) -> str:
    """That a case is settled, or so many of them."""
    # No plural of one sentence: a language that has none would never name anybody.
    one, many = _("✓ {name}: settled"), _("✓ {count} cases settled")
    return one.format(name=case.full_name) if count == 1 else many.format(count=count)


def reason(case: Case) -> str:
    """Why it should be reviewed, in whole sentences."""
    if case.kind is CaseKind.REFUSED and case.doubt is not None:
        return _("{what} The server did not take it: {why}").format(
            what=refused_note(case.doubt), why=sentence(case.code)
        )
    if case.doubt is not None:
        text = _("{session}: {doubt}").format(session=case.doubt.session, doubt=attendance.doubt(case.code))
        return f"{text} ({_arrived(case.doubt)})" if case.doubt.doubt == Doubt.OUTSIDE else text
    known = _REASONS.get(case.code)
    if known is None:
        return sentence(case.code, case.details)
    words = [known().format(**case.details)]
    if case.details.get("agree"):
        words.append(_("The same: {fields}.").format(fields=_fields(case.details["agree"])))
    if case.details.get("differ"):
        words.append(_("Different: {fields}.").format(fields=_fields(case.details["differ"])))
    if case.details.get("cancelled"):
        words.append(_("One of the two is cancelled."))
    return " ".join(words)


def _fields(names: object) -> str:
    return ", ".join(field.heading(str(name)).lower() for name in names) if isinstance(names, tuple) else ""


def choice(case: Case, chosen: Choice) -> str:
    """One way to settle a case, in words."""
    if chosen.answer is ReviewAnswer.KEEP_MARK and case.doubt is not None:
        return next((mark_text(mark) for mark in case.doubt.marks if mark.id == chosen.id), "")
    if chosen.answer is ReviewAnswer.KEEP:
        return _keep(case, chosen.value)
    if chosen.answer is ReviewAnswer.CONFIRM and case.doubt is not None:
        return _("Right: came at {time}").format(time=_arrived(case.doubt))
    words: Mapping[ReviewAnswer, Callable[[], str]] = {
        ReviewAnswer.MOVE: lambda: _("Move to “{session}”").format(session=chosen.value),
        ReviewAnswer.JOIN: lambda: _("Join into one"),
        ReviewAnswer.APART: lambda: _("Two people"),
        ReviewAnswer.ADD_UNIT: lambda: _("Add “{unit}” to the directory").format(unit=chosen.value),
        ReviewAnswer.CANCEL: lambda: _("Does not come"),
        ReviewAnswer.REINSTATE: lambda: _("Put back on the list"),
        ReviewAnswer.NOTE: lambda: (
            _("Keep it as a note in this desk's log") if chosen.value else _("Keep it as a note on the attendee")
        ),
        ReviewAnswer.DROP: lambda: _("Drop it"),
    }
    known = words.get(chosen.answer)
    return known() if known else chosen.value


def refused_note(doubt: DoubtfulAttendance) -> str:
    """What a desk recorded and its server did not take, as it may stand in a note."""
    (mark,) = doubt.marks
    if not doubt.session:
        text = _("Changed on the list at {desk}, {time}.")
    else:
        text = _("Recorded at {desk}, {time}, “{session}”.")
    return text.format(desk=desk_text(mark.desk), time=moment_text(mark.at), session=doubt.session)


def _arrived(doubt: DoubtfulAttendance) -> str:
    """When they came first, with the day."""
    return moment_text(min((mark.at for mark in doubt.marks if mark.kind == MarkKind.IN), default=None))


def _keep(case: Case, value: str) -> str:
    if case.code == "row.perhaps_absent":
        return _("Comes")
    if case.code == "unit.missing":
        return _("Needs no unit")
    if case.code == "unit.unknown":
        return _("Leave “{unit}” as it is written").format(unit=value)
    if not value:
        return _("Leave it blank")
    return _("“{value}” is right").format(value=field.value_text(case.field, value))


def mark_text(mark: Mark) -> str:
    """A mark that may stay: what it says, at which desk, how, when it was recorded."""
    parts = [attendance_log.what(mark), desk_text(mark.desk), attendance.method(mark.method)]
    parts.append(_("recorded {time}").format(time=moment_text(mark.recorded_at, seconds=True)))
    if mark.reason:
        parts.append(signed_sheets.reason(mark.reason))
    return " · ".join(parts)
