"""Points from a list that is pasted, as provinces send it: titles, numbers, gaps, names with commas and with like letters."""

from __future__ import annotations

import unicodedata

import pytest

from desktop.domain.errors import InvalidInput
from desktop.domain.points import PointInput
from desktop.services.points import keeping, several
from desktop.wording import error


def test_a_list_of_points_is_read_as_offices_write_it(database, conference):
    def added(text):
        before = database.read(lambda tx: len(keeping.list_points(tx, conference.id)))
        count = database.write(lambda tx: several.add_listed(tx, conference.id, text))
        rows = database.read(lambda tx: keeping.list_points(tx, conference.id))[before:]
        assert count == len(rows)
        return [(row.name, [name for _key, name in row.units], row.point.contact_phone) for row in rows]

    ward = unicodedata.normalize("NFD", "Phường Bạch Đằng")
    table = (
        "DANH SÁCH ĐIỂM CẦU\n\nTT\tTên điểm cầu\tSố điện thoại\tĐơn vị\tGhi chú\n"
        f'1\tXã A\t0912345678\t{ward}\t\n \t \t\n2\t\t\t\t\n3\t"Trường B\t\t\tcũ\n4\tXã C\t\t\t\n'
    )
    assert added(table) == [("Xã A", ["UBND phường Bạch Đằng"], "0912345678"), ("Trường B", [], ""), ("Xã C", [], "")]
    lines = "Trường D, cơ sở 2\n\n  \nXã E (cũ: F; G)\nXã Đông Sơn\nXã Đồng Sơn\n"
    names = ["Trường D, cơ sở 2", "Xã E (cũ: F; G)", "Xã Đông Sơn", "Xã Đồng Sơn"]
    assert [name for name, _units, _phone in added(lines)] == names, "a line without a tab is a name"
    for text, number in (("xã đồng sơn", 7), ("6", 6), ("XÃ ĐÔNG SƠN", 6), ("trường d", 4)):
        assert database.read(lambda tx, text=text: keeping.find_point(tx, conference.id, text)).number == number
    with pytest.raises(InvalidInput, match=r"point\.unknown") as near:
        database.read(lambda tx: keeping.find_point(tx, conference.id, "xa dong son"))
    assert near.value.details["known"] == ("Xã Đông Sơn", "Xã Đồng Sơn")


def test_all_that_is_wrong_with_a_list_is_told_by_its_rows_and_nothing_is_added(database, conference):
    rows = [
        "A",
        "",
        "a",
        "\tPhường Bạch Đằng",
        "B\tXã Chẳng Có",
        "C\t\t\t\t\t\tba mươi",
        *["A"] * 9,
        "Hội trường chính",
    ]
    with pytest.raises(InvalidInput) as refused:
        database.write(lambda tx: several.add_listed(tx, conference.id, "\n".join(rows)))
    told = error(refused.value)
    assert [str(number) in told for number in (3, 4, 5, 6, 7)] == [True] * 5, told
    assert "100000" in told
    assert told.count("\n") == 6, "no more than can be read, and how many more there are"
    assert database.read(lambda tx: keeping.list_points(tx, conference.id)) == []
    for empty in ("", " \n\t\n", "STT\tĐiểm cầu\n1\t\n"):
        with pytest.raises(InvalidInput, match=r"point\.no_names"):
            database.write(lambda tx, empty=empty: several.add_listed(tx, conference.id, empty))
    many = "\n".join(f"Điểm {number}" for number in range(40))
    database.write(lambda tx: several.add_listed(tx, conference.id, many))
    with pytest.raises(InvalidInput) as unknown:
        database.read(lambda tx: keeping.find_point(tx, conference.id, "đâu đó"))
    assert len(error(unknown.value)) < 250, "not all of a province"
    database.write(lambda tx: keeping.add_point(tx, conference.id, PointInput("39")))
    assert database.read(lambda tx: keeping.find_point(tx, conference.id, "39")).name == "39", (
        "its name before a number"
    )
