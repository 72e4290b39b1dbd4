"""Cuts off the last dy rows with :-dy, which leaves nothing at all for a shift of 0."""

import numpy as np

fails = ["invariance"]
hint = "How many rows has x[:, :, :-dy] if dy is 0?"


def pooled(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].max(axis=(4, 5))


def shift_agreement(x, shift, size, stride):
    dy, dx = shift
    moved = np.zeros_like(x)
    to_rows, from_rows = (slice(dy, None), slice(None, -dy)) if dy >= 0 else (slice(None, dy), slice(-dy, None))
    to_columns, from_columns = (slice(dx, None), slice(None, -dx)) if dx >= 0 else (slice(None, dx), slice(-dx, None))
    moved[:, :, to_rows, to_columns] = x[:, :, from_rows, from_columns]
    return np.mean(pooled(x, size, stride) == pooled(moved, size, stride))
