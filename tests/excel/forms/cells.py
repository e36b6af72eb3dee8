"""How a form's people are typed into its cells, and what that says of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.excel.reading.workbook import Cell
from tests.excel.forms.bodies import names_group
from tests.excel.forms.canvas import ANYTHING, Values
from tests.excel.forms.dice import Dice
from tests.excel.forms.people import Person

Typed = tuple[Cell, Values]
"""A cell and what it says."""

_OLD = {"032": "0162", "033": "0163", "034": "0164", "035": "0165", "036": "0166", "037": "0167", "038": "0168", "039": "0169",
        "070": "0120", "079": "0121", "077": "0122", "076": "0126", "078": "0128", "083": "0123", "084": "0124", "085": "0125",
        "081": "0127", "082": "0129"}  # fmt: skip
_TITLES = ("Đ/c", "Ông", "Bà", "ThS.", "TS.", "BS.", "Đồng chí", "CN.", "PGS.TS.")
_BLANKS = {"birth": 0.05, "phone": 0.07, "office phone": 0.4, "email": 0.15, "position": 0.02, "group": 0.0, "unit": 0.0,
           "position and unit": 0.0}  # fmt: skip
_NOTES = ("Trưởng đoàn", "Dự buổi sáng", "Mới chuyển công tác", "Đăng ký xe", "Ăn chay", "Thay đổi so với danh sách cũ")


@dataclass(slots=True)
class Habits:
    """How the one who filled the form in types."""

    dice: Dice
    names: str
    titles: str
    birth: str
    phone: str
    none: str
    units: str
    numbered_names: bool
    """The number stands before the name where it has no column."""
    position_behind: str
    """What parts a name from the position behind it where that has no column."""
    text_numbers: bool

    @classmethod
    def drawn(cls, dice: Dice) -> Habits:
        """Somebody's habits."""
        return cls(
            dice,
            dice.kind("names", {"as usual": 86, "CAPITALS": 9, "lower case": 2, "mixed": 3}),
            dice.kind("titles", {"none": 80, "some": 9, "Đ/c": 5, "Ông and Bà": 6}),
            dice.kind(
                "birth",
                {"day": 40, "padded day": 18, "date": 14, "year": 10, "year as number": 8, "dots": 4, "short": 3, "mixed": 3},
            ),
            dice.kind("phone", {"text": 55, "number": 16, "groups": 14, "dots": 6, "+84": 3, "old": 2, "mixed": 4}),
            dice.kind("nothing", {"blank": 90, "-": 5, "không": 2}),
            dice.kind("unit spelling", {"in full": 45, "one short": 35, "mixed": 20}),
            dice.happens(0.2),
            dice.choice((" - ", ", ", "\n")) if dice.happens(0.15) else "",
            dice.odd("numbers as text", 0.15),
        )  # fmt: skip

    # -- one cell of each kind ------------------------------------------------------------------------------------

    def typed(self, key: str, person: Person) -> Typed:
        """What stands in the column of this key."""
        if self.dice.random() < _BLANKS.get(key, 0.0):
            return self._nothing(key)
        method = getattr(self, "_" + key.replace(" ", "_"), None)
        return method(person) if method else (self._extra(key), {})

    def _nothing(self, key: str) -> Typed:
        if self.none == "blank" or key == "position":
            return None, {}
        return self.none, {}

    def _name(self, person: Person) -> Typed:
        title, told = self._title_of(person)
        name = self._cased(person.name)
        return f"{title}{name}", {"full_name": (person.name,), **told}

    def _cased(self, name: str) -> str:
        style = self.names
        if style == "mixed":
            style = self.dice.choice(("as usual", "CAPITALS", "as usual"))
        return {"CAPITALS": name.upper(), "lower case": name.lower()}.get(style, name)

    def _title_of(self, person: Person) -> tuple[str, Values]:
        man = person.gender == "male"
        title = ""
        if self.titles == "Ông and Bà":
            title = "Ông" if man else "Bà"
        elif self.titles == "Đ/c":
            title = "Đ/c"
        elif self.titles == "some" and self.dice.random() < 0.4:
            title = self.dice.choice([each for each in _TITLES if each != ("Bà" if man else "Ông")])
        if not title or " " not in person.name or (title in ("Ông", "Bà") and person.family in ("", "Thị")):
            return "", {}
        told: Values = {"honorific": (title,)}
        if title in ("Ông", "Bà"):
            told["gender"] = (person.gender, "")
        return title + " ", told

    def _first_names(self, person: Person) -> Typed:
        title, told = self._title_of(person)
        before = " ".join(filter(None, (person.family, person.middle)))
        if not before:
            return None, {"full_name": (person.name,)}
        return f"{title}{self._cased(before)}", {"full_name": (person.name,), **told}

    def _given(self, person: Person) -> Typed:
        return self._cased(person.given), {"full_name": (person.name,)}

    def _family(self, person: Person) -> Typed:
        return self._cased(person.family) or None, {}

    def _middle(self, person: Person) -> Typed:
        return self._cased(person.middle) or None, {}

    def _title(self, person: Person) -> Typed:
        title = "Ông" if person.gender == "male" else "Bà"
        return title, {"column of titles": (title,), "gender": (person.gender, "")}

    def _birth(self, person: Person) -> Typed:
        style = self.birth
        if style == "mixed":
            style = self.dice.choice(("day", "padded day", "date", "year", "year as number", "dots"))
        born = person.born
        day = (str(born),)
        if style == "date":
            return dt.datetime(born.year, born.month, born.day), {"birth": day}
        if style == "year":
            return str(born.year), {"birth": (str(born.year),)}
        if style == "year as number":
            return born.year, {"birth": (str(born.year),)}
        text = {
            "day": f"{born.day}/{born.month}/{born.year}",
            "padded day": f"{born:%d/%m/%Y}",
            "dots": f"{born:%d.%m.%Y}",
            "short": f"{born.day}-{born.month}-{born:%y}",
        }[style]
        return text, {"birth": day}

    def _men(self, person: Person) -> Typed:
        if person.gender != "male":
            return None, {}
        value, told = self._birth(person)
        return value, {**told, "gender": ("male",)}

    def _women(self, person: Person) -> Typed:
        if person.gender != "female":
            return None, {}
        value, told = self._birth(person)
        return value, {**told, "gender": ("female",)}

    def _gender(self, person: Person) -> Typed:
        return ("Nam" if person.gender == "male" else "Nữ"), {"gender": (person.gender,)}

    def _man_crossed(self, person: Person) -> Typed:
        return ("x", {"gender": ("male",)}) if person.gender == "male" else (None, {})

    def _woman_crossed(self, person: Person) -> Typed:
        return ("x", {"gender": ("female",)}) if person.gender == "female" else (None, {"gender": (person.gender, "")})

    def _position(self, person: Person) -> Typed:
        return person.position, {"position": (person.position,)}

    def _party_position(self, person: Person) -> Typed:
        return self.dice.choice(("Đảng ủy viên", "Bí thư Chi bộ", None, None)), {}

    def _unit(self, person: Person) -> Typed:
        return self.unit_text(person), {"unit": person.unit.right}

    def unit_text(self, person: Person) -> str:
        """The unit as this one types it."""
        unit = person.unit
        if self.units == "in full" or not unit.spellings:
            return unit.name
        if self.units == "one short":
            return unit.spellings[len(unit.name) % len(unit.spellings)]
        return self.dice.choice(unit.right)

    def _position_and_unit(self, person: Person) -> Typed:
        between = self.dice.choice((", ", " - ", ", ", "\n"))
        text = f"{person.position}{between}{person.unit.name}"
        whole = text.replace("\n", " ")
        return text, {"position": (person.position, whole), "unit": person.unit.right}

    def _phone(self, person: Person) -> Typed:
        style = self.phone
        number = person.mobile
        if style == "mixed":
            style = self.dice.choice(("text", "number", "groups", "dots", "+84"))
        if self.dice.odd("two phones in a cell", 0.002):
            between = self.dice.choice((" - ", "/", "; ", "\n", " "))
            return f"{number}{between}{person.office}", {"phone": (number,)}
        values: dict[str, Cell] = {
            "text": number,
            "number": int(number),
            "groups": f"{number[:4]} {number[4:7]} {number[7:]}",
            "dots": f"{number[:4]}.{number[4:7]}.{number[7:]}",
            "+84": f"+84{number[1:]}",
            "old": _OLD.get(number[:3], number[:3]) + number[3:],
        }
        return values[style], {"phone": (number,)}

    def _office_phone(self, person: Person) -> Typed:
        return person.office, {"office phone": (person.office,)}

    def _email(self, person: Person) -> Typed:
        return person.email, {"email": (person.email,)}

    def _group(self, person: Person) -> Typed:
        return person.group, {"role_group": names_group(person.group)}

    def _note(self, person: Person) -> Typed:
        if self.dice.random() < 0.08:
            note = self.dice.choice(_NOTES)
            return note, {"note": (note,)}
        return None, {}

    def _sign(self, person: Person) -> Typed:
        return None, {}

    _void = _sign

    def _extra(self, key: str) -> Cell:
        dice = self.dice
        day = dt.date(dice.randint(1990, 2017), dice.randint(1, 12), dice.randint(1, 28))
        made: dict[str, Cell] = {
            "ethnicity": dice.choice(("Kinh", "Kinh", "Kinh", "Tày", "Mường", "Nùng")),
            "home": dice.choice(
                ("Hà Nội", "Nam Định", "Thanh Hóa", "Số 5 phố Huế, Hà Nội", "Hưng Yên", "Phường Bạch Mai")
            ),
            "education": dice.choice(("Đại học", "Thạc sĩ", "Cao đẳng", "Cử nhân Luật", "ĐH", "Trung cấp")),
            "party joined": f"{day:%d/%m/%Y}",
            "party member": dice.choice(("x", None)),
            "amount": 1,
            "staff number": f"CB{dice.randrange(1000):03d}",
            "consent": dice.choice(("Có", "Có", "Không")),
            "team": dice.choice(("Tổ 1", "Tổ 2", "Tổ Văn", "Tổ Toán", "Tổ Hành chính")),
            "office": dice.choice(("Văn phòng", "Phòng Hành chính", "Bộ phận một cửa", "Phòng Kế toán", "Tổ Tổng hợp")),
            "cell meeting": f"{day:%d/%m/%Y}",
            "identity": f"0010{dice.randrange(10**8):08d}",
            "grade": dice.choice(("01.003", "01.004", "V.07.03.29")),
            "salary": dice.choice((2.34, 3.33, 4.98, 2.67)),
            "since": day.year,
            "account": f"1500205{dice.randrange(10**6):06d}",
            "plate": f"29A-{dice.randrange(10**5):05d}",
            "lunch": dice.choice(("x", None, "Có")),
        }
        return made[key]


def settle(said: Values) -> Values:
    """What all cells of a row say together: two numbers are both right, and a number of the office may be left out."""
    office = said.pop("office phone", ())
    if office:
        said["phone"] = (*said["phone"], *office) if said.get("phone") else (*office, "")
    title = said.pop("column of titles", ())
    if title:
        said["honorific"] = tuple(dict.fromkeys((*said.get("honorific", ()), *title)))
    return said


def without_heading(said: Values) -> Values:
    """The same where no heading says what a text is: positions and remarks may be left out."""
    for field in ("position", "note", "role_group"):
        said[field] = ANYTHING
    return said
