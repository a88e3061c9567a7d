"""JPEG files as the segments that they are made of (ITU-T T.81, annex B), so that metadata change and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass

XMP = b"http://ns.adobe.com/xap/1.0/\0"
PHOTOSHOP = b"Photoshop 3.0\0"
_APP0, _APP1, _APP2, _APP11, _APP13, _APP15, _COMMENT, _SCAN = 0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xEF, 0xFE, 0xDA
_LARGEST = 65_533  # bytes that a segment carries
_ALONE = (0x01, *range(0xD0, 0xD9))  # markers without a length


class NotChangeable(ValueError):
    """It is no JPEG, is damaged, or holds something that a change would break."""


@dataclass(frozen=True)
class Segment:
    """`marker` is its second byte; `raw` all its bytes with marker and length."""

    marker: int
    raw: bytes

    @property
    def payload(self) -> bytes:
        return self.raw[self.raw.index(self.marker, 1) + 3 :]

    @property
    def is_metadata(self) -> bool:
        return _APP0 <= self.marker <= _APP15 or self.marker == _COMMENT

    def holds(self, marker: int, head: bytes) -> bool:
        return self.marker == marker and self.payload.startswith(head)


@dataclass(frozen=True)
class Jpeg:
    """The segments before the pixels, and all the rest of the file: the pixels and whatever follows them."""

    segments: tuple[Segment, ...]
    rest: bytes

    @classmethod
    def of(cls, data: bytes) -> Jpeg:
        """Take `data` apart; raises `NotChangeable`."""
        if not data.startswith(b"\xff\xd8\xff"):
            raise NotChangeable("it is no JPEG")
        segments: list[Segment] = []
        place = 2
        while True:
            start = place
            while place < len(data) - 4 and data[place] == 0xFF and data[place + 1] == 0xFF:
                place += 1  # bytes that fill up
            if place >= len(data) - 4 or data[place] != 0xFF or data[place + 1] in _ALONE:
                raise NotChangeable("it is damaged")
            if data[place + 1] == _SCAN:
                return cls(tuple(segments), data[start:])
            end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
            if end > len(data) or end < place + 4:
                raise NotChangeable("it is cut short")
            segments.append(Segment(data[place + 1], data[start:end]))
            place = end

    def whole(self) -> bytes:
        return b"\xff\xd8" + b"".join(each.raw for each in self.segments) + self.rest

    def picture(self) -> bytes:
        """All that decides the pixels: tables, frame and scans, without a byte of metadata."""
        return b"".join(each.raw for each in self.segments if not each.is_metadata) + self.rest

    @property
    def xmp(self) -> bytes | None:
        """The packet; what is too long for one segment stands in others, which it names."""
        found = next((each for each in self.segments if each.holds(_APP1, XMP)), None)
        return found.payload[len(XMP) :] if found else None

    @property
    def photoshop(self) -> bytes | None:
        """The image resources, among them IPTC; several segments are one block."""
        parts = [each.payload[len(PHOTOSHOP) :] for each in self.segments if each.holds(_APP13, PHOTOSHOP)]
        return b"".join(parts) if parts else None

    def with_metadata(self, xmp: bytes, photoshop: bytes | None) -> Jpeg:
        """The same picture with this packet and these resources (None: those that it has); raises `NotChangeable`."""
        self._refuse_what_would_break()
        old = [index for index, each in enumerate(self.segments) if each.holds(_APP1, XMP)]
        new = [_segment(_APP1, XMP + xmp)]
        if photoshop is not None:
            old += [index for index, each in enumerate(self.segments) if each.holds(_APP13, PHOTOSHOP)]
            room = _LARGEST - len(PHOTOSHOP)
            new += [_segment(_APP13, PHOTOSHOP + photoshop[start : start + room]) for start in range(0, len(photoshop), room)]
        place = self._after_exif()
        head = [each for index, each in enumerate(self.segments[:place]) if index not in old]
        tail = [each for index, each in enumerate(self.segments) if index >= place and index not in old]
        return Jpeg((*head, *new, *tail), self.rest)

    def _after_exif(self) -> int:
        """Exif wants to be first; JFIF does too, and some write both."""
        place = 0
        while place < len(self.segments) and (self.segments[place].marker == _APP0 or self.segments[place].holds(_APP1, b"Exif\0")):
            place += 1
        return place

    def _refuse_what_would_break(self) -> None:
        """Signatures cover all bytes; a file of several pictures counts the bytes to the others (CIPA DC-007)."""
        if any(each.marker == _APP11 and b"c2pa" in each.raw for each in self.segments):
            raise NotChangeable("it carries content credentials")
        if any(each.holds(_APP2, b"MPF\0") for each in self.segments):
            raise NotChangeable("it holds several pictures")


def _segment(marker: int, payload: bytes) -> Segment:
    if len(payload) > _LARGEST:
        raise NotChangeable("it has no room for more metadata")
    return Segment(marker, bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2) + payload)
