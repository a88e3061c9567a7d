"""A stand-in for the model hub on this machine, with all the ways in which a real one lets people down."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import timm
import torch
from safetensors.torch import save

from engine.classifier.weights import downloading, locating

NAME = "test_resnet.r160_in1k"
REPOSITORY = "/timm/test_resnet.r160_in1k/resolve/main/"


@dataclass
class Hub:
    """What the server says and does. `content` is the file; the rest are its moods, which a test sets before it asks."""

    address: str
    content: bytes
    sha256: str = ""
    status: int = 0  # of every answer, if not 0
    found: str = "model.safetensors"
    cut_after: list[int] = field(default_factory=list)  # bytes after which the next answers break off
    stall_after: int = -1  # bytes after which nothing more comes
    ranges: bool = True
    page: bool = False
    requests: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, range
    release: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the output of the tests is read."""

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, body: bool) -> None:
        hub = self.hub
        path = self.path.partition("//127.0.0.1")[2].partition("/")[2] if "//" in self.path else self.path[1:]
        hub.requests.append((self.command, f"/{path}", self.headers.get("Range", "")))
        if hub.status:
            return self._say(hub.status)
        if hub.page:
            return self._say(200, {"Content-Type": "text/html; charset=utf-8"})
        if path == "store/blob":
            return self._file(body)
        if not path.endswith(hub.found):
            return self._say(404)
        told = {"X-Linked-Etag": f'"{hub.sha256}"', "X-Linked-Size": str(len(hub.content))} if hub.sha256 else {}
        return self._say(302, {"Location": "/store/blob", **told})

    def _say(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    def _file(self, body: bool) -> None:
        hub, asked = self.hub, self.headers.get("Range", "")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and hub.ranges else 0
        content = hub.content[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if not body:
            return
        if hub.stall_after >= 0:
            self.wfile.write(content[: hub.stall_after])
            self.wfile.flush()
            hub.release.wait(20)
            self.close_connection = True
            return
        if hub.cut_after:
            self.wfile.write(content[: hub.cut_after.pop(0)])
            self.close_connection = True
            return
        self.wfile.write(content)


@pytest.fixture(scope="session")
def weights_file() -> bytes:
    """The tensors of a tiny network with random weights, as safetensors."""
    torch.manual_seed(5)
    return bytes(save({name: each.contiguous() for name, each in timm.create_model("test_resnet").state_dict().items()}))


@pytest.fixture
def hub(weights_file: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """The hub that Fieldmark asks in this test; it holds the weights of `NAME`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    hub = Hub(f"http://127.0.0.1:{server.server_port}", weights_file, hashlib.sha256(weights_file).hexdigest())
    server.RequestHandlerClass = type("Handler", (_Handler,), {"hub": hub})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    for name in ("HF_HUB_OFFLINE", "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_ENDPOINT", hub.address)
    monkeypatch.setattr(locating.huggingface_hub, "try_to_load_from_cache", lambda *_: None)
    monkeypatch.setattr(downloading, "_PAUSE_SECONDS", 0.0)
    yield hub
    hub.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def tensor_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes what a trainer might leave: `tensor_file("x.pth", {"state_dict": …})`; a list of names is dropped from the tensors."""

    def make(name: str, content: object) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        torch.save(content, file)
        return file

    return make


def network_state(architecture: str = "test_resnet", **arguments: object) -> dict[str, torch.Tensor]:
    torch.manual_seed(7)
    state: dict[str, torch.Tensor] = timm.create_model(architecture, **arguments).state_dict()
    return state


def write_config(folder: Path, **config: object) -> None:
    (folder / "config.json").write_text(json.dumps(config))
