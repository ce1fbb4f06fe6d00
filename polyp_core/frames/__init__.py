"""Where frames come from: video files and folders of images, behind one interface."""
