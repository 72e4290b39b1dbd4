"""Adds the zeros at the beginning of the signal only."""

import numpy as np

fails = ["conv1d"]
hint = (
    "Print the padded signal for padding=1. On which sides does the handout want its zeros, and how long must the "
    "result be?"
)


def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    padded = np.concatenate([np.zeros(padding), signal])
    return np.convolve(padded, kernel, mode)[::stride]
