"""Messages of a run's process in the words of the form."""

from app.workspaces.training.run_labels import in_window_terms


def test_missing_weights_are_explained_without_options_of_the_command_line() -> None:
    theirs = (
        "The ImageNet weights cannot be downloaded from huggingface.co. Connect to the network and start again; or "
        "give a file of ImageNet weights for resnet34 with --encoder-weights FILE; or train from random weights with "
        "--encoder-weights none."
    )
    ours = in_window_terms(theirs)
    assert "--" not in ours
    assert "for resnet34 at “Encoder's first weights”" in ours and "random weights with “none” there." in ours
