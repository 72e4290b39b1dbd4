"""Takes pixels from the other side where the turned image reaches beyond the old one."""

import numpy as np

fails = ["augmentation"]
hint = "What is there beyond the edge of an image, by the handout? What do negative indices give?"


def rotate(x, degrees):
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return _sample_around_centre(np.tile(x, (1, 1, 3, 3)), np.array([[cos, sin], [-sin, cos]]))[
        :, :, x.shape[2] : 2 * x.shape[2], x.shape[3] : 2 * x.shape[3]
    ]
