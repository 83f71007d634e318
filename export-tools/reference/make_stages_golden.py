#!/usr/bin/env python3
"""Writes a training step of the second and one of the third stage of the public PyTorch implementation.

Usage: make_stages_golden.py --anycost PATH --start training_step16.pt -o OUT.pt

PATH is a checkout of the public code (mit-han-lab/anycost-gan on GitHub), which is not part of this
repository; the start is what make_training_golden.py wrote. Both stages begin with its generator (g), the
second with its discriminator of one resolution (single), the third with that of the second; the teacher is
the generator with every parameter times 0.9, as distilling from itself would show nothing. Pictures, latents
and architectures are the start's; noise is the generator's own. Each step is discriminator, R1, generator with
the distillation loss, every update by Adam, so that a later loss shows an error of an earlier update.

The perceptual network of the distillation is a small VGG with LPIPS' formula, written down here as in the
LPIPS package, with weights of its own (percept). For each stage (multi, adaptive) it holds: the tensors of the
discriminator that are new (new), the numbers (out), and of the gradient of each loss with respect to each
parameter its length and its product with a cosine (d_grad, r1_grad, g_grad). sorted is the generator of the
third stage behind sort_channel, whose latents are z_sort. Needs a Python with PyTorch (Debian's python3-torch
serves).
"""

import argparse
import os
import sys
import types

BATCH = 4
LR = 0.002
ALPHA = 2.0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--anycost", required=True)
    parser.add_argument("--start", required=True)
    parser.add_argument("-o", "--output", required=True)
    options = parser.parse_args()
    os.environ["FORCE_NATIVE"] = "1"
    import torch
    import torch.nn.functional as F

    vision = types.ModuleType("torchvision")
    vision.models = types.ModuleType("torchvision.models")
    sys.modules.setdefault("torchvision", vision)
    sys.path.insert(0, options.anycost)
    from models import dynamic_channel
    from models.anycost_gan import DiscriminatorMultiRes, Generator
    from utils import losses, train_utils

    start = torch.load(options.start)
    given = start["in"]
    shape = dict(channel_multiplier=1 / 64, channel_max=20)
    torch.manual_seed(11)

    def generator_of(state):
        generator = Generator(16, 16, 2, **shape)
        generator.load_state_dict(state)
        return generator

    teacher = generator_of(start["g"])
    for parameter in teacher.parameters():
        parameter.data *= 0.9

    widths = [3, 8, 8, 12]
    percept = {}
    for i in range(3):
        percept[f"{i}.weight"] = torch.randn(widths[i + 1], widths[i], 3, 3) * (2 / (9 * widths[i])) ** 0.5
        percept[f"{i}.bias"] = torch.randn(widths[i + 1]) * 0.1
    percept["lin0"] = torch.rand(8)
    percept["lin1"] = torch.rand(12)
    shift = torch.tensor([-0.030, -0.088, -0.188]).view(1, 3, 1, 1)
    scale = torch.tensor([0.458, 0.448, 0.450]).view(1, 3, 1, 1)

    def features(image):
        x = (image - shift) / scale
        x = F.relu(F.conv2d(x, percept["0.weight"], percept["0.bias"], padding=1))
        first = F.relu(F.conv2d(x, percept["1.weight"], percept["1.bias"], padding=1))
        x = F.max_pool2d(first, 2)
        return [first, F.relu(F.conv2d(x, percept["2.weight"], percept["2.bias"], padding=1))]

    def unit(x, eps=1e-10):
        return x / (torch.sqrt(torch.sum(x**2, dim=1, keepdim=True)) + eps)

    def lpips(one, other):
        total = 0
        for i, (a, b) in enumerate(zip(features(one), features(other))):
            difference = (unit(a) - unit(b)) ** 2
            weighted = difference * percept[f"lin{i}"].view(1, -1, 1, 1)
            total = total + weighted.sum(1, keepdim=True).mean([2, 3], keepdim=True)
        return total

    golden = {"percept": percept}

    def digest(network):
        found = {}
        for name, parameter in network.named_parameters():
            gradient = parameter.grad
            gradient = torch.zeros_like(parameter) if gradient is None else gradient
            flat = gradient.reshape(-1)
            wave = torch.cos(torch.arange(flat.numel(), dtype=torch.float64)).float()
            found[name] = torch.stack([flat.norm(), (flat * wave).sum()])
        return found

    full = dynamic_channel.get_full_channel_configs(teacher)

    def step(generator, discriminator, of_d, of_r1, of_g, ratios):
        """One step; ratios are those of fake, real and generated pictures, or None."""
        numbers = {}
        grads = {}
        noise = [getattr(generator.noises, f"noise_{i}") for i in range(generator.num_layers)]
        g_optim = torch.optim.Adam(generator.parameters(), lr=LR, betas=(0.0, 0.99))
        d_optim = torch.optim.Adam(discriminator.parameters(), lr=LR, betas=(0.0, 0.99))
        arches = [train_utils.get_g_arch(r, "cpu") if r else None for r in ratios]

        def narrow(ratio):
            if ratio:
                channels = [int(r * c) for r, c in zip(ratio, full)]
                dynamic_channel.set_sub_channel_config(generator, channels)

        train_utils.requires_grad(generator, False)
        train_utils.requires_grad(discriminator, True)
        with torch.no_grad():
            narrow(ratios[0])
            _, rgbs = generator(given["z_d"], noise=noise, inject_index=2, return_rgbs=True)
            dynamic_channel.reset_generator(generator)
        d_loss = 0.0
        for real, fake in zip([given["real8"], given["real16"]], rgbs[-2:]):
            if real.shape[-1] in of_d:
                d_loss = d_loss + losses.d_logistic_loss(
                    discriminator(real, arches[1]), discriminator(fake, arches[0])
                )
        numbers["d_loss"] = d_loss
        discriminator.zero_grad()
        d_loss.backward()
        grads["d_grad"] = digest(discriminator)
        d_optim.step()

        real = given[f"real{of_r1}"].clone().requires_grad_(True)
        r1 = losses.d_r1_loss(discriminator(real, arches[0]), real)
        numbers["r1"] = r1
        discriminator.zero_grad()
        (10 / 2 * r1 * 16).backward()
        grads["r1_grad"] = digest(discriminator)
        d_optim.step()

        train_utils.requires_grad(generator, True)
        train_utils.requires_grad(discriminator, False)
        narrow(ratios[2])
        _, rgbs = generator(given["z_g"], noise=noise, inject_index=3, return_rgbs=True)
        rgbs = rgbs[-2:]
        dynamic_channel.reset_generator(generator)
        numbers["adversarial"] = sum(
            losses.g_nonsaturating_loss(discriminator(r, arches[2])) for r in rgbs if r.shape[-1] in of_g
        )
        with torch.no_grad():
            wanted, _ = teacher(given["z_g"], noise=noise, inject_index=3)
        targets = train_utils.get_teacher_multi_res(wanted, 2)
        numbers["mse"] = sum(torch.nn.MSELoss()(s, t) for s, t in zip(rgbs, targets))
        down = train_utils.adaptive_downsample256
        numbers["percept"] = sum(lpips(down(s), down(t)).mean() for s, t in zip(rgbs, targets))
        total = numbers["adversarial"] + (numbers["mse"] + numbers["percept"]) * ALPHA
        generator.zero_grad()
        total.backward()
        grads["g_grad"] = digest(generator)
        g_optim.step()
        # Shows the update of the generator.
        with torch.no_grad():
            image, _ = generator(given["z_g"], noise=noise, inject_index=3)
            numbers["after"] = (image**2).mean()
        print({name: float(value) for name, value in numbers.items()})
        grads["out"] = {name: value.detach().reshape(1).clone() for name, value in numbers.items()}
        return grads

    def stir(discriminator, state, is_new):
        """Loads a state, gives new biases values, and returns what is new."""
        new = {n: t.clone() for n, t in discriminator.state_dict().items() if is_new(n)}
        for name in new:
            if name.endswith("1.bias"):
                new[name] = torch.randn_like(new[name]) * 0.3
        discriminator.load_state_dict({**state, **new})
        return new

    # Several resolutions.
    discriminator = DiscriminatorMultiRes(16, n_res=2, modulate=False, **shape)
    train_utils.partially_load_d_for_multi_res(discriminator, start["single"], 2)
    loaded = {n: t.clone() for n, t in discriminator.state_dict().items()}
    new = stir(discriminator, loaded, lambda n: n.startswith("convs.1."))
    before = {n: t.clone() for n, t in discriminator.state_dict().items()}
    golden["multi"] = step(generator_of(start["g"]), discriminator, {8}, 8, {16}, [None] * 3)
    golden["multi"]["new"] = new

    # Any channels.
    generator = generator_of(start["g"])
    golden["z_sort"] = torch.randn(64, 16)
    dynamic_channel.torch = types.SimpleNamespace(**vars(torch))
    dynamic_channel.torch.randn = lambda *shape, **more: golden["z_sort"]
    dynamic_channel.sort_channel(generator)
    golden["sorted"] = {n: t.clone() for n, t in generator.state_dict().items() if "noises" not in n}
    discriminator = DiscriminatorMultiRes(16, n_res=2, modulate=True, **shape)
    train_utils.partially_load_d_for_ada_ch(discriminator, before)
    loaded = {n: t.clone() for n, t in discriminator.state_dict().items()}
    new = stir(discriminator, loaded, lambda n: "_mapping." in n)
    ratios = [[float(r) for r in row] for row in given["ratios"]]
    golden["adaptive"] = step(generator, discriminator, {8, 16}, 16, {8}, ratios)
    golden["adaptive"]["new"] = new

    for stage in ("multi", "adaptive"):
        for key, value in golden.pop(stage).items():
            golden[f"{stage}_{key}"] = value
    golden["sorting"] = {"z": golden.pop("z_sort")}
    torch.save(golden, options.output)


if __name__ == "__main__":
    main()
