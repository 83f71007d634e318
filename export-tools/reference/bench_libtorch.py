#!/usr/bin/env python3
"""Times the generator as the trainer holds it, on libtorch, beside the studio's engine, in one run.

Usage:
  bench_libtorch.py [--threads 2] [--rounds 2] [--runs 3] [--json]

Both render StyleGAN2's config-f at 1024 px and its three lower resolutions, at the four ratios, with
random weights, from a style code to the picture in memory. libtorch runs without gradients, in
channels-last, in float32 and in bfloat16 by turns ('studio train bench-render'); the studio's engine
as 'studio-app/benchmarks/run roofline --random config-f' tells it. The order is libtorch, studio,
libtorch, ..., libtorch, so that a machine that gets slower in between changes both sides alike.
Nothing else may run meanwhile.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PRECISIONS = ("float32", "bfloat16")


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="of both sides (2)")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="of the studio (2)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="in a round (3)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser.parse_args()


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"'{' '.join(command)}' ended with the exit code {done.returncode}.")
    return json.loads(done.stdout[min(i for i in map(done.stdout.find, "[{") if i >= 0) :])


def main():
    options = arguments()
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > 0.5:
        say(f"warning: other programs are running (load {os.getloadavg()[0]:.1f})")
    cells = {}
    for number in range(options.rounds + 1):
        say(f"libtorch, round {number + 1} of {options.rounds + 1}")
        for entry in run(
            "./studio", "train", "bench-render", "--json",
            "--threads", str(options.threads), "--runs", str(options.runs),
        ):
            cell = cells.setdefault((entry["resolution"], entry["ratio"]), {})
            for precision in PRECISIONS:
                cell.setdefault(precision, []).append(entry[precision + "_ms"])
        if number < options.rounds:
            say(f"studio, round {number + 1} of {options.rounds}")
            report = run(
                "studio-app/benchmarks/run", "roofline", "--random", "config-f", "--json",
                "--threads", str(options.threads), "--runs", str(3 * options.runs),
            )
            for entry in report["configurations"]:
                cells[entry["resolution"], entry["ratio"]].setdefault("studio", []).append(entry["median_ms"])
    rows = []
    for (resolution, ratio), times in sorted(cells.items()):
        medians = {name: statistics.median(values) for name, values in times.items()}
        rows.append(
            {
                "ratio": ratio,
                "resolution": resolution,
                **{name + "_ms": round(value, 3) for name, value in medians.items()},
                **{
                    "speedup_" + precision: round(medians[precision] / medians["studio"], 3)
                    for precision in PRECISIONS
                },
            }
        )
    means = {
        precision: math.exp(statistics.mean(math.log(row["speedup_" + precision]) for row in rows))
        for precision in PRECISIONS
    }
    if options.json:
        print(json.dumps({"threads": options.threads, "rows": rows, "geometric_means": means}, indent=2))
        return
    print(f"ms from a style code to the picture, {options.threads} threads; times as fast as libtorch")
    print("ratio  resolution    studio   float32  bfloat16   x float32  x bfloat16")
    for row in rows:
        print(
            f"{row['ratio']:5.2f}  {row['resolution']:7d} px {row['studio_ms']:9.2f} {row['float32_ms']:9.2f}"
            f" {row['bfloat16_ms']:9.2f} {row['speedup_float32']:11.2f} {row['speedup_bfloat16']:11.2f}"
        )
    print("geometric mean " + ", ".join(f"{name} {value:.2f}" for name, value in means.items()))


if __name__ == "__main__":
    main()
