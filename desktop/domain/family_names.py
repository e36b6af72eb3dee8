"""Vietnamese family names: what a full name begins with."""

from __future__ import annotations

from desktop.domain.names import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON = _words(
    "bùi bạch cao chu châu doãn dương hoàng huỳnh hà hồ khổng kiều la lâm lê lý lưu lương lục mai nghiêm nguyễn ngô "
    "phan phùng phạm quách thái thân triệu trương trần trịnh tô tăng tạ tống từ võ vũ vương đinh đoàn đàm đào đặng "
    "đỗ"
)
"""Those of most people; none of them is also an everyday word before a name."""

_RARER = _words(
    "an biện bàn bành bế bồ chảo chử cung cà công cù cấn cầm cự danh diệp giang giàng giáp giản hàn hán hạ hầu hồng "
    "hứa kha khuất khúc khưu khương kim kông lang liêu liễu lã lèng lò lù lường lại lầu lồ lỗ lộc lữ ma mã mùa mùi "
    "mạc mạch mẫn ngân ngọ ngụy nhan nhâm nhữ ninh nông phàn phí phó phù phương quan quàng quản sái sùng sơn sầm "
    "thang thi thiều thiệu thào thôi thạch thẩm tiêu tiết trang trà trác trì trầm tào tòng tôn tường tất tẩn uông "
    "vi viên vàng vày vòng văn vừ xa y yên ân âu ông điêu điền đường đầu đồng đổng đới ưng ứng"
)
_ALL = COMMON | _RARER
_UNACCENTED = frozenset(map(fold, _ALL))
_ETHNIC = ("h'", "k'", "y-", "h’", "k’")


def begins_with_family_name(name: str) -> bool:
    """Whether a name's first word is a family name, or stands where one would (H'Hen, K'Brêu); typed with or without accents."""
    first = name.partition(" ")[0].lower()
    return first in _ALL or (name.isascii() and first in _UNACCENTED) or first.startswith(_ETHNIC)


_MIDDLE = frozenset({"thi", "van"})
"""Thị and Văn without their accents: between family and given name neither is a word of its own."""


def of_one_word(name: str) -> bool:
    """Whether a full name is one word only: the family name, or all the rest, is still to be typed."""
    return len(name.split()) == 1


def typed_without_accents(name: str) -> bool:
    """Whether a whole name was typed without its accents: "Nguyen Thi Ha"; not "Phan Kim Anh", who has none."""
    first, *rest = name.lower().split() or [""]
    if not name.isascii() or not rest:
        return False
    return (first in _UNACCENTED and first not in _ALL) or bool(_MIDDLE & set(rest[:-1]))
