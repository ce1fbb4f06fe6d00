"""Masks, boxes and lesion ids of every format are the same after writing and reading."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from polyp_core.errors import DatasetError
from polyp_core.label_formats.cvat import encode_mask, read_cvat
from polyp_core.label_formats.label_format import LabelFormat, LabelledImage, LabelledObject
from polyp_core.label_formats.labelme import read_labelme
from polyp_core.label_formats.mot import read_mot
from polyp_core.label_formats.registry import LABEL_FORMATS
from polyp_core.label_formats.voc import read_voc
from polyp_core.label_formats.yolo import read_yolo
from polyp_core.masks.outline_polygon import outline_polygons
from polyp_core.masks.regions import find_regions
from polyp_core.masks.run_lengths import mask_of_runs, runs_of

HEIGHT, WIDTH = 40, 56


def random_mask(seed: int) -> np.ndarray:
    """Blobs with holes, single pixels and corners that touch."""
    random = np.random.default_rng(seed)
    mask = np.asarray(Image.fromarray(random.integers(0, 255, (9, 12), np.uint8)).resize((WIDTH, HEIGHT))) > 120
    mask[5:20, 5:20] = True
    mask[8:12, 8:12] = False
    return mask ^ (random.random(mask.shape) < 0.02)


def image(seed: int) -> LabelledImage:
    objects = [LabelledObject.of_region(region, HEIGHT, WIDTH) for region in find_regions(random_mask(seed))]
    return LabelledImage(f"a{seed}.png", WIDTH, HEIGHT, objects)


def written(label_format: LabelFormat, folder: Path, images: list[LabelledImage]) -> list[LabelledImage]:
    """Writes `images` and their pictures and reads the labels again."""
    (folder / "images").mkdir(parents=True)
    path = folder / (label_format.file_name if label_format.name != "yolo" else ".")
    with label_format.open_writer(path, "made here", 25.0) as add:
        for each in images:
            Image.new("RGB", (WIDTH, HEIGHT)).save(folder / "images" / each.file_name)
            add(each)
    files = [path] if path.is_file() else sorted(path.rglob(f"*{label_format.suffix}"))
    files = [file for file in files if file.name != "labels.txt"]
    assert all(label_format.recognise(file.read_bytes()) for file in files)
    assert [
        each.name
        for each in LABEL_FORMATS
        for file in files[:1]
        if file.suffix == each.suffix and each.recognise(file.read_bytes())
    ] == [label_format.name]
    return [found for file in files for found in label_format.read(file)]


OF_IMAGES = [each for each in LABEL_FORMATS if each.name not in ("cvat-video", "mot")]
"""The others are of the frames of a recording, which have no names."""


@pytest.mark.parametrize("label_format", LABEL_FORMATS, ids=lambda each: each.name)
def test_every_format_says_what_made_it(tmp_path: Path, label_format: LabelFormat):
    written(label_format, tmp_path, [image(0)])
    assert any(b"made here" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


@pytest.mark.parametrize("label_format", [each for each in OF_IMAGES if each.name != "voc"], ids=lambda f: f.name)
def test_masks_are_the_same_after_writing_and_reading(tmp_path: Path, label_format: LabelFormat):
    images = [image(seed) for seed in range(6)]
    images.append(LabelledImage("b.png", WIDTH, HEIGHT, []))
    found = written(label_format, tmp_path, images)
    assert [each.file_name for each in found] == [each.file_name for each in images]
    for before, after in zip(images, found, strict=True):
        assert after.problem == "" and np.array_equal(before.mask(), after.mask())


@pytest.mark.parametrize("label_format", [each for each in LABEL_FORMATS if each.name != "coco"], ids=lambda f: f.name)
def test_boxes_stay_boxes_with_their_lesion(tmp_path: Path, label_format: LabelFormat):
    box = LabelledObject(lesion="001-002_1", box_xywh=(3.0, 4.0, 20.0, 10.0))
    (found,) = written(label_format, tmp_path, [LabelledImage("a.png", WIDTH, HEIGHT, [box])])
    (again,) = found.objects
    assert again.box_xywh == pytest.approx(box.box_xywh, abs=1e-4) and not again.has_area and not found.mask().any()
    # YOLO has no tracks, and those of MOT are numbers.
    assert again.lesion == ("" if label_format.name in ("yolo", "mot") else box.lesion)


@pytest.mark.parametrize("label_format", LABEL_FORMATS, ids=lambda each: each.name)
def test_tracks_are_the_same_after_writing_and_reading(tmp_path: Path, label_format: LabelFormat):
    """Two tracks, of which one ends and comes again, in frames that do not begin with the first."""
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[4:12, 6:20] = mask[20:30, 30:50] = True
    one, two = find_regions(mask)
    frames = {3: [(one, "7")], 4: [(one, "7"), (two, "12")], 5: [], 6: [(two, "12")], 7: [(one, "7")]}
    images = [
        LabelledImage(
            f"{frame:06d}.png",
            WIDTH,
            HEIGHT,
            [LabelledObject.of_region(region, HEIGHT, WIDTH, lesion) for region, lesion in regions],
            frame_index=frame,
        )
        for frame, regions in frames.items()
    ]
    of_images = label_format in OF_IMAGES
    found = {
        (int(Path(each.file_name).stem) if of_images else each.frame_index): each
        for each in written(label_format, tmp_path, images)
    }
    for image in images:
        again = found.get(image.frame_index)
        assert again is not None or not (of_images or image.objects)
        objects = [] if again is None else again.objects
        lesions = ["" if label_format.name == "yolo" else each.lesion for each in image.objects]
        assert [each.lesion for each in objects] == lesions
        for before, after in zip(image.objects, objects, strict=True):
            if label_format.name in ("voc", "mot"):
                assert after.box_xywh == before.box_xywh and not after.has_area
            else:
                assert np.array_equal(after.mask(HEIGHT, WIDTH), before.mask(HEIGHT, WIDTH))


def test_coco_files_are_those_of_pycocotools(tmp_path: Path):
    images = [image(seed) for seed in range(4)]
    written(LABEL_FORMATS[0], tmp_path, images)
    read = COCO(str(tmp_path / "coco.json"))
    for number, each in enumerate(images, 1):
        masks = [read.annToMask(annotation) for annotation in read.imgToAnns[number]]
        assert np.array_equal(np.any(masks, axis=0), each.mask())


@pytest.mark.parametrize("seed", range(8))
def test_run_lengths_are_those_of_pycocotools_and_outlines_fill_the_same_pixels(seed: int):
    mask = random_mask(seed)
    ours = runs_of(mask.T)
    theirs = coco_mask.decode(coco_mask.frPyObjects({"size": list(mask.shape), "counts": ours.tolist()}, *mask.shape))
    assert np.array_equal(theirs > 0, mask) and np.array_equal(mask_of_runs(ours, *mask.T.shape).T, mask)
    polygons = [list(polygon) for polygon in outline_polygons(mask)]
    filled = coco_mask.decode(coco_mask.merge(coco_mask.frPyObjects(polygons, *mask.shape)))
    assert np.array_equal(filled > 0, mask)


def test_masks_of_cvat_are_runs_of_rows_inside_their_box(tmp_path: Path):
    """The example of CVAT's documentation of its XML: runs begin with background."""
    mask = np.zeros((6, 8), np.bool_)
    mask[1:3, 2:5] = True
    mask[1, 2] = False
    assert encode_mask(mask) == {"rle": "1, 5", "left": "2", "top": "1", "width": "3", "height": "2"}
    (tmp_path / "a.xml").write_text(
        '<annotations><image id="0" name="x.png" width="8" height="6">'
        '<mask label="polyp" rle="1, 5" left="2" top="1" width="3" height="2"/></image></annotations>'
    )
    assert np.array_equal(read_cvat(tmp_path / "a.xml")[0].mask(), mask)


def test_tracks_of_cvat_have_a_lesion_in_each_frame(tmp_path: Path):
    (tmp_path / "a.xml").write_text(
        "<annotations><meta><task><original_size><width>8</width><height>6</height></original_size>"
        '<source>clip.mp4</source></task></meta><track id="4" label="polyp">'
        '<box frame="7" outside="0" xtl="1" ytl="1" xbr="4" ybr="3"/><box frame="8" outside="1" xtl="1" ytl="1" '
        'xbr="4" ybr="3"/></track><track id="5" label="polyp"><mask frame="7" outside="0" rle="0, 4" left="0" top="0" '
        'width="2" height="2"/></track></annotations>'
    )
    seven, eight = read_cvat(tmp_path / "a.xml")
    assert (seven.frame_index, eight.frame_index, seven.file_name) == (7, 8, "clip.mp4")
    assert [(each.lesion, each.has_area) for each in seven.objects] == [("4", False), ("5", True)]
    assert not eight.objects and seven.mask().sum() == 4


def test_boxes_of_real_colon_have_lesion_ids(tmp_path: Path):
    (tmp_path / "001-001_9.xml").write_text(
        "<annotation><folder>001-001_frames</folder><filename>001-001_9.jpg</filename><size><width>1350</width>"
        "<height>1080</height><depth>3</depth></size><object><name>lesion</name><unique_id>001-001_2</unique_id>"
        "<box_id>1</box_id><bndbox><xmin>650</xmin><ymin>380</ymin><xmax>700</xmax><ymax>480</ymax></bndbox></object>"
        "</annotation>"
    )
    ((box,),) = [each.objects for each in read_voc(tmp_path / "001-001_9.xml")]
    assert (box.category, box.lesion, box.box_xywh) == ("lesion", "001-001_2", (650.0, 380.0, 50.0, 100.0))
    assert box.is_polyp and not box.has_area


def labelme(path: Path, **shape: object) -> LabelledImage:
    content = {
        "imagePath": "..\\x\\a.jpg",
        "imageHeight": 30,
        "imageWidth": 40,
        "shapes": [{"label": "polyp", **shape}],
    }
    path.write_text(json.dumps(content))
    return read_labelme(path)[0]


def test_shapes_of_labelme(tmp_path: Path):
    path = tmp_path / "a.json"
    polygon = labelme(path, shape_type="polygon", points=[[2, 2], [12, 2], [12, 7], [2, 7]], group_id=3)
    assert (polygon.file_name, polygon.mask().sum(), polygon.objects[0].lesion) == ("a.jpg", 50, "3")
    assert labelme(path, shape_type="circle", points=[[20, 15], [25, 15]]).mask().sum() == pytest.approx(78, abs=3)
    assert labelme(path, shape_type="rectangle", points=[[9, 8], [2, 2]]).objects[0].box_xywh == (2, 2, 7, 6)
    assert "line is no area" in labelme(path, shape_type="line", points=[[1, 1], [2, 2]]).problem_of()
    assert (
        labelme(path, shape_type="polygon", points=[[2, 2], [90, 2], [12, 7]]).problem_of()
        == "a polygon outside the image"
    )


def test_yolo_names_classes_by_their_file(tmp_path: Path):
    Image.new("RGB", (20, 10)).save(tmp_path / "a.png")
    (tmp_path / "a.txt").write_text("1 0.5 0.5 0.4 0.4\n0 0.1 0.1 0.5 0.1 0.5 0.5\n")
    assert [each.category for each in read_yolo(tmp_path / "a.txt")[0].objects] == ["1", "0"]
    (tmp_path / "data.yaml").write_text("names: [polyp, tool]\n")
    (found,) = read_yolo(tmp_path / "a.txt")
    assert [each.category for each in found.objects] == ["tool", "polyp"]
    assert found.objects[0].box_xywh == pytest.approx((6, 3, 8, 4))
    (tmp_path / "a.png").unlink()
    assert read_yolo(tmp_path / "a.txt")[0].problem == "no image of its name"


HOSTILE = {
    "cvat": '<annotations><image name="a" width="{n}" height="{n}"><mask label="polyp" rle="{n}" left="{n}" top="0" '
    'width="{n}" height="{n}"/><box xtl="{n}" ytl="1" xbr="2" ybr="2"/></image></annotations>',
    "voc": "<annotation><size><width>{n}</width><height>{n}</height></size><object><name>polyp</name><bndbox><xmin>{n}"
    "</xmin><ymin>1</ymin><xmax>{n}</xmax><ymax>3</ymax></bndbox></object></annotation>",
    "yolo": "0 {n} {n} {n} {n}",
    "labelme": '{{"imagePath": "a", "imageHeight": {n}, "imageWidth": {n}, "shapes": [{{"label": "polyp", '
    '"shape_type": "mask", "points": [[{n}, 1]], "mask": "AAAA"}}]}}',
    "datumaro": '{{"categories": {{"label": {{"labels": [{{"name": "polyp"}}]}}}}, "items": [{{"id": "a", "image": '
    '{{"size": [{n}, {n}]}}, "annotations": [{{"type": "mask", "label_id": 0, "rle": {{"counts": [{n}]}}}}]}}]}}',
}


def test_mot_without_a_description_takes_the_size_of_the_pictures(tmp_path: Path):
    (tmp_path / "gt").mkdir()
    (tmp_path / "img1").mkdir()
    file = tmp_path / "gt" / "gt.txt"
    file.write_text("2,7,1,2,3,4,1,1,1\n1,7.0,1,2,3,4\n", encoding="utf-8-sig")
    (tmp_path / "gt" / "labels.txt").write_text("polyp\n", encoding="utf-16")
    with pytest.raises(DatasetError, match=r"frames of .*gt\.txt is unknown\. Add .*seqinfo\.ini with imWidth .*img1"):
        read_mot(file)
    for name in ("0001.jpg", "0002.jpg"):
        Image.new("RGB", (WIDTH, HEIGHT)).save(tmp_path / "img1" / name)
    found = read_mot(file)
    assert [(each.file_name, each.width_px, each.height_px, each.frame_index) for each in found] == [
        ("0001.jpg", WIDTH, HEIGHT, 0),
        ("0002.jpg", WIDTH, HEIGHT, 1),
    ]
    assert {(each.lesion, each.category) for image in found for each in image.objects} == {("7", "polyp")}


def test_yolo_takes_no_picture_whose_name_only_begins_like_the_file(tmp_path: Path):
    (tmp_path / "a.txt").write_text("0 0.1 0.1 0.5 0.1 0.5 0.5\n")
    Image.new("RGB", (WIDTH, HEIGHT)).save(tmp_path / "a.b.png")
    assert read_yolo(tmp_path / "a.txt")[0].problem == "no image of its name"
    Image.new("RGB", (WIDTH, HEIGHT)).save(tmp_path / "a.png")
    assert read_yolo(tmp_path / "a.txt")[0].file_name == "a.png"


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("number", ["inf", "nan", "1e300", "-1", "0", "4000000000", "9" * 400, "x"])
def test_absurd_numbers_end_in_a_sentence(tmp_path: Path, name: str, number: str):
    label_format = next(each for each in LABEL_FORMATS if each.name == name)
    path = tmp_path / f"a{label_format.suffix}"
    path.write_text(HOSTILE[name].format(n=number))
    Image.new("RGB", (20, 10)).save(tmp_path / "a.png")
    label_format.recognise(path.read_bytes())
    try:
        found = label_format.read(path)
    except DatasetError as error:
        assert path.name in str(error)
    else:
        assert all(each.problem or not each.mask().any() for each in found)


@pytest.mark.parametrize("label_format", LABEL_FORMATS, ids=lambda f: f.name)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[]", b"{}", b"<a/>", b"<annotations", b'{"items": 3}'])
def test_files_of_another_kind_are_refused(tmp_path: Path, label_format: LabelFormat, content: bytes):
    path = tmp_path / f"a{label_format.suffix}"
    path.write_bytes(content)
    try:
        found = label_format.read(path)
    except DatasetError as error:
        assert path.name in str(error)
    else:
        assert not any(each.objects for each in found)
