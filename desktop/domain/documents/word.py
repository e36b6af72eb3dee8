"""What a Word form may ask for, and what was found in one.

Field names are Vietnamese without marks: clerks type them into their own Word files, in both languages of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_FRAME: dict[str, tuple[str, ...]] = {
    "co_quan_cap_tren": (),
    "co_quan_ban_hanh": (),
    "so_ky_hieu": (),
    "noi_ngay_thang": (),
    "chuc_vu_ky": (),
    "nguoi_ky": (),
    "noi_nhan": (),
    "hoi_nghi": (),
    "thoi_gian": (),
    "dia_diem": (),
    "trich_yeu": (),
}
_FIGURES = ("stt", "ten", "dang_ky", "dung_gio", "muon", "co_phep", "khong_phep", "chua_ghi", "ty_le")
_NAMED = ("stt", "ho_ten", "chuc_vu", "don_vi", "ghi_chu")

FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "invitation": _FRAME
    | {
        "ten_loai": (),
        "ve_viec": (),
        "loi_kinh": (),
        "kinh_gui": (),
        "loi_mo_dau": (),
        "noi_dung": (),
        "chu_tri": (),
        "thanh_phan": (),
        "so_luong": (),
        "yeu_cau": (),
        "dang_ky": (),
        "lien_he": (),
        "loi_ket": (),
        "phan_bo": ("stt", "so_luong", "thanh_phan", "ghi_chu"),
        "dai_bieu": ("stt", "ho_ten", "chuc_vu"),
        "chuong_trinh": ("thoi_gian", "noi_dung", "bao_cao_vien", "phong"),
    },
    "report": _FRAME
    | {
        "mo_dau": (),
        "tom_tat": (),
        "danh_gia": (),
        "kien_nghi": (),
        "so_dai_bieu": (),
        "so_den_du": (),
        "ty_le_den_du": (),
        "tong_dang_ky": (),
        "tong_co_mat": (),
        "tong_dung_gio": (),
        "tong_muon": (),
        "tong_co_phep": (),
        "tong_khong_phep": (),
        "tong_chua_ghi": (),
        "tong_ty_le": (),
        "don_vi_vang": (),
        "kem_theo": (),
        "cac_buoi": _FIGURES,
        "cac_nhom": _FIGURES,
        "cac_diem_cau": _FIGURES,
        "bieu_do": ("nhom", "buoi", "thanh", "ty_le"),
        "gio_den": ("tieu_de", "gio", "thanh", "so_luong", "het"),
        "cac_don_vi": _FIGURES,
        "vang_khong_phep": _NAMED,
        "vang_co_phep": _NAMED,
        "den_muon": _NAMED,
        "di_thay": _NAMED,
        "bo_sung": _NAMED,
    },
}
"""For each document its fields: a text, or a list with the fields of its lines."""

OF_ONE_LETTER = frozenset(
    {"loi_kinh", "kinh_gui", "loi_mo_dau", "thanh_phan", "so_luong", "dang_ky", "loi_ket", "phan_bo", "dai_bieu"}
)
"""Fields that differ from letter to letter: no header or footer shared by several letters can show them."""


@dataclass(frozen=True, slots=True)
class UnknownField:
    """A field that the document doesn't have."""

    name: str
    where: str
    """The text of the paragraph it stands in."""
    suggestion: str = ""
    """The field that was probably meant."""


@dataclass(frozen=True, slots=True)
class FormProblem:
    """Something in a form that can't be read or isn't allowed; `code` has a sentence."""

    code: str
    where: str


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What was found in a Word form."""

    found: tuple[str, ...] = ()
    unknown: tuple[UnknownField, ...] = ()
    unused: tuple[str, ...] = ()
    """Fields of the document that the form leaves out."""
    problems: tuple[FormProblem, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether the form can be filled."""
        return not self.unknown and not self.problems
