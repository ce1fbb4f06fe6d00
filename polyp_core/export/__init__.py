"""What leaves the program: videos, images, tables and COCO files."""
