"""Sizes of files and moments as people say them, in the user's language."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

_UNITS = ("kB", "MB", "GB", "TB")


def size_text(size: float) -> str:
    """A number of bytes: "812 bytes", "2.3 MB"."""
    if size < 1000:
        return QCoreApplication.translate("Quantities", "{0} bytes").format(round(size))
    power = next((power for power in range(1, len(_UNITS)) if size / 1000**power < 999.5), len(_UNITS))
    number = size / 1000**power
    return f"{QLocale().toString(number, 'f', 1 if number < 99.95 else 0)} {_UNITS[power - 1]}"


def when_text(moment: float, now: float | None = None) -> str:
    """Seconds since 1970 as "today 14:32", "yesterday 9:05" or with the date."""
    at = QDateTime.fromSecsSinceEpoch(int(moment))
    clock = QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)
    today = QDateTime.fromSecsSinceEpoch(int(time.time() if now is None else now)).date()
    days = at.date().daysTo(today)
    if days == 0:
        return QCoreApplication.translate("Quantities", "today {0}").format(clock)
    if days == 1:
        return QCoreApplication.translate("Quantities", "yesterday {0}").format(clock)
    return f"{QLocale().toString(at.date(), QLocale.FormatType.ShortFormat)} {clock}"
