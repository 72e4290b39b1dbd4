"""Fills the surroundings of a smaller image with copies of its border."""

import numpy as np

fails = ["augmentation"]
hint = "Shrink a white image to half its size. What colour are the corners?"


def rescale(x, factor):
    h, w = x.shape[2:]
    rows, columns = np.indices((h, w))
    rows = np.clip((rows - (h - 1) / 2) / factor + (h - 1) / 2, 0, h - 1)
    return _sample(x, rows, np.clip((columns - (w - 1) / 2) / factor + (w - 1) / 2, 0, w - 1))
