"""Slides the kernel as it is, so that it computes a correlation instead of a convolution."""

import numpy as np

fails = ["conv1d"]
hint = (
    "Write the sum of the definition for one output and a kernel of two different numbers. Which of them meets the "
    "earlier sample?"
)


def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    ends = padding + (len(kernel) - 1 if mode == "full" else 0)
    padded = np.pad(signal, ends)
    starts = range(0, len(padded) - len(kernel) + 1, stride)
    return np.array([np.sum(padded[i : i + len(kernel)] * kernel) for i in starts])
