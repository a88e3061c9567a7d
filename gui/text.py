"""Words in the user's language: loading translations, and sentences that the engine left to be translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

import resources
from engine.errors import FieldmarkError
from engine.project.change import Summary


def install_translation(app: QCoreApplication, language: str = "system") -> None:
    """Load the translation for `language` ("system", "en", "zh_CN"), if there is one; English needs none."""
    locale = QLocale.system() if language == "system" else QLocale(language)
    translator = QTranslator(app)
    if translator.load(locale, "fieldmark", "_", str(resources.path("translations"))):
        app.installTranslator(translator)
        app.setProperty("translator", translator)  # Qt does not keep it alive by itself


def of_engine(context: str, text: str) -> str:
    """A sentence that the engine marked with `translate(context, text)`."""
    return QCoreApplication.translate(context, text)


def sentences(error: BaseException) -> tuple[str, ...]:
    """What happened, what was kept, what to do, in the user's language; also for errors that nobody foresaw."""
    if isinstance(error, FieldmarkError):
        return error.sentences(lambda text: of_engine("errors", text))
    translated = QCoreApplication.translate
    return (
        translated("Text", "Something went wrong that Fieldmark did not foresee: {0}").format(f"{type(error).__name__}: {error}"),
        translated("Text", "Your project and labels are kept."),
        translated("Text", "Please try again; if it happens again, restart Fieldmark."),
    )


def summary(change: Summary) -> str:
    """What a change does, in the user's language."""
    return of_engine("changes", change.text).format(**change.facts)


def percent(share: float | None, digits: int = 1) -> str:
    """97.4 %, or a dash for what is not known."""
    return "–" if share is None else f"{share * 100:.{digits}f} %"
