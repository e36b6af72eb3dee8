"""How a reply stands follows from what was sent, who is registered and what the unit said, in the order of the rules."""

from __future__ import annotations

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.icalendar import Event, calendar
from desktop.domain.replies import RegisteredOne, ReplyState, ReplyView, counted, state_of, urgency

DAY = dt.date(2026, 11, 25)
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
moments = st.integers(-48, 48).map(lambda hours: NOON + dt.timedelta(hours=hours))
people = st.lists(st.tuples(moments, st.booleans()), max_size=4)


def view(came=(), **given):
    registered = tuple(RegisteredOne(uuid.UUID(int=n), "A", "", "", wrong, at) for n, (at, wrong) in enumerate(came))
    usual = {"quota": None, "who": "", "as_of": DAY}
    return ReplyView(uuid.UUID(int=1), 1, "UBND phường An", "ward", **{**usual, **given}, people=registered)


@given(
    people,
    st.none() | st.integers(0, 4),
    st.none() | st.just(DAY - dt.timedelta(days=9)),
    st.none() | moments,
    st.none() | st.integers(-3, 3),
)
def test_the_state_is_the_first_rule_that_holds_and_lateness_counts_days(came, quota, sent_on, declined_at, late):
    due = None if late is None else DAY - dt.timedelta(days=late)
    reply = view(came, quota=quota, sent_on=sent_on, declined_at=declined_at, due=due)
    declined = declined_at is not None and not any(at > declined_at for at, _wrong in came)
    rules = [
        (declined, ReplyState.DECLINED),
        (not came and sent_on is not None, ReplyState.NO_REPLY),
        (not came, ReplyState.NOT_SENT),
        (any(wrong for _at, wrong in came), ReplyState.WRONG_GROUP),
        (quota is not None and len(came) < quota, ReplyState.SHORT),
        (quota is not None and len(came) > quota, ReplyState.OVER),
        (True, ReplyState.COMPLETE),
    ]
    assert reply.state is next(state for holds, state in rules if holds)
    waits = reply.state is ReplyState.NO_REPLY
    assert reply.days_late == (max(0, late) if waits and late is not None else 0)
    assert reply.owes == (reply.state is ReplyState.SHORT or (waits and (late is None or late > 0)))
    assert reply.missing == max(0, (quota or 0) - len(came))
    counts = counted([reply])
    assert (counts.by_state[reply.state], counts.units, counts.owing) == (1, 1, reply.owes)


def test_who_has_not_replied_comes_first_the_longest_overdue_before_others():
    waiting = [view(sent_on=DAY, due=DAY - dt.timedelta(days=days)) for days in (0, 5, 2)]
    complete = view([(NOON, False)])
    ordered = sorted([complete, *waiting], key=urgency)
    assert [each.days_late for each in ordered] == [5, 2, 0, 0]
    assert ordered[-1] is complete
    assert state_of(sent=False, declined=False, quota=0, registered=1, wrong=0) is ReplyState.OVER


@given(st.text(max_size=200), st.text(max_size=90))
def test_a_calendar_holds_short_lines_and_gives_its_texts_back(title, place):
    start = dt.datetime(2026, 12, 10, 8)
    made = calendar("Tập huấn", [Event("1@x", title, start, start + dt.timedelta(hours=3), place)], NOON)
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    unfolded = made.replace(b"\r\n ", b"").decode("utf-8")
    summary = next(each for each in unfolded.split("\r\n") if each.startswith("SUMMARY:"))
    back = summary.removeprefix("SUMMARY:").replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",")
    kept = "\n".join("".join(letter for letter in line if letter >= " ") for line in title.splitlines())
    assert back.replace("\\\\", "\\") == kept.encode("utf-8", "replace").decode() or "\\" in title
    assert unfolded.count("BEGIN:VEVENT") == 1


def test_whole_days_end_on_the_day_behind_the_last():
    made = calendar("A", [Event("1@x", "A", DAY, DAY + dt.timedelta(days=1))], NOON).decode()
    assert "DTSTART;VALUE=DATE:20261125\r\nDTEND;VALUE=DATE:20261127" in made
