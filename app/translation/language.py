"""Chooses the language of the window at the start, and translates the texts of Qt's own dialogs and buttons."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.translation import use_texts
from app.translation.ts_files import Texts, read_texts
from resources import TRANSLATIONS

Language = Literal["system", "en", "de"]


def use_language(application: QCoreApplication, language: Language) -> None:
    """Shows all windows that are made from now on in `language`; "system" is that of the system, else English."""
    code = _system_language() if language == "system" else language
    if code == "en":
        use_texts(Texts())
        return
    use_texts(read_texts((TRANSLATIONS / code).glob("*.ts")))
    translator = QTranslator(application)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def _system_language() -> str:
    """Returns the first of the user's languages that there are texts in, else "en"."""
    available = {"en", *(file.parent.name for file in TRANSLATIONS.glob("*/*.ts"))}
    wanted = (name.replace("_", "-").partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in available), "en")
