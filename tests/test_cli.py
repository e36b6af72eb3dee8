"""The command line: results on stdout, talk on stderr, exit codes that scripts can trust."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop import cli, paths
from desktop.commands import attendees, subcommands, topics
from tests.commands.conftest import conference, run

__all__ = ["conference", "run"]

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    "words",
    [
        ("sheet", "101", "-o", "sheet.doc"),
        ("sheet", "101", "-o", "sheet.pdf", "--session", "Tối"),
        ("session", "add", "101", "X", "--start", "8", "--end", "9"),
        ("session", "add", "101", "X", "--start", "08:00", "--end", "09:00", "--audience", "Không có"),
        ("attendees", "999"),
        ("attendees",),
        ("attendees", "101", "--sort", "age"),
        ("dance",),
        ("--language", "fr", "conference", "list"),
        ("conference", "new", "X", "--from", "05/23/2018"),
        ("import", "101"),
        ("import", "101", "x.xlsx", "--on-match", "merge"),
    ],
)
def test_a_wrong_call_is_exit_code_2_with_words_and_no_result(run, conference, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_the_parser_speaks_the_language_asked_for(run, capsys):
    assert "còn thiếu tham số: HỘI_NGHỊ" in run("attendees")[2]
    assert cli.main(["--language", "en", "attendees"]) == 2
    assert "the following arguments are required: CONFERENCE" in capsys.readouterr().err
    assert cli.main(["--language=vi", "--help"]) == 0
    assert "cách dùng" in capsys.readouterr().out


def test_a_data_file_that_is_none_is_told_in_one_sentence(run, tmp_path):
    letter = tmp_path / "letter.db"
    letter.write_text("Kính gửi")
    code, out, err = run("conference", "list", data=letter)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert letter.read_text() == "Kính gửi"


def test_what_nobody_expected_goes_to_the_log_and_is_one_sentence(run, conference, monkeypatch):
    def broken(*_words, **_options):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(attendees, "show", broken)
    code, out, err = run("attendees", conference)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "ZeroDivisionError" in paths.log_file().read_text(encoding="utf-8")


@pytest.mark.parametrize("names", topics.TOPICS)
def test_a_topic_adds_the_commands_that_it_is_listed_with(names):
    added = subcommands.Parser().add_subparsers()
    topics.TOPICS[names](added)
    assert tuple(added.choices) == names


@pytest.mark.parametrize("words", [[], ["--help"], ["nothing"], ["--language", "en"], ["--help", "attendees"]])
def test_where_no_command_is_known_all_are_listed(words):
    help_text = cli.parser(words).format_help()
    assert all(name in help_text for names in topics.TOPICS for name in names)


def test_options_of_every_command_may_stand_before_it():
    args = cli.parser(["--data", "mau.db", "--language=en", "attendees", "x"]).parse_args(["attendees", "x"])
    assert args.name == "attendees"


def test_commands_start_without_the_window_and_inspect_without_the_record():
    script = (
        "import sys; from desktop import cli; cli.parser(); cli.main(['inspect', 'none.xlsx']);"
        "print([name for name in ('PySide6', 'sqlalchemy', 'openpyxl', 'typst') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ["check-in", "một cửa", "Sáng", "Nguyễn Thị Hà", "--json", "--at", "08:30"],
        ["check-in", "một cửa", "Sáng", "--json", "--at", "08:30", "Nguyễn Thị Hà"],
        ["check-in", "--json", "một cửa", "Sáng", "--at", "08:30", "Nguyễn Thị Hà"],
        ["check-in", "một cửa", "--at", "08:30", "Sáng", "Nguyễn Thị Hà", "--json"],
    ],
)
def test_an_argument_that_may_be_left_out_is_taken_wherever_it_stands(words):
    args = cli.parser().parse_args(words)
    assert (args.conference, args.session, args.who) == ("một cửa", "Sáng", "Nguyễn Thị Hà")


def test_an_argument_left_out_is_left_out_also_before_options():
    args = cli.parser().parse_args(["check-in", "một cửa", "Sáng", "--unit", "Phường 1", "--all"])
    assert (args.who, args.unit, args.all) == ("", "Phường 1", True)
