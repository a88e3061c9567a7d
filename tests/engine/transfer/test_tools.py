"""Exports of Label Studio and CVAT; a file that could do harm, or is none of theirs, is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.errors import LabelFileUnusable
from engine.transfer.cvat import read_cvat
from engine.transfer.label_studio import read_label_studio
from engine.transfer.values import Entry, Reading


def choice(*names: str, question: str = "choice") -> dict[str, Any]:
    return {"type": "choices", "from_name": question, "to_name": "image", "value": {"choices": list(names)}}


def task(image: str, *annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 1, "data": {"image": image}, "annotations": list(annotations), **more}


def read(folder: Path, value: Any) -> Reading:
    for name in ("a.jpg", "b c.jpg", "1a2b3c4d-d.jpg", "sub/e+é.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "export.json").write_text(json.dumps(value))
    return read_label_studio(folder / "export.json")


def told(reading: Reading) -> list[str]:
    return list(map(str, reading.problems))


def test_label_studio_json(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        [
            task("/data/local-files/?d=a.jpg", {"result": [choice("ant")], "created_at": "2024-05-06T07:08:09.500000Z"}),
            task("http://localhost:8080/data/local-files/?d=b%20c.jpg", {"result": [], "was_cancelled": True}),
            task("/data/upload/3/1a2b3c4d-d.jpg", {"result": [choice("good", question="quality"), choice("x", question="other")]}),
            task("/data/upload/3/99999999-a.jpg"),
            task("/data/local-files/?d=sub/e+é.jpg", {"result": [choice("bee")]}),
        ],
    )
    assert reading.entries == (
        Entry(tmp_path / "a.jpg", "ant", source="person", time=1714979289.5),
        Entry(tmp_path / "b c.jpg", unsure=True, source="person"),
        Entry(tmp_path / "1a2b3c4d-d.jpg", "good", source="person"),
        Entry(tmp_path / "sub" / "e+é.jpg", "bee", source="person"),
    )
    assert told(reading) == [
        f"task 4: {tmp_path}/a.jpg was named before, in task 1: what was said first counts, this only adds what was missing"
    ]


def test_label_studio_json_min(tmp_path: Path) -> None:
    minimal = {"id": 5, "annotator": 1, "annotation_id": 9, "created_at": "2024-01-01T00:00:00Z", "lead_time": 2.5}
    reading = read(
        tmp_path,
        [
            {"image": "a.jpg", "kind of thing": "ant", **minimal},
            {"photo": "b c.jpg", "caption": "hello", "species": {"choices": ["bee", "wasp"]}, **minimal},
        ],
    )
    assert [(entry.path.name, entry.class_name) for entry in reading.entries] == [("a.jpg", "ant"), ("b c.jpg", "bee")]
    assert told(reading) == ["task 2: it has several classes: bee, wasp; “bee” was taken"]


def test_what_label_studio_says_that_is_no_class(tmp_path: Path) -> None:
    box = {"type": "rectanglelabels", "from_name": "label", "value": {"rectanglelabels": ["ant"], "x": 1}}
    reading = read(
        tmp_path,
        [
            task("a.jpg", {"result": [box]}),
            task("https://example.org/b.jpg", {"result": [choice("ant")]}),
            task("b c.jpg", predictions=[{"result": [choice("ant")], "score": 0.9}]),
            task("1a2b3c4d-d.jpg", {"result": [choice("ant")]}, {"result": [choice("bee")]}),
            "nonsense",
            {"data": {"text": 3}, "annotations": [{"result": "x"}, 4]},
            task("data:image/png;base64," + "A" * 100_000),
        ],
    )
    assert [entry.class_name for entry in reading.entries] == ["", "ant", "", "ant", ""]
    shown = told(reading)
    assert "marks but no class" in shown[0] and "address in the web" in shown[1] and "only predictions" in shown[2]
    assert "annotations disagree: ant, bee; “ant” was taken" in shown[3]
    assert "task 5: it is no JSON object" in shown and "task 6: it names no picture" in shown
    assert max(map(len, shown)) < 400 and reading.missing == 2


@pytest.mark.parametrize("value", [[{"path": "a.jpg"}], {}, 3, []])
def test_json_that_is_not_from_label_studio_is_refused(tmp_path: Path, value: Any) -> None:
    with pytest.raises(LabelFileUnusable, match="no export of Label Studio"):
        read(tmp_path, value)


CVAT = """<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version><meta><task><labels><label><name>ant</name></label></labels></task></meta>
<image id="0" name="a.jpg" subset="Train" task_id="3" width="4" height="3"><tag label="ant" source="manual"></tag></image>
<image id="1" name="b.jpg" subset="default" width="4" height="3"><tag label="bee" source="auto"><attribute name="x">1</attribute></tag>
 <tag label="ant" source="manual"/></image>
<image id="2" name="c.jpg" width="4" height="3"><box label="ant" xtl="1" ytl="1" xbr="2" ybr="2"/></image>
<image id="3" name="d.jpg" width="4" height="3"/>
</annotations>"""


def test_cvat(tmp_path: Path) -> None:
    for name in ("images/Train/a.jpg", "images/b.jpg", "c.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "annotations.xml").write_text(CVAT)
    reading = read_cvat(tmp_path / "annotations.xml")
    assert reading.entries == (
        Entry(tmp_path / "images" / "Train" / "a.jpg", "ant", "train", source="person"),
        Entry(tmp_path / "images" / "b.jpg", "bee", source="model"),
        Entry(tmp_path / "c.jpg"),
        Entry(Path("d.jpg")),
    )
    assert told(reading) == [
        "picture 2: it has several classes: bee, ant; “bee” was taken",
        "picture 3: it has marks but no class for the whole picture; it stays unlabelled",
        "picture 4: the picture d.jpg is not there",
    ]


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]>' + CVAT.partition("?>")[2]
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotations><image name="&x;"/></annotations>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (CVAT[:-20], "not whole XML: line 7"),
        ("<annotations><image name='a'></annotations>", "not whole XML"),
        ("<?xml version='1.0' encoding='no-such'?><annotations/>", "not whole XML"),
        ("<annotations></annotations>", "there is no picture in it"),
        ("", "not whole XML"),
    ],
)
def test_xml_that_is_broken_or_could_do_harm_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "annotations.xml").write_text(content)
    with pytest.raises(LabelFileUnusable, match=reason):
        read_cvat(tmp_path / "annotations.xml")
