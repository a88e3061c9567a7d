"""Moments in lists that are ordered by them: how long ago, and on which day. Single ones are told by `gui.quantities`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

_MINUTE, _HOUR = 60, 3600  # s


def ago(then: float, now: float) -> str:
    """Within its day: "just now", "12 min ago", or the time of day. Both in seconds since 1970."""
    passed = now - then
    if 0 <= passed < _MINUTE:
        return QCoreApplication.translate("When", "just now")
    if 0 <= passed < _HOUR:
        return QCoreApplication.translate("When", "{0} min ago").format(int(passed // _MINUTE))
    return QLocale().toString(_local(then).time(), QLocale.FormatType.ShortFormat)


def day(then: float, now: float) -> str:
    """ "Today", "Yesterday", or the date."""
    date, today = day_of(then), day_of(now)
    if date == today:
        return QCoreApplication.translate("When", "Today")
    if date == today.addDays(-1):
        return QCoreApplication.translate("When", "Yesterday")
    return QLocale().toString(date, QLocale.FormatType.LongFormat)


def camera_moment(taken: int) -> str:
    """What a camera's clock showed; it knows no time zone."""
    shown = QDateTime.fromSecsSinceEpoch(taken).toUTC()
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def day_of(then: float) -> QDate:
    return _local(then).date()


def _local(then: float) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(then))
