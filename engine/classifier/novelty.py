"""How far a picture is from all that a model has learned from, by its features. Light to import."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MOST_PICTURES = 2000  # training pictures that a model remembers
LEAST_PICTURES = 20  # of known classes that must tell which distances are usual
ENOUGH_PICTURES = 400  # held out, that tell it alone: the share of known ones called unknown at 0.95 is right to about 1 %
_NEAREST = 3
_MOST_DIRECTIONS = 256
_SPARE_DIRECTIONS, _ROUNDS = 16, 2  # Halko et al. 2011, algorithm 4.4: enough for features, whose spectra fall quickly
_MOST_STEPS = 512
_TAIL_SHARE, _TAIL_LEAST = 0.1, 5  # of the usual distances, and how many at least, that tell how they end
_LEAST_DECAY = 1e-3  # half precision cannot tell less from nothing
_RARE = 1e-3  # beyond it the share falls so slowly that float32 still tells far from farther
_ROWS_AT_ONCE = 1024
_ARRAYS = ("basis", "points", "distances", "shares")


@dataclass(frozen=True, eq=False)
class Known:
    """What a model remembers of its training pictures, to tell what is none of them.

    The distance of a picture is 1 minus the mean cosine between its features and those of the three training pictures nearest to it (Sun
    et al. 2022, "Out-of-distribution detection with deep nearest neighbors"). `points` float32 (N, R) are the training pictures, of unit
    length, along the directions `basis` float32 (D, R) in which nearly all of them lies. Of known pictures the share `shares` (S,) is
    farther than `distances` (S,), which rise; beyond the last distance the share falls by the factor e every `decay`.
    """

    basis: np.ndarray = field(repr=False)
    points: np.ndarray = field(repr=False)
    distances: np.ndarray = field(repr=False)
    shares: np.ndarray = field(repr=False)
    decay: float

    def scores(self, features: np.ndarray) -> np.ndarray:
        """Features (B, D) to novelty float32 (B,) in 0..1: the share of known pictures that are nearer to the known ones.

        It goes on rising where no known picture is as far. NaN where the features are of another width than the training pictures', or
        no finite numbers.
        """
        import numpy as np

        features = np.asarray(features, np.float32)
        if features.shape[1] != len(self.basis):
            return np.full(len(features), np.nan, np.float32)
        distances = distances_from(self.points, features @ self.basis, np.linalg.norm(features, axis=1))
        farther = np.interp(distances, self.distances, self.shares)
        logarithm = np.log(farther) - np.maximum(distances - self.distances[-1], 0) / self.decay
        beyond = np.maximum(math.log(_RARE) - logarithm, 0)
        share = np.where(beyond > 0, _RARE / (1 + np.log1p(beyond)), np.exp(logarithm))
        novelty: np.ndarray = (1 - share).astype(np.float32)
        return novelty

    def arrays(self) -> dict[str, np.ndarray]:
        """All of it by name, to be written down: at most about 3 MB in half precision."""
        import numpy as np

        halves = {name: getattr(self, name).astype(np.float16) for name in ("basis", "points")}
        curve = {name: getattr(self, name).astype(np.float32) for name in ("distances", "shares")}
        return {**halves, **curve, "decay": np.array([self.decay], np.float32)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Known:
        """The inverse of `arrays`; raises KeyError or ValueError for what does not belong together."""
        import numpy as np

        basis, points, distances, shares = (arrays[name].astype(np.float32) for name in _ARRAYS)
        (decay,) = arrays["decay"].astype(float).tolist()
        if not basis.ndim == points.ndim == 2 or basis.shape[1] != points.shape[1] or len(points) < 1:
            raise ValueError("its points do not fit its directions")
        if not (distances.ndim == 1 and len(distances) and distances.shape == shares.shape and (np.diff(distances) >= 0).all()):
            raise ValueError("its distances do not rise")
        finite = all(np.isfinite(each).all() for each in (basis, points, distances))
        if not finite or not ((shares > 0) & (shares <= 1)).all() or not 0 < decay < math.inf:
            raise ValueError("its numbers are out of bounds")
        return cls(basis, points, distances, shares, decay)


def learned(
    features: np.ndarray, targets: np.ndarray, held_out: np.ndarray, groups: np.ndarray | None = None, seed: int = 0
) -> Known | None:
    """What to remember of training pictures, `features` (N, D) of the classes `targets` (N,).

    `held_out` (M, D) are pictures of the same classes that were not learned from: they tell which distances are usual. Where they are few,
    each training picture is also measured from the others, those of its own group in `groups` (N,) left out. None where both are too
    few, or not finite.
    """
    import numpy as np

    if not len(features) or not (np.isfinite(features).all() and np.isfinite(held_out).all()):
        return None
    chosen = balanced(targets, MOST_PICTURES, seed)
    whole = features[chosen] / _lengths(features[chosen])[:, None]
    basis = _as_kept(_directions(whole, np.random.default_rng(seed)))
    points = _as_kept(whole @ basis)
    usual = distances_from(points, held_out @ basis, _lengths(held_out))
    if len(usual) < ENOUGH_PICTURES:
        usual = _with_more(usual, _among_themselves(points, np.arange(len(points)) if groups is None else groups[chosen]))
    return Known(basis, points, *_curve(usual)) if len(usual) >= LEAST_PICTURES else None


def balanced(targets: np.ndarray, most: int, seed: int) -> np.ndarray:
    """The places of at most `most` pictures, rising, drawn so that no class has more than another that has some left."""
    import numpy as np

    order = np.random.default_rng(seed).permutation(len(targets))
    by_class = order[np.argsort(targets[order], kind="stable")]
    kinds = targets[by_class]
    starts = np.searchsorted(kinds, kinds)  # where the class of each begins
    turns = np.arange(len(targets)) - starts
    chosen: np.ndarray = np.sort(by_class[np.argsort(turns, kind="stable")[:most]])
    return chosen


def distances_from(points: np.ndarray, projected: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The distances, float32 (B,) in 0..2, of pictures `projected` (B, R), whose features are `lengths` (B,) long, from `points` (N, R)."""
    import numpy as np

    count = min(_NEAREST, len(points))
    parts = [np.zeros(0, np.float32)]
    for start in range(0, len(projected), _ROWS_AT_ONCE):
        cosines = projected[start : start + _ROWS_AT_ONCE] @ points.T / np.maximum(lengths[start : start + _ROWS_AT_ONCE, None], 1e-12)
        parts.append(1 - np.partition(cosines, -count, axis=1)[:, -count:].mean(axis=1))
    distances: np.ndarray = np.maximum(np.concatenate(parts), 0).astype(np.float32)
    return distances


def _lengths(features: np.ndarray) -> np.ndarray:
    import numpy as np

    lengths: np.ndarray = np.maximum(np.linalg.norm(features, axis=1), 1e-12)
    return lengths


def _as_kept(array: np.ndarray) -> np.ndarray:
    """Float32 as it will come back from half precision, so that a model scores alike before it is saved and after."""
    import numpy as np

    kept: np.ndarray = array.astype(np.float16).astype(np.float32)
    return kept


def _among_themselves(points: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The distances of those of `points` (N, R) that have enough others of other groups."""
    import numpy as np

    if len(points) <= _NEAREST:
        return np.zeros(0, np.float32)
    cosines = points @ points.T
    cosines[groups[:, None] == groups[None]] = -np.inf
    distances = 1 - np.partition(cosines, -_NEAREST, axis=1)[:, -_NEAREST:].mean(axis=1)
    enough: np.ndarray = np.maximum(distances[np.isfinite(distances)], 0)
    return enough


def _with_more(held_out: np.ndarray, among: np.ndarray) -> np.ndarray:
    """The few distances `held_out` (M,) with those of training pictures `among` (N,) themselves; the latter alone where M is too small.

    The far end of few distances is chance: it may lie so near that many known pictures are beyond it. Those of the training pictures
    are many, but too small where the features were trained on them: they are stretched, never shrunk, until their mean is that of the
    held out ones and its standard error more, for a known picture called unknown by mistake is worse than a few more to look at.
    """
    import numpy as np

    if len(held_out) < LEAST_PICTURES:
        return among
    error = float(held_out.std(ddof=1)) / math.sqrt(len(held_out))
    stretch = (float(held_out.mean()) + error) / max(float(among.mean()), 1e-12) if len(among) else 1.0
    more: np.ndarray = np.concatenate([held_out, among * max(1.0, stretch)]).astype(np.float32)
    return more


def _directions(rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Orthonormal float32 (D, R), the span of `rows` (N, D), or of their strongest directions where there are many of both."""
    import numpy as np

    wide = _MOST_DIRECTIONS + _SPARE_DIRECTIONS
    if min(rows.shape) <= wide:
        basis: np.ndarray = np.linalg.qr(rows.T)[0]
        return basis
    basis = random.standard_normal((rows.shape[1], wide)).astype(np.float32)
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(rows.T @ (rows @ basis))[0]
    within = rows @ basis
    _, vectors = np.linalg.eigh(within.T @ within)  # not centred: their common direction is one of theirs
    return basis @ vectors[:, -_MOST_DIRECTIONS:].astype(np.float32)


def _curve(usual: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """`distances`, `shares` and `decay` of `Known`: as the usual ones were seen, but an exponential tail (Balkema and de Haan 1974)."""
    import numpy as np

    rows, count = np.sort(usual), len(usual)
    tail = max(_TAIL_LEAST, math.ceil(_TAIL_SHARE * count))
    seen = rows[: count - tail]
    shares = 1 - np.arange(1, len(seen) + 1) / (count + 1)
    steps = np.unique(np.linspace(0, len(seen) - 1, min(_MOST_STEPS, len(seen))).round().astype(int))
    decay = float((rows[count - tail :] - seen[-1]).mean())
    return np.r_[0.0, seen[steps]].astype(np.float32), np.r_[1.0, shares[steps]].astype(np.float32), max(decay, _LEAST_DECAY)
