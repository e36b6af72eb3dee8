"""The office's key and what it signs: made once, told from other offices', and no change of a text goes by unseen."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.certificate_code import CertificateFacts, CodeVerdict
from desktop.domain.errors import UnreadableFile
from desktop.services import journal, undoing
from desktop.services.certificate_codes import keys, signing

FACTS = CertificateFacts("05/GCN-UBND", "Nguyễn Thị Hà", dt.date(2026, 11, 30))


@pytest.fixture(scope="module")
def code_and_key(tmp_path_factory):
    from desktop.store.upgrade import open_database

    database = open_database(tmp_path_factory.mktemp("office") / "record.db", desk="1")
    try:
        (code,) = database.write(lambda tx: signing.sign(tx, [FACTS]))
        yield code, database.read(keys.public)
    finally:
        database.close()


def test_an_offices_key_is_made_once_and_stays_on_both_databases(database):
    assert database.read(keys.public) is None
    first = database.write(lambda tx: signing.sign(tx, [FACTS]))
    key = database.read(keys.public)
    second = database.write(lambda tx: signing.sign(tx, [replace(FACTS, full_name="Lê An")]))
    assert database.read(keys.public) == key
    for (text,) in (first, second):
        assert signing.check(text, [key]).verdict is CodeVerdict.GENUINE


def test_two_desks_at_once_make_one_key(database):
    ready, made, trouble = threading.Barrier(2), [], []

    def desk(name):
        def work(tx):
            keys.public(tx)
            with contextlib.suppress(threading.BrokenBarrierError):
                ready.wait(1 if tx.get_bind().dialect.name == "sqlite" else 20)  # SQLite has one writer at a time
            return signing.sign(tx, [replace(FACTS, full_name=name)])

        try:
            made.extend(database.write(work))
        except Exception as error:  # noqa: BLE001 - told below
            trouble.append(error)

    desks = [threading.Thread(target=desk, args=(name,)) for name in ("Lê An", "Lê Bình")]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    key = database.read(keys.public)
    assert trouble == []
    assert [signing.check(code, [key]).verdict for code in made] == [CodeVerdict.GENUINE] * 2


def test_no_undo_takes_the_key_away_and_the_journal_holds_nothing_of_it(database):
    pem, _public = database.write(keys.private)
    (line, *_others) = database.read(lambda tx: journal.recent(tx))
    assert line.action == "certificate.key_made"
    assert "PRIVATE" in pem
    assert line.details == {}
    assert database.read(lambda tx: undoing.last_undoable(tx, desk=tx.desk)) is None


def test_every_change_of_a_letter_is_seen(code_and_key):
    code, key = code_and_key
    for place in range(len(code)):
        other = code[:place] + ("b" if code[place] != "b" else "c") + code[place + 1 :]
        assert signing.check(other, [key]).verdict is not CodeVerdict.GENUINE, place


def test_mail_that_breaks_the_line_anywhere_changes_nothing(code_and_key):
    code, key = code_and_key
    for broken in (code.replace(" ", "\r\n"), code.replace(" ", " \n"), f"{code[:-20]} \n {code[-20:]}"):
        assert signing.check(broken, [key]).verdict is CodeVerdict.GENUINE, broken
    for place in range(1, len(code)):
        assert signing.check(f"{code[:place]}\n{code[place:]}", [key]).verdict is CodeVerdict.GENUINE, place


@given(st.text(max_size=200))
def test_whatever_text_is_given_it_is_judged_and_never_genuine(text):
    assert signing.check(text, []).verdict in (CodeVerdict.UNREADABLE, CodeVerdict.UNKNOWN_KEY)


@given(st.sampled_from(range(6)), st.text(max_size=40))
def test_a_code_with_another_part_is_not_genuine(code_and_key, part, text):
    code, key = code_and_key
    parts = code.split("|")
    same = parts[part] == text
    parts[part] = text
    assert same or signing.check("|".join(parts), [key]).verdict is not CodeVerdict.GENUINE


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Há", "nguyễn thị hà", "Nguyen Thi Ha", "Nguyễn  Thị Hà", "Nguyễn Thị Hà "]
)
def test_names_are_folded_in_no_way(code_and_key, name):
    code, key = code_and_key
    assert signing.check(code.replace(FACTS.full_name, name), [key]).verdict is CodeVerdict.CHANGED


def test_another_offices_key_is_unknown_until_it_is_given(code_and_key):
    code, key = code_and_key
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    stranger = keys.from_pem(other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert signing.check(code, [stranger]).verdict is CodeVerdict.UNKNOWN_KEY
    assert signing.check(code, [stranger, keys.from_pem(key.pem.encode())]).verdict is CodeVerdict.GENUINE
    assert signing.check(code.replace(key.id, stranger.id), [stranger]).verdict is CodeVerdict.CHANGED


def test_a_file_that_is_no_key_of_certificates_is_refused_by_its_name(tmp_path):
    rsa_key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    for place, data in enumerate((b"", b"x" * 70_000, rsa_key.public_bytes(Encoding.PEM, PublicFormat.PKCS1))):
        path = tmp_path / f"khóa {place}.pem"
        path.write_bytes(data)
        with pytest.raises(UnreadableFile) as told:
            keys.from_file(path)
        assert (told.value.code, told.value.details["file"]) == ("certificate.not_key", path.name)
    with pytest.raises(UnreadableFile, match=r"no_file|khóa"):
        keys.from_file(tmp_path / "không có.pem")
