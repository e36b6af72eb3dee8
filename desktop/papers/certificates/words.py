"""Words of certificates, and why somebody gets none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.certificate_code import CertificateFacts
from desktop.domain.documents.frame import Issue
from desktop.domain.names import fold, normalise
from desktop.i18n import _, ngettext, pgettext
from desktop.papers.certificates.content import CertificatePaper, CertificatesContent, Difference
from desktop.papers.certificates.options import CertificateOptions
from desktop.papers.certificates.rule import Entitlement, Part, WhyNot
from desktop.papers.option_words import EMBLEM
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording import field
from desktop.wording.formats import short_date_text
from desktop.wording.frame import day_in_words, full_number

WORDS = DocumentWords(
    title=lambda: _("Certificates"),
    purpose=lambda: _("One for each person who attended enough, numbered and kept in the register."),
    options={
        "measure": OptionWords(
            lambda: _("What is counted"),
            {"sessions": lambda: _("Sessions"), "half_days": lambda: _("Half-days")},
            lambda: _("Of all that are meant for their role group, also where they send a substitute."),
        ),
        "least": OptionWords(
            lambda: _("How much must be attended"),
            {"share": lambda: _("A share of them"), "count": lambda: _("A number of them")},
        ),
        "share": OptionWords(lambda: _("At least, in per cent")),
        "count": OptionWords(lambda: _("At least, in number")),
        "late_counts": OptionWords(lambda: _("Coming late counts as attended")),
        "excused_counts": OptionWords(lambda: _("Excused counts as attended")),
        "walk_ins": OptionWords(lambda: _("Also for walk-ins")),
        "needs_birth": OptionWords(lambda: _("Only with a date of birth")),
        "first_number": OptionWords(
            lambda: _("First number"), hint=lambda: _("Where your office's register of the year goes on.")
        ),
        "abbreviation": OptionWords(lambda: _("Abbreviation in the number"), hint=lambda: _("GCN gives 05/GCN-UBND.")),
        "issued_on": OptionWords(lambda: _("Date of issue"), hint=lambda: _("Empty: the last day of the conference.")),
        "decision": OptionWords(
            lambda: _("Decision it is issued under"),
            hint=lambda: _("The whole line: Theo Quyết định số 15/QĐ-UBND ngày 05/01/2018."),
        ),
        "title": OptionWords(lambda: _("Title"), hint=lambda: _("Empty: GIẤY CHỨNG NHẬN.")),
        "phrase": OptionWords(
            lambda: _("Words before the course"), hint=lambda: _("Empty: Đã hoàn thành chương trình.")
        ),
        "course": OptionWords(lambda: _("Name of the course"), hint=lambda: _("Empty: the title of the conference.")),
        "only_new": OptionWords(lambda: _("Only those not issued yet")),
        "sort": OptionWords(lambda: _("Order of the list"), field.ORDERS),
        "paper": OptionWords(lambda: _("Paper"), {"a4": lambda: _("A4 landscape"), "a5": lambda: _("A5 landscape")}),
        "border": OptionWords(
            lambda: _("Border"),
            {
                "ornate": lambda: _("Ornate"),
                "plain": lambda: _("Plain lines"),
                "none": lambda: _("None: for printed blanks"),
            },
        ),
        "emblem": EMBLEM,
        "code": OptionWords(
            lambda: _("QR code that proves it"),
            hint=lambda: _("Number, name and date, signed by your office: “certificate-check” and a page check it."),
        ),
    },
)


# -- the rule -----------------------------------------------------------------------------------------------------------


def reasons(verdict: Entitlement) -> list[str]:
    """Everything that speaks against a certificate, a phrase each."""
    return [why_not(each) for each in verdict.why_not]


def why_not(why: WhyNot) -> str:
    """One reason: "đã dự 1/2 buổi, cần 2"."""
    parts = ", ".join(part_name(part) for part in why.parts)
    match why.code:
        case "cancelled":
            return _("cancelled")
        case "revoked":
            return _("revoked: {reason}").format(reason=why.reason)
        case "walk_in":
            return _("walk-in")
        case "nowhere":
            return _("expected at no session")
        case "unrecorded":
            return _("attendance not entered yet")
        case "too_few":
            return _("attended {attended} of {expected}, needed {needed}").format(
                attended=why.attended, expected=why.expected, needed=why.needed
            )
        case "absent":
            return _("absent: {sessions}").format(sessions=parts)
        case "excused":
            return _("excused: {sessions}").format(sessions=parts)
        case "late":
            return _("late: {sessions}").format(sessions=parts)
        case "open":
            return _("not entered: {sessions}").format(sessions=parts)
        case "no_birth":
            return _("no date of birth")


def part_name(part: Part) -> str:
    """A session or half-day: "Khai mạc (23/05)", "sáng (23/05)"."""
    halves = {
        "morning": pgettext("half-day", "morning"),
        "afternoon": pgettext("half-day", "afternoon"),
        "evening": pgettext("half-day", "evening"),
    }
    name = halves.get(part.half) or normalise(part.title)
    return f"{name} ({short_date_text(part.day)})" if part.day else name


def rule(options: CertificateOptions) -> str:
    """The rule in a sentence."""
    if options.least == "share":
        if options.measure == "sessions":
            return _("At least {share} % of the sessions that somebody was expected at.").format(share=options.share)
        return _("At least {share} % of the half-days that somebody was expected at.").format(share=options.share)
    if options.measure == "sessions":
        told = ngettext("At least {count} session.", "At least {count} sessions.", options.count)
    else:
        told = ngettext("At least {count} half-day.", "At least {count} half-days.", options.count)
    return told.format(count=options.count)


# -- a certificate ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """Every line of one certificate; "" for one that it does not have."""

    title: str
    presented: str
    name: str
    born: str
    position: str
    unit: str
    phrase: str
    course: str
    when: str
    number: str
    decision: str


def certificate_words(paper: CertificatePaper) -> CertificateWords:
    """What a certificate says beside its frame."""
    honorific, name = addressed(paper)
    return CertificateWords(
        title=paper.title or _("Certificate").upper(),
        presented=_("Presented to {honorific}").format(honorific=honorific),
        name=name,
        born=_born(paper.birth),
        position=_("Position: {position}").format(position=normalise(paper.position)) if paper.position else "",
        unit=_("Unit: {unit}").format(unit=normalise(paper.unit)) if paper.unit else "",
        phrase=paper.phrase or _("has completed the training"),
        course=f"“{paper.course.strip('“”')}”",
        when=_when(paper.starts_on, paper.ends_on),
        number=_("No.: {number}").format(number=number_of(paper)),
        decision=paper.decision,
    )


def differences(issued: CertificatePaper, now: CertificatePaper) -> tuple[Difference, ...]:
    """The lines about the person that one says otherwise than the other."""
    before, after = certificate_words(issued), certificate_words(now)
    found = []
    if (before.presented, before.name) != (after.presented, after.name):
        plain = before.presented == after.presented
        found.append(Difference(before.name, after.name) if plain else Difference(*map(_address, (before, after))))
    pairs = ((before.born, after.born), (before.position, after.position), (before.unit, after.unit))
    found += [Difference(*pair) for pair in pairs if pair[0] != pair[1]]
    return tuple(found)


def _address(words: CertificateWords) -> str:
    return f"{words.presented} {words.name}"


def difference_text(differs: Sequence[Difference]) -> str:
    """“Lê An” → “Lê Ân”; “” stands for a line that is not there."""
    return "; ".join(f"“{each.issued}” → “{each.now}”" for each in differs)


def to_look_at(content: CertificatesContent) -> dict[str, list[str]]:
    """The certificates printed as they were issued, though what they say was corrected since."""
    return {"issued_differs": [f"{each.number}: {difference_text(each.differs)}" for each in content.differing]}


def check_words() -> str:
    """Under the QR code."""
    return _("Scan to check this certificate")


def pending_words() -> str:
    """In the room of the code of a certificate that is not issued yet."""
    return _("The code is made when it is issued")


def facts(paper: CertificatePaper) -> CertificateFacts:
    """What is signed of a certificate: number, name and date as it prints them."""
    assert paper.letterhead.date is not None
    return CertificateFacts(number_of(paper), normalise(paper.full_name), paper.letterhead.date)


def number_of(paper: CertificatePaper) -> str:
    """05/GCN-UBND."""
    return full_number(paper.letterhead, Issue(number=str(paper.number), abbreviation=paper.abbreviation))


_PLAIN_HONORIFICS = {"ong": "Ông", "ba": "Bà", "dong chi": "Đồng chí", "d/c": "Đồng chí", "dc": "Đồng chí"}


def addressed(paper: CertificatePaper) -> tuple[str, str]:
    """Ông or Bà by what stands before the name, else by gender; an academic title stays with the name."""
    name, before = normalise(paper.full_name), normalise(paper.honorific)
    plain = _PLAIN_HONORIFICS.get(fold(before).strip(" ."))
    if plain is not None:
        return plain, name
    words = {"male": pgettext("before a name", "Mr"), "female": pgettext("before a name", "Ms")}
    honorific = words.get(paper.gender) or pgettext("before a name", "Mr/Ms")
    return honorific, f"{before} {name}" if before else name


def _born(birth: str) -> str:
    """Born on a day, in a month, or in a year: as precisely as it is known."""
    match birth.count("-"):
        case 2:
            return _("Date of birth: {birth}").format(birth=field.birth(birth))
        case 1:
            return _("Month of birth: {birth}").format(birth=field.birth(birth))
        case _:
            return _("Year of birth: {birth}").format(birth=birth) if birth else ""


def _when(first: dt.date | None, last: dt.date | None) -> str:
    if first and last and first != last:
        return pgettext("certificate", "from {first} to {last}").format(
            first=day_in_words(first), last=day_in_words(last)
        )
    day = first or last
    return pgettext("certificate", "on {day}").format(day=day_in_words(day)) if day else ""
