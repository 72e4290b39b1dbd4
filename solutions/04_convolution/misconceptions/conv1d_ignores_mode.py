"""Always returns the valid convolution, whatever the mode is."""

import numpy as np

fails = ["conv1d"]
hint = (
    "Where does your function look at `mode`? How many outputs should the full convolution of 3 samples with 2 "
    "weights have?"
)


def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    padded = np.pad(signal, padding)
    out = []
    for i in range(0, len(padded) - len(kernel) + 1, stride):
        total = 0.0
        for j in range(len(kernel)):
            total += padded[i + j] * kernel[len(kernel) - 1 - j]
        out.append(total)
    return np.array(out)
