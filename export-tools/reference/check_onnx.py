#!/usr/bin/env python3
"""Checks ONNX files with the reference checker, as other programs that take them do.

Usage:
  check_onnx.py FILE...

Needs a Python with the package onnx (Debian's python3-onnx serves). Every file is checked whole,
with the shapes of all values worked out strictly.

Exit code 0 if all files pass, 1 if one does not, 2 if the package or a file is missing.
"""

import os
import sys


def main(files):
    if not files:
        print("Name the files to check.", file=sys.stderr)
        return 2
    try:
        import onnx
    except ImportError:
        print("The package onnx is not installed for this Python: install it, for instance Debian's python3-onnx.", file=sys.stderr)
        return 2
    failed = False
    for file in files:
        if not os.path.isfile(file):
            print(f"There is no file {file}.", file=sys.stderr)
            return 2
        model = onnx.load(file)
        try:
            onnx.checker.check_model(model, full_check=True)
            onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
        except Exception as problem:
            failed = True
            print(f"{file}: {problem}", file=sys.stderr)
            continue
        print(f"{file}: passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
