#!/usr/bin/env python3
"""Makes a golden file of LPIPS on a VGG-16 of few channels, for the tests to compare with.

Usage:
  make_lpips_golden.py -o FOLDER

The network is torchvision's vgg16 with random weights and 3 to 8 channels in the place of 64 to 512:
its names, its order of layers, its places. FOLDER gets lpips_vgg.pth and lpips_lin.pth with the names
that the published files have, two pictures (lpips_a.npy, lpips_b.npy, [1, 3, 48, 48] in -1..1) and
lpips.json with their distance and what each layer adds to it. The formula is that of Zhang et al., 2018
(The Unreasonable Effectiveness of Deep Features as a Perceptual Metric, equation 1) in the form of the
published package, version 0.1: (x - shift) / scale per channel, features after the last ReLU of each
block, divided by their length over the channels plus 1e-10, squared differences, weighted by a
convolution of one output without bias, averaged over the places, summed over the layers.
Needs a Python with PyTorch and NumPy.
"""

import argparse
import json
import os
from collections import OrderedDict

import numpy as np
import torch
import torch.nn.functional as F

# Indices of torchvision's vgg16().features; "M" halves.
CONVOLUTIONS = [[0, 2], [5, 7], [10, 12, 14], [17, 19, 21], [24, 26, 28]]
WIDTHS = [3, 4, 6, 8, 8]
SHIFT = torch.tensor([-0.030, -0.088, -0.188]).view(1, 3, 1, 1)
SCALE = torch.tensor([0.458, 0.448, 0.450]).view(1, 3, 1, 1)
SIDE = 48


def network():
    vgg = OrderedDict()
    before = 3
    for block, width in zip(CONVOLUTIONS, WIDTHS):
        for index in block:
            vgg[f"features.{index}.weight"] = torch.randn(width, before, 3, 3) * (2 / (9 * before)) ** 0.5
            vgg[f"features.{index}.bias"] = torch.randn(width) * 0.1
            before = width
    # What the classifier would have; nobody needs it.
    vgg["classifier.0.weight"] = torch.randn(2, 8)
    vgg["classifier.0.bias"] = torch.randn(2)
    lin = OrderedDict((f"lin{i}.model.1.weight", torch.rand(1, w, 1, 1)) for i, w in enumerate(WIDTHS))
    return vgg, lin


def features(vgg, image):
    x = (image - SHIFT) / SCALE
    taps = []
    for number, block in enumerate(CONVOLUTIONS):
        if number:
            x = F.max_pool2d(x, 2, 2)
        for index in block:
            x = F.relu(F.conv2d(x, vgg[f"features.{index}.weight"], vgg[f"features.{index}.bias"], padding=1))
        taps.append(x / (x.pow(2).sum(1, keepdim=True).sqrt() + 1e-10))
    return taps


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-o", required=True, metavar="FOLDER")
    folder = parser.parse_args().o
    os.makedirs(folder, exist_ok=True)
    torch.manual_seed(1)
    vgg, lin = network()
    smooth = F.interpolate(torch.randn(2, 3, 6, 6), size=SIDE, mode="bilinear", align_corners=False)
    a, b = smooth.clamp(-1, 1).split(1)
    b = 0.7 * a + 0.3 * b
    layers = []
    for i, (x, y) in enumerate(zip(features(vgg, a), features(vgg, b))):
        layers.append(F.conv2d((x - y) ** 2, lin[f"lin{i}.model.1.weight"]).mean().item())
    torch.save(vgg, os.path.join(folder, "lpips_vgg.pth"))
    torch.save(lin, os.path.join(folder, "lpips_lin.pth"))
    np.save(os.path.join(folder, "lpips_a.npy"), a.numpy())
    np.save(os.path.join(folder, "lpips_b.npy"), b.numpy())
    with open(os.path.join(folder, "lpips.json"), "w") as out:
        json.dump({"distance": sum(layers), "layers": layers}, out)
        out.write("\n")


if __name__ == "__main__":
    main()
