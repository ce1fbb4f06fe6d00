"""Registry of the formats of label files that are both read and written."""

from polyp_core.label_formats import coco, cvat, cvat_video, datumaro, labelme, mot, voc, yolo

LABEL_FORMATS = (
    coco.FORMAT,
    yolo.FORMAT,
    voc.FORMAT,
    labelme.FORMAT,
    cvat.FORMAT,
    cvat_video.FORMAT,
    datumaro.FORMAT,
    mot.FORMAT,
)
