"""Takes the mean of each window between the layers."""

import numpy as np

fails = ["response_maps"]
hint = "Work out one window between the two layers by hand. Which of its four numbers goes on?"


def response_maps(params, image, layer):
    x = image[None]
    for i in range(1, layer + 1):
        if i > 1:
            rows, columns = x.shape[2] // 2 * 2, x.shape[3] // 2 * 2
            parts = [x[:, :, u:rows:2, v:columns:2] for u in (0, 1) for v in (0, 1)]
            x = sum(parts) / 4
        x = np.maximum(conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], stride=1, padding=1)[0], 0)
    return x[0]
