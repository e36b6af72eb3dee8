"""Tops of forms as units send them, invented: what stands above the list, the sheet's and the file's name, the unit meant."""

from __future__ import annotations

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
HAPPY = "Độc lập - Tự do - Hạnh phúc"

Top = tuple[list[list[str | None]], str, str, str]
"""Rows above the heading, the sheet's name, the file's, the unit ("": none that the form says surely)."""


def _top(*rows: str | list[str | None], sheet: str = "Sheet1", file: str = "", unit: str) -> Top:
    return [[row] if isinstance(row, str) else row for row in rows], sheet, file, unit


TOPS: dict[str, Top] = {
    # The letterhead: the superior body above, the issuing body below, the motto beside.
    "letterhead of an agency": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", None, None, MOTTO],
        ["PHÒNG NỘI VỤ", None, None, HAPPY],
        ["Số: 12/DS-NV", None, None, "Hai Bà Trưng, ngày 05 tháng 3 năm 2018"],
        "DANH SÁCH ĐĂNG KÝ THAM DỰ TẬP HUẤN",
        unit="Phòng Nội vụ",
    ),
    "letterhead of a school": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", None, MOTTO],
        ["TRƯỜNG TH NGÔ QUYỀN", None, HAPPY],
        "DANH SÁCH CÁN BỘ, GIÁO VIÊN DỰ TẬP HUẤN",
        unit="Trường Tiểu học Ngô Quyền",
    ),
    "school under its agency": _top(
        ["PHÒNG GD&ĐT QUẬN HAI BÀ TRƯNG", MOTTO],
        ["TRƯỜNG MẦM NON HOA SEN", HAPPY],
        "DANH SÁCH GIÁO VIÊN THAM GIA BỒI DƯỠNG HÈ",
        unit="Trường Mầm non Hoa Sen",
    ),
    "letterhead in one cell": _top(
        ["UBND QUẬN HAI BÀ TRƯNG\nPHÒNG TƯ PHÁP", None, f"{MOTTO}\n{HAPPY}"],
        "DANH SÁCH ĐĂNG KÝ",
        unit="Phòng Tư pháp",
    ),
    "body over two lines": _top(
        ["ỦY BAN NHÂN DÂN", None, MOTTO],
        ["PHƯỜNG BẠCH ĐẰNG", None, HAPPY],
        "DANH SÁCH ĐẠI BIỂU",
        unit="UBND phường Bạch Đằng",
    ),
    "superior, and a body over two lines": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", None, MOTTO],
        ["TRƯỜNG TIỂU HỌC", None, HAPPY],
        ["LƯƠNG YÊN", None, None],
        "DANH SÁCH ĐĂNG KÝ TẬP HUẤN CÔNG TÁC VĂN THƯ",
        unit="Trường Tiểu học Lương Yên",
    ),
    "union at a school": _top(
        ["LIÊN ĐOÀN LAO ĐỘNG QUẬN HAI BÀ TRƯNG", None, MOTTO],
        ["CÔNG ĐOÀN TRƯỜNG THCS VÂN HỒ", None, HAPPY],
        "DANH SÁCH ĐOÀN VIÊN THAM DỰ TẬP HUẤN",
        unit="Công đoàn Trường THCS Vân Hồ",
    ),
    "party body": _top(
        ["ĐẢNG BỘ QUẬN HAI BÀ TRƯNG", None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["ĐẢNG ỦY PHƯỜNG MINH KHAI", None, None],
        ["*", None, "Minh Khai, ngày 12 tháng 4 năm 2018"],
        "DANH SÁCH CẤP ỦY VIÊN DỰ BỒI DƯỠNG",
        unit="Đảng ủy phường Minh Khai",
    ),
    "committee of the party's district body": _top(
        ["QUẬN ỦY HAI BÀ TRƯNG", None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["BAN DÂN VẬN", None, None],
        ["*"],
        "DANH SÁCH CÁN BỘ THAM DỰ HỘI NGHỊ",
        unit="Ban Dân vận",
    ),
    "women's union of a ward": _top(
        ["HỘI LHPN QUẬN HAI BÀ TRƯNG", None, MOTTO],
        ["HỘI LHPN PHƯỜNG QUỲNH MAI", None, HAPPY],
        "DANH SÁCH HỘI VIÊN DỰ LỚP TẬP HUẤN",
        unit="Hội LHPN phường Quỳnh Mai",
    ),
    "front of a ward": _top(
        ["ỦY BAN MTTQ VIỆT NAM", None, MOTTO],
        ["PHƯỜNG THANH NHÀN", None, HAPPY],
        "DANH SÁCH CỬ CÁN BỘ DỰ TẬP HUẤN",
        unit="Ủy ban MTTQ Việt Nam phường Thanh Nhàn",
    ),
    "youth union": _top(
        ["BCH ĐOÀN QUẬN HAI BÀ TRƯNG", None, "ĐOÀN TNCS HỒ CHÍ MINH"],
        ["BCH ĐOÀN PHƯỜNG ĐỒNG TÂM", None, "Đồng Tâm, ngày 3 tháng 5 năm 2018"],
        ["***"],
        "DANH SÁCH ĐOÀN VIÊN",
        unit="BCH Đoàn phường Đồng Tâm",
    ),
    "tax office": _top(
        ["CỤC THUẾ TP HÀ NỘI", None, MOTTO],
        ["CHI CỤC THUẾ QUẬN HAI BÀ TRƯNG", None, HAPPY],
        "DANH SÁCH CÔNG CHỨC DỰ TẬP HUẤN",
        unit="Chi cục Thuế",
    ),
    "hospital": _top(
        ["SỞ Y TẾ HÀ NỘI", None, MOTTO],
        ["BỆNH VIỆN ĐA KHOA HOÀN KIẾM", None, HAPPY],
        "DANH SÁCH VIÊN CHỨC",
        unit="Bệnh viện Đa khoa Hoàn Kiếm",
    ),
    "court": _top(
        ["TÒA ÁN NHÂN DÂN THÀNH PHỐ HÀ NỘI", None, MOTTO],
        ["TÒA ÁN NHÂN DÂN QUẬN HAI BÀ TRƯNG", None, HAPPY],
        "DANH SÁCH THAM DỰ",
        unit="Tòa án nhân dân",
    ),
    "company": _top(
        "CÔNG TY TNHH MỘT THÀNH VIÊN HOA MAI",
        "Địa chỉ: số 5 phố Huế",
        "DANH SÁCH NHÂN VIÊN ĐĂNG KÝ",
        unit="Công ty TNHH Một thành viên Hoa Mai",
    ),
    "farmers' cooperative": _top(
        "LIÊN MINH HTX THÀNH PHỐ",
        "HỢP TÁC XÃ NÔNG NGHIỆP PHÚ AN",
        "DANH SÁCH THÀNH VIÊN",
        unit="Hợp tác xã Nông nghiệp Phú An",
    ),
    "long name over two lines": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", None, MOTTO],
        ["TRUNG TÂM GIÁO DỤC NGHỀ NGHIỆP -", None, HAPPY],
        ["GIÁO DỤC THƯỜNG XUYÊN"],
        "DANH SÁCH ĐĂNG KÝ",
        unit="Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
    ),
    "agency of today's ward": _top(
        ["UBND PHƯỜNG HAI BÀ TRƯNG", None, MOTTO],
        ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", None, HAPPY],
        "DANH SÁCH CÔNG CHỨC",
        unit="Trung tâm Phục vụ hành chính công",
    ),
    "commune": _top(
        ["ỦY BAN NHÂN DÂN\nXÃ PHÚ AN", MOTTO],
        "DANH SÁCH CÁN BỘ",
        unit="UBND xã Phú An",
    ),
    "letterhead of the district alone": _top("UBND QUẬN HAI BÀ TRƯNG", "DANH SÁCH ĐĂNG KÝ", unit=""),
    "motto alone": _top([None, MOTTO], [None, HAPPY], "DANH SÁCH ĐẠI BIỂU", unit=""),
    "letterhead without tones": _top("UBND QUAN HAI BA TRUNG", "PHONG NOI VU", "DANH SACH DANG KY", unit="Phòng Nội vụ"),
    # Titles.
    "title in three rows": _top(
        "DANH SÁCH CÁN BỘ, CÔNG CHỨC",
        "CỦA TRƯỜNG THCS NGÔ GIA TỰ",
        "THAM DỰ HỘI NGHỊ TẬP HUẤN NĂM 2018",
        unit="Trường THCS Ngô Gia Tự",
    ),
    "title in one cell of three lines": _top(
        "DANH SÁCH CÁN BỘ\nHỘI CỰU CHIẾN BINH PHƯỜNG PHỐ HUẾ\nTHAM DỰ TẬP HUẤN",
        unit="Hội Cựu chiến binh phường Phố Huế",
    ),
    "title names the unit, letterhead the superior": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", None, MOTTO],
        ["PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", None, HAPPY],
        "DANH SÁCH GIÁO VIÊN TRƯỜNG TIỂU HỌC VĨNH TUY DỰ TẬP HUẤN",
        unit="Trường Tiểu học Vĩnh Tuy",
    ),
    "title and letterhead agree": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", MOTTO],
        ["TRƯỜNG THCS VÂN HỒ", HAPPY],
        "DANH SÁCH GIÁO VIÊN TRƯỜNG THCS VÂN HỒ DỰ LỚP BỒI DƯỠNG DO SỞ GIÁO DỤC VÀ ĐÀO TẠO TỔ CHỨC",
        unit="Trường THCS Vân Hồ",
    ),
    "host in the title": _top("DANH SÁCH ĐẠI BIỂU DỰ TẬP HUẤN DO PHÒNG NỘI VỤ TỔ CHỨC", unit=""),
    "host in small letters": _top("Danh sách cán bộ tham dự lớp tập huấn do Phòng Tư pháp quận tổ chức", unit=""),
    "unit and host": _top(
        "DANH SÁCH CÔNG CHỨC UBND PHƯỜNG CẦU DỀN THAM DỰ TẬP HUẤN DO PHÒNG NỘI VỤ TỔ CHỨC",
        unit="UBND phường Cầu Dền",
    ),
    "host's form": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", MOTTO],
        ["PHÒNG NỘI VỤ", HAPPY],
        "DANH SÁCH HỌC VIÊN LỚP TẬP HUẤN DO PHÒNG NỘI VỤ TỔ CHỨC",
        unit="",
    ),
    "place in the title": _top("DANH SÁCH THAM DỰ HỘI NGHỊ TẠI HỘI TRƯỜNG UBND PHƯỜNG BẠCH MAI", unit=""),
    "place on its own line": _top(
        "DANH SÁCH CÁN BỘ TRẠM Y TẾ PHƯỜNG ĐỐNG MÁC",
        "Địa điểm: Hội trường Trung tâm Y tế quận",
        unit="Trạm Y tế phường Đống Mác",
    ),
    "several units": _top("DANH SÁCH CÁN BỘ PHÒNG NỘI VỤ VÀ PHÒNG TƯ PHÁP DỰ TẬP HUẤN", unit=""),
    "wards in general": _top("DANH SÁCH CÁN BỘ CÁC PHƯỜNG THAM DỰ TẬP HUẤN", unit=""),
    "letterhead of the host, a list of all units": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", MOTTO],
        ["PHÒNG NỘI VỤ", HAPPY],
        "DANH SÁCH CÁN BỘ CÁC ĐƠN VỊ THAM DỰ TẬP HUẤN",
        unit="",
    ),
    "20 wards": _top("DANH SÁCH CÔNG CHỨC 20 PHƯỜNG THAM DỰ", unit=""),
    "unit on a line of its own": _top("DANH SÁCH ĐĂNG KÝ THAM DỰ", "BAN CHỈ HUY QUÂN SỰ PHƯỜNG MINH KHAI", unit="Ban Chỉ huy Quân sự phường Minh Khai"),
    "unit behind a dash": _top(
        "DANH SÁCH ĐĂNG KÝ TẬP HUẤN CẢI CÁCH HÀNH CHÍNH - TRUNG TÂM VĂN HÓA, THÔNG TIN VÀ THỂ THAO",
        unit="Trung tâm Văn hóa, Thông tin và Thể thao",
    ),
    "unit in brackets": _top("DANH SÁCH ĐẠI BIỂU", "(Đội Quản lý thị trường số 3)", unit="Đội Quản lý thị trường số 3"),
    "sentence instead of a title": _top(
        "Kính gửi: Phòng Nội vụ quận Hai Bà Trưng",
        "Thực hiện Công văn số 15/NV của Phòng Nội vụ, UBND phường Đồng Nhân cử cán bộ tham dự như sau:",
        unit="UBND phường Đồng Nhân",
    ),
    "annex to a letter of the superior": _top(
        "DANH SÁCH CÁN BỘ LIÊN ĐOÀN LAO ĐỘNG THAM DỰ",
        "(Kèm theo Công văn số 123/CV-UBND ngày 5/3/2018 của UBND quận Hai Bà Trưng)",
        unit="Liên đoàn Lao động",
    ),
    "annex and nothing else": _top(
        "PHỤ LỤC", "DANH SÁCH ĐẠI BIỂU", "(Kèm theo Kế hoạch số 05/KH-NV ngày 01/3/2018 của Phòng Nội vụ)", unit=""
    ),
    "one's own letter": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", MOTTO],
        ["THANH TRA QUẬN", HAPPY],
        "DANH SÁCH CÔNG CHỨC",
        "(Kèm theo Công văn số 8/TTr ngày 2/3/2018 của Thanh tra quận)",
        unit="Thanh tra quận",
    ),
    "owner of the event": _top("DANH SÁCH ĐẠI BIỂU DỰ ĐẠI HỘI CỦA HỘI PHỤ NỮ QUẬN HAI BÀ TRƯNG", unit=""),
    "people's titles first": _top("Danh sách hiệu trưởng, kế toán Trường Mầm non Chim Non đi học", unit="Trường Mầm non Chim Non"),
    "an office of the party's district body": _top("DANH SÁCH CÁN BỘ BAN TUYÊN GIÁO QUẬN ỦY THAM DỰ HỘI NGHỊ", unit="Ban Tuyên giáo Quận ủy"),
    "department of a city": _top("DANH SÁCH CÔNG CHỨC SỞ NỘI VỤ THAM GIA LỚP BỒI DƯỠNG", unit="Sở Nội vụ"),
    "organisations committee": _top("Danh sách công chức Ban Tổ chức Quận ủy đăng ký tham dự", unit="Ban Tổ chức Quận ủy"),
    "number of people": _top("DANH SÁCH 05 CÁN BỘ KHO BẠC NHÀ NƯỚC HAI BÀ TRƯNG DỰ TẬP HUẤN", unit="Kho bạc Nhà nước Hai Bà Trưng"),
    "letters in the title": _top("DANH SÁCH CÁN BỘ LĐLĐ QUẬN THAM DỰ", unit="LĐLĐ quận"),
    "council and committee": _top("DANH SÁCH CÁN BỘ HĐND, UBND PHƯỜNG BÁCH KHOA DỰ HỘI NGHỊ", unit="UBND phường Bách Khoa"),
    "group for a title": _top("DANH SÁCH KHỐI CÁC TRƯỜNG HỌC", unit=""),
    "people only": _top("DANH SÁCH HIỆU TRƯỞNG, PHÓ HIỆU TRƯỞNG", unit=""),
    "place in the letterhead's date": _top(["Hai Bà Trưng, ngày 5 tháng 3 năm 2018"], "DANH SÁCH", unit=""),
    # Label lines.
    "label": _top("DANH SÁCH ĐĂNG KÝ", "Đơn vị: Hội Chữ thập đỏ quận", unit="Hội Chữ thập đỏ quận"),
    "label beside its value": _top("DANH SÁCH ĐĂNG KÝ", ["Đơn vị:", "UBND phường Bạch Đằng"], unit="UBND phường Bạch Đằng"),
    "label two cells away": _top(["Tên đơn vị", None, "Viện kiểm sát nhân dân quận"], "DANH SÁCH", unit="Viện kiểm sát nhân dân"),
    "label with dots behind": _top("Đơn vị: UBND phường Vĩnh Tuy ............", unit="UBND phường Vĩnh Tuy"),
    "label among dots": _top("Đơn vị đăng ký: .....Trường THCS Tô Hoàng..... Điện thoại: ........", unit="Trường THCS Tô Hoàng"),
    "label not filled in": _top("Đơn vị: ……………………", ["Cơ quan:", "........"], unit=""),
    "label blank": _top("Đơn vị:", ["Đơn vị", None], unit=""),
    "label of a bare name": _top("Trường: Tô Hiến Thành", unit="Trường Tô Hiến Thành"),
    "label against the letterhead": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", MOTTO],
        ["PHÒNG NỘI VỤ", HAPPY],
        "PHIẾU ĐĂNG KÝ THAM DỰ HỘI NGHỊ",
        "Đơn vị: Trung tâm Phát triển quỹ đất",
        "Người liên hệ: Nguyễn Thị Lan - Phòng Hành chính",
        unit="Trung tâm Phát triển quỹ đất",
    ),
    "label of the host": _top("DANH SÁCH THAM DỰ", "Đơn vị tổ chức: Phòng Nội vụ", unit=""),
    "label of the superior": _top("Đơn vị chủ quản: UBND quận Hai Bà Trưng", "Đơn vị: Trường MN Bạch Mai", unit="Trường Mầm non Bạch Mai"),
    "unit of measure": _top("DANH SÁCH CHI TRẢ", [None, None, "Đơn vị tính: đồng"], unit=""),
    "money": _top("BẢNG KÊ", [None, None, "Đơn vị: đồng"], unit=""),
    "addressee": _top("Kính gửi: Phòng Nội vụ", "DANH SÁCH ĐĂNG KÝ", unit=""),
    "addressee beside": _top(["Kính gửi:", "UBND phường Bạch Đằng"], "DANH SÁCH ĐĂNG KÝ", unit=""),
    "addressees on lines": _top("Kính gửi:", "- UBND phường Bạch Đằng;", "- Phòng Nội vụ.", "DANH SÁCH ĐĂNG KÝ", unit=""),
    "addressee under a letterhead": _top(
        ["ĐẢNG ỦY PHƯỜNG BẠCH MAI", MOTTO],
        ["HỘI NGƯỜI CAO TUỔI", HAPPY],
        "Kính gửi: Ban Tổ chức Quận ủy",
        "DANH SÁCH ĐẠI BIỂU",
        unit="Hội Người cao tuổi",
    ),
    # Names of sheets and files.
    "sheet of a ward": _top("DANH SÁCH", sheet="P. Bạch Đằng", unit="UBND phường Bạch Đằng"),
    "sheet of a union": _top("DANH SÁCH", sheet="LĐLĐ quận", unit="LĐLĐ quận"),
    "sheet of a society": _top("DANH SÁCH", sheet="Hội Nông dân", unit="Hội Nông dân"),
    "sheet numbered": _top("DANH SÁCH", sheet="3. Ban Dân vận Quận ủy", unit="Ban Dân vận Quận ủy"),
    "sheet with its sort": _top("DANH SÁCH", sheet="DS THCS Vân Hồ", unit="Trường THCS Vân Hồ"),
    "one sheet a unit in the host's workbook": _top(
        ["UBND QUẬN HAI BÀ TRƯNG", MOTTO], ["PHÒNG NỘI VỤ", HAPPY], "DANH SÁCH", sheet="UBND P. Minh Khai", unit="UBND phường Minh Khai"
    ),
    "sheet of a group": _top("DANH SÁCH", sheet="Khối trường", unit=""),
    "sheet of wards": _top("DANH SÁCH", sheet="Các phường", unit=""),
    "plain sheets": _top("DANH SÁCH", sheet="Danh sách chính thức", file="DS tap huan 2018.xlsx", unit=""),
    "sheet unknown": _top("DANH SÁCH", sheet="Đợt một", unit=""),
    "sheet known to the record": _top("DANH SÁCH", sheet="Bạch Đằng", unit="UBND phường Bạch Đằng"),
    "file known to the record": _top("DANH SÁCH", file="DS_P.BachDang_2018.xlsx", unit="UBND phường Bạch Đằng"),
    "file unknown": _top("DANH SÁCH", file="Cong ty Hoa Mai.xlsx", unit=""),
    "file agrees with the letterhead": _top(
        "PHÒNG GD&ĐT QUẬN HAI BÀ TRƯNG", "TRƯỜNG MẦM NON HOA PHƯỢNG", "DANH SÁCH", file="MN Hoa Phuong.xlsx", unit="Trường Mầm non Hoa Phượng"
    ),
}  # fmt: skip

MORE: tuple[Top, ...] = (
    _top(["ỦY BAN NHÂN DÂN\nQUẬN HAI BÀ TRƯNG", None, None, f"{MOTTO}\n{HAPPY}"], ["VĂN PHÒNG HĐND VÀ UBND", None, None, None], "DANH SÁCH CÁN BỘ, CÔNG CHỨC THAM DỰ LỚP TẬP HUẤN", unit="Văn phòng HĐND và UBND"),
    _top(["ĐẢNG ỦY PHƯỜNG ĐỒNG TÂM", None, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["CHI BỘ TỔ DÂN PHỐ SỐ 7"], "DANH SÁCH ĐẢNG VIÊN DỰ HỌC NGHỊ QUYẾT", unit="Chi bộ Tổ dân phố số 7"),
    _top(["TỔNG CÔNG TY ĐIỆN LỰC TP HÀ NỘI", MOTTO], ["CÔNG TY ĐIỆN LỰC HAI BÀ TRƯNG", HAPPY], "Danh sách cán bộ tham gia tập huấn PCCC", unit="Công ty Điện lực Hai Bà Trưng"),
    _top(["SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI", MOTTO], ["TRƯỜNG THPT ĐOÀN KẾT", HAPPY], "DANH SÁCH GIÁO VIÊN DỰ TẬP HUẤN", unit="Trường THPT Đoàn Kết"),
    _top("DANH SÁCH THAM DỰ HỘI NGHỊ TRIỂN KHAI CÔNG TÁC CẢI CÁCH HÀNH CHÍNH", "(Đơn vị: Ban Quản lý chợ Hôm)", unit="Ban Quản lý chợ Hôm"),
    _top("DANH SÁCH CÁN BỘ PHỤ TRÁCH CÔNG NGHỆ THÔNG TIN", "Trường: Mầm non 8/3 - Phường Quỳnh Mai", unit="Trường Mầm non 8/3"),
    _top("Phòng LĐ-TB&XH", "Danh sách đăng ký lớp tập huấn dịch vụ công", unit="Phòng Lao động - Thương binh và Xã hội"),
    _top("UBND PHƯỜNG NGUYỄN DU - QUẬN HAI BÀ TRƯNG", "DANH SÁCH", unit="UBND phường Nguyễn Du"),
    _top("DANH SÁCH CÔNG CHỨC TƯ PHÁP - HỘ TỊCH UBND PHƯỜNG LÊ ĐẠI HÀNH", unit="UBND phường Lê Đại Hành"),
    _top("DANH SÁCH ĐẠI BIỂU QUẬN HAI BÀ TRƯNG THAM DỰ HỘI NGHỊ TOÀN QUỐC", unit=""),
    _top(["Kính gửi: UBND quận Hai Bà Trưng (qua Phòng Nội vụ)"], ["Căn cứ Công văn số 1234/UBND-NV, Trạm Y tế phường Phố Huế xin đăng ký danh sách:"], unit="Trạm Y tế phường Phố Huế"),
    _top(["BỘ QUỐC PHÒNG", MOTTO], ["BỘ CHỈ HUY QUÂN SỰ THÀNH PHỐ HÀ NỘI", HAPPY], ["BAN CHQS QUẬN HAI BÀ TRƯNG"], "DANH SÁCH QUÂN NHÂN", unit="Ban CHQS quận"),
    _top(["CÔNG AN QUẬN HAI BÀ TRƯNG", MOTTO], ["CÔNG AN PHƯỜNG BÁCH KHOA", HAPPY], "DANH SÁCH CÁN BỘ CHIẾN SĨ", unit="Công an phường Bách Khoa"),
    _top("DANH SÁCH HỌC VIÊN LỚP BỒI DƯỠNG LÝ LUẬN CHÍNH TRỊ", "Tổ chức tại Trung tâm Bồi dưỡng chính trị quận", unit=""),
    _top("LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT", "DANH SÁCH HỘI VIÊN", unit="Liên hiệp các Hội Khoa học và Kỹ thuật"),
    _top("HỘI ĐÔNG Y QUẬN HAI BÀ TRƯNG", "DANH SÁCH LƯƠNG Y", unit="Hội Đông y quận Hai Bà Trưng"),
    _top("DANH SÁCH ĐOÀN CÁN BỘ ĐI HỌC TẬP KINH NGHIỆM", "CỦA BỆNH VIỆN THANH NHÀN", unit="Bệnh viện Thanh Nhàn"),
    _top("Mẫu số 01", "DANH SÁCH ĐĂNG KÝ NGƯỜI DÙNG HỆ THỐNG MỘT CỬA", "Cơ quan/đơn vị: Chi cục Thi hành án dân sự quận Hai Bà Trưng", unit="Chi cục Thi hành án dân sự"),
    _top(["Tên cơ quan, đơn vị:", None, None, "HTX Dịch vụ Vĩnh Tuy"], ["Địa chỉ:", None, None, "Số 10 Minh Khai"], "PHIẾU ĐĂNG KÝ", unit="HTX Dịch vụ Vĩnh Tuy"),
    _top("Người đăng ký: Nguyễn Văn Ban", "Phòng ban: Phòng Kế toán", "Đơn vị: Công ty CP Sông Hồng", "DANH SÁCH", unit="Công ty CP Sông Hồng"),
    _top("DANH SÁCH CÁN BỘ LÀM CÔNG TÁC DÂN VẬN", sheet="BDV Quận ủy", unit="BDV Quận ủy"),
    _top("DANH SÁCH", sheet="MTTQ", unit="MTTQ"),
    _top("DANH SÁCH", sheet="Tòa án", unit="Tòa án"),
    _top("DANH SÁCH", sheet="Nguyễn Thị Lan gửi", unit=""),
    _top("DANH SÁCH", sheet="Đơn vị sự nghiệp", unit=""),
    _top("DANH SÁCH", sheet="tháng 5", unit=""),
    _top("DANH SÁCH", sheet="TH Ngô Quyền (2)", unit="TH Ngô Quyền"),
    _top("DANH SÁCH", file="Phòng Tư pháp_DS CCHC.xlsx", unit="Phòng Tư pháp"),
    _top("DANH SÁCH", file="danh sách gửi Phòng Nội vụ.xlsx", unit=""),
    _top("DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG PHƯỜNG CẦU DỀN", unit="Tổ Công nghệ số cộng đồng phường Cầu Dền"),
    _top("DANH SÁCH CÁN BỘ ĐOÀN THANH NIÊN PHƯỜNG TRƯƠNG ĐỊNH THAM GIA TẬP HUẤN KỸ NĂNG", unit="Đoàn Thanh niên phường Trương Định"),
    _top("DANH SACH CAN BO TRUONG TIEU HOC BA TRIEU DU TAP HUAN", unit="Trường Tiểu học Bà Triệu"),
    _top("Don vi: UBND phuong Dong Mac", unit="UBND phường Đống Mác"),
    _top("UBND QUẬN HAI BÀ TRƯNG", "BAN TỔ CHỨC HỘI NGHỊ", "DANH SÁCH ĐẠI BIỂU", unit=""),
    _top(["PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", MOTTO], ["QUẬN HAI BÀ TRƯNG", HAPPY], ["TRƯỜNG THCS QUỲNH MAI", None], "BIỂU TỔNG HỢP DANH SÁCH", unit="Trường THCS Quỳnh Mai"),
    _top([MOTTO], [HAPPY], ["ĐƠN ĐĂNG KÝ THAM DỰ TẬP HUẤN"], ["Kính gửi: Ban Tổ chức lớp tập huấn"], ["Tên đơn vị: Hội Liên hiệp Phụ nữ phường Thanh Lương"], unit="Hội Liên hiệp Phụ nữ phường Thanh Lương"),
    _top("Biểu 02: Danh sách viên chức của Trung tâm Y tế quận Hai Bà Trưng cử tham dự tập huấn", unit="Trung tâm Y tế"),
    _top("DANH SÁCH TRÍCH NGANG", "Cán bộ dự nguồn Văn phòng Quận ủy", unit="Văn phòng Quận ủy"),
    _top("Lớp: Bồi dưỡng kế toán - Sở Tài chính tổ chức", "Đơn vị công tác: Kho bạc Nhà nước", unit="Kho bạc Nhà nước"),
    _top("DANH SÁCH THAM DỰ TẬP HUẤN", "(Theo Giấy mời số 55/GM-UBND của UBND phường Bạch Mai)", "Hội Khuyến học phường Bạch Mai", unit="Hội Khuyến học phường Bạch Mai"),
    _top("DANH SÁCH CÁN BỘ KHỐI ĐOÀN THỂ PHƯỜNG THANH NHÀN", unit="Phường Thanh Nhàn"),
    _top("TRƯỜNG ĐẠI HỌC KINH TẾ QUỐC DÂN", "PHÒNG TỔ CHỨC CÁN BỘ", "DANH SÁCH GIẢNG VIÊN", unit="Phòng Tổ chức cán bộ"),
    _top(["VIETTEL HÀ NỘI", MOTTO], ["TRUNG TÂM VIETTEL HAI BÀ TRƯNG", HAPPY], "DANH SÁCH CÁN BỘ KỸ THUẬT", unit="Trung tâm Viettel Hai Bà Trưng"),
    _top("Danh sách cán bộ UBND phường Đồng Tâm, UBND phường Vĩnh Tuy dự tập huấn", unit=""),
    _top("DANH SÁCH CÁN BỘ TIẾP NHẬN VÀ TRẢ KẾT QUẢ CỦA UBND PHƯỜNG THANH NHÀN", unit="UBND phường Thanh Nhàn"),
    _top("UBND phường Bạch Mai", "Bộ phận một cửa", "Danh sách", unit="UBND phường Bạch Mai"),
    _top(["PHÒNG GD VÀ ĐT HAI BÀ TRƯNG", MOTTO], ["TRƯỜNG TH & THCS QUANG TRUNG", HAPPY], "DANH SÁCH CBGVNV", unit="Trường TH & THCS Quang Trung"),
    _top("TRƯỜNG ĐẠI HỌC BÁCH KHOA HÀ NỘI", "DANH SÁCH GIẢNG VIÊN THAM DỰ", unit="Trường Đại học Bách khoa Hà Nội"),
    _top("DANH SÁCH CÁN BỘ THAM GIA BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH", unit=""),
    _top("DANH SÁCH TRƯỞNG PHÒNG, PHÓ TRƯỞNG PHÒNG DỰ HỘI NGHỊ", unit=""),
    _top("DANH SÁCH HỌC VIÊN LỚP ĐOÀN VIÊN ƯU TÚ", unit=""),
    _top("DANH SÁCH PHÓNG VIÊN BÁO HÀ NỘI MỚI DỰ HỘI NGHỊ", unit="Báo Hà Nội mới"),
    _top("DANH SÁCH CÁN BỘ THƯ VIỆN HÀ NỘI", unit="Thư viện Hà Nội"),
    _top(["Đơn vị: Phòng QLĐT", None, None, "Mẫu 01"], "DANH SÁCH", unit="Phòng Quản lý đô thị"),
    _top(["Đơn vị", "BHXH quận Hai Bà Trưng"], ["Số điện thoại", "0912345678"], unit="Bảo hiểm xã hội quận"),
    _top("Tên trường: THCS Trưng Nhị", "Họ và tên người lập: Đoàn Văn Công", unit="Trường THCS Trưng Nhị"),
    _top("Thời gian: 8h00 ngày 5/3/2018 tại Hội trường tầng 3, UBND quận", "DANH SÁCH", unit=""),
    _top("GIẤY MỜI HỘI NGHỊ", "UBND quận Hai Bà Trưng trân trọng kính mời:", "DANH SÁCH ĐẠI BIỂU", unit=""),
    _top("THÀNH ĐOÀN HÀ NỘI", "QUẬN ĐOÀN HAI BÀ TRƯNG", "DANH SÁCH ĐOÀN VIÊN", unit="Quận đoàn Hai Bà Trưng"),
    _top("HỘI ĐỒNG NHÂN DÂN PHƯỜNG LÊ ĐẠI HÀNH", "DANH SÁCH ĐẠI BIỂU HĐND", unit="HĐND phường Lê Đại Hành"),
    _top("DANH SÁCH", sheet="Cty CP Hoa Mai", unit="Cty CP Hoa Mai"),
    _top("DANH SÁCH", sheet="Trường Lê Văn Tám", unit="Trường Lê Văn Tám"),
    _top("DANH SÁCH", sheet="Đoàn Văn Công", unit=""),
    _top("DANH SÁCH", sheet="CA phường Minh Khai", unit="Công an phường Minh Khai"),
    _top("DANH SÁCH", sheet="DS Hội phụ nữ P. Bạch Mai", unit="Hội phụ nữ P. Bạch Mai"),
    _top("DANH SÁCH", sheet="TT Y tế", unit="Trung tâm Y tế"),
    _top("DANH SÁCH", sheet="Kế toán", unit=""),
    _top("DANH SÁCH", sheet="Ban giám hiệu", unit=""),
    _top("DANH SÁCH", sheet="Tổ Văn", unit=""),
    _top("CONG TY TNHH HOA MAI", "DANH SACH NHAN VIEN", unit="Công ty TNHH Hoa Mai"),
    _top("DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG", "TRUNG TÂM PHÁT TRIỂN QUỸ ĐẤT", "THAM GIA LỚP ĐÀO TẠO, BỒI DƯỠNG", unit="Trung tâm Phát triển quỹ đất"),
    _top("Phụ lục 2", "DANH SÁCH ĐỀ NGHỊ CẤP CHỨNG THƯ SỐ", "(Ban hành kèm theo Công văn số 11/TCKH của Phòng Tài chính - Kế hoạch)", unit=""),
)  # fmt: skip
"""Further tops, each with a trap of its own."""

KNOWN = ("UBND phường Bạch Đằng", "UBND phường Bạch Mai", "UBND phường Minh Khai", "Phòng Nội vụ", "Phòng Tư pháp",
         "Thanh tra quận", "Chi cục Thuế quận", "Trung tâm Phát triển quỹ đất", "Kho bạc Nhà nước")  # fmt: skip
"""The units of the record."""

DOUBTFUL: dict[str, tuple[Top, str]] = {
    "title and sheet disagree": (
        _top("DANH SÁCH CÁN BỘ TRƯỜNG TH NGÔ QUYỀN DỰ TẬP HUẤN", sheet="TH Lương Yên", unit="Trường Tiểu học Ngô Quyền"),
        "Trường Tiểu học Lương Yên",
    ),
    "two labels": (
        _top("Đơn vị: UBND phường Bạch Đằng", "Cơ quan: UBND phường Bạch Mai", unit="UBND phường Bạch Đằng"),
        "UBND phường Bạch Mai",
    ),
    "letterhead and a known file": (
        _top(["UBND QUẬN HAI BÀ TRƯNG", MOTTO], ["PHÒNG NỘI VỤ", HAPPY], "DANH SÁCH", file="UBND P Minh Khai.xlsx",
             unit="Phòng Nội vụ"),
        "UBND phường Minh Khai",
    ),
}  # fmt: skip
"""Two bodies about equally likely: both are named."""
