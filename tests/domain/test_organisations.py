"""Organisations are told from people, positions and groups by how their names are built."""

from __future__ import annotations

import pytest

from desktop.domain.organisations import is_abbreviation, looks_like_organisation

ORGANISATIONS = """
Hội Phụ nữ phường Bạch Đằng
HỘI LIÊN HIỆP PHỤ NỮ PHƯỜNG BẠCH ĐẰNG
Hội Phụ nữ
HỘI PHỤ NỮ
Hội Cựu chiến binh
Hội Chữ thập đỏ quận
Hội Người mù
HỘI NGƯỜI CAO TUỔI
Đoàn Thanh niên
ĐOÀN THANH NIÊN
Đoàn TNCS Hồ Chí Minh
ĐOÀN TNCS HỒ CHÍ MINH QUẬN HAI BÀ TRƯNG
Quận đoàn Hai Bà Trưng
Liên đoàn Lao động quận
LĐLĐ quận Hai Bà Trưng
LĐLĐ
HPN phường Bạch Mai
MTTQ quận
UB MTTQ phường
BCH QS phường Minh Khai
Ban Dân vận Quận ủy
BAN DÂN VẬN
Ban Tuyên giáo
Ban Tổ chức Quận ủy
Ban Quản lý dự án
Ủy ban Kiểm tra Quận ủy
Uỷ ban nhân dân phường Bạch Đằng
Văn phòng Quận ủy
Đảng ủy phường Bạch Mai
ĐẢNG UỶ PHƯỜNG BẠCH MAI
Chi bộ Trường THCS Vân Hồ
Trung tâm Y tế
TRUNG TÂM VĂN HÓA
Sở Nội vụ
SỞ Y TẾ
Cục Thuế TP Hà Nội
Chi cục Thuế
HTX Nông nghiệp Phú An
Hợp tác xã Hoa Mai
Công ty TNHH Hoa Mai
CÔNG TY CỔ PHẦN CẤP NƯỚC
Viện Kiểm sát nhân dân quận
VKSND quận
Tòa án nhân dân
TAND quận
Kho bạc Nhà nước
Bệnh viện Thanh Nhàn
Trạm Y tế phường
Đội Quản lý thị trường số 3
ĐỘI THANH TRA XÂY DỰNG
Quỹ Bảo trợ trẻ em
Báo Hà Nội mới
Đài Phát thanh
Đài truyền thanh phường
Nhà văn hóa phường
Phòng Nội vụ
PHÒNG NỘI VỤ
Phòng Y Tế
P. Nội vụ
P. Bạch Đằng
Phường Bạch Đằng
PHƯỜNG BẠCH ĐẰNG
UBND phường Bạch Đằng
UBND P.Bạch Đằng
UBND QUẬN HAI BÀ TRƯNG
HĐND-UBND phường
Xã Phú An
UBND xã Phú An
Trường TH Ngô Quyền
TRƯỜNG TIỂU HỌC NGÔ QUYỀN
THCS Vân Hồ
TH Bạch Mai
Mầm non Hoa Sen
MN Hoa Sen
TRƯỜNG HOA MAI
Trường Mầm non Hoa Sen
Công an phường Minh Khai
CÔNG AN QUẬN
Thanh tra quận
Ngân hàng Chính sách xã hội
Điện lực Hai Bà Trưng
BHXH quận
KBNN Hai Bà Trưng
Công đoàn ngành Giáo dục
Hoi Phu nu phuong Bach Mai
UBND phuong Bach Dang
Phong Noi vu
Truong Tieu hoc Bach Mai
Trung tam Y te
Cơ quan Ủy ban MTTQ Việt Nam quận
Cty CP Hoa Mai
TAND QUẬN
Vụ Tổ chức cán bộ
Bộ Nội vụ
Khoa Nội tổng hợp
Tổ dân phố số 5
Trung tâm Phục vụ hành chính công
Tổ Công nghệ số cộng đồng
Hạt Kiểm lâm
BQL chợ Hôm
Hội Luật gia
Đoàn TNCS quận
Ban Thanh tra nhân dân
Đảng bộ Khối các cơ quan
Chi bộ Tổ dân phố số 7
""".strip().splitlines()

OTHERS = """
Hội Thị Phòng
Đoàn Văn Ban
Công Thị Hoa
Lê Trường Sơn
ĐOÀN VĂN BAN
ĐOÀN THỊ HƯƠNG
Đoàn Thị Hương
Đoàn Minh Tuấn
ĐOÀN MINH TUẤN
Đoàn Công Chính
ĐOÀN CÔNG AN
ĐOÀN VĂN PHÒNG
Phòng Thị Trường
Ban Văn Nội
Phòng Thị Vụ
Trương Thị Hoa
Truong Thi Hoa
Truong Van Hoc
Doan Van Hau
Doan Thi Thanh
To Van Hung
Vu Thi Hoi
TRUONG VAN HOC
Viên Thị Sở
Khối Văn Công
Phan Công Đoàn
Nguyễn Văn Hội
Trưởng phòng Nội vụ
Phó Trưởng phòng
Ban Giám đốc
Ban Giám hiệu
BAN GIÁM HIỆU
Ban Tổ chức
Đội trưởng
Viện trưởng
Đoàn viên
Hội viên
Công an viên
Thanh tra viên
Hội trưởng Hội phụ nữ
Chủ tịch UBND phường
CT UBND phường
PCT HĐND
Lãnh đạo UBND phường
Văn phòng - Thống kê
Khối các trường
Các phường
KHỐI PHƯỜNG
20 phường
UBND các phường
UBND 20 phường
Các phòng ban
Phòng ban
Trường công lập
Đơn vị sự nghiệp
Cơ quan chuyên môn
Nhóm 1
Đại biểu khách mời
Hội nghị tập huấn
HỘI NGHỊ TẬP HUẤN
Hội trường UBND quận
Báo cáo viên
Phòng họp số 2
Tổ chức
Xã hội
Trường hợp vắng mặt ghi lý do.
Ghi chú
Hà Nội
Hà Nội, ngày 5 tháng 3 năm 2018
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
DANH SÁCH CÁN BỘ
Số: 12/KH-UBND
TM. ỦY BAN NHÂN DÂN
BS. Lê Thị Hoa
TS Nguyễn Văn An
Kế toán
Văn thư
Chuyên viên
Công chức
STT
Bộ phận Một cửa
Văn Thị Phòng
Võ Trung Tâm
KSOR NGA
RMAH H'BIA
Krông Văn Út
Kpă Y Blok
Lê Văn Phòng
Đội ngũ cán bộ
Quận
Phường
""".strip().splitlines()


@pytest.mark.parametrize("text", ORGANISATIONS)
def test_a_name_built_like_a_body_s_is_an_organisation(text: str) -> None:
    assert looks_like_organisation(text) >= 0.5


@pytest.mark.parametrize("text", OTHERS)
def test_people_positions_groups_and_lines_of_a_form_are_none(text: str) -> None:
    assert looks_like_organisation(text) < 0.5


@pytest.mark.parametrize("word", ["UBND", "LĐLĐ", "HTX", "THCS", "MTTQ", "TAND", "BHYT", "TH", "CTY"])
def test_letters_that_no_syllable_could_have_stand_for_words(word: str) -> None:
    assert is_abbreviation(word)


@pytest.mark.parametrize("word", ["BAN", "PHƯỜNG", "LẮK", "KRONG", "NGHIENG", "QUY", "P", "H'HEN", ""])
def test_syllables_in_capitals_are_no_abbreviations(word: str) -> None:
    assert not is_abbreviation(word)
