"""Downloads: cut off, gone on with, changed on the way, cancelled, refused; told in words, each with a way on."""

from __future__ import annotations

import hashlib
import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save

from engine.classifier.network import create
from engine.classifier.recipe import Recipe
from engine.classifier.weights import downloading, store, web
from engine.classifier.weights.fetching import fetch, hub_address
from engine.classifier.weights.origin import origin_of
from engine.errors import (
    DownloadCutOff,
    DownloadDamaged,
    FieldmarkError,
    HubCertificateRefused,
    HubProxyRefused,
    SettingInvalid,
    WeightsNotStored,
    WeightsUnknown,
    WeightsUnreachable,
)
from engine.progress import Progress, run
from engine.settings import Settings, save_settings
from tests.engine.classifier.weights.conftest import NAME, REPOSITORY, Hub


def parts() -> list[Path]:
    return sorted(store.downloads_folder().glob("*.part"))


def fetched(name: str = "test_resnet") -> store.StoredPack:
    return run(fetch(name))


def test_a_download_becomes_a_pack_with_its_origin(hub: Hub) -> None:
    seen: list[Progress] = []
    pack = run(fetch("test_resnet"), seen.append)
    assert (pack.name, pack.architecture, pack.source, pack.sha256) == (NAME, "test_resnet", f"huggingface.co/timm/{NAME}", hub.sha256)
    assert pack.license == "apache-2.0"
    assert (pack.folder / "model.safetensors").read_bytes() == hub.content
    assert {each.stage for each in seen} == {"Downloading weights"}
    assert [(method, path) for method, path, _ in hub.requests] == [("HEAD", f"{REPOSITORY}model.safetensors"), ("GET", "/store/blob")]
    assert list(store.downloads_folder().iterdir()) == []


def test_progress_counts_bytes_of_the_total(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.stall_after = 1000
    operation = fetch("test_resnet")
    seen = [next(operation)]
    while seen[-1].done < 1000:
        seen.append(next(operation))
    operation.close()
    assert (seen[-1].done, seen[-1].total) == (1000, len(hub.content))


def test_training_uses_what_was_downloaded_without_asking_again(hub: Hub) -> None:
    recipe = Recipe(architecture="test_resnet", image_size=32)
    network = run(create(recipe, 3))
    asked = len(hub.requests)
    again = run(create(recipe, 3))
    assert len(hub.requests) == asked
    stored = load_file(store.pack_named(NAME).folder / "model.safetensors")
    for each in (network, again):
        assert torch.equal(each.module.state_dict()["layer1.0.conv1.weight"], stored["layer1.0.conv1.weight"])
    origin = origin_of(recipe)
    assert origin is not None
    assert (origin.source, origin.license, origin.sha256) == (f"huggingface.co/timm/{NAME}", "apache-2.0", hub.sha256)


def test_what_breaks_off_is_gone_on_with_at_once(hub: Hub) -> None:
    hub.cut_after = [3000, 2000]
    assert fetched().sha256 == hub.sha256
    assert [asked for method, _, asked in hub.requests if method == "GET"] == ["", "bytes=3000-", "bytes=5000-"]


def test_what_broke_off_is_gone_on_with_later(hub: Hub) -> None:
    hub.cut_after = [3000, 0, 0, 0, 0]
    with pytest.raises(DownloadCutOff, match="it goes on from there"):
        fetched()
    assert [part.stat().st_size for part in parts()] == [3000]
    hub.requests.clear()
    assert fetched().sha256 == hub.sha256
    assert [asked for method, _, asked in hub.requests if method == "GET"] == ["bytes=3000-"]
    assert parts() == []


def test_a_server_that_cannot_go_on_sends_all_again(hub: Hub) -> None:
    hub.ranges = False
    hub.cut_after = [3000]
    assert fetched().sha256 == hub.sha256


def test_a_changed_file_is_refused_and_removed(hub: Hub) -> None:
    hub.content = hub.content[:-1] + bytes([hub.content[-1] ^ 1])
    with pytest.raises(DownloadDamaged, match="checksum") as told:
        fetched()
    assert "choose another mirror" in str(told.value)
    assert (parts(), store.packs()) == ([], ())


def test_a_part_of_another_kind_is_noticed(hub: Hub) -> None:
    store.downloads_folder().mkdir(parents=True)
    (store.downloads_folder() / f"{hub.sha256}.part").write_bytes(b"x" * 500)
    with pytest.raises(DownloadDamaged):
        fetched()
    assert fetched().sha256 == hub.sha256


def test_a_part_longer_than_the_file_is_thrown_away(hub: Hub) -> None:
    store.downloads_folder().mkdir(parents=True)
    (store.downloads_folder() / f"{hub.sha256}.part").write_bytes(hub.content + b"more")
    assert fetched().sha256 == hub.sha256


def test_without_a_checksum_the_size_must_be_right(hub: Hub) -> None:
    hub.sha256 = ""
    pack = fetched()
    assert json.loads((pack.folder / "config.json").read_text())["fieldmark"]["checked"] is False
    assert pack.sha256 == hashlib.sha256(hub.content).hexdigest()


def test_a_file_that_is_no_weights(hub: Hub) -> None:
    hub.content = b"hello" * 100
    hub.sha256 = hashlib.sha256(hub.content).hexdigest()
    with pytest.raises(DownloadDamaged, match="no weights"):
        fetched()
    assert parts() == []


def test_an_older_repository_holds_a_pytorch_file(hub: Hub, tmp_path: Path) -> None:
    hub.found = "pytorch_model.bin"
    torch.save({"fc.weight": torch.ones(2, 3)}, tmp_path / "x.bin")
    hub.content = (tmp_path / "x.bin").read_bytes()
    hub.sha256 = hashlib.sha256(hub.content).hexdigest()
    assert load_file(fetched().folder / "model.safetensors")["fc.weight"].tolist() == [[1, 1, 1], [1, 1, 1]]


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (404, WeightsUnknown, "does not have them"),
        (403, WeightsUnknown, "agreed to their licence"),
        (407, HubProxyRefused, "name and a password"),
        (429, WeightsUnreachable, "wait a while"),
        (503, WeightsUnreachable, "error 503"),
    ],
)
def test_refusals(hub: Hub, status: int, kind: type[FieldmarkError], words: str) -> None:
    hub.status = status
    with pytest.raises(kind, match=words):
        fetched()


def test_a_page_to_log_in_instead_of_the_file(hub: Hub) -> None:
    hub.page = True
    with pytest.raises(HubProxyRefused, match="log in"):
        fetched()


def test_architectures_without_weights(hub: Hub) -> None:
    with pytest.raises(WeightsUnknown, match="timm has no pretrained weights"):
        fetched("lenet5")
    assert hub.requests == []


def test_a_silence_is_given_up_and_what_arrived_kept(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "STALL_SECONDS", 0.3)
    hub.stall_after = 2000
    with pytest.raises(DownloadCutOff, match="nothing arrived"):
        fetched()
    assert [part.stat().st_size for part in parts()] == [2000]


def test_cancelling_keeps_what_arrived_and_lets_go_at_once(hub: Hub) -> None:
    hub.stall_after = 2000
    operation = fetch("test_resnet")
    while next(operation).done < 2000:
        pass
    operation.close()
    assert [part.stat().st_size for part in parts()] == [2000]
    hub.stall_after = -1
    hub.release.set()
    assert fetched().sha256 == hub.sha256


def test_a_second_download_of_the_same_file_is_told(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "_LOCK_SECONDS", 0.1)
    hub.stall_after = 2000
    first = fetch("test_resnet")
    while next(first).done < 2000:
        pass
    with pytest.raises(WeightsUnreachable, match="being downloaded already"):
        fetched()
    first.close()


def test_a_full_disk_is_told_before_the_download(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.disk_usage
    monkeypatch.setattr(downloading.shutil, "disk_usage", lambda place: real(place)._replace(free=10))
    with pytest.raises(WeightsNotStored, match="MB are needed"):
        fetched()


def test_a_disk_that_fills_up_meanwhile(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(downloading._Transfer, "_written", full)
    with pytest.raises(WeightsNotStored, match="No space left on device"):
        fetched()


def test_nobody_answers(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{unused.getsockname()[1]}")
        with pytest.raises(WeightsUnreachable, match="Connection refused"):
            fetched()


def test_a_name_that_cannot_be_resolved_in_time(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    woken = threading.Event()
    monkeypatch.setattr(web, "CONNECT_SECONDS", -0.5)
    monkeypatch.setattr(web, "try_to_connect", lambda _: woken.wait(10))
    with pytest.raises(WeightsUnreachable, match="nothing arrived"):
        fetched()
    woken.set()


def test_through_a_proxy(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", hub.address)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # where nobody is: only the proxy answers
    assert fetched().sha256 == hub.sha256


def test_a_proxy_that_does_not_answer(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://user:secret@127.0.0.1:9")
    with pytest.raises(HubProxyRefused, match=r"the proxy 127.0.0.1 does not answer") as told:
        fetched()
    assert "secret" not in str(told.value) and "HTTPS_PROXY" in str(told.value)


@contextmanager
def secure_server(folder: Path) -> Iterator[str]:
    """A server whose certificate nobody has signed."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", *subject]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # the broken handshake is what is wanted
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_that_is_not_trusted(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with secure_server(tmp_path) as address:
        monkeypatch.setenv("HF_ENDPOINT", address)
        with pytest.raises(HubCertificateRefused, match=r"certificate of 127.0.0.1 is not trusted") as told:
            fetched()
        assert "SSL_CERT_FILE" in str(told.value)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))  # as the message advises
        with pytest.raises(WeightsUnreachable, match="error 501"):
            fetched()
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere.pem"))
        with pytest.raises(WeightsUnreachable, match="No such file"):
            fetched()


def test_redirects_never_lose_their_encryption() -> None:
    for location in ("http://elsewhere.invalid/x", "file:///etc/passwd", ""):
        with pytest.raises(ValueError, match="redirected"):
            web._target("https://hub.invalid/a", location)
    assert web._target("https://hub.invalid/a/b", "../c") == "https://hub.invalid/c"


def test_the_mirror_of_the_settings_and_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    assert hub_address() == "https://huggingface.co"
    save_settings(Settings(hub_mirror="https://mirror.example.org/hub/"))
    assert hub_address() == "https://mirror.example.org/hub"
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    assert hub_address() == "http://127.0.0.1:1"
    monkeypatch.setenv("HF_ENDPOINT", "mirror.example.org")
    with pytest.raises(SettingInvalid, match="https://"):
        hub_address()


def test_the_hub_is_not_asked_when_that_is_forbidden(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(WeightsUnreachable, match="HF_HUB_OFFLINE"):
        fetched()
    assert hub.requests == []


def test_an_address_of_its_own_names_its_checksum(hub: Hub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Weights that are not on the hub, such as AlexNet's, carry the start of their SHA-256 in the name of the file."""
    content = bytes(save({"fc.weight": torch.ones(1, 2)}))
    hub.content, hub.sha256 = content, ""
    right = hashlib.sha256(content).hexdigest()[:8]
    for named, fits in (("deadbeef", False), (right, True)):
        remote = downloading.Remote("alexnet.tv_in1k", f"{hub.address}/alexnet-owt-{named}.model.safetensors", named)
        if fits:
            assert run(downloading.download(remote, tmp_path)).checked
        else:
            with pytest.raises(DownloadDamaged):
                run(downloading.download(remote, tmp_path))


def test_waiting_for_a_silent_network_can_be_cancelled(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    woken = threading.Event()
    monkeypatch.setattr(web, "try_to_connect", lambda _: woken.wait(10))
    operation = create(Recipe(architecture="test_resnet"), 2)
    assert next(operation).stage == "Downloading weights"
    operation.close()
    woken.set()
    assert not [thread for thread in threading.enumerate() if thread.name == "waited-for" and not thread.daemon]
