"""The five steps of the tour."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenuBar, QWidget

from app.help.tour import TourStep
from app.translation import tr
from app.workspaces.review.review_workspace import ReviewWorkspace


def tour_steps(review: ReviewWorkspace, menu_bar: QMenuBar) -> Sequence[TourStep]:
    """Returns the steps over the Review workspace, with the demo clip or what else is open in it."""

    def tab(page: QWidget) -> QWidget:
        review.side_panel.setCurrentWidget(page)
        return review.side_panel

    return [
        TourStep(
            tr("The recording"),
            tr(
                "Space plays and pauses; comma and full stop step by one frame. The coloured area is what the model "
                "takes for a polyp on exactly this frame. H hides it."
            ),
            lambda: review.canvas,
        ),
        TourStep(
            tr("The whole recording at a glance"),
            tr(
                "It is analysed in the background: green is a finding, diagonal lines are frames not looked at yet. "
                "N goes to the next finding, the wheel zooms."
            ),
            lambda: review.time_line,
        ),
        TourStep(
            tr("Findings, and what you decide"),
            tr(
                "Enter confirms a finding, X rejects it, U calls it unsure; Ctrl+Z undoes. Each decision is on the "
                "disk within a second."
            ),
            lambda: tab(review.findings_panel),
        ),
        TourStep(
            tr("What counts as a finding"),
            tr(
                "The policy decides which regions become findings, and shows at once how many there are. Threshold and "
                "opacity change the outline only."
            ),
            lambda: tab(review.panel),
        ),
        TourStep(
            tr("Your own recordings"),
            tr(
                "Drop a video or a folder on the window. Export and Review > Report write the results. F1 opens the "
                "manual at what has the focus; the question mark lists all keys."
            ),
            lambda: menu_bar,
        ),
    ]
