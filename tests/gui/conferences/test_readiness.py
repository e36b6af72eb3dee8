"""What is still to be done stands on the overview, each line leading to where it is settled and back."""

from __future__ import annotations

from desktop.domain.people import AttendeeInput, AttendeeView
from desktop.gui.papers.letterhead import LetterheadDialog
from desktop.services import attendees, conferences, reviewing, settling
from desktop.services import letterhead as frame
from tests.gui.filled import ask, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


def shown(page) -> set[str]:
    return {code for code, (button, _say) in page.readiness.rows.items() if not button.isHidden()}


def test_people_without_accents_are_listed_mended_and_the_way_back_leads_home(qtbot, filled, filled_record):
    key = conference_id(filled)
    typed = AttendeeInput(full_name="Nguyen Thi Ha", position="Chuyên viên")
    done: list[AttendeeView] = []
    filled.context.operations.write(lambda tx: attendees.add_attendee(tx, key, typed), done=done.append)
    settle(qtbot, filled)
    page = show(qtbot, filled, "overview")
    assert {"unaccented", "unit"} <= shown(page)
    page.readiness.rows["unaccented"][0].click()
    settle(qtbot, filled)
    listed = filled.page
    assert [row.full_name for row in listed.model.rows()] == ["Nguyen Thi Ha"]
    assert "họ tên không dấu" in listed._fact.text()
    mended = AttendeeInput(full_name="Nguyễn Thị Hà")
    one = done[0]
    filled.context.operations.write(lambda tx: attendees.edit_attendee(tx, one.id, version=one.version, given=mended))
    settle(qtbot, filled)
    assert listed.model.rows() == [], "who is mended leaves the list"
    listed._back.click()
    settle(qtbot, filled)
    assert filled.page is page
    assert "unaccented" not in shown(page)
    filled.show_page("attendees")
    assert filled.page._back.isHidden(), "only who came from the overview is led back"


def test_a_conference_with_nothing_open_is_ready_in_one_line(qtbot, filled, filled_record):
    key = conference_id(filled)

    def settle_all(tx):
        row = frame.conference(tx, key)
        names = dict.fromkeys(("issuing_body", "locality", "symbol", "recipients", "signer_name"), "Mẫu")
        conferences.edit_conference(tx, key, version=row.version, **names)
        settling.accept(tx, reviewing.list_cases(tx, key))

    page = show(qtbot, filled, "overview")
    settle(qtbot, filled)
    assert "ready" not in shown(page)
    page.readiness.rows["letterhead"][0].click()
    dialog(qtbot, LetterheadDialog).done(0)
    filled.context.operations.write(settle_all)
    settle(qtbot, filled)
    assert shown(page) - {"silent"} == {"ready"}
    assert page.readiness.title.isHidden()
    assert ask(filled_record, reviewing.list_cases, key) == []


def test_what_is_in_order_is_folded_away_until_asked_for(qtbot, filled):
    page = show(qtbot, filled, "overview")
    settle(qtbot, filled)
    card = page.readiness
    assert card.done.isHidden()
    card.fold.click()
    assert "ai cũng có nhóm đối tượng" in card.done.text()
