#!/usr/bin/env python3
"""Writes gradients of whole networks in double precision for the tests to compare with.

Usage:
  make_network_golden.py --networks FOLDER --bundle FOLDER -o FOLDER [--float32]

--networks holds perceptual_mobilenetv2.onnx and face_recognition.onnx, --bundle encoder.onnx and
attributes.onnx. An ONNX graph is computed by PyTorch's operators, one by one, with all weights and
values in float64, and differentiated by PyTorch's autograd with respect to the picture in -1..1:

  perceptual   the distance of two pictures of 64 px in f1..f5, each place divided by its length, a fifth each
  identity     the squared distance of two pictures of 150 px in the descriptor
  encoder      the sum of the styles of a picture of 256 px times sin(5 i / n) over their n values i
  attributes   the same of the logits
  inception    the same of an untrained network of Inception's kinds of blocks, 75 px; also written as
               inception.onnx

The pictures are those of picture(); equal pixels beside each other would leave a maximum to rounding. Every file is float32 [1, 1 + m]: the
value, and every k-th value of the gradient, k = (3 side^2 / 4000) | 1. --float32 tells in addition what
PyTorch itself loses in single precision. Needs PyTorch, NumPy and onnx (Debian's python3-torch and python3-onnx).
"""

import argparse
import os

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

SAMPLES = 4000


def picture(side, variant):
    """Smooth ramps and a little noise, 0..255, float64 [3, side, side]."""
    c, y, x = np.meshgrid(np.arange(3), np.arange(side), np.arange(side), indexing="ij")
    index = ((c * side + y) * side + x).astype(np.uint64)
    noise = ((index * 2654435761 + variant * 40503) % 2**32).astype(np.float64) / 2**27

    def ramps(t):
        return 2 * np.abs(t % 256 - 128)

    across = ramps(3 * x + 2 * (c + 1) * y + 70 * variant)
    down = ramps(5 * y - x + 40 * c + 31 * variant)
    return (2 * across + down) / 4 + noise


def tensor(side, dtype):
    """The picture that gradients are taken at, in -1..1 and as exact as float32."""
    return torch.tensor((picture(side, 0)[None] / 127.5 - 1).astype(np.float32)).to(dtype)


def target(side, dtype):
    """Another one as a file would have it, 0..255."""
    return torch.tensor(np.floor(picture(side, 1))[None]).to(dtype)


class Network:
    """Computes an ONNX graph with PyTorch."""

    def __init__(self, model, dtype):
        self.graph = model.graph
        self.dtype = dtype
        self.constants = {i.name: self.value(numpy_helper.to_array(i)) for i in model.graph.initializer}

    def value(self, array):
        return torch.tensor(np.array(array)).to(self.dtype) if array.dtype.kind == "f" else torch.tensor(np.array(array))

    def __call__(self, image):
        names = [i.name for i in self.graph.input if i.name not in self.constants]
        values = dict(self.constants, **{names[0]: image, "": None})
        for node in self.graph.node:
            attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
            result = getattr(self, node.op_type)([values[name] for name in node.input], attributes)
            values[node.output[0]] = result
        return {output.name: values[output.name] for output in self.graph.output}

    def Cast(self, x, a):
        floats = (TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.DOUBLE)
        return x[0].to(self.dtype if a["to"] in floats else torch.int64)

    def Constant(self, x, a):
        return self.value(numpy_helper.to_array(a["value"]))

    def Identity(self, x, a):
        return x[0]

    def Add(self, x, a):
        return x[0] + x[1]

    def Sub(self, x, a):
        return x[0] - x[1]

    def Mul(self, x, a):
        return x[0] * x[1]

    def Div(self, x, a):
        return x[0] / x[1]

    def MatMul(self, x, a):
        return x[0] @ x[1]

    def Relu(self, x, a):
        return F.relu(x[0])

    def Clip(self, x, a):
        return x[0].clamp(x[1].item(), x[2].item())

    def Concat(self, x, a):
        return torch.cat(x, a["axis"])

    def Flatten(self, x, a):
        return x[0].flatten(a.get("axis", 1))

    def Reshape(self, x, a):
        shape = [x[0].shape[i] if size == 0 else size for i, size in enumerate(x[1].tolist())]
        return x[0].reshape(shape)

    def Gemm(self, x, a):
        left = x[0].T if a.get("transA", 0) else x[0]
        right = x[1].T if a.get("transB", 0) else x[1]
        return a.get("alpha", 1.0) * (left @ right) + a.get("beta", 1.0) * x[2]

    def ReduceMean(self, x, a):
        axes = a["axes"] if "axes" in a else x[1].tolist()
        return x[0].mean(axes, keepdim=bool(a.get("keepdims", 1)))

    def GlobalAveragePool(self, x, a):
        return x[0].mean((2, 3), keepdim=True)

    def Pad(self, x, a):
        assert a.get("mode", b"constant") == b"constant"
        before_and_after = x[1].tolist()
        rank = len(before_and_after) // 2
        pads = []
        for axis in reversed(range(rank)):
            pads += [before_and_after[axis], before_and_after[axis + rank]]
        return F.pad(x[0], pads, value=x[2].item() if len(x) > 2 and x[2] is not None else 0.0)

    def padded(self, x, a, value, window):
        auto = a.get("auto_pad", b"NOTSET")
        assert auto in (b"NOTSET", b"VALID", b"SAME_UPPER")
        top, left, bottom, right = a.get("pads", [0, 0, 0, 0])
        if auto == b"SAME_UPPER":
            needed = []
            for axis, size in enumerate(x.shape[2:]):
                stride = a.get("strides", [1, 1])[axis]
                reach = (window[axis] - 1) * a.get("dilations", [1, 1])[axis] + 1
                needed.append(max(0, ((size + stride - 1) // stride - 1) * stride + reach - size))
            top, left = (total // 2 for total in needed)
            bottom, right = needed[0] - top, needed[1] - left
        return F.pad(x, [left, right, top, bottom], value=value)

    def Conv(self, x, a):
        return F.conv2d(
            self.padded(x[0], a, 0.0, x[1].shape[2:]),
            x[1],
            x[2] if len(x) > 2 else None,
            stride=a.get("strides", [1, 1]),
            dilation=a.get("dilations", [1, 1]),
            groups=a.get("group", 1),
        )

    def MaxPool(self, x, a):
        assert not a.get("ceil_mode", 0)
        return F.max_pool2d(self.padded(x[0], a, -float("inf"), a["kernel_shape"]), a["kernel_shape"], a.get("strides", [1, 1]))

    def AveragePool(self, x, a):
        assert not a.get("ceil_mode", 0)
        area = a["kernel_shape"][0] * a["kernel_shape"][1]
        strides = a.get("strides", [1, 1])
        sums = area * F.avg_pool2d(self.padded(x[0], a, 0.0, a["kernel_shape"]), a["kernel_shape"], strides)
        if a.get("count_include_pad", 0):
            return sums / area
        ones = self.padded(torch.ones_like(x[0]), a, 0.0, a["kernel_shape"])
        return sums / (area * F.avg_pool2d(ones, a["kernel_shape"], strides))


def distance(one, other, normalized):
    """Squared differences, summed over the channels, averaged over the places."""
    if normalized:
        one = one / (one.pow(2).sum(1, keepdim=True).sqrt() + 1e-10)
        other = other / (other.pow(2).sum(1, keepdim=True).sqrt() + 1e-10)
    return (one - other).pow(2).sum(1).mean()


def compared(network, side, outputs, normalized, dtype):
    image = tensor(side, dtype).requires_grad_(True)
    with torch.no_grad():
        wanted = network(target(side, dtype))
    seen = network(127.5 * (image + 1))
    value = sum(distance(seen[o], wanted[o], normalized) for o in outputs) / len(outputs)
    return value, torch.autograd.grad(value, image)[0]


def summed(network, side, dtype):
    image = tensor(side, dtype).requires_grad_(True)
    output = next(iter(network(image).values()))
    weights = torch.sin(5 * torch.arange(output.numel(), dtype=torch.float64) / output.numel()).float().to(dtype)
    value = (output * weights.view_as(output)).sum()
    return value, torch.autograd.grad(value, image)[0]


def inception():
    """A stem, a block of four branches, a block that halves, one of asymmetric windows; biases after folding."""
    random = np.random.RandomState(3)
    nodes, initializers = [], []

    def convolution(x, name, before, width, kernel, stride=1, pads=(0, 0)):
        scale = (2 / (before * kernel[0] * kernel[1])) ** 0.5
        for suffix, data in (
            ("weight", random.randn(width, before, *kernel) * scale),
            ("bias", random.randn(width) * 0.1),
        ):
            initializers.append(numpy_helper.from_array(data.astype(np.float32), f"{name}.{suffix}"))
        nodes.append(
            helper.make_node(
                "Conv", [x, f"{name}.weight", f"{name}.bias"], [name], strides=[stride] * 2, pads=list(pads) * 2
            )
        )
        nodes.append(helper.make_node("Relu", [name], [f"{name}.relu"]))
        return f"{name}.relu"

    def pool(operator, x, name, stride, pad, **attributes):
        nodes.append(
            helper.make_node(
                operator, [x], [name], kernel_shape=[3, 3], strides=[stride] * 2, pads=[pad] * 4, **attributes
            )
        )
        return name

    def concat(parts, name):
        nodes.append(helper.make_node("Concat", parts, [name], axis=1))
        return name

    x = convolution("image", "stem.0", 3, 8, (3, 3), 2)
    x = convolution(x, "stem.1", 8, 12, (3, 3), 1, (1, 1))
    x = pool("MaxPool", x, "stem.pool", 2, 0)
    x = concat(
        [
            convolution(x, "a.1x1", 12, 6, (1, 1)),
            convolution(convolution(x, "a.5x5.0", 12, 4, (1, 1)), "a.5x5.1", 4, 6, (5, 5), 1, (2, 2)),
            convolution(convolution(x, "a.3x3.0", 12, 4, (1, 1)), "a.3x3.1", 4, 6, (3, 3), 1, (1, 1)),
            convolution(pool("AveragePool", x, "a.pool", 1, 1, count_include_pad=1), "a.pool.1x1", 12, 6, (1, 1)),
        ],
        "a",
    )
    x = concat([convolution(x, "b.3x3", 24, 8, (3, 3), 2), pool("MaxPool", x, "b.pool", 2, 0)], "b")
    x = concat(
        [
            convolution(convolution(x, "c.1x7", 32, 8, (1, 7), 1, (0, 3)), "c.7x1", 8, 8, (7, 1), 1, (3, 0)),
            convolution(pool("AveragePool", x, "c.pool", 1, 1), "c.pool.1x1", 32, 8, (1, 1)),
        ],
        "c",
    )
    nodes.append(helper.make_node("GlobalAveragePool", [x], ["pooled"]))
    nodes.append(helper.make_node("Flatten", ["pooled"], ["features"]))
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 3, 75, 75])
    features = helper.make_tensor_value_info("features", TensorProto.FLOAT, ["n", 16])
    graph = helper.make_graph(nodes, "inception", [image], [features], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--networks", required=True)
    parser.add_argument("--bundle", required=True)
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--float32", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.output, exist_ok=True)

    def load(folder, name):
        return onnx.load(os.path.join(folder, name + ".onnx"))

    own = inception()
    onnx.save(own, os.path.join(options.output, "inception.onnx"))
    layers = ["f1", "f2", "f3", "f4", "f5"]
    perceptual, descriptor = (load(options.networks, n) for n in ("perceptual_mobilenetv2", "face_recognition"))
    cases = {
        "perceptual": lambda t: compared(Network(perceptual, t), 64, layers, True, t),
        "identity": lambda t: compared(Network(descriptor, t), 150, ["descriptor"], False, t),
        "encoder": lambda t: summed(Network(load(options.bundle, "encoder"), t), 256, t),
        "attributes": lambda t: summed(Network(load(options.bundle, "attributes"), t), 256, t),
        "inception": lambda t: summed(Network(own, t), 75, t),
    }
    for name, case in cases.items():
        value, gradient = case(torch.float64)
        step = gradient.numel() // SAMPLES | 1
        sample = gradient.reshape(-1)[::step]
        row = torch.cat([value.detach().reshape(1), sample]).float()[None]
        np.save(os.path.join(options.output, name + ".npy"), row.numpy())
        text = f"{name}: value {value.item():.6g}, length of the gradient {gradient.norm().item():.4g}, {sample.numel()} values"
        if options.float32:
            _, single = case(torch.float32)
            error = (single.double() - gradient).norm() / gradient.norm()
            text += f"; in single precision {error.item():.2e} off"
        print(text)


if __name__ == "__main__":
    main()
