"""XML of strangers, read without a risk and written again with everything that was in it: prefixes, comments, other people's properties."""

from __future__ import annotations

from typing import Any
from xml.dom import Node, minidom
from xml.parsers import expat

_LARGEST = 16 * 2**20  # bytes
_DEEPEST = 100
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_VALUE = {**_IN_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}


class NotUnderstood(ValueError):
    """It is no XML, or such as nobody needs for metadata and attacks are made of."""


def parsed(data: bytes) -> minidom.Document:
    """The document in `data`; raises `NotUnderstood`, also for document types, whose entities can grow without end."""
    if len(data) > _LARGEST:
        raise NotUnderstood("too large")
    try:
        _refuse_traps(data)
        return minidom.parseString(data)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that there is not
        raise NotUnderstood(str(error)) from error


def text_of(node: Any) -> str:
    """`node` as XML, without a declaration. minidom's own writer would turn line ends inside values into spaces."""
    match node.nodeType:
        case Node.DOCUMENT_NODE:
            return "\n".join(map(text_of, node.childNodes))
        case Node.ELEMENT_NODE:
            inside = "".join(map(text_of, node.childNodes))
            values = "".join(f' {name}="{_escaped(value, _IN_VALUE)}"' for name, value in node.attributes.items())
            return f"<{node.tagName}{values}>{inside}</{node.tagName}>" if inside else f"<{node.tagName}{values}/>"
        case Node.TEXT_NODE:
            return _escaped(node.data, _IN_TEXT)
        case Node.CDATA_SECTION_NODE:
            return f"<![CDATA[{node.data}]]>"
        case Node.COMMENT_NODE:
            return f"<!--{node.data}-->"
        case Node.PROCESSING_INSTRUCTION_NODE:
            return f"<?{node.target} {node.data}?>"
        case other:
            raise NotUnderstood(f"node type {other}")


def _refuse_traps(data: bytes) -> None:
    depth = 0

    def refuse(*_: object) -> None:
        raise NotUnderstood("it has a document type")

    def enter(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise NotUnderstood("too deep")

    def leave(_: str) -> None:
        nonlocal depth
        depth -= 1

    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler, reader.StartElementHandler, reader.EndElementHandler = refuse, enter, leave
    reader.Parse(data, True)


def _escaped(text: str, marks: dict[str, str]) -> str:
    return "".join(marks.get(letter, letter) for letter in text)
