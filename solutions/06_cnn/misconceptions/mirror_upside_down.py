"""Swaps top and bottom."""

fails = ["augmentation"]
hint = "Mirror a 7. Is its bar still at the top?"


def mirror(x):
    return x[:, :, ::-1]
