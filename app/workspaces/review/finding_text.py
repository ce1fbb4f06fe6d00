"""Texts about the findings at a frame."""

from collections.abc import Sequence

from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding


def format_finding_at(curve: Curve, index: int) -> str:
    """Returns a text such as "Finding 2 of 5", "To be checked" or "Held back"; "" if nothing is found at a frame."""
    number = _number_at(curve.findings, index)
    if number is not None:
        return f"Finding {number + 1} of {len(curve.findings)}"
    if _number_at(curve.to_check, index) is not None:
        return "To be checked"
    return "Held back" if _number_at(curve.held_back, index) is not None else ""


def format_frame_facts(curve: Curve, index: int) -> list[str]:
    """Returns what the analysis has found at a frame, in short lines."""
    area = curve.area_fraction[index] if index < len(curve.area_fraction) else 0.0
    lines = [f"polyp {100 * area:.1f} % of the picture"] if area > 0 else []
    if area != area:
        lines.append("not analysed yet")
    if finding := format_finding_at(curve, index):
        number = _number_at(curve.findings, index)
        sure = "" if number is None else f", confidence {100 * curve.findings[number].confidence:.0f} %"
        lines.append(f"{finding}{sure}")
    return lines


def _number_at(findings: Sequence[Finding], index: int) -> int | None:
    return next((number for number, each in enumerate(findings) if each.first_frame <= index <= each.last_frame), None)
