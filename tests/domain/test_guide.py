"""How the guide's files become chapters, and what is found in them."""

from __future__ import annotations

import pytest

from desktop.domain.guide import Guide

INDEX = """<a id="start"></a>

# Hướng dẫn

[English](index.en.md)

Mở đầu.

<a id="one"></a>

## 1. Tạo hội nghị

Chữ **đậm** và [liên kết](documents.vi.md).

<a id="inside"></a>

Đoạn giữa chương: hủy điểm danh.

### Mục con

```
<a id="not-one"></a>
## không phải tiêu đề
```

## 2. Nhập
"""
DOCUMENTS = "# Giấy tờ\n\nMở đầu.\n\n## Trước\n\n### Thẻ\n\n`badges`\n\n### Giấy mời\n"
GUIDE = Guide({"index": INDEX, "documents": DOCUMENTS})


def test_each_file_is_split_at_its_own_headings_and_a_fence_holds_no_heading():
    assert [(each.depth, each.title) for each in GUIDE.chapters] == [
        (0, "Hướng dẫn"), (0, "1. Tạo hội nghị"), (0, "2. Nhập"),
        (0, "Giấy tờ"), (1, "Trước"), (2, "Thẻ"), (2, "Giấy mời"),
    ]  # fmt: skip


def test_a_place_is_a_chapter_and_the_part_that_begins_there():
    assert GUIDE.place("start") == (0, 0)
    assert GUIDE.place("inside") == (1, 1)
    assert GUIDE.place("documents") == (3, 0)
    for nowhere in ("not-one", "", "nowhere"):
        with pytest.raises(KeyError):
            GUIDE.place(nowhere)


def test_nothing_of_the_text_is_lost_but_the_link_to_the_other_language():
    shown = [line for chapter in GUIDE.chapters for piece in chapter.pieces for line in piece.text.splitlines()]
    anchors = {f'<a id="{each}"></a>' for each in ("start", "one", "inside")}
    wanted = [line for line in (INDEX + DOCUMENTS).splitlines() if line not in {*anchors, "[English](index.en.md)"}]
    assert [line for line in shown if line] == [line for line in wanted if line]


def test_words_are_found_without_accents_headings_first_and_marks_are_no_words():
    assert [(hit.chapter, hit.title) for hit in GUIDE.find("huy DIEM danh")] == [(1, "1. Tạo hội nghị")]
    assert [hit.title for hit in GUIDE.find("hội nghị")] == ["1. Tạo hội nghị"]
    assert [hit.title for hit in GUIDE.find("nhap")] == ["2. Nhập"]
    assert GUIDE.find("documents.vi") == []
    assert GUIDE.find("  ") == []
    assert GUIDE.find("không có chữ này") == []


def test_a_guide_without_files_has_no_chapter():
    assert Guide({}).chapters == []
