"""Training hours (tiết): what somebody is credited with for the sessions at which they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from desktop.domain.half_days import HalfDay, halves_of
from desktop.domain.lazy_dataclass import dataclass

HALF_DAY_HOURS = 4.0
"""A half-day counts so many lessons: NĐ 101/2017/NĐ-CP counts a week of training as five days of eight."""
MOST_HOURS = 24.0
"""Lessons of one session; more is a slip of the finger."""
PROGRAMMES = (
    "Lý luận chính trị",
    "Quốc phòng và an ninh",
    "Kiến thức, kỹ năng quản lý nhà nước",
    "Kiến thức, kỹ năng theo yêu cầu vị trí việc làm",
    "Khoa học, công nghệ, đổi mới sáng tạo, kỹ năng số, công nghệ số",
)
"""The five contents of further training (NĐ 171/2025/NĐ-CP). Proposed only: an office may type its own."""
FORMS = ("Trực tiếp", "Trực tuyến", "Trực tiếp kết hợp trực tuyến")
"""How a conference is held; proposed only."""
FUNDS = ("Kinh phí đào tạo, bồi dưỡng", "Kinh phí chi thường xuyên", "Kinh phí cải cách hành chính", "Nguồn khác")
"""Which fund pays for a conference; proposed only."""
STAFF_KINDS = ("Cán bộ", "Công chức", "Viên chức", "Người hoạt động không chuyên trách", "Khác")
"""Kinds of staff, as yearly figures tell them apart (NĐ 171/2025/NĐ-CP and the reports before it)."""


@dataclass(frozen=True, slots=True)
class Credit:
    """What being at one session counts."""

    half_days: frozenset[HalfDay]
    hours: float | None
    """Said of the session itself; None: its half-days count."""

    @classmethod
    def of(cls, starts_at: dt.datetime, ends_at: dt.datetime, hours: float | None) -> Credit:
        """The credit of a session by its times, as printed."""
        return cls(frozenset(halves_of(starts_at, ends_at)), hours)


def total_hours(credits: Iterable[Credit]) -> float:
    """What these sessions count together: each half-day once, however many sessions it has, and what sessions say of themselves."""
    half_days: set[HalfDay] = set()
    said = 0.0
    for credit in credits:
        if credit.hours is None:
            half_days |= credit.half_days
        else:
            said += credit.hours
    return said + HALF_DAY_HOURS * len(half_days)
