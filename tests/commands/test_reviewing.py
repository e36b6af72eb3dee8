"""review: the whole queue on the command line, as text and JSON, on both databases."""

from __future__ import annotations

import json
from typing import Any

from desktop import cli
from desktop.domain.people import AttendeeInput
from desktop.services import attendees
from tests.commands.hall_desk import location
from tests.services.attendance.hall import open_hall


def test_everything_to_review_is_listed_with_its_reason_and_what_settles_it(database, capsys):
    hall = open_hall(database)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(["--language", "en", "--data", location(database), "review", "101", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    code, out, err = run()
    assert (code, out) == (0, "")
    assert "Nothing to review" in err

    def doubt(tx: Any) -> None:
        unit = attendees.get_attendee(tx, hall.people["Trần Đức An"]).unit_id
        attendees.add_attendee(tx, hall.conference_id, AttendeeInput(full_name="Trần Đức An", unit_id=unit))
        attendees.remove_attendees(tx, [hall.people["Lê Văn Vũ"]])

    hall.let_in("Lê Văn Vũ")
    database.write(doubt)
    code, out, _err = run()
    assert code == 0
    assert out.index("Lê Văn Vũ") < out.index("Trần Đức An")
    assert "Join into one / Two people" in out
    code, out, _err = run("--json")
    document = json.loads(out)
    assert (code, document["count"]) == (0, 2)
    first, second = document["cases"]
    assert (first["kind"], first["code"], first["session"]) == ("attendance", "off_the_list", "Sáng")
    assert [each["answer"] for each in second["choices"]] == ["join", "apart"]
    assert [each["full_name"] for each in second["attendees"]] == ["Trần Đức An"] * 2
