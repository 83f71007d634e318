#!/usr/bin/env python3
"""Times a training step of the public PyTorch implementation of Anycost GAN beside this studio's, in one run.

Usage:
  bench_training.py --anycost PATH [--levels 16,32,64,128] [--config-f] [--batch 16] [--threads 1] [--pytorch-threads 1] [--rounds 1] [--launcher studio] [--json]

PATH is a checkout of the public code (mit-han-lab/anycost-gan on GitHub); nothing of it is part of this
repository. It holds no training loop for one machine, so that this script is the loop of its first stage: its
networks, its losses, its moving average and PyTorch's Adam, with the published batch, mixing and
regularisation. The operations are the plain ones of the public code (FORCE_NATIVE=1), as on any machine without
CUDA, in single precision, as published.

Each level is a generator and a discriminator of that resolution with random weights, of the widths of the model
that comes along (a multiplier of 0.5, at most 128 channels), or with --config-f of StyleGAN2's (2, at most 512).
A step that has neither regularisation, one with R1 and one with path length regularisation are timed each, and
weighed as a run has them: R1 every 16th step, path lengths every 8th.

The order is reference, studio, reference for each level and each round; the studio takes its steps in float32 and
bfloat16 by turns ('studio train bench'), in a process of its own, whose first steps are not counted, as the
reference's are not.

Nothing else may run meanwhile: PyTorch's threads wait for each other by spinning, so that it loses far more time to
a busy machine than it would alone.

Exit code 0 if it measured, 2 if something it needs is missing.
"""

import argparse
import json
import math
import os
import random
import statistics
import subprocess
import sys
import time
import types

# More than this before the start, and something else is running.
QUIET_LOAD = 0.5

STYLE_DIM = 512
MAPPING = 8
LR = 0.002
MIXING = 0.9
R1 = 10
R1_EVERY = 16
PATH = 2
PATH_EVERY = 8
PATH_SHRINK = 2
HALF_LIFE = 10000

# Of a round: the plain ones are most of a run.
PLAIN_STEPS = 2


class Missing(Exception):
    """Something that has to be there is not; the message says what to do."""


def arguments():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(
        description="Time a training step of the public PyTorch implementation beside this studio's."
    )
    parser.add_argument(
        "--anycost", required=True, metavar="PATH", help="checkout of mit-han-lab/anycost-gan"
    )
    parser.add_argument(
        "--levels", default="16,32,64,128", metavar="PX,...", help="resolutions (16,32,64,128)"
    )
    parser.add_argument(
        "--config-f", action="store_true", help="StyleGAN2's widths instead of the default model's"
    )
    parser.add_argument("--batch", type=int, default=16, metavar="N", help="pictures a step (16)")
    parser.add_argument("--threads", type=int, default=1, metavar="N", help="threads of the studio (1)")
    parser.add_argument(
        "--pytorch-threads", type=int, metavar="N", help="threads of the public code (as many as the studio)"
    )
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="turns of the studio between PyTorch's (1)")
    parser.add_argument(
        "--launcher", default=os.path.normpath(os.path.join(here, "..", "..", "studio")),
        metavar="FILE", help="the program that runs the studio",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    try:
        options.levels = [int(level) for level in options.levels.split(",")]
    except ValueError:
        parser.error("--levels takes resolutions, for instance 16,32")
    if not all(8 <= level <= 1024 and level & (level - 1) == 0 for level in options.levels):
        parser.error("--levels takes powers of two from 8 to 1024")
    for name, most in (("threads", 1000), ("rounds", 1000), ("batch", 1024)):
        if not 1 <= getattr(options, name) <= most:
            parser.error(f"--{name} takes 1 to {most}")
    if options.pytorch_threads is None:
        options.pytorch_threads = options.threads
    if options.pytorch_threads < 1:
        parser.error("--pytorch-threads takes 1 or more")
    if options.batch > 4 and options.batch % 4:
        parser.error("--batch takes 1 to 4 or a multiple of 4")
    options.widths = (
        dict(channel_multiplier=2, channel_max=512)
        if options.config_f
        else dict(channel_multiplier=0.5, channel_max=128)
    )
    return options


class Reference:
    """The public code's first stage, for one resolution."""

    def __init__(self, checkout, threads, resolution, batch, widths):
        if not os.path.isfile(os.path.join(checkout, "utils", "losses.py")):
            raise Missing(
                f"{checkout} is no checkout of the public code (it has no utils/losses.py):"
                " clone https://github.com/mit-han-lab/anycost-gan and name its folder."
            )
        # Read when models.ops is imported.
        os.environ["FORCE_NATIVE"] = "1"
        try:
            import torch
        except ImportError:
            raise Missing("there is no PyTorch: install Debian's python3-torch or 'pip install torch'.")
        # Imported for things that no training of the first stage needs.
        vision = types.ModuleType("torchvision")
        vision.models = types.ModuleType("torchvision.models")
        sys.modules.setdefault("torchvision", vision)
        if checkout not in sys.path:
            sys.path.insert(0, checkout)
        said, sys.stdout = sys.stdout, sys.stderr
        try:
            from models.anycost_gan import Discriminator, Generator
            from utils import losses
            from utils.train_utils import accumulate, requires_grad
        finally:
            sys.stdout = said
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        self.torch, self.losses = torch, losses
        self.accumulate, self.requires_grad = accumulate, requires_grad
        self.batch = batch
        self.generator = Generator(resolution, STYLE_DIM, MAPPING, **widths)
        self.average = Generator(resolution, STYLE_DIM, MAPPING, **widths)
        self.discriminator = Discriminator(resolution, **widths)
        accumulate(self.average, self.generator, 0)
        self.g_optim = torch.optim.Adam(self.generator.parameters(), lr=LR, betas=(0.0, 0.99))
        self.d_optim = torch.optim.Adam(self.discriminator.parameters(), lr=LR, betas=(0.0, 0.99))
        self.real = torch.rand(batch, 3, resolution, resolution) * 2 - 1
        self.path_mean = 0.0

    def description(self):
        return f"PyTorch {self.torch.__version__} with {self.torch.get_num_threads()} threads"

    def latents(self, batch):
        count = 2 if random.random() < MIXING else 1
        return self.torch.randn(batch, count, STYLE_DIM)

    def step(self, r1, path):
        """Seconds of a step."""
        start = time.perf_counter()
        g, d = self.generator, self.discriminator
        self.requires_grad(g, False)
        self.requires_grad(d, True)
        with self.torch.no_grad():
            fake = g(self.latents(self.batch))[0]
        loss = self.losses.d_logistic_loss(d(self.real), d(fake))
        self.update(d, self.d_optim, loss)
        if r1:
            real = self.real.clone().requires_grad_(True)
            loss = self.losses.d_r1_loss(d(real), real)
            self.update(d, self.d_optim, R1 / 2 * R1_EVERY * loss)
        self.requires_grad(g, True)
        self.requires_grad(d, False)
        loss = self.losses.g_nonsaturating_loss(d(g(self.latents(self.batch))[0]))
        self.update(g, self.g_optim, loss)
        if path:
            images, styles = g(self.latents(max(1, self.batch // PATH_SHRINK)), return_styles=True)
            loss, self.path_mean, _ = self.losses.g_path_regularize(images, styles, self.path_mean)
            self.update(g, self.g_optim, PATH * PATH_EVERY * loss)
        self.accumulate(self.average, g, 0.5 ** (self.batch / HALF_LIFE))
        return time.perf_counter() - start

    @staticmethod
    def update(network, optimizer, loss):
        network.zero_grad()
        loss.backward()
        optimizer.step()

    def measure(self, times):
        for _ in range(PLAIN_STEPS):
            times["plain_s"].append(self.step(False, False))
        times["r1_s"].append(self.step(True, False))
        times["path_s"].append(self.step(False, True))


def amortised(seconds):
    plain = seconds["plain_s"]
    return plain + (seconds["r1_s"] - plain) / R1_EVERY + (seconds["path_s"] - plain) / PATH_EVERY


def medians(times):
    return {kind: statistics.median(values) for kind, values in times.items()}


def empty():
    return {"plain_s": [], "r1_s": [], "path_s": []}


def run_studio(options, level):
    if not os.path.isfile(options.launcher):
        raise Missing(f"there is no program {options.launcher}: name the studio with --launcher.")
    command = [
        options.launcher, "train", "bench", "--json", "--rounds", str(PLAIN_STEPS),
        "--levels", str(level), "--batch", str(options.batch), "--threads", str(options.threads),
        "--channel-multiplier", str(options.widths["channel_multiplier"]),
        "--channel-max", str(options.widths["channel_max"]),
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise Missing(f"'{' '.join(command)}' ended with the exit code {done.returncode}.")
    return json.loads(done.stdout)[0]


def load_before():
    """The machine's load of the last minute; None where the system does not tell."""
    if not hasattr(os, "getloadavg"):
        return None
    load = round(os.getloadavg()[0], 2)
    if load > QUIET_LOAD:
        say(
            f"warning: other programs are running (load {load}), which slows PyTorch down far more"
            " than the studio; do not trust the ratios."
        )
    return load


def say(text):
    print(text, file=sys.stderr, flush=True)


def measure_level(options, level):
    reference = Reference(
        os.path.abspath(options.anycost), options.pytorch_threads, level, options.batch, options.widths
    )
    say(f"{level} px: warming up PyTorch")
    reference.step(True, True)
    public, single, half = empty(), empty(), empty()
    reference.measure(public)
    for number in range(options.rounds):
        say(f"{level} px: studio, round {number + 1} of {options.rounds}")
        report = run_studio(options, level)
        for kind in single:
            single[kind].append(report["float32"][kind])
            half[kind].append(report["bfloat16"][kind])
        say(f"{level} px: PyTorch, round {number + 1} of {options.rounds}")
        reference.measure(public)
    row = {"level": level}
    for name, times in (("pytorch", public), ("float32", single), ("bfloat16", half)):
        seconds = medians(times)
        row[name] = {
            **{kind: round(value, 5) for kind, value in seconds.items()},
            "pictures_per_second": round(options.batch / amortised(seconds), 3),
        }
    for name in ("float32", "bfloat16"):
        row[name]["speedup"] = round(
            row[name]["pictures_per_second"] / row["pytorch"]["pictures_per_second"], 3
        )
    return row, reference.description()


def measure(options):
    load = load_before()
    # Built before anything is timed.
    subprocess.run(
        [options.launcher, "train", "bench", "--levels", "8", "--rounds", "1", "--channel-max", "8", "--batch", "4"],
        stdout=subprocess.DEVNULL, check=False,
    )
    rows, description = [], None
    for level in options.levels:
        row, description = measure_level(options, level)
        rows.append(row)
    return {
        "reference": description,
        "batch": options.batch,
        "threads": options.threads,
        "widths": options.widths,
        "levels": rows,
        "geometric_mean": {
            name: round(math.exp(statistics.mean(math.log(row[name]["speedup"]) for row in rows)), 3)
            for name in ("float32", "bfloat16")
        },
        "load_before": load,
    }


def print_table(result):
    widths = result["widths"]
    print(
        f"{result['reference']}; a batch of {result['batch']}, widths by a multiplier of"
        f" {widths['channel_multiplier']} up to {widths['channel_max']}"
    )
    print()
    print("pictures a second     PyTorch  float32  bfloat16  times as many: float32  bfloat16")
    for row in result["levels"]:
        print(
            f"{row['level']:>14} px  {row['pytorch']['pictures_per_second']:>9.2f}"
            f"  {row['float32']['pictures_per_second']:>7.2f}  {row['bfloat16']['pictures_per_second']:>8.2f}"
            f"  {row['float32']['speedup']:>22.2f}  {row['bfloat16']['speedup']:>8.2f}"
        )
    mean = result["geometric_mean"]
    print()
    print(f"geometric mean {mean['float32']:.2f} in float32, {mean['bfloat16']:.2f} in bfloat16")
    print()
    print("seconds of a step: plain, with R1, with path lengths")
    for row in result["levels"]:
        parts = "; ".join(
            f"{name} " + ", ".join(f"{row[name][kind]:.2f}" for kind in ("plain_s", "r1_s", "path_s"))
            for name in ("pytorch", "float32", "bfloat16")
        )
        print(f"{row['level']:>14} px  {parts}")


def main():
    options = arguments()
    try:
        result = measure(options)
    except Missing as missing:
        sentence = str(missing)
        print(sentence[0].upper() + sentence[1:], file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(result, indent=2))
    else:
        print_table(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
