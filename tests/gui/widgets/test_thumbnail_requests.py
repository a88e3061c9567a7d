"""In what order thumbnails are wanted, without threads or pictures."""

from __future__ import annotations

import threading
from pathlib import Path

from gui.models.cell import PictureKey
from gui.models.thumbnail_requests import ThumbnailRequests

KEYS = [PictureKey(Path(f"{number}.png")) for number in range(700)]


def taken(requests: ThumbnailRequests, count: int = 1000) -> list[int]:
    """The numbers of all pictures that are wanted, at most `count`, as a decoder would get them."""
    order = []
    while requests.waiting and len(order) < count:
        key = requests.next()
        assert key is not None
        order.append(KEYS.index(key))
    return order


def want(requests: ThumbnailRequests, *numbers: int, view: int = 1) -> None:
    requests.want((KEYS[number], view) for number in numbers)


def test_the_last_wish_comes_first() -> None:
    requests = ThumbnailRequests()
    want(requests, 1, 2, 3)
    want(requests, 1)
    assert taken(requests) == [1, 3, 2]


def test_a_view_at_rest_gets_its_screen_in_order_and_then_what_is_ahead() -> None:
    requests = ThumbnailRequests()
    want(requests, 9, 1, 8)
    requests.focus(1, KEYS[1:4], KEYS[4:6])
    assert taken(requests) == [1, 2, 3, 4, 5]


def test_what_was_ahead_is_urgent_once_it_is_painted() -> None:
    requests = ThumbnailRequests()
    requests.focus(1, [], KEYS[:4])
    want(requests, 2)
    assert taken(requests) == [2, 0, 1, 3]


def test_the_wishes_of_other_views_stay_but_come_later() -> None:
    requests = ThumbnailRequests()
    want(requests, 1, 2, view=2)
    want(requests, 3, 4, view=1)
    requests.focus(1, KEYS[5:7], KEYS[7:8])
    assert taken(requests) == [5, 6, 2, 1, 7]


def test_the_oldest_wishes_fall_away_when_there_are_too_many() -> None:
    requests = ThumbnailRequests()
    want(requests, *range(700))
    order = taken(requests)
    assert order == list(range(699, 99, -1))


def test_what_is_being_decoded_is_not_wanted_again_until_it_has_arrived() -> None:
    requests = ThumbnailRequests()
    want(requests, 1)
    assert taken(requests) == [1]
    want(requests, 1)
    requests.focus(1, KEYS[1:2], KEYS[1:2])
    assert requests.waiting == 0
    requests.arrived([KEYS[1]])
    want(requests, 1)
    assert taken(requests) == [1]


def test_nobody_begins_a_picture_while_a_frame_is_painted() -> None:
    requests = ThumbnailRequests()
    got: list[PictureKey | None] = []
    decoder = threading.Thread(target=lambda: got.append(requests.next()))
    with requests.quiet():
        want(requests, 1)
        decoder.start()
        decoder.join(0.05)
        assert not got
    decoder.join(5)
    assert got == [KEYS[1]]


def test_who_waits_when_it_ends_gets_nothing() -> None:
    requests = ThumbnailRequests()
    got: list[PictureKey | None] = []
    decoder = threading.Thread(target=lambda: got.append(requests.next()))
    decoder.start()
    requests.close()
    decoder.join(5)
    assert got == [None]
    want(requests, 1)
    assert requests.next() is None
