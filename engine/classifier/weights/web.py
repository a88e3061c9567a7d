"""Requests to the model hub, and what goes wrong with them in words.

Python's own urllib rather than huggingface_hub's downloads: those cannot be cancelled, compare sizes but no checksums, and since
version 1.x keep nothing of a download that broke off, so that it could not go on. urllib knows the system's proxies; truststore lets
it trust the certificates that the system trusts, also a company's.
"""

from __future__ import annotations

import os
import re
import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener, getproxies, proxy_bypass

import truststore

from engine.errors import (
    HubCertificateRefused,
    HubProxyRefused,
    Sentence,
    WeightsUnknown,
    WeightsUnreachable,
    translate,
)

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0
STALL_SECONDS = 45.0

# What a request can fail with; `ValueError` for an address that is none.
FAILURES = (OSError, HTTPException, ValueError)
_MOST_REDIRECTS = 6
_SHA256 = re.compile(r"[0-9a-f]{64}")
_HEADERS = {"User-Agent": "fieldmark", "Accept-Encoding": "identity"}


@dataclass(frozen=True)
class Described:
    """A file as its server describes it: the address that hands it out, its size in bytes, its SHA-256; "" and 0 are unknown."""

    address: str
    size: int
    sha256: str


class PageInstead(OSError):
    """A page for people came where a file was asked for."""


def described(address: str) -> Described:
    """Ask for the description of the file at `address`; raises one of `FAILURES`.

    The hub sends on to the store of its large files, and says their SHA-256 and size (`X-Linked-Etag`, `X-Linked-Size`) before that.
    """
    for _ in range(_MOST_REDIRECTS):
        with _answer(address, "HEAD", ANSWER_SECONDS) as answer:
            headers, status = answer.headers, answer.status
        sha256 = _checksum(headers.get("X-Linked-Etag") or headers.get("ETag") or "")
        if 300 <= status < 400:
            target = _target(address, headers.get("Location") or "")
            if headers.get("X-Linked-Etag"):
                return Described(target, int(headers.get("X-Linked-Size") or 0), sha256)
            address = target
            continue
        if (headers.get("Content-Type") or "").startswith("text/html"):
            raise PageInstead(address)
        return Described(address, int(headers.get("X-Linked-Size") or headers.get("Content-Length") or 0), sha256)
    raise HTTPError(address, 310, "too many redirects", headers, None)


def opened(address: str, start: int) -> Any:
    """The answer with the bytes of the file from `start` on; its `status` is 206, or 200 if it begins anew."""
    for _ in range(_MOST_REDIRECTS):
        answer = _answer(address, "GET", STALL_SECONDS, {"Range": f"bytes={start}-"} if start else {})
        if not 300 <= answer.status < 400:
            return answer
        with answer:
            address = _target(address, answer.headers.get("Location") or "")
    raise HTTPError(address, 310, "too many redirects", answer.headers, None)


def try_to_connect(address: str) -> None:
    """Raise `OSError` within seconds if nobody answers at `address`, or at the proxy on the way to it."""
    target = urlsplit(proxy_of(address) or address)
    port = target.port or (80 if target.scheme == "http" else 443)
    socket.create_connection((target.hostname or "", port), timeout=CONNECT_SECONDS).close()


def proxy_of(address: str) -> str:
    """The proxy on the way to `address`, or ""."""
    target = urlsplit(address)
    proxy = getproxies().get(target.scheme, "")
    if not proxy or proxy_bypass(target.netloc):
        return ""
    return proxy if "//" in proxy else f"//{proxy}"


def failure(error: Exception, name: str, address: str, seconds: float) -> WeightsUnreachable:
    """What went wrong with a request for the weights `name`, in words, with a way on; `seconds` is how long it was waited for."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(cause, HTTPError):
        return _refusal(cause.code, name)
    if isinstance(cause, ssl.SSLError):
        details = getattr(cause, "verify_message", "") or cause.reason or str(cause)
        text = translate("errors", "the certificate of {host} is not trusted ({details})")
        reason = Sentence(text, {"host": urlsplit(address).hostname, "details": details})
        return HubCertificateRefused(name=name, reason=reason)
    if isinstance(cause, PageInstead):
        return HubProxyRefused(name=name, reason=translate("errors", "a web page came instead: the network may ask you to log in"))
    if isinstance(cause, TimeoutError):
        return silence(name, seconds)
    if "407" in str(cause):  # the tunnel through a proxy fails with a bare OSError
        return _refusal(407, name)
    proxy = urlsplit(proxy_of(address))
    if proxy.hostname and isinstance(cause, OSError):
        text = translate("errors", "the proxy {proxy} does not answer ({details})")
        return HubProxyRefused(name=name, reason=Sentence(text, {"proxy": proxy.hostname, "details": in_words(cause)}))
    return WeightsUnreachable(name=name, reason=in_words(cause))


def silence(name: str, seconds: float) -> WeightsUnreachable:
    return WeightsUnreachable(name=name, reason=nothing_for(seconds))


def nothing_for(seconds: float) -> Sentence:
    return Sentence(translate("errors", "nothing arrived for {seconds} seconds"), {"seconds": round(seconds)})


def in_words(error: Exception) -> str:
    """What the system says without its numbers, else the first line of what the library says."""
    system = error.strerror if isinstance(error, OSError) else None
    return system or str(error).strip().partition("\n")[0] or type(error).__name__


def _refusal(status: int, name: str) -> WeightsUnreachable:
    if status == 407:
        return HubProxyRefused(name=name, reason=translate("errors", "the proxy asks for a name and a password"))
    if status in (401, 403):
        reason = translate("errors", "the hub gives them only to people who have agreed to their licence there")
        return WeightsUnknown(name=name, reason=reason)
    if status in (404, 410):
        return WeightsUnknown(name=name, reason=translate("errors", "the hub does not have them"))
    if status == 429:
        return WeightsUnreachable(name=name, reason=translate("errors", "the hub asks to wait a while: too many downloads"))
    return WeightsUnreachable(name=name, reason=Sentence(translate("errors", "the hub answered with error {code}"), {"code": status}))


def _answer(address: str, method: str, seconds: float, headers: dict[str, str] | None = None) -> Any:
    """The answer as it is, a redirect included; other refusals are raised as `HTTPError`."""
    request = Request(address, method=method, headers={**_HEADERS, **(headers or {})})
    try:
        return _opener().open(request, timeout=seconds)
    except HTTPError as error:
        if 300 <= error.code < 400:
            return error
        error.close()
        raise


def _target(address: str, location: str) -> str:
    """Where a redirect leads; raises `ValueError` if that is not the web, or gives up encryption."""
    target = urljoin(address, location)
    scheme = urlsplit(target).scheme
    if not location or scheme not in ("http", "https") or (scheme == "http" and urlsplit(address).scheme == "https"):
        raise ValueError(f"redirected to {target[:80]}")
    return target


def _checksum(etag: str) -> str:
    """The SHA-256 of large files, which their ETag is; small ones have a git hash there, which checks nothing for us."""
    text = etag.removeprefix("W/").strip('"').lower()
    return text if _SHA256.fullmatch(text) else ""


class _NoRedirects(HTTPRedirectHandler):
    """The first redirect carries the checksum: it has to be seen before it is followed."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _secure_context() -> ssl.SSLContext:
    """Trust what the system trusts, or only the certificates that the user has named: a system's store is not asked for those."""
    named = os.environ.get("SSL_CERT_FILE")
    return ssl.create_default_context(cafile=named) if named else truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _opener() -> OpenerDirector:
    """Made anew each time, because proxies change when a laptop changes its network."""
    return build_opener(_NoRedirects, HTTPSHandler(context=_secure_context()))
