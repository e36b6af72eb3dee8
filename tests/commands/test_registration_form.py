"""template: the form that units fill in."""

from __future__ import annotations

import json


def test_the_registration_form_comes_back_without_a_question(run, conference, people, tmp_path):
    run("import", conference, people)
    path = tmp_path / "form.xlsx"
    assert run("template", conference, "-o", path, "--unit", "P. Bạch Đằng")[0] == 0
    assert json.loads(run("import", conference, path, "--json")[1])["totals"]["same"] == 1


def test_the_ending_says_what_the_form_is(run, conference, tmp_path):
    for name, written in (("a.HTML", "a.HTML"), ("b.xlsx", "b.xlsx"), ("c.pdf", "c.pdf.xlsx"), ("d", "d.xlsx")):
        code, out, _err = run("template", conference, "-o", tmp_path / name)
        assert (code, out.strip()) == (0, str(tmp_path / written))
        assert (tmp_path / written).read_bytes()[:1] == (b"<" if name == "a.HTML" else b"P")
