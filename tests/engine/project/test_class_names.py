"""Names that mean the same to a search, and names that probably mean the same class."""

from __future__ import annotations

import pytest

from engine.project.class_names import likely_twins, plain
from engine.project.sample import SampleClass


def made(*names: str) -> list[SampleClass]:
    return [SampleClass(number, name, "#000000", "", number) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("  Red   Fox ", "red fox"), ("red_fox-2.b", "red fox 2 b"), ("Élan", "elan"), ("Straße", "strasse"), ("裂纹", "裂纹"), ("ガ", "ガ")],
)
def test_plain_names(name: str, expected: str) -> None:
    assert plain(name) == expected


def test_twins_differ_in_what_people_mistype() -> None:
    known = made("fox", "crack", "Fox", "foxes", "Red fox", "red_fox", "éland", "Eland", "berry", "berries", "カ", "ガ")
    found = [[each.name for each in group] for group in likely_twins(known)]
    assert found == [["fox", "Fox", "foxes"], ["Red fox", "red_fox"], ["éland", "Eland"], ["berry", "berries"]]


@pytest.mark.parametrize(("one", "other"), [("glass", "glas"), ("gas", "ga"), ("class 1", "class 2"), ("bus", "bu"), ("cat", "cart")])
def test_names_that_only_look_alike_are_no_twins(one: str, other: str) -> None:
    assert likely_twins(made(one, other)) == []
