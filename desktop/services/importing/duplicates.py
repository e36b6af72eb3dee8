"""What is told of a row that may be somebody who is registered, or another row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.domain.fields import ANSWER
from desktop.domain.importing import OnMatch, Problem, Severity, row_number
from desktop.domain.questions import Answer
from desktop.services.importing.assigning import Decision
from desktop.services.importing.matching_people import Candidate, Entry, differences
from desktop.wording.questions import answer_text


def identity_question(entry: Entry, decision: Decision, on_match: OnMatch) -> Problem:
    """The question who the row is; where known people stay as they are it only warns."""
    severity = Severity.WARNING if on_match is OnMatch.SKIP else Severity.QUESTION
    values = entry.row.values
    if len(decision.links) > 1:
        people = [_shown(link.candidate, entry) for link in decision.links]
        details: dict[str, object] = {
            "name": values["full_name"],
            "people": people,
            "after": _said_by(entry),
        }
        return Problem("", "duplicate.ambiguous", severity, details)
    link = decision.links[0]
    candidate = link.candidate
    details = _both_sides(candidate, entry, link.clashes)
    first = candidate.claimed_by
    if first is not None:
        details |= {"name": values["full_name"], **_place(first)}
        return Problem("", "duplicate.in_file_differs", severity, details)
    if decision.rivals:
        details["rivals"] = [_place(rival) for rival in decision.rivals]
        return Problem("", "duplicate.rivals", severity, details)
    return Problem("", "duplicate.suspected", severity, details)


def twice(entry: Entry, candidate: Candidate) -> Problem:
    """The row tells nothing new of somebody whom another row is."""
    first = candidate.claimed_by
    assert first is not None
    details = {"name": entry.row.values["full_name"], **_place(first)}
    return Problem("", "duplicate.in_file", Severity.WARNING, details)


def kept(entry: Entry) -> Problem:
    """Registered once more, by the organizer's wish."""
    return Problem("", "duplicate.kept", Severity.WARNING, {"name": entry.row.values["full_name"]})


def skipped(candidate: Candidate, decision: Decision) -> Problem:
    """Registered, and to stay so, by the organizer's wish."""
    fields = tuple(change.field for change in decision.changes)
    details: dict[str, object] = {"name": candidate.values["full_name"], "fields": fields}
    return Problem("", "match.skipped", Severity.INFO, details)


def cancelled(entry: Entry, candidate: Candidate, on_match: OnMatch) -> Problem:
    """The row names somebody who said that they will not come."""
    severity = Severity.WARNING if on_match is OnMatch.SKIP else Severity.QUESTION
    details = {**_both_sides(candidate, entry, ()), "reason": candidate.reason}
    return Problem("", "match.cancelled", severity, details)


def _both_sides(candidate: Candidate, entry: Entry, clashes: Iterable[str]) -> dict[str, object]:
    before, after = _known_of(candidate), _said_by(entry)
    fields = list(dict.fromkeys((*clashes, *(change.field for change in differences(candidate, entry)))))
    details: dict[str, object] = {
        "name": candidate.values["full_name"],
        "fields": tuple(fields),
        "differences": [(field, before.get(field, ""), after.get(field, "")) for field in fields],
        "before": before,
        "after": after,
    }
    if candidate.attendee_id is not None:
        details |= {"code": candidate.code, "attendee_id": str(candidate.attendee_id)}
    return details


def _known_of(candidate: Candidate) -> dict[str, object]:
    known = {**candidate.values, **candidate.extra, **_answers(candidate.answers)}
    return {field: value for field, value in known.items() if value}


def _said_by(entry: Entry) -> dict[str, object]:
    return {**entry.row.values, **entry.row.extra, **_answers(entry.row.answers)}


def _answers(answers: Mapping[str, Answer]) -> dict[str, str]:
    return {ANSWER + title: answer_text(answer) for title, answer in answers.items()}


def _shown(candidate: Candidate, entry: Entry) -> dict[str, object]:
    """Somebody a row may be: by what tells them from their namesakes, and all that is known of them."""
    values, first = candidate.values, candidate.claimed_by
    told: dict[str, object] = {
        name: values.get(name, "") for name in ("full_name", "birth", "position", "unit", "phone")
    }
    told["before"] = _known_of(candidate)
    told["fields"] = tuple(change.field for change in differences(candidate, entry))
    if candidate.attendee_id is not None:
        told |= {"code": candidate.code, "attendee_id": str(candidate.attendee_id)}
    return told | (_place(first) if first is not None else {})


def _place(entry: Entry) -> dict[str, object]:
    file, sheet, row = entry.place
    return {"file": file, "sheet": sheet, "row": row_number(row), "key": row}
