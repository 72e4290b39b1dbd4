"""Adds zeros at the end until the last stride fits, and so returns one output too many."""

import numpy as np

fails = ["conv1d"]
hint = (
    "When the stride does not divide N − K, some samples at the end are in no output. Is your last output wholly on"
    " the signal?"
)


def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    ends = padding + (len(kernel) - 1 if mode == "full" else 0)
    padded = np.pad(signal, ends)
    count = int(np.ceil((len(padded) - len(kernel)) / stride)) + 1
    padded = np.append(padded, np.zeros(stride))
    return np.array([padded[i * stride : i * stride + len(kernel)] @ kernel[::-1] for i in range(count)])
