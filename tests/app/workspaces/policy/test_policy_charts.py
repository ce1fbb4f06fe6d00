"""The charts of a policy in German."""

from collections.abc import Iterator

import pytest

from app.plots.plot import Plot
from app.translation import tr, use_texts
from app.translation.ts_files import Texts, read_texts
from app.workspaces.policy.policy_charts import delay_chart
from polyp_core.findings.policy import AlarmPolicy
from resources import TRANSLATIONS
from training.evaluation.recordings.policy_curve import HOLD_BACK_FRAMES, PolicyCurve, PolicyPoint


@pytest.fixture
def german() -> Iterator[None]:
    use_texts(read_texts((TRANSLATIONS / "de").glob("*.ts")))
    yield
    use_texts(Texts())


def test_a_model_keeps_its_name_in_the_legend(qtbot, german) -> None:
    """The name of the model Light is also that of a theme, which has a German name."""
    point = PolicyPoint(0.5, 1.2, 0, 1, ())
    curve = PolicyCurve(AlarmPolicy(), point, (point,) * len(HOLD_BACK_FRAMES), 25.0)
    chart = delay_chart({"Light": curve, "ResUNet34": curve})
    qtbot.addWidget(plot := Plot())
    plot.show_chart(chart)
    assert tr("Light") == "Hell"
    assert "Light" in plot._legend.text() and "Hell" not in plot._legend.text()
    assert "ENDOMIND im Einsatz, Lux 2022" in map(tr, chart.references)
