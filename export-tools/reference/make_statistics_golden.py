"""Writes what NumPy and SciPy make of two small sets of features: the golden file of the evaluation's tests.

Needs numpy and scipy:
    python3 export-tools/reference/make_statistics_golden.py

The formulas are the published ones (FID: Heusel et al. 2017; KID: Binkowski et al. 2018; the cut of path
lengths: Karras et al. 2019), written anew with the libraries' own functions.
"""
import json
import pathlib

import numpy as np
from scipy import linalg

HERE = pathlib.Path(__file__).resolve().parent.parent
OUT = HERE / "evaluation/src/test/resources/statistics/golden.json"


def frechet(a, b):
    mean = a.mean(0) - b.mean(0)
    one, other = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    root = linalg.sqrtm(one @ other)
    return float(mean @ mean + np.trace(one) + np.trace(other) - 2 * np.trace(root.real))


def kernel(a, b):
    return (a @ b.T / a.shape[1] + 1) ** 3


def unbiased(a, b):
    m, n = len(a), len(b)
    aa, bb = kernel(a, a), kernel(b, b)
    return float(
        (aa.sum() - np.trace(aa)) / (m * (m - 1))
        + (bb.sum() - np.trace(bb)) / (n * (n - 1))
        - 2 * kernel(a, b).mean()
    )


def trimmed(values):
    low = np.percentile(values, 1, method="lower")
    high = np.percentile(values, 99, method="higher")
    return float(values[(values >= low) & (values <= high)].mean())


def main():
    random = np.random.RandomState(7)
    mixing = random.randn(6, 6)
    # Far from zero: what a sum of squares would lose.
    a = (random.randn(150, 6) @ mixing + 1000).astype(np.float32)
    b = (random.randn(90, 6) @ mixing * 1.3 + 1001).astype(np.float32)
    # Fewer samples than values: both covariances are singular.
    few_a = random.randn(5, 8).astype(np.float32)
    few_b = random.randn(6, 8).astype(np.float32)
    small_a = random.randn(40, 6).astype(np.float32)
    small_b = (random.randn(30, 6) + 0.3).astype(np.float32)
    lengths = random.exponential(size=333)
    wide = lambda rows: rows.astype(np.float64)
    golden = {
        "a": a.tolist(),
        "b": b.tolist(),
        "mean": wide(a).mean(0).tolist(),
        "covariance": np.cov(wide(a), rowvar=False).ravel().tolist(),
        "fid": frechet(wide(a), wide(b)),
        "fewA": few_a.tolist(),
        "fewB": few_b.tolist(),
        "fewFid": frechet(wide(few_a), wide(few_b)),
        "smallA": small_a.tolist(),
        "smallB": small_b.tolist(),
        "mmd": unbiased(wide(small_a), wide(small_b)),
        "lengths": lengths.tolist(),
        "trimmed": trimmed(lengths),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(golden))


if __name__ == "__main__":
    main()
