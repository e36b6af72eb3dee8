"""rates: what is paid a day, by date."""

from __future__ import annotations

import json

from tests.commands.test_documents import Commands, commands

__all__ = ["Commands", "commands"]


def test_a_rate_is_set_by_its_date_and_set_again(commands):
    assert commands.run("rates", "set", "01/07/2017", "100.000", "--basis", "TT 40")[1].strip() == "01/07/2017: 100.000"
    assert commands.run("rates", "set", "2017-07-01", "150000")[0] == 0
    _code, told, _err = commands.run("rates", "list", "--json")
    assert json.loads(told) == [{"from": "2017-07-01", "amount": 150_000, "basis": "TT 40"}]
    assert "150.000" in commands.run("rates", "list")[1]
    assert commands.run("rates", "set", "01/07/2017", "nhiều")[0] == 2
