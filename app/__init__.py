"""What a person sees: Qt windows, widgets and the playback clock."""
