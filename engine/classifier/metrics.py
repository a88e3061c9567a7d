"""How good answers are: accuracy, precision, recall, F1 and the confusion matrix, by scikit-learn, and how sure a share is.

Light to import: what counts answers is loaded by the first who has some to count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.classifier.values import ClassScore, Scores

_Z = 1.959964  # 97.5 % of a standard normal distribution lie below it: 95 % between it and its negative


def scores(class_names: Sequence[str], targets: Sequence[int], predicted: Sequence[int]) -> Scores:
    """Compare the class indices `predicted` with the true `targets`; what has no pictures scores 0.

    Balanced accuracy is the mean recall over the classes that occur in `targets`.
    """
    import numpy as np
    from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

    if not len(targets):
        empty = tuple(ClassScore(name, 0.0, 0.0, 0.0, 0) for name in class_names)
        return Scores(0.0, 0.0, empty, tuple((0,) * len(class_names) for _ in class_names), 0)
    labels = list(range(len(class_names)))
    confusion = confusion_matrix(targets, predicted, labels=labels)
    precision, recall, f1, support = precision_recall_fscore_support(targets, predicted, labels=labels, zero_division=0)
    per_class = tuple(
        ClassScore(name, float(precision[index]), float(recall[index]), float(f1[index]), int(support[index]))
        for index, name in enumerate(class_names)
    )
    return Scores(
        accuracy=float(np.trace(confusion) / confusion.sum()),
        balanced_accuracy=float(recall[support > 0].mean()),
        per_class=per_class,
        confusion=tuple(tuple(int(count) for count in row) for row in confusion),
        count=len(targets),
    )


def wilson_interval(right: int, count: int) -> tuple[float, float]:
    """The 95 % score interval (low, high), within 0..1, of a share of which `right` of `count` were seen; nothing seen is (0, 1).

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. Am. Stat. Assoc. 22 (1927) 209-212. Unlike
    the normal approximation it holds for few pictures and for shares near 0 and 1. Raises ValueError unless 0 <= right <= count.
    """
    if not 0 <= right <= count:
        raise ValueError(f"{right} of {count}")
    if count == 0:
        return 0.0, 1.0
    share, spread = right / count, _Z**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
