"""Returns as many outputs as there are samples, where the valid convolution has N − K + 1."""

import numpy as np

fails = ["conv1d"]
hint = "For how many positions does the kernel lie wholly on the signal? Compare with the length of what you return."


def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    padded = np.pad(signal, padding)
    out = np.convolve(padded, kernel, "full" if mode == "full" else "same")
    return out[::stride]
