"""Goes through the examples innermost, where the rows of one example should stand together."""

import numpy as np

fails = ["im2col"]
hint = (
    "Which row follows the first for a batch of two: the next window of the same image, or the first window of the "
    "other?"
)


def im2col(x, kh, kw, stride, padding):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    columns = windows.shape[1] * kh * kw
    return windows.transpose(2, 3, 0, 1, 4, 5).reshape(-1, columns)
