"""How times in a recording and durations are written: in the window, in notices and in reports."""


def format_clock(time_s: float, *, tenths: bool = False) -> str:
    """Returns minutes and seconds, such as 2:05, or 2:05.0 with `tenths`; with hours from the first hour on.

    Seconds that are not shown are cut off, so that no place seems to come later than it does.
    """
    rounded = round(time_s * 10)  # 1.96 s, the last frame of two seconds at 25 a second, are 2 s
    minutes, rest = divmod(rounded // 10, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
    return f"{clock}.{rounded % 10}" if tenths else clock


def format_length(length_s: float) -> str:
    """Returns how long a finding is in view, such as "3.2 s" or "1:05 min"."""
    return f"{length_s:.1f} s" if length_s < 60 else f"{format_clock(length_s)} min"


def format_span(span_s: float) -> str:
    """Returns a duration, with seconds only below 10 min: `1 h`, `1 h 20 min`, `3 min 5 s`, `12 s`."""
    if span_s >= 600:
        (large, small), units = divmod(round(span_s / 60), 60), ("h", "min")
    else:
        (large, small), units = divmod(max(0, round(span_s)), 60), ("min", "s")
    parts = [f"{value} {unit}" for value, unit in zip((large, small), units, strict=True) if value]
    return " ".join(parts) or "0 s"


def format_about(span_s: float) -> str:
    """Returns an estimated duration: to 5 s below a minute, to minutes below an hour, then to 10 minutes."""
    step_s = 5 if span_s < 55 else 60 if span_s < 3570 else 600
    return format_span(step_s * max(1, round(span_s / step_s)))
