"""What goes out to units and what comes back: states from the record, reminders for the late, undone and merged as one."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import default

import pytest

from desktop.domain.errors import AppError, Conflict, InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.domain.reminders import About, Channel, Wordings
from desktop.domain.replies import InvitationInput, ReplyState
from desktop.services import attendees, groups, lookup, quotas, reminders, replies, undoing, units
from desktop.services.desks import bundles, copying
from desktop.services.personal import erasing, purging
from desktop.services.replies import calendar, settings

SENT, DUE, DAY = dt.date(2018, 5, 2), dt.date(2018, 5, 10), dt.date(2018, 5, 13)
WARDS = ("UBND phường Bạch Đằng", "UBND phường Đồng Tâm", "UBND phường Bách Khoa", "UBND phường Bạch Mai")


@pytest.fixture
def wards(database, conference):
    """Four wards invited, each to send two people."""

    def work(tx):
        found = [lookup.unit(tx, name) for name in WARDS]
        for key in found:
            quotas.set_quota(tx, conference.id, key, 2, who="lãnh đạo")
        replies.invite(tx, conference.id, found, sent_on=SENT, sent_by="công văn 15", due=DUE)
        return found

    return database.write(work)


def register(database, conference, unit_id, *names, group="Phường"):
    def work(tx):
        key = lookup.role_group(tx, conference.id, group)
        return [
            attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, unit_id=unit_id, role_group_id=key))
            for name in names
        ]

    return database.write(work)


def stand(database, conference, as_of=DAY):
    return {each.unit: each for each in database.read(lambda tx: replies.list_replies(tx, conference.id, as_of=as_of))}


def undo(database):
    database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))


def test_states_follow_what_is_registered_and_the_wrong_group_goes_first(database, conference, wards):
    register(database, conference, wards[0], "Nguyễn Văn Một", "Trần Thị Hai", "Lê Văn Ba")
    register(database, conference, wards[1], "Phạm Văn Bốn")
    register(database, conference, wards[2], "Vũ Thị Năm", group="Trường công lập")
    found = stand(database, conference)
    assert [found[name].state for name in WARDS] == [
        ReplyState.OVER, ReplyState.SHORT, ReplyState.WRONG_GROUP, ReplyState.NO_REPLY,
    ]  # fmt: skip
    assert next(iter(found)) == WARDS[3]
    assert (found[WARDS[3]].days_late, found[WARDS[2]].wrong[0].full_name) == (3, "Vũ Thị Năm")
    assert stand(database, conference, as_of=DUE)[WARDS[3]].owes is False

    def mend_kind(tx):  # its people were registered while the directory had its kind wrong
        units.edit_unit(tx, wards[1], version=units.get_unit(tx, wards[1]).version, kind="public_school")

    database.write(mend_kind)
    assert stand(database, conference)[WARDS[1]].state is ReplyState.WRONG_GROUP


def test_who_declined_comes_after_all_once_somebody_is_registered_since(database, conference, wards):
    with pytest.raises(InvalidInput):
        database.write(lambda tx: replies.decline(tx, conference.id, wards[:1], reason=" "))
    register(database, conference, wards[0], "Nguyễn Văn Một")
    database.write(lambda tx: replies.decline(tx, conference.id, wards[:2], reason="trùng lịch"))
    found = stand(database, conference)
    assert [found[name].state for name in WARDS[:2]] == [ReplyState.DECLINED] * 2
    assert found[WARDS[0]].declined_reason == "trùng lịch"
    register(database, conference, wards[1], "Trần Thị Hai")
    assert stand(database, conference)[WARDS[1]].state is ReplyState.SHORT
    database.write(lambda tx: replies.take_back(tx, conference.id, wards[:1]))
    assert stand(database, conference)[WARDS[0]].state is ReplyState.SHORT
    undo(database)
    assert stand(database, conference)[WARDS[0]].state is ReplyState.DECLINED


def test_reminders_go_to_exactly_those_who_are_late_or_short_and_are_counted(database, conference, wards):
    register(database, conference, wards[0], "Nguyễn Văn Một", "Trần Thị Hai")
    register(database, conference, wards[1], "Phạm Văn Bốn")
    register(database, conference, wards[2], "Vũ Thị Năm", "Vũ Thị Sáu", group="Trường công lập")

    def made(channel, **given):
        return database.read(lambda tx: reminders.made(tx, conference.id, About.REPLY, channel, as_of=DAY, **given))

    found = made(Channel.ZALO)
    assert [each.unit for each in found] == [WARDS[3], WARDS[1]]
    assert "1/2" in found[1].text
    assert [each.unit for each in made(Channel.ZALO, unit_ids=wards[:3], early=True)] == [WARDS[1], WARDS[2]]
    for each in made(Channel.SMS):
        assert each.text.isascii()
        assert len(each.text) <= 160
    (name, data), _other = database.read(lambda tx: reminders.files_of(made(Channel.EMAIL), Channel.EMAIL))
    letter = message_from_bytes(data, policy=default)
    assert name.endswith(".eml")
    assert WARDS[3] in letter.get_content()
    assert conference.title in letter["Subject"]
    ids = [each.unit_id for each in found]
    for _time in range(2):
        database.write(lambda tx: reminders.log(tx, conference.id, About.REPLY, Channel.ZALO, ids))
    assert [each.before for each in made(Channel.ZALO)] == [2, 2]
    assert len(stand(database, conference)[WARDS[3]].reminded) == 2
    assert database.read(lambda tx: reminders.counts(tx, conference.id, About.TASKS)) == {}
    own = Wordings(zalo="{unit}: {lack}; {hạn}")
    database.write(lambda tx: settings.keep(tx, conference.id, own))
    assert made(Channel.ZALO)[1].text.startswith(f"{WARDS[1]}: ")
    assert "{hạn}" in made(Channel.ZALO)[1].text


def test_an_invitation_is_edited_by_one_desk_at_a_time_and_its_fields_are_checked(database, conference, wards):
    version = stand(database, conference)[WARDS[0]].version
    given = InvitationInput(SENT, "Zalo", DUE, "Đỗ Thị Mối", "0912 345 678")
    edit = lambda tx: replies.edit(tx, conference.id, wards[0], given, version=version)  # noqa: E731
    database.write(edit)
    assert stand(database, conference)[WARDS[0]].contact_phone == "0912345678"
    with pytest.raises(Conflict):
        database.write(edit)
    for wrong, field in (
        (InvitationInput(DUE, due=SENT), "due"),
        (InvitationInput(contact_phone="gọi sau"), "contact_phone"),
        (InvitationInput(sent_by="x" * 300), "sent_by"),
    ):
        with pytest.raises(InvalidInput) as told:
            database.write(
                lambda tx, wrong=wrong: replies.edit(tx, conference.id, wards[0], wrong, version=version + 1)
            )
        assert told.value.field == field


def test_a_merger_keeps_what_was_said_by_either_unit_and_is_undone_as_one(database, conference, wards):
    database.write(lambda tx: replies.decline(tx, conference.id, wards[1:2], reason="trùng lịch"))
    register(database, conference, wards[0], "Nguyễn Văn Một")
    before = stand(database, conference)
    database.write(lambda tx: units.merge_units(tx, wards[0], wards[1]))
    (one,) = [each for each in stand(database, conference).values() if each.unit_id == wards[0]]
    assert (one.state, one.quota, one.sent_on, one.declined_at) == (ReplyState.SHORT, 4, SENT, None)
    assert WARDS[1] not in stand(database, conference)
    undo(database)
    after = stand(database, conference)
    assert {name: each.state for name, each in after.items()} == {name: each.state for name, each in before.items()}


def test_contacts_go_with_the_others_and_a_name_with_its_person(database, conference, wards):
    contact = InvitationInput(SENT, "", DUE, "Bà Ngô Thị Ngân Thử", "0912345678")
    database.write(lambda tx: replies.edit(tx, conference.id, wards[0], contact, version=1))
    (person,) = register(database, conference, wards[0], "Ngô Thị Ngân Thử")
    database.write(lambda tx: purging.purge(tx, conference.id))
    found = stand(database, conference)[WARDS[0]]
    assert (found.contact_name, found.contact_phone) == ("Bà Ngô Thị Ngân Thử", "")
    database.write(lambda tx: erasing.erase(tx, person.person_id))
    dump = database.read(lambda tx: str([bundles.everything(tx, name) for name in ("invitation", "change")]))
    assert "Ngân Thử" not in dump
    assert "0912345678" not in dump


def test_invitations_travel_with_the_conference(database, conference, wards):
    before = stand(database, conference)

    def there_and_back(tx):
        copying.place(tx, copying.take(tx, conference.id), replace=True)

    database.write(there_and_back)
    assert stand(database, conference) == before


def test_everybody_is_invited_who_has_a_quota_and_all_units_where_nobody_has(database, conference, wards):
    assert set(database.read(lambda tx: replies.invited(tx, conference.id))) == set(wards)
    for key in wards:
        database.write(lambda tx, key=key: quotas.set_quota(tx, conference.id, key, None))
    active = {each.id for each in database.read(lambda tx: units.list_units(tx, active_only=True))}
    assert set(database.read(lambda tx: replies.invited(tx, conference.id))) == active
    with pytest.raises(InvalidInput):
        database.write(lambda tx: replies.invite(tx, conference.id, [], sent_on=SENT))


def test_each_group_gets_a_calendar_of_its_own_sessions(database, conference):
    files = dict(database.read(lambda tx: calendar.files(tx, conference.id)))
    assert len(files) == len(database.read(lambda tx: groups.list_groups(tx, conference.id)))
    assert all(b"DTSTART:20180523T080000" in data for data in files.values())
    with pytest.raises(AppError):
        database.read(lambda tx: replies.get_reply(tx, conference.id, conference.id))
