"""Exports annotated videos, images, masks, tables and COCO files."""
