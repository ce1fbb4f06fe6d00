"""A plain script that annotates a video without this program, for comparison with `polyp-annotate`.

    python benchmarks/plain_script.py CLIP OUT.mp4 [MODEL]

Decodes with OpenCV, runs the network of segmentation_models_pytorch in eager full precision, blends with numpy and
encodes with OpenCV. Prints the frame count and the seconds from the first decoded frame to the closed file, as JSON.
"""

import json
import sys
import time

import cv2
import numpy as np
import segmentation_models_pytorch as smp
import torch
from safetensors.torch import load_file

from resources import MODEL_FILE

SIDE = 256
MEAN = np.array([0.485, 0.456, 0.406], np.float32)
STD = np.array([0.229, 0.224, 0.225], np.float32)
GREEN = np.array([0, 255, 0], np.float32)


def main(clip: str, out: str, model_file: str = str(MODEL_FILE)) -> None:
    model = smp.Unet("resnet34", encoder_weights=None, classes=1)
    tensors = load_file(model_file)
    model.load_state_dict({name: tensors[name].float() for name in model.state_dict()})
    model.eval()

    capture = cv2.VideoCapture(clip)
    width, height = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
    writer = cv2.VideoWriter(out, cv2.VideoWriter_fourcc(*"mp4v"), capture.get(cv2.CAP_PROP_FPS), (width, height))
    side = max(width, height)
    left, top = (side - width) // 2, (side - height) // 2

    frames = 0
    start = time.perf_counter()
    while True:
        found, frame = capture.read()
        if not found:
            break
        padded = cv2.copyMakeBorder(
            frame, top, side - height - top, left, side - width - left, cv2.BORDER_CONSTANT, value=(0, 0, 0)
        )
        square = cv2.cvtColor(cv2.resize(padded, (SIDE, SIDE), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)
        normalised = (square.astype(np.float32) / 255 - MEAN) / STD
        with torch.inference_mode():
            logits = model(torch.from_numpy(normalised).permute(2, 0, 1)[None])
        probability = torch.sigmoid(logits)[0, 0].numpy()
        mask = cv2.resize(probability, (side, side))[top : top + height, left : left + width] >= 0.5
        blended = frame.astype(np.float32)
        blended[mask] = 0.6 * blended[mask] + 0.4 * GREEN
        writer.write(blended.astype(np.uint8))
        frames += 1
    writer.release()
    json.dump({"frames": frames, "seconds": time.perf_counter() - start}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
