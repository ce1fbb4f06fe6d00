"""Registry of the formats of label files that are both read and written; each of them is also an export format."""

from polyp_core.label_formats import coco

LABEL_FORMATS = (coco.FORMAT,)
