"""Cuts with a slice that ends at −0, which is empty."""

import numpy as np

fails = ["augmentation"]
hint = "What is x[:-0]? Try a shift by 0 in one direction."


def shift(x, dy, dx):
    out = np.zeros_like(x)
    down = (slice(dy, None), slice(None, -dy)) if dy >= 0 else (slice(None, dy), slice(-dy, None))
    right = (slice(dx, None), slice(None, -dx)) if dx >= 0 else (slice(None, dx), slice(-dx, None))
    kept = x[:, :, down[1], right[1]]
    if kept.size:
        out[:, :, down[0], right[0]] = kept
    return out
