"""Declare a setting once: label, help, bounds and choices live on the dataclass field.

The form in the window, the command line's `--set`, the validation and the stored JSON are all derived from here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, get_type_hints

from engine.errors import Sentence, SettingInvalid, translate

D = TypeVar("D")
_KEY = "option"


@dataclass(frozen=True)
class Option:
    """What people and validation need to know of one field. `kind` is one of bool, int, float, str.

    `choices` are the allowed values and what people call them; `lowest` says what the value `low` means where it is no number.
    `section` is the heading it stands under; `needs` are the values of another field, {name: values}, without which it has no effect.
    """

    name: str
    kind: type
    default: Any
    label: str
    help: str
    low: float | None = None
    high: float | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    lowest: str = ""
    section: str = ""
    needs: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def option(
    default: Any,
    label: str,
    help: str,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: Mapping[str, str] | None = None,
    lowest: str = "",
    section: str = "",
    needs: Mapping[str, Sequence[Any]] | None = None,
) -> Any:
    """A dataclass field that carries its own description."""
    return field(default=default, metadata={_KEY: (label, help, low, high, choices or {}, lowest, section, needs or {})})


def options(kind: type) -> tuple[Option, ...]:
    """The described fields of the dataclass `kind`, in their order."""
    types = get_type_hints(kind)
    described = (each for each in dataclasses.fields(kind) if _KEY in each.metadata)
    return tuple(Option(each.name, types[each.name], each.default, *each.metadata[_KEY]) for each in described)


def has_effect(option: Option, instance: object) -> bool:
    """Whether `option` matters beside the other values of `instance`."""
    return all(getattr(instance, name) in values for name, values in option.needs.items())


def differences(one: D, other: D) -> list[tuple[Option, Any, Any]]:
    """The described fields in which two instances differ, as (option, value of the one, value of the other)."""
    pairs = ((each, getattr(one, each.name), getattr(other, each.name)) for each in options(type(one)))
    return [(each, mine, theirs) for each, mine, theirs in pairs if mine != theirs]


_BOOLEANS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def parsed(option: Option, text: str) -> Any:
    """The value that `text` means for `option`; raises `SettingInvalid`."""
    if option.kind is bool:
        if text.lower() not in _BOOLEANS:
            raise SettingInvalid(value=text, field=option.name, reason=translate("errors", "say yes or no"))
        return _BOOLEANS[text.lower()]
    try:
        return option.kind(text)
    except ValueError:
        raise SettingInvalid(value=text, field=option.name, reason=translate("errors", "a number is needed")) from None


def validated(instance: D) -> D:
    """`instance` itself if each field is of its type and within its bounds and choices; else `SettingInvalid`."""
    for option in options(type(instance)):
        value = getattr(instance, option.name)
        reason = _objection(option, value)
        if reason:
            raise SettingInvalid(value=value, field=option.name, reason=reason)
    return instance


def _objection(option: Option, value: Any) -> Sentence | None:
    wrong_type = not isinstance(value, (int, float) if option.kind is float else option.kind)
    if wrong_type or (isinstance(value, bool) and option.kind is not bool) or value != value:
        return Sentence(translate("errors", "it is not of type {type}"), {"type": option.kind.__name__})
    if option.choices and value not in option.choices:
        return Sentence(translate("errors", "the choices are {choices}"), {"choices": ", ".join(option.choices)})
    if option.low is not None and value < option.low:
        return Sentence(translate("errors", "the smallest value is {value}"), {"value": f"{option.low:g}"})
    if option.high is not None and value > option.high:
        return Sentence(translate("errors", "the largest value is {value}"), {"value": f"{option.high:g}"})
    return None


def changed(instance: D, assignments: dict[str, str]) -> D:
    """A copy of `instance` with `{field: text}` parsed and validated; raises `SettingInvalid`."""
    known = {option.name: option for option in options(type(instance))}
    values = {}
    for name, text in assignments.items():
        if name not in known:
            raise SettingInvalid(value=name, field="--set", reason="the fields are " + ", ".join(known))
        values[name] = parsed(known[name], text)
    return validated(dataclasses.replace(instance, **values))  # type: ignore[type-var]


def from_json(kind: type[D], stored: dict[str, Any]) -> D:
    """An instance from a stored dictionary. Fields that this version does not know are left out; raises `SettingInvalid`."""
    names = {option.name for option in options(kind)}
    return validated(kind(**{name: value for name, value in stored.items() if name in names}))
