"""A model as one file: it opens anywhere and answers as before; damaged and hostile files are refused in words and leave nothing behind."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from engine.classifier.inference import predict
from engine.classifier.learning.training import TrainedModel
from engine.classifier.model import inspection, package
from engine.classifier.model.card import read_card
from engine.classifier.model.files import LoadedModel, load, save
from engine.classifier.model.package import pack, unpack, unpacked
from engine.classifier.values import Example
from engine.errors import ModelDamaged, OutputNotWritable, Sentence
from engine.progress import run

Pictures = tuple[list[Example], list[Example]]
FILE = "stripes-1.fieldmark-model"


@pytest.fixture
def packed(model_folder: Path, tmp_path: Path) -> Path:
    return run(pack(read_card(model_folder), tmp_path / "out" / FILE))


def members_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def written(file: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return file


def refused(file: Path, tmp_path: Path, reason: str) -> None:
    """The file is refused by all that open it, and nothing is left of it."""
    with pytest.raises(ModelDamaged, match=reason):
        run(unpack(file, tmp_path / "taken" / "model"))
    assert not (tmp_path / "taken").exists() or list((tmp_path / "taken").iterdir()) == []
    with pytest.raises(ModelDamaged, match=reason):
        load(file, "cpu")


def test_a_packed_model_answers_exactly_as_the_folder(packed: Path, loaded: LoadedModel, examples: Pictures) -> None:
    again = load(packed, "cpu")
    paths = [example.path for example in examples[1][:4]]
    assert [each.probabilities for each in run(predict(again, paths))] == [each.probabilities for each in run(predict(loaded, paths))]
    assert (again.card.name, again.card.folder) == ("stripes-1", packed)


def test_the_file_holds_the_card_the_weights_as_they_are_and_the_text(packed: Path, model_folder: Path) -> None:
    members = members_of(packed)
    assert sorted(members) == ["MODEL_CARD.md", "known.safetensors", "model.json", "model.safetensors"]
    assert members["model.safetensors"] == (model_folder / "model.safetensors").read_bytes()
    with zipfile.ZipFile(packed) as opened:
        assert opened.getinfo("model.safetensors").compress_type == zipfile.ZIP_STORED
    card = read_card(packed)
    assert card.class_names == read_card(model_folder).class_names and card.metrics == read_card(model_folder).metrics


def test_the_same_model_gives_the_same_file_and_replaces_it(packed: Path, model_folder: Path) -> None:
    before = packed.read_bytes()
    assert run(pack(read_card(model_folder), packed.with_name("stripes-1"))) == packed
    assert packed.read_bytes() == before
    assert [each.name for each in packed.parent.iterdir()] == [FILE]


def test_what_people_wrote_into_the_card_goes_along(model_folder: Path, tmp_path: Path) -> None:
    (model_folder / "MODEL_CARD.md").write_text("# For ants only\n")
    packed = run(pack(read_card(model_folder), tmp_path / FILE))
    run(unpack(packed, tmp_path / "taken" / "ants"))
    assert (tmp_path / "taken" / "ants" / "MODEL_CARD.md").read_text() == "# For ants only\n"


def test_paths_of_the_maker_and_evaluations_stay_at_home(trained: TrainedModel, tmp_path: Path) -> None:
    note = Sentence("the first: {path}", {"path": "/home/someone/secret/ant.png"})
    save(trained, tmp_path / "m", notes=[note])
    stored = json.loads((tmp_path / "m" / "model.json").read_text())
    stored["recipe"]["weights"] = "C:\\Users\\someone\\packs\\mobilenet"
    (tmp_path / "m" / "model.json").write_text(json.dumps(stored))
    (tmp_path / "m" / "evaluation-test.json").write_text('{"path": "/home/someone"}')
    members = members_of(run(pack(read_card(tmp_path / "m"), tmp_path / FILE)))
    assert "someone" not in members["model.json"].decode()
    assert read_card(tmp_path / FILE).recipe.weights == "mobilenet"
    assert str(read_card(tmp_path / FILE).notes[0]) == "the first: ant.png"
    assert "evaluation-test.json" not in members


def test_a_damaged_model_is_not_handed_on(model_folder: Path, tmp_path: Path) -> None:
    weights = model_folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-4] + b"none")
    with pytest.raises(ModelDamaged, match="cut short or changed"):
        run(pack(read_card(model_folder), tmp_path / FILE))
    assert not (tmp_path / FILE).exists()


def test_a_full_or_missing_disk_is_told(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputNotWritable):
        run(pack(read_card(tmp_path / "stripes-1"), tmp_path / "file" / FILE))
    monkeypatch.setattr(package.shutil, "disk_usage", lambda _: os.terminal_size((0, 0)) and type("Disk", (), {"free": 10})())
    with pytest.raises(OutputNotWritable, match="No space left"):
        run(unpack(packed, tmp_path / "taken" / "m"))


def test_breaking_off_leaves_nothing(packed: Path, tmp_path: Path) -> None:
    work = unpack(packed, tmp_path / "taken" / "m")
    next(work)
    work.close()
    assert list((tmp_path / "taken").iterdir()) == []


def test_what_is_no_part_of_a_model_is_left_out_and_told(packed: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "more.fieldmark-model", {**members_of(packed), "thumbs.db": b"x", "folder/": b"", "run.pkl": b"x"})
    card, notes = run(unpack(file, tmp_path / "taken" / "more"))
    assert sorted(each.name for each in card.folder.iterdir()) == ["MODEL_CARD.md", "known.safetensors", "model.json", "model.safetensors"]
    assert "thumbs.db, folder/, run.pkl" in str(notes[0])


def test_a_file_without_the_text_opens_too(packed: Path, tmp_path: Path) -> None:
    members = members_of(packed)
    del members["MODEL_CARD.md"]
    assert load(written(tmp_path / "bare.fieldmark-model", members), "cpu").card.name == "bare"


# ---- the cache -------------------------------------------------------------------------------------------------


def test_an_opened_file_is_taken_apart_once_and_privately(packed: Path, home: Path) -> None:
    first = unpacked(packed)
    made = (first / "model.json").stat().st_mtime_ns
    assert unpacked(packed) == first and (first / "model.json").stat().st_mtime_ns == made
    assert home in first.parents
    if os.name == "posix":
        assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700


def test_the_cache_keeps_only_the_latest(packed: Path, tmp_path: Path) -> None:
    folders = []
    for index in range(6):
        members = {**members_of(packed), "MODEL_CARD.md": str(index).encode()}
        folders.append(unpacked(written(tmp_path / f"{index}.fieldmark-model", members)))
        os.utime(folders[-1], (index, index))
    assert [folder.exists() for folder in folders] == [False, False, True, True, True, True]


def test_a_good_file_opened_before_does_not_vouch_for_a_changed_one(packed: Path, tmp_path: Path) -> None:
    load(packed, "cpu")
    members = members_of(packed)
    changed = members["model.safetensors"][:-1] + b"\x55"
    refused(written(tmp_path / FILE, {**members, "model.safetensors": changed}), tmp_path, "cut short or changed")


# ---- damaged and hostile files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_cut_short(packed: Path, tmp_path: Path, share: float) -> None:
    content = packed.read_bytes()
    packed.write_bytes(content[: int(len(content) * share)])
    refused(packed, tmp_path, "no whole model file")


def test_any_flipped_byte_is_noticed_or_harmless(packed: Path, tmp_path: Path, model_folder: Path) -> None:
    content = packed.read_bytes()
    weights = (model_folder / "model.safetensors").read_bytes()
    for place in {*range(0, len(content), len(content) // 20), *range(len(content) - 300, len(content), 9)}:
        packed.write_bytes(content[:place] + bytes([content[place] ^ 0x5A]) + content[place + 1 :])
        try:
            card, _ = run(unpack(packed, tmp_path / "taken" / str(place)))
        except ModelDamaged:
            continue
        assert (card.folder / "model.safetensors").read_bytes() == weights


@pytest.mark.parametrize(
    "name", ["../escape.json", "/escape.json", "a/../../escape", "..\\escape", "C:\\escape", "c:escape", "\\\\host\\x", "x\x00.json"]
)
def test_a_member_that_leads_outside(packed: Path, tmp_path: Path, name: str) -> None:
    plain = name.replace("\x00", "?")  # zipfile cuts names at a zero byte, so it is put in afterwards
    file = written(tmp_path / FILE, {**members_of(packed), plain: b"x"})
    if plain != name:
        file.write_bytes(file.read_bytes().replace(plain.encode(), name.encode()))
    refused(file, tmp_path, "outside")
    assert not list(tmp_path.parent.glob("escape*"))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices(packed: Path, tmp_path: Path, kind: int) -> None:
    members = members_of(packed)
    del members["model.json"]
    file = written(tmp_path / FILE, members)
    with zipfile.ZipFile(file, "a") as opened:
        link = zipfile.ZipInfo("model.json")
        link.create_system, link.external_attr = 3, (kind | 0o777) << 16
        opened.writestr(link, "/etc/passwd")
    refused(file, tmp_path, "link or device")


def test_a_member_that_is_there_twice(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("model.json", "{}")
    refused(packed, tmp_path, "twice")


def test_too_many_members(packed: Path, tmp_path: Path) -> None:
    file = written(tmp_path / FILE, {**members_of(packed), **{f"{number}.txt": b"" for number in range(100)}})
    refused(file, tmp_path, "104 files")


def test_a_list_of_members_that_is_larger_than_any_needs(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / FILE, {**members_of(packed), **{f"{number:0200}.txt": b"" for number in range(100)}})
    monkeypatch.setattr(inspection, "_LARGEST_READ", 20_000)
    with pytest.raises(ModelDamaged, match="too long"):
        read_card(file)


@pytest.mark.parametrize(("name", "size"), [("model.json", 17 * 2**20), ("MODEL_CARD.md", 2 * 2**20)])
def test_texts_that_swell_up(packed: Path, tmp_path: Path, name: str, size: int) -> None:
    members = members_of(packed)
    file = tmp_path / FILE
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for each, content in {**members, name: b" " * size}.items():
            opened.writestr(each, content)
    assert file.stat().st_size < 2 * 10**6
    refused(file, tmp_path, "too large")


def test_weights_that_swell_up(packed: Path, tmp_path: Path) -> None:
    file = tmp_path / FILE
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for each, content in {**members_of(packed), "model.safetensors": bytes(50 * 2**20)}.items():
            opened.writestr(each, content)
    assert file.stat().st_size < 2 * 10**6
    refused(file, tmp_path, "swell up")


def test_a_member_that_is_larger_than_it_says(packed: Path, tmp_path: Path) -> None:
    """The sizes in the list of members are lowered: what is read ends there, and is not the file any more."""
    content = bytearray(packed.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    assert content[directory + 46 :].startswith(b"model.safetensors")
    struct.pack_into("<I", content, directory + 24, 1000)
    packed.write_bytes(content)
    refused(packed, tmp_path, "no whole model file|cut short")


def test_an_encrypted_member(packed: Path, tmp_path: Path) -> None:
    content = bytearray(packed.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1
    packed.write_bytes(content)
    refused(packed, tmp_path, "encrypted")


@pytest.mark.parametrize("missing", ["model.json", "model.safetensors"])
def test_a_missing_member(packed: Path, tmp_path: Path, missing: str) -> None:
    members = members_of(packed)
    del members[missing]
    refused(written(tmp_path / FILE, members), tmp_path, "missing")


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b'{"format": 1}', b'{"format": 99}', b"\xff\xfe", b"[]"])
def test_a_card_that_is_none(packed: Path, tmp_path: Path, content: bytes) -> None:
    file = written(tmp_path / FILE, {**members_of(packed), "model.json": content})
    refused(file, tmp_path, "damaged|newer")
    with pytest.raises(ModelDamaged):
        read_card(file)


def resealed(file: Path, members: dict[str, bytes], **changes: object) -> Path:
    """A file whose card vouches for its weights, whatever they are."""
    card = {**json.loads(members["model.json"]), "weights_sha256": hashlib.sha256(members["model.safetensors"]).hexdigest(), **changes}
    return written(file, {**members, "model.json": json.dumps(card).encode()})


def huge_header(_: bytes) -> bytes:
    return struct.pack("<Q", 2**62) + b"{}"


def header_beyond_the_end(content: bytes) -> bytes:
    return struct.pack("<Q", len(content)) + content[8:]


def tensor_beyond_the_end(_: bytes) -> bytes:
    header = json.dumps({"conv1.weight": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]}}).encode()
    return struct.pack("<Q", len(header)) + header


def a_pickle(_: bytes) -> bytes:
    return b"\x80\x04cos\nsystem\n(S'touch escaped'\ntR."


@pytest.mark.parametrize("damage", [huge_header, header_beyond_the_end, tensor_beyond_the_end, a_pickle])
def test_weights_that_vouch_for_themselves_but_are_none(packed: Path, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    members = members_of(packed)
    file = resealed(tmp_path / FILE, {**members, "model.safetensors": damage(members["model.safetensors"])})
    with pytest.raises(ModelDamaged, match="do not fit"):
        load(file, "cpu")


def test_a_card_that_names_a_giant_takes_no_memory(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = resealed(tmp_path / FILE, members_of(packed), architecture="vit_huge_patch14_224")
    made = []
    empty = torch.empty
    monkeypatch.setattr(torch, "empty", lambda *size, **options: made.append(tensor := empty(*size, **options)) or tensor)
    with pytest.raises(ModelDamaged, match="do not fit"):
        load(file, "cpu")
    assert all(tensor.is_meta or tensor.numel() < 10**6 for tensor in made)


def test_tensors_come_back_as_they_were(packed: Path, model_folder: Path) -> None:
    before, after = (load_file(folder / "model.safetensors") for folder in (model_folder, unpacked(packed)))
    assert all(torch.equal(before[name], after[name]) for name in before)
