"""template: the form that units fill in."""

from __future__ import annotations

import json


def test_the_registration_form_comes_back_without_a_question(run, conference, people, tmp_path):
    run("import", conference, people)
    path = tmp_path / "form.xlsx"
    assert run("template", conference, "-o", path, "--unit", "P. Bạch Đằng")[0] == 0
    assert json.loads(run("import", conference, path, "--json")[1])["totals"]["same"] == 1
