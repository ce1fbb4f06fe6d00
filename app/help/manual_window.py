"""The manual: the pages of `docs`, with links, pictures, back and forward, without a browser or a network."""

from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from app.translation import mark, tr
from app.widgets.buttons import tool_button
from app.widgets.dialog_sizing import fit_screen
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.manual_pages import anchor
from app.widgets.plain_text import PlainLabel
from resources import MANUAL_FOLDER

_SMOOTH = Qt.TransformationMode.SmoothTransformation
_PAGE_MARGIN_PX = 16
_PICTURE_MARGIN_PX = 2 * _PAGE_MARGIN_PX
_CHAPTERS_PX = 190
_ROW_PX = 32
CHAPTERS = {
    "index.md": mark("Contents"),
    "reviewing.md": mark("Reviewing recordings"),
    "exports.md": mark("Exports"),
    "datasets.md": mark("Datasets"),
    "training.md": mark("Training"),
    "metrics.md": mark("Metrics"),
    "model_card.md": mark("The shipped models"),
    "dicom.md": "DICOM",
    "scaling.md": mark("Archives"),
    "data_protection.md": mark("Data protection"),
    "installing.md": mark("Installing"),
    "glossary.md": mark("Glossary"),
    "CHANGELOG.md": mark("What is new"),
}


class ManualPages(QTextBrowser):
    """Shows Markdown pages; a link to a heading scrolls there, one to the internet opens the system's browser."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setAccessibleName(tr("Page of the manual"))
        self.setSearchPaths([str(folder)])
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)

    def show_page(self, page: str) -> None:
        """Shows `page`, a file name with an optional `#` and heading."""
        name, _, heading = page.partition("#")
        if name:
            file = self._folder / unquote(name)
            if not file.is_file():
                file = self._folder.parent / file.name  # the changes, in a working copy
            self.setSource(QUrl.fromLocalFile(str(file)), QTextDocument.ResourceType.MarkdownResource)
            self.document().setDocumentMargin(_PAGE_MARGIN_PX)
        if heading:
            self._scroll_to(heading)

    @property
    def heading(self) -> str:
        """The first heading of the page."""
        return self.document().firstBlock().text()

    def find_next(self, text: str) -> bool:
        """Selects the next `text`, from the top again after the last; False if the page does not hold it."""
        if self.find(text):
            return True
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return self.find(text)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        loaded = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return loaded
        picture = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        width = self.viewport().width() - _PICTURE_MARGIN_PX
        return picture.scaledToWidth(width, _SMOOTH) if picture.width() > width > 0 else picture

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        if link.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(link)
            return
        heading = link.fragment()
        name = Path(link.path()).name
        if name.endswith(".md") and (self._folder / link.path()).is_file():
            self.show_page(f"{link.path()}#{heading}" if heading else link.path())
        elif not name:
            self.show_page(f"#{heading}")

    def _scroll_to(self, heading: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == heading:
                self._show_at_top(block)
                return
            block = block.next()

    def _show_at_top(self, block: QTextBlock) -> None:
        self.moveCursor(QTextCursor.MoveOperation.End)  # so that the next line scrolls up to the heading
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top))


class ManualWindow(QDialog):
    """The manual in a window of its own, which stays open next to the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Manual"))
        self.setModal(False)
        self.pages = ManualPages(MANUAL_FOLDER)
        back, forward = tool_button("arrow-left", tr("Back")), tool_button("arrow-right", tr("Forward"))
        for button, enabled, slot in (
            (back, self.pages.backwardAvailable, self.pages.backward),
            (forward, self.pages.forwardAvailable, self.pages.forward),
        ):
            button.setEnabled(False)
            enabled.connect(button.setEnabled)
            button.clicked.connect(slot)
        back.setShortcut(QKeySequence.StandardKey.Back)
        forward.setShortcut(QKeySequence.StandardKey.Forward)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find on this page"))
        self.search.setAccessibleName(tr("Find on this page"))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._find)
        self.not_found = PlainLabel("", role="muted")
        self.chapters = QListWidget()
        self.chapters.setAccessibleName(tr("Chapters"))
        self.chapters.addItems([tr(title) for title in CHAPTERS.values()])
        for row in range(self.chapters.count()):
            self.chapters.item(row).setSizeHint(QSize(0, _ROW_PX))
        self.chapters.setFixedWidth(_CHAPTERS_PX)
        self.chapters.itemActivated.connect(self._open_chapter)
        self.chapters.itemClicked.connect(self._open_chapter)
        self.pages.sourceChanged.connect(self._mark_chapter)
        top = hbox(back, forward, stretched(self.search), self.not_found, spacing=6)
        body = hbox(self.chapters, stretched(self.pages), spacing=12)
        self.setLayout(vbox(top, stretched(body), spacing=10, margins=(12, 12, 12, 12)))
        self.resize(980, 720)
        fit_screen(self)
        self.pages.setFocus()

    def show_page(self, page: str) -> None:
        """Shows `page` and brings the window to the front."""
        self.show()
        self.pages.show_page(page)  # only now the width is known, on which the place of a heading depends
        self.raise_()
        self.activateWindow()

    @Slot(QListWidgetItem)
    def _open_chapter(self, item: QListWidgetItem) -> None:
        self.pages.show_page(list(CHAPTERS)[self.chapters.row(item)])

    @Slot(QUrl)
    def _mark_chapter(self, page: QUrl) -> None:
        names = list(CHAPTERS)
        self.chapters.setCurrentRow(names.index(page.fileName()) if page.fileName() in names else -1)

    @Slot()
    def _find(self) -> None:
        found = not self.search.text() or self.pages.find_next(self.search.text())
        self.not_found.setText("" if found else tr("Not on this page"))
