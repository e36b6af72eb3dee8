"""The database's tables for opinions, dialogues with the people, and proposals about procedures."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid
from typing import Any

from sqlalchemy import Date, Float, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Versioned, now

_Line = String(255)


class OpinionRound(Versioned, Base):
    """Đợt lấy ý kiến: a questionnaire, and when who is asked."""

    __tablename__ = "opinion_round"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(_Line)
    kind: Mapped[str] = mapped_column(String(20))
    """`domain.opinions.RoundKind`."""
    scale: Mapped[int]
    sections: Mapped[list[Any]] = mapped_column(default=list)
    """Each with its title and its items."""
    open_questions: Mapped[list[Any]] = mapped_column(default=list)
    groups: Mapped[list[Any]] = mapped_column(default=list)
    labels: Mapped[list[Any]] = mapped_column(default=list)
    starts_on: Mapped[dt.date | None] = mapped_column(Date)
    ends_on: Mapped[dt.date | None] = mapped_column(Date)
    asked: Mapped[int | None]
    channel: Mapped[str] = mapped_column(_Line, default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[dt.datetime] = mapped_column(default=now)


class OpinionAnswer(Versioned, Base):
    """One answer: a random key and its marks. No person, no desk, no time; its place among the rows says nothing either."""

    __tablename__ = "opinion_answer"
    opinion_round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("opinion_round.id"), index=True)
    marks: Mapped[list[Any]] = mapped_column(default=list)
    """At the place of each item its mark, or null."""
    group_name: Mapped[str] = mapped_column(_Line, default="")
    batch: Mapped[uuid.UUID | None]
    """Those that came in one file; none for what was typed."""


class OpinionComment(Versioned, Base):
    """What somebody wrote to an open question, apart from the marks beside it."""

    __tablename__ = "opinion_comment"
    opinion_round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("opinion_round.id"), index=True)
    question: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    batch: Mapped[uuid.UUID | None]


class OpinionTally(Versioned, Base):
    """Papers counted by hand."""

    __tablename__ = "opinion_tally"
    opinion_round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("opinion_round.id"), index=True)
    valid: Mapped[int]
    invalid: Mapped[int] = mapped_column(default=0)
    counts: Mapped[list[Any]] = mapped_column(default=list)
    """For each item how often each level was chosen."""


class OpinionSheet(Versioned, Base):
    """A printing of a round's questionnaire to be scanned: what it asked, where its bubbles stand, which copies there are."""

    __tablename__ = "opinion_sheet"
    opinion_round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("opinion_round.id"), index=True)
    token: Mapped[str] = mapped_column(String(10))
    """`domain.opinion_code`."""
    asked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The questions as they were printed: a paper of others is not taken for this round's."""
    copies: Mapped[list[Any]] = mapped_column(default=list)
    """Their numbers, sorted: nothing says who got which."""
    places: Mapped[list[Any]] = mapped_column(default=list)
    """`domain.opinion_places`, once it was laid out."""


class OpinionPaper(Versioned, Base):
    """A copy that was entered: so the same paper in another picture counts once. Nothing ties it to an answer."""

    __tablename__ = "opinion_paper"
    opinion_round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("opinion_round.id"), index=True)
    token: Mapped[str] = mapped_column(String(10))
    copy: Mapped[int]


class Dialogue(Versioned, Base):
    """Đối thoại: one dialogue with the people."""

    __tablename__ = "dialogue"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    held_on: Mapped[dt.date] = mapped_column(Date)
    time: Mapped[str] = mapped_column(String(60), default="")
    form: Mapped[str] = mapped_column(_Line, default="")
    place: Mapped[str] = mapped_column(_Line, default="")
    content: Mapped[str] = mapped_column(Text, default="")
    how_to_attend: Mapped[str] = mapped_column(Text, default="")
    chair: Mapped[str] = mapped_column(_Line, default="")
    co_chair: Mapped[str] = mapped_column(_Line, default="")
    secretary: Mapped[str] = mapped_column(_Line, default="")
    invited: Mapped[str] = mapped_column(Text, default="")
    attended: Mapped[int | None]
    announced_on: Mapped[dt.date | None] = mapped_column(Date)
    results_on: Mapped[dt.date | None] = mapped_column(Date)
    conclusion: Mapped[str] = mapped_column(Text, default="")


class DialogueQuestion(Versioned, Base):
    """A question asked in a dialogue; no name of whoever asks."""

    __tablename__ = "dialogue_question"
    __table_args__ = (UniqueConstraint("dialogue_id", "number"),)
    dialogue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dialogue.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    asker: Mapped[str] = mapped_column(_Line, default="")
    field: Mapped[str] = mapped_column(_Line, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    on_the_spot: Mapped[bool] = mapped_column(default=False)
    answer_by: Mapped[dt.date | None] = mapped_column(Date)
    answered_on: Mapped[dt.date | None] = mapped_column(Date)
    who: Mapped[str] = mapped_column(_Line, default="")


class ProcedureProposal(Versioned, Base):
    """Đề xuất về thủ tục hành chính: form 02/RS-KSTT, part I, and what became of it."""

    __tablename__ = "procedure_proposal"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """Who answers for it: after a merger the unit that stays."""
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    """`domain.procedures.ProposalKind`."""
    code: Mapped[str] = mapped_column(_Line, default="")
    field: Mapped[str] = mapped_column(_Line, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    reviewed_by: Mapped[str] = mapped_column(_Line, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    changes: Mapped[str] = mapped_column(Text, default="")
    saved_days: Mapped[float | None] = mapped_column(Float)
    saved_cost: Mapped[float | None] = mapped_column(Float)
    sent_to: Mapped[str] = mapped_column(_Line, default="")
    sent_on: Mapped[dt.date | None] = mapped_column(Date)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[dt.date | None] = mapped_column(Date)
