"""XMP packets (ISO 16684-1): who says what about a picture, and Fieldmark's part in it.

The class goes into dc:subject (every program), lr:hierarchicalSubject (Lightroom) and digiKam:TagsList, in the latter two below the
root "Fieldmark". The namespace of our own keeps what was said and which keyword of dc:subject came from us, so that another answer
later takes away that one and leaves those of the user.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.dom import minidom

from engine.batch.outputs.metadata.rdf import Packet
from engine.batch.outputs.metadata.xml_text import NotUnderstood, parsed, text_of

OURS = "urn:fieldmark:answers:1.0/"
DC, LR = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/lightroom/1.0/"
DIGIKAM, XMP = "http://www.digikam.org/ns/1.0/", "http://ns.adobe.com/xap/1.0/"
PREFIXES = {OURS: "fieldmark", DC: "dc", LR: "lr", DIGIKAM: "digiKam", XMP: "xmp"}
SUBJECT, HIERARCHY, TAGS, WRITTEN = (DC, "subject"), (LR, "hierarchicalSubject"), (DIGIKAM, "TagsList"), (OURS, "keywords")
ROOT = "Fieldmark"
_EMPTY = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Fieldmark"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f'<rdf:Description rdf:about="" xmlns:xmp="{XMP}"><xmp:CreatorTool>Fieldmark</xmp:CreatorTool></rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)


@dataclass(frozen=True)
class Statement:
    """What Fieldmark says of a picture: `keyword`, '' for none, and facts {name: value} for its own namespace."""

    keyword: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Keywords:
    """The keywords that a picture has, in the three ways in which programs keep them."""

    subject: tuple[str, ...] = ()
    hierarchy: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merged:
    """The packet with our statement as XML text, and what that meant for dc:subject: `added` ('' for nothing) and `removed`."""

    text: str
    changed: bool
    added: str
    removed: tuple[str, ...]


def merged(packet: bytes | None, statement: Statement, known: Keywords = Keywords()) -> Merged:
    """`packet` (None: none yet) with `statement` in the place of what Fieldmark said before; raises `NotUnderstood`.

    `known` are keywords that the picture has elsewhere: lists that begin anew begin with them, or programs that believe the new list
    would lose the others.
    """
    document = _document(packet)
    before = text_of(document)
    edited = Packet(document, PREFIXES, OURS)
    written = edited.items(WRITTEN) or []
    tags = known.tags or _as_tags(edited, known, written)
    edited.forget_ours()
    removed = tuple(word for word in written if word != statement.keyword)
    added = _say_subject(edited, statement.keyword, removed, known.subject)
    _say_paths(edited, HIERARCHY, "|", statement.keyword, known.hierarchy)
    _say_paths(edited, TAGS, "/", statement.keyword, tags)
    edited.say(statement.facts)
    ours = [statement.keyword] if statement.keyword and (added or statement.keyword in written) else []
    if ours:
        edited.put(WRITTEN, ours)
    after = text_of(document)
    return Merged(after, after != before or packet is None, added, removed)


def keywords_in(packet: bytes) -> Keywords:
    """The keywords in `packet`, those of Fieldmark left out; raises `NotUnderstood`."""
    held = Packet(_document(packet), PREFIXES, OURS)
    written = set(held.items(WRITTEN) or ())
    subject = [word for word in held.items(SUBJECT) or () if word not in written]
    return Keywords(tuple(subject), _foreign(held.items(HIERARCHY), "|"), _foreign(held.items(TAGS), "/"))


def facts_in(packet: bytes) -> dict[str, str]:
    """What Fieldmark said of the picture before; raises `NotUnderstood`."""
    return Packet(_document(packet), PREFIXES, OURS).said()


def _document(packet: bytes | None) -> minidom.Document:
    document = parsed(packet.strip(b"\0 \t\r\n") if packet is not None else _EMPTY.encode())
    if not document.getElementsByTagNameNS("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "RDF"):
        raise NotUnderstood("it holds no metadata")
    return document


def _say_subject(packet: Packet, keyword: str, removed: Sequence[str], known: Sequence[str]) -> str:
    """Returns what was added: nothing if the user has the same keyword, in whatever capitals."""
    words = packet.items(SUBJECT)
    kept = [word for word in (known if words is None else words) if word not in removed]
    added = keyword if keyword and keyword.casefold() not in map(str.casefold, kept) else ""
    if words is not None or added:
        packet.put(SUBJECT, [*kept, *([added] if added else [])])
    return added


def _say_paths(packet: Packet, name: tuple[str, str], separator: str, keyword: str, known: Sequence[str]) -> None:
    """A list of paths such as Places|Oslo; everything below our root is ours."""
    paths = packet.items(name)
    ours = [ROOT + separator + keyword.replace(separator, "-")] if keyword else []
    if paths is not None or ours:
        packet.put(name, [*_foreign(known if paths is None else paths, separator), *ours])


def _foreign(paths: Sequence[str] | None, separator: str) -> tuple[str, ...]:
    return tuple(path for path in paths or () if not path.startswith(ROOT + separator))


def _as_tags(packet: Packet, known: Keywords, written: Sequence[str]) -> list[str]:
    """digiKam believes its own list alone: one that begins anew takes over what the other lists say."""
    paths = _foreign(packet.items(HIERARCHY), "|") or known.hierarchy
    tags = [path.replace("/", "-").replace("|", "/") for path in paths]
    parts = {part for path in paths for part in path.split("|")}
    words = packet.items(SUBJECT) or known.subject
    return tags + [word.replace("/", "-") for word in words if word not in parts and word not in written]
