"""Still pictures, and files of several pictures, as sources of frames."""
