#!/usr/bin/env python3
"""Times the public PyTorch implementation of Anycost GAN beside this studio, in one run.

Usage:
  bench_pytorch.py --anycost PATH [--faces | --seeds | --scores PREDICTOR.pt | --gradient] [--threads 2] [--rounds 2] [--runs 3] [--studio studio-app/benchmarks/run] [--json]

PATH is a checkout of the public code (mit-han-lab/anycost-gan on GitHub); nothing of it is part of
this repository. Both sides run StyleGAN2's config-f at 1024 px with random weights: times do not
depend on their values as long as no denormals occur, and these weights keep the activations' deviation near a half.

The order is reference, studio, reference, studio, ..., reference, so that a machine that gets
slower or faster in between changes both sides alike. Every run of either side has a style code of
its own, comes in a short burst as a slider would ask for it, and goes through all 16 uniform
sub-generators in rounds. PyTorch keeps its default convolution algorithms (oneDNN); the operations
around them are the plain ones of the public code (FORCE_NATIVE=1), as on any machine without CUDA.

With --faces it counts faces a second instead, as a search for sub-generators or directions needs
them: ratios 0.25 and 0.5 at 64 px, PyTorch in batches of 16 (--runs batches in a round), the studio
as many at once as it likes.

With --seeds it counts the seconds that 1000 seeds take from their numbers to PNG files (--count), at
the size of the model that comes along: './studio sample --seed 0-999 -o FOLDER' as one process, which
includes its start; one process for each seed, reckoned from the first 20 (--processes); and PyTorch in
batches of 16 and one by one, once it is loaded, on a generator of the same widths with random weights. PyTorch's
pictures are written by PIL in the same process; without PIL they are not written, and the report says
so.

With --scores it counts the samples a second that the extraction of boundaries draws, renders at ratio
0.5 and 64 px and scores (--count): './studio boundaries' against the public generator, of the widths of the
model that comes along and with random weights, and the predictor of PREDICTOR.pt, a checkpoint whose
'state_dict' is a torchvision ResNet of basic blocks, in batches of 16. The studio's rate is that of the
samples which a second run adds to a first; starting and fitting, which a run that adds none takes too, are
taken off.

With --gradient it times a loss and its gradient with respect to the style code, as a projection needs
them: the mean squared difference to a picture, of the model that comes along at 256 px, and of config-f
at half of the channels at 256 px and whole at 1024 px. PyTorch's weights are frozen.

Nothing else may run meanwhile. PyTorch's threads wait for each other by spinning, so that it loses
far more time to a busy machine than the studio does: the comparison would flatter the studio.

Exit code 0 if it measured, 2 if something it needs is missing.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import types

# More than this before the start, and something else is running.
QUIET_LOAD = 0.5

RATIOS = (0.25, 0.5, 0.75, 1.0)
RESOLUTIONS = (128, 256, 512, 1024)
NOISE_STRENGTH = 0.1

FACES_RATIOS = (0.25, 0.5)
FACES_RESOLUTION = 64
FACES_BATCH = 16
FACES_AT_ONCE = 64

SEEDS_BATCH = 16

# Model, ratio, resolution; the studio's model of the first kind is the one that comes along.
GRADIENTS = (("default", 1.0, 256), ("config-f", 0.5, 256), ("config-f", 1.0, 1024))

SCORES_RATIO = 0.5
SCORES_RESOLUTION = 64
SCORES_BATCH = 16
SCORES_SIDE = 256
# The studio keeps scores in records of so many samples.
SCORES_RECORD = 64

# The studio is faster, so it can afford more runs in the same time.
STUDIO_RUNS = 3


class Missing(Exception):
    """Something that has to be there is not; the message says what to do."""


def arguments():
    here = os.path.dirname(os.path.abspath(__file__))
    studio = os.path.normpath(os.path.join(here, "..", "..", "studio-app", "benchmarks", "run"))
    parser = argparse.ArgumentParser(
        description="Time the public PyTorch implementation beside this studio."
    )
    parser.add_argument(
        "--anycost", required=True, metavar="PATH", help="checkout of mit-han-lab/anycost-gan"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--faces", action="store_true", help="count faces a second, many at once")
    what.add_argument(
        "--seeds", action="store_true", help="count the seconds from many seeds to PNG files"
    )
    what.add_argument(
        "--scores", metavar="PREDICTOR.pt", help="count samples a second, rendered and scored"
    )
    what.add_argument(
        "--gradient", action="store_true", help="time a loss and its gradient of the style code"
    )
    parser.add_argument(
        "--count", type=int, default=1000, metavar="N", help="seeds of --seeds, samples of --scores (1000)"
    )
    parser.add_argument(
        "--processes", type=int, default=20, metavar="N",
        help="seeds with a process of their own, from which the rest is reckoned (20)",
    )
    parser.add_argument(
        "--launcher", default=os.path.normpath(os.path.join(here, "..", "..", "studio")),
        metavar="FILE", help="the program that --seeds runs",
    )
    parser.add_argument(
        "--threads", type=int, default=2, metavar="N", help="threads of both sides (2)"
    )
    parser.add_argument(
        "--rounds", type=int, default=2, metavar="N", help="runs of the studio between references (2)"
    )
    parser.add_argument(
        "--runs", type=int, default=3, metavar="N", help="renders of each sub-generator in a round of PyTorch (3)"
    )
    parser.add_argument("--studio", default=studio, metavar="FILE", help="the script that runs the studio's benchmarks")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    for name, most in (
        ("threads", 1000), ("rounds", 1000), ("runs", 1000), ("count", 100000), ("processes", 1000)
    ):
        if not 1 <= getattr(options, name) <= most:
            parser.error(f"--{name} takes 1 to {most}")
    return options


def stand_in(name, **members):
    """The code imports this package for things that no generator needs."""
    try:
        __import__(name)
    except ImportError:
        module = types.ModuleType(name)
        vars(module).update(members)
        sys.modules[name] = module


class Reference:
    """The public generator on PyTorch."""

    def __init__(self, checkout, threads, resolution=1024, **widths):
        if not os.path.isfile(os.path.join(checkout, "models", "anycost_gan.py")):
            raise Missing(
                f"{checkout} is no checkout of the public code (it has no models/anycost_gan.py):"
                " clone https://github.com/mit-han-lab/anycost-gan and name its folder."
            )
        # Read when models.ops is imported.
        os.environ["FORCE_NATIVE"] = "1"
        try:
            import torch
        except ImportError:
            raise Missing(
                "PyTorch is not installed for this Python: install it, for instance Debian's"
                " package python3-torch."
            ) from None
        stand_in("torchvision", models=types.ModuleType("torchvision.models"))
        sys.path.insert(0, checkout)
        # The import tells on standard output that it takes the plain operations.
        told, sys.stdout = sys.stdout, sys.stderr
        try:
            from models.anycost_gan import Generator
            from models.dynamic_channel import set_uniform_channel_ratio
        finally:
            sys.stdout = told
        self.torch = torch
        self.set_ratio = set_uniform_channel_ratio
        torch.manual_seed(1)
        torch.set_num_threads(threads)
        self.generator = Generator(resolution, **(widths or {"channel_multiplier": 2})).eval()
        for name, parameter in self.generator.named_parameters():
            # A fresh generator has zeros here, a trained one has not.
            if name.endswith("noise.weight"):
                parameter.data.fill_(NOISE_STRENGTH)
            elif name.endswith("activate.bias"):
                parameter.data.normal_(0, 0.1)

    def render(self, ratio, resolution, batch=1):
        """Milliseconds of the pictures of so many new faces, from their style codes on."""
        with self.torch.no_grad():
            style = self.generator.style(self.torch.randn(batch, 512))
            code = style.view(batch, 1, 512).repeat(1, self.generator.n_style, 1)
            self.set_ratio(self.generator, ratio)
            self.generator.target_res = resolution
            start = time.perf_counter()
            image, _ = self.generator(code, input_is_style=True, randomize_noise=False)
            elapsed = (time.perf_counter() - start) * 1e3
        if image.shape[0] != batch or image.shape[-1] != resolution or not bool(self.torch.isfinite(image).all()):
            raise Missing("the public code gave no proper picture; is the checkout complete?")
        return elapsed

    def gradient(self, ratio, resolution):
        """Milliseconds of the squared difference of a new face to a picture, and of its gradient."""
        torch = self.torch
        self.generator.requires_grad_(False)
        with torch.no_grad():
            style = self.generator.style(torch.randn(1, 512))
            code = style.view(1, 1, 512).repeat(1, self.generator.n_style, 1)
        code.requires_grad_(True)
        self.set_ratio(self.generator, ratio)
        self.generator.target_res = resolution
        target = torch.zeros(1, 3, resolution, resolution)
        start = time.perf_counter()
        image, _ = self.generator(code, input_is_style=True, randomize_noise=False)
        ((image - target) ** 2).mean().backward()
        elapsed = (time.perf_counter() - start) * 1e3
        if not bool(torch.isfinite(code.grad).all()) or not bool((code.grad != 0).any()):
            raise Missing("the public code gave no proper gradient; is the checkout complete?")
        return elapsed

    def measure(self, runs, times, backwards):
        """One round over all sub-generators, from cheap to expensive or backwards."""
        order = [(ratio, resolution) for resolution in RESOLUTIONS for ratio in RATIOS]
        for ratio, resolution in reversed(order) if backwards else order:
            for _ in range(runs):
                times[ratio, resolution].append(self.render(ratio, resolution))

    def warm_up(self):
        for resolution in RESOLUTIONS:
            for ratio in RATIOS:
                self.render(ratio, resolution)

    def count_faces(self, ratio, batches, batch):
        """Faces a second, in batches."""
        taken = sum(self.render(ratio, FACES_RESOLUTION, batch) for _ in range(batches))
        return batches * batch * 1e3 / taken

    def save_faces(self, seeds, folder, batch):
        """Seconds from seeds to PNG files, in batches; without PIL the files are left out."""
        import numpy

        image_module = pil()
        torch = self.torch
        start = time.perf_counter()
        with torch.no_grad():
            for first in range(0, len(seeds), batch):
                some = seeds[first : first + batch]
                z = numpy.stack([numpy.random.RandomState(seed).randn(512) for seed in some])
                style = self.generator.style(torch.from_numpy(z).float())
                code = style.view(len(some), 1, 512).repeat(1, self.generator.n_style, 1)
                images, _ = self.generator(code, input_is_style=True, randomize_noise=False)
                pixels = (images.clamp(-1, 1) * 127.5 + 128).clamp(0, 255).byte().permute(0, 2, 3, 1).numpy()
                for seed, picture in zip(some, pixels):
                    if image_module is not None:
                        image_module.fromarray(picture).save(os.path.join(folder, f"seed{seed:04d}.png"))
        return time.perf_counter() - start

    def score_faces(self, predictor, count, batch):
        """Samples a second, drawn, rendered and scored in batches."""
        torch = self.torch
        self.set_ratio(self.generator, SCORES_RATIO)
        self.generator.target_res = SCORES_RESOLUTION
        scored = 0
        start = time.perf_counter()
        with torch.no_grad():
            while scored < count:
                # Truncated towards 0: where the mean lies makes no difference to the time.
                style = 0.7 * self.generator.style(torch.randn(batch, 512))
                code = style.view(batch, 1, 512).repeat(1, self.generator.n_style, 1)
                images, _ = self.generator(code, input_is_style=True, randomize_noise=False)
                images = torch.nn.functional.interpolate(
                    images.clamp(-1, 1), size=SCORES_SIDE, mode="bilinear", align_corners=True
                )
                logits = predictor(images)
                scored += batch
        elapsed = time.perf_counter() - start
        if logits.shape[0] != batch or logits.shape[1] % 2 != 0:
            raise Missing("the predictor gave no pairs of logits; is it an attribute predictor?")
        return scored / elapsed

    def resnet(self, file):
        """A torchvision ResNet of basic blocks, from its names and shapes, without torchvision."""
        torch = self.torch
        if not os.path.isfile(file):
            raise Missing(f"there is no file {file}: name the checkpoint of an attribute predictor.")
        loaded = torch.load(file, map_location="cpu", weights_only=True)
        weights = loaded.get("state_dict", loaded)
        weights = {name.removeprefix("module."): tensor for name, tensor in weights.items()}
        if "conv1.weight" not in weights or "fc.weight" not in weights:
            raise Missing(f"{file} holds no ResNet: it has no conv1 and fc.")
        nn = torch.nn

        def conv(name, stride):
            weight = weights[name + ".weight"]
            made = nn.Conv2d(
                weight.shape[1], weight.shape[0], weight.shape[2], stride, weight.shape[2] // 2, bias=False
            )
            made.weight.data = weight.float()
            return made

        def norm(name):
            made = nn.BatchNorm2d(weights[name + ".weight"].shape[0])
            made.load_state_dict(
                {
                    key: weights[f"{name}.{key}"].float()
                    for key in ("weight", "bias", "running_mean", "running_var")
                },
                strict=False,
            )
            return made

        class Block(nn.Module):
            def __init__(self, name, stride):
                super().__init__()
                self.first, self.first_norm = conv(name + ".conv1", stride), norm(name + ".bn1")
                self.second, self.second_norm = conv(name + ".conv2", 1), norm(name + ".bn2")
                self.shortcut = None
                if name + ".downsample.0.weight" in weights:
                    self.shortcut = nn.Sequential(
                        conv(name + ".downsample.0", stride), norm(name + ".downsample.1")
                    )

            def forward(self, x):
                y = torch.relu(self.first_norm(self.first(x)))
                y = self.second_norm(self.second(y))
                return torch.relu(y + (x if self.shortcut is None else self.shortcut(x)))

        layers = [conv("conv1", 2), norm("bn1"), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
        for layer in range(1, 5):
            block = 0
            while f"layer{layer}.{block}.conv1.weight" in weights:
                name = f"layer{layer}.{block}"
                if name + ".conv3.weight" in weights:
                    raise Missing(f"{file} is a ResNet of bottlenecks; this one takes basic blocks.")
                layers.append(Block(name, 2 if layer > 1 and block == 0 else 1))
                block += 1
        head = nn.Linear(weights["fc.weight"].shape[1], weights["fc.weight"].shape[0])
        head.weight.data, head.bias.data = weights["fc.weight"].float(), weights["fc.bias"].float()
        layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), head]
        return nn.Sequential(*layers).eval()

    def description(self):
        return f"PyTorch {self.torch.__version__}, {self.torch.get_num_threads()} threads"


def run_studio(launcher, threads, *arguments, model="config-f"):
    """The studio's own report."""
    if not os.path.isfile(launcher):
        raise Missing(f"there is no script {launcher}: name the one of the studio's benchmarks with --studio.")
    shape = [] if model == "default" else ["--random", model]
    command = [launcher, *arguments, *shape, "--threads", str(threads), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise Missing(f"'{' '.join(command)}' ended with the exit code {done.returncode}.")
    return json.loads(done.stdout)


def measure(options):
    load = load_before()
    reference = Reference(os.path.abspath(options.anycost), options.threads)
    cells = [(ratio, resolution) for resolution in RESOLUTIONS for ratio in RATIOS]
    times = {cell: [] for cell in cells}
    reports = []
    say("warming up PyTorch")
    reference.warm_up()
    for number in range(options.rounds + 1):
        say(f"PyTorch, round {number + 1} of {options.rounds + 1}")
        reference.measure(options.runs, times, backwards=number % 2 == 1)
        if number < options.rounds:
            say(f"studio, round {number + 1} of {options.rounds}")
            runs = str(STUDIO_RUNS * options.runs)
            reports.append(run_studio(options.studio, options.threads, "roofline", "--runs", runs))
    return {**summary(reference, cells, times, reports), "load_before": load}


def measure_faces(options):
    load = load_before()
    reference = Reference(os.path.abspath(options.anycost), options.threads)
    rates = {ratio: [] for ratio in FACES_RATIOS}
    single_rates = {ratio: [] for ratio in FACES_RATIOS}
    reports = []
    say("warming up PyTorch")
    for ratio in FACES_RATIOS:
        reference.count_faces(ratio, 1, FACES_BATCH)
        reference.count_faces(ratio, 1, 1)
    for number in range(options.rounds + 1):
        say(f"PyTorch, round {number + 1} of {options.rounds + 1}")
        for ratio in FACES_RATIOS:
            rates[ratio].append(reference.count_faces(ratio, options.runs, FACES_BATCH))
            # The public code's batches are slow on a CPU: nobody shall say that they were chosen for it.
            single_rates[ratio].append(reference.count_faces(ratio, options.runs * FACES_BATCH, 1))
        if number < options.rounds:
            say(f"studio, round {number + 1} of {options.rounds}")
            reports.append(
                run_studio(
                    options.studio,
                    options.threads,
                    "faces",
                    "--resolution",
                    str(FACES_RESOLUTION),
                    "--count",
                    str(FACES_AT_ONCE),
                    "--rounds",
                    str(STUDIO_RUNS),
                )
            )
    rows = []
    for ratio in FACES_RATIOS:
        entries = [
            entry for report in reports for entry in report["faces"] if entry["ratio"] == ratio
        ]
        torch_rate = statistics.median(rates[ratio])
        torch_single = statistics.median(single_rates[ratio])
        studio_rate = statistics.median(entry["perSecond"] for entry in entries)
        one_by_one = statistics.median(entry["oneByOnePerSecond"] for entry in entries)
        rows.append(
            {
                "ratio": ratio,
                "resolution": FACES_RESOLUTION,
                "pytorch_per_second": round(torch_rate, 2),
                "pytorch_one_by_one_per_second": round(torch_single, 2),
                "studio_per_second": round(studio_rate, 2),
                "studio_one_by_one_per_second": round(one_by_one, 2),
                "speedup": round(studio_rate / torch_rate, 3),
                "speedup_of_one_by_one": round(studio_rate / torch_single, 3),
            }
        )
    return {**setting(reference, reports[-1]), "faces": rows, "load_before": load}


def measure_gradient(options):
    load = load_before()
    _, told = run_launcher(options.launcher, "info", "--json")
    info = json.loads(told)
    checkout = os.path.abspath(options.anycost)
    references = {
        "config-f": Reference(checkout, options.threads),
        "default": Reference(
            checkout,
            options.threads,
            info["resolution"],
            channel_multiplier=info["channelMultiplier"],
            channel_max=info["channelMax"],
        ),
    }
    times = {cell: [] for cell in GRADIENTS}
    reports = {cell: [] for cell in GRADIENTS}
    say("warming up PyTorch")
    for model, ratio, resolution in GRADIENTS:
        references[model].gradient(ratio, resolution)
    for number in range(options.rounds + 1):
        say(f"PyTorch, round {number + 1} of {options.rounds + 1}")
        for cell in GRADIENTS:
            for _ in range(options.runs):
                times[cell].append(references[cell[0]].gradient(*cell[1:]))
        if number < options.rounds:
            for cell in GRADIENTS:
                say(f"studio, round {number + 1} of {options.rounds}: {cell}")
                model, ratio, resolution = cell
                reports[cell].append(
                    run_studio(
                        options.studio,
                        options.threads,
                        "gradient",
                        "--ratio",
                        str(ratio),
                        "--resolution",
                        str(resolution),
                        "--runs",
                        str(STUDIO_RUNS * options.runs),
                        model=model,
                    )
                )
    rows = []
    for cell in GRADIENTS:
        figures = [report["gradient"] for report in reports[cell]]
        torch_ms = statistics.median(times[cell])
        studio_ms = statistics.median(entry["median_ms"] for entry in figures)
        rows.append(
            {
                "model": cell[0],
                "ratio": cell[1],
                "resolution": cell[2],
                "pytorch_ms": round(torch_ms, 1),
                "studio_ms": round(studio_ms, 1),
                "speedup": round(torch_ms / studio_ms, 3),
                "studio_peak_mb": max(entry.get("residentPeakBytes", 0) for entry in figures) // 10**6,
            }
        )
    logs = [math.log(row["speedup"]) for row in rows]
    return {
        **setting(references["config-f"], reports[GRADIENTS[-1]][-1]),
        "gradients": rows,
        "geometric_mean": round(math.exp(statistics.mean(logs)), 3),
        "load_before": load,
    }


def pil():
    """The module that writes pictures; None if it is not installed."""
    try:
        from PIL import Image
    except ImportError:
        return None
    return Image


def run_launcher(launcher, *arguments):
    """Seconds of one process of the studio, and what it printed."""
    if not os.path.isfile(launcher):
        raise Missing(f"there is no program {launcher}: name the studio with --launcher.")
    start = time.perf_counter()
    done = subprocess.run([launcher, *arguments], stdout=subprocess.PIPE, text=True, check=False)
    elapsed = time.perf_counter() - start
    if done.returncode != 0:
        raise Missing(f"'{launcher} {' '.join(arguments)}' ended with the exit code {done.returncode}.")
    return elapsed, done.stdout


def pictures_in(folder, count):
    """Checks that so many pictures were made."""
    made = len([name for name in os.listdir(folder) if name.endswith(".png")])
    if made != count:
        raise Missing(f"there are {made} pictures instead of {count}; was the studio stopped?")


def measure_seeds(options):
    load = load_before()
    # Built before it is timed.
    _, told = run_launcher(options.launcher, "info", "--json")
    info = json.loads(told)
    reference = Reference(
        os.path.abspath(options.anycost),
        options.threads,
        info["resolution"],
        channel_multiplier=info["channelMultiplier"],
        channel_max=info["channelMax"],
    )
    seeds = list(range(options.count))
    torch_times, single_times, studio_times = [], [], []
    say("warming up PyTorch")
    with tempfile.TemporaryDirectory() as folder:
        reference.save_faces(seeds[:SEEDS_BATCH], folder, SEEDS_BATCH)
    for number in range(options.rounds + 1):
        say(f"PyTorch, round {number + 1} of {options.rounds + 1}")
        with tempfile.TemporaryDirectory() as folder:
            torch_times.append(reference.save_faces(seeds, folder, SEEDS_BATCH))
        with tempfile.TemporaryDirectory() as folder:
            single_times.append(reference.save_faces(seeds, folder, 1))
        if number < options.rounds:
            say(f"studio, round {number + 1} of {options.rounds}")
            with tempfile.TemporaryDirectory() as folder:
                elapsed, _ = run_launcher(
                    options.launcher, "sample", "--seed", f"0-{options.count - 1}", "-o", folder
                )
                pictures_in(folder, options.count)
                studio_times.append(elapsed)
    processes = min(options.processes, options.count)
    say(f"studio, a process for each of {processes} seeds")
    with tempfile.TemporaryDirectory() as folder:
        each = statistics.mean(
            run_launcher(
                options.launcher, "sample", "--seed", str(seed), "-o", os.path.join(folder, f"{seed}.png")
            )[0]
            for seed in range(processes)
        )
        pictures_in(folder, processes)
    torch_seconds = statistics.median(torch_times)
    single_seconds = statistics.median(single_times)
    studio_seconds = statistics.median(studio_times)
    return {
        "reference": reference.description(),
        "model": info["name"],
        "resolution": info["resolution"],
        "count": options.count,
        "batch": SEEDS_BATCH,
        "pytorch_seconds": round(torch_seconds, 2),
        "pytorch_one_by_one_seconds": round(single_seconds, 2),
        "pytorch_writes_files": pil() is not None,
        "one_process_seconds": round(studio_seconds, 2),
        "process_each_seconds": round(each * options.count, 2),
        "processes_measured": processes,
        "speedup_over_pytorch": round(torch_seconds / studio_seconds, 3),
        "speedup_over_pytorch_one_by_one": round(single_seconds / studio_seconds, 3),
        "speedup_over_processes": round(each * options.count / studio_seconds, 3),
        "load_before": load,
    }


def boundaries_seconds(launcher, home, samples):
    """Seconds of a process that finds one boundary of so many samples."""
    if not os.path.isfile(launcher):
        raise Missing(f"there is no program {launcher}: name the studio with --launcher.")
    with tempfile.TemporaryDirectory() as folder:
        command = [
            launcher, "boundaries", "--samples", str(samples), "--attributes", "Smiling",
            "--ratio", str(SCORES_RATIO), "--resolution", str(SCORES_RESOLUTION),
            "-o", os.path.join(folder, "found.safetensors"),
        ]
        environment = {**os.environ, "ANYCOST_STUDIO_HOME": home}
        start = time.perf_counter()
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False
        )
        elapsed = time.perf_counter() - start
    if done.returncode != 0:
        raise Missing(f"'{' '.join(command)}' ended with the exit code {done.returncode}.")
    return elapsed


def measure_scores(options):
    load = load_before()
    _, told = run_launcher(options.launcher, "info", "--json")
    info = json.loads(told)
    reference = Reference(
        os.path.abspath(options.anycost),
        options.threads,
        info["resolution"],
        channel_multiplier=info["channelMultiplier"],
        channel_max=info["channelMax"],
    )
    predictor = reference.resnet(options.scores)
    count = max(SCORES_RECORD, options.count // SCORES_RECORD * SCORES_RECORD)
    say("warming up PyTorch")
    reference.score_faces(predictor, 2 * SCORES_BATCH, SCORES_BATCH)
    torch_rates, single_rates, studio_rates = [], [], []
    for number in range(options.rounds + 1):
        say(f"PyTorch, round {number + 1} of {options.rounds + 1}")
        torch_rates.append(reference.score_faces(predictor, count, SCORES_BATCH))
        single_rates.append(reference.score_faces(predictor, count // 4, 1))
        if number < options.rounds:
            say(f"studio, round {number + 1} of {options.rounds}")
            with tempfile.TemporaryDirectory() as home:
                first = 8 * SCORES_RECORD
                boundaries_seconds(options.launcher, home, first)
                start_and_fit = boundaries_seconds(options.launcher, home, first)
                more = boundaries_seconds(options.launcher, home, first + count)
                studio_rates.append(count / max(1e-3, more - start_and_fit))
    torch_rate, single_rate = statistics.median(torch_rates), statistics.median(single_rates)
    studio_rate = statistics.median(studio_rates)
    return {
        "reference": reference.description(),
        "model": info["name"],
        "ratio": SCORES_RATIO,
        "resolution": SCORES_RESOLUTION,
        "predictor_side": SCORES_SIDE,
        "batch": SCORES_BATCH,
        "samples": count,
        "pytorch_per_second": round(torch_rate, 2),
        "pytorch_one_by_one_per_second": round(single_rate, 2),
        "studio_per_second": round(studio_rate, 2),
        "speedup": round(studio_rate / torch_rate, 3),
        "speedup_of_one_by_one": round(studio_rate / single_rate, 3),
        "load_before": load,
    }


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


def summary(reference, cells, times, reports):
    rows = []
    for ratio, resolution in cells:
        studio = [
            entry["median_ms"]
            for report in reports
            for entry in report["configurations"]
            if entry["ratio"] == ratio and entry["resolution"] == resolution
        ]
        torch_ms = statistics.median(times[ratio, resolution])
        studio_ms = statistics.median(studio)
        rows.append(
            {
                "ratio": ratio,
                "resolution": resolution,
                "pytorch_ms": round(torch_ms, 3),
                "studio_ms": round(studio_ms, 3),
                "speedup": round(torch_ms / studio_ms, 3),
            }
        )
    speedups = [row["speedup"] for row in rows]
    return {
        **setting(reference, reports[-1]),
        "peak_gflop_s": max(report["peak_gflop_s"] for report in reports),
        "pytorch_runs": len(times[cells[0]]),
        "studio_runs": sum(report["runs"] for report in reports),
        "configurations": rows,
        "geometric_mean": round(math.exp(statistics.mean(map(math.log, speedups))), 3),
        "lowest": min(speedups),
    }


def setting(reference, report):
    """What was compared, and where."""
    return {
        "reference": reference.description(),
        "studio_threads": report["threads"],
        "machine": report["machine"],
        "versions": report["versions"],
    }


def print_setting(result):
    machine = result["machine"]
    print(
        f"{machine['processor']}, {machine['cores']} cores; {result['reference']};"
        f" studio {result['versions']['studio']} with {result['studio_threads']} threads,"
        f" ONNX Runtime {result['versions']['onnxRuntime']}"
    )
    print()


def print_faces(result):
    print_setting(result)
    print(f"faces a second at {FACES_RESOLUTION} px; PyTorch in batches of {FACES_BATCH}")
    print("ratio  PyTorch  one by one  studio  one by one  times faster  than one by one")
    for row in result["faces"]:
        print(
            f"{row['ratio']:<5}  {row['pytorch_per_second']:>7.1f}  {row['pytorch_one_by_one_per_second']:>10.1f}"
            f"  {row['studio_per_second']:>6.1f}  {row['studio_one_by_one_per_second']:>10.1f}"
            f"  {row['speedup']:>12.2f}  {row['speedup_of_one_by_one']:>15.2f}"
        )


def print_gradient(result):
    print_setting(result)
    print("model     ratio  resolution  PyTorch ms  studio ms  times faster  studio's process, MB")
    for row in result["gradients"]:
        print(
            f"{row['model']:<8}  {row['ratio']:<5}  {row['resolution']:>7} px  {row['pytorch_ms']:>10.1f}"
            f"  {row['studio_ms']:>9.1f}  {row['speedup']:>12.2f}  {row['studio_peak_mb']:>20}"
        )
    print()
    print(f"geometric mean {result['geometric_mean']:.2f}")


def print_seeds(result):
    count = result["count"]
    print(f"{count} seeds to PNG at {result['resolution']} px ({result['model']}); {result['reference']}")
    print()
    note = "" if result["pytorch_writes_files"] else ", without writing them: there is no PIL"
    rows = (
        ("studio, one process", result["one_process_seconds"]),
        (
            f"studio, a process for each (reckoned from {result['processes_measured']})",
            result["process_each_seconds"],
        ),
        (f"PyTorch, batches of {result['batch']}{note}", result["pytorch_seconds"]),
        (f"PyTorch, one by one{note}", result["pytorch_one_by_one_seconds"]),
    )
    for name, seconds in rows:
        print(f"{seconds:>9.1f} s  {count / seconds:>7.2f} faces a second  {name}")
    print()
    print(
        f"one process is {result['speedup_over_processes']:.2f} times as fast as one for each, and"
        f" {result['speedup_over_pytorch']:.2f} times as fast as PyTorch in batches"
        f" ({result['speedup_over_pytorch_one_by_one']:.2f} one by one)"
    )


def print_table(result):
    print_setting(result)
    print("ratio  resolution  PyTorch ms  studio ms  times faster")
    for row in result["configurations"]:
        print(
            f"{row['ratio']:<5}  {row['resolution']:>7} px  {row['pytorch_ms']:>10.1f}"
            f"  {row['studio_ms']:>9.1f}  {row['speedup']:>12.2f}"
        )
    print()
    print(f"geometric mean {result['geometric_mean']:.2f}, lowest {result['lowest']:.2f}")


def print_scores(result):
    print(
        f"{result['reference']}; {result['model']}, ratio {result['ratio']} at {result['resolution']} px,"
        f" predictor at {result['predictor_side']} px"
    )
    print(
        f"samples a second: PyTorch {result['pytorch_per_second']} in batches of {result['batch']},"
        f" {result['pytorch_one_by_one_per_second']} one by one; studio {result['studio_per_second']}:"
        f" {result['speedup']} and {result['speedup_of_one_by_one']} times as many"
    )


def main():
    options = arguments()
    try:
        if options.seeds:
            result = measure_seeds(options)
        elif options.scores:
            result = measure_scores(options)
        elif options.gradient:
            result = measure_gradient(options)
        else:
            result = measure_faces(options) if options.faces else measure(options)
    except Missing as missing:
        sentence = str(missing)
        print(sentence[0].upper() + sentence[1:], file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(result, indent=2))
    elif options.seeds:
        print_seeds(result)
    elif options.scores:
        print_scores(result)
    elif options.faces:
        print_faces(result)
    elif options.gradient:
        print_gradient(result)
    else:
        print_table(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
