"""Registry of the formats of label files that are both read and written."""

from polyp_core.label_formats import coco, cvat, datumaro, labelme, voc, yolo

LABEL_FORMATS = (coco.FORMAT, yolo.FORMAT, voc.FORMAT, labelme.FORMAT, cvat.FORMAT, datumaro.FORMAT)
