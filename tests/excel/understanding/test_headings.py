"""Headings of real registration lists, one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.excel.understanding.headings import PARTS, heading_key, read_column, read_heading

# As section 3 of the field's facts lists them.
MEANT = {
    "number": ["STT", "Stt", "TT", "Số TT", "So TT", "Số thứ tự", "S.T.T", "No", "#", "No."],
    "full_name": ["Họ và tên", "Họ tên", "HỌ VÀ TÊN", "Ho va ten", "HOTEN", "ho_ten", "Tên học viên", "Tên đại biểu",
                  "Họ, chữ đệm và tên", "Họ tên\nFull Name", "Học hàm, học vị, họ và tên", "Cán bộ", "Cán bộ, công chức", "Người được cử",
                  "Nhân sự",
                  "Họ và tên\u00a0", "HỌ  VÀ\nTÊN", "Họ và tên (viết in hoa)", "Họ và tên học viên", "Full name"],
    "birth": ["Ngày sinh", "ngaysinh", "Năm sinh", "NS", "Ngày tháng năm sinh", "Ngày sinh (dd/mm/yyyy)", "DOB",
              "Ngày, tháng, năm sinh", "Ngày sinh/ Date of birth", "Date of birth"],
    "gender": ["Giới tính", "GT", "Phái", "Nam/Nữ", "Sex", "Giới tính (Nam/Nữ)", "Gender"],
    "position": ["Chức vụ", "Chức danh", "Chức vụ/Vị trí công tác", "Vị trí", "Chức vụ, chức danh", "Chức vụ chính quyền",
                 "Position", "Chức vụ hiện nay", "Chức vụ (chức danh) công tác"],
    "unit": ["Đơn vị công tác", "Đơn vị", "Cơ quan", "Tên đơn vị", "Phòng ban", "Phòng ban/Đơn vị", "Khoa/Phòng",
             "Nơi công tác", "Cơ quan, đơn vị", "DONVICONGTAC", "Đơn vị công tác hiện nay", "Đ.vị", "Unit"],
    "phone": ["Số điện thoại", "SĐT", "sdt", "Điện thoại", "Số ĐT", "ĐT DĐ", "ĐTDĐ", "Di động", "LIÊN LẠC",
              "Điện thoại cá nhân (để liên hệ)", "Tel", "Mobile", "Số điện thoại liên hệ", "Phone"],
    "email": ["Email", "E-mail", "Địa chỉ email", "Email liên hệ", "Thư điện tử", "Hộp thư công vụ", "Địa chỉ Email (nếu có)"],
    "role_group": ["Đối tượng", "Nhóm đối tượng", "Thành phần", "Vai trò", "Khối", "Role group"],
    "note": ["Ghi chú", "Ghi chú (nếu có)", "Note", "Lý do"],
    "sign": ["Ký tên", "Ký nhận", "Chữ ký", "Sáng", "Chiều", "Buổi 1", "Buổi 2"],
    "family": ["Họ đệm", "HỌ ĐỆM", "Họ và đệm", "Họ lót", "Họ và chữ đệm"],
    "female": ["Nữ"],
    "honorific": ["Danh xưng", "Học hàm, học vị", "Học vị"],
    "ethnicity": ["Dân tộc"],
    "religion": ["Tôn giáo"],
    "party_member": ["Đảng viên"],
    "party_position": ["Chức vụ trong Đảng", "Chức vụ Đảng", "Chức vụ trong Đảng (nếu có)"],
    "party_joined": ["Ngày vào Đảng", "Ngày vào Đảng chính thức"],
    "identity_number": ["CCCD/CMND", "CCCD", "Số CMND", "Số CCCD/CMND", "Căn cước công dân"],
    "code": ["Mã đại biểu"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"), [(heading, field) for field, all_of_it in MEANT.items() for heading in all_of_it]
)
def test_a_heading_means_its_field(heading: str, field: str) -> None:
    assert read_heading(heading)[0] == field


@pytest.mark.parametrize("heading", ["Đơn vị tính", "ĐVT", "Tên lớp", "Quê quán", "Nơi sinh", "Địa chỉ", "Số lượng", "Trình độ chuyên môn",
                                     "Ngày cấp", "Thành tiền"])  # fmt: skip
def test_a_heading_that_only_looks_like_a_field_is_none(heading: str) -> None:
    assert read_heading(heading)[0] in ("", "-")


@pytest.mark.parametrize(
    "text", ["Nguyễn Văn An", "Phó Chủ tịch", "UBND phường Bạch Đằng", "0912345678", "", "x", "Hà Nội"]
)
def test_values_are_no_headings(text: str) -> None:
    assert read_heading(text)[0] == ""


def test_the_very_words_beat_words_within() -> None:
    assert read_heading("Đơn vị")[1] > read_heading("Đơn vị đang sinh hoạt")[1]


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (("Ngày sinh", "Nam"), "birth_male"),
        (("Năm sinh", "Nữ"), "birth_female"),
        (("Ngày, tháng, năm sinh", "Nữ"), "birth_female"),
        (("Ngày sinh", "Ngày"), "birth_day"),
        (("Ngày sinh", "Năm"), "birth_year"),
        (("Giới tính", "Nữ"), "female"),
        (("Họ và tên", "Họ đệm"), "family"),
        (("Họ và tên", "Tên"), "given"),
        (("Ký tên", "Sáng"), "sign"),
        (("Đảng", "Chức vụ"), "party_position"),
        (("Thông tin liên hệ", "Email"), "email"),
        (("Họ và tên", "Full name"), "full_name"),
        (("Họ và tên", "HO_TEN"), "full_name"),
    ],
)
def test_a_heading_in_two_rows_is_read_from_both(parts: tuple[str, ...], field: str) -> None:
    assert read_column(parts)[0] == field
    assert read_column((PARTS.join(parts),))[0] == field


def test_what_the_organizer_taught_comes_first() -> None:
    learned = {heading_key("Đ/c"): "full_name", heading_key("Chức vụ"): "note"}
    assert read_column(("Đ/C",), learned)[0] == "full_name"
    assert read_column(("CHỨC VỤ",), learned)[0] == "note"


@given(st.text())
def test_any_text_can_stand_as_a_heading(text: str) -> None:
    read_heading(text)
    assert heading_key(heading_key(text)) == heading_key(text) or not heading_key(text)
