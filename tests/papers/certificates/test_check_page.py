"""The page that checks certificates by itself: one file, nothing fetched, no text ever markup; tried in a real browser."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
import subprocess
import urllib.parse

import pytest

from desktop import i18n
from desktop.domain.certificate_code import CertificateFacts, CodeVerdict
from desktop.papers import check_page
from desktop.services.certificate_codes import keys, signing
from desktop.store.upgrade import open_database
from desktop.wording import certificate_codes as wording

NASTY = "</script><img src=x onerror=alert(1)>"
NAME = f"Nguyễn Thị Hà {NASTY} a|b%7C%25"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    i18n.install("vi")
    folder = tmp_path_factory.mktemp("office")
    database = open_database(folder / "record.db", desk="1")
    try:
        facts = CertificateFacts("05/GCN-UBND", NAME, dt.date(2026, 11, 30))
        (code,) = database.write(lambda tx: signing.sign(tx, [facts]))
        page = folder / "trang.html"
        page.write_text(check_page.page(database.read(keys.public), f"UBND {NASTY}"), encoding="utf-8")
    finally:
        database.close()
    return page, code


def test_the_page_is_one_file_that_reaches_nothing_and_holds_the_offices_name_as_text(made):
    text = made[0].read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?!x )|https?://|@import|url\(""", text.replace(NASTY, ""))
    assert NASTY not in text
    assert "default-src 'none'" in text
    assert "{" + "data}" not in text
    assert text.count("<script") == 2


def seen(page, code):
    """What the page tells of a code, in the browser."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("Chromium is not installed here")
    address = f"{page.as_uri()}#{urllib.parse.quote(code)}"
    profile = f"--user-data-dir={page.parent / 'profile'}"
    words = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        profile,
        "--virtual-time-budget=3000",
        "--dump-dom",
    ]
    done = subprocess.run([*words, address], capture_output=True, text=True, timeout=60, check=False)
    verdict = re.search(r'<section id="answer"[^>]*data-verdict="(\w+)"', done.stdout)
    if verdict is None:
        pytest.skip(f"Chromium does not run here: {done.stderr[-200:]}")
    facts = [html.unescape(each) for each in re.findall(r"<dd>(.*?)</dd>", done.stdout)]
    return verdict[1], facts, done.stdout


@pytest.mark.slow
def test_the_page_says_of_each_code_what_the_program_says(made):
    page, code = made
    verdict, facts, dom = seen(page, code)
    assert (verdict, facts) == (CodeVerdict.GENUINE, ["05/GCN-UBND", NAME, "30/11/2026"])
    assert "<img" not in dom
    assert html.unescape(re.search(r'id="heading">(.*?)</h2>', dom)[1]) == wording.VERDICTS[CodeVerdict.GENUINE]()
    assert seen(page, code.replace("Hà", "Há"))[0] == CodeVerdict.CHANGED
    assert seen(page, code.replace("|", "|x", 1))[0] == CodeVerdict.UNKNOWN_KEY
    assert seen(page, "10100013")[0] == CodeVerdict.UNREADABLE
    wrapped = "\ufeff" + code.replace("Thị Hà", "Thị\r\nHà").replace("|05", "|\n05")
    assert seen(page, wrapped)[:2] == (CodeVerdict.GENUINE, facts)


@pytest.mark.slow
def test_a_picture_without_a_code_leaves_nothing_of_the_code_before(made):
    """Few browsers have a reader of their own: this page gets one, and a script that chooses a file that is no picture."""
    page, code = made
    text = page.read_text(encoding="utf-8")
    reader = "class BarcodeDetector { static async getSupportedFormats() { return ['qr_code']; } async detect() { return []; } }"
    chosen = "check().then(() => checkPicture(new Blob(['no picture'])));"
    changed = re.sub(r"script-src '[^']*'", "script-src 'unsafe-inline'", text)
    changed = changed.replace('"use strict";', f'"use strict"; window.BarcodeDetector = {reader};', 1)
    head, script, tail = changed.rpartition("</script>")
    other = page.with_name("no-picture.html")
    other.write_text(f"{head}\n{chosen}{script}{tail}", encoding="utf-8")
    verdict, facts, _dom = seen(other, code)
    assert (verdict, facts) == (CodeVerdict.UNREADABLE, [])
