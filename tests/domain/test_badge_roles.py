"""The roles on badges: told by four words of a group's title, and by the office's own where it typed one."""

from __future__ import annotations

import pytest

from desktop.domain.badge_roles import BadgeRole, own_word, role_of


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Ban Tổ chức", BadgeRole.ORGANIZER),
        ("Thành viên ban tổ chức hội nghị", BadgeRole.ORGANIZER),
        ("BÁO CÁO VIÊN", BadgeRole.SPEAKER),
        ("Bao cao vien", BadgeRole.SPEAKER),
        ("Đại biểu khách mời", BadgeRole.GUEST),
        ("Cơ quan chuyên môn", BadgeRole.ATTENDEE),
        ("Cán bộ tổ chức", BadgeRole.ATTENDEE),
        ("", BadgeRole.ATTENDEE),
    ],
)
def test_a_groups_title_tells_the_role(title, role):
    assert role_of(title) is role


def test_a_word_of_the_offices_own_stands_in_capitals():
    assert own_word("  khách  quý ") == "KHÁCH QUÝ"
