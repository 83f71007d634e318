#!/usr/bin/env python3
"""Writes gradients of the public PyTorch implementation for the tests to compare with.

Usage:
  make_gradient_golden.py --anycost PATH --generator G.pt --resolution 64 [--ratio 1] [--half] -o OUT.npy
  make_gradient_golden.py --anycost PATH --random config-f --resolution 256 --ratio 0.5 -o OUT.npy

PATH is a checkout of the public code (mit-han-lab/anycost-gan on GitHub), which is not part of this
repository; G.pt holds a generator under g_ema. The number that is differentiated is the sum of the
picture times sin(5 i / n) over its n values i, without noise, in double precision. The file holds, float32 [1, 2 nStyles, styleDim], the gradient with
respect to the style code and behind it the style code, a drawn face with a style of its own for every
layer. --half rounds the weights as a bundle stores them in half precision. --random draws the weights as the
studio's benchmarks do (RandomGenerator, seed 1), up to 256 px, so that both sides make the same ones. Needs a Python with PyTorch
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
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--generator")
    source.add_argument("--random", choices=["config-f"])
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

    if options.random:
        state = random_state(numpy, torch)
    else:
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
    # Noise is not used, and random weights come without it.
    generator.load_state_dict(state, strict=not options.random)
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


RESOLUTION, WIDEST, DIMENSION, MAPPING_LAYERS, SEED = 256, 512, 512, 8, 1


def random_state(numpy, torch):
    """The weights of the studio's RandomGenerator: what is drawn depends on the order of the names."""
    state = {}
    skipped = []

    def add(name, values, *shape):
        state[name] = torch.from_numpy(numpy.asarray(values, numpy.float32).reshape(shape).copy())

    def normal(name, deviation, *shape):
        count = int(numpy.prod(shape))
        stream = len(state) + len(skipped)
        add(name, seeded_noise(numpy, SEED, stream, count) * numpy.float32(deviation), *shape)

    def modulated(name, inputs, outputs, kernel):
        normal(name + ".conv.weight", 1, 1, outputs, inputs, kernel, kernel)
        normal(name + ".conv.modulation.weight", 1, inputs, DIMENSION)
        add(name + ".conv.modulation.bias", numpy.ones(inputs), inputs)

    def styled(name, inputs, outputs):
        modulated(name, inputs, outputs, 3)
        add(name + ".noise.weight", [0.1], 1)
        normal(name + ".activate.bias", 0.1, outputs)
        skipped.append("noise")

    def to_rgb(name, inputs):
        modulated(name, inputs, 3, 1)
        normal(name + ".bias", 0.1, 1, 3, 1, 1)

    def blur(name):
        taps = numpy.array([1, 3, 3, 1], numpy.float32)
        add(name, numpy.outer(taps, taps) / 16, 4, 4)

    def width(resolution):
        return min(WIDEST, 2 * 16384 // resolution)

    for layer in range(1, MAPPING_LAYERS + 1):
        normal(f"style.{layer}.weight", 100, DIMENSION, DIMENSION)
        normal(f"style.{layer}.bias", 10, DIMENSION)
    normal("input.input", 1, 1, width(4), 4, 4)
    styled("conv1", width(4), width(4))
    to_rgb("to_rgb1", width(4))
    resolution, convolution = 8, 0
    while resolution <= RESOLUTION:
        styled(f"convs.{convolution}", width(resolution // 2), width(resolution))
        blur(f"convs.{convolution}.conv.blur.kernel")
        styled(f"convs.{convolution + 1}", width(resolution), width(resolution))
        to_rgb(f"to_rgbs.{convolution // 2}", width(resolution))
        blur(f"to_rgbs.{convolution // 2}.upsample.kernel")
        resolution, convolution = 2 * resolution, convolution + 2
    return state


def seeded_noise(numpy, seed, layer, count):
    """SplitMix64 and Box-Muller, as the studio's SeededNormal documents them."""

    def mix(word):
        word = (word ^ (word >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        word = (word ^ (word >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return word ^ (word >> numpy.uint64(31))

    def wrapped(value):
        return numpy.array([value % 2**64], numpy.uint64)

    start = mix(wrapped(seed + (layer + 1) * 0xD1B54A32D192ED03))
    steps = numpy.arange(1, count + count % 2 + 1, dtype=numpy.uint64)
    words = mix(start + steps * numpy.uint64(0x9E3779B97F4A7C15))
    uniforms = (words >> numpy.uint64(11)).astype(numpy.float64) * 2.0**-53
    radius = numpy.sqrt(-2 * numpy.log(1 - uniforms[0::2]))
    angle = 2 * numpy.pi * uniforms[1::2]
    values = numpy.empty(count + count % 2)
    values[0::2] = radius * numpy.cos(angle)
    values[1::2] = radius * numpy.sin(angle)
    return values[:count].astype(numpy.float32)


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
