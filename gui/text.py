"""Words in the user's language: loading translations, and sentences that the engine left to be translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources
from engine.errors import FieldmarkError, Sentence

_FOLDER = str(resources.path("translations"))
_installed: list[QTranslator] = []  # Qt does not keep them alive by itself


def install_translation(app: QCoreApplication, language: str = "system") -> None:
    """Load the translation for `language` ("system", "en", "zh_CN") in place of the last one; English needs none.

    Qt's own words, such as those of the file dialog, come along.
    """
    locale = QLocale.system() if language == "system" else QLocale(language)
    QLocale.setDefault(locale)
    while _installed:
        app.removeTranslator(_installed.pop())
    for name, folder in (("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), ("fieldmark", _FOLDER)):
        translator = QTranslator()
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
            _installed.append(translator)


def of_engine(context: str, text: str) -> str:
    """A sentence that the engine marked with `translate(context, text)`."""
    return QCoreApplication.translate(context, text)


def reason(text: str) -> str:
    """Why something cannot be read or used, in the user's language."""
    return of_engine("errors", text)


def capitalised(text: str) -> str:
    """As it begins a line; only the first letter changes."""
    return text[:1].upper() + text[1:]


def sentence(text: Sentence) -> str:
    """A sentence with facts, in the user's language."""
    return text.told(reason)


def sentences(error: BaseException) -> tuple[str, ...]:
    """What happened, what was kept, what to do, in the user's language; also for errors that nobody foresaw."""
    if isinstance(error, FieldmarkError):
        return error.sentences(reason)
    return (
        QCoreApplication.translate("Text", "Something went wrong that Fieldmark did not foresee: {0}").format(
            f"{type(error).__name__}: {error}"
        ),
        QCoreApplication.translate("Text", "Your project and labels are kept."),
        QCoreApplication.translate("Text", "Please try again; if it happens again, restart Fieldmark."),
    )


def summary(change: Sentence) -> str:
    """What a change does, in the user's language."""
    facts = {name: reason(fact) if name == "split" and isinstance(fact, str) else fact for name, fact in change.facts.items()}
    return of_engine("changes", change.text).format(**facts)


def percent(share: float | None, digits: int = 1) -> str:
    """97.4 %, or a dash for what is not known."""
    return "–" if share is None else f"{share * 100:.{digits}f} %"
