"""Notes on files of several pictures that end too early."""

from polyp_core.display_text import FilledText, filled, filled_n


def cut_note(held: int, stated: int) -> FilledText:
    """Returns the note on a file with fewer pictures than its header states."""
    return filled(
        "The file is cut: it holds {held} of the {stated} pictures that it announces.", held=held, stated=stated
    )


def cut_short_note(held: int) -> FilledText:
    """Returns the note on a file that goes on after its last complete picture, without stating how far."""
    return filled_n(
        "The file is cut: it goes on after the {n} picture that is left.",
        "The file is cut: it goes on after the {n} pictures that are left.",
        held,
    )
