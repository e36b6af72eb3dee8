"""Dataclasses whose methods are written when they are first called, for what every start imports.

The standard library compiles six functions for each frozen class while its module is imported; most of them are called by no
start. Here a class has its fields and slots at once, and the standard library writes a method the first time somebody calls it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

_ORDER = ("__lt__", "__le__", "__gt__", "__ge__")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, order=False, slots=False, kw_only=False):
        """As `dataclasses.dataclass` with these options. A class derived from such a one is made by this function too."""

        def wrap(plain):
            plain.__doc__ = plain.__doc__ or plain.__name__  # else the standard library works out its signature
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(plain)
            names = ["__init__", "__repr__", *(["__eq__"] if eq else []), *(_ORDER if order else [])]
            if frozen:
                names += ["__hash__"] if eq else []
                made.__setattr__, made.__delattr__ = _refuse, _refuse
                made.__getstate__, made.__setstate__ = _state, _set_state
            elif eq and "__hash__" not in vars(made):
                made.__hash__ = None
            for name in names:
                if vars(made).get(name) is None:
                    setattr(made, name, _later(made, name, frozen))
            return made

        return wrap if cls is None else wrap(cls)


def _later(cls: type, name: str, frozen: bool) -> Callable[..., Any]:
    """A method that has the standard library write the one of this name, in its own place."""

    def first(self: object, *given: object, **named: object) -> Any:
        written = _init(cls, frozen) if name == "__init__" else _written(cls, name, frozen)
        setattr(cls, name, written)
        return written(self, *given, **named)

    return first


def _init(cls: Any, frozen: bool) -> Callable[..., Any]:
    """The way in, as the standard library writes it; by itself it is written in half the time, and starts need so many."""
    scope: dict[str, Any] = {"_put": object.__setattr__, "_unset": dataclasses.MISSING}
    places: list[str] = []
    lines = ["pass"]
    for field in sorted(dataclasses.fields(cls), key=lambda each: bool(each.kw_only)):
        name, own = field.name, f"_own_{field.name}"
        value, place, made = name, name, ""
        if field.default is not dataclasses.MISSING:
            scope[own], place, made = field.default, f"{name}={own}", own
        elif field.default_factory is not dataclasses.MISSING:
            scope[own], place, made = field.default_factory, f"{name}=_unset", f"{own}()"
            value = f"{made} if {name} is _unset else {name}"
        if field.init:
            places += ["*", place] if field.kw_only and "*" not in places else [place]
        elif not made:
            continue
        else:
            value = made
        lines.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(['self', *places])}):\n " + "\n ".join(lines), scope)
    written: Callable[..., Any] = scope["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    return written


def _written(cls: Any, name: str, frozen: bool) -> Callable[..., Any]:
    """Any other method of this name of a dataclass with the same fields."""
    like = dataclasses.make_dataclass(
        cls.__name__,
        [(field.name, field.type, field) for field in dataclasses.fields(cls)],
        namespace={"__doc__": cls.__doc__},
        init=False,
        repr=name == "__repr__",
        eq=name in ("__eq__", "__hash__", *_ORDER),
        order=name in _ORDER,
        frozen=frozen,
    )
    method: Callable[..., Any] = getattr(like, name)
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


def _refuse(_self: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[object]:
    """What is pickled: a frozen instance refuses to be filled in the ordinary way."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
