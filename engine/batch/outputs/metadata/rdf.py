"""The properties of an XMP packet: found wherever a writer put them, changed in place, ours kept together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.dom import Node, minidom

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMLNS = "http://www.w3.org/2000/xmlns/"
_CONTAINERS = ("Bag", "Seq", "Alt")
_ORDERED = ("TagsList",)  # digiKam writes a sequence

Name = tuple[str, str]  # (namespace, local name)


class Packet:
    """A document with one rdf:RDF in it. `prefixes` {namespace: prefix} are those that properties which are new get."""

    def __init__(self, document: minidom.Document, prefixes: Mapping[str, str], ours: str) -> None:
        self._document = document
        self._prefixes = prefixes
        self._ours = ours
        self._root: minidom.Element = document.getElementsByTagNameNS(RDF, "RDF")[0]
        self._own = next((each for each in self._descriptions() if any(True for _ in self._ours_in(each))), None)

    def items(self, name: Name) -> list[str] | None:
        """The entries of a list, or the one value of a property that is none; None if it is not there."""
        element = self._property(name)
        if element is None:
            return None
        container = _container(element)
        if container is None:
            return [_text(element)] if _text(element) else []
        return [_text(entry) for entry in _elements(container) if entry.localName == "li"]

    def put(self, name: Name, items: Sequence[str]) -> None:
        """Make `items` the entries of a list; those that are there already stay as they are, with their attributes.

        A list without entries goes.
        """
        element = self._property(name)
        if not items:
            if element is not None and element.parentNode is not None:
                element.parentNode.removeChild(element)
            return
        if element is None:
            element = self._own_description().appendChild(self._element(*name))
        container = _container(element)
        if container is None:
            while element.firstChild:
                element.removeChild(element.firstChild)
            container = element.appendChild(self._rdf("Seq" if name[1] in _ORDERED else "Bag"))
        missing = list(items)
        for entry in list(_elements(container)):
            if _text(entry) in missing:
                missing.remove(_text(entry))
            else:
                container.removeChild(entry)
        for text in missing:
            container.appendChild(self._rdf("li")).appendChild(self._document.createTextNode(text))

    def say(self, facts: Mapping[str, str]) -> None:
        """Our facts {name: value}, in our own namespace."""
        for name, value in facts.items():
            fact = self._own_description().appendChild(self._element(self._ours, name))
            fact.appendChild(self._document.createTextNode(value))

    def said(self) -> dict[str, str]:
        facts: dict[str, str] = {}
        for description in self._descriptions():
            for each in self._ours_in(description):
                facts[each.localName] = each.value if each.nodeType == Node.ATTRIBUTE_NODE else _text(each)
        return facts

    def forget_ours(self) -> None:
        """Take out all that is in our namespace; other programs turn it into attributes, or move it elsewhere."""
        for description in self._descriptions():
            for each in list(self._ours_in(description)):
                if each.nodeType == Node.ATTRIBUTE_NODE:
                    description.removeAttributeNode(each)
                else:
                    description.removeChild(each)

    # ---- the inside ----------------------------------------------------------------------------------------

    def _descriptions(self) -> list[minidom.Element]:
        return [each for each in _elements(self._root) if (each.namespaceURI, each.localName) == (RDF, "Description")]

    def _ours_in(self, description: minidom.Element) -> Iterator[minidom.Attr | minidom.Element]:
        yield from (each for each in list(description.attributes.values()) if each.namespaceURI == self._ours)
        yield from (each for each in _elements(description) if each.namespaceURI == self._ours)

    def _property(self, name: Name) -> minidom.Element | None:
        found = (each for description in self._descriptions() for each in _elements(description))
        return next((each for each in found if (each.namespaceURI, each.localName) == name), None)

    def _own_description(self) -> minidom.Element:
        """One more description of the same picture, which declares the prefixes that it needs by itself."""
        if self._own is None:
            first = next(iter(self._descriptions()), None)
            about = first.getAttributeNS(RDF, "about") if first is not None else ""
            self._own = self._root.appendChild(self._rdf("Description"))
            self._own.setAttributeNS(RDF, self._qualified("about"), about)
        return self._own

    def _element(self, namespace: str, name: str) -> minidom.Element:
        prefix = self._prefixes[namespace]
        element = self._document.createElementNS(namespace, f"{prefix}:{name}")
        element.setAttributeNS(_XMLNS, f"xmlns:{prefix}", namespace)
        return element

    def _rdf(self, name: str) -> minidom.Element:
        return self._document.createElementNS(RDF, self._qualified(name))

    def _qualified(self, name: str) -> str:
        return f"{self._root.prefix}:{name}" if self._root.prefix else name


def _elements(parent: minidom.Element) -> list[minidom.Element]:
    return [each for each in parent.childNodes if each.nodeType == Node.ELEMENT_NODE]


def _container(element: minidom.Element) -> minidom.Element | None:
    return next((each for each in _elements(element) if each.namespaceURI == RDF and each.localName in _CONTAINERS), None)


def _text(element: minidom.Element) -> str:
    return "".join(each.data for each in element.childNodes if isinstance(each, minidom.Text)).strip()  # CDATA is text, too
