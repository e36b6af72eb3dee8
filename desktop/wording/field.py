"""The words of the field: what columns, unit kinds, genders, states and things are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from desktop.domain.fields import ANSWER, NO, YES
from desktop.domain.questions import QuestionKind
from desktop.domain.units import UnitKind
from desktop.i18n import _
from desktop.wording import attendance
from desktop.wording.formats import date_text, moment_text, number_text

_HEADINGS: Mapping[str, Callable[[], str]] = {
    "number": lambda: _("No."),
    "full_name": lambda: _("Full name"),
    "honorific": lambda: _("Honorific"),
    "gender": lambda: _("Gender"),
    "birth": lambda: _("Date of birth"),
    "position": lambda: _("Position"),
    "unit": lambda: _("Unit"),
    "unit_kind": lambda: _("Kind of unit"),
    "role_word": lambda: _("Role word on badges"),
    "role_group": lambda: _("Role group"),
    "phone": lambda: _("Phone"),
    "email": lambda: _("Email"),
    "note": lambda: _("Note"),
    "off_payroll": lambda: _("No state salary"),
    "answers": lambda: _("Answers"),
    "choices": lambda: _("Choices"),
    "code": lambda: _("Badge code"),
    "attention": lambda: _("To be aware of"),
    "point": lambda: _("Point"),
    "address": lambda: _("Address"),
    "link": lambda: _("Meeting link"),
    "tested_on": lambda: _("Line tested on"),
    "reported_at": lambda: _("Pages came in"),
    "title": lambda: _("Title"),
    "name": lambda: _("Name"),
    "short_name": lambda: _("Short name"),
    "kind": lambda: _("Kind of unit"),
    "aliases": lambda: _("Other spellings"),
    "active": lambda: _("In use"),
    "starts_on": lambda: _("First day"),
    "ends_on": lambda: _("Last day"),
    "starts_at": lambda: _("Start"),
    "ends_at": lambda: _("End"),
    "room": lambda: _("Room"),
    "speakers": lambda: _("Speakers"),
    "audience": lambda: _("Audience"),
    "late_after": lambda: _("Late after (minutes)"),
    "programme": lambda: _("Kind of programme"),
    "form": lambda: _("Form of training"),
    "funding": lambda: _("Source of funds"),
    "hours": lambda: _("Training hours"),
    "venue": lambda: _("Venue"),
    "capacity": lambda: _("Seats"),
    "superior_body": lambda: _("Superior body"),
    "issuing_body": lambda: _("Issuing body"),
    "locality": lambda: _("Place of issue"),
    "preparer": lambda: _("Prepared by"),
    "signer_authority": lambda: _("Signing authority (TM., KT. …)"),
    "signer_title": lambda: _("Signer's title"),
    "signer_name": lambda: _("Signer's name"),
    "closed": lambda: _("Closed"),
    "place": lambda: _("Order"),
    "ranks": lambda: _("Order of positions"),
    "state": lambda: _("State"),
    "seat": lambda: _("Seat"),
    "ethnicity": lambda: _("Ethnicity"),
    "religion": lambda: _("Religion"),
    "party_member": lambda: _("Party member"),
    "party_position": lambda: _("Position in the Party"),
    "party_joined": lambda: _("Joined the Party"),
    "identity_number": lambda: _("Identity number"),
    "content": lambda: _("Task"),
    "target": lambda: _("Target"),
    "indicator": lambda: _("Indicator"),
    "measure": lambda: _("Unit of measure"),
    "start": lambda: _("Now"),
    "goal": lambda: _("Goal"),
    "due": lambda: _("Deadline"),
    "responsible": lambda: _("Responsible person"),
    "staff": lambda: _("Staff"),
    "percent": lambda: _("Progress (%)"),
    "value": lambda: _("Value reached"),
    "on": lambda: _("As of"),
    "to": lambda: _("New deadline"),
    "reason": lambda: _("Reason"),
    "said_by": lambda: _("Told by"),
    "sent_on": lambda: _("Sent on"),
    "sent_by": lambda: _("Sent by"),
    "contact_name": lambda: _("Contact"),
    "contact_phone": lambda: _("Contact's phone"),
    "text": lambda: _("Result"),
    "evidence": lambda: _("Evidence"),
    "concluded_by": lambda: _("Concluded by"),
    "held_on": lambda: _("Held on"),
    "chair": lambda: _("Chair"),
    "co_chair": lambda: _("Co-chair"),
    "secretary": lambda: _("Secretary"),
    "invited": lambda: _("Who takes part"),
    "conclusion": lambda: _("Conclusion of the chair"),
    "who": lambda: _("Who is to answer"),
    "answer": lambda: _("Answer"),
    "reviewed_by": lambda: _("Body that reviews"),
    "changes": lambda: _("What changes: papers, time, forms, fees, the way"),
    "sent_to": lambda: _("Sent to"),
}

_KINDS: Mapping[str, Callable[[], str]] = {
    "ward": lambda: _("Ward"),
    "specialised_agency": lambda: _("Specialised agency"),
    "public_service_unit": lambda: _("Public-service unit"),
    "public_school": lambda: _("Public school"),
    "managed_unit": lambda: _("Jointly managed unit"),
    "other": lambda: _("Other unit"),
    "": lambda: _("No unit"),
}

ORDERS: Mapping[str, Callable[[], str]] = {
    "rank": lambda: _("Unit, then rank"),
    "sent": lambda: _("Unit, as the unit sent it"),
    "unit": lambda: _("Role group, unit, then name"),
    "name": lambda: _("Given name"),
}
"""What people are ordered by (`services.ordering`)."""

_THINGS: Mapping[str, Callable[[], str]] = {
    "attendee": lambda: _("attendee"),
    "person": lambda: _("person"),
    "data_request": lambda: _("request"),
    "unit": lambda: _("unit"),
    "unit_name": lambda: _("unit's name"),
    "unit_alias": lambda: _("unit's spelling"),
    "unit_succession": lambda: _("unit's succession"),
    "role_group": lambda: _("role group"),
    "training_session": lambda: _("session"),
    "session": lambda: _("session"),
    "audience": lambda: _("session's audience"),
    "conference": lambda: _("conference"),
    "import_batch": lambda: _("import"),
    "printed_sheet": lambda: _("printed sheet"),
    "sheet_picture": lambda: _("picture of a signed sheet"),
    "learned_heading": lambda: _("learned heading"),
    "attendance": lambda: _("attendance"),
    "office": lambda: _("office"),
    "document_settings": lambda: _("options of a document"),
    "quota": lambda: _("quota"),
    "invitation": lambda: _("invitation"),
    "venue_point": lambda: _("point"),
    "point_unit": lambda: _("unit of a point"),
    "point_attendee": lambda: _("attendee's point"),
    "printed_page": lambda: _("page that came back"),
    "session_point": lambda: _("session's points"),
    "pay_rate": lambda: _("rate"),
    "question": lambda: _("question"),
    "seat_plan": lambda: _("seat plan"),
    "certificate": lambda: _("certificate"),
    "print_mark": lambda: _("print"),
    "picture": lambda: _("picture"),
    "conclusion": lambda: _("conclusion"),
    "task": lambda: _("task"),
    "task_progress": lambda: _("task's progress"),
    "task_extension": lambda: _("task's extension"),
    "correction": lambda: _("correction"),
    "reminder": lambda: _("reminder"),
    "opinion_round": lambda: _("round of opinions"),
    "opinion_answer": lambda: _("answer"),
    "opinion_comment": lambda: _("comment"),
    "opinion_tally": lambda: _("count of papers"),
    "opinion_sheet": lambda: _("printed questionnaire"),
    "opinion_paper": lambda: _("paper entered"),
    "dialogue": lambda: _("dialogue"),
    "dialogue_question": lambda: _("question of a dialogue"),
    "procedure_proposal": lambda: _("proposal about a procedure"),
}


def heading(field: str) -> str:
    """A field's name as a column heading or a form's label; an unknown field is called by its own name."""
    known = _HEADINGS.get(field)
    return known() if known else field.removeprefix(ANSWER)


def kind_title(kind: str) -> str:
    """A unit kind, in the singular; that there is no unit for ""."""
    known = _KINDS.get(kind)
    return known() if known else kind


def kind_text(kind: str) -> str:
    """The same for a list or field, where "" is nothing to speak of."""
    return kind_title(kind) if kind else ""


def kind_choices() -> list[tuple[str, object]]:
    """Every kind of unit with its name, for a field."""
    return [(kind_title(kind), str(kind)) for kind in UnitKind]


def thing(what: str) -> str:
    """What a row of the record is, for the middle of a sentence."""
    known = _THINGS.get(what)
    return known() if known else what


def gender(value: str) -> str:
    """Nam, Nữ, or nothing."""
    return {"male": _("Male"), "female": _("Female")}.get(value, "")


def state(value: str) -> str:
    """How a registration stands."""
    return {"registered": _("Registered"), "cancelled": _("Cancelled"), "removed": _("Removed")}.get(value, value)


def birth(stored: str) -> str:
    """A stored birth date (1975-05-23, 1975-05, 1975) as people write it."""
    return "/".join(reversed(stored.split("-")))


def value_text(name: str, value: str) -> str:
    """A field's stored value as people read it."""
    if name == "gender":
        return gender(value)
    if name == "off_payroll":
        return {YES: _("Yes"), NO: _("No")}.get(value, value)
    return birth(value) if name == "birth" else value


def _difference(name: str, before: str, after: str) -> str:
    if not before:
        return f"{heading(name)}: {value_text(name, after)}"
    return f"{heading(name)}: {value_text(name, before)} ≠ {value_text(name, after)}"


def namesake(person: Mapping[str, object]) -> str:
    """Somebody whom a row of an import may be, by what tells them from others of the name; a badge code or a row."""
    of_them = [
        value_text(name, str(person.get(name) or "")) for name in ("full_name", "birth", "position", "unit", "phone")
    ]
    if person.get("code"):
        of_them.append(_("code {code}").format(code=person["code"]))
    elif person.get("row"):
        of_them.append(_("row {row} of “{sheet}”").format(row=person["row"], sheet=person.get("sheet", "")))
    return ", ".join(filter(None, of_them))


def shown(name: str, value: object) -> object:
    """A sentence's detail as people read it: fields and things by their names, dates and moments in the local way."""
    if name == "fields" and isinstance(value, tuple | list):
        return ", ".join(heading(str(each)) for each in value)
    if name == "field":
        return heading(str(value))
    if name == "differences" and isinstance(value, tuple | list):
        return "; ".join(_difference(*each) for each in value)
    if name == "people" and isinstance(value, tuple | list):
        return "; ".join(namesake(each) for each in value)
    if name == "rivals" and isinstance(value, tuple | list):
        return ", ".join(str(each["row"]) for each in value)
    if name == "what":
        return thing(str(value))
    if name == "question_kind":
        from desktop.wording import questions

        return questions.kind_text(QuestionKind(str(value)))
    if name == "status":
        return attendance.status(str(value))
    if name == "amount" and isinstance(value, int):
        return number_text(value)
    if name == "problem":
        from desktop.wording import word_forms

        return word_forms.problem_text(str(value))
    if isinstance(value, dt.datetime):
        return moment_text(value)
    if isinstance(value, dt.date):
        return date_text(value)
    if isinstance(value, tuple | list):
        return "; ".join(str(each) for each in value)
    return value


def list_title() -> str:
    """The name of an exported list's worksheet."""
    return _("Attendees")


def refused_reason() -> str:
    """Over the column of reasons in a workbook of refused rows."""
    return _("Reason not imported")
