"""Keywords beside and inside pictures: others' metadata stay, ours are replaced, and no pixel changes."""

from __future__ import annotations

import os
import shutil
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, IptcImagePlugin

from engine.batch.answers import Answers
from engine.batch.outputs import write
from engine.batch.outputs.metadata import iptc, xml_text
from engine.batch.outputs.metadata.jpeg import Jpeg, NotChangeable
from engine.batch.outputs.metadata.xmp import OURS, Keywords, Statement, merged
from engine.batch.outputs.writing import Written
from engine.batch.table import Thresholds
from engine.progress import run
from tests.conftest import striped_picture
from tests.engine.batch.outputs.conftest import Make

LIMITS = Thresholds(0.5, 0.99)
ANT, BEE = [0.9, 0.1], [0.1, 0.9]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC, LR, DK = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/lightroom/1.0/}", "{http://www.digikam.org/ns/1.0/}"

# As Lightroom and digiKam leave them: attributes, foreign lists, structures, a line end in a value, a comment.
FOREIGN = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <!-- mine -->
  <rdf:Description rdf:about="uuid:1" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmp:CreatorTool="Lightroom" xmp:Rating="4" crs:Note="a&#10;b">
   <dc:subject><rdf:Bag><rdf:li>beach</rdf:li><rdf:li>Norway</rdf:li></rdf:Bag></dc:subject>
   <lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|Norway</rdf:li></rdf:Bag></lr:hierarchicalSubject>
   <crs:Look rdf:parseType="Resource"><crs:Name>Vivid &amp; &lt;warm&gt;</crs:Name></crs:Look>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default"><![CDATA[a < b]]></rdf:li></rdf:Alt></dc:title>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def listed(packet: bytes, name: str) -> list[str]:
    root = ElementTree.fromstring(packet)
    return [entry.text or "" for element in root.iter(name) for entry in element.iter(f"{RDF}li")]


def said(packet: bytes) -> dict[str, str]:
    space = f"{{{OURS}}}"
    return {each.tag.removeprefix(space): each.text or "" for each in ElementTree.fromstring(packet).iter() if each.tag.startswith(space)}


def job(make: Make, pictures: dict[Path, list[float]], names: tuple[str, ...] = ("ant", "bee")) -> Answers:
    return make({path: (shares, 0.1, "") for path, shares in pictures.items()}, names)


def written(answers: Answers, form: str = "xmp") -> Written:
    return run(write(answers, None, LIMITS, form=form))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return striped_picture(tmp_path / "photos" / "IMG 1.JPG", 0, 1)


# ---- sidecars ----------------------------------------------------------------------------------------------------


def test_a_sidecar_says_the_class_in_all_three_ways(make: Make, photo: Path) -> None:
    before = photo.read_bytes()
    result = written(job(make, {photo: ANT}))
    packet = photo.with_name("IMG 1.JPG.xmp").read_bytes()
    assert (result.rows, result.same, result.failed) == (1, 0, 0)
    assert listed(packet, f"{DC}subject") == ["ant"]
    assert listed(packet, f"{LR}hierarchicalSubject") == ["Fieldmark|ant"]
    assert listed(packet, f"{DK}TagsList") == ["Fieldmark/ant"]
    facts = said(packet)
    assert (facts["class"], facts["confidence"], facts["model"], facts["source"]) == ("ant", "0.9000", "model", "model")
    assert photo.read_bytes() == before
    assert sorted(each.name for each in photo.parent.iterdir()) == ["IMG 1.JPG", "IMG 1.JPG.xmp"]


def test_a_second_run_changes_nothing_and_another_answer_replaces_only_ours(make: Make, photo: Path) -> None:
    sidecar = photo.with_name("IMG 1.JPG.xmp")
    written(job(make, {photo: ANT}))
    first = sidecar.read_bytes(), sidecar.stat().st_mtime_ns
    assert written(job(make, {photo: ANT})).same == 1
    assert (sidecar.read_bytes(), sidecar.stat().st_mtime_ns) == first
    written(job(make, {photo: BEE}))
    packet = sidecar.read_bytes()
    assert listed(packet, f"{DC}subject") == ["bee"] and listed(packet, f"{DK}TagsList") == ["Fieldmark/bee"]
    written(job(make, {photo: [0.55, 0.45]}))
    assert run(write(job(make, {photo: [0.55, 0.45]}), None, Thresholds(0.8, 1.0), form="xmp")).rows == 1
    packet = sidecar.read_bytes()
    assert not listed(packet, f"{DC}subject") and not listed(packet, f"{DK}TagsList") and said(packet)["decision"] == "unsure"


def test_what_others_wrote_stays(make: Make, photo: Path) -> None:
    sidecar = photo.with_name("IMG 1.xmp")
    sidecar.write_bytes(FOREIGN)
    sidecar.chmod(0o640)
    assert written(job(make, {photo: ANT}), "xmp-lightroom").rows == 1
    packet = sidecar.read_bytes()
    assert listed(packet, f"{DC}subject") == ["beach", "Norway", "ant"]
    assert listed(packet, f"{LR}hierarchicalSubject") == ["Places|Norway", "Fieldmark|ant"]
    assert listed(packet, f"{DK}TagsList") == ["Places/Norway", "beach", "Fieldmark/ant"]  # digiKam would see no other list any more
    assert oct(sidecar.stat().st_mode)[-3:] == "640"
    text = packet.decode()
    for kept in ('xmp:CreatorTool="Lightroom"', 'crs:Note="a&#10;b"', "<!-- mine -->", "Vivid &amp; &lt;warm&gt;", 'xml:lang="x-default"'):
        assert kept in text
    assert "<![CDATA[a < b]]>" in text and text.count("CreatorTool") == 1
    written(job(make, {photo: BEE}), "xmp-lightroom")
    packet = sidecar.read_bytes()
    assert listed(packet, f"{DC}subject") == ["beach", "Norway", "bee"]
    assert listed(packet, f"{DK}TagsList") == ["Places/Norway", "beach", "Fieldmark/bee"]


def test_a_keyword_that_the_user_gave_is_never_taken_away() -> None:
    own = merged(FOREIGN.replace(b"beach", b"Ant"), Statement("ant", {"class": "ant"}))
    assert own.added == "" and listed(own.text.encode(), f"{DC}subject") == ["Ant", "Norway"]
    after = merged(own.text.encode(), Statement("bee", {"class": "bee"}))
    assert listed(after.text.encode(), f"{DC}subject") == ["Ant", "Norway", "bee"] and after.removed == ()


def test_what_other_programs_make_of_our_facts_is_still_ours() -> None:
    packet = merged(None, Statement("ant", {"class": "ant"})).text
    as_attribute = packet.replace(f'<fieldmark:class xmlns:fieldmark="{OURS}">ant</fieldmark:class>', "").replace(
        '<rdf:Description rdf:about="">', f'<rdf:Description rdf:about="" xmlns:f="{OURS}" f:class="ant">'
    )
    assert as_attribute.count("class") == 1
    after = merged(as_attribute.encode(), Statement("bee", {"class": "bee"})).text
    assert "ant" not in after.replace("fieldmark:answers", "") and said(after.encode())["class"] == "bee"


def test_names_that_are_markup_or_paths_stay_names(make: Make, photo: Path) -> None:
    name = "a|b/c<&\"'>\x07"
    written(job(make, {photo: ANT}, (name, "bee")))
    packet = photo.with_name("IMG 1.JPG.xmp").read_bytes()
    assert listed(packet, f"{DC}subject") == ["a|b/c<&\"'>\ufffd"]
    assert listed(packet, f"{LR}hierarchicalSubject") == ["Fieldmark|a-b/c<&\"'>\ufffd"]
    assert listed(packet, f"{DK}TagsList") == ["Fieldmark/a|b-c<&\"'>\ufffd"]


def test_a_new_sidecar_takes_over_the_keywords_inside_the_picture(make: Make, tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    Image.new("RGB", (40, 40)).save(photo, xmp=FOREIGN)
    written(job(make, {photo: ANT}))
    packet = (tmp_path / "a.jpg.xmp").read_bytes()
    assert listed(packet, f"{DC}subject") == ["beach", "Norway", "ant"]
    assert listed(packet, f"{DK}TagsList") == ["Places/Norway", "beach", "Fieldmark/ant"]


def test_damaged_hostile_and_foreign_sidecars_are_left_alone(make: Make, tmp_path: Path) -> None:
    contents = {
        "damaged": b"<x:xmpmeta",
        "empty": b"",
        "html": b"<html/>",
        "bomb": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        "deep": b"<a>" * 100_000 + b"</a>" * 100_000,
        "encoding": b'<?xml version="1.0" encoding="nonsense"?><a/>',
    }
    photos = {name: striped_picture(tmp_path / f"{name}.jpg", 0, 1) for name in contents}
    for name, content in contents.items():
        (tmp_path / f"{name}.jpg.xmp").write_bytes(content)
    good = striped_picture(tmp_path / "z.jpg", 0, 1)
    result = written(job(make, {**dict.fromkeys(photos.values(), ANT), good: ANT}))
    assert (result.rows, result.failed) == (1, len(contents))
    assert {path.stem for path, _ in result.failures} == set(contents)
    assert all((tmp_path / f"{name}.jpg.xmp").read_bytes() == content for name, content in contents.items())


def test_what_cannot_be_written_is_listed_and_the_rest_goes_on(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photos = [striped_picture(tmp_path / f"{name}.jpg", 0, 1) for name in ("changed", "gone", "protected", "good")]
    answers = job(make, dict.fromkeys(photos, ANT))
    photos[0].write_bytes(photos[0].read_bytes() + b"more")
    photos[1].unlink()
    sidecar = tmp_path / "protected.jpg.xmp"
    sidecar.write_bytes(FOREIGN)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != sidecar)  # root may write everywhere
    result = written(answers)
    assert result.rows == 1 and (tmp_path / "good.jpg.xmp").exists()
    assert {path.stem: reason for path, reason in result.failures} == {
        "changed": "it has changed since it was classified",
        "gone": "the file is not there",
        "protected": "it is write-protected",
    }
    assert sidecar.read_bytes() == FOREIGN and not list(tmp_path.glob(".fieldmark*"))


def test_two_pictures_of_one_name_do_not_share_a_sidecar(make: Make, tmp_path: Path) -> None:
    photos = [striped_picture(tmp_path / name, 0, 1) for name in ("a.jpg", "a.png")]
    result = written(job(make, {photos[0]: ANT, photos[1]: BEE}), "xmp-lightroom")
    assert result.rows == 1 and [path.name for path, _ in result.failures] == ["a.png"]
    assert written(job(make, {photos[0]: ANT, photos[1]: BEE})).rows == 2


def test_nothing_to_say_makes_no_file(answers: Answers, tmp_path: Path) -> None:
    result = written(answers)
    sidecars = {path.name for path in tmp_path.rglob("*.xmp")}
    assert sidecars == {f"a-00{number}.jpg.xmp" for number in (0, 1, 4, 5)}
    assert (result.rows, result.same, result.failed) == (4, 3, 0)


def test_cancelling_leaves_whole_files(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.batch.outputs.metadata.writing._EVERY", 0.0)
    photos = [striped_picture(tmp_path / f"{number}.jpg", 0, 1) for number in range(4)]
    writing = write(job(make, dict.fromkeys(photos, ANT)), None, LIMITS, form="xmp")
    for _ in range(3):
        next(writing)
    writing.close()
    sidecars = sorted(tmp_path.glob("*.xmp"))
    assert len(sidecars) == 2 and all(listed(each.read_bytes(), f"{DC}subject") == ["ant"] for each in sidecars)


# ---- originals ---------------------------------------------------------------------------------------------------


def test_keywords_go_into_the_jpeg_and_no_pixel_changes(make: Make, photo: Path) -> None:
    (_, before, _), data = facts(photo), photo.read_bytes()
    answers = job(make, {photo: ANT})
    features = answers.features([1])
    assert written(answers, "originals").rows == 1
    with Image.open(photo) as image:
        image.load()
        assert image.tobytes() == before
        packet = image.info["xmp"]
        assert IptcImagePlugin.getiptcinfo(image)[2, 25] == b"ant"
    assert listed(packet, f"{DC}subject") == ["ant"]
    assert Jpeg.of(data).picture() == Jpeg.of(photo.read_bytes()).picture()
    # the job still knows the picture, so that it is neither asked about again nor refused the next time
    (row,) = answers.read([1])
    assert (row.size, row.probabilities) == (photo.stat().st_size, pytest.approx(ANT)) and answers.features([1]) == features
    assert written(answers, "originals").same == 1
    assert not list(photo.parent.glob("*.xmp"))


def test_another_answer_replaces_the_keyword_inside(make: Make, photo: Path) -> None:
    written(job(make, {photo: ANT}), "originals")
    written(job(make, {photo: BEE}), "originals")
    with Image.open(photo) as image:
        assert listed(image.info["xmp"], f"{DC}subject") == ["bee"]
        assert IptcImagePlugin.getiptcinfo(image)[2, 25] == b"bee"


def test_metadata_that_were_inside_stay(make: Make, tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    Image.effect_noise((64, 48), 60).convert("RGB").save(photo, exif=exif, xmp=FOREIGN, icc_profile=b"profile", comment=b"hello")
    resources = iptc.with_keywords(b"8BIM\x03\xed\0\0" + struct.pack(">I", 4) + b"abcd", "holiday", ())
    photo.write_bytes(Jpeg.of(photo.read_bytes()).with_metadata(FOREIGN, resources).whole())
    old = Jpeg.of(photo.read_bytes())
    written(job(make, {photo: ANT}), "originals")
    new = Jpeg.of(photo.read_bytes())
    assert iptc.keywords_in(new.photoshop) == ["holiday", "ant"] and b"abcd" in (new.photoshop or b"")
    assert listed(new.xmp or b"", f"{DC}subject") == ["beach", "Norway", "ant"]
    assert new.segments[:2] == old.segments[:2]  # JFIF, Exif
    with Image.open(photo) as image:
        assert image.getexif()[0x010F] == "A camera" and image.info["icc_profile"] == b"profile" and image.info["comment"] == b"hello"
    assert new.picture() == old.picture()


def test_what_is_no_jpeg_or_would_break_gets_a_sidecar(make: Make, tmp_path: Path) -> None:
    plain = striped_picture(tmp_path / "source.jpg", 0, 1).read_bytes()
    segment = {"credentials": b"\xff\xeb\x00\x0cJP\0\1c2pa\0\0", "several": b"\xff\xe2\x00\x08MPF\0\1\2"}
    for name, raw in segment.items():
        (tmp_path / f"{name}.jpg").write_bytes(plain[:2] + raw + plain[2:])
    striped_picture(tmp_path / "b.png", 0, 1)
    photos = [tmp_path / name for name in ("credentials.jpg", "several.jpg", "b.png")]
    before = [photo.read_bytes() for photo in photos]
    assert written(job(make, dict.fromkeys(photos, ANT)), "originals").rows == 3
    assert [photo.read_bytes() for photo in photos] == before
    assert all(photo.with_name(photo.name + ".xmp").exists() for photo in photos)


def test_a_link_stays_a_link_and_rights_stay(make: Make, tmp_path: Path) -> None:
    photo = striped_picture(tmp_path / "real" / "a.jpg", 0, 1)
    photo.chmod(0o640)
    link = tmp_path / "link.jpg"
    link.symlink_to(photo)
    os.utime(photo, (1e9, 1e9))
    assert written(job(make, {link: ANT}), "originals").rows == 1
    assert link.is_symlink() and oct(photo.stat().st_mode)[-3:] == "640" and photo.stat().st_mtime > 1e9
    assert iptc.keywords_in(Jpeg.of(photo.read_bytes()).photoshop) == ["ant"]


def test_a_write_that_spoils_the_picture_is_given_up(make: Make, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = photo.read_bytes()
    monkeypatch.setattr(Jpeg, "whole", lambda self: before[:-9] + b"123456789")
    result = written(job(make, {photo: ANT}), "originals")
    assert result.failed == 1 and photo.read_bytes() == before and not list(photo.parent.glob(".field*"))


def facts(photo: Path) -> tuple[bytes, bytes, dict[int, object]]:
    with Image.open(photo) as image:
        return Jpeg.of(photo.read_bytes()).picture(), image.tobytes(), dict(image.getexif())


def test_real_photos_keep_every_pixel(make: Make, shared_data: Path, tmp_path: Path, class_folders: Callable[..., Path]) -> None:
    photos = []
    for index, source in enumerate(sorted((shared_data / "hymenoptera" / "val" / "ants").glob("*.jpg"))[:12]):
        photos.append(Path(shutil.copy(source, tmp_path / f"{index}.jpg")))
    for source in sorted((shared_data / "odd-exif").glob("*.jpg")):
        photos.append(Path(shutil.copy(source, tmp_path / source.name)))
    before = list(map(facts, photos))
    result = written(job(make, dict.fromkeys(photos, ANT)), "originals")
    assert (result.rows, result.failed) == (len(photos), 0)
    after = list(map(facts, photos))
    assert before == after
    assert all("ant" in listed(Jpeg.of(photo.read_bytes()).xmp or b"", f"{DC}subject") for photo in photos)


# ---- the parts ---------------------------------------------------------------------------------------------------


def test_iptc_keeps_code_pages_and_its_digest_right() -> None:
    latin = b"\x1c\x02\x19\x00\x04Stra\x1c\x02\x19\x00\x03\xfcbe"
    resources = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(latin)) + latin + b"\0"
    assert iptc.with_keywords(resources, "Käfer", ()) is None  # the old texts would be read as something else
    assert iptc.keywords_in(iptc.with_keywords(resources, "ant", ())) == ["Stra", "übe", "ant"]
    assert iptc.keywords_in(iptc.with_keywords(None, "Käfer", ())) == ["Käfer"]
    assert b"\x1c\x01\x5a\x00\x03\x1b%G" in (iptc.with_keywords(None, "Käfer", ()) or b"")
    digested = iptc.with_keywords(resources + b"8BIM\x04\x25\0\0" + struct.pack(">I", 16) + b"0" * 16, "ant", ()) or b""
    assert b"0" * 16 not in digested and digested.count(b"8BIM\x04\x25") == 1
    assert iptc.with_keywords(b"8BIM\x04\x04\0\0\xff\xff\xff\xff", "ant", ()) is None
    assert iptc.with_keywords(None, "x" * 65, ()) is None


def test_jpegs_that_are_damaged_are_refused() -> None:
    for data in (b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\xff\xff", b"\xff\xd8\xff\xe0\x00\x01\0\0\0\0\0", b"GIF89a" + b"\0" * 20):
        with pytest.raises(NotChangeable):
            Jpeg.of(data)


def test_a_list_that_begins_anew_begins_with_what_is_known_elsewhere() -> None:
    packet = merged(None, Statement("ant"), Keywords(subject=("holiday",), hierarchy=("People|Ann",), tags=("People/Ann",))).text.encode()
    assert listed(packet, f"{DC}subject") == ["holiday", "ant"]
    assert listed(packet, f"{LR}hierarchicalSubject") == ["People|Ann", "Fieldmark|ant"]
    assert listed(packet, f"{DK}TagsList") == ["People/Ann", "Fieldmark/ant"]
    with pytest.raises(xml_text.NotUnderstood):
        merged(b"<a/>", Statement("ant"))
