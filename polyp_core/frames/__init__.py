"""Frame sources: video files, image folders and multi-page images behind one interface."""
