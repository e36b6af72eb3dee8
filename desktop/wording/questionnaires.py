"""Questionnaires to begin with, what levels and means are called: all of it is edited freely for each round.

Items on programme and trainees follow TT 03/2023/TT-BNV, Điều 24 (read in a digest); the five factors of the service are those of
SIPAS (QĐ 1001/QĐ-BNV of 2023; its own items were not at hand). The other items are plain ones to be replaced by the office's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop.domain.opinions import FIVE, TEN, NewRound, Questionnaire, QuestionSection, RoundKind
from desktop.i18n import _, pgettext


def standard_bands(scale: int) -> str:
    """What means are called until the office says otherwise, a line for each band.

    For marks: TT 10/2017/TT-BNV (in a digest); for levels the same five words over five equal parts.
    """
    words = (
        pgettext("band", "poor"),
        pgettext("band", "weak"),
        pgettext("band", "average"),
        pgettext("band", "good"),
        pgettext("band", "excellent"),
    )
    least = ("1", "1,8", "2,6", "3,4", "4,2") if scale == FIVE else ("0", "2", "4", "6", "8")
    return "\n".join(f"{number} {word}" for number, word in zip(least, words, strict=True))


def satisfaction() -> tuple[str, ...]:
    """Five levels of being satisfied, the lowest first."""
    return _("Very dissatisfied"), _("Dissatisfied"), _("Neutral"), _("Satisfied"), _("Very satisfied")


def _short() -> Questionnaire:
    sections = (
        QuestionSection(
            _("Content and documents"),
            (
                _("The content suits my work"),
                _("The documents are clear and complete"),
                _("I can apply what I learnt"),
            ),
        ),
        QuestionSection(
            _("Speakers"),
            (
                _("The speakers know their subject"),
                _("The speakers explain so that one understands"),
                _("Questions were answered to the point"),
            ),
        ),
        QuestionSection(
            _("Organization"),
            (
                _("The invitation came in time and said all that was needed"),
                _("Reception and check-in went quickly"),
                _("Room, sound and screen were good"),
                _("Time and programme were kept"),
            ),
        ),
    )
    return Questionnaire(FIVE, sections, _more_and_less(), (), satisfaction())


def _more_and_less() -> tuple[str, ...]:
    return _("What was most useful to you?"), _("What should be done better next time?")


def _by_decree() -> Questionnaire:
    sections = (
        QuestionSection(
            _("Programme and documents"),
            (
                _("The objectives of the programme are clear"),
                _("The output standards are clear and what trainees need"),
                _("The content does not repeat other programmes"),
                _("Theory goes together with practice"),
                _("Theory, discussion and exercises are balanced"),
                _("The structure is logical, form and language are right"),
                _("It is clear what each topic gives to the output standards"),
            ),
        ),
        QuestionSection(
            _("Trainees"),
            (
                _("Trainees discuss actively"),
                _("Trainees share their experience"),
                _("Trainees follow the lesson"),
                _("Trainees keep the rules of the course"),
            ),
        ),
        QuestionSection(
            _("Lecturers"),
            (
                _("Lecturers command their subject"),
                _("Lecturers teach by methods that suit adults"),
                _("Lecturers keep the time and respect trainees"),
            ),
        ),
        QuestionSection(
            _("Facilities"),
            (
                _("Room, sound and screen serve the lesson"),
                _("Documents and equipment are there when needed"),
                _("Reception and services are good"),
            ),
        ),
    )
    return Questionnaire(TEN, sections, _more_and_less())


def _service() -> Questionnaire:
    sections = (
        QuestionSection(
            _("Access to the service"),
            (
                _("The office is easy to find, to call and to reach online"),
                _("The waiting room is comfortable and well equipped"),
            ),
        ),
        QuestionSection(
            _("Administrative procedures"),
            (
                _("The procedure is posted in public, completely and clearly"),
                _("The papers asked for are only those laid down"),
                _("Fees and time are as laid down"),
            ),
        ),
        QuestionSection(
            _("Officials who handle the case"),
            (
                _("Officials are polite and attentive"),
                _("Officials explain clearly and completely"),
                _("Officials handle the case competently"),
            ),
        ),
        QuestionSection(
            _("Result of the service"),
            (
                _("The result came on the day promised"),
                _("The result is correct and complete"),
            ),
        ),
        QuestionSection(
            _("Handling of comments, complaints and proposals"),
            (
                _("It is easy to give comments and complaints"),
                _("Comments and complaints are answered in time"),
            ),
        ),
    )
    asked = (_("What should the office change first?"),)
    return Questionnaire(FIVE, sections, asked, (_("Citizen"), _("Business"), _("Other organization")), satisfaction())


PRESETS: Mapping[str, tuple[Callable[[], str], Callable[[], Questionnaire], RoundKind]] = {
    "evaluation": (lambda: _("Evaluation of the conference, one page"), _short, RoundKind.EVALUATION),
    "evaluation-10": (lambda: _("Evaluation of the conference, marks from 1 to 10"), _by_decree, RoundKind.EVALUATION),
    "service": (lambda: _("Satisfaction of citizens and businesses (SIPAS)"), _service, RoundKind.SERVICE),
}
"""By name: what it is called, what it asks, and whom."""


def preset(name: str, groups: Sequence[str] = ()) -> NewRound:
    """A round to begin with; `groups` are who answers where the questionnaire names none."""
    title, asked, kind = PRESETS[name]
    made = asked()
    if not made.groups and groups:
        made = Questionnaire(made.scale, made.sections, made.open, tuple(groups), made.labels)
    return NewRound(title(), made, kind, purpose=_("The answers are anonymous and serve only to do better."))
