#!/usr/bin/env python3
"""Writes gradients of the public PyTorch implementation for the tests to compare with.

Usage:
  make_gradient_golden.py --anycost PATH --generator G.pt --resolution 64 [--ratio 1] [--half] -o OUT.npy

PATH is a checkout of the public code (mit-han-lab/anycost-gan on GitHub), which is not part of this
repository; G.pt holds a generator under g_ema. The number that is differentiated is the sum of the
picture times sin(5 i / n) over its n values i, without noise, in double precision. The file holds, float32 [1, 2 nStyles, styleDim], the gradient with
respect to the style code and behind it the style code, a drawn face with a style of its own for every
layer. --half rounds the weights as a bundle stores them in half precision. Needs a Python with PyTorch
and NumPy (Debian's python3-torch serves).
"""

import argparse
import math
import os
import sys
import types


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--anycost", required=True)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--resolution", type=int, required=True)
    parser.add_argument("--ratio", type=float, default=1.0)
    parser.add_argument("--half", action="store_true")
    parser.add_argument("-o", "--output", required=True)
    options = parser.parse_args()
    os.environ["FORCE_NATIVE"] = "1"
    import numpy
    import torch

    vision = types.ModuleType("torchvision")
    vision.models = types.ModuleType("torchvision.models")
    sys.modules.setdefault("torchvision", vision)
    sys.path.insert(0, options.anycost)
    from models.anycost_gan import Generator
    from models.dynamic_channel import set_uniform_channel_ratio

    state = torch.load(options.generator, map_location="cpu")["g_ema"]
    convolutions = len([name for name in state if name.startswith("convs.") and name.endswith(".conv.weight")])
    resolution = 4 << convolutions // 2
    top = state[f"convs.{convolutions - 1}.conv.weight"].shape[1]
    widest = max(weight.shape[1] for name, weight in state.items() if name.endswith(".conv.weight"))
    layers = len([name for name in state if name.startswith("style.") and name.endswith(".weight")])
    generator = Generator(
        resolution,
        style_dim=state["style.1.weight"].shape[1],
        n_mlp=layers,
        channel_multiplier=top * resolution / 16384,
        channel_max=widest,
    )
    generator.load_state_dict(state)
    generator.eval()
    if options.half:
        halve(generator, torch)
    dimension = state["style.1.weight"].shape[1]
    generator.double()
    with torch.no_grad():
        torch.manual_seed(1)
        code = generator.style(torch.randn(generator.n_style, dimension).double()).float().double()
    code = code.view(1, -1, dimension).requires_grad_(True)
    set_uniform_channel_ratio(generator, options.ratio)
    generator.target_res = options.resolution
    noise = [torch.zeros(1, 1, 1, 1).double()] * 64
    image, _ = generator(code, noise=noise, input_is_style=True)
    weights = torch.sin(5 * torch.arange(image.numel(), dtype=torch.float64) / image.numel()).float().double()
    (image * weights.view_as(image)).sum().backward()
    rows = torch.cat([code.grad, code.detach()], 1).float()
    numpy.save(options.output, rows.numpy())
    print(f"{options.output}: {tuple(image.shape)}, largest gradient {code.grad.abs().max().item():.4g}")


def halve(generator, torch):
    """Rounds weights where a bundle does: with the scale of their layer applied."""
    for name, parameter in generator.named_parameters():
        if name.endswith("conv.weight"):
            inputs, kernel = parameter.shape[2], parameter.shape[3]
            scale = 1 / math.sqrt(inputs * kernel * kernel)
        elif name.endswith("modulation.weight"):
            scale = 1 / math.sqrt(parameter.shape[1])
        elif name == "input.input":
            scale = 1
        else:
            continue
        parameter.data = (parameter.data * scale).half().float() / scale


if __name__ == "__main__":
    main()
