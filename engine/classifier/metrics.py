"""How good answers are: accuracy, precision, recall, F1 and the confusion matrix, by scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from engine.classifier.values import ClassScore, Scores


def scores(class_names: Sequence[str], targets: Sequence[int], predicted: Sequence[int]) -> Scores:
    """Compare the class indices `predicted` with the true `targets`; what has no pictures scores 0.

    Balanced accuracy is the mean recall over the classes that occur in `targets`.
    """
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
