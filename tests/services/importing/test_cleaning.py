"""From a row's cells to clean text, and everything odd told with its field, code and severity."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop import i18n
from desktop.domain.dates import PartialDate
from desktop.domain.importing import Problem, Severity
from desktop.excel.understanding.table_row import TableRow
from desktop.services.importing.cleaning import clean, people_of
from desktop.wording import sentence


def cleaned(
    *notes: tuple[str, str], **cells: object
) -> tuple[dict[str, str], list[tuple[str, str, str]], dict[str, str]]:
    """Values, (field, code, severity) of the problems, and sensitive values."""
    values, problems, extra = clean(TableRow(1, (), {"full_name": "Lê Văn An", **cells}, notes=notes))
    return values, [(problem.field, problem.code, problem.severity.value) for problem in problems], extra


def test_a_clean_row_has_no_problems() -> None:
    values, problems, extra = cleaned(
        full_name="Nguyễn Thị Hà", gender="Nữ", birth="23/5/1975", position="Phó Chủ tịch", unit="UBND phường Bạch Đằng",
        role_group="Phường", phone="0912345678", email="ha@hbt.vn", note="ăn chay",
    )  # fmt: skip
    assert values == {
        "full_name": "Nguyễn Thị Hà", "gender": "female", "birth": "1975-05-23", "position": "Phó Chủ tịch",
        "unit": "UBND phường Bạch Đằng", "role_group": "Phường", "phone": "0912345678", "email": "ha@hbt.vn", "note": "ăn chay",
    }  # fmt: skip
    assert (problems, extra) == ([], {})


@pytest.mark.parametrize(
    ("written", "name", "honorific", "codes"),
    [
        ("  Nguyễn\u00a0Thị  Hà ", "Nguyễn Thị Hà", None, []),
        ("Bà Nguyễn Thị Hà", "Nguyễn Thị Hà", "Bà", ["honorific.split"]),
        ("PGS.TS. Phạm Văn Em", "Phạm Văn Em", "PGS.TS.", ["honorific.split"]),
        ("NGUYỄN THỊ HÀ", "Nguyễn Thị Hà", None, ["name.recased"]),
        ("nguyễn thị hà", "Nguyễn Thị Hà", None, ["name.recased"]),
        ("ÔNG NGUYỄN VĂN AN", "Nguyễn Văn An", "Ông", ["honorific.split", "name.recased"]),
        ("K'BRÊU", "K'Brêu", None, ["name.recased"]),
        ("K'Brêu", "K'Brêu", None, []),
        ("H'Hen Niê", "H'Hen Niê", None, []),
        ("Văn Thị Phòng", "Văn Thị Phòng", None, []),
        ("1. Lê Văn An", "Lê Văn An", None, ["name.trimmed"]),
        ("Lê Văn An*", "Lê Văn An", None, ["name.trimmed"]),
        ("Lê Văn An ✅", "Lê Văn An", None, ["name.trimmed"]),
        ("Ｌê Ｖăｎ Ａｎ", "Lê Văn An", None, []),
        ("H'Ƀlơ̆ Kpă", "H'Ƀlơ̆ Kpă", None, []),
        ("Trung tá Đỗ Văn Bảy", "Đỗ Văn Bảy", "Trung tá", ["honorific.split"]),
        ("PGS, TS Phạm Văn Em", "Phạm Văn Em", "PGS.TS.", ["name.trimmed", "honorific.split"]),
        ("- Lê Văn An;", "Lê Văn An", None, ["name.trimmed"]),
        ("Lê Văn 2", "Lê Văn 2", None, ["name.suspicious"]),
        ("UBND phường Bạch Đằng", "UBND phường Bạch Đằng", None, ["name.suspicious"]),
        (12345, "12345", None, ["name.suspicious"]),
    ],
)
def test_names_are_cleaned_and_what_changed_is_told(
    written: object, name: str, honorific: str | None, codes: list[str]
) -> None:
    values, problems, _extra = cleaned(full_name=written)
    assert values["full_name"] == name
    assert values.get("honorific") == honorific
    assert [code for _field, code, _severity in problems] == codes


@pytest.mark.parametrize("nothing", [None, "", "   ", "\u00a0", "-", "…", "Không có"])
def test_a_row_without_a_name_is_an_error(nothing: object) -> None:
    values, problems, _extra = cleaned(full_name=nothing, position="Công chức")
    assert problems == [("full_name", "name.missing", "error")]
    assert values == {"position": "Công chức"}


@pytest.mark.parametrize(
    ("written", "position"),
    [
        ("Lê Văn An - Phó Chủ tịch", "Phó Chủ tịch"),
        ("Lê Văn An, Trưởng phòng", "Trưởng phòng"),
        ("Lê Văn An\nHiệu trưởng", "Hiệu trưởng"),
        ("Lê Văn An-Phó Chủ tịch", "Phó Chủ tịch"),
        ("Lê Văn An: Phó Chủ tịch", "Phó Chủ tịch"),
    ],
)
def test_a_position_behind_the_name_goes_to_its_own_field(written: str, position: str) -> None:
    values, problems, _extra = cleaned(full_name=written)
    assert (values["full_name"], values["position"]) == ("Lê Văn An", position)
    assert problems == [("position", "position.split", "info")]
    values, problems, _extra = cleaned(full_name=written, position="Chuyên viên")  # which is right is not ours to say
    assert (values["full_name"], values["position"], values["note"]) == ("Lê Văn An", "Chuyên viên", position)
    assert problems == [("note", "name.remark", "info")]


@pytest.mark.parametrize(
    ("written", "name", "field", "value"),
    [
        ("Lê Văn Sơn\n(thay đ/c Trần Đức An)", "Lê Văn Sơn", "note", "thay đ/c Trần Đức An"),
        ("Trần Thị Bình (vắng)", "Trần Thị Bình", "note", "vắng"),
        ("Trần Thị Bình vắng", "Trần Thị Bình", "note", "vắng"),
        ("Trần Thị Bình - nghỉ thai sản", "Trần Thị Bình", "note", "nghỉ thai sản"),
        ("Lê Văn Ba (chỉ dự buổi sáng)", "Lê Văn Ba", "note", "chỉ dự buổi sáng"),
        ("Lê Văn Ba, Phòng Nội vụ", "Lê Văn Ba", "note", "Phòng Nội vụ"),
        ("Lê Văn Ba (0912345674)", "Lê Văn Ba", "phone", "0912345674"),
        ("Lê Văn Ba - 1985", "Lê Văn Ba", "birth", "1985"),
        ("Lê Thị Ba (nữ)", "Lê Thị Ba", "gender", "female"),
        ("Lê Văn Ba (ThS)", "Lê Văn Ba", "honorific", "ThS."),
        ("Lê Văn Ba, ba.le@hbt.vn", "Lê Văn Ba", "email", "ba.le@hbt.vn"),
        ("Lê Văn Ba (Phó Hiệu trưởng)", "Lê Văn Ba", "position", "Phó Hiệu trưởng"),
    ],
)
def test_what_stands_behind_a_name_is_kept_beside_it_and_told(written: str, name: str, field: str, value: str) -> None:
    values, problems, _extra = cleaned(full_name=written)
    assert (values["full_name"], values[field]) == (name, value)
    assert (field, "info") in [(of, severity) for of, _code, severity in problems]


def test_a_remark_joins_the_note_that_is_there_once() -> None:
    assert cleaned(full_name="Lê Văn Ba (vắng)", note="ăn chay")[0]["note"] == "ăn chay; vắng"
    assert cleaned(full_name="Lê Văn Ba (vắng)", note="Vắng, ốm")[0]["note"] == "Vắng, ốm"


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Hoa (A)", "Nguyễn Thị Hoa A", "Trần Văn Hùng 2", "Trần Thị Hiền (Tiểu học)", "Nguyễn Văn A"]
)
def test_what_tells_namesakes_apart_stays_with_the_name(name: str) -> None:
    assert cleaned(full_name=name)[:2] == ({"full_name": name}, [])


@pytest.mark.parametrize("cells", [{"full_name": "Trần Thị Bình (vắng)"}, {"note": "xin rút"}, {"note": "nghỉ ốm"}])
def test_who_may_not_come_is_warned_of(cells: dict[str, object]) -> None:
    assert ("note", "row.perhaps_absent", "warning") in cleaned(**cells)[1]


@pytest.mark.parametrize("answer", ["Không", "Đã hủy (xin rút)", False, 0])
def test_who_declined_is_asked_about(answer: object) -> None:
    assert cleaned(attending=answer)[1] == [("", "row.declined", "question")]


@pytest.mark.parametrize("answer", ["Có", "Đã duyệt", True, "-", "Không dự buổi chiều"])
def test_who_comes_or_said_nothing_is_not(answer: object) -> None:
    assert cleaned(attending=answer)[1] == []


@pytest.mark.parametrize(
    "written",
    [
        "1. An 2. Bình",
        "Nguyễn Văn An, Bình",
        "Lê An\nTrần Ba",
        "đ/c An, đ/c Bình",
        "Nguyễn Thu\nHà My",
        "Lê Văn Ba, An",
    ],
)
def test_what_may_be_several_people_is_asked(written: str) -> None:
    assert cleaned(full_name=written)[1] == [("full_name", "name.several", "question")]


@pytest.mark.parametrize(
    "name",
    [
        "Lý Và Sèo",
        "Y-Blum Niê",
        "Nguyễn Thị Thanh-Hà",
        "Vừ A Dính",
        "Công Văn Hùng",
        "Tổng Thị Ban",
        "Công Tằng Tôn Nữ Thị Hà",
    ],
)
def test_a_name_that_looks_like_a_sign_or_a_word_is_one_name(name: str) -> None:
    assert cleaned(full_name=name)[:2] == ({"full_name": name}, [])


def test_two_names_with_nothing_between_look_odd() -> None:
    assert cleaned(full_name="Nguyễn Văn An Trần Thị Bình")[1] == [("full_name", "name.suspicious", "warning")]


def test_a_name_broken_into_lines_is_one() -> None:
    assert cleaned(full_name="Nguyễn Thị\nThu Hương")[:2] == ({"full_name": "Nguyễn Thị Thu Hương"}, [])
    assert cleaned(full_name="Nguyễn Văn Thành\nNam")[:2] == ({"full_name": "Nguyễn Văn Thành Nam"}, [])


@pytest.mark.parametrize("nothing", ["-", "…", "--", "Không", "không có", "N/A"])
def test_what_is_typed_for_nothing_is_blank_in_every_field(nothing: str) -> None:
    fields = ("honorific", "gender", "birth", "position", "unit", "role_group", "phone", "email", "note", "ethnicity")
    assert cleaned(**dict.fromkeys(fields, nothing)) == ({"full_name": "Lê Văn An"}, [], {})


def test_ong_and_ba_tell_the_gender_where_nothing_else_does() -> None:
    assert cleaned(full_name="Ông Lê Văn An")[0]["gender"] == "male"
    assert cleaned(full_name="Bà Lê Thị An")[0]["gender"] == "female"
    assert cleaned(full_name="Bà Lê Thị An", gender="Nam")[0]["gender"] == "male"
    assert "gender" not in cleaned(full_name="Đ/c Lê Thị An")[0]


def test_a_title_of_its_own_column_is_kept() -> None:
    assert cleaned(honorific="ThS.")[0]["honorific"] == "ThS."


def test_names_of_old_code_pages_get_their_capitals() -> None:
    values, problems, _extra = cleaned(
        ("full_name", "legacy.tcvn3"), ("unit", "legacy.tcvn3"), full_name="Nguyễn Văn ánh"
    )
    assert values["full_name"] == "Nguyễn Văn Ánh"
    assert problems == [("full_name", "legacy.tcvn3", "info")]
    assert cleaned(("full_name", "legacy.tcvn3"), full_name="NGUYỄN VĂN ÁNH")[0]["full_name"] == "Nguyễn Văn Ánh"


@pytest.mark.parametrize(
    ("written", "stored"),
    [("23/5/1975", "1975-05-23"), ("5/1975", "1975-05"), (1975, "1975"), (27537, "1975-05-23"), (dt.datetime(1975, 5, 23), "1975-05-23"),
     ("  /  /1975", "1975"), ("1975", "1975")],
)  # fmt: skip
def test_birth_dates_keep_their_precision(written: object, stored: str) -> None:
    values, problems, _extra = cleaned(birth=written)
    assert values["birth"] == stored
    assert problems == []


@pytest.mark.parametrize(("written", "code"), [("05/23/1975", "birth.unreadable"), ("abc", "birth.unreadable"), ("1/1/2999", "birth.unreadable"),
                                               ("1/1/2099", "birth.future")])  # fmt: skip
def test_an_unreadable_birth_date_stays_blank_and_its_text_is_told(written: str, code: str) -> None:
    values, problems, _extra = cleaned(birth=written)
    assert "birth" not in values
    assert problems == [("birth", code, "warning")]
    assert clean(TableRow(1, (), {"full_name": "Lê An", "birth": written}))[1][0].details["value"] == written


def test_a_child_s_birth_date_is_kept_and_questioned() -> None:
    values, problems, _extra = cleaned(birth=f"1/1/{dt.date.today().year - 3}")
    assert values["birth"].startswith(str(dt.date.today().year - 3))
    assert problems == [("birth", "birth.unusual", "warning")]


@pytest.mark.parametrize(
    ("written", "stored", "codes"),
    [
        ("0912 345 678", "0912345678", []),
        (912345678.0, "0912345678", []),
        ("0168 123 4567", "0381234567", ["phone.converted"]),
        ("0912345678 / 0987654321", "0912345678", ["phone.several"]),
        ("024 3821 2345", "02438212345", []),
        ("+81 3-1234-5678", "+81312345678", []),
        ("12345", "12345", ["phone.unusual"]),
        ("máy lẻ 12", "máy lẻ 12", ["phone.unusual"]),
        ("Rồi", None, ["phone.none"]),
        ("không có", None, []),
        ("-", None, []),
    ],
)
def test_phones_are_stored_as_digits_and_what_is_no_number_stays_as_typed(
    written: object, stored: str | None, codes: list[str]
) -> None:
    values, problems, _extra = cleaned(phone=written)
    assert values.get("phone") == stored
    assert [code for _field, code, _severity in problems] == codes


@pytest.mark.parametrize(
    ("written", "stored", "codes"),
    [
        ("an.le@hbt.gov.vn", "an.le@hbt.gov.vn", []),
        (" an@hbt.vn ", "an@hbt.vn", []),
        ("mailto:an@hbt.vn", "an@hbt.vn", []),
        ("an@hbt.vn; ba@hbt.vn", "an@hbt.vn", ["email.several"]),
        ("Lê An <an@hbt.vn>", "an@hbt.vn", ["email.trimmed"]),
        ("an(at)hbt.vn", "an(at)hbt.vn", ["email.unusual"]),
        ("không", None, []),
        ("Có", None, ["email.none"]),
    ],
)
def test_email_addresses(written: str, stored: str | None, codes: list[str]) -> None:
    values, problems, _extra = cleaned(email=written)
    assert values.get("email") == stored
    assert [code for _field, code, _severity in problems] == codes


def test_a_second_number_is_used_where_the_first_is_blank_and_told_where_not() -> None:
    assert cleaned(phone=None, phone_2="0912345679")[:2] == ({"full_name": "Lê Văn An", "phone": "0912345679"}, [])
    values, problems, _extra = cleaned(phone="0912345678", phone_2="0912345679")
    assert (values["phone"], problems) == ("0912345678", [("phone", "phone.several", "warning")])
    assert cleaned(phone="0912345678", phone_2="0912 345 678")[1] == []


def test_a_second_note_joins_the_first() -> None:
    assert cleaned(note="ăn chay", note_2="đi xe riêng")[0]["note"] == "ăn chay; đi xe riêng"
    assert cleaned(note_2="đi xe riêng")[0]["note"] == "đi xe riêng"


@pytest.mark.parametrize(
    ("written", "stored"),
    [("Nam", "male"), ("NỮ", "female"), ("nu", "female"), ("male", "male"), ("Female", "female"), ("", None)],
)
def test_gender(written: str, stored: str | None) -> None:
    assert cleaned(gender=written)[0].get("gender") == stored


def test_an_unknown_gender_is_told() -> None:
    assert cleaned(gender="khác?")[1] == [("gender", "gender.unknown", "warning")]


def test_sensitive_values_stand_apart() -> None:
    values, _problems, extra = cleaned(ethnicity="Kinh ", identity_number=1080000001.0)
    assert extra == {"ethnicity": "Kinh", "identity_number": "1080000001"}
    assert "ethnicity" not in values


CELL = st.none() | st.text(max_size=30) | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes()


@given(
    st.dictionaries(
        st.sampled_from(["full_name", "gender", "birth", "position", "unit", "phone", "email", "note", "honorific"]),
        CELL,
    )
)
def test_whatever_stands_in_a_row_it_comes_out_as_text(cells: dict[str, object]) -> None:
    values, _problems, _extra = clean(TableRow(1, (), dict(cells)))
    assert all(isinstance(value, str) and value for value in values.values())
    if "birth" in values:
        PartialDate.parse(values["birth"])


@given(
    st.dictionaries(
        st.sampled_from(["full_name", "birth", "position", "unit", "phone", "email", "note", "honorific"]),
        st.text(max_size=20),
    )
)
def test_cleaning_what_is_clean_changes_no_value(cells: dict[str, object]) -> None:
    first = clean(TableRow(1, (), dict(cells)))[0]
    again = clean(TableRow(1, (), dict(first)))[0]
    if clean(TableRow(1, (), dict(cells)))[1]:
        return  # a value that was mended may still look odd ("1. 2. An")
    assert again == first


BEHIND = st.lists(
    st.tuples(
        st.sampled_from([" - ", ", ", "; ", "\n", " ("]),
        st.sampled_from(
            [
                "vắng",
                "nghỉ thai sản",
                "thay đ/c Ba",
                "Phòng Nội vụ",
                "Phó Chủ tịch",
                "0912345678",
                "1985",
                "Trần Thị Bình",
                "Ba",
            ]
        ),
    ),
    max_size=3,
    unique_by=lambda piece: piece[1],
)


@given(BEHIND)
@example([(" - ", "0912345678"), (" (", "Ba")])
def test_no_word_of_a_name_cell_is_lost(behind: list[tuple[str, str]]) -> None:
    cell = "Lê Văn An" + "".join(f" ({text})" if sign == " (" else sign + text for sign, text in behind)
    values = [clean(row)[0] for row in people_of(TableRow(1, (), {"full_name": cell}))]
    kept = "; ".join(text for one in values for text in one.values())
    assert [text for _sign, text in behind if text not in kept] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_problem_has_its_sentence(language: str) -> None:
    odd: dict[str, object] = {
        "full_name": "1. ÔNG NGUYỄN VĂN 2", "gender": "?", "birth": "x", "phone": "01681234567/0912345678", "email": "a@b.vn c@d.vn",
    }  # fmt: skip
    before = i18n.language()
    try:
        i18n.install(language)
        told: list[Problem] = []
        for cells in (
            odd,
            {},
            {"full_name": "Lê An", "birth": "1/1/2099", "phone": "x", "email": "x"},
            {"full_name": "A", "birth": dt.date.today().year - 2},
            {
                "full_name": "Lê Văn An (vắng) - 1985",
                "attending": "Không",
                "position_unit": "Phó Chủ tịch UBND phường Bạch Mai",
            },
            {"full_name": "Lê Văn An, Bình", "phone": "Rồi", "email": "Có"},
        ):
            told += clean(
                TableRow(
                    1,
                    (),
                    cells,
                    notes=(
                        ("full_name", "legacy.tcvn3"),
                        ("note", "legacy.vni"),
                        ("", "row.shifted"),
                        ("full_name", "name.split"),
                    ),
                )
            )[1]
        assert len({problem.code for problem in told}) >= 22
        for problem in told:
            words = sentence(problem.code, problem.details)
            assert problem.code not in words
            assert "…" not in words
            assert "{" not in words
            assert problem.severity in Severity
    finally:
        i18n.install(before)


def test_a_title_taken_from_the_name_does_not_hide_the_position_written_with_its_unit() -> None:
    row = TableRow(2, (), {"full_name": "Đ/c Lê Lan Thủy", "position_unit": "Chủ tịch - UBND phường Đồng Nhân"})
    values = clean(row)[0]
    assert (values["honorific"], values["position"]) == ("Đ/c", "Chủ tịch")
