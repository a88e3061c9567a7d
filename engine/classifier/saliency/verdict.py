"""What is found out about a map, and about the maps of a folder. Light to import."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Sentence, translate

STATED = 0.3  # the share of the picture at which it is seen whether the model stays sure
LEAST_GAIN = 0.02  # between the curves, in mean probability: less is chance, and would not be seen in whole percents
ALARMING = 0.25  # of the judged pictures
STAYS = 0.1  # a probability that falls by less than this has stayed as it was
LEAST_JUDGED = 5  # pictures; fewer prove nothing
ENOUGH_JUDGED, ENOUGH_SHARE = 20, 0.6  # pictures, and of those looked at: fewer do not give the all-clear


@dataclass(frozen=True)
class Curves:
    """The probability of the class at each of `Check.shares`, with the same share of the picture masked (or shown) in three ways.

    `hottest`: where the map is hottest. `moved`: the same map moved to other places, the mean of several. `scattered`: square patches
    at random, the mean of several; empty if not asked for.
    """

    hottest: tuple[float, ...]
    moved: tuple[float, ...]
    scattered: tuple[float, ...] = ()


@dataclass(frozen=True)
class Check:
    """How the probability of class `target` follows the map (Petsiuk et al., RISE, BMVC 2018, section 4.1).

    `shares` rise from 0 to 1 and count what the model sees of the picture. `deletion`: that share is masked, beginning with the
    hottest. `insertion`: only that share is shown; None if it was not asked for.
    """

    target: int
    shares: tuple[float, ...]
    deletion: Curves
    insertion: Curves | None = None

    @property
    def before(self) -> float:
        return self.deletion.hottest[0]

    @property
    def masked(self) -> float:
        """The probability with the hottest `STATED` masked."""
        return self.deletion.hottest[self.shares.index(STATED)]

    @property
    def moved(self) -> float:
        """The same with the map moved elsewhere."""
        return self.deletion.moved[self.shares.index(STATED)]

    @property
    def masked_mean(self) -> float:
        """The mean probability as the picture is masked from the hottest part to the whole."""
        return area(self.shares, self.deletion.hottest)

    @property
    def moved_mean(self) -> float:
        """The same with the map moved elsewhere."""
        return area(self.shares, self.deletion.moved)

    @property
    def deletion_gain(self) -> float:
        """By how much the curve of the map lies below that of the moved one, in mean probability."""
        return self.moved_mean - self.masked_mean

    @property
    def insertion_gain(self) -> float:
        """By how much the curve of the map lies above that of the moved one, in mean probability; NaN if not asked for."""
        if self.insertion is None:
            return math.nan
        return area(self.shares, self.insertion.hottest) - area(self.shares, self.insertion.moved)

    @property
    def holds(self) -> bool:
        """Whether masking where the map is hot costs the answer more than masking as much elsewhere, on the mean and at `STATED`.

        The mean is what is told: of a model that is very sure, 100 % are left of both at one share. The other condition holds for
        maps that point at something, and lets fewer maps of chance pass.
        """
        return self.deletion_gain >= LEAST_GAIN and self.masked < self.moved

    @property
    def tells(self) -> bool:
        """Whether there is a verdict at all: none where the two conditions disagree, or the model stays sure whatever is masked."""
        return self.holds or (self.deletion_gain < LEAST_GAIN and min(self.masked, self.moved) < self.before - STAYS)

    def told(self, class_name: str) -> Sentence:
        """The check in one sentence (context "saliency"), with the numbers that its verdict rests on."""
        text = _HOLDS if self.holds else _EXPLAINS_NOTHING if self.tells else _CANNOT_TELL
        masked, moved = (self.masked_mean, self.moved_mean) if self.tells else (self.masked, self.moved)
        shares = {"before": self.before, "masked": masked, "moved": moved, "share": STATED}
        return Sentence(text, {"class": class_name, **{name: percent(value) for name, value in shares.items()}})


_HOLDS = translate(
    "saliency",
    "The map holds up: masking it bit by bit drops “{class}” from {before} to {masked} on average; a moved mask, to {moved}.",
)
_EXPLAINS_NOTHING = translate(
    "saliency",
    "This map explains nothing: masking it bit by bit takes “{class}” from {before} to {masked} on average; a moved mask, to {moved}.",
)
_CANNOT_TELL = translate(
    "saliency",
    "It cannot be told whether this map holds up: with {share} of the picture masked, “{class}” goes from {before} to {masked} where the "
    "map is hot, and to {moved} elsewhere.",
)


@dataclass(frozen=True)
class Masked:
    """What became of the answer `target` for one picture when the hottest part of its map was masked; `holds` tells of the map."""

    path: Path
    target: int
    before: float
    after: float
    holds: bool

    @property
    def stays(self) -> bool:
        """Whether the model is as sure as before."""
        return self.after >= self.before - STAYS


@dataclass(frozen=True)
class Alarm:
    """What a model does in a folder when the hottest part of each map is masked; `unreadable` are (path, reason).

    Judged are the pictures whose map holds up; the others are counted apart, since nobody knows what their answers depend on.
    """

    class_names: tuple[str, ...]
    masked: tuple[Masked, ...]
    unreadable: tuple[tuple[Path, str], ...] = ()

    @property
    def judged(self) -> tuple[Masked, ...]:
        return tuple(each for each in self.masked if each.holds)

    @property
    def unexplained(self) -> tuple[Masked, ...]:
        return tuple(each for each in self.masked if not each.holds)

    @property
    def suspects(self) -> tuple[Masked, ...]:
        """The judged pictures about which the model stays sure, the surest first."""
        return tuple(sorted((each for each in self.judged if each.stays), key=lambda each: -each.after))

    @property
    def share(self) -> float:
        """The suspects among the judged, 0..1; 0 if none could be judged."""
        return len(self.suspects) / len(self.judged) if self.judged else 0.0

    @property
    def rings(self) -> bool:
        """Whether more than `ALARMING` of at least `LEAST_JUDGED` judged pictures are suspects, or most maps explain nothing."""
        return self.goes_by_nothing or (len(self.judged) >= LEAST_JUDGED and self.share > ALARMING)

    @property
    def clears(self) -> bool:
        """Whether it does not ring, and enough pictures could be judged to say so."""
        enough = len(self.judged) >= ENOUGH_JUDGED and len(self.judged) >= ENOUGH_SHARE * len(self.masked)
        return enough and not self.rings

    @property
    def goes_by_nothing(self) -> bool:
        """Whether most maps explain nothing: then the answers depend on no place in particular, such as a tint or the light."""
        return len(self.masked) >= LEAST_JUDGED and 2 * len(self.unexplained) > len(self.masked)

    def told(self) -> Sentence:
        """What was found, in one sentence or two (context "saliency")."""
        facts = {
            "suspects": len(self.suspects),
            "judged": len(self.judged),
            "unexplained": len(self.unexplained),
            "count": len(self.masked),
            "share": percent(self.share),
        }
        if self.goes_by_nothing:
            return Sentence(_GOES_BY_NOTHING, facts)
        if not self.judged:
            return Sentence(_NONE_JUDGED, facts)
        return Sentence(_RINGS if self.rings else _SILENT if self.clears else _TOO_FEW, facts)

    def by_class(self) -> dict[str, tuple[int, int]]:
        """{class name: (suspects, judged)} for the classes that were answered, in the model's order."""
        counts = dict.fromkeys(self.class_names, (0, 0))
        for each in self.judged:
            suspects, judged = counts[self.class_names[each.target]]
            counts[self.class_names[each.target]] = suspects + each.stays, judged + 1
        return {name: count for name, count in counts.items() if count[1]}


_GOES_BY_NOTHING = translate(
    "saliency", "Alarm: the maps of {unexplained} of {count} pictures explain nothing: the answers depend on no place in particular."
)
_RINGS = translate(
    "saliency",
    "Alarm: with the hottest part of the map masked the model stays as sure in {suspects} of {judged} pictures ({share}). "
    "The maps of {unexplained} more explain nothing.",
)
_SILENT = translate(
    "saliency",
    "With the hottest part of the map masked the model stays as sure in {suspects} of {judged} pictures ({share}): no reason for an alarm.",
)
_TOO_FEW = translate(
    "saliency",
    "With the hottest part of the map masked the model stays as sure in {suspects} of {judged} pictures. "
    "{judged} of {count} could be judged: too few to tell.",
)
_NONE_JUDGED = translate("saliency", "No picture could be judged: the maps of {unexplained} explain nothing.")


def area(shares: Sequence[float], curve: Sequence[float]) -> float:
    """The area under `curve` over `shares` by trapezoids: as the shares go from 0 to 1, its mean."""
    steps = zip(shares[:-1], shares[1:], curve[:-1], curve[1:], strict=True)
    return sum((right - left) * (low + high) / 2 for left, right, low, high in steps)


def percent(probability: float) -> str:
    return f"{probability:.0%}".replace("%", " %")
