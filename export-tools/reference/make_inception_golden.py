#!/usr/bin/env python3
"""Makes golden files of Inception v3 with few channels, for the tests to compare with.

Usage:
  make_inception_golden.py -o FOLDER

The network is that of Szegedy et al., 2016, with torchvision's names and random weights, 2 or 3 channels in
the place of 32 to 448. FOLDER gets inception_fid.pth with 1008 classes and inception_torchvision.pth with
1000, which share all other weights, and inception.json with the features of one picture of 299 px in both:
that of the published FID leaves the border out of its averages and ends with a maximum. The picture is
sin((x (c + 1) + 2 y) / 17) for colour c. Needs a Python with PyTorch.
"""

import argparse
import json
import os
from collections import OrderedDict

import torch
import torch.nn.functional as F

SIDE = 299


class Network:
    def __init__(self, published, weights):
        self.published, self.weights = published, weights

    def conv(self, x, name, kernel, stride=1, pad=(0, 0)):
        key = name + ".conv.weight"
        if key not in self.weights:
            out = 2 + len(self.weights) % 2
            fan = x.shape[1] * kernel[0] * kernel[1]
            self.weights[key] = torch.randn(out, x.shape[1], *kernel) * (2 / fan) ** 0.5
            self.weights[name + ".bn.weight"] = 0.5 + torch.rand(out)
            self.weights[name + ".bn.bias"] = 0.3 + 0.3 * torch.rand(out)
            self.weights[name + ".bn.running_mean"] = 0.2 * torch.randn(out)
            self.weights[name + ".bn.running_var"] = 0.5 + torch.rand(out)
        w = self.weights
        x = F.conv2d(x, w[key], stride=stride, padding=pad)
        x = F.batch_norm(
            x, w[name + ".bn.running_mean"], w[name + ".bn.running_var"], w[name + ".bn.weight"],
            w[name + ".bn.bias"], eps=0.001)
        return F.relu(x)

    def average(self, x):
        return F.avg_pool2d(x, 3, 1, 1, count_include_pad=not self.published)

    def features(self, x):
        c = self.conv
        x = c(x, "Conv2d_1a_3x3", (3, 3), 2)
        x = c(x, "Conv2d_2a_3x3", (3, 3))
        x = c(x, "Conv2d_2b_3x3", (3, 3), 1, (1, 1))
        x = F.max_pool2d(x, 3, 2)
        x = c(x, "Conv2d_3b_1x1", (1, 1))
        x = c(x, "Conv2d_4a_3x3", (3, 3))
        x = F.max_pool2d(x, 3, 2)
        for b in ("Mixed_5b.", "Mixed_5c.", "Mixed_5d."):
            five = c(c(x, b + "branch5x5_1", (1, 1)), b + "branch5x5_2", (5, 5), 1, (2, 2))
            three = c(c(x, b + "branch3x3dbl_1", (1, 1)), b + "branch3x3dbl_2", (3, 3), 1, (1, 1))
            three = c(three, b + "branch3x3dbl_3", (3, 3), 1, (1, 1))
            pool = c(self.average(x), b + "branch_pool", (1, 1))
            x = torch.cat([c(x, b + "branch1x1", (1, 1)), five, three, pool], 1)
        b = "Mixed_6a."
        three = c(c(x, b + "branch3x3dbl_1", (1, 1)), b + "branch3x3dbl_2", (3, 3), 1, (1, 1))
        three = c(three, b + "branch3x3dbl_3", (3, 3), 2)
        x = torch.cat([c(x, b + "branch3x3", (3, 3), 2), three, F.max_pool2d(x, 3, 2)], 1)
        for b in ("Mixed_6b.", "Mixed_6c.", "Mixed_6d.", "Mixed_6e."):
            seven = c(c(x, b + "branch7x7_1", (1, 1)), b + "branch7x7_2", (1, 7), 1, (0, 3))
            seven = c(seven, b + "branch7x7_3", (7, 1), 1, (3, 0))
            twice = c(c(x, b + "branch7x7dbl_1", (1, 1)), b + "branch7x7dbl_2", (7, 1), 1, (3, 0))
            twice = c(twice, b + "branch7x7dbl_3", (1, 7), 1, (0, 3))
            twice = c(twice, b + "branch7x7dbl_4", (7, 1), 1, (3, 0))
            twice = c(twice, b + "branch7x7dbl_5", (1, 7), 1, (0, 3))
            pool = c(self.average(x), b + "branch_pool", (1, 1))
            x = torch.cat([c(x, b + "branch1x1", (1, 1)), seven, twice, pool], 1)
        b = "Mixed_7a."
        three = c(c(x, b + "branch3x3_1", (1, 1)), b + "branch3x3_2", (3, 3), 2)
        seven = c(c(x, b + "branch7x7x3_1", (1, 1)), b + "branch7x7x3_2", (1, 7), 1, (0, 3))
        seven = c(c(seven, b + "branch7x7x3_3", (7, 1), 1, (3, 0)), b + "branch7x7x3_4", (3, 3), 2)
        x = torch.cat([three, seven, F.max_pool2d(x, 3, 2)], 1)
        for b in ("Mixed_7b.", "Mixed_7c."):
            three = c(x, b + "branch3x3_1", (1, 1))
            three = torch.cat(
                [c(three, b + "branch3x3_2a", (1, 3), 1, (0, 1)), c(three, b + "branch3x3_2b", (3, 1), 1, (1, 0))], 1)
            twice = c(c(x, b + "branch3x3dbl_1", (1, 1)), b + "branch3x3dbl_2", (3, 3), 1, (1, 1))
            twice = torch.cat(
                [c(twice, b + "branch3x3dbl_3a", (1, 3), 1, (0, 1)), c(twice, b + "branch3x3dbl_3b", (3, 1), 1, (1, 0))],
                1)
            last = self.published and b == "Mixed_7c."
            pool = c(F.max_pool2d(x, 3, 1, 1) if last else self.average(x), b + "branch_pool", (1, 1))
            x = torch.cat([c(x, b + "branch1x1", (1, 1)), three, twice, pool], 1)
        return x.mean((2, 3))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-o", required=True, metavar="FOLDER")
    folder = parser.parse_args().o
    torch.manual_seed(1)
    weights = OrderedDict()
    y, x = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    image = torch.stack([torch.sin((x * (c + 1) + 2 * y) / 17) for c in range(3)])[None]
    golden = {}
    for name, classes in (("fid", 1008), ("torchvision", 1000)):
        golden[name] = Network(name == "fid", weights).features(image)[0].tolist()
        last = OrderedDict({"fc.weight": torch.zeros(classes, len(golden[name])), "fc.bias": torch.zeros(classes)})
        torch.save(OrderedDict(**weights, **last), os.path.join(folder, f"inception_{name}.pth"))
    with open(os.path.join(folder, "inception.json"), "w") as out:
        json.dump(golden, out)
        out.write("\n")


if __name__ == "__main__":
    main()
