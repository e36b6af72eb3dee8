"""What machines and hands do to text: decomposed letters, odd blanks, the fonts of the nineties."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from tests.excel.forms.canvas import Canvas
from tests.excel.forms.dice import Dice

_TCVN3 = dict(
    zip(
        "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        strict=True,
    )
) | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))


def mangle(canvas: Canvas, dice: Dice) -> None:
    """Now and then the text of a whole sheet, or of some of its cells, is typed oddly."""
    if dice.odd("decomposed letters", 0.04):
        _each(canvas, lambda text: unicodedata.normalize("NFD", text))
    elif dice.odd("TCVN3", 0.007):
        _as_tcvn3(canvas)
        return
    if dice.odd("Uỷ for Ủy", 0.12):
        _each(canvas, lambda text: text.replace("Ủy", "Uỷ").replace("ỦY", "UỶ"))
    if dice.odd("blanks that do not break", 0.04):
        _each(canvas, lambda text: text.replace(" ", "\u00a0") if dice.happens(0.3) else text)
    if dice.odd("doubled and trailing blanks", 0.08):
        _each(canvas, lambda text: _loose(text, dice))


def _each(canvas: Canvas, change: Callable[[str], str]) -> None:
    for place, value in canvas.cells.items():
        if isinstance(value, str):
            canvas.cells[place] = change(value)


def _loose(text: str, dice: Dice) -> str:
    if dice.happens(0.2):
        return text + " "
    if dice.happens(0.1):
        return " " + text
    return text.replace(" ", "  ", 1) if dice.happens(0.15) else text


def _as_tcvn3(canvas: Canvas) -> None:
    """Every text in a .Vn font; these have no capitals with tones, so they become small."""
    for place, value in canvas.cells.items():
        if isinstance(value, str):
            capitals = value.isupper()  # a font whose name ends in H draws small letters as capitals
            text = value.lower() if capitals else value
            letters = [each if each in _TCVN3 or each.isascii() else each.lower() for each in text]
            canvas.cells[place] = "".join(_TCVN3.get(each, each) for each in letters)
            canvas.fonts[place] = ".VnTimeH" if capitals else ".VnTime"
