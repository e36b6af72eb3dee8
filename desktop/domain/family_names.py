"""Vietnamese family names: what a full name begins with."""

from __future__ import annotations

from desktop.domain.names import fold

COMMON = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh vũ võ phan trương bùi đặng đỗ ngô hồ dương đinh lý đoàn vương trịnh đào lâm mai cao "
    "phùng hà tạ lưu lương chu châu thái tô tống quách kiều nghiêm tăng triệu la lục thân từ đàm khổng bạch doãn".split()
)
"""Those of most people; none of them is also an everyday word before a name."""

_RARER = frozenset(
    "an ân âu bàn bành bế biện bồ cà cấn cầm chảo chử công cù cung cự diệp điền điêu đới đồng giang giàng giáp hạ hán hàn hầu "
    "hồng hứa kha khúc khuất khương khưu kim lã lại lầu lèng liêu liễu lò lỗ lộc lồ lữ lường lù ma mã mạc mạch mẫn "
    "mùa mùi ngân ngọ ngụy nhâm nhan nhữ ninh nông ông phàn phí phó phù phương quan quản quàng sầm sái sơn sùng tào tẩn "
    "tất thạch thang thào thẩm thi thiều thiệu thôi tiêu tiết tòng tôn trà trang trầm trác trì tường uông ứng ưng vàng vày vi "
    "viên vòng văn vừ xa y yên danh giản lang đường đổng đầu kông".split()
)
_ALL = COMMON | _RARER
_UNACCENTED = frozenset(map(fold, _ALL))
_ETHNIC = ("h'", "k'", "y-", "h’", "k’")


def begins_with_family_name(name: str) -> bool:
    """Whether a name's first word is a family name, or stands where one would (H'Hen, K'Brêu); typed with or without accents."""
    first = name.partition(" ")[0].lower()
    return first in _ALL or (name.isascii() and first in _UNACCENTED) or first.startswith(_ETHNIC)
