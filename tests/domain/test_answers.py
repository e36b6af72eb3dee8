"""What a cell answers: a mark, a yes or no, or that somebody does not come."""

import pytest

from desktop.domain.answers import declines, does_not_come, read_flag, says_nothing


@pytest.mark.parametrize("value", [True, 1, 1.0, "1", "x", "X", "(x)", "✓", "☑", "v", "Có", "TRUE", "đúng"])
def test_a_mark_says_yes(value: object) -> None:
    assert read_flag(value) is True


@pytest.mark.parametrize("value", [False, 0, 0.0, "0", "-", "Không", "FALSE", "sai", "☐", "k"])
def test_a_mark_says_no(value: object) -> None:
    assert read_flag(value) is False


@pytest.mark.parametrize("value", [None, "", " ", "Nam", "1985", 2, 27537, "Lê Văn An"])
def test_what_is_no_mark_says_neither(value: object) -> None:
    assert read_flag(value) is None


@pytest.mark.parametrize("text", ["", "-", "–", "...", "…", "/", "Không", "Không có", "chưa có", "N/A", "khong co"])
def test_what_is_typed_for_nothing_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["✓", "x", "0", "Không ăn cay", "Có"])
def test_a_mark_or_a_remark_says_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "value",
    [
        False,
        0,
        "Không",
        "Không tham dự (đi công tác)",
        "Đã hủy",
        "Đã huỷ (xin rút)",
        "Từ chối",
        "Vắng",
        "DA HUY",
        "Khong du",
        "No",
        "Hoãn",
        "Vang",
    ],
)
def test_a_no_to_the_invitation_is_heard(value: object) -> None:
    assert does_not_come(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "-",
        True,
        "Có",
        "x",
        "Tham dự",
        "Đã duyệt",
        "Chờ duyệt",
        "Không dự buổi chiều",
        "có, đi cả ngày",
        "Chưa xác nhận",
    ],
)
def test_anything_else_is_no_refusal(value: object) -> None:
    assert not does_not_come(value)


@pytest.mark.parametrize(
    "text", ["vắng", "VẮNG", "vang mat", "nghỉ thai sản", "xin rút", "không đi được", "báo vắng", "nghỉ"]
)
def test_a_remark_may_say_that_somebody_does_not_come_at_all(text: str) -> None:
    assert declines(text)


@pytest.mark.parametrize(
    "text",
    [
        "chỉ dự buổi sáng",
        "xin nghỉ chiều",
        "đến muộn",
        "không ăn trưa",
        "ăn chay",
        "hoàn thành",
        "huyện Thanh Trì",
        "vàng",
        "Huy",
        "Phan Huy",
        "ban huy động",
    ],
)
def test_a_remark_about_a_part_or_about_something_else_does_not(text: str) -> None:
    assert not declines(text)
