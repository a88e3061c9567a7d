"""Put pictures that look alike together by their features, without knowing what they show."""

from __future__ import annotations

import numpy as np

ALONE = -1
_MOST_FITTED = 20_000  # pictures; where there are more, a sample is grouped and the rest joins its groups
_DIRECTIONS = 32
_SMALLEST = 5  # pictures in a group
_USUAL = 0.99  # of the pictures in groups: no other joins from farther away than these are from each other


def grouped(features: np.ndarray, seed: int = 0) -> np.ndarray:
    """The group of each picture, int64 (N,), by `features` float16 or float32 (N, D): 0 is the largest, `ALONE` stands for none.

    Directions alone count, in the principal components of all; the groups are those of HDBSCAN (Campello et al. 2013), so nobody has
    to say how many there are. Features that are not finite are in none. 10 000 pictures take about 3 s.
    """
    rows = features.astype(np.float32)
    usable = np.flatnonzero(np.isfinite(rows).all(axis=1)) if rows.size else np.zeros(0, np.int64)
    groups = np.full(len(rows), ALONE, np.int64)
    if len(usable) >= 2 * _SMALLEST:
        points = _points(rows[usable], seed)
        fitted = np.sort(np.random.default_rng(seed).permutation(len(points))[:_MOST_FITTED])
        found = np.full(len(points), ALONE, np.int64)
        found[fitted] = _clusters(points[fitted])
        if len(fitted) < len(points):
            _let_join(found, points, fitted)
        groups[usable] = _largest_first(found)
    return groups


def _unit(rows: np.ndarray) -> np.ndarray:
    unit: np.ndarray = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit


def _points(rows: np.ndarray, seed: int) -> np.ndarray:
    """Float32 (N, R) of unit length."""
    from sklearn.decomposition import PCA

    directions = min(_DIRECTIONS, *rows.shape)
    solver = "full" if 2 * directions >= min(rows.shape) else "randomized"
    return _unit(PCA(directions, svd_solver=solver, random_state=seed).fit_transform(_unit(rows)))


def _clusters(points: np.ndarray) -> np.ndarray:
    from sklearn.cluster import HDBSCAN

    labels: np.ndarray = HDBSCAN(min_cluster_size=_SMALLEST, min_samples=_SMALLEST, copy=True).fit_predict(points)
    return labels


def _let_join(groups: np.ndarray, points: np.ndarray, fitted: np.ndarray) -> None:
    """Put each picture that was not fitted into the group of the nearest that was, unless it is farther than usual."""
    from sklearn.neighbors import NearestNeighbors

    inside = fitted[groups[fitted] != ALONE]
    rest = np.setdiff1d(np.arange(len(points)), fitted, assume_unique=True)
    if not len(inside):
        return
    neighbours = NearestNeighbors(n_neighbors=2).fit(points[inside])
    usual = np.quantile(neighbours.kneighbors(points[inside])[0][:, 1], _USUAL)
    distances, nearest = neighbours.kneighbors(points[rest], n_neighbors=1)
    groups[rest] = np.where(distances[:, 0] <= usual, groups[inside[nearest[:, 0]]], ALONE)


def _largest_first(groups: np.ndarray) -> np.ndarray:
    """The same groups with new numbers."""
    names, sizes = np.unique(groups[groups != ALONE], return_counts=True)
    renamed = {name: place for place, name in enumerate(names[np.argsort(-sizes, kind="stable")].tolist())}
    numbers: np.ndarray = np.array([renamed.get(name, ALONE) for name in groups.tolist()], np.int64)
    return numbers
