#!/usr/bin/env python3
"""Cuts squares out of photos as the portraits of FFHQ are made, for the tests to compare with.

Usage:
  make_cutout_golden.py -o FOLDER

A photo of smooth colours and edges is drawn, and squares that leave it are cut out of it. The steps
follow what the public recalculation tool of the data set does (Karras et al., 2019): surroundings of
the square with room of a tenth of its side, mirrored outwards by three tenths of it at least, going
over into a picture blurred by a fiftieth of it from a third of that distance inside the border on, and
outside into the median colour; then 4096 pixels by bilinear interpolation, averaged to the size that is
asked for. FOLDER gets photo.png, one PNG a square, and squares.json with centre and axis of each.
Needs a Python with NumPy and Pillow.
"""

import argparse
import json
import math
import os

import numpy as np
from PIL import Image

SQUARES = {
    "inside": (150, 130, 40, 0),
    "corner": (40, 30, 90, 0),
    "turned": (250, 160, 70, 30),
    "beyond": (160, 210, 200, -20),
}
SIDE = 100


def photo():
    y, x = np.mgrid[0:240, 0:320] + 0.5
    red = 127 + 100 * np.sin(x / 23) * np.cos(y / 31)
    green = 40 + 0.6 * x
    blue = np.where(np.hypot(x - 60, y - 50) < 30, 230, 60)
    blue = np.where((x + y) % 40 < 20, blue, blue * 0.7)
    return np.uint8(np.clip(np.rint(np.stack([red, green, blue], -1)), 0, 255))


def gaussian(picture, deviation):
    reach = int(4 * deviation + 0.5)
    taps = np.exp(-np.arange(-reach, reach + 1) ** 2 / (2 * deviation**2))
    taps /= taps.sum()
    for axis in (0, 1):
        widths = [(0, 0)] * 3
        widths[axis] = (reach, reach)
        padded = np.pad(picture, widths, "symmetric")
        length = picture.shape[axis]
        picture = sum(
            tap * np.take(padded, np.arange(i, i + length), axis) for i, tap in enumerate(taps)
        )
    return picture


def cut(picture, centre, axis, side):
    centre, axis = np.array(centre, float), np.array(axis, float)
    down = np.array([-axis[1], axis[0]])
    quad = np.stack([centre - axis - down, centre - axis + down, centre + axis + down, centre + axis - down])
    length = 2 * math.hypot(*axis)
    shrink = int(math.floor(length / side * 0.5))
    image = picture.astype(np.float64)
    if shrink > 1:
        height, width = image.shape[0] // shrink, image.shape[1] // shrink
        image = np.asarray(Image.fromarray(picture).resize((width, height), Image.LANCZOS), float)
        quad, length = quad / shrink, length / shrink
    height, width = image.shape[:2]
    room = max(int(np.rint(length * 0.1)), 3)
    low, high = np.floor(quad.min(0)).astype(int), np.ceil(quad.max(0)).astype(int)
    left, top = np.maximum(low - room, 0)
    right, bottom = np.minimum(high + room, (width, height))
    image, quad = image[top:bottom, left:right], quad - (left, top)
    height, width = image.shape[:2]
    low, high = np.floor(quad.min(0)).astype(int), np.ceil(quad.max(0)).astype(int)
    margins = np.maximum([*(room - low), *(high - (width, height) + room)], 0)
    if margins.max() > room - 4:
        margins = np.maximum(margins, int(np.rint(length * 0.3)))
        image = np.pad(image, ((margins[1], margins[3]), (margins[0], margins[2]), (0, 0)), "reflect")
        height, width = image.shape[:2]
        y, x = np.mgrid[0:height, 0:width]
        across = np.minimum(x / margins[0], (width - 1 - x) / margins[2])
        along = np.minimum(y / margins[1], (height - 1 - y) / margins[3])
        mask = np.maximum(1 - across, 1 - along)[..., None]
        image = image + (gaussian(image, length * 0.02) - image) * np.clip(3 * mask + 1, 0, 1)
        image = image + (np.median(image, axis=(0, 1)) - image) * np.clip(mask, 0, 1)
        quad = quad + margins[:2]
    image = Image.fromarray(np.uint8(np.clip(np.rint(image), 0, 255)))
    # Pillow's places are those of corners of pixels, as the square's.
    image = image.transform((4096, 4096), Image.QUAD, quad.flatten(), Image.BILINEAR)
    return image.resize((side, side), Image.LANCZOS)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-o", "--output", required=True)
    folder = parser.parse_args().output
    os.makedirs(folder, exist_ok=True)
    picture = photo()
    Image.fromarray(picture).save(os.path.join(folder, "photo.png"))
    squares = {}
    for name, (x, y, half, degrees) in SQUARES.items():
        angle = math.radians(degrees)
        axis = (half * math.cos(angle), half * math.sin(angle))
        cut(picture, (x, y), axis, SIDE).save(os.path.join(folder, name + ".png"))
        squares[name] = {"centre": [x, y], "axis": list(axis)}
    with open(os.path.join(folder, "squares.json"), "w") as out:
        json.dump(squares, out, indent=2)
        out.write("\n")


if __name__ == "__main__":
    main()
