"""Turns rows into columns."""

fails = ["augmentation"]
hint = "Is a mirrored image as wide as it was before?"


def mirror(x):
    return x.swapaxes(2, 3)
