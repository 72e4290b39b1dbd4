"""Drops samples of the signal before convolving, so that neighbours that belong together never meet."""

import numpy as np

fails = ["conv1d"]
hint = (
    "With stride 2, does an output still look at neighbouring samples? Convolve by hand at stride 1 first, then "
    "decide what to drop."
)


def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    padded = np.pad(signal, padding)[::stride]
    return np.convolve(padded, kernel, mode)
