#!/usr/bin/env python3
"""Writes one training step of the public PyTorch implementation for the trainer's tests to compare with.

Usage: make_training_golden.py --anycost PATH -o OUT.pt

PATH is a checkout of the public code (mit-han-lab/anycost-gan on GitHub), which is not part of this
repository. The step is one of the last stage with everything that the stages before have: two resolutions,
a flexible channel configuration, a conditioned discriminator, R1, and path length regularisation of the full
generator; every update by Adam, so that a later loss shows an error of an earlier update. All random numbers
are in the file. It holds dictionaries of tensors: g and d, the first weights under their public names;
single, those of a discriminator of one resolution; in, what the step was given; out, what came out; and the
gradients of each loss under its name. Needs a Python with PyTorch (Debian's python3-torch serves).
"""

import argparse
import os
import sys
import types

RESOLUTION = 16
CHANNEL_MULTIPLIER = 1 / 64
CHANNEL_MAX = 20
STYLE_DIM = 16
MAPPING = 2
BATCH = 4
LR = 0.002
FAKE_RATIOS = [0.5, 1.0, 0.75, 0.25, 1.0, 0.5]
REAL_RATIOS = [1.0, 0.25, 0.5, 1.0, 0.75, 1.0]
GENERATOR_RATIOS = [0.75, 0.5, 1.0, 1.0, 0.5, 0.75]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--anycost", required=True)
    parser.add_argument("-o", "--output", required=True)
    options = parser.parse_args()
    os.environ["FORCE_NATIVE"] = "1"
    import torch

    vision = types.ModuleType("torchvision")
    vision.models = types.ModuleType("torchvision.models")
    sys.modules.setdefault("torchvision", vision)
    sys.path.insert(0, options.anycost)
    from models.anycost_gan import Discriminator, DiscriminatorMultiRes, Generator
    from models.dynamic_channel import get_full_channel_configs, reset_generator, set_sub_channel_config
    from utils import losses
    from utils.train_utils import accumulate, get_g_arch, requires_grad

    torch.manual_seed(7)
    shape = dict(channel_multiplier=CHANNEL_MULTIPLIER, channel_max=CHANNEL_MAX)
    generator = Generator(RESOLUTION, STYLE_DIM, MAPPING, **shape)
    average = Generator(RESOLUTION, STYLE_DIM, MAPPING, **shape)
    discriminator = DiscriminatorMultiRes(RESOLUTION, n_res=2, modulate=True, **shape)
    single = Discriminator(RESOLUTION, **shape)
    # What begins as zero would not be seen.
    for network in (generator, discriminator, single):
        for name, parameter in network.named_parameters():
            if name.endswith("bias") and "modulation" not in name or name.endswith("noise.weight"):
                parameter.data = torch.randn_like(parameter) * 0.3
    accumulate(average, generator, 0)
    average.noises.load_state_dict(generator.noises.state_dict())
    golden = {
        "g": copy(generator.state_dict()),
        "d": copy(discriminator.state_dict()),
        "single": copy(single.state_dict()),
    }
    full = get_full_channel_configs(generator)

    def ratios_to(network, ratios):
        set_sub_channel_config(network, [int(r * c) for r, c in zip(ratios, full)])

    def latents():
        return torch.randn(BATCH, 2, STYLE_DIM)

    # Fewer random numbers make a smaller file: noise of one picture for the whole batch, as the public
    # generator step has it.
    given = {"path_noise": torch.randn(BATCH // 2, 3, RESOLUTION, RESOLUTION)}
    given["real16"] = torch.rand(BATCH, 3, RESOLUTION, RESOLUTION) * 2 - 1
    given["real8"] = torch.nn.functional.interpolate(given["real16"], size=RESOLUTION // 2, mode="area")
    for name in ("d", "g"):
        given["z_" + name] = latents()
    given["z_path"] = torch.randn(BATCH // 2, 1, STYLE_DIM)
    noise = [getattr(generator.noises, f"noise_{i}") for i in range(generator.num_layers)]
    given["ratios"] = torch.tensor([FAKE_RATIOS, REAL_RATIOS, GENERATOR_RATIOS])
    given["inject"] = torch.tensor([2.0, 3.0])
    golden["in"] = given

    out = {}
    g_optim = torch.optim.Adam(generator.parameters(), lr=LR, betas=(0.0, 0.99))
    d_optim = torch.optim.Adam(discriminator.parameters(), lr=LR, betas=(0.0, 0.99))
    real = [given["real8"], given["real16"]]
    fake_arch, real_arch, generator_arch = (
        get_g_arch(r, "cpu") for r in (FAKE_RATIOS, REAL_RATIOS, GENERATOR_RATIOS)
    )

    def gradients(network):
        return {n: p.grad.clone() for n, p in network.named_parameters()}

    # The discriminator.
    requires_grad(generator, False)
    with torch.no_grad():
        ratios_to(generator, FAKE_RATIOS)
        _, rgbs = generator(given["z_d"], noise=noise, inject_index=2, return_rgbs=True)
        reset_generator(generator)
    out["fake8"], out["fake16"] = rgbs[-2], rgbs[-1]
    d_loss = 0.0
    for r, f in zip(real, rgbs[-2:]):
        d_loss = d_loss + losses.d_logistic_loss(discriminator(r, real_arch), discriminator(f, fake_arch))
    out["single"] = single(given["real16"]).detach()
    out["judged16"] = discriminator(given["real16"], real_arch).detach()
    out["d_loss"] = d_loss.detach()
    discriminator.zero_grad()
    d_loss.backward()
    golden["d_grad"] = gradients(discriminator)
    d_optim.step()

    # R1.
    regularized = given["real16"].clone().requires_grad_(True)
    r1 = losses.d_r1_loss(discriminator(regularized, fake_arch), regularized)
    out["r1"] = r1.detach()
    discriminator.zero_grad()
    (10 / 2 * r1 * 16).backward()
    golden["r1_grad"] = gradients(discriminator)
    d_optim.step()

    # The generator.
    requires_grad(generator, True)
    requires_grad(discriminator, False)
    ratios_to(generator, GENERATOR_RATIOS)
    _, rgbs = generator(given["z_g"], noise=noise, inject_index=3, return_rgbs=True)
    reset_generator(generator)
    g_loss = sum(losses.g_nonsaturating_loss(discriminator(f, generator_arch)) for f in rgbs[-2:])
    out["g_loss"] = g_loss.detach()
    generator.zero_grad()
    g_loss.backward()
    golden["g_grad"] = gradients(generator)
    g_optim.step()

    # Path length.
    losses.torch.randn_like = lambda image: given["path_noise"]
    image, styles = generator(given["z_path"], noise=noise, return_styles=True)
    path, mean, lengths = losses.g_path_regularize(image, styles, 0.0)
    out["path"] = path.detach()
    out["path_mean"] = torch.tensor([mean])
    out["path_lengths"] = lengths.detach()
    generator.zero_grad()
    (2 * 8 * path).backward()
    golden["path_grad"] = gradients(generator)
    g_optim.step()
    accumulate(average, generator, 0.9)
    golden["g_ema_after"] = {n: p.detach().clone() for n, p in average.named_parameters()}

    golden["out"] = {n: t.detach().reshape(-1) if t.dim() == 0 else t.detach() for n, t in out.items()}
    torch.save(golden, options.output)
    print({n: float(t) for n, t in golden["out"].items() if t.numel() == 1})


def copy(state):
    return {name: tensor.clone() for name, tensor in state.items()}


if __name__ == "__main__":
    main()
