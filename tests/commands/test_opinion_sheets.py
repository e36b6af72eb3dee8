"""opinions print-sheets, scan, undo-scan: papers through a scanner become answers."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
from PIL import Image

from desktop.domain.opinion_places import from_plain
from desktop.services import conferences, opinions, scanned_opinions
from desktop.services.opening import open_location
from tests.scans import filled_papers as papers
from tests.scans.questionnaires import questionnaire

QUESTIONS = (
    "--question",
    "Nội dung phù hợp",
    "--question",
    "Tổ chức tốt",
    "--question",
    "Phòng tốt",
    "--open",
    "Góp ý",
)


def read_back(data: Path, conference: str):
    def work(tx):
        view = conferences.find_conference(tx, conference)
        return scanned_opinions.known(tx, view.id)[-1], opinions.find_round(tx, view.id)

    return open_location(data, desk="1").read(work)


def test_a_pile_is_read_entered_once_and_undone(run, conference, tmp_path, qapp):
    data, pdf, pile = tmp_path / "record.db", tmp_path / "phiếu.pdf", tmp_path / "xấp phiếu.pdf"
    assert run("opinions", "new", conference, *QUESTIONS, "--group", "Phường", "--group", "Trường")[0] == 0
    assert run("opinions", "print-sheets", conference, "-o", pdf, "--copies", "-1")[0] == 2
    code, _out, err = run("opinions", "print-sheets", conference, "-o", pdf, "--copies", "7")
    assert code == 0, err
    printing, _view = read_back(data, conference)
    (page,) = from_plain(list(printing.places))
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == len(printing.copies) == 7
    truth, scans = [], []
    for place in range(7):
        # Papers like most: all but the last are sure, and somebody wrote on the last but one.
        made = papers.filled(
            papers.printed(pdf.read_bytes(), place), page, 40 + place, asked=float(place == 6), blank=0
        )
        if place == 5:
            papers.words(made.picture, page, 1)
        truth.append(made.truth)
        scans.append(papers.scanned(made.picture, place, 150))
    first, *rest = [Image.fromarray(each) for each in scans]
    first.save(pile, save_all=True, append_images=rest, resolution=150)
    folder = tmp_path / "ảnh"
    folder.mkdir()
    Image.fromarray(scans[0]).save(folder / "lại.png")
    foreign = papers.printed(questionnaire(copies=(77777,))[0])
    Image.fromarray(foreign).save(folder / "nơi khác.png")

    code, out, err = run("opinions", "scan", conference, pile, folder, "--json", "--apply", "--dry-run")
    assert code == 1, err
    told = json.loads(out)
    assert "applied" not in told
    assert sorted(each["result"] for each in told["pages"]) == ["duplicate", "foreign", *["read"] * 7]
    assert told["totals"]["papers"] == 7
    for paper, marks in zip(told["papers"][:6], truth, strict=False):
        for item, level in enumerate(paper["marks"]):
            assert item + 1 in paper["ask"] or level == marks[item]
    assert told["papers"][5]["words"] == [1]
    assert told["papers"][6]["ask"] == [1, 2, 3]
    assert told["papers"][6]["ask_group"]

    code, out, _err = run("opinions", "scan", conference, pile, "--json", "--apply", "--skip-words")
    assert code == 1
    written = json.loads(out)["applied"]["written"]
    assert written >= 5
    assert read_back(data, conference)[1].answers == written
    again = json.loads(run("opinions", "scan", conference, pile, "--json", "--apply")[1])
    assert "applied" not in again
    assert again["totals"]["papers"] == 7 - written
    assert run("opinions", "undo-scan", conference)[0] == 0
    assert read_back(data, conference)[1].answers == 0
    assert run("opinions", "undo-scan", conference)[0] == 2

    # Dropped on the reader of signed sheets, it is told by name.
    code, out, _err = run("--language", "en", "scan-sheets", conference, folder / "lại.png", "--json")
    (page_told,) = json.loads(out)["pages"]
    assert page_told["result"] == "foreign"
    assert "questionnaire" in page_told["message"]
